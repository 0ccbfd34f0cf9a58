"""Work done once after the start, beside the first page: models are built and the sample case is read."""

import threading
import time
from pathlib import Path

import streamlit as st

import pipelines
from pipelines.errors import PipelineError
from review_app import records
from review_app.parts import judges

PAUSE = 4.0  # seconds
SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "drafts" / "M01.docx"


@st.cache_resource(show_spinner=False)
def begin(_store: records.Store) -> threading.Event:
    """Set when the models are built and the sample case stands in the register, or could not be made."""
    ready = threading.Event()
    threading.Thread(target=_work, args=(_store, ready), name="khoi-dong", daemon=True).start()
    return ready


def _work(store: records.Store, ready: threading.Event) -> None:
    try:
        _prepare(store)
    except PipelineError as error:
        records.log_event("warmup_refused", code=error.code)
    except Exception as error:  # a bug; the pages work without a sample case
        records.log_failure(error)
    finally:
        ready.set()


def _prepare(store: records.Store) -> None:
    """The first page comes first: only an office without any case waits for the sample, so only there the work begins at once."""
    if records.login_on(store) or records.find_cases(records.enter(store), records.CaseFilter(), limit=1)[1]:
        time.sleep(PAUSE)
    judges.warm()
    records.ensure_sample_case(store, SAMPLE, judges.review_bytes)
    dict(pipelines.EXPORTS)  # the libraries that write papers
