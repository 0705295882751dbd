"""Facts as scenarios tell them, and profiles with one thing changed: what the tests of this package are made of."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from opennrm.countries.load import profile_from_text, profile_text
from opennrm.countries.profile import Clock, Profile
from opennrm.countries.scenario import ScenarioFacts, scenarios_from_text

# Seconds of processor time are counted; a run that measures coverage takes several times as many.
SLOWER = 4 if sys.gettrace() is not None else 1


def told(days: Mapping[str, Iterable[str]], zone: str = "UTC") -> ScenarioFacts:
    """The facts of a case, said as a scenario says them."""
    rows = [{"says": "so", "facts": {day: list(facts) for day, facts in days.items()}, "expect": {}}]
    return _facts(json.dumps(rows), zone)


@cache
def _facts(text: str, zone: str) -> ScenarioFacts:
    (scenario,) = scenarios_from_text("XD", text, zone=zone)
    return ScenarioFacts(scenario.facts)


def changed(country: str, *changes: tuple[str, str]) -> str:
    """The text of a profile with each `old` replaced by `new`; every `old` stands there exactly once."""
    text = profile_text(country)
    for old, new in changes:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {country}.yaml"
        text = text.replace(old, new)
    return text


@cache
def with_changes(country: str, *changes: tuple[str, str]) -> Profile:
    """A profile that was loaded with changes."""
    return profile_from_text(country, changed(country, *changes))


def with_clock(profile: Profile, clock: str, **duration: Any) -> Profile:
    """A profile whose clock has one value for all days, and perhaps other facts that hold or extend it."""
    facts = {name: duration.pop(name) for name in ("starts_on", "extends_until", "suspended_by") if name in duration}
    row = {"value": {"kind": "maximum", **duration}, "source": "made for a test"}
    made = Clock.model_validate(
        {"label": {"en": clock}, "governed_by": "start", "starts_on": ("referral.received",), "values": (row,)} | facts
    )
    return profile.model_copy(update={"clocks": {**profile.clocks, clock: made}})
