"""Designations and agreements: who may act as what, who shares what with whom, on which day."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest

from opennrm.access.actor import Actor
from opennrm.mechanism import actions, reads
from opennrm.mechanism.models import Agency, Agreement
from opennrm.mechanism.rules import Terms
from opennrm.mechanism.tests import world
from opennrm.mechanism.tests.test_people_come_and_go import refused
from opennrm.mechanism.tests.world import AT, ON

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def agreed(coordinator: Actor, one: Agency, two: Agency, **changes: object) -> Agreement:
    terms = Terms((one.pk, two.pk), ("decisions", "coarse"), ("identification",), ON, ON)
    return actions.make_agreement(
        coordinator, title="Cooperation", terms=replace(terms, **changes), data_terms="Need to know.\nNo onward use.", at=AT
    )


def test_an_agency_is_designated_from_its_first_to_its_last_day() -> None:
    coordinator = world.first_coordinator()
    police, ngo = world.an_agency(coordinator, "police", "B"), world.an_agency(coordinator, "listed_ngo", "A")
    designation = {"capacity": "first_responder", "source": "Order 12/2024", "at": AT}
    actions.designate(coordinator, police.pk, starts_on=ON, ends_on=ON + 2 * DAY, **designation)
    actions.designate(coordinator, ngo.pk, starts_on=ON + DAY, **designation)
    days = {ON - DAY: [], ON: [police], ON + DAY: [ngo, police], ON + 2 * DAY: [ngo, police], ON + 3 * DAY: [ngo]}
    for day, expected in days.items():
        assert list(reads.agencies_that(designated="first_responder", on=day, at=AT)) == expected
        assert [reads.is_designated(agency.pk, "first_responder", day) for agency in (ngo, police)] == [
            a in expected for a in (ngo, police)
        ]
    assert list(reads.agencies_that(kind="police", designated="first_responder", on=ON + DAY, at=AT)) == [police]
    assert list(reads.agencies_that(designated="competent_authority", on=ON, at=AT)) == []


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "taken"),
    [
        pytest.param(date(2026, 11, 1), date(2026, 11, 9), False, id="before"),
        pytest.param(date(2026, 11, 1), date(2026, 11, 10), True, id="into its first day"),
        pytest.param(date(2026, 11, 20), None, True, id="from its last day"),
        pytest.param(date(2026, 11, 21), None, False, id="after"),
        pytest.param(date(2026, 11, 1), None, True, id="around"),
        pytest.param(date(2026, 11, 12), date(2026, 11, 13), True, id="within"),
    ],
)
def test_designations_in_one_capacity_do_not_overlap(starts_on: date, ends_on: date | None, taken: bool) -> None:
    coordinator = world.first_coordinator()
    police = world.an_agency(coordinator, "police")
    first = {"starts_on": date(2026, 11, 10), "ends_on": date(2026, 11, 20)}
    actions.designate(coordinator, police.pk, capacity="first_responder", source="Order 1", at=AT, **first)
    second = {"capacity": "first_responder", "source": "Order 2", "at": AT, "starts_on": starts_on, "ends_on": ends_on}
    if taken:
        assert refused(actions.designate, coordinator, police.pk, **second) == {"designation.already"}
    else:
        assert actions.designate(coordinator, police.pk, **second).source == "Order 2"


def test_a_designation_ends_and_its_history_shows_by_whom() -> None:
    coordinator = world.first_coordinator()
    police, other = world.an_agency(coordinator, "police"), world.an_agency(coordinator, "police")
    made = actions.designate(coordinator, police.pk, capacity="first_responder", starts_on=ON, source="Order 1", at=AT)
    assert refused(actions.end_designation, coordinator, other.pk, made.pk, ends_on=ON, at=AT) == {"not-here"}
    assert refused(actions.end_designation, coordinator, police.pk, made.pk, ends_on=ON - DAY, at=AT) == {"dates.order"}
    actions.end_designation(coordinator, police.pk, made.pk, ends_on=ON + DAY, at=AT)
    assert refused(actions.end_designation, coordinator, police.pk, made.pk, ends_on=ON + DAY, at=AT) == {"ended.already"}
    assert not reads.is_designated(police.pk, "first_responder", ON + 2 * DAY)
    latest = reads.designation(police.pk, made.pk).history.first()  # type: ignore[union-attr]
    assert (latest.ends_on, latest.history_user_id, latest.history_date) == (ON + DAY, coordinator.id, AT)


def test_an_agreement_holds_for_its_parties_sections_purposes_and_days() -> None:
    coordinator = world.first_coordinator()
    one, two, three = (world.an_agency(coordinator) for _ in range(3))
    made = agreed(coordinator, one, two, ends_on=ON + DAY)
    assert made.sections == ["decisions", "coarse"]
    between = reads.agreement_between
    assert between(one.pk, two.pk, "decisions", ON) == made
    assert between(two.pk, one.pk, "decisions", ON) == made
    assert between(one.pk, two.pk, "decisions", ON, purpose="identification") == made
    assert between(one.pk, two.pk, "decisions", ON, purpose="investigation") is None
    assert between(one.pk, two.pk, "health", ON) is None
    assert between(one.pk, three.pk, "decisions", ON) is None
    assert between(one.pk, two.pk, "decisions", ON - DAY) is None
    assert between(one.pk, two.pk, "decisions", ON + DAY) == made
    assert between(one.pk, two.pk, "decisions", ON + 2 * DAY) is None


def test_a_party_ends_an_agreement_and_a_stranger_does_not() -> None:
    coordinator = world.first_coordinator()
    (one, (inside,)), (two, _), (_three, (outside,)) = (world.an_agency_with(coordinator) for _ in range(3))
    made = agreed(coordinator, one, two)
    assert refused(actions.end_agreement, outside, made.pk, ends_on=ON, at=AT) == {"raise.elsewhere"}
    assert refused(actions.end_agreement, inside, uuid4(), ends_on=ON, at=AT) == {"not-here"}
    actions.end_agreement(inside, made.pk, ends_on=ON, at=AT)
    assert reads.agreement_between(one.pk, two.pk, "decisions", ON + DAY) is None


def test_an_agreement_with_a_party_that_is_not_there_is_refused() -> None:
    coordinator = world.first_coordinator()
    one = world.an_agency(coordinator)
    terms = Terms((one.pk, uuid4()), ("decisions",), ("identification",), ON, ON)
    assert refused(actions.make_agreement, coordinator, title="T", terms=terms, data_terms="D", at=AT) == {"not-here"}
    assert not Agreement.objects.exists()
