"""The checklist: items as data, primitives as code, and the runner that turns them into findings."""

from pipelines.checklist.load import Checklist, load_checklist
from pipelines.checklist.plain_draft import run_checklist
from pipelines.checklist.register import Register, load_register

__all__ = ["Checklist", "Register", "load_checklist", "load_register", "run_checklist"]
