"""The second round in a real browser: the revised draft comes in, each comment is followed, confirmed, and answered on paper."""

import docx
import openpyxl
import pytest
from playwright.sync_api import expect, sync_playwright

import pipelines
from pipelines.types import Decision
from review_app import records
from tests.app import papers
from tests.app.browser import Program, Window
from tests.app.test_browser import ENGLISH
from tests.app.test_templates import saved

pytestmark = pytest.mark.browser

SENT = ("phải nộp 500.000 đồng", "thu bản sao căn cước công dân", "Nghiêm cấm người dân tụ tập, khiếu nại đông người")
ANSWER = "Giữ lại vì cần danh sách hộ để chi hỗ trợ; sẽ chỉ ghi số định danh, không thu bản sao."
HALF = "Giữ lại vì cần danh sá"
TAKEN = "1. Mức đóng góp làm đường ngõ do Nhân dân bàn và quyết định trên cơ sở tự nguyện, kết quả niêm yết tại nhà văn hóa khu phố."
NEW = "3. Tiến độ thi công được thông báo trên loa truyền thanh vào sáng thứ Hai để người dân chủ động đi lại."


def revision() -> bytes:
    """The plan as it came back: one point taken up, one moved down unchanged, one taken out, one paragraph new."""
    lines = list(papers.LINES)
    at = {text: next(n for n, line in enumerate(lines) if text in line) for text in SENT}
    lines[at[SENT[0]]] = TAKEN
    lines[at[SENT[1]]] = "4." + lines[at[SENT[1]]][2:]
    lines.pop(at[SENT[2]])
    lines.insert(at[SENT[1]], NEW)
    return papers.paper(*lines)


@pytest.fixture
def sent(tmp_path):
    """(data folder, case id, comments): the first round's sheet with the findings on the three places, approved."""
    desk = records.enter(records.open_store(tmp_path / "kho"))
    draft = pipelines.read_draft(papers.plan(), "ke-hoach.docx")
    review = pipelines.review_draft(draft, pipelines.load_checklist(), pipelines.load_classifier())
    case = records.create_case(desk, records.CaseDraft("Kế hoạch làm đường ngõ", sender="Ủy ban nhân dân phường", not_secret=True))
    file = records.add_file(desk, case.id, papers.plan(), "ke-hoach.docx")
    records.save_review(desk, file.id, review)
    chosen = [f for f in review.findings if any(text in f.quote or f.quote in text for text in SENT)]
    assert {text for text in SENT if any(text in f.quote or f.quote in text for f in chosen)} == set(SENT)
    for finding in chosen:
        records.save_decision(desk, file.id, Decision(finding.id, "gop_y"), 0)
    records.approve(desk, case.id)
    return tmp_path / "kho", case.id, chosen


def test_from_the_revised_draft_to_the_table_of_answers(sent, tmp_path):
    folder, case, chosen = sent
    with Program(folder) as program, sync_playwright() as playwright:
        window = Window(playwright, program)
        upload_revision(window, case)
        window.open(f"/tiep-thu?ho_so={case}")
        window.wait_for(f"Đã xác nhận 0/{len(chosen)}")
        window.page.get_by_label("Giải trình của cơ quan soạn thảo").wait_for()
        window.page.get_by_text("Lấy giải trình từ tệp Word").click()
        window.page.get_by_text("Tệp .docx kèm góp ý đã được trả lời").wait_for()
        assert ENGLISH.findall(window.words()) == []
        window.shot("tiep-thu-1")
        half_typed_words_outlive_a_reload(window)
        confirm_all(window, len(chosen))
        window.shot("tiep-thu-2")
        assert NEW.split(". ")[1][:20] not in window.page.locator(".st-key-tt_bang").inner_text()
        window.open(f"/phieu?ho_so={case}")
        window.wait_for("Tải về")
        paper = docx.Document(saved(window, "Bảng tiếp thu, giải trình (.docx)", tmp_path / "tiep-thu.docx"))
        book = openpyxl.load_workbook(saved(window, "Bảng tiếp thu, giải trình (.xlsx)", tmp_path / "tiep-thu.xlsx"))
        assert window.foreign == []
        window.close()
    check_paper(paper, len(chosen))
    check_book(book.active, len(chosen))


