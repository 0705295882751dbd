"""What of a letter is sealed, as it is typed. Pure."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from opennrm.standards.shape import Row

__all__ = ["SECTIONS", "Letter"]

# Under which section of the policy each text lies.
SECTIONS = {"for_whom": "identity", "happened": "account", "letter": "account", "answered": "account"}


class Letter(Row):
    """For whom, what was written, and what was answered. No more of who it is than the letter needs. Source: issue 13, point 3."""

    for_whom: Annotated[str, Field(max_length=300)] = ""
    happened: Annotated[str, Field(max_length=4000)] = ""
    letter: Annotated[str, Field(max_length=12000)] = ""
    answered: Annotated[str, Field(max_length=12000)] = ""
