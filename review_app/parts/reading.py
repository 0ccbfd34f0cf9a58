"""A file is read and judged in the background while the page stays usable; the reviewer may cancel."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import streamlit as st

from pipelines.errors import IntakeError, PipelineError, ReadCancelled
from pipelines.types import Review
from review_app import records
from review_app.parts.judges import review_bytes

AT_ONCE = 3  # files on their way at the same time: one is read while two are judged; the others wait in line


@dataclass
class Reading:
    """One file on its way. Held in memory only, for the person who brought it, until it stands in a case or is cancelled."""

    name: str
    data: bytes
    share: float = 0.0  # 0…1
    phase: str = "Đang chờ đến lượt"
    cancel: threading.Event = field(default_factory=threading.Event)
    review: Review | None = None
    error: PipelineError | None = None

    @property
    def finished(self) -> bool:
        return self.review is not None or self.error is not None

    def step(self, share: float, phase: str) -> None:
        if self.cancel.is_set():
            raise ReadCancelled()
        self.share, self.phase = max(self.share, min(share, 1.0)), phase


@st.cache_resource(show_spinner=False)
def _workers() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(max_workers=AT_ONCE, thread_name_prefix="doc-tep")


def start(data: bytes, name: str) -> Reading:
    """Begin reading; look at `.finished`, `.review` and `.error` later."""
    reading = Reading(name, data)
    _workers().submit(_work, reading)
    return reading


def _work(reading: Reading) -> None:
    try:
        reading.step(0.02, "Đang kiểm tra tệp")
        review = review_bytes(reading.data, reading.name, reading.step, reading.cancel)
        reading.step(1.0, "Đã đọc xong")
        reading.review = review
    except PipelineError as error:
        reading.error = error
    except Exception as error:  # a bug: named in the log by its kind only, and the reviewer is told plainly
        records.log_failure(error)
        reading.error = IntakeError(
            "Có lỗi ngoài dự kiến khi đọc tệp này.", "Lưu tệp thành .docx bằng Word rồi nạp lại; nếu vẫn lỗi, báo người quản trị."
        )
