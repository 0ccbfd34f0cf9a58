"""Taken up, in part, or not: proposed from the words and from what the checklist finds in the new version."""

from pipelines.rounds.compare import count, forms, share_kept
from pipelines.rounds.place import Place
from pipelines.types import Finding, Review, SheetRow

# Of the quoted words: at most this share may remain where a comment counts as wholly taken up without its wording,
_GONE = 0.4
# and at least this share of a proposed wording must stand in the new text to count as taken up in part.
_PART_OF_WORDING = 0.6


def judge(row: SheetRow, finding: Finding | None, place: Place, old: Review, new: Review) -> tuple[str, str]:
    """(key of TAKEN_UP, Vietnamese reason)."""
    if place.whole:
        return _judge_absence(row, finding, place, old, new)
    quote, wording = forms(row.quote), forms(row.wording)
    text, whole = forms(place.new_text), forms(new.draft.text)
    asked = _appears(wording, text, forms(place.old_text))
    if not place.new_ids:
        return _judge_removed(quote, whole, old)
    left = _left(quote, wording if asked else (), text)
    fires = _fires(finding, place, row, new)
    if asked and not left and not fires:
        return "toan_bo", "Lời văn đề nghị đã có trong bản mới; nội dung góp ý không còn."
    if asked:
        return "mot_phan", "Lời văn đề nghị đã có trong bản mới, nhưng nội dung đã góp ý vẫn còn."
    if left or not quote:
        return "khong", "Nội dung đã góp ý còn nguyên trong bản mới." if left else "Chưa thấy lời văn đề nghị trong bản mới."
    if count(quote, whole) >= max(1, count(quote, forms(old.draft.text))):
        return "khong", "Nội dung đã góp ý được chuyển nguyên văn sang điều khoản khác."
    return _judge_changed(row, finding, place, new, fires, quote, wording, text)


def _judge_changed(row, finding, place: Place, new: Review, fires: bool, quote, wording, text) -> tuple[str, str]:
    """The quoted words are no longer there as they were."""
    partly = _new_share(wording, text, forms(place.old_text)) >= _PART_OF_WORDING
    if fires:
        return ("mot_phan", "Đã sửa theo một phần lời văn đề nghị; dấu hiệu cũ vẫn còn.") if partly else (
            "khong",
            "Lời văn đã sửa nhưng dấu hiệu đã góp ý vẫn còn.",
        )
    if not _judged_again(finding, new):
        return "mot_phan", "Lời văn đã sửa; góp ý này không do danh mục kiểm tra nêu nên cần người thẩm định đối chiếu."
    kept = share_kept(quote, text)
    if kept <= _GONE:
        return "toan_bo", "Nội dung đã góp ý không còn; danh mục kiểm tra không nêu lại."
    return "mot_phan", "Nội dung đã góp ý chỉ sửa một phần; danh mục kiểm tra không nêu lại, cần đối chiếu."


def _judge_removed(quote: tuple[str, ...], whole: tuple[str, ...], old: Review) -> tuple[str, str]:
    if quote and count(quote, whole) >= max(1, count(quote, forms(old.draft.text))):
        return "khong", "Điều khoản đã bỏ, nhưng nội dung đã góp ý còn nguyên ở chỗ khác của bản mới."
    return "da_bo", "Điều khoản không còn trong bản mới."


def _judge_absence(row: SheetRow, finding: Finding | None, place: Place, old: Review, new: Review) -> tuple[str, str]:
    """A comment on what the document lacks: something must have come in."""
    if _fires(finding, place, row, new) or not place.new_text:
        return "khong", "Bản mới chưa bổ sung nội dung đã góp ý."
    wording = forms(row.wording)
    if _appears(wording, forms(place.new_text), forms(old.draft.text)):
        return "toan_bo", "Lời văn đề nghị bổ sung đã có trong bản mới."
    if not _judged_again(finding, new) and _new_share(wording, forms(place.new_text), forms(old.draft.text)) < _PART_OF_WORDING:
        return "khong", "Chưa thấy nội dung đã góp ý trong phần được sửa, bổ sung."
    return "mot_phan", "Danh mục kiểm tra không nêu lại; cần đối chiếu phần được bổ sung."


def _appears(wording: tuple[str, ...], new: tuple[str, ...], old: tuple[str, ...]) -> bool:
    """The whole wording came in with the revision."""
    return count(wording, new) > count(wording, old)


def _left(quote: tuple[str, ...], wording: tuple[str, ...], text: tuple[str, ...]) -> int:
    """How often the quoted words still stand, other than inside the wording that was asked for."""
    return count(quote, text) - count(wording, text) * count(quote, wording)


def _new_share(wording: tuple[str, ...], new: tuple[str, ...], old: tuple[str, ...]) -> float:
    """Share of the wording that the new text holds beyond what the old one held."""
    return share_kept(wording, new) if share_kept(wording, new) > share_kept(wording, old) + 0.2 else 0.0


def _fires(finding: Finding | None, place: Place, row: SheetRow, new: Review) -> bool:
    """The same item is found again at the counterpart, or on the same words anywhere."""
    if finding is None:
        return False
    codes = {finding.code, *finding.also}
    quote = forms(row.quote)
    for other in new.findings:
        if codes.intersection((other.code, *other.also)):
            here = other.provision in place.new_ids or (place.whole and other.provision is None)
            if here or place.whole or (quote and forms(other.quote) == quote):
                return True
    return False


def _judged_again(finding: Finding | None, new: Review) -> bool:
    """Whether silence says anything: the finding came from an item that ran on the new version."""
    return finding is not None and finding.origin == "checklist" and finding.code not in {failure.code for failure in new.failures}
