"""How the files of a source document are read: strict, with file, line and column of every mistake. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import TypeVar

from opennrm.programme import typed
from opennrm.programme.record.source import Fact, Record, Source, lines_of, sourced
from opennrm.standards.reading import Document, Path, Problem
from opennrm.standards.shape import Row, one_row, refuse, rows

__all__ = ["FOLDER", "documents", "read", "record"]

FOLDER = "programme/record/data"
SOURCE, FACTS = "source.yaml", "facts.yaml"
FILES: Mapping[str, type[typed.Typed]] = {
    "bodies.yaml": typed.Body,
    "aims.yaml": typed.Aim,
    "materials.yaml": typed.Material,
    "activities": typed.Activity,
    "interventions.yaml": typed.Intervention,
    "promises.yaml": typed.Promise,
}
# Which field of which row holds the key of what.
REFERS: Mapping[str, type[typed.Typed]] = {
    **dict.fromkeys(("body", "within", "authors", "publishers", "supported_by", "addressee", "signed_with"), typed.Body),
    "aims": typed.Aim,
    "materials": typed.Material,
    **dict.fromkeys(("to", "answered_by"), typed.Activity),
}
Found = tuple[Document, Path, Row]
Kind = TypeVar("Kind", bound=Row)


@cache
def record(name: str) -> Record:
    """A document that ships, by its id. Raises Misread with each mistake at its place. Source: issue 13, point 8."""
    return read(name, documents(name))


def documents(name: str) -> dict[str, str]:
    """The text of each of its files, by the name within its folder. Source: issue 13, point 8."""
    folder = files("opennrm.programme.record") / "data" / name
    texts = {file.name: file.read_text(encoding="utf-8") for file in folder.iterdir() if file.is_file()}
    parts = {f"activities/{file.name}": file.read_text(encoding="utf-8") for file in (folder / "activities").iterdir()}
    return dict(sorted({**texts, **parts}.items()))


def read(name: str, texts: Mapping[str, str]) -> Record:
    """The record that these files are. Raises Misread with each mistake at its place. Source: issue 13, point 8."""
    opened = {file: Document.read(f"{FOLDER}/{name}/{file}", text) for file, text in texts.items() if file.endswith(".yaml")}
    source = one_row(opened[SOURCE], Source, opened[SOURCE].data, ())
    found = {file: _rows(opened, file, kind) for file, kind in FILES.items()}
    facts = _rows(opened, FACTS, Fact)
    _refuse_what_does_not_hold(source, [one for rows_of in found.values() for one in rows_of], facts)
    return Record(
        source,
        _only(typed.Body, found["bodies.yaml"]),
        _only(typed.Aim, found["aims.yaml"]),
        _only(typed.Material, found["materials.yaml"]),
        _only(typed.Activity, found["activities"]),
        _only(typed.Intervention, found["interventions.yaml"]),
        _only(typed.Promise, found["promises.yaml"]),
        _only(Fact, facts),
    )


def _rows(opened: Mapping[str, Document], file: str, kind: type[Kind]) -> list[Found]:
    ours = [document for name, document in opened.items() if name == file or name.startswith(f"{file}/")]
    return [(document, (n,), row) for document in ours for n, row in enumerate(rows(document, kind, document.data))]


def _only(kind: type[Kind], found: Iterable[Found]) -> tuple[Kind, ...]:
    return tuple(row for _, _, row in found if isinstance(row, kind))


def _refuse_what_does_not_hold(source: Source, found: Collection[Found], facts: Collection[Found]) -> None:
    everything = [one for row in found for one in _with_parts(row)]
    keys: dict[type[Row], set[str]] = {kind: {row.key for _, _, row in everything if isinstance(row, kind)} for kind in FILES.values()}
    every = {row.key for _, _, row in everything if isinstance(row, typed.Typed)}
    wrong = [problem for row in found for problem in _unknown(row, keys)]
    wrong += [problem for row in everything for problem in _outside(row, source)]
    wrong += [problem for row in facts for problem in _no_fact(row, source, every)]
    keyed = [(document, path, row.key) for document, path, row in everything if isinstance(row, typed.Typed)]
    seen = Counter(key for _, _, key in keyed)
    wrong += [document.problem(path, f"key {key} is there twice", "each stands once") for document, path, key in keyed if seen[key] > 1]
    refuse(wrong)


def _with_parts(found: Found) -> Iterator[Found]:
    document, path, row = found
    yield found
    if isinstance(row, typed.Activity):
        for field in ("outcomes", "findings"):
            yield from ((document, (*path, field, n), one) for n, one in enumerate(getattr(row, field)))


def _unknown(found: Found, keys: Mapping[type[Row], set[str]]) -> Iterator[Problem]:
    document, path, row = found
    for where, kind, key in _named(row, path):
        if key not in keys[kind]:
            yield document.problem(where, f"there is no {kind.__name__.lower()} {key}", "write the key of one that is in these files")


def _named(row: Row, path: Path) -> Iterator[tuple[Path, type[Row], str]]:
    for name, value in row:
        values = value if isinstance(value, tuple) else (value,)
        for n, one in enumerate(values):
            where = (*path, name, n) if isinstance(value, tuple) else (*path, name)
            if isinstance(one, Row):
                yield from _named(one, where)
            elif one and name in REFERS:
                yield where, REFERS[name], one


def _outside(found: Found, source: Source) -> Iterator[Problem]:
    document, path, row = found
    if isinstance(row, typed.Typed) and not sourced(row, source.id) & source.saying():
        yield document.problem(
            (*path, "sources"), f"{row.key} rests on no line of {source.id} that says something", f"write lines from 1 to {source.lines}"
        )


def _no_fact(found: Found, source: Source, keys: set[str]) -> Iterator[Problem]:
    document, path, fact = found
    if not isinstance(fact, Fact):
        return
    if not set(lines_of(fact.lines)) <= set(range(1, source.lines + 1)):
        yield document.problem((*path, "lines"), f"there are no lines {fact.lines}", f"write lines from 1 to {source.lines}")
    for n, key in enumerate(fact.by):
        if key not in keys:
            yield document.problem((*path, "by", n), f"nothing is recorded under {key}", "write the key of a record of these files")
