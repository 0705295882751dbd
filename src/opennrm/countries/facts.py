"""What a profile sees of a case: named facts, each a moment, a span or a standing value, and the questions asked of them.

Every question takes `on` and ignores what happened after it. `on` is a date, or an instant (in the profile's zone) where hours matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Protocol

__all__ = ["Asked", "Entry", "Facts", "day", "first", "happened", "held", "known", "latest", "matching", "running", "spans", "standing"]

ASKED = re.compile(r"(?P<name>[a-z][a-z_]*(?:\.[a-z][a-z_]*)?)(?::(?P<qualifier>[a-z0-9][a-z0-9_.]*))?(?:=(?P<value>[a-zA-Z0-9_-]+))?")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing recorded under a fact's name.

    `on` is the day in the profile's zone, `at` the aware instant where it is known; `until` is the day a span ended (the first day it no
    longer ran); `value` the value of a standing fact or the outcome of a moment; `ground` and `lawful` say why an authority withheld or
    ended; `qualifier` is what stands after the colon; `seq` orders entries of one day. Source: law-as-data 2.
    """

    on: date
    at: datetime | None = None
    until: date | None = None
    value: str | None = None
    ground: str | None = None
    lawful: bool | None = None
    qualifier: str | None = None
    seq: int = 0


class Facts(Protocol):
    """What `countries` may ask of a case: the entries under a name, chronological. Source: docs/architecture.md, Facts."""

    def entries(self, name: str, /) -> tuple[Entry, ...]:
        """Entries under `name`, with or without its qualifier ("decision" gives every decision, "decision:rg" one kind).

        Source: docs/architecture.md, Facts.
        """
        ...


@dataclass(frozen=True, slots=True)
class Asked:
    """A fact as a profile asks for it: `decision:rg=positive` is name, qualifier and value. Source: law-as-data 2."""

    name: str
    qualifier: str | None = None
    value: str | None = None
    key: str = field(init=False, repr=False, compare=False)  # without value: what `Facts.entries` is asked for

    def __post_init__(self) -> None:
        """Make the key once: it is asked for at every right of every case."""
        object.__setattr__(self, "key", f"{self.name}:{self.qualifier}" if self.qualifier else self.name)

    @classmethod
    def parse(cls, text: str) -> Asked:
        """Read `name[:qualifier][=value]`; raises ValueError for anything else. Source: law-as-data 2."""
        return _parsed(text)

    def __str__(self) -> str:
        return f"{self.key}={self.value}" if self.value is not None else self.key


@lru_cache(maxsize=4096)
def _parsed(text: str) -> Asked:
    found = ASKED.fullmatch(text)
    if found is None:
        raise ValueError(f"not a fact: {text!r}; a fact is written name[:qualifier][=value], as decision:rg=positive")
    return Asked(found["name"], found["qualifier"], found["value"])


def _asked(asked: Asked | str) -> Asked:
    return _parsed(asked) if isinstance(asked, str) else asked


def day(on: date | datetime) -> date:
    """The day of a date or of an instant in the profile's zone. Source: docs/architecture.md, Facts."""
    return on.date() if isinstance(on, datetime) else on


def known(entry: Entry, on: date | datetime) -> bool:
    """Whether the entry had happened by `on`; by the instant where both are instants. Source: law-as-data 2."""
    if isinstance(on, datetime) and entry.at is not None:
        return entry.at <= on
    return entry.on <= day(on)


def matching(facts: Facts, asked: Asked | str, on: date | datetime) -> Iterator[Entry]:
    """Entries that match, have happened by `on`, oldest first; a span's end after `on` is not known yet. Source: law-as-data 2."""
    wanted = _asked(asked)
    for entry in facts.entries(wanted.key):
        if (wanted.value is None or entry.value == wanted.value) and known(entry, on):
            yield entry if entry.until is None or entry.until <= day(on) else replace(entry, until=None)


def first(facts: Facts, asked: Asked | str | Iterable[Asked | str], on: date | datetime) -> Entry | None:
    """The earliest matching entry of one fact or of any of several; None when there is none. Source: law-as-data 2."""
    return next(iter(_all(facts, asked, on)), None)


def latest(facts: Facts, asked: Asked | str | Iterable[Asked | str], on: date | datetime) -> Entry | None:
    """The last matching entry of one fact or of any of several: what opens a clock. Source: law-as-data 1, Clock `starts_on`."""
    found = _all(facts, asked, on)
    return found[-1] if found else None


def happened(facts: Facts, asked: Asked | str, on: date | datetime) -> bool:
    """Whether a matching entry exists by `on`, whatever came after it. Source: law-as-data 2."""
    return next(matching(facts, asked, on), None) is not None


def standing(facts: Facts, name: str, on: date | datetime) -> str | None:
    """The value that holds on `on`: that of the last entry; None when nothing was recorded. Source: law-as-data 2."""
    return next((entry.value for entry in reversed(facts.entries(name)) if known(entry, on)), None)


def held(facts: Facts, asked: Asked | str, on: date | datetime) -> bool:
    """Whether a standing fact has the asked value on `on` (any value, when none is asked). Source: law-as-data 2."""
    wanted = _asked(asked)
    value = standing(facts, wanted.key, on)
    return value is not None if wanted.value is None else value == wanted.value


def running(facts: Facts, asked: Asked | str, on: date | datetime) -> Entry | None:
    """The span that runs on `on`, the latest of several; None when none does. Source: law-as-data 2."""
    return next((entry for entry in reversed(_all(facts, asked, on)) if entry.until is None or entry.until > day(on)), None)


def spans(facts: Facts, asked: Asked | str, on: date | datetime) -> tuple[Entry, ...]:
    """Every span begun by `on`, oldest first; one that ends later has no end yet. Source: law-as-data 2."""
    return tuple(matching(facts, asked, on))


def _all(facts: Facts, asked: Asked | str | Iterable[Asked | str], on: date | datetime) -> list[Entry]:
    if isinstance(asked, Asked | str):
        return list(matching(facts, asked, on))
    there = (one for one in asked if facts.entries(_asked(one).key))  # of many that a profile names, few have happened
    return sorted((entry for one in there for entry in matching(facts, one, on)), key=_order)


def _order(entry: Entry) -> tuple[date, int]:
    return (entry.on, entry.seq)
