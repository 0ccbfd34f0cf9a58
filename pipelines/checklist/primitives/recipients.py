"""recipients: the block Nơi nhận is missing, or an agency that is given a task does not stand in it."""

import dataclasses
from collections.abc import Iterator

from pipelines.checklist.conditions import Match
from pipelines.checklist.context import Context
from pipelines.checklist.frames import lines
from pipelines.checklist.patterns import Pattern
from pipelines.language import fold


@dataclasses.dataclass(frozen=True)
class Agency:
    name: str  # as the comment proposes it
    tasks: tuple[Pattern, ...]  # at the head of a provision or after “giao”, “đề nghị”: it is given a task
    listed: tuple[str, ...]  # words in Nơi nhận that cover it


@dataclasses.dataclass(frozen=True)
class Recipients:
    agencies: tuple[Agency, ...]
    covering: tuple[str, ...]  # words in Nơi nhận that cover everybody: “như điều”, “các cơ quan, đơn vị liên quan”

    def find_document(self, context: Context) -> Iterator[Match]:
        block = lines(context, "recipients")
        if not block:
            signer = lines(context, "signer")
            if signer:
                start, text = signer[0]
                slots = (("co_quan", "cơ quan thực hiện"),)
                yield Match(start, start + len(text), why=("Không thấy phần “Nơi nhận”.",), slots=slots, whole=True)
            return
        said = fold(" ".join(text for _, text in block))
        if "như trên" in said:
            addressed = self._addressed(context)
            if not addressed:
                return
            said = f"{said} {addressed}"
        if any(word in said for word in self.covering):
            return
        for agency in self.agencies:
            place = self._tasked(context, agency)
            if place and not any(word in said for word in agency.listed):
                evidence = ((block[0][0], block[0][0] + len(block[0][1])),)
                said = f"{agency.name} được giao việc nhưng không có trong Nơi nhận."
                yield Match(*place, why=(said,), evidence=evidence, slots=(("co_quan", agency.name),))

    @staticmethod
    def _addressed(context: Context) -> str:
        """Whom “Như trên” means: the words after “Kính gửi” with the list below it, or after “kính trình”; "" when nobody is named."""
        found, listing = [], False
        for p in context.draft.provisions:
            words = fold(context.draft.words(p)).strip()
            listing = words.startswith("kính gửi") or (listing and words.startswith(("-", "+")))
            if listing or "kính trình" in words:
                found.append(words)
        return " ".join(found)

    @staticmethod
    def _tasked(context: Context, agency: Agency) -> tuple[int, int] | None:
        """The heading or the task that names the agency as the one who acts."""
        for reading in context.readings.values():
            for pattern in agency.tasks:
                for span in reading.spans(pattern):
                    if (
                        span[0] <= 4
                        or reading.norms[max(0, span[0] - 3) : span[0]][-2:] in (["đề", "nghị"], ["giao", "cho"])
                        or (reading.norms[span[0] - 1] == "giao")
                    ):
                        start, end = reading.chars(span)
                        return start, min(end + 60, reading.base + len(reading.text)) if reading.provision.judged else end
        return None
