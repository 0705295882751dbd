"""Invented cases take the steps that a plan says, through the real actions, and a run that was broken off goes on where it was."""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from django.test import Client
from tests.forgetting import forget
from tests.replay.told import Told

from opennrm.cases.spine.models import Case, Counted, Decided
from opennrm.countries.load import load_profile
from opennrm.journal import clock, replay
from opennrm.journal.models import Installation, JournalEvent
from opennrm.mechanism.models import User
from opennrm.portal.synth import course, parts, run
from opennrm.statistics.margins.plan import Decided as ToDecide
from opennrm.statistics.margins.plan import Invented, Plan
from opennrm.statistics.period import Period
from opennrm.vault import provider

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
YEAR = Period.parse("2021")
MARGINS = "a" * 64


def case(number: int, on: str, *decisions: ToDecide, becomes: str = "", becomes_on: str = "", **said: Any) -> Invented:
    """An adult woman who was exploited at work in the country, but for what is said otherwise."""
    known = {"sex": "female", "place": "in_country", "age_at_exploitation": "adult", "age": "adult", "forms": ("labour",)}
    unsaid = {"referrer_kind": "", "competent_authority": "", "nationality": "foreign", "citizenships": (), "region": ""}
    day = date.fromisoformat(becomes_on) if becomes_on else None
    return Invented(
        number=number,
        referred_on=date.fromisoformat(on),
        decisions=decisions,
        becomes=becomes,
        becomes_on=day,
        **{**known, **unsaid, **said},
    )


def decided(stage: str, on: str, *, positive: bool) -> ToDecide:
    return ToDecide(stage, date.fromisoformat(on), positive)


def plan_of(country: str, cases: Iterator[Invented] | list[Invented], notifications: tuple[str, ...] = (), seed: int = 5) -> Plan:
    ordered = tuple(sorted(cases, key=lambda one: one.referred_on))
    return Plan(country, YEAR, seed, ordered, tuple(map(date.fromisoformat, notifications)), {})


TWO_STAGES = [
    case(1, "2020-11-03", decided("rg", "2020-11-06", positive=True), decided("cg", "2021-03-01", positive=True)),
    case(2, "2021-01-11", decided("rg", "2021-01-14", positive=True), sex="male", citizenships=("VN", "RO")),
    case(3, "2021-01-12", decided("rg", "2021-01-12", positive=False), becomes="reconsidered", becomes_on="2021-01-20"),
    case(4, "2021-02-01", decided("rg", "2021-02-05", positive=True), decided("cg", "2021-06-01", positive=False)),
    case(5, "2021-02-02", age="child", age_at_exploitation="child", forms=("criminal", "sexual")),
    case(6, "2021-03-01", age="unknown", age_at_exploitation="unknown", forms=(), place="unknown", sex="unknown"),
    case(7, "2021-03-02", becomes="withdrawn", becomes_on="2021-03-09"),
    case(8, "2021-03-02", becomes="withdrawn", becomes_on="2021-03-02", age="child", age_at_exploitation="child"),
    case(9, "2021-03-04", decided("rg", "2021-03-04", positive=True), becomes="suspended", becomes_on="2021-03-05"),
    case(10, "2021-05-04", decided("rg", "2021-05-10", positive=True), decided("cg", "2021-08-04", positive=True), age="unknown"),
]
ONE_STAGE = [
    case(1, "2020-11-03", decided("cg", "2021-03-01", positive=True)),
    case(2, "2021-02-02", age="child", age_at_exploitation="child", forms=("sexual",)),
    case(3, "2021-03-02", becomes="withdrawn", becomes_on="2021-03-09"),
    case(4, "2021-03-02", becomes="withdrawn", becomes_on="2021-03-10", age="child", age_at_exploitation="child"),
]
TOLD_OF = ("2021-01-04", "2021-02-01", "2021-02-01", "2021-07-01")
PLANS = {
    "XD": plan_of("XD", TWO_STAGES, TOLD_OF),
    "GB": plan_of("GB", TWO_STAGES, TOLD_OF),
    "RS": plan_of("RS", [*ONE_STAGE, case(5, "2021-04-01", decided("cg", "2021-04-20", positive=False), referrer_kind="police")]),
    "AL": plan_of("AL", ONE_STAGE),
}


@contextmanager
def thrown_away() -> Iterator[None]:
    """What happens inside is gone after it, in both databases."""
    with transaction.atomic(using="default"), transaction.atomic(using="keys"):
        yield
        for using in ("default", "keys"):
            transaction.set_rollback(True, using=using)
    forget()


def invent(plan: Plan, **how: Any) -> None:
    """A database of this plan, from nothing."""
    provider.ensure()
    Installation.objects.create(country=plan.country, kind="synth", created_at=clock.real())
    run.begin(plan, MARGINS)
    run.go_on(plan, **how)


