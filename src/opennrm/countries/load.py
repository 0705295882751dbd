"""Profiles from their files: read strictly, checked whole, and every mistake with file, line, column and what would be right."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path as Folder

from pydantic import ValidationError

from opennrm.countries import folders
from opennrm.countries.profile import Profile
from opennrm.countries.references import reference_problems
from opennrm.countries.sheet import Sheet
from opennrm.countries.sound import unsound
from opennrm.standards.mistakes import mistakes
from opennrm.standards.reading import Misread

__all__ = ["ProfileErrors", "UnknownCountry", "countries", "load_profile", "profile_from_text", "profile_text"]


class ProfileErrors(Misread):
    """A profile is wrong; carries every problem at once, in the order of the file. Source: law-as-data 6; house-style 3.4."""


class UnknownCountry(LookupError):
    """There is no profile with this code; says which there are. Source: house-style 3.4, no fall-through."""


def countries() -> tuple[str, ...]:
    """The codes of the countries that have a profile, own and shipped, in order. Source: house-style 3.4."""
    return folders.codes()


def profile_text(country: str) -> str:
    """The file of a country's profile as it is; raises UnknownCountry. Source: design 6, editions are kept."""
    return _text(country, folders.folder_of(country))


def load_profile(country: str) -> Profile:
    """The profile of a country, read once. Raises UnknownCountry, or ProfileErrors with every mistake in its file.

    Source: docs/architecture.md, Profile.
    """
    return _loaded(country, folders.folder_of(country))


@cache
def _loaded(country: str, folder: Folder) -> Profile:
    return profile_from_text(country, _text(country, folder))


def _text(country: str, folder: Folder) -> str:
    if country not in countries():
        raise UnknownCountry(f"no profile for {country!r}; there are {', '.join(countries())}")
    return (folder / f"{country}.yaml").read_text(encoding="utf-8")


def profile_from_text(country: str, text: str, *, file: str | None = None, edition: str | None = None) -> Profile:
    """A profile from its text; raises ProfileErrors. `edition` is given where the text was kept under the hash it then had.

    Source: docs/architecture.md, Profile; design 6, editions are kept.
    """
    try:
        sheet = Sheet.read(file or f"{country}.yaml", text)
    except Misread as wrong:
        raise ProfileErrors(wrong.problems) from None
    profile = _shaped(sheet)
    if profile.country != country:
        raise ProfileErrors([sheet.problem(("country",), f"this is the profile of {profile.country}", f"write country: {country}")])
    found = [sheet.problem(*wrong, key=True) for wrong in unsound(profile)]
    if found:
        raise ProfileErrors(found)
    profile.read_from({**sheet.values, **sheet.keys}, edition or _hash(text))
    return profile


def _shaped(sheet: Sheet) -> Profile:
    problems = list(reference_problems(sheet))
    try:
        profile = Profile.model_validate(sheet.data)
    except ValidationError as wrong:
        found = mistakes(Profile, sheet.data, wrong.errors(include_url=False))
        problems += [sheet.problem(one.path, one.says, one.right, key=one.key) for one in found]
    if problems:
        raise ProfileErrors(dict.fromkeys(problems))
    return profile


def _hash(text: str) -> str:
    whole = hashlib.sha256(_standards())
    whole.update(text.encode())
    return whole.hexdigest()


@cache
def _standards() -> bytes:
    whole = hashlib.sha256()
    for name, data in sorted(_files(files("opennrm.standards") / "data", "")):
        whole.update(f"{len(name)}:{name}{len(data)}:".encode() + data)
    return whole.digest()


def _files(folder: Traversable, above: str) -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _files(entry, f"{above}{entry.name}/")
        else:
            yield above + entry.name, entry.read_bytes()
