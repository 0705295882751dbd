"""Profiles from their files: read strictly, checked whole, and every mistake with file, line, column and what would be right."""

from __future__ import annotations

import hashlib
import types
import typing
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path as Folder
from typing import Any

from pydantic import BaseModel, ValidationError

from opennrm.countries import folders
from opennrm.countries.profile import Profile
from opennrm.countries.references import nearest, reference_problems
from opennrm.countries.sheet import Sheet
from opennrm.countries.sound import unsound
from opennrm.standards.reading import Misread, Path, Problem

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
        problems += [_problem(sheet, dict(error)) for error in _causes(wrong.errors(include_url=False))]
    if problems:
        raise ProfileErrors(dict.fromkeys(problems))
    return profile


def _causes(errors: list[Any]) -> Iterator[Any]:
    """Without what follows from another: a list counts as empty when none of its items is right."""
    places = [error["loc"] for error in errors]
    for error in errors:
        loc = error["loc"]
        if error["type"] != "too_short" or not any(len(other) > len(loc) and other[: len(loc)] == loc for other in places):
            yield error


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


def _problem(sheet: Sheet, error: dict[str, Any]) -> Problem:
    at = _path(sheet.data, error["loc"])
    known = tuple(_fields(error["loc"][:-1])) if error["type"] in {"missing", "extra_forbidden"} else ()
    if error["type"] == "missing":
        return sheet.problem(at, f"{at[-1]} is missing", f"write {at[-1]} here; the keys are {', '.join(known)}")
    if error["type"] == "extra_forbidden":
        return sheet.problem(at, f"unknown key {at[-1]}", nearest(at[-1], known, "key"), key=True)
    return sheet.problem(at, *_words(error))


def _words(error: dict[str, Any]) -> tuple[str, str]:
    given, context = error.get("input"), error.get("ctx", {})
    shown = f"{given!r}" if isinstance(given, str | int | bool | float) or given is None else "what stands here"
    if error["type"] == "opennrm":
        return str(context["says"]), str(context["right"])
    if error["type"] == "literal_error":
        return f"{shown} is not among the words allowed", _allowed(given, str(context["expected"]))
    message = str(error["msg"]).removeprefix("Value error, ")
    return f"{shown}: {message[:1].lower()}{message[1:]}", _RIGHT.get(error["type"], "see docs/architecture.md, Profile")


def _allowed(given: object, expected: str) -> str:
    return nearest(given, tuple(word.strip(" '") for word in expected.replace(" or ", ",").split(",") if word.strip()), "word")


_RIGHT: Mapping[str, str] = {
    "date_type": "write a day without quotes, as 2026-03-01",
    "int_type": "write a whole number without quotes",
    "bool_type": "write true or false",
    "string_type": "write a text, in quotes where it looks like a number",
    "tuple_type": "write a list, as [one, two]",
    "dict_type": "write a map, as {name: …}",
    "model_type": "write a map, as {name: …}",
    "string_pattern_mismatch": "small letters, digits and underscores, beginning with a letter (country codes: two capitals)",
    "too_short": "write at least one",
    "value_error": "write a language map with English, as {en: A safe place to stay}",
    "greater_than_equal": "write a number in the range that makes sense here",
    "less_than_equal": "write a number in the range that makes sense here",
}


def _path(data: Any, loc: tuple[int | str, ...]) -> Path:
    """The place in the file: without the steps that validation adds where one item stands for a list."""
    path: list[int | str] = []
    node = data
    for place, step in enumerate(loc):
        inside = (isinstance(node, dict) and step in node) or (isinstance(node, tuple) and isinstance(step, int) and step < len(node))
        if inside:
            node = node[step]
            path.append(step)
        elif place == len(loc) - 1 and isinstance(step, str):
            path.append(step)
    return tuple(path)


def _fields(loc: tuple[int | str, ...]) -> Iterator[str]:
    """The keys that may stand in the row at `loc`."""
    kind: Any = Profile
    for step in loc:
        kind = _inner(kind, step)
    model = _model(kind)
    assert model is not None
    yield from (field.alias or name for name, field in model.model_fields.items())


def _inner(kind: Any, step: int | str) -> Any:
    model = _model(kind)
    if model is not None:
        return next((field.annotation for name, field in model.model_fields.items() if step in (field.alias, name)), None)
    arguments = [argument for argument in typing.get_args(_bare(kind)) if argument is not Ellipsis]
    return arguments[-1] if arguments else None


def _model(kind: Any) -> type[BaseModel] | None:
    kind = _bare(kind)
    if typing.get_origin(kind) in (typing.Union, types.UnionType):
        return next((found for argument in typing.get_args(kind) if (found := _model(argument)) is not None), None)
    return kind if isinstance(kind, type) and issubclass(kind, BaseModel) else None


def _bare(kind: Any) -> Any:
    """A type without what is annotated to it."""
    return typing.get_args(kind)[0] if typing.get_origin(kind) is typing.Annotated else kind
