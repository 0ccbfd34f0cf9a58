"""Files on their way into a case, by the user who brought them: a reloaded page, or a tab opened anew, finds them again.

In memory only, so nothing of a file is on the disk before it was read and its secrecy looked at. A restart of the program forgets them.
"""

import threading
from dataclasses import dataclass

import streamlit as st

from review_app.parts.reading import Reading

_turn = threading.Lock()


@dataclass(frozen=True, eq=False)
class Upload:
    """The files brought at once."""

    jobs: tuple[tuple[Reading, str], ...]  # with the role of the file in the case
    target: int | None = None  # the case they join; None: a new one
    new_round: bool = False

    @property
    def finished(self) -> bool:
        return all(job.finished for job, _ in self.jobs)


@st.cache_resource(show_spinner=False)
def _under_way() -> dict[int, list[Upload]]:
    return {}


def begin(user_id: int, upload: Upload) -> None:
    with _turn:
        _under_way().setdefault(user_id, []).append(upload)


def current(user_id: int) -> Upload | None:
    """The oldest of this user that has not been taken into a case yet."""
    return next(iter(_under_way().get(user_id, ())), None)


def take(user_id: int, upload: Upload) -> bool:
    """Whether the caller may store it: of two tabs that see it finished, only the first."""
    with _turn:
        mine = _under_way().get(user_id, [])
        if upload not in mine:
            return False
        mine.remove(upload)
        return True
