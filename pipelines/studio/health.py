"""How each item fares in use: fired, accepted, rejected and why, precision with its interval; and what the rejections have in common."""

import dataclasses
import itertools
import math
from collections import Counter
from collections.abc import Iterable

from pipelines.language import syllables

SILENT_AFTER = 20  # drafts after which an item that never fired is named
_LONGEST, _SHORTEST = 8, 2  # syllables of a phrase that rejected quotes share; the longest is proposed


@dataclasses.dataclass(frozen=True)
class Outcome:
    """One finding of a stored review and what the reviewer made of it."""

    code: str
    file: int
    start: int
    end: int
    quote: str
    verdict: str  # gop_y, sua_loi, khong_gop_y; "" undecided
    reason: str = ""


@dataclasses.dataclass(frozen=True)
class Health:
    code: str
    fired: int
    accepted: int
    rejected: int
    reasons: tuple[tuple[str, int], ...]  # most frequent first
    silent: bool  # never fired in SILENT_AFTER drafts or more

    @property
    def decided(self) -> int:
        return self.accepted + self.rejected

    @property
    def precision(self) -> float | None:
        """Share of decided findings that were accepted, None before the first decision."""
        return self.accepted / self.decided if self.decided else None

    @property
    def interval(self) -> tuple[float, float] | None:
        return wilson(self.accepted, self.decided) if self.decided else None


def wilson(good: int, of: int, z: float = 1.96) -> tuple[float, float]:
    """Wilson's 95 % interval of a share; of > 0."""
    share, spread = good / of, z * z / of
    middle = (share + spread / 2) / (1 + spread)
    half = z * math.sqrt(share * (1 - share) / of + spread / (4 * of)) / (1 + spread)
    return max(0.0, middle - half), min(1.0, middle + half)


def health(codes: Iterable[str], outcomes: Iterable[Outcome], drafts: int) -> tuple[Health, ...]:
    """One a code, in the order given; `drafts`: how many stored drafts the outcomes come from."""
    by_code: dict[str, list[Outcome]] = {code: [] for code in codes}
    for outcome in outcomes:
        if outcome.code in by_code:
            by_code[outcome.code].append(outcome)
    return tuple(_health(code, found, drafts) for code, found in by_code.items())


def _health(code: str, found: list[Outcome], drafts: int) -> Health:
    rejected = [o for o in found if o.verdict == "khong_gop_y"]
    accepted = sum(o.verdict in ("gop_y", "sua_loi") for o in found)
    reasons = Counter(" ".join(o.reason.split()) for o in rejected)
    return Health(code, len(found), accepted, len(rejected), tuple(reasons.most_common()), not found and drafts >= SILENT_AFTER)


def overlaps(outcomes: Iterable[Outcome], least: int = 3) -> tuple[tuple[str, str, int, int], ...]:
    """Pairs of items that speak of the same words: (one, other, times together, times the rarer fired), most frequent first."""
    fired: Counter[str] = Counter()
    together: Counter[tuple[str, str]] = Counter()
    by_file: dict[int, list[Outcome]] = {}
    for outcome in outcomes:
        fired[outcome.code] += 1
        by_file.setdefault(outcome.file, []).append(outcome)
    for found in by_file.values():
        for a, b in itertools.combinations(found, 2):
            if a.code != b.code and a.start < b.end and b.start < a.end:
                together[min(a.code, b.code), max(a.code, b.code)] += 1
    pairs = ((a, b, n, min(fired[a], fired[b])) for (a, b), n in together.most_common() if n >= least)
    return tuple(pair for pair in pairs if 2 * pair[2] >= pair[3])


@dataclasses.dataclass(frozen=True)
class Suggestion:
    """A phrase that most rejected and hardly any accepted findings of an item hold: a candidate for its exceptions."""

    code: str
    phrase: str
    rejected: int  # rejected quotes that hold it
    of: int  # all rejected quotes
    accepted: int  # accepted quotes that hold it: would be lost


def suggestions(code: str, outcomes: Iterable[Outcome], least: int = 3) -> tuple[Suggestion, ...]:
    """At most three, best first; none before `least` rejections. A proposal only: nothing changes until somebody edits the item."""
    found = [o for o in outcomes if o.code == code]
    rejected = [_phrases(o.quote) for o in found if o.verdict == "khong_gop_y"]
    accepted = [_phrases(o.quote) for o in found if o.verdict in ("gop_y", "sua_loi")]
    if len(rejected) < least:
        return ()
    counts = Counter(phrase for phrases in rejected for phrase in phrases)
    lost = Counter(phrase for phrases in accepted for phrase in phrases)
    good = [
        p
        for p, n in counts.items()
        if n >= least and 2 * n > len(rejected) and (not accepted or lost[p] / len(accepted) < n / len(rejected) / 3)
    ]
    good.sort(key=lambda p: (-counts[p] + 2 * lost[p], -len(p.split()), p))
    chosen: list[str] = []
    for phrase in good:
        if not any(_alike(phrase, other) for other in chosen):
            chosen.append(phrase)
    return tuple(Suggestion(code, p, counts[p], len(rejected), lost[p]) for p in chosen[:3])


def _alike(phrase: str, other: str) -> bool:
    """Whether two phrases are mostly the same words: one is enough to choose from."""
    one, two = set(phrase.split()), set(other.split())
    return 2 * len(one & two) >= min(len(one), len(two))


def _phrases(quote: str) -> set[str]:
    norms = [norm for _, _, norm in syllables(quote)]
    lengths = range(_SHORTEST, _LONGEST + 1)
    return {
        " ".join(norms[i : i + n]) for n in lengths for i in range(len(norms) - n + 1) if not any(w.isdigit() for w in norms[i : i + n])
    }
