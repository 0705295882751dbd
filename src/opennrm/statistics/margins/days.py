"""On which days a case is referred and decided: in the period what margins count, before it what has to come first. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from opennrm.statistics.margins.plan import Decided
from opennrm.statistics.margins.procedure import Procedure
from opennrm.statistics.period import Period

__all__ = ["Course", "Days"]

# How long things take on the average, in days; of an invented country, and only where the period has room for it.
FIRST, FINAL, SINGLE, EARLIER, NO_LONGER = 12, 60, 30, 90, 240
ASKED_WITHIN = 25


@dataclass(frozen=True, slots=True)
class Course:
    """The days of one case."""

    referred_on: date
    decisions: tuple[Decided, ...] = ()

    @property
    def last(self) -> date:
        """The day of the last thing that was decided, or of the referral. Source: issue 12, point 1."""
        return self.decisions[-1].on if self.decisions else self.referred_on


@dataclass(frozen=True, slots=True)
class Days:
    """Draws days for one plan."""

    period: Period
    procedure: Procedure
    draw: Random

    def undecided(self) -> Course:
        """Referred in the period, and not decided in it. Source: issue 12, point 1."""
        return Course(self.period.start + timedelta(self.draw.randrange(self._length - 1)))

    def first(self, *, positive: bool) -> Course:
        """Referred in the period, with a first decision in it. Source: issue 12, point 1."""
        wait = self._wait(FIRST, self._length - 1)
        on = self._referred(wait)
        return Course(on, (Decided("rg", on + timedelta(wait), positive),))

    def final(self, *, positive: bool, region: str) -> Course:
        """Referred in the period, and finally decided in it. Source: issue 12, point 1."""
        if not self.procedure.has_first:
            wait = self._wait(SINGLE, self._length - 1)
            on = self._referred(wait)
            return Course(on, (Decided("cg", on + timedelta(wait), positive),))
        recovery = self.procedure.longest_recovery if not region else self._recovery(region)
        room = self._length - 2 - recovery
        wait = self._wait(FIRST, room)
        more = recovery + self._wait(FINAL, room - wait + 1)
        on = self._referred(wait + more)
        first = on + timedelta(wait)
        return Course(on, (Decided("rg", first, True), Decided("cg", first + timedelta(more), positive)))

    def late_first(self, *, positive: bool) -> Course:
        """Referred before the period, with a first decision early in it. Source: issue 12, point 1."""
        on = self.period.start + timedelta(self._wait(FIRST, self._length) - 1)
        return Course(self.period.start - timedelta(self._wait(FIRST, NO_LONGER)), (Decided("rg", on, positive),))

    def late_final(self, *, positive: bool, region: str) -> Course:
        """Referred before the period, and with a first decision before it, finally decided in it. Source: issue 12, point 1."""
        on = self.period.start + timedelta(self.draw.randrange(self._length))
        last = Decided("cg", on, positive)
        if not self.procedure.has_first:
            return Course(self.period.start - timedelta(self._wait(SINGLE, NO_LONGER)), (last,))
        recovery = self._recovery(region) if region else self.procedure.longest_recovery
        latest = min(self.period.start, on - timedelta(recovery))
        first = latest - timedelta(self._wait(EARLIER, NO_LONGER))
        return Course(first - timedelta(self._wait(FIRST, NO_LONGER)), (Decided("rg", first, True), last))

    def after(self, course: Course) -> date:
        """A day on which something else is done after all of it, in the period and soon. Source: issue 12, point 1."""
        room = (self.period.end - course.last).days - 1
        return course.last + timedelta(self._wait(ASKED_WITHIN / 2, min(room, ASKED_WITHIN))) if room > 0 else course.last

    @property
    def _length(self) -> int:
        return (self.period.end - self.period.start).days

    def _recovery(self, region: str) -> int:
        """The longest of those that hold at both ends of the period: a law may change within it."""
        ends = (self.period.start, self.period.end - timedelta(1), self.period.start - timedelta(NO_LONGER))
        return max(self.procedure.recovery(on, region) for on in ends)

    def _referred(self, wait: int) -> date:
        return self.period.start + timedelta(self.draw.randrange(self._length - wait))

    def _wait(self, mean: float, most: int) -> int:
        """A wait of one day at least."""
        return min(1 + int(self.draw.expovariate(1 / mean)), max(most, 1))
