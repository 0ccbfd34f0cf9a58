"""The studio: an office tunes the checklist, the register and the words, and sees what each change would do. No page, no database.

Overlay + shipped checklist → `compose` → Checklist; `try_entry` runs an item's examples; `effect` compares over stored drafts.
"""

from pipelines.studio import choices
from pipelines.studio.effect import Change, Effect, SampleResult, effect, on_samples
from pipelines.studio.health import Health, Outcome, Suggestion, health, overlaps, suggestions, wilson
from pipelines.studio.overlay import KEYS, PARTS, Overlay, compose, only_changes, shipped, shipped_entry, whole_entry
from pipelines.studio.packs import (
    Conflict,
    Difference,
    Pack,
    compare,
    merge,
    read_pack,
    read_yaml,
    shipped_under,
    take_shipped,
    take_theirs,
    update_conflicts,
    write_pack,
    write_yaml,
)
from pipelines.studio.peaks import look_ahead
from pipelines.studio.reach import reach, touched_samples
from pipelines.studio.report import Measure, Report
from pipelines.studio.sheets import CASE_WORDS, CHECKED_WORDS, GROUP_WORDS, LEVEL_WORDS, SYSTEM_WORDS, TOPIC_WORDS
from pipelines.studio.silence import silenced
from pipelines.studio.trial import Line, Trial, read_entry, read_item, try_entry, write_entry
from pipelines.studio.workbook import WorkbookError, read_workbook, write_workbook

__all__ = [
    "Change",
    "choices",
    "CASE_WORDS",
    "CHECKED_WORDS",
    "GROUP_WORDS",
    "LEVEL_WORDS",
    "SYSTEM_WORDS",
    "TOPIC_WORDS",
    "read_entry",
    "write_entry",
    "compare",
    "compose",
    "Conflict",
    "Difference",
    "Effect",
    "effect",
    "health",
    "Health",
    "KEYS",
    "Line",
    "look_ahead",
    "Measure",
    "merge",
    "on_samples",
    "only_changes",
    "Outcome",
    "Overlay",
    "overlaps",
    "Pack",
    "PARTS",
    "reach",
    "read_item",
    "read_pack",
    "read_workbook",
    "read_yaml",
    "Report",
    "SampleResult",
    "shipped",
    "shipped_entry",
    "shipped_under",
    "silenced",
    "Suggestion",
    "suggestions",
    "take_shipped",
    "take_theirs",
    "touched_samples",
    "Trial",
    "try_entry",
    "update_conflicts",
    "whole_entry",
    "wilson",
    "WorkbookError",
    "write_pack",
    "write_workbook",
    "write_yaml",
]
