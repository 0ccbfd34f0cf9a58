"""Mẫu văn bản: the office's own Word templates for the three papers, tried on the sample case before they are used."""

import hashlib
import json

import streamlit as st

import pipelines
from pipelines.errors import PipelineError
from pipelines.types import Decision, Dossier
from review_app import records
from review_app.parts import notices, session, words
from review_app.viewer import show_passage, show_table

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHOWN = 8  # comments of the sample case in the filled paper
CONCLUSION = "Đủ điều kiện trình sau khi chỉnh sửa."


def show(at: records.Desk) -> None:
    notices.line(
        "Chương trình có sẵn mẫu theo thể thức. Cơ quan muốn trình bày theo cách riêng thì tải mẫu khởi đầu, sửa trong Word "
        "(giữ các dấu {{ … }} và {% … %}), rồi nạp lại ở đây."
    )
    paper = st.radio("Văn bản", list(records.PAPERS), format_func=records.PAPERS.get, horizontal=True, key="mv_van_ban")
    versions = records.list_templates(at, paper)
    if said := st.session_state.pop("mv_da_luu", None):
        notices.done(said, key="mv_da_luu_hien")
    if error := st.session_state.pop("mv_loi", None):
        notices.refused(error, key="mv_loi_hien")
    left, right = st.columns([1, 1.25], gap="large")
    with left:
        _in_use(at, paper, versions)
        tried = _upload(at, paper, versions)
        _earlier(at, paper, versions)
        _fields()
    with right:
        _preview(at, paper, versions, tried)


# ---------------------------------------------------------------- in use, starter, earlier versions


def _in_use(at: records.Desk, paper: str, versions: tuple[records.OfficeTemplate, ...]) -> None:
    own = _own(versions)
    st.subheader("Đang dùng")
    notices.done(f"Mẫu riêng: {_told(at, own)}" if own else "Mẫu có sẵn của chương trình.", key="mv_dang_dung")
    form = records.read_settings(at).form
    name = f"mau-{paper.replace('_', '-')}"
    with st.container(horizontal=True):
        st.download_button(
            "Tải mẫu khởi đầu", data=lambda: pipelines.starter_template(paper, form), file_name=f"{name}.docx", mime=WORD,
            on_click="ignore", key="mv_khoi_dau",
        )  # fmt: skip
        if own:
            _download_button(at, "Tải mẫu đang dùng", own, "mv_tai")
            st.button("Trở lại mẫu có sẵn", on_click=_drop, args=(at, paper, own.number), disabled=not at.user.can("settings"))


def _earlier(at: records.Desk, paper: str, versions: tuple[records.OfficeTemplate, ...]) -> None:
    """Versions that were in use before: nothing an office once printed with is lost."""
    earlier = {one.number: one for one in versions[1:] if not one.shipped}
    if not earlier:
        return
    st.subheader("Các mẫu đã dùng trước đây")
    chosen = earlier[st.selectbox("Phiên bản", list(earlier), format_func=lambda n: _told(at, earlier[n]), key=f"mv_cu_{paper}")]
    with st.container(horizontal=True):
        _download_button(at, "Tải phiên bản này", chosen, "mv_tai_cu")
        st.button("Dùng lại phiên bản này", on_click=_again, args=(at, chosen, versions[0].number), disabled=not at.user.can("settings"))


def _download_button(at: records.Desk, label: str, one: records.OfficeTemplate, key: str) -> None:
    def data() -> bytes:
        return records.read_template(at, one.paper, one.number)

    name = f"mau-{one.paper.replace('_', '-')}-{one.number}.docx"
    st.download_button(label, data=data, file_name=name, mime=WORD, on_click="ignore", key=key)


def _own(versions: tuple[records.OfficeTemplate, ...]) -> records.OfficeTemplate | None:
    """The office's own template in use."""
    return versions[0] if versions and not versions[0].shipped else None


def _told(at: records.Desk, one: records.OfficeTemplate) -> str:
    return f"{one.name}, phiên bản {one.number}, {records.person_names(at).get(one.by, '')} nạp lúc {words.moment(one.at)}"


# ---------------------------------------------------------------- a new one


def _upload(at: records.Desk, paper: str, versions: tuple[records.OfficeTemplate, ...]) -> bytes | None:
    """The uploaded template when it can be filled; what is wrong with it is said, and nothing is stored before "Dùng mẫu này"."""
    st.subheader("Nạp mẫu riêng")
    if not at.user.can("settings"):
        notices.tell("Tài khoản này không có quyền thay mẫu.")
        return None
    seen = versions[0].number if versions else 0
    file = st.file_uploader("Tệp mẫu .docx đã sửa trong Word", ["docx"], key=f"mv_tep_{paper}_{seen}", max_upload_size=2)
    if file is None:
        return None
    data = file.getvalue()
    try:
        pipelines.check_template(data, paper)
    except PipelineError as error:
        notices.refused(error, key="mv_mau_hong")
        return None
    if missing := pipelines.fields_left_out(data, paper):
        told = "; ".join(f"{name} ({pipelines.TEMPLATE_FIELDS[name]})" for name in missing)
        notices.warn(f"Mẫu không dùng các trường sau, nội dung của chúng sẽ không được in: {told}.", key="mv_thieu")
    notices.tell("Mẫu điền được. Xem bản điền thử bên phải; chỉ khi bấm nút dưới đây mẫu mới được dùng.", key="mv_duoc")
    st.button("Dùng mẫu này", type="primary", on_click=_save, args=(at, paper, data, file.name, seen))
    return data