@pytest.mark.parametrize("country", PLANS)
def test_each_case_takes_the_steps_of_its_plan(country: str) -> None:
    plan = PLANS[country]
    invent(plan)
    wanted = Counter((one.stage, "positive" if one.positive else "negative", one.on) for each in plan.cases for one in each.decisions)
    assert Counter(Decided.objects.values_list("stage", "value", "on")) == wanted
    counted = Counter(Counted.objects.filter(until_position=None).values_list("referred_on", "sex", "place", "age_at_exploitation", "age"))
    assert counted == Counter((one.referred_on, one.sex, one.place, one.age_at_exploitation, settled(one)) for one in plan.cases)
    forms = sorted(Counted.objects.filter(until_position=None).values_list("forms", flat=True))
    assert forms == sorted(list(one.forms) or ["unknown"] for one in plan.cases)
    assert JournalEvent.objects.filter(type="notification.sent").count() == len(plan.notifications)
    assert list(replay.verify()) == []


def settled(one: Invented) -> str:
    """A doubt about age ends with the final decision: the child's protection is what it was settled by."""
    return "child" if one.age == "unknown" and any(each.stage == "cg" for each in one.decisions) else one.age


def test_what_becomes_of_a_case_besides() -> None:
    invent(PLANS["XD"])
    types = Counter(JournalEvent.objects.values_list("type", flat=True))
    assert types["procedure.suspended"] == 1
    assert types["procedure.withdrawn"] == 2
    assert types["procedure.reconsideration_asked"] == types["procedure.reconsideration_refused"] == 1
    assert types["identification.reviewed"] == 2
    assert {"withdrawn", "suspended_presumed"} <= set(Case.objects.values_list("state", flat=True))


def test_the_same_seed_gives_the_same_and_another_another() -> None:
    found = []
    for seed in (5, 5, 6):
        plan = plan_of("XD", TWO_STAGES, TOLD_OF, seed)
        with thrown_away():
            invent(plan)
            told = Told()
            found.append((list(told.journal()), told.tables()))
    assert found[0] == found[1]
    assert found[0] != found[2]


@pytest.mark.parametrize("ends_after", [1, 3, 6])
def test_a_run_that_was_broken_off_goes_on_where_it_was(ends_after: int) -> None:
    plan = PLANS["XD"]
    with thrown_away():
        invent(plan, together=6)
        whole = Told()
        wanted = (list(whole.journal()), whole.tables())
    left = iter(range(ends_after))

    def stop(begun: int) -> None:
        if next(left, None) is None:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        invent(plan, together=6, progress=stop)
    there = Told()
    assert 0 < len(there.events) < len(wanted[0])
    run.begin(plan, MARGINS)
    begun: list[int] = []
    run.go_on(plan, begun.append, together=6)
    now = Told()
    assert list(now.journal()) == wanted[0]
    assert now.tables() == wanted[1]
    assert sum(begun) == len(plan.cases) + len(plan.notifications)


def test_whoever_comes_walks_in_as_anybody_and_each_page_says_that_all_is_invented() -> None:
    invent(PLANS["AL"])
    page = Client().get("/").content.decode()
    assert "there is no password" in page
    doors = re.findall(r'name="person" value="([0-9a-f]{32})"', page)
    assert len(doors) == User.objects.count() > 5
    client = Client()
    assert client.post("/demo/enter/", {"person": doors[0]}).status_code == 302
    assert "agency, place and case here is invented" in client.get("/today/").content.decode()


def test_elsewhere_invented_cases_open_no_door() -> None:
    Installation.objects.create(country="XD", kind="synth", created_at=clock.real())
    assert Client().get("/").status_code == 302
    assert Client().post("/demo/enter/", {"person": "0" * 32}).status_code == 404


def test_a_run_that_is_over_adds_nothing() -> None:
    invent(PLANS["RS"])
    before = JournalEvent.objects.count()
    run.go_on(PLANS["RS"])
    assert JournalEvent.objects.count() == before


def test_other_margins_or_another_seed_are_refused() -> None:
    invent(PLANS["AL"])
    run.begin(PLANS["AL"], MARGINS)
    with pytest.raises(run.OtherInvention):
        run.begin(PLANS["AL"], "b" * 64)
    with pytest.raises(run.OtherInvention):
        run.begin(plan_of("AL", ONE_STAGE, seed=6), MARGINS)


def test_who_may_not_refer_by_the_law_refers_nobody() -> None:
    strange = plan_of("GB", [case(1, "2021-01-11", referrer_kind="prison_service")])
    with pytest.raises(parts.NoSuchPart, match="prison_service"):
        parts.given(load_profile("GB"), strange)


def test_no_two_steps_stand_at_one_instant_and_time_never_goes_back() -> None:
    crowded = [case(number, "2021-01-11", decided("rg", "2021-01-11", positive=number % 2 == 0)) for number in range(300)]
    steps = list(course.in_order(plan_of("GB", crowded, ("2021-01-11",) * 50), ZoneInfo("Europe/London")))
    assert all(before.at < after.at for before, after in pairwise(steps))
    assert len(steps) == 50 + 300 * 3 + 150 * 2 + 150 * 4
    assert {step.at.date() for step in steps} <= {date(2021, 1, 11) + timedelta(days=days) for days in range(3)}
    of_one = [step for step in steps if step.number == 1 and step.case]
    assert [step.does for step in of_one] == ["meet", "refer", "accept", "hear", "propose", "confirm", "tell"]
    assert [step.last for step in of_one] == [False] * 6 + [True]
    assert all(isinstance(step.at, datetime) for step in of_one)
