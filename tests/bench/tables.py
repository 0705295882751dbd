"""What is counted and made again: the tables of a year, the law, the rights, the projections."""

import os
import time
from typing import Any

from tests.bench.pages import between
from tests.bench.timing import Found, Job, beside, timed, told

from opennrm.access.models import CaseAccess
from opennrm.cases.spine import editions
from opennrm.cases.spine.reads import rights_of
from opennrm.cases.spine.status import status
from opennrm.countries.load import countries, profile_from_text, profile_text
from opennrm.journal import clock, places, replay
from opennrm.statistics import reads
from opennrm.statistics.definition import definitions
from opennrm.statistics.period import Period

ROWS, TIMES = 1000, 10


def counted(bare: Job, year: Period, found: dict[str, Found]) -> None:
    """Every table of a year: now, and as it stood half the journal ago."""
    profile, last = editions.today(), places.last()
    for name, position in (("all tables of a year", last), ("all tables of a year, as at half of the journal", last // 2)):
        times, beside_it = between(bare, TIMES, lambda at=position: reads.tables(definitions(), profile, year, at))
        found[f"{name}: p50 / p95 · p95 against the bare view"] = beside(times, beside_it)


def law(found: dict[str, Found]) -> None:
    """All profiles read anew, and how a thousand rights stand today: rows that were stored, no facts read."""
    began = time.perf_counter()
    read = [profile_from_text(country, profile_text(country)) for country in countries()]
    found["all profiles, read from their files"] = Found(f"{(time.perf_counter() - began) * 1000:.0f} ms ({len(read)})")
    rows: list[Any] = []
    for case in CaseAccess.objects.order_by("case_id").values_list("case_id", flat=True).distinct().iterator():
        rows += rights_of(case)
        if len(rows) >= ROWS:
            break
    on, asked = clock.now().date(), rows[:ROWS]
    found["status of 1,000 stored rights, p50 / p95"] = Found(told([timed(lambda: [status(row, on) for row in asked]) for _ in range(200)]))


def made_again(found: dict[str, Found]) -> None:
    """Every projection dropped and made again, by a process for each core; and what that took of the cores, whoever else used them."""
    events, cores, before = replay.size(), os.cpu_count() or 1, _worked()
    took = timed(lambda: replay.rebuild(at_once=cores)) / 1000
    worked = _worked() - before
    found["all projections made again, events a second"] = Found(
        f"{events / took:,.0f} ({events:,} in {took:.0f} s, {worked:.0f} s of one core)"
    )


def _worked() -> float:
    """Seconds that a core worked for this process and those that it made."""
    return sum(os.times()[:4])
