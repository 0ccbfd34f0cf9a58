"""Classes of phrases: who is meant, what is done to them, which institution acts; longer phrases win over shorter ones.

The lists stand in models/topics/lexicon.json. A class that ends in ".blocked" only takes the syllables away from shorter
phrases ("ủy ban nhân dân" holds no people).
"""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from pipelines.classifier.lexis import Encoded, Numbering, encode, forms, look_up, ngram_keys

_BLOCKED = ".blocked"


@dataclass(frozen=True)
class Phrases:
    classes: tuple[str, ...]
    tables: dict[int, tuple[np.ndarray, np.ndarray]]  # length → (sorted keys, class membership [keys, classes])

    def match(self, encoded: Encoded) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """(positions, lengths, membership [matches, classes]) of the longest phrases."""
        taken = np.zeros(len(encoded.ids) + 1, dtype=bool)
        found = []
        for n in sorted(self.tables, reverse=True):
            keys, membership = self.tables[n]
            positions, mine = ngram_keys(encoded, n)
            index = look_up(mine, keys)
            free = index >= 0
            for k in range(n):
                free[free] &= ~taken[positions[free] + k]
            for k in range(n):
                taken[positions[free] + k] = True
            found.append((positions[free], np.full(free.sum(), n), membership[index[free]]))
        return tuple(np.concatenate(parts) for parts in zip(*found, strict=True))


def read_phrases(path: Path) -> dict[str, list[str]]:
    return json.loads(path.read_text(encoding="utf-8"))


def phrase_syllables(lexicon: dict[str, list[str]]) -> set[str]:
    return {form for phrases in lexicon.values() for phrase in phrases for form in forms(phrase)}


def build_phrases(lexicon: dict[str, list[str]], numbering: Numbering) -> Phrases:
    classes = tuple(sorted(name for name in lexicon if not name.endswith(_BLOCKED)))
    by_key: dict[int, dict[int, np.ndarray]] = {}
    for name, phrases in sorted(lexicon.items()):
        for phrase in phrases:
            encoded = encode([phrase], numbering)
            _, keys = ngram_keys(encoded, len(encoded.ids))
            if not len(keys):
                continue
            row = by_key.setdefault(len(encoded.ids), {}).setdefault(int(keys[0]), np.zeros(len(classes), dtype=np.float32))
            if name in classes:
                row[classes.index(name)] = 1.0
    tables = {}
    for n, rows in by_key.items():
        keys = np.array(sorted(rows), dtype=np.uint64)
        tables[n] = (keys, np.array([rows[int(key)] for key in keys]))
    return Phrases(classes, tables)
