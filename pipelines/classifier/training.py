"""Learning the topics again from labelled provisions; deterministic, so that the same data give the same bytes."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy import sparse

from pipelines.classifier.corpus import key_of, read_lines, split_document
from pipelines.classifier.evaluation import Measured, summary
from pipelines.classifier.features import LONGEST, Features, Space, build_features, context_tail
from pipelines.classifier.lexis import Numbering, encode, ngram_keys
from pipelines.classifier.phrases import build_phrases, phrase_syllables, read_phrases
from pipelines.classifier.store import HOME, LEXICON, Weights, pack_vectors, unpack_vectors, write_model
from pipelines.classifier.thresholds import attention_of, choose_thresholds, judge
from pipelines.classifier.units import Unit
from pipelines.classifier.vectors import frequent_pairs, learn_syllables, learn_vectors, term_positions
from pipelines.errors import UsageError
from pipelines.types import TOPICS
from pipelines.weights import sha256

SETTINGS = {
    "vector_size": 150,
    "pairs": 40_000,
    "least_pair": 40,
    "least_syllable": 15,
    "least_ngram": 4,
    "inverse_penalty": 5.0,
    "trust": {"gold": 1.0, "corpus": 0.7, "soan_moi": 0.7, "soan_hai": 0.7, "vi_du_danh_muc": 0.4},  # by origin of the label
    "touch_weight": 0.7,  # a provision of strength 1 is nearer to doubt than one of strength 2
    "context_scale": 0.5,
    "dense_scale": 0.3,
    "unlabelled": {"most": 40, "weight": 0.4, "yes": 1.0, "no": -1.5},  # provisions a document; scores from which a guess counts
    "folds": 5,
    "slack": 0.003,  # F1 given up for a lower threshold
    "strong_found": 0.9,  # share of strength 2 each topic's threshold should find
}
_CORPUS_FILES = ("gold/train.jsonl", "gold/dev.jsonl", "corpus/van_ban.jsonl.gz", "corpus/phap_dien.jsonl.gz")
_PART = 3000  # characters of a long document counted as one text
_MOST = 60_000  # characters of one document used for vectors


@dataclass(frozen=True)
class Labelled:
    units: list[Unit]
    documents: np.ndarray  # name of the document of each unit: the group of cross-validation
    strength: np.ndarray  # [units, topics] 0, 1, 2
    sources: np.ndarray  # "gold", "corpus" or the name of the file in samples/

    @property
    def measured(self) -> np.ndarray:
        """Where thresholds and calibration rest: on the gold set, or on everything when it is not there."""
        gold = self.sources == "gold"
        return gold if gold.any() else np.ones(len(gold), dtype=bool)

    @property
    def trust(self) -> np.ndarray:
        return np.array([SETTINGS["trust"].get(source, 1.0) for source in self.sources])


def train(corpus: Path | None, samples: Path, out: Path | None = None) -> dict:
    """Learn the model from samples/ (and the corpus folder, where there is one), write it to `out`; returns the card.

    Without a corpus the vectors come from the samples alone and the model is weaker, but it works.
    """
    from threadpoolctl import threadpool_limits

    if corpus and not all((corpus / name).is_file() for name in _CORPUS_FILES):
        raise UsageError("Thư mục dữ liệu bổ sung thiếu tệp.", f"Cần có {', '.join(_CORPUS_FILES)}.")
    with threadpool_limits(1):
        labelled = read_labelled(corpus, samples)
        unlabelled = read_unlabelled(corpus) if corpus else []
        lexicon = (HOME / LEXICON).read_bytes()
        units = labelled.units + unlabelled
        space = learn_space(units, _corpus_texts(corpus) if corpus else [unit.text for unit in units], bool(corpus))
        weights, held_out = fit(labelled, unlabelled, space)
        thresholds = choose_thresholds(held_out[labelled.measured], labelled.strength[labelled.measured], SETTINGS)
        card = _card(labelled, thresholds, corpus is not None, lexicon, held_out)
        write_model(out or HOME, space, weights, lexicon, card)
    return card


def read_labelled(corpus: Path | None, samples: Path) -> Labelled:
    """Own-written provisions; with a corpus also the gold training set and the labels of corpus provisions."""
    found = [(unit, document, source) for rows, source in _sources(corpus, samples) for unit, document in rows]
    strength = np.array([[unit.labels.get(topic, 0) for topic in TOPICS] for unit, _, _ in found])
    return Labelled([unit for unit, _, _ in found], np.array([d for _, d, _ in found]), strength, np.array([s for _, _, s in found]))


def _sources(corpus: Path | None, samples: Path) -> Iterator[tuple[Iterable[tuple[Unit, str]], str]]:
    if corpus:
        yield [_labelled_unit(row, same_document(row["doc"])) for row in read_lines(corpus / "gold" / "train.jsonl")], "gold"
        yield _corpus_labels(corpus, samples), "corpus"
    for path in sorted((samples / "labelled").glob("*.jsonl")):
        if path.name != "corpus_labels.jsonl":
            yield [_labelled_unit(row, row["doc"]) for row in read_lines(path)], path.stem


def same_document(name: str) -> str:
    """One name for a document wherever it is stored, so that cross-validation never learns from the document it judges."""
    parts = name.removesuffix(".txt").split("_")
    return name[:22] if parts[0] in ("off", "xa", "alqac", "cb") else "_".join(parts[:3])


def _labelled_unit(row: dict, document: str) -> tuple[Unit, str]:
    group = f"{document}/{row['id'].rsplit('-', 1)[0]}"
    return Unit(row["id"], group, row.get("context", ""), row["text"], row["labels"]), document


def _corpus_labels(corpus: Path, samples: Path) -> Iterator[tuple[Unit, str]]:
    """Provisions of the corpus named by document and key, without their text, and labelled by reading."""
    path = samples / "labelled" / "corpus_labels.jsonl"
    wanted: dict[str, dict[str, dict]] = {}
    for row in read_lines(path) if path.exists() else ():
        wanted.setdefault(row["doc"], {})[row["key"]] = row["labels"]
    for document in read_lines(corpus / "corpus" / "van_ban.jsonl.gz"):
        labels = wanted.get(document["id"], {})
        for unit in split_document(document["id"], document["text"]) if labels else ():
            found = labels.pop(key_of(unit.context, unit.text), None)
            if found is not None:
                yield Unit(unit.id, unit.group, unit.context, unit.text, found), same_document(document["id"])


def read_unlabelled(corpus: Path) -> list[Unit]:
    """Some provisions in a row of each document of the corpus; their topics are guessed by a first model (self-training)."""
    rng = np.random.default_rng(0)
    names, most = held_out_documents(corpus), SETTINGS["unlabelled"]["most"]
    units: list[Unit] = []
    for row in read_lines(corpus / "corpus" / "van_ban.jsonl.gz"):
        found = [] if row["id"].startswith(names) else split_document(row["id"], row["text"])
        if len(found) >= 3:
            at = rng.integers(max(len(found) - most, 0) + 1)
            units += found[at : at + most]
    return units


def held_out_documents(corpus: Path) -> tuple[str, ...]:
    """Names of the documents that only measure; nothing of them may be learned from, not even unlabelled."""
    return tuple(sorted({row["doc"].removesuffix(".txt") for row in read_lines(corpus / "gold" / "dev.jsonl")}))


def _corpus_texts(corpus: Path) -> list[str]:
    names = held_out_documents(corpus)
    numbers = tuple(f"{m[1]}/{m[2]}/" for name in names if (m := re.search(r"(\d+)-(\d{4})\b", name)))
    texts = [
        f"{row.get('chuong') or ''}. {row.get('title') or ''}. {row['text']}"[:4000]
        for row in read_lines(corpus / "corpus" / "phap_dien.jsonl.gz")
        if not (row.get("law_no") or "").startswith(numbers)
    ]
    for row in read_lines(corpus / "corpus" / "van_ban.jsonl.gz"):
        if not row["id"].startswith(names):
            texts += [row["text"][at : at + _PART] for at in range(0, min(len(row["text"]), _MOST), _PART)]
    return texts


def learn_space(units: list[Unit], texts: list[str], large: bool) -> Space:
    """Numbers, n-grams, phrases and vectors; `texts` teach the vectors, `units` choose the n-grams."""
    lexicon = read_phrases(HOME / LEXICON)
    own = [unit.text for unit in units] + sorted({context_tail(unit) for unit in units})
    known = learn_syllables(texts + own, SETTINGS["least_syllable"] if large else 2)
    numbering = Numbering(known + sorted(phrase_syllables(lexicon) - set(known)))
    encoded = encode(texts, numbering)
    singles = np.unique(ngram_keys(encoded, 1)[1])
    pairs = frequent_pairs(encoded, SETTINGS["pairs"], SETTINGS["least_pair"] if large else 3)
    vectors = learn_vectors(texts, numbering, singles, pairs, SETTINGS["vector_size"])
    vectors = unpack_vectors(pack_vectors(vectors))
    encoded = encode(own, numbering)
    ngrams, seen = _frequent_ngrams(encoded)
    idf = (np.log((1 + len(own)) / (1 + seen)) + 1).astype(np.float16).astype(np.float32)
    _, terms, _ = term_positions(encoded, singles, pairs)
    share = np.bincount(terms, minlength=len(vectors)) / max(len(terms), 1)
    weight = (1e-3 / (1e-3 + share)).astype(np.float32)
    return Space(numbering, ngrams, idf, build_phrases(lexicon, numbering), singles, pairs, vectors, weight)


def _frequent_ngrams(encoded) -> tuple[np.ndarray, np.ndarray]:
    """(sorted keys, number of texts) of the n-grams that enough texts hold."""
    keys, counts = [], []
    for n in range(1, LONGEST + 1):
        positions, found = ngram_keys(encoded, n)
        once = np.unique(np.stack([found, encoded.row[positions].astype(np.uint64)]), axis=1)[0]
        unique, seen = np.unique(once, return_counts=True)
        enough = seen >= SETTINGS["least_ngram"]
        keys.append(unique[enough])
        counts.append(seen[enough])
    joined, seen = np.concatenate(keys), np.concatenate(counts)
    order = np.argsort(joined)
    return joined[order], seen[order]


def stack(features: Features) -> sparse.csr_matrix:
    parts = [features.text, features.context * SETTINGS["context_scale"], sparse.csr_matrix(features.dense * SETTINGS["dense_scale"])]
    return sparse.hstack(parts).tocsr()


def targets(labelled: Labelled) -> list[tuple[np.ndarray, np.ndarray]]:
    """(yes or no, weight of each unit) of every output: touched, then strong."""
    touched = [(s > 0, np.where(s == 1, SETTINGS["touch_weight"], 1.0) * labelled.trust) for s in labelled.strength.T]
    return touched + [(s == 2, labelled.trust) for s in labelled.strength.T]


def fit(labelled: Labelled, unlabelled: list[Unit], space: Space) -> tuple[Weights, np.ndarray]:
    """Weights learned from everything, and the calibrated probabilities each unit gets from models that never saw its document."""
    features = build_features(labelled.units, space)
    rows, more = stack(features), stack(build_features(unlabelled, space)) if unlabelled else None
    lessons = [Lesson(rows, yes, weight, more if k < len(TOPICS) else None) for k, (yes, weight) in enumerate(targets(labelled))]
    more_documents = np.array([same_document(unit.group) for unit in unlabelled])
    raw_scores = np.array([_held_out_scores(lesson, labelled.documents, more_documents) for lesson in lessons]).T
    columns = [lesson.learn() for lesson in lessons]
    coefficients = np.array([c for c, _ in columns], dtype=np.float32).T
    slope, shift = _calibrate(raw_scores, labelled)
    text, context = features.text.shape[1], features.context.shape[1]
    weights = Weights(
        coefficients[:text],
        coefficients[text : text + context] * np.float32(SETTINGS["context_scale"]),
        coefficients[text + context :] * np.float32(SETTINGS["dense_scale"]),
        np.array([b for _, b in columns], dtype=np.float32),
        slope,
        shift,
    )
    return weights, 1 / (1 + np.exp(-(raw_scores * slope + shift)))


@dataclass(frozen=True)
class Lesson:
    """What one output learns from; where there are unlabelled rows, a first model guesses the sure ones and a second learns from all."""

    rows: sparse.csr_matrix
    yes: np.ndarray
    weight: np.ndarray
    unlabelled: sparse.csr_matrix | None

    def part(self, chosen: np.ndarray, chosen_unlabelled: np.ndarray) -> "Lesson":
        more = self.unlabelled if self.unlabelled is None else self.unlabelled[chosen_unlabelled]
        return Lesson(self.rows[chosen], self.yes[chosen], self.weight[chosen], more)

    def learn(self) -> tuple[np.ndarray, float]:
        """(coefficients, bias)"""
        first = _learn(self.rows, self.yes, self.weight)
        if self.unlabelled is None:
            return first
        settings = SETTINGS["unlabelled"]
        guess = self.unlabelled @ first[0] + first[1]
        sure = (guess > settings["yes"]) | (guess < settings["no"])
        rows = sparse.vstack([self.rows, self.unlabelled[sure]]).tocsr()
        weight = np.concatenate([self.weight, np.full(sure.sum(), settings["weight"])])
        return _learn(rows, np.concatenate([self.yes, guess[sure] > 0]), weight)


def _learn(rows: sparse.csr_matrix, yes: np.ndarray, weight: np.ndarray) -> tuple[np.ndarray, float]:
    from sklearn.linear_model import LogisticRegression

    if yes.all() or not yes.any():
        return np.zeros(rows.shape[1]), 10.0 if yes.all() else -10.0
    model = LogisticRegression(C=SETTINGS["inverse_penalty"], solver="liblinear", class_weight="balanced", random_state=0)
    model.fit(rows, yes, sample_weight=weight)
    return model.coef_[0], float(model.intercept_[0])


def _held_out_scores(lesson: Lesson, documents: np.ndarray, more_documents: np.ndarray) -> np.ndarray:
    from sklearn.model_selection import GroupKFold

    scores = np.zeros(len(documents))
    for learn, hold in GroupKFold(SETTINGS["folds"]).split(lesson.rows, groups=documents):
        coefficients, bias = lesson.part(learn, ~np.isin(more_documents, documents[hold])).learn()
        scores[hold] = lesson.rows[hold] @ coefficients + bias
    return scores


def _calibrate(raw: np.ndarray, labelled: Labelled) -> tuple[np.ndarray, np.ndarray]:
    """Platt scaling on held-out scores of the measured units."""
    from sklearn.linear_model import LogisticRegression

    chosen = labelled.measured
    slope, shift = np.ones(raw.shape[1], dtype=np.float32), np.zeros(raw.shape[1], dtype=np.float32)
    for k, (yes, _) in enumerate(targets(labelled)):
        if 0 < yes[chosen].sum() < chosen.sum():
            model = LogisticRegression(C=1e6).fit(raw[chosen, k : k + 1], yes[chosen])
            slope[k], shift[k] = model.coef_[0, 0], model.intercept_[0]
    return slope, shift


def _card(labelled: Labelled, thresholds: dict, with_corpus: bool, lexicon: bytes, scores: np.ndarray) -> dict:
    told = json.dumps([[u.context, u.text, u.labels] for u in labelled.units], ensure_ascii=False, sort_keys=True).encode()
    return {
        "version": f"topics-{sha256(told + lexicon + json.dumps(SETTINGS, sort_keys=True).encode())[:10]}",
        "topics": list(TOPICS),
        "settings": SETTINGS,
        "thresholds": thresholds,
        "cross_validation": held_out_numbers(labelled, scores, thresholds),
        "data": {
            "sha256": sha256(told),
            "provisions": len(labelled.units),
            "documents": len(set(labelled.documents)),
            "sources": dict(sorted(Counter(labelled.sources.tolist()).items())),
            "corpus": with_corpus,
        },
    }


def held_out_numbers(labelled: Labelled, scores: np.ndarray, thresholds: dict) -> dict:
    """What the model reaches on measured units of documents it did not learn from; thresholds were chosen on the same units."""
    chosen = np.flatnonzero(labelled.measured)
    touched = scores[chosen, : len(TOPICS)]
    flags, _ = judge(scores[chosen], thresholds)
    names = [labelled.units[i].id for i in chosen]
    measured = Measured(names, labelled.documents[chosen], labelled.strength[chosen], touched, flags, attention_of(scores[chosen]))
    numbers = summary(measured)
    return json.loads(json.dumps(numbers), parse_float=lambda text: round(float(text), 3))
