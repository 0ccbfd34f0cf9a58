"""Weighing: how likely a clause proposed by a detector is a defect, from its score and all signs around it together.

A detector's score alone springs too many near-misses, and one condition that fails silences a true defect. So score, repeated likeness,
rules that matched, words that speak for or against it and guards are weighed as one sum, learned on drafts with known defects.
"""

from pipelines.checklist.weighing.judge import Weighing, read_ahead, weigh

__all__ = ["Weighing", "read_ahead", "weigh"]
