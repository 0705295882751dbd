"""Every name in a profile that points to something else, and whether that exists: read off the raw data, so that all show at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from opennrm.countries.dated import ATTRIBUTES
from opennrm.countries.facts import Asked
from opennrm.countries.guards import GUARDS
from opennrm.countries.sheet import Sheet
from opennrm.standards.load import law, wrong_fact
from opennrm.standards.mistakes import nearest
from opennrm.standards.reading import Path, Problem

__all__ = ["reference_problems"]

# Where names stand: `*` is any key or place. A list may be written as its only item.
PLACES: Mapping[str, str] = {
    "start": "state",
    "transitions.*.from.*": "state",
    "transitions.*.to": "state",
    "transitions.*.event": "event",
    "transitions.*.guards.*.guard": "guard",
    "states.*.owner": "party",
    "deciders.*.values.*.value.bodies.*": "party",
    "reviews.*.values.*.value.by": "party",
    "referrers.values.*.value.*": "party",
    "police_routing.values.*.value.forces.*": "party",
    "police_routing.values.*.value.recorded_after.*": "fact",
    "consent.*.recipient": "party",
    "cooperation_tracks.*": "track",
    "events.*.records": "fact",
    "clocks.*.starts_on.*": "fact",
    "clocks.*.extends_until.*": "fact",
    "clocks.*.suspended_by.*": "fact",
    "early_ends.*.period": "clock",
    "early_ends.*.all_of.*": "fact",
    "entitlements.*.id.*": "entitlement",
    "entitlements.*.clock": "clock",
    "entitlements.*.opens_on.*": "fact",
    "entitlements.*.ends_on.*": "fact",
    "clauses.*.carries.*": "entitlement",
    "own.*.clauses.*": "clause",
    "own.*.period": "clock",
    "own.*.opens_on.*": "fact",
    "own.*.ends_on.*": "fact",
    "own.*.met_by.*": "fact",
    "own.*.breached_by.*": "fact",
    "instruments.*(key)": "instrument",
    "holidays.add.*.regions.*": "region",
    "holidays.drop.*.regions.*": "region",
}
NAMED_BY = {  # which names may stand after the colon of a fact
    "decision": "decision",
    "notified": "decision",
    "consent": "consent",
    "asked": "party",
    "reviewed": "party",
    "period": "clock",
    "period.length": "clock",
    "period.refused": "clock",
    "given": "thing",
    "declined": "thing",
    "unavailable": "thing",
    "withheld": "thing",
}
VALUED_BY = {"state": "state", "region": "region", "track": "track", "basis": "basis"}


def reference_problems(sheet: Sheet) -> Iterator[Problem]:
    """A problem for every name that points nowhere, and for ids that stand twice. Source: law-as-data 6; house-style 3.4."""
    references = _References(sheet.data)
    for path, node in _nodes(sheet.data, ()):
        for at, found in references.wrong(path, node):
            yield sheet.problem(at, found.says, found.right, key=found.key)
    for section, key in (("states", "id"), ("own", "id")):
        yield from _twice(sheet, section, key)


@dataclass(frozen=True, slots=True)
class _Wrong:
    says: str
    right: str
    key: bool = False


class _References:
    def __init__(self, data: Any) -> None:
        self.data = data if isinstance(data, dict) else {}

    @cached_property
    def known(self) -> Mapping[str, tuple[str, ...]]:
        """What exists, by kind of name."""
        own = [row for row in self._rows("own") if isinstance(row.get("id"), str)]
        entitlements = law().entitlements
        return {
            "state": tuple(row["id"] for row in self._rows("states") if isinstance(row.get("id"), str)),
            "event": self._keys("events"),
            "party": self._keys("parties"),
            "consent": self._keys("consent"),
            "clock": self._keys("clocks"),
            "review": self._keys("reviews"),
            "decision": self._keys("decisions"),
            "region": self._keys("regions"),
            "track": self._keys("tracks"),
            "basis": self._keys("bases"),
            "period": tuple(dict.fromkeys(row["period"] for row in self._rows("early_ends") if isinstance(row.get("period"), str))),
            "guard": tuple(GUARDS),
            "attribute": tuple(ATTRIBUTES),
            "instrument": (*law().instruments, *self._keys("acts")),
            "clause": (*law().clauses, *self._keys("clauses")),
            "entitlement": (*entitlements, *(row["id"] for row in own)),
            "thing": tuple(filter(None, (*(one.thing for one in entitlements.values()), *(row.get("thing") for row in own)))),
        }

    def wrong(self, path: Path, node: Any) -> Iterator[tuple[Path, _Wrong]]:
        """What is wrong with the names that stand at `path`."""
        kind = PLACES.get(_general(path)) or PLACES.get(_general(path) + ".*")
        if kind is not None and isinstance(node, str):
            yield from ((path, found) for found in self.name(kind, node))
        if path == ("instruments",) and isinstance(node, dict):
            yield from (((*path, key), found) for key in node for found in self.name("instrument", key, key=True))
        if path and path[-1] == "when" and isinstance(node, dict):
            yield from self._when(path, node)
        if len(path) >= 2 and path[-2] == "guards" and isinstance(node, dict):
            yield from self._guard(path, node)

    def name(self, kind: str, name: Any, *, key: bool = False) -> Iterator[_Wrong]:
        """What is wrong with one name of a kind."""
        if kind == "fact":
            yield from self._fact(name)
        elif name not in self.known[kind]:
            yield _Wrong(f"unknown {kind} {name}", nearest(name, self.known[kind], kind), key)

    def _fact(self, text: str) -> Iterator[_Wrong]:
        facts = law().facts
        says = wrong_fact(facts, text)
        name = text.partition(":")[0].partition("=")[0]
        if says is None:
            yield from self._parts(Asked.parse(text))
        elif name in facts:
            yield _Wrong(says, f"{name}: {facts[name].means}")
        else:
            yield _Wrong(f"unknown fact {text}", nearest(name, tuple(facts), "fact"))

    def _parts(self, asked: Asked) -> Iterator[_Wrong]:
        for kind, name in ((NAMED_BY.get(asked.name), asked.qualifier), (VALUED_BY.get(asked.name), asked.value)):
            if kind is not None and name is not None and name not in self.known[kind]:
                yield _Wrong(f"unknown {kind} {name} in {asked}", nearest(name, self.known[kind], kind))

    def _when(self, path: Path, node: dict[Any, Any]) -> Iterator[tuple[Path, _Wrong]]:
        for name, wanted in node.items():
            at = (*path, name)
            if name not in ATTRIBUTES:
                yield at, _Wrong(f"unknown attribute {name}", nearest(name, tuple(ATTRIBUTES), "attribute"), key=True)
                continue
            values = ATTRIBUTES[name] or self.known[name]
            for where, value in _each(at, wanted):
                if value not in values:
                    yield where, _Wrong(f"{name} is never {value}", nearest(value, values, f"value of {name}"))

    def _guard(self, path: Path, node: dict[Any, Any]) -> Iterator[tuple[Path, _Wrong]]:
        guard = GUARDS.get(str(node.get("guard")))
        given_args = node.get("args")
        args: dict[Any, Any] = given_args if isinstance(given_args, dict) else {}
        if guard is None:
            return
        for name, kind in guard.takes.items():
            if name not in args and not kind.endswith("?"):
                yield path, _Wrong(f"the guard {guard.name} lacks its argument {name}", f"write args: {{{name}: …}}, a name of kind {kind}")
        for name, given in args.items():
            at = (*path, "args", name)
            if name not in guard.takes:
                yield at, _Wrong(f"the guard {guard.name} takes no {name}", f"it takes: {', '.join(guard.takes)}", key=True)
                continue
            kind = guard.takes[name].rstrip("?")
            yield from ((where, found) for where, one in _each(at, given) for found in self.name(kind, one))

    def _rows(self, section: str) -> list[dict[str, Any]]:
        rows = self.data.get(section)
        return [row for row in rows if isinstance(row, dict)] if isinstance(rows, tuple) else []

    def _keys(self, section: str) -> tuple[str, ...]:
        rows = self.data.get(section)
        return tuple(rows) if isinstance(rows, dict) else ()


def _each(path: Path, given: Any) -> Iterator[tuple[Path, Any]]:
    """Each item of a list with its place; what stands alone is its own list."""
    if isinstance(given, tuple):
        yield from (((*path, place), one) for place, one in enumerate(given))
    else:
        yield path, given


_NAMED_SECTIONS = {"clauses", "deciders", "reviews", "consent", "clocks", "events", "tests", "instruments", "parties"}


def _general(path: Path) -> str:
    parts = ("*" if isinstance(part, int) or (place == 1 and path[0] in _NAMED_SECTIONS) else str(part) for place, part in enumerate(path))
    return ".".join(parts)


def _nodes(node: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    yield path, node
    inside: Iterator[tuple[Any, Any]] = iter(())
    if isinstance(node, dict):
        inside = iter(node.items())
    elif isinstance(node, tuple):
        inside = iter(enumerate(node))
    for key, value in inside:
        yield from _nodes(value, (*path, key))


def _twice(sheet: Sheet, section: str, key: str) -> Iterator[Problem]:
    rows = sheet.data.get(section) if isinstance(sheet.data, dict) else None
    seen: dict[str, int] = {}
    for place, row in enumerate(rows if isinstance(rows, tuple) else ()):
        name = row.get(key) if isinstance(row, dict) else None
        if isinstance(name, str) and name in seen:
            first = sheet.position((section, seen[name]))[0]
            yield sheet.problem((section, place, key), f"{name} stands twice", f"each {key} once; the first is on line {first}")
        elif isinstance(name, str):
            seen[name] = place
