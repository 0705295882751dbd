"""What was typed and is not right: where, and what would be right, in the reader's language. For forms and for rows of a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext, gettext_noop
from pydantic import ValidationError

from opennrm.programme import words
from opennrm.programme.spans import NoSpan
from opennrm.programme.typed import WORDS, Wrong

__all__ = ["Mistake", "mistakes"]

Path = tuple[int | str, ...]
SAYS = {
    "words": gettext_noop("At most %(most)s words: a report makes its own sentences"),
    "clause": gettext_noop("No clause has this number. Write it as OAP-III-10.4 or COE-12.1"),
    "source": gettext_noop("Write a document, with its lines where it has any, as minutes-2006:12-15"),
    "code": gettext_noop("Write one of: %(known)s"),
    "somewhere": gettext_noop("Give a country, or an area that is larger than one"),
    "somebody": gettext_noop("Name an organisation, or a kind of people"),
    "held_up": gettext_noop("What is held up says by what, and nothing else does"),
}
# Fields whose shape is a pattern, by the last name of their path.
SHAPES = {
    "key": gettext_noop("Write small letters, digits and hyphens, as training-2006-1"),
    "language": gettext_noop("Write the code of a language, as en"),
    "currency": gettext_noop("Write the code of a currency, as EUR"),
}
COUNTRY = gettext_noop("Write the code of a country, as MD")


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing to put right: the path of its field in the record, and what would be right."""

    at: Path
    says: str


def mistakes(error: ValidationError) -> Iterator[Mistake]:
    """All that is wrong with a record, each at its field."""
    for one in error.errors():
        found: Mapping[str, Any] = one.get("ctx") or {}
        at: Path = tuple(one["loc"])
        reason = found.get("error")
        if isinstance(reason, Wrong) and reason.field:
            at = (*at, reason.field)
        yield Mistake(at, _says(one["type"], found, at))


def _says(kind: str, found: Mapping[str, Any], at: Path) -> str:
    reason = found.get("error")
    if isinstance(reason, NoSpan):
        return words.no_time()
    if isinstance(reason, Wrong):
        return gettext(SAYS[reason.why]) % {"known": ", ".join(reason.known), "most": WORDS}
    if kind == "string_pattern_mismatch":
        name = next((step for step in reversed(at) if isinstance(step, str)), "")
        return gettext(SHAPES.get(name, COUNTRY))
    if kind == "string_too_long":
        return gettext("At most %(most)s characters") % {"most": found["max_length"]}
    if kind in ("missing", "string_too_short"):
        return gettext("This is needed")
    if kind == "literal_error":
        return gettext(SAYS["code"]) % {"known": "open, own"}
    if kind == "extra_forbidden":
        return gettext("There is no such field")
    return gettext("Enter a whole number, for example 3")
