"""The encoder: a small transformer that reads a provision's words in their order and judges each window of it.

The detectors propose by the words a clause holds; the encoder sees who does what to whom, and what stands around it. It is slower, so it
reads only the provisions in which something doubtful was proposed. numpy only.
"""

from pipelines.checklist.encoder.model import Encoder, load_encoder

__all__ = ["Encoder", "load_encoder"]
