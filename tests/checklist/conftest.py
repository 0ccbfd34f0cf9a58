"""Shared by the checklist's tests: the checklist of the house, the reader of whole examples, and one call that judges a sentence."""

import datetime

import pytest

from pipelines.checklist import load_checklist, run_checklist
from pipelines.checklist.examples import draft_of
from pipelines.checklist.schema import Example
from pipelines.structure import build_draft

DAY = datetime.date(2026, 11, 15)


@pytest.fixture(scope="session")
def checklist():
    return load_checklist()


@pytest.fixture(scope="session")
def build():
    return build_draft


@pytest.fixture(scope="session")
def judge(checklist):
    """Codes (or findings) of a sentence under a heading path."""

    def run(text, *codes, context="Điều 5. Tổ chức thực hiện", system="nha_nuoc", kind="Quy chế", header=None, day=DAY, findings=False):
        chosen = checklist.only(*codes) if codes else checklist
        example = Example(text=text, context=context, system=system, kind=kind, header=header or {})
        found, failures = run_checklist(chosen, draft_of(example), day)
        assert failures == []
        return found if findings else {f.code for f in found}

    return run
