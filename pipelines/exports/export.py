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
    needs_followed: bool = False  # needs Dossier.followed

    def possible(self, dossier: Dossier) -> bool:
        """Whether the dossier holds what this export draws on."""
        has_original = dossier.original is not None and dossier.review is not None
        return (has_original or not self.needs_original) and (bool(dossier.followed) or not self.needs_followed)
