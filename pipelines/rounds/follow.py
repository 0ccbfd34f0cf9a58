"""Each comment of the last round: where its provision went and whether it was taken up.

A proposal, and a cautious one: "tiếp thu toàn bộ" needs the words to have changed and the risk to be gone, or the
wording asked for to stand there; what merely moved, was renumbered or re-punctuated is not taken up.
"""

from collections.abc import Iterable

from pipelines.rounds.compare import compare
from pipelines.rounds.place import Places
from pipelines.rounds.status import judge
from pipelines.types import Alignment, Followed, Review, SheetRow


def follow(rows: Iterable[SheetRow], old: Review, new: Review, alignment: Alignment, agency: str = "") -> tuple[Followed, ...]:
    """What became of each row of the last round's sheet, in the order of the rows.

    `old` and `new` are the reviews of the two versions, `agency` is who commented. Status and `why` are proposals;
    the reviewer sets `status`, `answer` and `confirmed` with dataclasses.replace.
    """
    places = Places(alignment)
    return tuple(_follow(row, old, new, places, agency) for row in rows)


def _follow(row: SheetRow, old: Review, new: Review, places: Places, agency: str) -> Followed:
    finding = next((f for f in old.findings if f.id == row.finding), None)
    place = places.of(row, finding)
    status, why = judge(row, finding, place, old, new)
    return Followed(
        row=row,
        status=status,
        why=why,
        changes=place.changes,
        new_label=place.new_label,
        old_text=place.old_text,
        new_text=place.new_text,
        comparison=compare(place.old_text, place.new_text),
        agency=agency,
    )
