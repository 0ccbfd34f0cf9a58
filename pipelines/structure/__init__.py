"""Blocks → Draft: one text and a tree of provisions."""

from pipelines.structure.build import build_draft

__all__ = ["build_draft"]
