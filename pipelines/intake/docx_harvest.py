"""What is gathered from all parts of a Word file, in the order the parts are read."""

from typing import NamedTuple

from pipelines.intake.characters import Tally
from pipelines.intake.docx_runs import Away
from pipelines.intake.docx_styles import Styles
from pipelines.intake.encodings import Assumed
from pipelines.types import Aside, Block, Unread


class Comment(NamedTuple):
    text: str
    away: Away


class Harvest:
    """Blocks, asides and unread places, and what the parts share: styles, comments, the numbers of notes and tables."""

    def __init__(self, styles: Styles, comments: dict[str, Comment], assumed: Assumed | None = None):
        self.styles = styles
        self.assumed = assumed
        self.undecoded = Tally()  # letters no code table knows
        self.formulas = Tally()
        self.blocks: list[Block] = []
        self.asides: list[Aside] = []
        self.unread: list[Unread] = []
        self._comments = dict(comments)  # those not met yet
        self._notes: dict[str, dict[str, int]] = {"footnote": {}, "endnote": {}}
        self._tables = 0

    def aside(self, text: str, away: Away, where: str, offset: int = 0) -> None:
        """Belongs to the block that is added next."""
        self.asides.append(Aside(away.kind, text, where, len(self.blocks), offset, away.author, away.date))

    def next_table(self) -> int:
        self._tables += 1
        return self._tables

    def take_comment(self, comment_id: str) -> Comment | None:
        """The comment, the first time it is met."""
        return self._comments.pop(comment_id, None)

    @property
    def loose_comments(self) -> list[Comment]:
        """Comments no place in the text points to."""
        return list(self._comments.values())

    def note_number(self, kind: str, note_id: str) -> int:
        """Notes count in the order the text refers to them. kind: footnote, endnote."""
        numbers = self._notes[kind]
        return numbers.setdefault(note_id, len(numbers) + 1)

    def is_referred(self, kind: str, note_id: str) -> bool:
        return note_id in self._notes[kind]
