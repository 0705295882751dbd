"""From the first invitation to the last administrator, through the actions."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from opennrm.mechanism import actions, reads
from opennrm.mechanism.models import Agency, Attempt, Invitation, Membership, NeverDeleted, User
from opennrm.mechanism.tests import world
from opennrm.mechanism.tests.world import AT, PASSWORD, codes
from opennrm.standards.refusal import Refused

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(hours=1)


def refused(act: object, *args: object, **kwargs: object) -> set[str]:
    with pytest.raises(Refused) as caught:
        act(*args, **kwargs)  # type: ignore[operator]
    return codes(caught.value.refusals)


def test_init_invites_one_coordinator_and_never_again() -> None:
    first = actions.invite_first_coordinator(at=AT)
    second = actions.invite_first_coordinator(at=AT)
    join = {"name": "Jory Tal", "password": PASSWORD, "email": "jory@office.example", "at": AT}
    assert refused(actions.accept_invitation, first, **join) == {"invitation.closed"}
    coordinator = reads.actor_for(actions.accept_invitation(second, **join), at=AT)
    assert coordinator
    assert coordinator.roles == {"national_coordinator"}
    assert (coordinator.agency_kind, Agency.objects.count()) == ("national_coordinator", 1)
    assert refused(actions.invite_first_coordinator, at=LATER) == {"coordinator.exists"}


def test_a_coordinator_admits_an_agency_and_its_administrator_invites_people() -> None:
    coordinator = world.first_coordinator()
    agency, (administrator,) = world.an_agency_with(coordinator, "police")
    officer = world.invited(administrator, agency, "first_responder", "investigator", name="Pell Haro")
    assert (officer.name, officer.agency_name, officer.agency_kind) == ("Pell Haro", agency.name, "police")
    assert officer.roles == {"first_responder", "investigator"}
    assert {m.user for m in reads.who_could("first_responder", at=AT)} == {officer.id}
    assert [m.name for m in reads.people_of(agency.pk, AT)] == sorted([administrator.name, "Pell Haro"])


def test_a_person_invited_twice_has_one_account_and_proves_it_by_its_password() -> None:
    coordinator = world.first_coordinator()
    (one, (first,)), (two, (second,)) = world.an_agency_with(coordinator), world.an_agency_with(coordinator, "police")
    worker = world.invited(first, one, "case_worker", email="ana@agency.example")
    token = actions.invite_person(second, agency=two.pk, email="Ana@Agency.example", roles=["first_responder"], at=AT).token
    wrong = {"name": "Somebody Else", "password": "another four plain words", "at": AT}
    assert refused(actions.accept_invitation, token, **wrong) == {"password.mismatch"}
    user = actions.accept_invitation(token, name="Somebody Else", password=PASSWORD, at=AT)
    assert user.pk == worker.id
    assert user.name == worker.name
    assert reads.actor_for(user, at=AT) is None
    assert {actor.agency for actor in reads.actors_for(user, at=AT)} == {one.pk, two.pk}
    assert reads.actor_for(user, two.pk, at=AT).roles == {"first_responder"}  # type: ignore[union-attr]


def test_inviting_says_nothing_of_who_has_an_account() -> None:
    coordinator = world.first_coordinator()
    agency, (administrator,) = world.an_agency_with(coordinator)
    known = reads.person_names([coordinator.id])
    assert known
    for address in (User.objects.get(pk=coordinator.id).email, "nobody@agency.example"):
        invited = actions.invite_person(administrator, agency=agency.pk, email=address, roles=["case_worker"], at=AT)
        opened = actions.invitations.invitation_for(invited.token, AT)
        assert opened
        assert opened.email == address


@pytest.mark.parametrize("hours", [7 * 24, 7 * 24 + 1])
def test_an_invitation_lapses_after_seven_days(hours: int) -> None:
    coordinator = world.first_coordinator()
    agency = world.an_agency(coordinator)
    token = actions.invite_person(coordinator, agency=agency.pk, email="a@b.example", roles=["agency_administrator"], at=AT).token
    late = AT + timedelta(hours=hours)
    assert actions.invitations.invitation_for(token, late - timedelta(hours=2)) is not None
    assert actions.invitations.invitation_for(token, late) is None
    assert refused(actions.accept_invitation, token, name="A", password=PASSWORD, at=late) == {"invitation.closed"}


def test_an_invitation_is_used_once_and_its_token_is_kept_nowhere() -> None:
    coordinator = world.first_coordinator()
    agency = world.an_agency(coordinator)
    token = actions.invite_person(coordinator, agency=agency.pk, email="a@b.example", roles=["agency_administrator"], at=AT).token
    assert len(token) >= 43  # 256 bits
    assert not Invitation.objects.filter(token_hash=token).exists()
    actions.accept_invitation(token, name="A", password=PASSWORD, at=AT)
    assert refused(actions.accept_invitation, token, name="B", password=PASSWORD, at=AT) == {"invitation.closed"}
    assert refused(actions.accept_invitation, "invented", name="B", password=PASSWORD, at=AT) == {"invitation.closed"}


def test_a_withdrawn_invitation_opens_nothing() -> None:
    coordinator = world.first_coordinator()
    agency, (administrator,) = world.an_agency_with(coordinator)
    invited = actions.invite_person(administrator, agency=agency.pk, email="a@b.example", roles=["case_worker"], at=AT)
    actions.withdraw_invitation(administrator, agency.pk, invited.id, at=AT)
    assert refused(actions.withdraw_invitation, administrator, agency.pk, invited.id, at=AT) == {"not-here"}
    assert refused(actions.accept_invitation, invited.token, name="A", password=PASSWORD, at=AT) == {"invitation.closed"}


@pytest.mark.parametrize(
    ("password", "expected"),
    [
        pytest.param("fourteen words", {"password.weak"}, id="too short"),
        pytest.param("alexandra.brown1", {"password.weak"}, id="the person's own address"),
        pytest.param(None, {"password.missing"}, id="none"),
    ],
)
def test_a_new_account_needs_a_password_that_stands(password: str | None, expected: set[str]) -> None:
    world.install("live")
    coordinator = world.first_coordinator()
    agency, address = world.an_agency(coordinator), "alexandra.brown@agency.example"
    invited = actions.invite_person(coordinator, agency=agency.pk, email=address, roles=["agency_administrator"], at=AT)
    assert refused(actions.accept_invitation, invited.token, name="A", password=password, at=AT) == expected
    assert not User.objects.filter(email=address).exists()


def test_invented_people_need_no_password_where_all_are_invented() -> None:
    world.install("demo")
    token = actions.invite_first_coordinator(at=AT)
    user = actions.accept_invitation(token, name="Jory Tal", password=None, email="jory@office.example", at=AT)
    assert not user.has_usable_password()


def test_nobody_raises_himself_and_the_coordinator_reads_of_each_attempt() -> None:
    coordinator = world.first_coordinator()
    agency, (administrator,) = world.an_agency_with(coordinator)
    elsewhere, _ = world.an_agency_with(coordinator, "competent_authority")
    mine = User.objects.get(pk=administrator.id).email
    invite = actions.invite_person
    assert refused(actions.grant_roles, administrator, administrator.id, agency=agency.pk, roles=["case_worker"], at=AT) == {"raise.self"}
    assert refused(invite, administrator, agency=agency.pk, email=mine.upper(), roles=["case_worker"], at=AT) == {"raise.self"}
    assert refused(invite, administrator, agency=elsewhere.pk, email="x@y.example", roles=["decision_maker"], at=AT) == {"raise.elsewhere"}
    assert refused(invite, administrator, agency=agency.pk, email="x@y.example", roles=["decision_maker"], at=AT) == {"raise.not-of-kind"}
    assert refused(actions.admit_agency, administrator, kind="police", name="Mine", at=AT) == {"raise.not-coordinator"}
    acts = [(attempt.act, attempt.codes, attempt.by_id) for attempt in reads.attempts()]
    assert sorted(acts) == sorted(
        [
            ("grant_roles", ["raise.self"], administrator.id),
            ("invite_person", ["raise.self"], administrator.id),
            ("invite_person", ["raise.elsewhere"], administrator.id),
            ("invite_person", ["raise.not-of-kind"], administrator.id),
            ("admit_agency", ["raise.not-coordinator"], administrator.id),
        ]
    )
    assert world.fresh(administrator).roles == {"agency_administrator"}  # type: ignore[union-attr]


def test_a_mistake_that_raises_nobody_is_not_kept_as_an_attempt() -> None:
    coordinator = world.first_coordinator()
    agency, (administrator,) = world.an_agency_with(coordinator)
    assert refused(actions.invite_person, administrator, agency=agency.pk, email="nonsense", roles=[], at=AT) == {
        "email.form",
        "roles.none",
    }
    assert not Attempt.objects.exists()


def test_a_profile_takes_name_and_language_and_an_attempt_at_more_changes_nothing() -> None:
    coordinator = world.first_coordinator()
    user = User.objects.get(pk=coordinator.id)
    actions.change_profile(user, name="  Jory  Tal-Ost ", language="en", at=AT, asked={"name", "language", "csrfmiddlewaretoken"})
    assert User.objects.get(pk=user.pk).name == "Jory  Tal-Ost"
    assert refused(actions.change_profile, user, name="X", language="en", at=AT, asked={"name", "role"}) == {"raise.self"}
    assert refused(actions.change_profile, user, name="X", language="tlh", at=AT) == {"language.unknown"}
    assert refused(actions.change_profile, user, name="X\u202e", language="en", at=AT) == {"text.invisible"}
    assert User.objects.get(pk=user.pk).name == "Jory  Tal-Ost"
    assert [attempt.roles for attempt in reads.attempts()] == [["role"]]


def test_the_database_itself_refuses_who_gives_a_role_to_themselves() -> None:
    coordinator = world.first_coordinator()
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(
            user_id=coordinator.id, agency_id=coordinator.agency, role="agency_administrator", starts_at=AT, given_by_id=coordinator.id
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(user_id=coordinator.id, agency_id=coordinator.agency, role="monitor", starts_at=AT, given_by=None)


def test_a_role_is_only_ever_closed() -> None:
    coordinator = world.first_coordinator()
    agency, (one, _two) = world.an_agency_with(coordinator, administrators=2)
    row = Membership.objects.filter(user=one.id)
    for change in ({"role": "case_worker"}, {"agency": coordinator.agency}, {"starts_at": LATER}, {"ended_by": coordinator.id}):
        with pytest.raises(DatabaseError), transaction.atomic():
            row.update(**change)
    with pytest.raises(NeverDeleted):
        row.delete()
    actions.end_membership(coordinator, one.id, agency=agency.pk, at=LATER)
    with pytest.raises(DatabaseError), transaction.atomic():
        row.update(ends_at=None)
    with pytest.raises(DatabaseError), transaction.atomic():
        row.update(ends_at=LATER + timedelta(days=1))


def test_an_ended_role_stays_answerable_for_the_day_on_which_it_was_held() -> None:
    coordinator = world.first_coordinator()
    agency, (administrator,) = world.an_agency_with(coordinator)
    worker = world.invited(administrator, agency, "case_worker")
    actions.end_membership(administrator, worker.id, agency=agency.pk, at=LATER)
    assert world.fresh(worker, LATER) is None
    assert {m.user for m in reads.who_could("case_worker", at=LATER)} == set()
    assert {m.user for m in reads.who_could("case_worker", at=LATER - timedelta(seconds=1))} == {worker.id}
    assert reads.who_could("case_worker", agency=agency.pk, at=AT - timedelta(seconds=1)) == []
    assert reads.who_could("case_worker", kind="police", at=AT) == []


def test_ending_one_role_leaves_the_others() -> None:
    coordinator = world.first_coordinator()
    agency, (administrator,) = world.an_agency_with(coordinator)
    worker = world.invited(administrator, agency, "case_worker", "first_responder")
    actions.end_membership(administrator, worker.id, agency=agency.pk, roles=["case_worker"], at=LATER)
    assert world.fresh(worker, LATER).roles == {"first_responder"}  # type: ignore[union-attr]


def test_rights_that_change_raise_the_rights_version() -> None:
    coordinator = world.first_coordinator()
    agency, (administrator,) = world.an_agency_with(coordinator)
    worker = world.invited(administrator, agency, "case_worker")

    def version() -> int:
        return User.objects.get(pk=worker.id).rights_version

    assert worker.rights_version == version()
    seen = [version()]
    actions.grant_roles(administrator, worker.id, agency=agency.pk, roles=["first_responder"], at=AT)
    seen.append(version())
    actions.grant_roles(administrator, worker.id, agency=agency.pk, roles=["first_responder"], at=AT)
    assert version() == seen[-1]  # nothing new was given
    actions.end_membership(administrator, worker.id, agency=agency.pk, roles=["first_responder"], at=LATER)
    seen.append(version())
    actions.suspend_agency(coordinator, agency.pk, reason="Under inquiry", at=LATER)
    seen.append(version())
    actions.lift_suspension(coordinator, agency.pk, at=LATER)
    seen.append(version())
    assert seen == sorted(set(seen))


def test_the_last_administrator_and_the_last_coordinator_cannot_leave() -> None:
    coordinator = world.first_coordinator()
    agency, (administrator,) = world.an_agency_with(coordinator)
    end = actions.end_membership
    assert refused(end, administrator, administrator.id, agency=agency.pk, at=LATER) == {"last.administrator"}
    assert refused(end, coordinator, administrator.id, agency=agency.pk, at=LATER) == {"last.administrator"}
    assert refused(end, coordinator, coordinator.id, agency=coordinator.agency, at=LATER) == {"last.coordinator"}
    second = world.invited(coordinator, reads.agency(coordinator.agency), "national_coordinator")  # type: ignore[arg-type]
    end(second, coordinator.id, agency=coordinator.agency, at=LATER)
    assert reads.coordinators() == {second.id}


def test_who_leaves_takes_their_invitations_along() -> None:
    coordinator = world.first_coordinator()
    agency, (one, two) = world.an_agency_with(coordinator, administrators=2)
    invited = actions.invite_person(one, agency=agency.pk, email="a@b.example", roles=["case_worker"], at=AT)
    kept = actions.invite_person(two, agency=agency.pk, email="c@d.example", roles=["case_worker"], at=AT)
    actions.end_membership(two, one.id, agency=agency.pk, at=LATER)
    assert refused(actions.accept_invitation, invited.token, name="A", password=PASSWORD, at=LATER) == {"invitation.closed"}
    assert actions.accept_invitation(kept.token, name="C", password=PASSWORD, at=LATER).name == "C"


def test_who_leaves_does_not_come_back_by_an_older_invitation() -> None:
    coordinator = world.first_coordinator()
    agency, (administrator,) = world.an_agency_with(coordinator)
    worker = world.invited(administrator, agency, "case_worker", email="a@b.example")
    more = {"agency": agency.pk, "email": "a@b.example", "roles": ["lawyer"], "at": AT}
    one, other = (actions.invite_person(administrator, **more).token for _ in range(2))
    actions.end_membership(administrator, worker.id, agency=agency.pk, at=LATER)
    for token in (one, other):
        assert refused(actions.accept_invitation, token, name="A", password=PASSWORD, at=LATER) == {"invitation.closed"}
    again = world.invited(administrator, agency, "case_worker", email="a@b.example", at=LATER)
    assert again.id == worker.id


def test_a_suspended_agency_does_nothing_until_it_is_lifted() -> None:
    coordinator = world.first_coordinator()
    agency, (administrator,) = world.an_agency_with(coordinator, "police")
    actions.suspend_agency(coordinator, agency.pk, reason="Under inquiry", at=LATER)
    assert world.fresh(administrator, LATER) is None
    assert world.fresh(administrator, AT) is not None
    assert reads.suspension(agency.pk, LATER).reason == "Under inquiry"  # type: ignore[union-attr]
    found = refused(actions.invite_person, administrator, agency=agency.pk, email="a@b.example", roles=["investigator"], at=LATER)
    assert found == {"agency.suspended", "raise.elsewhere"}
    assert agency not in reads.agencies_that(kind="police", on=LATER.date(), at=LATER)
    actions.lift_suspension(coordinator, agency.pk, at=LATER + timedelta(days=1))
    assert world.fresh(administrator, LATER + timedelta(days=1)) is not None


@pytest.mark.parametrize("absent", [uuid4()])
def test_an_agency_that_is_not_there_is_refused_like_one_that_is_not_mine(absent: object) -> None:
    coordinator = world.first_coordinator()
    assert refused(actions.suspend_agency, coordinator, absent, reason="x", at=AT) == {"not-here"}
    assert refused(actions.designate, coordinator, absent, capacity="first_responder", starts_on=world.ON, source="x", at=AT) == {
        "not-here"
    }


def test_history_tells_who_changed_an_agency_and_when() -> None:
    coordinator = world.first_coordinator()
    agency, (administrator,) = world.an_agency_with(coordinator)
    contact = actions.agencies.Contact("Mira Ost", "mira@agency.example", "0100")
    actions.describe_agency(administrator, agency.pk, name="New name", languages=["ru", "ar", "ru"], contact=contact, at=LATER)
    latest = Agency.objects.get(pk=agency.pk).history.first()
    assert (latest.name, latest.history_user_id, latest.history_date) == ("New name", administrator.id, LATER)
    assert Agency.objects.get(pk=agency.pk).languages == ["ar", "ru"]
    stranger, (other,) = world.an_agency_with(coordinator)
    assert refused(actions.describe_agency, other, agency.pk, name="Theirs", at=LATER) == {"raise.not-coordinator"}
    assert stranger.name
