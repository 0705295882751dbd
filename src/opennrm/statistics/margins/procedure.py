"""What a country's procedure lets become of a case that was referred, and how long it has to wait: read off its profile. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from opennrm.countries.dated import Given, fits
from opennrm.countries.profile import Duration, Profile

__all__ = ["Procedure", "procedure_of"]

AFTER_THE_FIRST = "decision:rg=positive"
LONGEST_MONTH = 31


@dataclass(frozen=True, slots=True)
class Procedure:
    """Which steps there are: statuses by what became of a case, and where it may rest, be left or be looked at again.

    `statuses`: by fate (`undecided`, `presumed`, `refused_first`, `identified`, `refused`, `withdrawn`); a fate that is not in it cannot
    be. `rests`: the fates in which a case may be suspended, `asks`: those after which a person may ask that it is looked at again.
    """

    profile: Profile
    statuses: Mapping[str, str]
    rests: frozenset[str]
    asks: frozenset[str]

    @property
    def has_first(self) -> bool:
        """Whether a first decision comes before the final one. Source: profile, events."""
        return "presumed" in self.statuses

    def recovery(self, on: date, region: str = "") -> int:
        """The days after a positive first decision of `on` in which nothing is decided: the longest that may hold, where none answers the
        longest of all. Source: profile, clock reflection.
        """
        clock = self.profile.clocks.get("reflection")
        if clock is None or AFTER_THE_FIRST not in clock.starts_on or not self.has_first:
            return 0
        known = {"region": region} if region else {}
        holding = [one for one in clock.values if one.holds_on(on) and fits(one.when, known) is not False]
        return _longest(one.answer() for one in holding) or _longest(clock.answers())

    @property
    def longest_recovery(self) -> int:
        """The longest recovery that the profile knows. Source: profile, clock reflection."""
        clock = self.profile.clocks.get("reflection")
        return _longest(clock.answers()) if clock and AFTER_THE_FIRST in clock.starts_on and self.has_first else 0


def _longest(answers: Iterable[object]) -> int:
    lengths = [one.value for one in answers if isinstance(one, Given) and isinstance(one.value, Duration)]
    return max((one.n * (LONGEST_MONTH if one.unit == "months" else 1) for one in lengths if one.unit != "hours"), default=0)


def procedure_of(profile: Profile) -> Procedure:
    """What the transitions of a profile allow. Source: profile, transitions."""
    referred = _to(profile, "refer")
    where = {
        "undecided": referred,
        "presumed": _to(profile, "rg.positive"),
        "refused_first": _to(profile, "rg.negative"),
        "identified": _to(profile, "cg.positive"),
        "refused": _to(profile, "cg.negative"),
        "withdrawn": _to(profile, "withdraw", referred),
    }
    status = {one.id: one.status for one in profile.states}
    statuses = {fate: status[min(states)] for fate, states in where.items() if states}

    def keeps(does: str, fate: str) -> bool:
        """Whether the step leads on from there and leaves the status as it is."""
        leads = _to(profile, does, where[fate]) if where[fate] else frozenset()
        return bool(leads) and all(status[state] == statuses[fate] for state in leads)

    rests = frozenset(fate for fate in ("undecided", "presumed") if keeps("suspend", fate))
    asks = frozenset(fate for fate in ("refused_first", "refused") if keeps("reconsider.ask", fate))
    return Procedure(profile, statuses, rests, asks)


def _to(profile: Profile, does: str, origins: frozenset[str] | None = None) -> frozenset[str]:
    """The states to which a step leads, from some states or from any."""
    steps = [row for row in profile.transitions if profile.events[row.event].does == does]
    return frozenset(row.to for row in steps if origins is None or origins & set(row.origins))
