"""Provisions as the encoder reads them: numbers of their syllables, in stretches short enough to read at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipelines.checklist.detectors.windows import windowed

LONGEST = 160  # tokens read together; a longer text is read in stretches that overlap by half
PAD, BEGIN, END, UNKNOWN = range(4)
UNSAID = -8.0  # logit of a clause that nothing speaks for
SPECIAL = ("<pad>", "<s>", "</s>", "<unk>")


@dataclass(frozen=True)
class Stretch:
    """Tokens of one text read together."""

    text: int  # index of the text
    numbers: tuple[int, ...]  # of the tokens in the vocabulary
    windows: tuple[tuple[int, int, int], ...]  # (first token, token after the last, index among the text's windows)


def cut(texts: Sequence[str], vocabulary: Mapping[str, int]) -> tuple[list[Stretch], list[list[tuple[int, int]]]]:
    """(stretches in the order of the texts, character ranges of each text's windows). Each window lies in one stretch."""
    stretches, spans = [], []
    for index, text in enumerate(texts):
        found, ranges = windowed(text)
        spans.append([(found[a][0], found[b - 1][1]) for a, b in ranges])
        stretches += _stretches(index, [vocabulary.get(form, UNKNOWN) for _, _, form in found], ranges)
    return stretches, spans


def _stretches(index: int, numbers: list[int], ranges: list[tuple[int, int]]) -> list[Stretch]:
    step = LONGEST // 2
    starts = range(0, max(len(numbers) - step, 1), step)
    inside: dict[int, list[tuple[int, int, int]]] = {}
    for window, (a, b) in enumerate(ranges):
        start = min(a // step * step, starts[-1])
        inside.setdefault(start, []).append((a - start, min(b - start, LONGEST), window))
    return [Stretch(index, tuple(numbers[s : s + LONGEST]), tuple(held)) for s, held in sorted(inside.items())]
