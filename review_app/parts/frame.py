"""What surrounds every page: title, style, Vietnamese labels, login, and the place where refusals are shown."""

from collections.abc import Callable
from functools import wraps

import streamlit as st

from pipelines.errors import PipelineError
from review_app import records
from review_app.parts import notices, session
from review_app.viewer import page_style, speak_vietnamese

STYLE = f"<style>{page_style()}</style>"  # our own file, no word of a document


def set_up() -> None:
    """Before anything else on every run."""
    st.set_page_config(page_title="Hỗ trợ thẩm định dự thảo", layout="wide", initial_sidebar_state="collapsed")
    st.html(STYLE)
    speak_vietnamese()


def run(pages: tuple[tuple[str, str, Callable[[], None]], ...]) -> None:
    """Show the page the address names, out of (title, path, show)."""
    made = {path: st.Page(page(show), title=title, url_path=path) for title, path, show in pages}
    st.session_state["_pages"] = made
    _account()
    st.navigation(list(made.values()), position="top").run()


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
