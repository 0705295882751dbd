"""In what two states of the facts of a case differ: frozen parts that are the same object are the same facts, and are not looked at."""

from __future__ import annotations

from collections.abc import Iterator

from opennrm.cases.spine.facts import STAGES, CaseFacts, name_of
from opennrm.countries.facts import Entry

__all__ = ["changed", "fields_changed"]


def fields_changed(before: CaseFacts, after: CaseFacts) -> Iterator[tuple[str, tuple[Entry, ...], tuple[Entry, ...]]]:
    """The fields in which two states of the facts differ, with their entries then and now."""
    for stage in STAGES:
        old, new = getattr(before, stage), getattr(after, stage)
        if old is not new:
            was = vars(old)
            yield from ((name, was[name], entries) for name, entries in vars(new).items() if was[name] is not entries)


def changed(before: CaseFacts, after: CaseFacts) -> frozenset[str]:
    """Under which names something was recorded, ended or taken away between two states, with their qualifiers and without."""
    keys: set[str] = set()
    for field, then, now in fields_changed(before, after):
        name = name_of(field)
        for entry in _differing(then, now):
            keys.update((name, f"{name}:{entry.qualifier}") if entry.qualifier else (name,))
    return frozenset(keys)


def _differing(then: tuple[Entry, ...], now: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """The entries between what both begin with and what both end with."""
    same = 0
    while same < min(len(then), len(now)) and then[same] is now[same]:
        same += 1
    then, now = then[same:], now[same:]
    while then and now and then[-1] is now[-1]:
        then, now = then[:-1], now[:-1]
    return then + now
