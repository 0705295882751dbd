"""Information sheets: what is read to a person before a consent is asked, as data beside the profile, each section with its source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path as File
from typing import Annotated, Literal

from pydantic import Field, ValidationError

from opennrm.countries.dated import Row, Source
from opennrm.countries.folders import beside
from opennrm.countries.parts import Code
from opennrm.countries.profile import Profile
from opennrm.countries.sheet import Sheet as Read
from opennrm.standards.reading import Misread, Path, Problem
from opennrm.standards.shape import Label

__all__ = ["InformationSheet", "InformationSheets", "Section", "read_sheets", "sheets_of", "unsound_sheets"]

SheetId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]


class Section(Row):
    """One thing that a sheet says, in plain words. `clock`: its length follows, as the profile has it on the day; `readers`: rows of the
    policy whose own sentences follow. Source: CETS 197 Art 12(1)(d), 12(7); domain 5.1.
    """

    heading: Label
    says: Annotated[tuple[Label, ...], Field(min_length=1)]
    source: Source
    clock: Code | None = None
    readers: tuple[str, ...] = ()


class InformationSheet(Row):
    """One sheet: which consent it explains, in which version (empty where the country's own is not known). Source: domain 5.1."""

    id: SheetId
    scope: Code
    version: str
    title: Label
    sections: Annotated[tuple[Code, ...], Field(min_length=1)]


class InformationSheets(Row):
    """The sheets of a country. `standing`: whether they are its own, a draft of this project, or invented. Source: domain 5.1."""

    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    standing: Literal["official", "draft", "invented"]
    notice: Label
    sections: dict[Code, Section]
    sheets: Annotated[tuple[InformationSheet, ...], Field(min_length=1)]

    def named(self, id: str) -> InformationSheet | None:
        """The sheet with this id. Source: domain 5.1."""
        return next((one for one in self.sheets if one.id == id), None)

    def explaining(self, scope: str, version: str) -> InformationSheet | None:
        """The text of the version that explains a consent; where the version is not known, the draft. Source: domain 5.1."""
        return next((one for one in self.sheets if (one.scope, one.version) == (scope, version)), None)

    def languages(self, sheet: InformationSheet) -> tuple[str, ...]:
        """The languages in which the whole of a sheet is written. Source: CETS 197 Art 12(1)(d), in a language understood."""
        labels = [sheet.title]
        for id in sheet.sections:
            labels += [self.sections[id].heading, *self.sections[id].says]
        written = [{code for code, _ in label.texts} for label in labels]
        return tuple(code for code, _ in sheet.title.texts if all(code in one for one in written))


def sheets_of(country: str) -> InformationSheets | None:
    """The information sheets of a country, read once; None where it has none. Raises Misread. Source: domain 5.1."""
    file = beside(country, "sheets")
    return _sheets(file) if file is not None else None


@cache
def _sheets(file: File) -> InformationSheets:
    return read_sheets(file.name, file.read_text(encoding="utf-8"))


def read_sheets(file: str, text: str) -> InformationSheets:
    """Sheets from their text; raises Misread with every mistake, its line and column. Source: design 6."""
    read = Read.read(file, text)
    try:
        found = InformationSheets.model_validate(read.data)
    except ValidationError as wrong:
        raise Misread([_problem(read, error["loc"], str(error["msg"])) for error in wrong.errors()]) from None
    if problems := [_problem(read, path, says) for path, says in _dangling(found)]:
        raise Misread(problems)
    return found


def _problem(read: Read, path: Path, says: str) -> Problem:
    return read.problem(path, says, "see countries/sheets.py for what a sheet is made of")


def _dangling(found: InformationSheets) -> Iterator[tuple[Path, str]]:
    """Sections that a sheet names and that are not there, ids and versions that stand twice."""
    seen: set[object] = set()
    for place, sheet in enumerate(found.sheets):
        for at, section in enumerate(sheet.sections):
            if section not in found.sections:
                yield ("sheets", place, "sections", at), f"no section {section}"
        for name in (sheet.id, (sheet.scope, sheet.version)):
            if name in seen:
                yield ("sheets", place), f"{name} stands twice"
            seen.add(name)


def unsound_sheets(found: InformationSheets, profile: Profile) -> Iterator[str]:
    """What does not fit the profile: a consent or a clock that it does not have, a version that it never names. Source: design 6."""
    named: Mapping[str, set[str]] = {
        scope: {value.value for value in one.sheet.values if isinstance(value.value, str)} for scope, one in profile.consent.items()
    }
    for sheet in found.sheets:
        if sheet.version not in named.get(sheet.scope, set()) | {""}:
            yield f"{sheet.id}: the profile has no version {sheet.version!r} for {sheet.scope}"
    for id, section in found.sections.items():
        if section.clock is not None and section.clock not in profile.clocks:
            yield f"{id}: the profile has no clock {section.clock}"
