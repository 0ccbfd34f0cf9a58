"""Tiếp nhận: files come in, are read in the background, and become a case filled in from the draft's first page."""

import streamlit as st

import pipelines
from pipelines.errors import PipelineError
from pipelines.types import Review
from review_app import records
from review_app.parts import case_form, frame, notices, reading, session, uploads, words
from review_app.viewer import show_passage

KINDS = ["docx", "doc", "rtf", "odt", "pdf", "txt"]  # a courtesy to the file dialog; what counts is the content
ROLES = records.FILE_ROLES
HINTS = {
    "to trinh": "to_trinh",
    "tờ trình": "to_trinh",
    "phu luc": "phu_luc",
    "phụ lục": "phu_luc",
    "cong van": "cong_van",
    "công văn": "cong_van",
}
MADE = "ho_so_moi"
CONFIRM = "Tôi xác nhận dự thảo không mang độ mật"


def show() -> None:
    at = session.desk()
    st.title("Tiếp nhận")
    if uploads.current(at.user.id):
        _progress(at)
    elif made := _made():
        _details(at, made)
    else:
        _upload(at)


def _made() -> int | None:
    """The case just made, whose details wait to be checked: kept in the address, which survives F5."""
    if (given := st.query_params.get(MADE, "")).isdecimal():
        st.session_state.setdefault(MADE, int(given))
    return st.session_state.get(MADE)


def _checked() -> None:
    st.session_state.pop(MADE, None)
    st.query_params.pop(MADE, None)


# ---------------------------------------------------------------- 1. choose files


def _upload(at: records.Desk) -> None:
    left, right = st.columns([1.15, 1], gap="large")
    with left:
        _refusals()
        st.subheader("1. Chọn tệp của hồ sơ")
        files = st.file_uploader("Dự thảo, tờ trình, phụ lục, công văn đề nghị", KINDS, True, key=f"tep_{_turn()}")
        roles = [_role(number, file) for number, file in enumerate(files)]
        st.subheader("2. Độ mật")
        sure = st.checkbox(CONFIRM, key=f"khong_mat_{_turn()}")
        target = _target(at)
        ready = bool(files) and sure and "du_thao" in [*roles, *(["du_thao"] if target else [])]
        st.button("Nạp và đọc", type="primary", disabled=not ready, shortcut="Alt+1", on_click=_begin, args=(at, files, roles, target))
        if files and "du_thao" not in roles and not target:
            notices.warn("Trong các tệp cần có ít nhất một tệp là Dự thảo.")
    with right:
        _advice()


def _refusals() -> None:
    """Files of the last upload that were not taken in: name, reason, next step, code."""
    for number, (name, error) in enumerate(st.session_state.get("bi_tu_choi") or []):
        notices.line(f"Chưa nhận tệp {name}".rstrip(), "dam", key=f"ten_tu_choi_{number}")
        notices.refused(error, key=f"tu_choi_{number}")


def _turn() -> int:
    """Changes after each upload, so that the boxes come back empty."""
    return st.session_state.setdefault("luot_nap", 0)


def _role(number: int, file) -> str:
    """The file's part in the case; the name is shown as plain text."""
    name, kind = st.columns([1.6, 1], vertical_alignment="center")
    with name:
        st.text(file.name)
    guess = _guess(file.name, number)
    return kind.selectbox(
        "Loại tệp", list(ROLES), list(ROLES).index(guess), format_func=ROLES.get, key=f"loai_{file.file_id}", label_visibility="collapsed"
    )


def _guess(name: str, number: int) -> str:
    low = name.casefold().replace("_", " ").replace("-", " ")
    return next((role for hint, role in HINTS.items() if hint in low), "du_thao" if number == 0 else "khac")


def _target(at: records.Desk) -> int | None:
    """An open case the files join (a further file, or a new round), or None for a new case."""
    found, _ = records.find_cases(at, records.CaseFilter(), limit=100)
    names = {None: "Lập hồ sơ mới"} | {c.id: f"Thêm vào hồ sơ {c.number} – {words.shorten(c.title, 80)}" for c in found if not c.sample}
    if len(names) == 1:
        return None
    chosen = st.selectbox("Nạp vào", list(names), format_func=names.get, key=f"nap_vao_{_turn()}")
    if chosen:
        st.checkbox("Đây là bản sửa của lần thẩm định mới", key=f"lan_moi_{_turn()}")
    return chosen


