"""References to other documents and to a draft's own articles."""

from pipelines.citations.find import find_citations
from pipelines.citations.model import Article, Citation, Resolution
from pipelines.citations.resolve import Linker, resolve_internal

__all__ = ["Article", "Citation", "Linker", "Resolution", "find_citations", "resolve_internal"]
