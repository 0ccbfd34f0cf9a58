"""Phiếu ý kiến: the sheet as it will be printed, its own words, and every export."""

import re
import tempfile
import unicodedata
from pathlib import Path

import streamlit as st

import pipelines
from pipelines.errors import PipelineError
from pipelines.types import CommentSheet, Dossier
from review_app import records
from review_app.parts import case_bar, notices, session, sheet_words, word_back, words
from review_app.parts.dossier import dossier_of, sheet_of
from review_app.viewer import show_passage, show_table

COLUMNS = [
    ("TT", "2.2rem"),
    ("Vị trí", "10%"),
    ("Nội dung dự thảo", "22%"),
    ("Ý kiến thẩm định", "25%"),
    ("Đề nghị sửa thành", "20%"),
    ("Căn cứ", ""),
]
CONCLUSIONS = ("Đủ điều kiện trình", "Đủ điều kiện trình sau khi chỉnh sửa", "Chưa đủ điều kiện trình")


def show() -> None:
    at = session.desk()
    opened = case_bar.opened(at)
    if opened is None:
        return
    case, file = opened
    if file is None:
        notices.tell("Hồ sơ này chưa có tệp nào được đọc nên chưa lập được phiếu.")
        return
    left, right = st.columns([1.5, 1], gap="large")
    right = right.container(key="phan_phai")
    with right:
        st.subheader("Phần người viết")
        sheet_words.edit(at, file, CONCLUSIONS)
    made = sheet_of(at, file)
    with left:
        _preview(made[0])
    with right:
        _approval(at, case)
        st.subheader("Tải về")
        _exports(dossier_of(at, file, made), case)
        if made[0].rows:
            with st.expander("Đọc lại góp ý đã sửa trong Word"):
                word_back.edits(at, file, made[0].rows)


# ---------------------------------------------------------------- approval


def _approval(at: records.Desk, case: records.Case) -> None:
    """The leader's approval locks the sheet of this round."""
    found = records.read_approval(at, case.id)
    if found:
        name = records.person_names(at).get(found.by, "")
        notices.done(f"{name} đã duyệt lúc {words.moment(found.at)}; phiếu đã khóa, mọi lần tải về đều như nhau.", key="da_duyet")
        if at.user.can("approve"):
            st.button("Mở lại phiếu để sửa", on_click=_try, args=(records.reopen, at, case.id))
    elif at.user.can("approve"):
        st.button("Duyệt và khóa phiếu", on_click=_try, args=(records.approve, at, case.id))
    if error := st.session_state.pop("loi_duyet", None):
        notices.refused(error, key="loi_duyet_hien")


def _try(action, *arguments) -> None:
    try:
        action(*arguments)
    except PipelineError as error:
        st.session_state["loi_duyet"] = error


# ---------------------------------------------------------------- exports


def _exports(dossier: Dossier, case: records.Case) -> None:
    if dossier.sheet.undecided:
        notices.warn(f"Còn {dossier.sheet.undecided} điểm chưa quyết định; các điểm đó không vào phiếu.", key="con_chua_quyet")
    if not dossier.sheet.settings.agency:
        notices.warn("Chưa khai tên cơ quan, ký hiệu, người ký ở trang Thiết lập; các ô đó trong phiếu để trống.", key="chua_thiet_lap")
    _own_templates(dossier.templates)
    for key, export in pipelines.EXPORTS.items():
        if not export.possible(dossier):  # answers of a round that has not come yet
            continue
        name = f"{_plain_name(case)}-{key}{export.suffix}"
        st.download_button(
            export.label, data=lambda key=key: render(dossier, key), file_name=name, mime=export.mime, key=f"tai_{key}",
            width="stretch", on_click="ignore", type="primary" if key == "phieu" else "secondary",
        )  # fmt: skip


def _own_templates(templates: dict[str, bytes]) -> None:
    """Which papers leave in the office's own form; one that this version of the program no longer fills is named before the download."""
    if templates:
        told = ", ".join(records.PAPERS[paper] for paper in templates)
        notices.line(f"Theo mẫu riêng của cơ quan: {told}.", key="mau_rieng")
    for paper, data in templates.items():
        try:
            pipelines.check_template(data, paper)
        except PipelineError as error:
            notices.refused(error, key=f"mau_hong_{paper}")


def render(dossier: Dossier, key: str) -> bytes:
    """One export as bytes: written whole to a temporary folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="tham-dinh-") as folder:
        return pipelines.export_sheet(dossier, key, Path(folder) / "xuat").read_bytes()


def _plain_name(case: records.Case) -> str:
    """A file name every system accepts: the number of the case and a few words of its title, without accents."""
    folded = unicodedata.normalize("NFD", case.title.replace("đ", "d").replace("Đ", "D"))
    letters = re.sub(r"[^A-Za-z0-9]+", "-", "".join(c for c in folded if not unicodedata.combining(c))).strip("-").lower()
    return f"ho-so-{case.number.replace('/', '-')}-{letters[:40].strip('-')}".strip("-")


# ---------------------------------------------------------------- preview


def _preview(sheet: CommentSheet) -> None:
    state = sheet.settings.form == "nha_nuoc"
    printed = pipelines.paper_fields("phieu", sheet)
    left, right = st.columns(2)
    with left:
        parent = printed["co_quan_cap_tren"] or "(cơ quan cấp trên)"
        lines = [("giua", parent), ("giua dam", printed["co_quan"]), ("giua", printed["so_ky_hieu"])]
        show_passage([(kind, [(text, "")]) for kind, text in lines], key="xt_trai")
    with right:
        motto = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" if state else "ĐẢNG CỘNG SẢN VIỆT NAM"
        show_passage([("giua dam", [(motto, "")]), ("giua nghieng", [(printed["ngay_dong"], "")])], key="xt_phai")
    title = words.draft_title(sheet.header)
    lines = [("giua to", [("PHIẾU Ý KIẾN THẨM ĐỊNH", "")]), ("giua", [(f"Dự thảo: {title or sheet.source.name}", "")])]
    if sheet.general:
        lines += [("muc", [("Ý kiến chung", "")]), ("", [(sheet.general, "")])]
    show_passage([*lines, ("muc", [("Ý kiến cụ thể", "")])], key="xt_dau")
    show_table(COLUMNS, [_row(row) for row in sheet.rows], "Chưa có ý kiến nào được chọn đưa vào phiếu.", key="xt_bang")
    show_passage(_tail(sheet, printed["ghi_chu"]), key="xt_cuoi")


def _row(row) -> dict:
    mark = f"{words.SHAPES[row.severity]} {words.SEVERITY_NAMES[row.severity]} · {words.TOPIC_NAMES.get(row.topic, row.topic)}"
    cells = [
        str(row.number),
        row.label,
        (words.shorten(row.quote, 400), "vb"),
        f"{row.comment}\n{mark}",
        (row.wording, "vb"),
        "\n".join(row.bases),
    ]
    return {"cells": cells}


def _tail(sheet: CommentSheet, small_print: str) -> list:
    lines = [("", [(f"Không có ý kiến về: {'; '.join(sheet.silent_topics)}.", "")])] if sheet.silent_topics else []
    if sheet.conclusion:
        lines += [("muc", [("Kết luận, đề nghị", "")]), ("", [(sheet.conclusion, "")])]
    lines += [("dong nho", [(f"• Chưa đọc được: {u.reason} ({u.where})", "")]) for u in sheet.unread]
    return [*lines, ("nho", [(small_print, "")])]
