"""Comments read back from a .docx that was edited or answered in Word: each finds its row of the sheet again.

Replies and "resolved" stand in the commentsExtended part ([MS-DOCX] 2.6.2.1): a reply names the last paragraph of the
comment it answers.
"""

from collections.abc import Iterable

from pipelines.exports.annotated import stable_id
from pipelines.exports.comment_words import plain, read
from pipelines.exports.word_package import WordPackage, para_id, visible_text
from pipelines.intake import guard
from pipelines.intake.package import attr, attr_local, local
from pipelines.types import Answer, ReturnedComment, SheetRow


def read_comments(data: bytes, rows: Iterable[SheetRow] = ()) -> tuple[ReturnedComment, ...]:
    """Every comment of the .docx in the file's order, replies under what they answer, matched to the sheet's rows.

    Raises IntakeError kinds for a file that is no whole .docx.
    """
    guard.check_package(data)
    package = WordPackage(data)
    comments = [c for c in package.comments() if local(c.tag) == "comment"]
    parents, done = _threads(package, comments)
    quotes = _quotes(package.root)
    known = _Rows(rows)
    answers: dict[int, list[Answer]] = {}
    for at, comment in enumerate(comments):
        if at in parents:
            answers.setdefault(_top(at, parents), []).append(
                Answer(attr(comment, "author"), attr(comment, "date"), "\n".join(_paragraphs(comment)))
            )
    return tuple(
        known.returned(comment, quotes.get(attr(comment, "id"), ""), tuple(answers.get(at, ())), at in done)
        for at, comment in enumerate(comments)
        if at not in parents
    )


class _Rows:
    """The sheet's rows, found by the stable ids of a comment's paragraphs, else by its number."""

    def __init__(self, rows: Iterable[SheetRow]):
        listed = list(rows)
        self._by_number = {row.number: row for row in listed}
        self._by_id = {stable_id(row.finding, at): row for row in listed for at in range(6)}

    def returned(self, comment, quote: str, answers: tuple[Answer, ...], done: bool) -> ReturnedComment:
        words = read(_paragraphs(comment))
        row = self._find(comment, words.number)
        edited = row is not None and (words.comment, words.wording) != (plain(row.comment), plain(row.wording))
        return ReturnedComment(
            number=row.number if row else words.number,
            finding=row.finding if row else "",
            author=attr(comment, "author"),
            date=attr(comment, "date"),
            comment=words.comment,
            wording=words.wording,
            quote=quote,
            answers=answers,
            done=done,
            edited=edited,
        )

    def _find(self, comment, number: int | None) -> SheetRow | None:
        for paragraph in comment:
            if para_id(paragraph) in self._by_id:
                return self._by_id[para_id(paragraph)]
        return self._by_number.get(number)


def _paragraphs(comment) -> list[str]:
    return [visible_text(p) for p in comment if local(p.tag) == "p"]


def _threads(package: WordPackage, comments: list) -> tuple[dict[int, int], set[int]]:
    """(reply → comment it answers, comments marked as resolved), by place in the file."""
    extended = package.part("commentsExtended")
    holder = {para_id(p): at for at, comment in enumerate(comments) for p in comment if para_id(p)}
    parents, done = {}, set()
    for each in [] if extended is None else extended:
        at = holder.get(attr_local(each, "paraId"))
        if at is None:
            continue
        parent = holder.get(attr_local(each, "paraIdParent"))
        if parent is not None and parent != at:
            parents[at] = parent
        if attr_local(each, "done") in ("1", "true"):
            done.add(at)
    return parents, done


def _top(at: int, parents: dict[int, int]) -> int:
    seen = set()
    while at in parents and at not in seen:
        seen.add(at)
        at = parents[at]
    return at


def _quotes(root) -> dict[str, str]:
    """Comment id → the words between its range marks."""
    found: dict[str, list[str]] = {}
    open_ids: set[str] = set()
    for element in root.iter():
        name = local(element.tag)
        if name == "commentRangeStart":
            open_ids.add(attr(element, "id"))
        elif name == "commentRangeEnd":
            open_ids.discard(attr(element, "id"))
        elif name == "t" and open_ids:
            for each in open_ids:
                found.setdefault(each, []).append(element.text or "")
    return {each: "".join(parts) for each, parts in found.items()}
