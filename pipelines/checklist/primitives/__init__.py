"""How an item finds: one small file each. A primitive is a frozen dataclass whose fields are the YAML keys.

It has one of two methods:
    find(context, reading) -> Iterable[Match]       asked for each judged provision whose words call for it
    find_document(context) -> Iterable[Match]       asked once for the whole draft
and may name `calls()`: the labels one of which must stand in a provision before `find` is asked (so that most provisions cost nothing).
"""

from pipelines.checklist.primitives.detector import Detector
from pipelines.checklist.primitives.norm import NormPattern
from pipelines.checklist.primitives.phrase import Phrase

PRIMITIVES: dict[str, type] = {
    "phrase": Phrase,
    "norm": NormPattern,
    "detector": Detector,
}
