"""Messages to the reviewer. They pass through the passage component, so no word in them can become markup."""

from pipelines.errors import PipelineError
from review_app.viewer import show_passage


def refused(error: PipelineError, key: str | None = None) -> None:
    """What happened, what to do next and the code to quote to the administrator."""
    show_passage([("loi", [(error.message, "dam"), (f" {error.next_step} ", ""), (f"(mã {error.code})", "nho")])], key=key)


def warn(text: str, key: str | None = None) -> None:
    show_passage([("luu_y", [(text, "")])], key=key)


def tell(text: str, key: str | None = None) -> None:
    show_passage([("tin", [(text, "")])], key=key)


def done(text: str, key: str | None = None) -> None:
    show_passage([("xong", [(text, "")])], key=key)


def line(text: str, kind: str = "nho", key: str | None = None) -> None:
    """One plain line that may hold words of a document."""
    show_passage([(kind, [(text, "")])], key=key)
