"""What is written in a country of invented cases: the steps of a small year that comes after all that is recorded, each alone.

They stay: the tables of the years before say what they said.
"""

from collections import defaultdict
from functools import partial

from tests.bench.timing import Found, Job, beside, timed

from opennrm.cases.spine import editions
from opennrm.journal import clock
from opennrm.portal.synth import course, run
from opennrm.statistics.margins.allotted import plan
from opennrm.statistics.margins.plan import Plan
from opennrm.statistics.margins.reading import read

SMALL = """
country: GB
period: {year}
referrals: {{total: 120, sex: {{male: 80, female: 40}}, age_at_exploitation: {{adult: 100, child: 10}}}}
reasonable_grounds: {{total: 110, positive_percent: 90}}
"""
STEPS = {
    "meet": "somebody met, the signs looked at",
    "refer": "a referral with its consents",
    "accept": "a referral taken up",
    "decide": "a first decision",
}


def recorded(bare: Job, found: dict[str, Found]) -> None:
    """Every step in a transaction of its own, with the bare view between."""
    wanted, profile = _plan(), editions.today()
    taking_part = run.taking_part(wanted, profile)
    times: dict[str, list[float]] = defaultdict(list)
    plain: list[float] = []
    for step in course.in_order(wanted, profile.time_zone):
        with clock.held(step.at):
            times[step.does].append(timed(partial(taking_part.do, step)))
            plain.append(timed(bare))
    for does, words in STEPS.items():
        found[f"{words}: p50 / p95 · p95 against the bare view"] = beside(times[does], plain)


def _plan() -> Plan:
    return plan(read("a small year", SMALL.format(year=clock.now().year + 1)), seed=1)
