"""What is written: whole ways, referrals in bulk and alone, a decision, through the real actions."""

import time
from collections.abc import Callable
from datetime import timedelta

from tests.bench.timing import Found, timed, told

from opennrm.cases.spine import door
from opennrm.journal import clock
from opennrm.portal.demo import background, mechanism, names, walk

BULK, ALONE = 1000, 100
TOGETHER = 250
REFERRAL = ("contact", "inform", "refer")


def recorded(made: mechanism.Mechanism, found: dict[str, Found]) -> None:
    """Contact, signs, consent and referral: in bulk, and one at a time; then a decision on each of the latter."""
    walks = _walks(made)
    began, cpu = time.perf_counter(), time.process_time()
    for first in range(0, BULK, TOGETHER):
        with clock.held(clock.now()), door.batch():
            for one in walks[first : first + TOGETHER]:
                _does(one, *REFERRAL)
    took, cpu = time.perf_counter() - began, time.process_time() - cpu
    found["referrals in bulk, a second · a second of one core (contact, signs, consents, referral: 9 events each)"] = Found(
        f"{BULK / took:.0f} · {BULK / cpu:.0f}"
    )
    single = walks[BULK : BULK + ALONE]
    _alone(found, "a referral alone, p50 / p95 (four transactions)", [lambda one=one: _does(one, *REFERRAL) for one in single])
    _alone(found, "a referral taken up, p50 / p95", [lambda one=one: walk.DOES["accept"](one, *_decider(one)) for one in single])
    _alone(found, "a decision, p50 / p95", [lambda one=one: walk.DOES["grounds"](one, *_decider(one)) for one in single])


def _alone(found: dict[str, Found], name: str, jobs: list[Callable[[], None]]) -> None:
    found[name] = Found(told([timed(job) for job in jobs]))


def _walks(made: mechanism.Mechanism) -> list[walk.Walk]:
    given = mechanism.read("XD")["background"]
    people = {part: given[part] for part in background.PARTS}
    today = clock.now().date()
    rows = background.rows(7, int(1.25 * (BULK + ALONE)), today, today + timedelta(days=2), names.read(), people)
    return [walk.Walk(made, row) for row in rows if any(step["do"] == "refer" for step in row["steps"])]


def _does(one: walk.Walk, *what: str) -> None:
    for step in one.row["steps"]:
        if step["do"] in what:
            walk.DOES[step["do"]](one, one.mechanism.who(step["by"]), step, clock.now().date())


def _decider(one: walk.Walk) -> tuple[object, dict[str, object], object]:
    return one.mechanism.who("Oda Brissen"), {}, clock.now().date()
