"""A YAML text read strictly: one plain meaning for each scalar, every mistake at once, and where each thing stands.

No anchors, tags or merge keys; no key twice; no `no` that might be false, no `012` that might be ten. What is too big or too deep is
refused before it costs anything. The data come as dicts, tuples and scalars. Only the events are the parser's (in C: a tenth of the
time of one in Python); what a scalar means is said here, since the parser's own readers take `no` for false and a key twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from yaml.cyaml import CParser  # type: ignore[attr-defined]  # its stub does not say so
from yaml.error import MarkedYAMLError
from yaml.events import (
    AliasEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
)

from opennrm.standards.reading import Misread, Path, Problem, dotted

__all__ = ["LONGEST", "Sheet"]

LONGEST = 96_000  # characters, half as much again as the longest profile, which holds a whole form; the densest are read in under a second
DEEPEST = 16

_UNSURE = {"yes", "no", "on", "off"}
_FIXED = {"": None, "~": None, "null": None, "true": True, "false": False}
_WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,8})")
_OTHER_NUMBER = re.compile(
    r"[-+]?(\.?[0-9][0-9_]*(\.[0-9_]*)?(e[-+]?[0-9]+)?|0[xob][0-9a-f_]+|\.(inf|nan)|[0-9]+(:[0-9]+)+)", re.IGNORECASE
)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}")
_NOT_ALLOWED = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SKIPPED = object()


@dataclass(frozen=True)
class Sheet:
    """A text that was read: its data, and the line and column (from 1) of each key and value. Source: law-as-data 6."""

    file: str
    data: Any = field(repr=False)
    values: dict[Path, tuple[int, int]] = field(repr=False)
    keys: dict[Path, tuple[int, int]] = field(repr=False)

    @classmethod
    def read(cls, file: str, text: str) -> Sheet:
        """Read `text`; raises Misread with every mistake found. Source: hostile-tests INJ-03; design 6."""
        return _Reading(file, text).sheet()

    def position(self, path: Path, *, key: bool = False) -> tuple[int, int]:
        """Where the value (or its key) at `path` stands; the nearest thing above it that exists, when it does not. Source: design 6."""
        if key and path in self.keys:
            return self.keys[path]
        for length in range(len(path), -1, -1):
            if path[:length] in self.values:
                return self.values[path[:length]]
        return 1, 1

    def problem(self, path: Path, says: str, right: str, *, key: bool = False) -> Problem:
        """A mistake at `path` with its position. Source: design 6."""
        line, column = self.position(path, key=key)
        return Problem(self.file, line, column, dotted(path), says, right)


class _Reading:
    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self.values: dict[Path, tuple[int, int]] = {}
        self.keys: dict[Path, tuple[int, int]] = {}
        self.problems: list[Problem] = []

    def sheet(self) -> Sheet:
        data = self._whole()
        if self.problems:
            raise Misread(self.problems)
        return Sheet(self.file, data, self.values, self.keys)

    def _whole(self) -> Any:
        if len(self.text) > LONGEST:
            self._say(_where(self.text, LONGEST), (), f"the file has {len(self.text):,} characters", f"keep it under {LONGEST:,}")
            return None
        if odd := _NOT_ALLOWED.search(self.text):
            says = "there is a character here that YAML does not allow"
            self._say(_where(self.text, odd.start()), (), says, "take it out, or write it as an escape in quotes")
            return None
        try:
            return self._documents(_events(self.text))
        except MarkedYAMLError as wrong:
            mark = wrong.problem_mark or wrong.context_mark
            at = (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)
            self._say(at, (), f"this is no YAML: {wrong.problem or wrong.context}", "look at this line and the one above it")
        except _TooDeep:
            pass
        return None

    def _documents(self, events: Iterator[Event]) -> Any:
        data: Any = None
        seen = 0
        for event in events:
            if isinstance(event, DocumentStartEvent):
                seen += 1
                if seen > 1 or event.version or event.tags:
                    self._say(_at(event), (), "a second document or a directive", "one file holds one document and no % lines")
            elif isinstance(event, NodeEvent):
                data = self._node(event, events, ())
        return data

    def _node(self, event: NodeEvent, events: Iterator[Event], path: Path) -> Any:
        self.values[path] = _at(event)
        self._plain_node(event, path)
        if isinstance(event, AliasEvent):
            return None
        if isinstance(event, ScalarEvent):
            return self._scalar(event, path)
        if len(path) >= DEEPEST:
            self._say(_at(event), path[:3], f"nested more than {DEEPEST} deep", "fewer levels suffice; look for a bracket left open")
            raise _TooDeep
        return self._mapping(events, path) if isinstance(event, MappingStartEvent) else self._sequence(events, path)

    def _plain_node(self, event: NodeEvent, path: Path) -> None:
        if isinstance(event, AliasEvent) or event.anchor is not None:
            self._say(_at(event), path, "an anchor or an alias", "write the value out where it is needed: each value has its own source")
        tag = getattr(event, "tag", None)
        if tag is not None and (isinstance(event, ScalarEvent | CollectionStartEvent)):
            self._say(_at(event), path, f"a tag, {tag}", "write plain data without tags; a text goes into quotes")

    def _sequence(self, events: Iterator[Event], path: Path) -> tuple[Any, ...]:
        items: list[Any] = []
        while not isinstance(event := next(events), SequenceEndEvent):
            assert isinstance(event, NodeEvent)
            items.append(self._node(event, events, (*path, len(items))))
        return tuple(items)

    def _mapping(self, events: Iterator[Event], path: Path) -> dict[Any, Any]:
        items: dict[Any, Any] = {}
        while not isinstance(event := next(events), MappingEndEvent):
            assert isinstance(event, NodeEvent)
            key = self._key(event, events, path, items)
            self.keys.setdefault((*path, key), _at(event))
            value = self._node(_node_event(events), events, (*path, key) if key not in items else (*path, f"{key} (again)"))
            if key is not _SKIPPED:
                items.setdefault(key, value)
        return items

    def _key(self, event: NodeEvent, events: Iterator[Event], path: Path, items: dict[Any, Any]) -> Any:
        key = self._node(event, events, (*path, "(key)"))
        if not isinstance(event, ScalarEvent):
            self._say(_at(event), path, "a key that is no plain word", "keys are words or dates; look for a bracket that should be quoted")
            return _SKIPPED
        if event.value == "<<":
            self._say(_at(event), path, "a merge key", "write the values out: each value has its own source")
        elif key in items:
            first = self.keys[(*path, key)][0]
            self._say(_at(event), (*path, key), f"the key {key} stands here a second time", f"keep one; the first is on line {first}")
        return key if not isinstance(key, tuple | dict) else _SKIPPED

    def _scalar(self, event: ScalarEvent, path: Path) -> Any:
        text = str(event.value)
        if event.style:
            return text
        if text in _FIXED:
            return _FIXED[text]
        if _WHOLE.fullmatch(text):
            return int(text)
        if _DATE.fullmatch(text) or _INSTANT.fullmatch(text):
            return self._moment(text, event, path)
        self._sure(text, event, path)
        return text

    def _moment(self, text: str, event: ScalarEvent, path: Path) -> date | datetime | str:
        try:
            return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
        except ValueError as wrong:
            self._say(_at(event), path, f"{text} is no day: {wrong}", "write a day of the calendar as 2026-03-01")
            return text

    def _sure(self, text: str, event: ScalarEvent, path: Path) -> None:
        lower, quoted = text.lower(), f'or "{text}" in quotes if it is text'
        if lower in _UNSURE:
            self._say(_at(event), path, f"{text} is text to some readers and true or false to others", f"write true or false, {quoted}")
        elif lower in _FIXED:
            self._say(_at(event), path, f"{text} is not in small letters", f"write {lower}, {quoted}")
        elif _OTHER_NUMBER.fullmatch(text):
            self._say(_at(event), path, f"{text} is a number that readers take differently", f"write a whole number as 12, {quoted}")

    def _say(self, at: tuple[int, int], path: Path, says: str, right: str) -> None:
        self.problems.append(Problem(self.file, *at, dotted(path), says, right))


class _TooDeep(Exception):
    pass


def _events(text: str) -> Iterator[Event]:
    parser = CParser(text)
    while parser.check_event():
        event = parser.get_event()
        assert event is not None, "there is one, as was asked before"
        yield event


def _node_event(events: Iterator[Event]) -> NodeEvent:
    event = next(events)
    assert isinstance(event, NodeEvent)
    return event


def _at(event: Event) -> tuple[int, int]:
    mark = event.start_mark
    assert mark is not None, "whatever the parser reads has a place"
    return mark.line + 1, mark.column + 1


def _where(text: str, index: int) -> tuple[int, int]:
    before = text[:index]
    return before.count("\n") + 1, index - (before.rfind("\n") + 1) + 1
