"""What the detectors learn from: labelled example provisions, and sound prose of real documents.

An example is a provision with the words that make it a defect (`span`), or a near-miss that is sound. Sound provisions are written for
this: lawful and kind to people, on the subjects of all items. Sound prose keeps the detectors silent on ordinary administrative writing;
it comes from a corpus outside the tree and is never stored.
"""

import gzip
import json
import random
import re
from dataclasses import dataclass
from pathlib import Path

SHORTEST_PROVISION = 8  # words


@dataclass(frozen=True)
class Example:
    code: str
    hit: bool
    text: str
    span: str  # the words of the defect; "" for a near-miss
    also: tuple[str, ...]  # codes a reviewer could name as well
    fold: int


def read_examples(samples: Path, folds: int) -> list[Example]:
    """All *.jsonl of the folder. Folds are dealt within each code, so neighbours of one story rarely face each other across a fold."""
    found, dealt = [], {}
    for path in sorted(samples.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            hit = row["label"] == "hit"
            number = dealt[row["code"], hit] = dealt.get((row["code"], hit), -1) + 1
            span = row.get("span") or ""
            span = span if hit and span in row["text"] else ""
            found.append(Example(row["code"], hit, row["text"], span, tuple(row.get("also") or ()), number % folds))
    return found


def read_sound(samples: Path) -> list[str]:
    """The provisions of all *.txt of the folder, one a line: sound for every item."""
    lines = (line.strip() for path in sorted(samples.glob("*.txt")) for line in path.read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line]


@dataclass(frozen=True)
class Prose:
    """Real documents: provisions to learn from, provisions of other documents to count false alarms on, running text for word meanings."""

    learn: list[str]
    held: list[str]
    running: list[str]
    laws: list[str]  # provisions of laws in force, to seek those the detectors take for a defect


def read_prose(corpus: Path | None, chance: random.Random) -> Prose:
    """What the corpus folder holds, split by document; all empty without one."""
    if corpus is None:
        return Prose([], [], [], [])
    learned, held = split_documents(corpus, chance)
    laws = _texts(corpus / "phap_dien.jsonl.gz")
    chance.shuffle(laws)
    learn = provisions(learned) + provisions(laws[:4000])[:6000]
    return Prose(learn, provisions(held), learned + held + laws[:20000], provisions(laws[4000:]))


def split_documents(corpus: Path, chance: random.Random) -> tuple[list[str], list[str]]:
    """(documents the detectors learn silence from, documents kept apart) of the corpus folder; the same seed splits alike."""
    documents = _texts(corpus / "van_ban.jsonl.gz")
    chance.shuffle(documents)
    cut = len(documents) * 2 // 3
    return documents[:cut], documents[cut:]


def provisions(documents: list[str]) -> list[str]:
    """Lines long enough to hold a rule."""
    lines = (line.strip() for document in documents for line in document.split("\n"))
    return [line for line in lines if len(line.split()) >= SHORTEST_PROVISION]


def _texts(path: Path) -> list[str]:
    if not path.exists():
        return []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines]


def weave(span: str, host: str, chance: random.Random) -> tuple[str, int]:
    """(text, start of the span in it): the defect's words as one more clause of a sound provision, as a drafter would slip them in."""
    span = span.rstrip(".;, ")
    cuts = [m.end() for m in re.finditer(r"[;,] ", host)]
    at = chance.choice([*cuts, None])
    if at is None:
        head = host.rstrip(".;: ") + chance.choice(["; ", ", ", ". ", " và "])
        return head + span + ".", len(head)
    return host[:at] + span + ", " + host[at:], at
