"""Learned clause detectors: for each code of the checklist, how much a clause resembles the examples of its defect.

They propose; the items' rules confirm or silence (negation, exception, authority, addressee). numpy and scipy only.
"""

from pipelines.checklist.detectors.model import Detectors, load_detectors

__all__ = ["Detectors", "load_detectors"]
