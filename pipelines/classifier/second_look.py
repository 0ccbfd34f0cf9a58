"""Unflagged provisions offered for a second look, so that the miss rate in use can be estimated."""

from pipelines.types import Draft, TopicFlag

FEWEST, MOST = 5, 10


def second_look(flags: dict[str, tuple[TopicFlag, ...]], draft: Draft, n: int | None = None) -> tuple[str, ...]:
    """Ids of the n unflagged provisions that came nearest to a flag, in document order.

    Without n: a tenth of the unflagged provisions, at least 5 and at most 10. The same flags give the same choice.
    """
    order = {provision.id: place for place, provision in enumerate(draft.provisions)}
    open_ones = [key for key, topics in flags.items() if key in order and not any(topic.flag for topic in topics)]
    size = min(MOST, max(FEWEST, len(open_ones) // 10)) if n is None else n
    nearest = sorted(open_ones, key=lambda key: (-max((topic.score for topic in flags[key]), default=0.0), order[key]))[:size]
    return tuple(sorted(nearest, key=order.__getitem__))
