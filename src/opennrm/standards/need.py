"""What a person may need at once, each in words, with what answers it and the clause that makes it pressing."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from opennrm.standards.shape import Label, Row

__all__ = ["Need"]


class Need(Row):
    """A need that somebody notes: the fact `need:<code>`. `answered_by`: the things whose giving, declining or lack answers it.

    Source: CETS 197 Art 12(1), 12(2), 28(1).
    """

    code: Annotated[str, Field(pattern=r"^[a-z][a-z_]*$")]
    label: Label
    says: Label
    answered_by: Annotated[tuple[str, ...], Field(min_length=1)]
    source: Annotated[str, Field(min_length=1)]

    def told(self, language: str) -> str:
        """The label in a language. Source: design 9, Languages."""
        return self.label.told(language)
