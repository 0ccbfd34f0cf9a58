"""Teaching the detectors: `train(corpus, samples, out)` rebuilds models/detectors from samples/checks and a corpus of real documents."""

from pipelines.checklist.detectors.training.train import train

__all__ = ["train"]
