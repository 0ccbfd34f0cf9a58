"""What every export is: a key, a button's words, a file suffix and a pure function to bytes."""

from collections.abc import Callable
from dataclasses import dataclass

from pipelines.types import Dossier

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Export:
    key: str
    label: str  # Vietnamese, on the button
    suffix: str  # ".docx"
    mime: str
    render: Callable[[Dossier], bytes]  # the same dossier gives the same bytes
    needs_original: bool = False  # needs Dossier.original and Dossier.review

    def possible(self, dossier: Dossier) -> bool:
        """Whether the dossier holds what this export draws on."""
        return not self.needs_original or (dossier.original is not None and dossier.review is not None)
