"""What surrounds every page: title, style, Vietnamese labels, login, and the place where refusals are shown."""

from collections.abc import Callable
from functools import wraps

import streamlit as st

from pipelines.errors import PipelineError
from review_app import records
from review_app.parts import notices, session, warmup
from review_app.parts.help_texts import PAGE_HELP
from review_app.viewer import keep_cookie, show_passage, speak_vietnamese, style

STYLE = f"<style>{style('page')}</style>"  # our own file, no word of a document

LARGE = f"<style>{style('large')}</style>"
TYPE_COOKIE = "tham_dinh_chu"
PROGRAM = "Hỗ trợ thẩm định dự thảo"
CONSENSUS = "doi-chieu"  # path of the page for two reviewers of one case
YEAR = 365 * 24 * 3600  # seconds


def set_up() -> None:
    """Before anything else on every run."""
    st.set_page_config(page_title=PROGRAM, layout="wide", initial_sidebar_state="collapsed")
    st.html(STYLE)
    speak_vietnamese()
    _type_size()


def _type_size() -> None:
    """Larger type for who wants it, kept in the browser."""
    if "chu_lon" not in st.session_state:
        st.session_state["chu_lon"] = st.context.cookies.get(TYPE_COOKIE) == "lon"
    with st.container(key="co_chu"):
        large = st.toggle("Chữ lớn", key="chu_lon")
    if large:
        st.html(LARGE)
    keep_cookie(TYPE_COOKIE, "lon" if large else "", YEAR)


def run(pages: tuple[tuple[str, str, Callable[[], None]], ...]) -> None:
    """Show the page the address names, out of (title, path, show). A store that cannot be opened is the only thing shown."""
    try:
        store = session.store()
    except PipelineError as error:
        notices.refused(error)
        return
    shown = [one for one in pages if one[1] != CONSENSUS or _several(store)]
    made = {path: st.Page(page(show), title=title, url_path=path) for title, path, show in shown}
    st.session_state["_pages"] = made
    warmup.begin(store)
    _account()
    chosen = st.navigation(list(made.values()), position="top")
    session.name_page(chosen.title)
    st.set_page_config(page_title=f"{chosen.title} – {PROGRAM}")
    _help(next(path for path, one in made.items() if one == chosen))
    chosen.run()


def _several(store: records.Store) -> bool:
    """More than one person works here: only then can two reviewers' opinions be laid side by side."""
    return records.login_on(store) or len(records.person_names(records.enter(store))) > 1


def _help(path: str) -> None:
    """Beside each page, what it is for."""
    with st.container(key="tro_giup_trang"), st.popover("Trợ giúp trang này"):
        show_passage([("dong", [(f"• {line}", "")]) for line in PAGE_HELP[path]], key="loi_tro_giup")


def _account() -> None:
    """Who is logged in, and the way out; nothing on a single machine."""
    if not records.login_on(session.store()):
        return
    session.remember()
    try:
        user = session.desk().user
    except PipelineError:
        return
    with st.container(key="tai_khoan"), st.popover("Tài khoản"):
        st.text(user.name)
        st.text(", ".join(records.ROLES[role] for role in user.roles))
        st.button("Đăng xuất", on_click=session.log_out)


def go(path: str, **address: int | str) -> None:
    """Leave for another page, with a case in its address."""
    st.switch_page(st.session_state["_pages"][path], query_params={name: str(value) for name, value in address.items()})


def page(show: Callable[[], None]) -> Callable[[], None]:
    """A page that shows the project's own refusals in Vietnamese; any other exception is a bug and goes to the log by its kind."""

    @wraps(show)
    def shown() -> None:
        try:
            show()
        except records.LoginRequired:
            from review_app.views import login

            login.show()
        except PipelineError as error:
            notices.refused(error)

    return shown
