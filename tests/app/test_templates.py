"""The office's own Word templates on the settings page: tried on the sample case, refused in plain words, used by every export."""

import io
import zipfile
from dataclasses import replace

import docx
import pytest
from playwright.sync_api import expect, sync_playwright

import pipelines
from pipelines.types import Decision
from review_app import records
from review_app.parts import dossier
from tests.app import factory
from tests.app.browser import Program, Window
from tests.app.papers import paper
from tests.app.test_browser import all_text
from tests.app.test_pages import open_page, press, run, said

OWN = paper("PHIẾU RIÊNG CỦA CƠ QUAN", "{{ so_ky_hieu }}", "{% for y in y_kien %}[{{ y.tt }}] {{ y.y_kien }} {% endfor %}")
WRONG = paper("{{ trich_yew }}")


@pytest.fixture
def sample(office):
    """The sample case of a first start, with the small review."""
    path = office.folder.parent / "mau.docx"
    path.write_bytes(b"tep mau")
    return records.ensure_sample_case(office.desk.store, path, lambda data, name: factory.small_review())


def forms_page():
    """Thiết lập with its part Mẫu văn bản open."""
    at = open_page("settings")
    at.session_state["tl_phan"] = "Mẫu văn bản"
    return run(at)


def upload(at, data: bytes, name: str = "mẫu phiếu.docx"):
    at.file_uploader[0].set_value((name, data, "application/octet-stream"))
    return run(at)


def test_an_office_starts_with_the_shipped_form_shown_on_the_sample_case(office, sample):
    words = said(forms_page())
    assert "Mẫu có sẵn của chương trình." in words
    assert "PHIẾU Ý KIẾN THẨM ĐỊNH" in words and "phải nộp 50.000 đồng một năm" in words


def test_an_uploaded_template_is_tried_before_it_is_used(office, sample, small_case):
    at = upload(forms_page(), OWN)
    words = said(at)
    assert "Mẫu điền được" in words and "PHIẾU RIÊNG CỦA CƠ QUAN" in words and "[1] Đề nghị bỏ khoản thu bắt buộc" in words
    assert "ket_luan (phần IV, kết luận, đề nghị (danh sách))" in words  # what will not be printed is said
    assert records.list_templates(office.desk, "phieu") == ()
    press(at, "Dùng mẫu này")
    assert "Mẫu riêng: mẫu phiếu.docx, phiên bản 1" in said(at)
    file = records.read_file(office.desk, small_case[1])
    records.save_decision(office.desk, file.id, Decision("F04-6", "gop_y"), 0)
    ready = replace(dossier.dossier_of(office.desk, file), original=None)
    alone = pipelines.EXPORTS["phieu"].render(ready)
    text = all_text(docx.Document(io.BytesIO(alone)))
    assert text.startswith("PHIẾU RIÊNG CỦA CƠ QUAN") and "[1] Đề nghị bỏ khoản thu" in text
    with zipfile.ZipFile(io.BytesIO(pipelines.EXPORTS["tron_bo"].render(ready))) as whole:
        assert whole.read("phieu-y-kien-tham-dinh.docx") == alone
    assert "Theo mẫu riêng của cơ quan: Phiếu ý kiến thẩm định." in said(open_page("sheet", small_case[0]))


def test_a_wrong_placeholder_is_named_with_the_right_one_and_nothing_is_stored(office, sample):
    at = upload(forms_page(), WRONG)
    words = said(at)
    assert "“trich_yew” không có trong danh sách; có phải “trich_yeu” không?" in words
    assert "Dùng mẫu này" not in [b.label for b in at.button]
    assert records.list_templates(office.desk, "phieu") == ()


def test_the_shipped_form_and_an_earlier_version_can_come_back(office, sample):
    records.save_template(office.desk, "phieu", OWN, "một.docx", 0)
    at = press(forms_page(), "Trở lại mẫu có sẵn")
    assert "Mẫu có sẵn của chương trình." in said(at)
    press(at, "Dùng lại phiên bản này")
    assert [(one.number, one.name) for one in records.list_templates(office.desk, "phieu")] == [(3, "một.docx"), (2, ""), (1, "một.docx")]


def test_a_template_changed_meanwhile_is_not_written_over(office, sample):
    at = upload(forms_page(), OWN)
    records.save_template(office.desk, "phieu", paper("{{ co_quan }}"), "của người kia.docx", 0)
    press(at, "Dùng mẫu này")
    assert "vừa được sửa ở nơi khác" in said(at)
    assert [one.name for one in records.list_templates(office.desk, "phieu")] == ["của người kia.docx"]


def test_the_page_opens_when_the_sample_case_was_deleted(office, sample):
    records.delete_case(office.desk, sample.id)
    assert "Không còn hồ sơ mẫu" in said(forms_page())


@pytest.mark.browser
def test_a_template_goes_out_is_changed_in_word_and_comes_back(tmp_path):
    desk = records.enter(records.open_store(tmp_path / "kho"))
    (tmp_path / "mau.docx").write_bytes(b"tep mau")
    case = records.ensure_sample_case(desk.store, tmp_path / "mau.docx", lambda data, name: factory.small_review())
    file = records.list_files(desk, case.id)[0]
    records.save_decision(desk, file.id, Decision("F04-6", "gop_y"), 0)
    with Program(tmp_path / "kho") as program, sync_playwright() as playwright:
        window = Window(playwright, program)
        window.open("/thiet-lap")
        window.page.get_by_role("tab", name="Mẫu văn bản").click()
        starter = docx.Document(saved(window, "Tải mẫu khởi đầu", tmp_path / "khoi-dau.docx"))
        assert "{{ mo_dau }}" in all_text(starter)
        starter.paragraphs[0].insert_paragraph_before("DÒNG RIÊNG CỦA CƠ QUAN")
        starter.save(tmp_path / "rieng.docx")

        pick = window.page.locator("input[type=file]")
        (tmp_path / "sai.docx").write_bytes(WRONG)
        pick.set_input_files(tmp_path / "sai.docx")
        window.wait_for("có phải “trich_yeu” không?")
        window.shot("mau-1-sai-truong")
        pick.set_input_files(tmp_path / "rieng.docx")
        window.wait_for("DÒNG RIÊNG CỦA CƠ QUAN")
        window.shot("mau-2-dien-thu")
        assert "DÒNG RIÊNG" in all_text(docx.Document(saved(window, "Tải bản điền thử", tmp_path / "thu.docx")))
        window.press("Dùng mẫu này")
        window.wait_for("Mẫu riêng: rieng.docx, phiên bản 1")

        window.open(f"/phieu?ho_so={case.id}")
        window.wait_for("Theo mẫu riêng của cơ quan")
        text = all_text(docx.Document(saved(window, "Phiếu ý kiến thẩm định", tmp_path / "phieu.docx")))
        assert "DÒNG RIÊNG CỦA CƠ QUAN" in text and "Đề nghị bỏ khoản thu bắt buộc" in text

        window.open("/thiet-lap")
        window.page.get_by_role("tab", name="Mẫu văn bản").click()
        window.press("Trở lại mẫu có sẵn")
        window.wait_for("Mẫu có sẵn của chương trình.")
        expect(window.page.get_by_text("Mẫu riêng: rieng.docx")).to_have_count(0)
        assert window.foreign == []
        window.close()


def saved(window: Window, button: str, path):
    """The file that the button downloads, as it arrives on the disk."""
    with window.page.expect_download() as waiting:
        window.press(button)
    waiting.value.save_as(path)
    return str(path)
