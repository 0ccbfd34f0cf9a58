"""How an item finds: one small file each. A primitive is a frozen dataclass whose fields are the YAML keys.

It has one of two methods:
    find(context, reading) -> Iterable[Match]       asked for each judged provision whose words call for it
    find_document(context) -> Iterable[Match]       asked once for the whole draft
and may name `calls()`: the patterns one of which must stand in a provision before `find` is asked (so that most provisions cost nothing).
"""

from pipelines.checklist.primitives.abbreviation import Abbreviation
from pipelines.checklist.primitives.absence import Absence
from pipelines.checklist.primitives.appendix import Appendix
from pipelines.checklist.primitives.basis_line import BasisLine
from pipelines.checklist.primitives.citation_status import CitationStatus
from pipelines.checklist.primitives.cross_reference import CrossReference
from pipelines.checklist.primitives.detector import Detector
from pipelines.checklist.primitives.figures import Figures
from pipelines.checklist.primitives.form import Form
from pipelines.checklist.primitives.frequency import Frequency
from pipelines.checklist.primitives.kind_mismatch import KindMismatch
from pipelines.checklist.primitives.long_sentence import LongSentence
from pipelines.checklist.primitives.mixed_spelling import MixedSpelling
from pipelines.checklist.primitives.norm import NormPattern
from pipelines.checklist.primitives.numbering import Numbering
from pipelines.checklist.primitives.old_name import OldNames
from pipelines.checklist.primitives.phrase import Phrase
from pipelines.checklist.primitives.recipients import Recipients
from pipelines.checklist.primitives.terms import Terms
from pipelines.checklist.primitives.time_limit import TimeLimit
from pipelines.checklist.primitives.tokens import Tokens
from pipelines.checklist.primitives.user_regex import UserRegex

PRIMITIVES: dict[str, type] = {
    "phrase": Phrase,
    "norm": NormPattern,
    "detector": Detector,
    "tokens": Tokens,
    "regex": UserRegex,
    "absence": Absence,
    "time_limit": TimeLimit,
    "frequency": Frequency,
    "old_name": OldNames,
    "citation_status": CitationStatus,
    "cross_reference": CrossReference,
    "form": Form,
    "basis_line": BasisLine,
    "recipients": Recipients,
    "appendix": Appendix,
    "kind_mismatch": KindMismatch,
    "numbering": Numbering,
    "mixed_spelling": MixedSpelling,
    "terms": Terms,
    "figures": Figures,
    "abbreviation": Abbreviation,
    "long_sentence": LongSentence,
}
