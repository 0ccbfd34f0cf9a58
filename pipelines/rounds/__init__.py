"""Two versions of one draft: which provision became which, what became of each comment, which risks are new."""

from pipelines.rounds.align import align
from pipelines.rounds.follow import follow
from pipelines.rounds.risks import new_risks

__all__ = ["align", "follow", "new_risks"]
