"""Which grave items (S1) a change makes quieter: such a change needs a second person's signature.

Judged by what the change is, not by what it happens to find: an S1 item is quieter when it is gone, is no longer S1, applies to fewer
documents, or when anything in the way it finds is changed other than further wordings; also when a word joins a class that silences it.
"""

import dataclasses

from pipelines.checklist.conditions import Guards, Scoped
from pipelines.checklist.lexicon import Lexicon
from pipelines.checklist.load import Checklist
from pipelines.checklist.schema import Item

# Classes of words that heal a clause (guards.py and norms.py), whatever the item.
HEALING = frozenset(
    ["phu_dinh", "bi_coi_la_sai", "lenh_cam", "ngoai_le", "dieu_kien", "tham_quyen", "nhan_dan_quyet", "lich_su", "tuong_thuat", "tuy_tam"]
    + ["can_bo", "co_quan", "cap_uy"]
)


def silenced(before: Checklist, after: Checklist) -> tuple[str, ...]:
    """Codes of the S1 items of `before` that `after` may find less often."""
    later = {item.code: item for item in after.items}
    grown = _grown(before.lexicon, after.lexicon)
    return tuple(item.code for item in before.items if item.severity == "S1" and _quieter(item, later.get(item.code), grown))


def _grown(before: Lexicon, after: Lexicon) -> frozenset[str]:
    """Classes that changed, with the classes that include them."""
    changed = {id for id, one in after.classes.items() if before.classes.get(id) != one}
    while more := {c.id for c in after.classes.values() if changed & set(c.includes)} - changed:
        changed |= more
    return frozenset(changed)


def _quieter(old: Item, new: Item | None, grown: frozenset[str]) -> bool:
    if new is None or new.severity != "S1" or new.ask:
        return True
    if grown & HEALING or any(f"<{id}>" in label for id in grown for label in _silencing_labels(new)):
        return True
    if any(not set(getattr(old, of)) <= set(getattr(new, of)) for of in ("cases", "systems", "levels")):
        return True
    if not set(new.not_kinds) <= set(old.not_kinds):
        return True
    if (new.kinds and not (old.kinds and set(old.kinds) <= set(new.kinds))) or not set(new.yields_to) <= set(old.yields_to):
        return True
    if new.at_most and (not old.at_most or new.at_most < old.at_most):
        return True
    return not all(any(_wider(one, other) for other in new.find.any) for one in old.find.any)


def _silencing_labels(item: Item) -> set[str]:
    scoped = (getattr(primitive, name, Scoped()) for primitive in item.find.any for name in ("unless", "missing"))
    return {label for part in scoped if isinstance(part, Scoped) for pattern in part.patterns for label in pattern.labels}


def _wider(old, new) -> bool:
    """Whether the new primitive finds all the old one finds: equal, save for more wordings and fewer guards."""
    if type(old) is not type(new):
        return False
    for field in dataclasses.fields(old):
        a, b = getattr(old, field.name), getattr(new, field.name)
        if field.name in ("any", "act", "when") and isinstance(a, tuple):
            if not set(a) <= set(b):
                return False
        elif isinstance(a, Guards):
            if not set(b.names) <= set(a.names):
                return False
        elif a != b:
            return False
    return True