def _save(at: records.Desk, paper: str, data: bytes, name: str, seen: int) -> None:
    said = "Đã lưu mẫu. Mọi lần tải về từ nay dùng mẫu này; phiếu đã duyệt giữ mẫu cũ."
    _do(records.save_template, at, paper, data, name, seen, said=said)


def _drop(at: records.Desk, paper: str, seen: int) -> None:
    _do(records.drop_template, at, paper, seen, said="Đã trở lại mẫu có sẵn của chương trình; mẫu riêng vẫn được lưu.")


def _again(at: records.Desk, one: records.OfficeTemplate, seen: int) -> None:
    data = records.read_template(at, one.paper, one.number)
    _save(at, one.paper, data, one.name, seen)


def _do(action, *arguments, said: str) -> None:
    try:
        action(*arguments)
    except PipelineError as error:
        st.session_state["mv_loi"] = error
        return
    st.session_state["mv_da_luu"] = said


def _fields() -> None:
    with st.expander("Các trường dùng được trong mẫu"):
        rows = [{"cells": [name, told]} for name, told in pipelines.TEMPLATE_FIELDS.items()]
        show_table([("Tên trường", "40%"), ("In ra", "")], rows, "", key="mv_truong")
        notices.line("Danh sách viết {%p for dong in ket_luan %} … {{ dong }} … {%p endfor %}. Trong bảng ý kiến, mỗi dòng “y” có:", "dong")
        rows = [{"cells": [f"y.{name}", told]} for name, told in pipelines.COMMENT_FIELDS.items()]
        show_table([("Tên trường", "40%"), ("In ra", "")], rows, "", key="mv_truong_y")


# ---------------------------------------------------------------- filled with the sample case


def _preview(at: records.Desk, paper: str, versions: tuple[records.OfficeTemplate, ...], tried: bytes | None) -> None:
    """The paper filled with the sample case: from the uploaded template, else from what is in use."""
    st.subheader("Bản điền thử từ hồ sơ mẫu")
    own = _own(versions)
    template = tried or (records.read_template(at, paper, own.number) if own else None)
    dossier = _sample(at, {paper: template} if template else {})
    if dossier is None:
        notices.tell("Không còn hồ sơ mẫu để điền thử. Mẫu vẫn được kiểm tra khi nạp.")
        return
    filled, lines = _filled(paper, dossier)
    st.download_button("Tải bản điền thử", data=filled, file_name=f"dien-thu-{paper.replace('_', '-')}.docx", mime=WORD, on_click="ignore")
    with st.container(height=560, key="mv_xem_khung"):
        show_passage(lines, key="mv_xem")


def _sample(at: records.Desk, templates: dict[str, bytes]) -> Dossier | None:
    """The sample case with its first points taken up, in the office's own settings; None when the case was deleted."""
    case = records.sample_case(at)
    files = session.reviewed_files(at, case.id) if case else []
    if not files:
        return None
    review = records.latest_review(at, files[0].id).review
    settings = records.read_settings(at).sheet(case.sender)
    decisions = [Decision(finding.id, "gop_y") for finding in review.findings[:SHOWN]]
    received = {"co_quan": case.sender, "ngay_nhan": case.received.isoformat(), "han": case.deadline.isoformat()}
    sheet = pipelines.build_sheet(review, decisions, settings, received=received, conclusion=CONCLUSION)
    return pipelines.Dossier(sheet, review, templates=templates)


def _filled(paper: str, dossier: Dossier) -> tuple[bytes, list]:
    """The filled .docx and its lines as the program itself reads them back; kept until template, sample or settings change."""
    told = json.dumps([paper, repr(dossier.sheet)], ensure_ascii=False).encode() + dossier.templates.get(paper, b"")
    mark = hashlib.sha256(told).hexdigest()
    held = st.session_state.get("_dien_thu")
    if not held or held[0] != mark:
        filled = pipelines.EXPORTS[paper].render(dossier)
        held = (mark, filled, _lines(filled))
        st.session_state["_dien_thu"] = held
    return held[1], held[2]


def _lines(filled: bytes) -> list:
    sides = {"center": "giua", "right": "phai"}
    lines = []
    for block in pipelines.read_draft(filled, "dien-thu.docx").blocks:
        if block.text.strip():
            classes = [sides.get(block.align, ""), "dam" if block.bold else "", "nghieng" if block.italic else ""]
            lines.append((" ".join(filter(None, classes)) or "dong", [(block.text, "")]))
    return lines
