"""Closed lists: codes that events and forms may hold, each with a label and a sentence that says when to choose it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from opennrm.standards.shape import Label, Row

__all__ = ["Code"]


class Code(Row):
    """One code of a list. Source: frozen, codes are English, stable, never reused; words are translations."""

    code: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_]*$")]
    label: Label
    says: Label

    def told(self, language: str) -> str:
        """The label in a language. Source: design 9, Languages."""
        return self.label.told(language)
