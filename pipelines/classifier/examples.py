"""Labelled provisions of samples/ that read most like a given one: what a flag can be compared with."""

from pathlib import Path

import numpy as np

from pipelines.classifier.corpus import read_lines
from pipelines.classifier.features import Space, find, mean_vectors, ngram_matrix
from pipelines.types import LabelledProvision

FOLDER = Path(__file__).resolve().parents[2] / "samples" / "labelled"


class Examples:
    """The texts of samples/labelled, ready to be compared; files that name provisions without text are left out."""

    def __init__(self, space: Space, folder: Path = FOLDER):
        self._space = space
        self._rows = [row for path in sorted(folder.glob("*.jsonl")) for row in read_lines(path) if "text" in row]
        self._words, self._vectors = self._measured([row["text"] for row in self._rows])

    def nearest(self, text: str, topic: str, n: int = 3) -> tuple[LabelledProvision, ...]:
        """The n provisions labelled with the topic that are most alike, by shared words and by meaning of words in equal parts."""
        if not self._rows:
            return ()
        words, vectors = self._measured([text])
        likeness = ((self._words @ words.T).toarray() + self._vectors @ vectors.T).ravel() / 2
        order = [i for i in np.argsort(-likeness, kind="stable") if self._rows[i]["labels"].get(topic)][:n]
        return tuple(self._found(i, likeness[i]) for i in order)

    def _found(self, i: int, likeness: float) -> LabelledProvision:
        row = self._rows[i]
        return LabelledProvision(row["id"], row["text"], row["labels"], round(float(likeness), 3))

    def _measured(self, texts: list[str]):
        found = find(texts, self._space)
        return ngram_matrix(found, self._space), mean_vectors(found, self._space)
