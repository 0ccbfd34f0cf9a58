"""Who is at work, on which case and file: the store is shared, the rest lives in the session and in the address of the page."""

from datetime import date

import streamlit as st

from pipelines.types import Finding, Review
from review_app import records
from review_app.viewer import keep_cookie

COOKIE = "tham_dinh_phien"
COOKIE_LIFE = 12 * 3600  # seconds: a working day; the store ends sessions by its own clock
CASE, FILE, POINT = "ho_so", "tep", "diem"  # names in the page address


@st.cache_resource(show_spinner=False)
def store() -> records.Store:
    """The office's store, opened once a process."""
    return records.open_store()


def desk() -> records.Desk:
    """The store and the person who acts. Raises LoginRequired when the office turned login on and nobody is logged in."""
    token = _token()
    resumed = records.resume_session(store(), token) if token else None
    return resumed or records.enter(store())


def _token() -> str:
    """Of the login of this session, else of this browser (after F5); "" for none or after logging out."""
    if "phien" not in st.session_state:
        kept = st.context.cookies.get(COOKIE)
        st.session_state["phien"] = kept if isinstance(kept, str) else ""
    return st.session_state["phien"]


def log_in(login: str, password: str) -> None:
    """Raises WrongPassword."""
    st.session_state["phien"] = records.open_session(records.log_in(store(), login, password))


def log_out() -> None:
    """End the session here and in the store."""
    records.close_session(store(), _token())
    st.session_state["phien"] = ""


def remember() -> None:
    """Keep this session's token in the browser, or take it away after logging out."""
    if records.login_on(store()):
        keep_cookie(COOKIE, _token(), COOKIE_LIFE)


def name_page(title: str) -> None:
    st.session_state["_trang"] = title


def page_name() -> str:
    """As the menu calls the page shown."""
    return st.session_state.get("_trang", "")


def _number(name: str) -> int | None:
    value = st.query_params.get(name, "")
    return int(value) if value.isdecimal() else None


def case_id() -> int | None:
    """The case in the address, else the one the session looked at last; written back to the address, which survives F5."""
    number = _number(CASE) or st.session_state.get(CASE)
    if number:
        st.session_state[CASE] = number
        if st.query_params.get(CASE) != str(number):
            st.query_params[CASE] = str(number)
    return number


def choose_case(number: int | None, file_id: int | None = None) -> None:
    """Make a case the current one on every page."""
    for name, value in ((CASE, number), (FILE, file_id), (POINT, None)):
        st.session_state.pop(name, None)
        st.query_params.pop(name, None)
        if value:
            st.session_state[name] = value


def reviewed_files(at: records.Desk, number: int) -> list[records.CaseFile]:
    """Files of the case that carry a review, the newest round and the draft itself first."""
    rank = {"du_thao": 0, "phu_luc": 1, "to_trinh": 2, "cong_van": 3, "khac": 4}
    found = [f for f in records.list_files(at, number) if records.latest_review_id(at, f.id)]
    return sorted(found, key=lambda f: (-f.round, rank.get(f.role, 9), f.id))


def file_of(files: list[records.CaseFile]) -> records.CaseFile:
    """The file in the address or looked at last, else the first."""
    wanted = _number(FILE) or st.session_state.get(FILE)
    chosen = next((f for f in files if f.id == wanted), files[0])
    st.session_state[FILE] = chosen.id
    return chosen


def review_of(at: records.Desk, file_id: int) -> tuple[int, Review]:
    """(id of the stored review, the review). Held in this session only: text of a draft never enters a shared cache."""
    review_id = records.latest_review_id(at, file_id)
    held = st.session_state.get("_review")
    if not held or held[0] != (file_id, review_id):
        held = ((file_id, review_id), records.read_review(at, review_id).review)
        st.session_state["_review"] = held
    return review_id, held[1]


def all_findings(review: Review, own: tuple[records.OwnFinding, ...]) -> list[Finding]:
    """The machine's findings and the reviewer's own, in document order; those without a place come last."""
    found = [*review.findings, *(o.as_finding() for o in own)]
    return sorted(found, key=lambda f: (f.start == 0 and not f.quote and not f.provision, f.start, f.severity, f.code))


def today() -> date:
    return date.today()
