"""`train` and `evaluate` of the command line: every learned model is rebuilt and measured by one command."""

import pathlib

MODELS = pathlib.Path(__file__).resolve().parent.parent / "models"
SAMPLES = pathlib.Path(__file__).resolve().parent.parent / "samples"


def train_all(corpus: pathlib.Path | None, out: pathlib.Path | None) -> dict:
    """Rebuild topic classifier and clause detectors; without a corpus from samples/ alone. Returns what each learned."""
    from pipelines.checklist.detectors.training import train as train_detectors
    from pipelines.classifier.training import train as train_topics

    target = out or MODELS
    return {
        "topics": train_topics(corpus=corpus, samples=SAMPLES, out=target / "topics"),
        "detectors": train_detectors(corpus=corpus, samples=SAMPLES, out=target / "detectors"),
    }


def evaluate_all(gold: pathlib.Path | None, out: pathlib.Path | None) -> dict:
    """Measure the shipped topic classifier on labelled provisions."""
    from pipelines.classifier.evaluation import evaluate

    return evaluate(gold=gold, out=out)
