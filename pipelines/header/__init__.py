"""The first page: which lines are frame, and what they say."""

from pipelines.header.read import read_header

__all__ = ["read_header"]
