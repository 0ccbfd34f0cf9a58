"""The checklist: items as data, primitives as code, and the runner that turns them into findings."""

from pipelines.checklist.load import Checklist, load_checklist
from pipelines.checklist.register import Register, load_register
from pipelines.checklist.runner import run_checklist

__all__ = ["Checklist", "Register", "load_checklist", "load_register", "run_checklist"]
