"""An office on a temporary folder, with cases made of invented reviews."""

import threading
from pathlib import Path

import pytest
import streamlit as st

from pipelines.types import Review
from review_app import records
from review_app.parts import warmup
from tests.app import factory


class Office:
    """One store and the person at its desk."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.desk = records.enter(records.open_store(folder))

    def case(self, review: Review, title: str = "Quy chế tiếp nhận ý kiến của Nhân dân", name: str = "du-thao.docx") -> tuple[int, int]:
        """(case id, file id) of a case whose draft has this review."""
        case = records.create_case(self.desk, records.CaseDraft(title=title, sender="Ủy ban nhân dân phường Thử Nghiệm", not_secret=True))
        file = records.add_file(self.desk, case.id, b"noi dung tep thu", name)
        records.save_review(self.desk, file.id, review)
        return case.id, file.id

    def verdicts(self, file_id: int) -> dict[str, str]:
        return {finding: row.verdict for finding, row in records.read_decisions(self.desk, file_id).items() if row.verdict}


@pytest.fixture
def office(tmp_path, monkeypatch):
    """A fresh office that the pages find by themselves."""
    monkeypatch.setenv("THAM_DINH_DATA", str(tmp_path / "kho"))
    st.cache_resource.clear()
    ready = threading.Event()
    ready.set()
    monkeypatch.setattr(warmup, "begin", lambda store: ready)
    yield Office(tmp_path / "kho")
    st.cache_resource.clear()


@pytest.fixture
def small_case(office) -> tuple[int, int]:
    """(case id, file id) of a case with five findings."""
    return office.case(factory.small_review())
