"""Which unflagged provisions are offered for a second look."""

from pipelines.classifier import second_look
from pipelines.types import TOPICS, TopicFlag
from tests.factories import a_draft


def judged(scores, flagged=()):
    """A draft of as many provisions as scores, and flags with those scores for one topic."""
    draft = a_draft(*(f"Nội dung {n}." for n in range(len(scores))))
    rest = tuple(TopicFlag(topic, 0.0, False) for topic in TOPICS[1:])
    flags = {
        provision.id: (TopicFlag(TOPICS[0], score, place in flagged), *rest)
        for place, (provision, score) in enumerate(zip(draft.provisions, scores, strict=True))
    }
    return draft, flags


def test_the_nearest_to_a_flag_in_document_order():
    draft, flags = judged([0.1, 0.4, 0.9, 0.3, 0.2], flagged={2})
    assert second_look(flags, draft, 2) == (draft.provisions[1].id, draft.provisions[3].id)


def test_five_to_ten_when_no_number_is_given():
    for count, expected in ((3, 3), (20, 5), (70, 7), (500, 10)):
        draft, flags = judged([0.01 * (n % 30) for n in range(count)])
        assert len(second_look(flags, draft)) == expected


def test_the_same_flags_give_the_same_choice_even_when_scores_tie():
    draft, flags = judged([0.2] * 40)
    assert second_look(flags, draft) == second_look(dict(reversed(flags.items())), draft) == tuple(p.id for p in draft.provisions[:5])


def test_nothing_unflagged_nothing_to_look_at():
    draft, flags = judged([0.9, 0.9], flagged={0, 1})
    assert second_look(flags, draft) == () == second_look({}, draft)
