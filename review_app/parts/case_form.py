"""The facts of a case in boxes: filled from the draft's first page on receipt, corrected later in the register."""

import streamlit as st

from pipelines.errors import PipelineError
from review_app import records
from review_app.parts import notices, words


def boxes(case: records.Case) -> dict:
    """What stands in the boxes now."""
    mark = f"{case.id}_{case.version}"
    left, right = st.columns(2, gap="large")
    with left:
        title = st.text_area("Trích yếu dự thảo", case.title, height=90, max_chars=500, key=f"hs_trich_yeu_{mark}")
        sender = st.text_input("Cơ quan gửi", case.sender, max_chars=300, key=f"hs_co_quan_{mark}")
        kinds = list(records.CASE_KINDS)
        kind = st.selectbox("Loại việc", kinds, kinds.index(case.kind), format_func=records.CASE_KINDS.get, key=f"hs_loai_{mark}")
    with right:
        request = st.text_input("Số công văn đề nghị", case.request_number, max_chars=100, key=f"hs_so_{mark}")
        asked = st.text_input("Ngày công văn (ngày/tháng/năm)", words.day(case.request_date), key=f"hs_ngay_{mark}")
        received = st.text_input("Ngày nhận (ngày/tháng/năm)", words.day(case.received), key=f"hs_nhan_{mark}")
        days = st.number_input("Số ngày làm việc để trả lời", 1, 365, case.working_days, key=f"hs_so_ngay_{mark}")
    return {"title": title, "sender": sender, "kind": kind, "request": request, "asked": asked, "received": received, "days": days}


def save(at: records.Desk, case: records.Case, typed: dict) -> bool:
    """Store what was typed; False, with the reason on the page, when it was not taken."""
    try:
        records.update_case(at, case.id, _draft(case, typed), case.version)
    except ValueError:
        notices.warn("Ngày nhập chưa đúng: viết theo dạng ngày/tháng/năm, ví dụ 15/03/2026.")
        return False
    except PipelineError as error:
        notices.refused(error)
        return False
    return True


def _draft(case: records.Case, typed: dict) -> records.CaseDraft:
    """Raises ValueError for a date that is none."""
    return records.CaseDraft(
        title=typed["title"].strip(),
        kind=typed["kind"],
        sender=typed["sender"].strip(),
        request_number=typed["request"].strip(),
        request_date=words.read_day(typed["asked"]),
        received=words.read_day(typed["received"]),
        working_days=int(typed["days"]),
        not_secret=case.not_secret,
    )
