"""The procedure as a picture: a Mermaid diagram of the states and the ways between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from opennrm.countries.profile import Profile

__all__ = ["mermaid"]


def mermaid(profile: Profile, on: date) -> str:
    """A state diagram of the ways that the law knows on `on`, one line per pair of states. Source: house-style 3.4."""
    return "\n".join(_lines(profile, on))


def _lines(profile: Profile, on: date) -> Iterator[str]:
    yield "stateDiagram-v2"
    yield from (f"    {state.id}: {_plain(str(state.label))}" for state in profile.states)
    yield f"    [*] --> {profile.start}"
    for (origin, to), events in _ways(profile, on).items():
        yield f"    {origin} --> {to}: {' / '.join(_plain(str(profile.events[event].label)) for event in events)}"
    yield from (f"    {state.id} --> [*]" for state in profile.states if state.end)


def _ways(profile: Profile, on: date) -> dict[tuple[str, str], list[str]]:
    ways: dict[tuple[str, str], list[str]] = {}
    for row in profile.transitions:
        for origin in row.origins if row.holds_on(on) else ():
            events = ways.setdefault((origin, row.to), [])
            if row.event not in events:
                events.append(row.event)
    return ways


def _plain(text: str) -> str:
    """Without the characters that the diagram's language keeps for itself."""
    return re.sub(r"\s+", " ", re.sub(r"[#\"{}\[\]<>|]", " ", re.sub(r"[:;]", ",", text))).strip()
