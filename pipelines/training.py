"""`train` and `evaluate` of the command line: every learned model is rebuilt and measured by one command."""

import pathlib
import shutil

MODELS = pathlib.Path(__file__).resolve().parent.parent / "models"
SAMPLES = pathlib.Path(__file__).resolve().parent.parent / "samples"


def train_all(corpus: pathlib.Path | None, out: pathlib.Path | None) -> dict:
    """Rebuild topic classifier and clause detectors, from samples/ alone or with the labelled data and texts of `corpus`.

    `corpus` holds gold/train.jsonl and corpus/*.jsonl.gz. Returns the card of each.
    """
    from pipelines.checklist.detectors.training import train as train_detectors
    from pipelines.classifier.training import train as train_topics

    target = out or MODELS
    _bring_concepts(target / "detectors")
    return {
        "topics": train_topics(corpus=corpus, samples=SAMPLES, out=target / "topics"),
        "detectors": train_detectors(corpus=corpus and corpus / "corpus", samples=SAMPLES / "checks", out=target / "detectors"),
    }


def _bring_concepts(folder: pathlib.Path) -> None:
    """The detectors' classes of words are written by hand; a new folder of weights takes a copy."""
    from pipelines.checklist.detectors.model import CONCEPTS

    if not (folder / CONCEPTS).exists():
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(MODELS / "detectors" / CONCEPTS, folder / CONCEPTS)


def evaluate_all(gold: pathlib.Path | None, out: pathlib.Path | None) -> dict:
    """Measure the shipped topic classifier on labelled provisions."""
    from pipelines.classifier.evaluation import evaluate

    return evaluate(gold=gold, out=out)
