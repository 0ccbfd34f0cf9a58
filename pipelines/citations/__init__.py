"""References to other documents and to a draft's own articles."""

from pipelines.citations.find import find_citations
from pipelines.citations.model import Article, Citation, Resolution

__all__ = ["Article", "Citation", "Resolution", "find_citations"]
