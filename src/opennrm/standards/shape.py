"""How rows of a data file become typed values: strict, frozen, and with the position of every mistake."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from opennrm.standards.mistakes import mistakes, wrong
from opennrm.standards.reading import Document, Misread, Path, Problem
from opennrm.standards.words import Words

__all__ = ["Label", "Row", "one_row", "refuse", "rows", "twice"]


AS_A_LABEL = "write a language map with English, as {en: A safe place to stay}"


class Row(BaseModel):
    """A row of a data file: frozen, no key beyond those named. Source: house-style 3.6."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


def _words(texts: object) -> Words:
    if not isinstance(texts, Mapping):
        raise wrong("a label is a language map", AS_A_LABEL)
    try:
        return Words.of(texts)
    except ValueError as not_words:
        raise wrong(str(not_words), AS_A_LABEL) from None


Label = Annotated[Words, BeforeValidator(_words)]
Shaped = TypeVar("Shaped", bound=Row)


def rows(document: Document, shape: type[Shaped], raw: object, at: Path = ()) -> tuple[Shaped, ...]:
    """Every row of the list `raw`, which stands at `at`; raises Misread with each mistake of each row. Source: design 6."""
    if not isinstance(raw, list):
        raise Misread([document.problem(at, "no list", f"write a list of {shape.__name__.lower()} rows")])
    read: list[Shaped] = []
    wrong: list[Problem] = []
    for place, row in enumerate(raw):
        try:
            read.append(one_row(document, shape, row, (*at, place)))
        except Misread as misread:
            wrong += misread.problems
    refuse(wrong)
    return tuple(read)


def one_row(document: Document, shape: type[Shaped], raw: object, at: Path) -> Shaped:
    """The row that stands at `at`; raises Misread with each of its mistakes. Source: design 6."""
    try:
        return shape.model_validate(raw)
    except ValidationError as error:
        found = mistakes(shape, raw, error.errors(include_url=False))
        raise Misread([document.problem((*at, *one.path), one.says, one.right) for one in found]) from error


def twice(document: Document, names: Iterable[tuple[Path, str]], kind: str) -> list[Problem]:
    """A problem for each name that was already used. Source: design 6."""
    seen: set[str] = set()
    wrong: list[Problem] = []
    for path, name in names:
        if name in seen:
            wrong.append(document.problem(path, f"{kind} {name} is there twice", "each stands once"))
        seen.add(name)
    return wrong


def refuse(problems: Iterable[Problem]) -> None:
    """Raise Misread with all problems, or do nothing when there are none. Source: design 6."""
    found = list(problems)
    if found:
        raise Misread(found)