def _advice() -> None:
    st.subheader("Trước khi nạp")
    show_passage(
        [
            ("dong", [("• Văn bản mang độ MẬT, TỐI MẬT, TUYỆT MẬT không được nạp vào máy này.", "")]),
            ("dong", [("• Chương trình dò dấu chỉ độ mật trong chữ trước khi ghi bất cứ gì.", "")]),
            ("dong", [("• Dấu đóng bằng ảnh thì máy không thấy được: người nạp phải tự kiểm tra.", "")]),
            ("dong", [("• Tệp .docx cho kết quả tốt nhất. PDF quét từ giấy cần có chương trình nhận dạng chữ.", "")]),
            ("dong", [("• Mỗi tệp tối đa 30 MB. Tệp gốc được giữ nguyên, không bị sửa.", "")]),
            ("dong", [("• Số, ngày, cơ quan gửi, trích yếu được đọc từ trang đầu; kiểm tra lại ở bước sau.", "")]),
            ("dong", [("• Mọi việc làm trên máy này, không có gì gửi ra ngoài.", "")]),
        ],
        key="luu_y_nap",
    )  # fmt: skip


def _begin(at: records.Desk, files, roles: list[str], target: int | None) -> None:
    st.session_state["bi_tu_choi"] = []
    jobs = tuple((reading.start(file.getvalue(), file.name), role) for file, role in zip(files, roles, strict=True))
    uploads.begin(at.user.id, uploads.Upload(jobs, target, bool(st.session_state.get(f"lan_moi_{_turn()}"))))
    st.session_state["luot_nap"] = _turn() + 1


# ---------------------------------------------------------------- 2. read


@st.fragment(run_every=0.5)
def _progress(at: records.Desk) -> None:
    upload = uploads.current(at.user.id)
    if upload is None:  # stored by another tab
        st.rerun()
    st.subheader("Đang đọc")
    for number, (job, _) in enumerate(upload.jobs):
        st.text(job.name)
        st.progress(job.share)
        notices.line(job.error.message if job.error else job.phase, key=f"buoc_doc_{number}")
    st.button("Dừng đọc", on_click=_stop, args=(upload,), shortcut="Alt+0")
    notices.line("Có thể sang trang khác làm việc, tải lại hoặc đóng trang này; mở lại trang Tiếp nhận để xem kết quả.")
    if upload.finished:
        if uploads.take(at.user.id, upload):
            _store(at, upload)
        st.rerun()


def _stop(upload: uploads.Upload) -> None:
    for job, _ in upload.jobs:
        job.cancel.set()


def _store(at: records.Desk, upload: uploads.Upload) -> None:
    """What was read becomes a case at once; what was refused leaves no byte behind."""
    st.session_state["bi_tu_choi"] = [(job.name, job.error) for job, _ in upload.jobs if job.error]
    good = [(job, role) for job, role in upload.jobs if job.review is not None]
    target, new_round = upload.target, upload.new_round
    drafts = [job for job, role in good if role == "du_thao"]
    if not good or not (drafts or target):
        return
    try:
        case = records.read_case(at, target) if target else records.create_case(at, first_page(drafts[0].review, drafts[0].name))
        number = case.round + 1 if target and new_round else None
        for job, role in good:
            file = records.add_file(at, case.id, job.data, job.name, role, number)
            records.save_review(at, file.id, job.review)
            number = file.round
    except PipelineError as error:
        st.session_state["bi_tu_choi"].append(("", error))
        return
    session.choose_case(case.id)
    st.session_state[MADE] = case.id
    st.query_params[MADE] = str(case.id)
    st.session_state["nap_them"] = bool(target)


def first_page(review: Review, name: str) -> records.CaseDraft:
    """The case as the draft's own header tells it."""
    header = review.draft.header
    title = words.draft_title(header) or name
    sender = pipelines.agency_name(header.issuer or header.parent_issuer, review.draft.text)
    return records.CaseDraft(title=words.shorten(title, 300), sender=sender, not_secret=True)


# ---------------------------------------------------------------- 3. check the details


def _details(at: records.Desk, number: int) -> None:
    try:
        case = records.read_case(at, number)
    except records.NotFound:  # deleted meanwhile
        _checked()
        st.rerun()
    made = "Đã thêm tệp vào" if st.session_state.get("nap_them") else "Đã lập"
    notices.done(f"{made} hồ sơ {case.number} và đọc xong. Kiểm tra lại thông tin đọc từ trang đầu rồi bắt đầu rà soát.", key="da_lap")
    _refusals()
    for file in records.list_files(at, case.id):
        _file_line(at, file)
    draft = case_form.boxes(case)
    with st.container(horizontal=True):
        if st.button("Lưu và bắt đầu rà soát", type="primary", shortcut="Alt+1") and case_form.save(at, case, draft):
            _checked()
            frame.go("ra-soat", ho_so=case.id)
        if st.button("Nạp hồ sơ khác", shortcut="Alt+0"):
            _checked()
            st.rerun()


def _file_line(at: records.Desk, file: records.CaseFile) -> None:
    found = records.latest_review(at, file.id)
    if not found:
        return
    draft = found.review.draft
    counts = (
        f"{len(draft.provisions)} điều khoản, {len(found.review.findings)} điểm cần xem, đã đọc {len(draft.blocks)}/{draft.units} phần"
    )
    notices.line(f"{ROLES.get(file.role, file.role)}: {file.name} – {counts}", "", key=f"tep_xong_{file.id}")
