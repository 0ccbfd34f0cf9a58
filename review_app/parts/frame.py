"""What surrounds every page: title, style, Vietnamese labels, login, and the place where refusals are shown."""

from collections.abc import Callable
from functools import wraps

import streamlit as st

from pipelines.errors import PipelineError
from review_app import records
from review_app.parts import notices
from review_app.viewer import speak_vietnamese

STYLE = """<style>
  [data-testid="stMainBlockContainer"] { padding: 3.9rem 1.1rem 1rem; max-width: none; }
  [data-testid="stHeader"] { background: #7d1a1a; color: #fff; }
  [data-testid="stHeader"] a, [data-testid="stHeader"] a * , [data-testid="stHeader"] button, [data-testid="stHeader"] button * { color: #fff !important; }
  [data-testid="stTopNavLink"] { border-radius: 4px; }
  [data-testid="stTopNavLink"][aria-current="page"], [data-testid="stTopNavLink"].active { background: rgb(255 255 255 / 20%); }
  [data-testid="stStatusWidget"], [data-testid="stToolbar"] [data-testid="stMainMenu"], [data-testid="stAppDeployButton"], [data-testid="stDecoration"],
  [data-testid="InputInstructions"], [data-testid="stHeaderActionElements"] { display: none !important; }
  [data-testid="stVerticalBlock"] { gap: .55rem; }
  h1 { font-size: 1.55rem !important; padding: 0 0 .2rem !important; } h2 { font-size: 1.2rem !important; padding: .4rem 0 .1rem !important; } h3 { font-size: 1.05rem !important; padding: .2rem 0 !important; }
  textarea { font: 13.5pt/1.4 "Times New Roman", "Liberation Serif", "Tinos", "Noto Serif", serif !important; }
  .st-key-chi_tiet { height: calc(100vh - 11.6rem); min-height: 27rem; overflow-y: auto; padding-right: .4rem; }
  .st-key-quyet { position: sticky; bottom: 0; background: #fff; padding: .4rem 0 .2rem; border-top: 1px solid #d9d2c2; z-index: 3; }
  .st-key-quyet button, .st-key-buoc button { padding-left: .5rem; padding-right: .5rem; }
  @media print { [data-testid="stHeader"], .st-key-quyet, .st-key-buoc, .st-key-loc, button { display: none !important; } .st-key-chi_tiet { height: auto; } }
</style>"""


def set_up() -> None:
    """Before anything else on every run."""
    st.set_page_config(page_title="Hỗ trợ thẩm định dự thảo", layout="wide", initial_sidebar_state="collapsed")
    st.html(STYLE)
    speak_vietnamese()


def run(pages: tuple[tuple[str, str, Callable[[], None]], ...]) -> None:
    """Show the page the address names, out of (title, path, show)."""
    made = {path: st.Page(page(show), title=title, url_path=path) for title, path, show in pages}
    st.session_state["_pages"] = made
    st.navigation(list(made.values()), position="top").run()


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
