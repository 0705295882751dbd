"""Who may do what: pure. Each row differs from the first in one thing, named in its id."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from opennrm.access.policy import load_policy
from opennrm.mechanism import kinds, rules, scope
from opennrm.mechanism.rules import AgencySeen, Offer, Standing, Terms

ME, OTHER, THIRD = UUID(int=1), UUID(int=2), UUID(int=3)
HERE, THERE, OFFICE = UUID(int=11), UUID(int=12), UUID(int=13)
AT = datetime(2026, 11, 17, 8, tzinfo=UTC)
DAY = date(2026, 11, 17)
OPEN, BACKWARDS = (DAY, None), (DAY, date(2026, 11, 16))

ADMIN = Standing(ME, {HERE: frozenset({"agency_administrator"})})
WORKER = Standing(ME, {HERE: frozenset({"first_responder"})})
COORDINATOR = Standing(ME, {OFFICE: frozenset({"national_coordinator"})})
NGO = AgencySeen(HERE, "listed_ngo", holders={"agency_administrator": frozenset({ME}), "first_responder": frozenset({OTHER})})


def codes(refusals: object) -> set[str]:
    return {refusal.code for refusal in refusals}  # type: ignore[attr-defined]


def test_every_kind_role_section_and_purpose_has_a_name_here_and_a_sentence_on_the_policy_page() -> None:
    page = load_policy()
    assert set(kinds.KINDS) == set(page.agency_kinds)
    assert set(kinds.ROLES) == set(page.roles)
    assert set(scope.SECTIONS) == set(page.sections)
    assert set(scope.PURPOSES) == set(page.purposes)


@pytest.mark.parametrize(
    ("by", "agency", "roles", "own", "expected"),
    [
        pytest.param(ADMIN, NGO, {"case_worker"}, False, set(), id="an administrator invites a colleague"),
        pytest.param(ADMIN, NGO, {"agency_administrator"}, False, set(), id="a second administrator"),
        pytest.param(WORKER, NGO, {"case_worker"}, False, {"raise.elsewhere"}, id="no administrator"),
        pytest.param(ADMIN, replace(NGO, id=THERE), {"case_worker"}, False, {"raise.elsewhere"}, id="another agency"),
        pytest.param(ADMIN, NGO, {"case_worker"}, True, {"raise.self"}, id="the own address"),
        pytest.param(ADMIN, NGO, {"decision_maker"}, False, {"raise.not-of-kind"}, id="a role that the kind has not"),
        pytest.param(ADMIN, NGO, {"national_coordinator"}, False, {"raise.not-of-kind"}, id="the coordinator's role"),
        pytest.param(ADMIN, NGO, set(), False, {"roles.none"}, id="no role"),
        pytest.param(ADMIN, replace(NGO, suspended=True), {"case_worker"}, False, {"agency.suspended"}, id="a suspended agency"),
        pytest.param(COORDINATOR, NGO, {"agency_administrator"}, False, set(), id="the coordinator invites an administrator"),
        pytest.param(COORDINATOR, NGO, {"case_worker"}, False, {"raise.above"}, id="the coordinator invites a worker elsewhere"),
    ],
)
def test_who_may_invite_whom(by: Standing, agency: AgencySeen, roles: set[str], own: bool, expected: set[str]) -> None:
    assert codes(rules.may_invite(by, agency, roles, own_address=own)) == expected


def test_an_administrator_of_the_coordinators_office_cannot_make_a_coordinator() -> None:
    office = AgencySeen(OFFICE, "national_coordinator")
    administrator = Standing(ME, {OFFICE: frozenset({"agency_administrator"})})
    assert codes(rules.may_invite(administrator, office, {"national_coordinator"}, own_address=False)) == {"raise.above"}
    assert codes(rules.may_invite(COORDINATOR, office, {"national_coordinator"}, own_address=False)) == set()


def test_all_refusals_come_at_once() -> None:
    found = codes(rules.may_invite(ADMIN, replace(NGO, suspended=True), {"decision_maker"}, own_address=True))
    assert found == {"agency.suspended", "raise.not-of-kind", "raise.self"}


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        pytest.param(OTHER, set(), id="a colleague"),
        pytest.param(ME, {"raise.self"}, id="oneself"),
        pytest.param(THIRD, {"person.not-here"}, id="a stranger"),
    ],
)
def test_roles_are_given_to_colleagues_never_to_oneself(person: UUID, expected: set[str]) -> None:
    assert codes(rules.may_grant(ADMIN, NGO, person, {"case_worker"})) == expected


OFFER = Offer(frozenset({"case_worker"}), ME, AT + timedelta(days=1))


@pytest.mark.parametrize(
    ("offer", "by", "agency", "person", "expected"),
    [
        pytest.param(OFFER, ADMIN, NGO, None, set(), id="somebody new"),
        pytest.param(OFFER, ADMIN, NGO, OTHER, set(), id="somebody with an account"),
        pytest.param(OFFER, ADMIN, NGO, ME, {"raise.self"}, id="its giver"),
        pytest.param(replace(OFFER, closed=True), ADMIN, NGO, None, {"invitation.closed"}, id="used or withdrawn"),
        pytest.param(replace(OFFER, expires_at=AT), ADMIN, NGO, None, {"invitation.closed"}, id="at the very moment it lapses"),
        pytest.param(OFFER, WORKER, NGO, None, {"invitation.closed"}, id="its giver is no administrator any more"),
        pytest.param(OFFER, ADMIN, replace(NGO, suspended=True), None, {"invitation.closed"}, id="a suspended agency"),
        pytest.param(replace(OFFER, invited_by=None), None, NGO, None, set(), id="the invitation of init"),
    ],
)
def test_what_an_invitation_opens(offer: Offer, by: Standing | None, agency: AgencySeen, person: UUID | None, expected: set[str]) -> None:
    assert codes(rules.may_accept(offer, by, agency, person, AT)) == expected


TWO = AgencySeen(HERE, "listed_ngo", holders={"agency_administrator": frozenset({ME, OTHER}), "case_worker": frozenset({THIRD})})


@pytest.mark.parametrize(
    ("by", "agency", "person", "roles", "expected"),
    [
        pytest.param(ADMIN, TWO, OTHER, {"agency_administrator"}, set(), id="one of two administrators"),
        pytest.param(ADMIN, TWO, ME, {"agency_administrator"}, set(), id="oneself, with a second one there"),
        pytest.param(ADMIN, NGO, ME, {"agency_administrator"}, {"last.administrator"}, id="the last one"),
        pytest.param(COORDINATOR, NGO, ME, {"agency_administrator"}, {"last.administrator"}, id="the last one, by the coordinator"),
        pytest.param(ADMIN, TWO, THIRD, {"case_worker"}, set(), id="a worker"),
        pytest.param(Standing(THIRD), TWO, THIRD, {"case_worker"}, set(), id="a worker who leaves"),
        pytest.param(COORDINATOR, TWO, THIRD, {"case_worker"}, {"raise.elsewhere"}, id="a worker, by the coordinator"),
        pytest.param(COORDINATOR, TWO, OTHER, {"agency_administrator"}, set(), id="an administrator, by the coordinator"),
        pytest.param(WORKER, TWO, OTHER, {"agency_administrator"}, {"raise.elsewhere"}, id="no administrator ends"),
        pytest.param(ADMIN, TWO, THIRD, {"first_responder"}, {"person.not-here"}, id="a role not held"),
    ],
)
def test_who_may_end_what(by: Standing, agency: AgencySeen, person: UUID, roles: set[str], expected: set[str]) -> None:
    assert codes(rules.may_end(by, agency, person, roles, {THIRD})) == expected


def test_the_last_coordinator_cannot_leave_wherever_others_administer() -> None:
    office = AgencySeen(OFFICE, "national_coordinator", holders={"national_coordinator": frozenset({ME})})
    assert codes(rules.may_end(COORDINATOR, office, ME, {"national_coordinator"}, {ME})) == {"last.coordinator"}
    assert codes(rules.may_end(COORDINATOR, office, ME, {"national_coordinator"}, {ME, OTHER})) == set()


def test_an_administrator_of_the_office_cannot_end_a_coordinator() -> None:
    office = AgencySeen(OFFICE, "national_coordinator", holders={"national_coordinator": frozenset({OTHER, THIRD})})
    administrator = Standing(ME, {OFFICE: frozenset({"agency_administrator"})})
    assert codes(rules.may_end(administrator, office, OTHER, {"national_coordinator"}, {OTHER, THIRD})) == {"raise.elsewhere"}


@pytest.mark.parametrize(
    ("by", "kind", "capacity", "span", "taken", "source", "expected"),
    [
        pytest.param(COORDINATOR, "police", "first_responder", OPEN, False, "Order 1", set(), id="police as first responder"),
        pytest.param(ADMIN, "police", "first_responder", OPEN, False, "Order 1", {"raise.not-coordinator"}, id="by an administrator"),
        pytest.param(COORDINATOR, "legal_aid", "first_responder", OPEN, False, "Order 1", {"designation.not-of-kind"}, id="lawyers refer"),
        pytest.param(COORDINATOR, "police", "competent_authority", OPEN, False, "Order 1", {"designation.not-of-kind"}, id="police decide"),
        pytest.param(COORDINATOR, "police", "judge", OPEN, False, "Order 1", {"designation.unknown"}, id="an unknown capacity"),
        pytest.param(COORDINATOR, "police", "first_responder", BACKWARDS, False, "Order 1", {"dates.order"}, id="ends before"),
        pytest.param(COORDINATOR, "police", "first_responder", OPEN, True, "Order 1", {"designation.already"}, id="twice"),
        pytest.param(COORDINATOR, "police", "first_responder", OPEN, False, "", {"source.missing"}, id="by nothing"),
    ],
)
def test_who_may_designate_whom(
    by: Standing, kind: str, capacity: str, span: tuple[date, date | None], taken: bool, source: str, expected: set[str]
) -> None:
    assert codes(rules.may_designate(by, AgencySeen(HERE, kind), capacity, span, taken, source)) == expected


TERMS = Terms((HERE, THERE), ("decisions",), ("identification",), DAY, DAY)


@pytest.mark.parametrize(
    ("by", "terms", "expected"),
    [
        pytest.param(COORDINATOR, TERMS, set(), id="two parties"),
        pytest.param(ADMIN, TERMS, {"raise.not-coordinator"}, id="by an administrator"),
        pytest.param(COORDINATOR, replace(TERMS, parties=(HERE, HERE)), {"agreement.parties"}, id="one party twice"),
        pytest.param(COORDINATOR, replace(TERMS, sections=()), {"agreement.sections"}, id="covers nothing"),
        pytest.param(COORDINATOR, replace(TERMS, sections=("diary",)), {"agreement.sections"}, id="covers what is not there"),
        pytest.param(COORDINATOR, replace(TERMS, purposes=()), {"agreement.purposes"}, id="for nothing"),
        pytest.param(COORDINATOR, replace(TERMS, ends_on=date(2026, 1, 1)), {"dates.order"}, id="ends before it starts"),
        pytest.param(COORDINATOR, replace(TERMS, signed_on=date(2026, 11, 18)), {"agreement.unsigned"}, id="signed tomorrow"),
    ],
)
def test_what_can_be_agreed(by: Standing, terms: Terms, expected: set[str]) -> None:
    assert codes(rules.may_agree(by, terms, scope.SECTIONS, scope.PURPOSES, DAY)) == expected


def test_a_party_may_leave_an_agreement_and_a_stranger_may_not_end_it() -> None:
    assert codes(rules.may_end_agreement(ADMIN, [HERE, THERE], (DAY, None), DAY)) == set()
    assert codes(rules.may_end_agreement(ADMIN, [THERE], (DAY, None), DAY)) == {"raise.elsewhere"}
    assert codes(rules.may_end_agreement(COORDINATOR, [THERE], (DAY, DAY), DAY)) == {"ended.already"}


def test_nobody_suspends_the_agency_they_act_for() -> None:
    office = AgencySeen(OFFICE, "national_coordinator")
    assert codes(rules.may_suspend(COORDINATOR, office, "why")) == {"agency.own"}
    assert codes(rules.may_suspend(COORDINATOR, NGO, "")) == {"reason.missing"}
    assert codes(rules.may_suspend(ADMIN, replace(NGO, id=THERE), "why")) == {"raise.not-coordinator"}
    assert codes(rules.may_lift(COORDINATOR, NGO)) == {"agency.open"}


def test_a_lost_factor_takes_two_besides_the_person() -> None:
    assert codes(rules.may_ask_reset(ADMIN, NGO, OTHER)) == set()
    assert codes(rules.may_ask_reset(ADMIN, NGO, ME)) == {"raise.self"}
    assert codes(rules.may_agree_reset(COORDINATOR, OTHER, THIRD)) == set()
    assert codes(rules.may_agree_reset(COORDINATOR, OTHER, ME)) == {"raise.self"}
    assert codes(rules.may_agree_reset(COORDINATOR, ME, OTHER)) == {"raise.self"}
    assert codes(rules.may_stop_reset(Standing(OTHER), OTHER, THERE)) == set()
    assert codes(rules.may_stop_reset(Standing(THIRD), OTHER, THERE)) == {"not-here"}


def test_the_delay_grows_from_nothing_to_a_quarter_of_an_hour() -> None:
    assert [rules.delay(n) for n in (0, 2, 3, 4, 5, 10, 11, 1000)] == [0, 0, 5, 10, 20, 640, 900, 900]


def test_only_figures_go_without_a_second_factor() -> None:
    assert {role for role in kinds.ROLES if not kinds.needs_second_factor(frozenset({role}))} == {"monitor"}