def upload_revision(window: Window, case: int) -> None:
    page = window.page
    window.open("/tiep-nhan")
    page.set_input_files("input[type=file]", {"name": "ke-hoach-sua.docx", "mimeType": "application/octet-stream", "buffer": revision()})
    page.get_by_text("Tôi xác nhận dự thảo không mang độ mật").click()
    page.get_by_role("combobox", name="Nạp vào").click()
    page.get_by_role("option", name="Thêm vào hồ sơ").click()
    page.get_by_text("Đây là bản sửa của lần thẩm định mới").click()
    button = page.get_by_role("button", name="Nạp và đọc")
    expect(button).to_be_enabled(timeout=10_000)
    button.click()
    page.get_by_role("button", name="Lưu và bắt đầu rà soát").wait_for(timeout=60_000)
    page.get_by_role("button", name="Lưu và bắt đầu rà soát").click()
    page.locator("mark").first.wait_for(timeout=30_000)


def half_typed_words_outlive_a_reload(window: Window) -> None:
    """F5 right after the last key: the page comes back at the comment with all that was typed."""
    window.page.locator(".st-key-tt_bang tr", has_text="mục II.3").first.click()
    window.page.get_by_text("→ mục II.4").wait_for()
    answer_box(window).press_sequentially(HALF)
    with window.page.expect_navigation():
        window.page.keyboard.press("F5")
    expect(answer_box(window)).to_have_value(HALF, timeout=30_000)
    expect(window.page.get_by_text("→ mục II.4")).to_be_visible()
    window.wait_for("Đang nhập dở")
    window.shot("tiep-thu-viet-do")
    answer_box(window).fill("")
    window.page.locator(".st-key-tt_bang tr", has_text="mục II.1").first.click()
    window.page.get_by_text("Ý kiến 1: ").wait_for()


def confirm_all(window: Window, total: int) -> None:
    """Each comment in turn, as the page brings it up; what is not taken up gets the agency's giải trình, typed and confirmed at once."""
    for number in range(1, total + 1):
        head = window.page.get_by_text(f"Ý kiến {number}: ").first
        head.wait_for(timeout=30_000)
        if head.inner_text().endswith("mục II.4"):  # moved down with the same words
            answer_box(window).fill(ANSWER)
        window.press("Xác nhận")
        window.wait_for(f"Đã xác nhận {number}/{total}")


def answer_box(window: Window):
    return window.page.get_by_label("Giải trình của cơ quan soạn thảo").filter(visible=True)


def check_paper(paper, total: int) -> None:
    rows = [[cell.text for cell in row.cells] for row in paper.tables[0].rows]
    assert rows[0] == ["NHÓM VẤN ĐỀ, ĐIỀU, KHOẢN", "CHỦ THỂ GÓP Ý", "NỘI DUNG GÓP Ý", "NỘI DUNG TIẾP THU, GIẢI TRÌNH"]
    assert len(rows) == total + 1
    answers = {row[0].split("\n")[0]: row[3] for row in rows[1:]}
    assert answers["Mục II.1"].startswith("Tiếp thu toàn bộ.") and TAKEN in answers["Mục II.1"]
    assert answers["Mục II.3 (nay là mục II.4)"] == f"Không tiếp thu.\nGiải trình: {ANSWER}"
    assert answers["Mục II.4"].startswith("Điều khoản đã bỏ")
    text = "\n".join(p.text for p in paper.paragraphs)
    assert f"Tổng số ý kiến góp ý: {total}." in text and "chưa được người thẩm định xác nhận" not in text


def check_book(page, total: int) -> None:
    rows = list(page.iter_rows(values_only=True))
    assert len(rows) == total + 1 and rows[0][4:] == ("trang_thai", "vi_tri_moi")
    assert {row[4] for row in rows[1:]} == {"toan_bo", "khong", "da_bo"}
    assert any(ANSWER in row[3] for row in rows[1:])
    assert not [cell for line in page.iter_rows() for cell in line if cell.data_type == "f"]
    assert page.column_dimensions["E"].hidden and page.freeze_panes == "A2"
