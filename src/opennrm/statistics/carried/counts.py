"""What the figures of the morning count of a year: whole, or of what was touched alone. Small numbers are still in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from opennrm.cases.spine.status import StatusCode
from opennrm.cases.spine.status_sql import columns, late_case, status_case
from opennrm.countries.profile import Profile
from opennrm.journal.models import Installation
from opennrm.standards.load import law
from opennrm.statistics import owed_reads, way_reads
from opennrm.statistics.owed import Owed
from opennrm.statistics.period import Period
from opennrm.statistics.survival import Waited
from opennrm.statistics.tables import Group
from opennrm.statistics.touched import Touched

__all__ = ["Counts", "Holes", "basis", "holes", "of_morning"]

MADE = 1  # of what is counted, and how it is kept: what was kept otherwise is counted anew
OWED, WAITED, BEFORE = "owed", "waited", "before"
UNAVAILABLE, NOT_STARTED = "unavailable", "not_started"
CODES = {"way": ("month", "stage", "ended"), "help": ("month", "help"), BEFORE: ("month",), "month": ("month",)}
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many stand alike of a year, by what it is that is counted and by its codes."""

    found: Counter[Key]

    def owed(self) -> list[Owed]:
        """The rights that fell due."""
        return [Owed(right, month, StatusCode(code), late == "late", n) for (right, month, code, late), n in self._of(OWED)]

    def groups(self, what: str) -> list[Group]:
        """The people or referrals of one kind (`CODES`)."""
        return [_group(what, key, n) for key, n in self._of(what)]

    def waits(self, on: date) -> list[Waited]:
        """How long each waited, until `on` who waits still."""
        return list(way_reads.waits_until(on, Counter({(how, told): n for (how, told), n in self._of(WAITED)})))

    def _of(self, what: str) -> Iterator[tuple[Key, int]]:
        yield from ((key[1:], n) for key, n in sorted(self.found.items()) if key[0] == what and n)


@dataclass(frozen=True, slots=True)
class Holes:
    """How many rights stand as not to be had, by right, and how many open ones wait for a clock that nothing has started, by clock."""

    found: Counter[Key]

    @property
    def unavailable(self) -> Counter[str]:
        """By right. Source: statistics, safe release."""
        return self._of(UNAVAILABLE)

    @property
    def not_started(self) -> Counter[str]:
        """By clock. Source: design 6, three kinds of silence."""
        return self._of(NOT_STARTED)

    def _of(self, what: str) -> Counter[str]:
        return Counter({key[1]: n for key, n in self.found.items() if key[0] == what and n})


def holes(position: int, on: date, among: Touched | None) -> Counter[Key]:
    """What is not to be had, and which clocks wait, as recorded at a position. Source: design 6."""
    found: Counter[Key] = Counter({(UNAVAILABLE, right): n for right, n in owed_reads.unavailable(position, on, among)})
    found.update({(NOT_STARTED, clock): n for clock, n in owed_reads.not_started(position, among)})
    return found


def of_morning(profile: Profile, year: Period, position: int, on: date, among: Touched | None) -> Counter[Key]:
    """The figures of a year as recorded at a position, by the end of `on`. Source: issue 12, point 5."""
    found: Counter[Key] = Counter()
    for one in owed_reads.fell_due(year, position, on, among):
        found[OWED, one.entitlement, one.month, one.status.value, "late" * one.late] += one.n
    for key, n in way_reads.waited(profile, year, position, on, among).items():
        found[WAITED, *key] += n
    groups = {
        "way": way_reads.came(profile, year, position, among),
        "help": way_reads.helped(profile, year, position, on, among),
        "month": way_reads.by_month(year, position, among),
        BEFORE: way_reads.by_month(Period.year(year.start.year - 1), position, among),
    }
    for what, rows in groups.items():
        for row in rows:
            found[what, *(row.codes[code] for code in CODES[what])] += row.n
    return found


def _group(what: str, key: Key, n: int) -> Group:
    codes = dict(zip(CODES[what], key, strict=True))
    month = int(codes["month"])
    quarter = {"quarter": f"q{(month + 2) // 3}", "month_of_quarter": str((month - 1) % 3 + 1)} if codes.keys() == {"month"} else {}
    return Group({**quarter, **codes}, n)


def basis(profile: Profile) -> str:
    """What tells counts that go on from one another: the same questions, law and installation."""
    here = Installation.current()
    asked = (MADE, here and here.created_at, profile.edition, columns(), status_case(), late_case(), sorted(law().entitlements))
    return sha256(repr(asked).encode()).hexdigest()
