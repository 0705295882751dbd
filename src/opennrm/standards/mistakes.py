"""What validation found wrong, in words for whoever writes the file: where it stands, what is wrong, what would be right. Pure."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails, PydanticCustomError

from opennrm.standards.reading import Path

__all__ = ["Mistake", "mistakes", "nearest", "wrong"]

MANY = 24  # more names than this are not listed, the nearest are
SAID = "opennrm"


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake at a place of what was read; `key` where the key is wrong, not what stands behind it. Source: design 6."""

    path: Path
    says: str
    right: str
    key: bool = False


def wrong(says: str, right: str) -> PydanticCustomError:
    """An error for a validator to raise that says what would be right. Source: law-as-data 6."""
    return PydanticCustomError(SAID, "{says}", {"says": says, "right": right})


def nearest(name: object, known: Iterable[str], kind: str) -> str:
    """What would be right instead of `name`: the likeliest, and all that are known where they are few. Source: law-as-data 6."""
    all_known = list(known)
    near = get_close_matches(str(name), all_known, n=3, cutoff=0.6)
    meant = f"did you mean {' or '.join(near)}? " if near else ""
    if not all_known:
        return f"the profile lists no {kind}: add it there first"
    listed = ", ".join(all_known) if len(all_known) <= MANY else f"{len(all_known)} are known, see standards/data or the section above"
    return f"{meant}the {kind}s are: {listed}"


def mistakes(shape: type[BaseModel], data: object, errors: list[ErrorDetails]) -> Iterator[Mistake]:
    """Each of the `errors` that `shape` found in `data`, without what only follows from another. Source: design 6."""
    places = [error["loc"] for error in errors]
    for error in errors:
        loc = error["loc"]
        if error["type"] != "too_short" or not any(len(other) > len(loc) and other[: len(loc)] == loc for other in places):
            yield _mistake(shape, data, error)


def _mistake(shape: type[BaseModel], data: object, error: ErrorDetails) -> Mistake:
    loc = error["loc"]
    if loc and loc[-1] == "[key]":
        known = _expected(error)
        right = nearest(loc[-2], known, "key") if known else _RIGHT.get(error["type"], _RULE)
        return Mistake(_path(data, loc[:-1]), f"unknown key {loc[-2]}", right, key=True)
    at = _path(data, loc)
    if error["type"] in {"missing", "extra_forbidden"}:
        known = tuple(_keys(shape, loc[:-1]))
        if error["type"] == "missing":
            return Mistake(at, f"{at[-1]} is missing", f"write {at[-1]} here; the keys are {', '.join(known)}")
        return Mistake(at, f"unknown key {at[-1]}", nearest(at[-1], known, "key"), key=True)
    return Mistake(at, *_words(error))


def _words(error: ErrorDetails) -> tuple[str, str]:
    given = error.get("input")
    shown = f"{given!r}" if isinstance(given, str | int | bool | float) or given is None else "what stands here"
    if error["type"] == SAID:
        return str(error["ctx"]["says"]), str(error["ctx"]["right"])
    if error["type"] in {"literal_error", "enum"}:
        return f"{shown} is not among the words allowed", nearest(given, _expected(error), "word")
    message = str(error["msg"])
    return f"{shown}: {message[:1].lower()}{message[1:]}", _RIGHT.get(error["type"], _RULE)


def _expected(error: ErrorDetails) -> tuple[str, ...]:
    """The words that a choice allows. Source: none, it reads them from the message."""
    expected = str(error.get("ctx", {}).get("expected", ""))
    return tuple(word.strip(" '") for word in expected.replace(" or ", ",").split(",") if word.strip())


_RULE = "the shape of the file says what may stand here: docs/made, or its JSON schema"
_RIGHT: Mapping[str, str] = {
    "date_type": "write a day without quotes, as 2026-03-01",
    "int_type": "write a whole number without quotes",
    "bool_type": "write true or false",
    "bool_parsing": "write true or false",
    "string_type": "write a text, in quotes where it looks like a number",
    "tuple_type": "write a list, as [one, two]",
    "dict_type": "write a map, as {name: …}",
    "model_type": "write a map, as {name: …}",
    "string_pattern_mismatch": "small letters, digits and underscores, beginning with a letter (country codes: two capitals)",
    "too_short": "write at least one",
    "greater_than_equal": "write a number in the range that makes sense here",
    "less_than_equal": "write a number in the range that makes sense here",
}


def _path(data: Any, loc: Path) -> Path:
    """The place in the file: without the steps that validation adds where one item stands for a list."""
    path: list[int | str] = []
    node = data
    for place, step in enumerate(loc):
        listed = isinstance(node, list | tuple) and isinstance(step, int) and step < len(node)
        if listed or (isinstance(node, Mapping) and step in node):
            node = node[step]
            path.append(step)
        elif place == len(loc) - 1 and isinstance(step, str):
            path.append(step)
    return tuple(path)


def _keys(shape: type[BaseModel], loc: Path) -> Iterator[str]:
    """The keys that may stand in the row at `loc`."""
    kind: Any = shape
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
