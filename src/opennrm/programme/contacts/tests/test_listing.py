"""Who is shown to whom by their own consent, until when; what happens when it is taken back, and when somebody is erased."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from tests import people

from opennrm.access.actor import Actor
from opennrm.access.models import Look
from opennrm.programme import door
from opennrm.programme.contacts import actions, models, reads, requests
from opennrm.programme.contacts.search import read_back
from opennrm.programme.contacts.typed import Consent, Contact, Evidence, Person, Request, Role
from opennrm.standards.refusal import Refused

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
AT, TODAY = datetime(2026, 11, 2, 9, tzinfo=UTC), date(2026, 11, 2)
ASKED = read_back("lawyer, Romanian, compensation, has trained police", "en").need
CONSENT = Consent(to="programme", given_on=date(2026, 1, 1), until=date(2027, 12, 31), how="in_writing", own=True)
ANA = Contact(
    key="ana",
    professions=("lawyer",),
    languages=("ro", "en"),
    topics=("compensation",),
    countries=("XD",),
    roles=(Role(profession="focal_point", country="XD", when="2025/.."),),
    evidence=(Evidence(kind="trained", people="police", when="2024", number=2, activity="training-1"),),
    consent=CONSENT,
)
WHO = Person(name="Zqana Zqbrezu", works_at="Zqchambers", email="zqana@example.org", phone="+000 555 0001")
ROLES = ("programme_officer", "programme_editor", "programme_director", "focal_point")


@pytest.fixture
def staff() -> dict[str, Actor]:
    people.an_installation()
    ours, theirs = people.an_agency("international_organisation"), people.an_agency("international_organisation")
    found = {role: people.a_person(ours, role) for role in (*ROLES, "monitor")}
    return {**found, **{f"their {role}": people.a_person(theirs, role) for role in ROLES}, "coordinator": people.the_coordinator()}


def listed(staff: dict[str, Actor], to: str = "programme", **changes: Any) -> models.Contact:
    keeper = door.keeping(staff["programme_officer"], door.ROSTER, "identity")
    said = ANA.model_copy(update={"consent": CONSENT.model_copy(update={"to": to}), **changes})
    return actions.record(keeper, said, AT, WHO)


def found_by(actor: Actor) -> list[str]:
    hits = reads.search(actor, ASKED, TODAY)
    names = reads.opened(actor, [hit.row.id for hit in hits], TODAY, "roster")
    return [names[hit.row.id]["name"] for hit in hits]


def test_what_was_typed_is_read_again(staff: dict[str, Actor]) -> None:
    assert reads.as_typed(reads.live(TODAY).get(pk=listed(staff).pk)) == ANA


OWN, ALL = set(ROLES), {*ROLES, *(f"their {role}" for role in ROLES)}


@pytest.mark.security("ACC-12")
@pytest.mark.parametrize(
    ("to", "finds"),
    [("through_us", set()), ("own_agency", OWN), ("focal_points", OWN | {"their focal_point"}), ("programme", ALL)],
)
def test_somebody_is_found_by_those_to_whom_they_agreed_and_by_nobody_else(staff: dict[str, Actor], to: str, finds: set[str]) -> None:
    listed(staff, to)
    assert {who for who, actor in staff.items() if found_by(actor) == [WHO.name]} == finds
    assert {who for who, actor in staff.items() if found_by(actor)} == finds
    assert {who for who, actor in staff.items() if reads.focal_points(actor, TODAY)} == finds


@pytest.mark.security("ACC-12")
@pytest.mark.parametrize("day", [date(2025, 12, 31), date(2028, 1, 1)], ids=["before", "after"])
def test_outside_of_the_days_of_a_consent_nobody_is_found(staff: dict[str, Actor], day: date) -> None:
    row = listed(staff)
    assert reads.search(staff["programme_editor"], ASKED, day) == []
    assert reads.opened(staff["programme_editor"], [row.id], day, "roster") == {}


def test_a_name_is_shown_only_with_its_look_on_record(staff: dict[str, Actor]) -> None:
    row = listed(staff)
    found_by(staff["their focal_point"])
    (look,) = Look.objects.filter(case_id=row.id)
    assert (look.actor, look.sections) == (staff["their focal_point"].id, "identity")


def test_nothing_in_clear_says_who_it_is(staff: dict[str, Actor]) -> None:
    listed(staff)
    clear = str([*models.Contact.objects.values(), *models.Contact.history.values(), *models.Facet.objects.values()])
    assert "zq" not in clear.casefold()


@pytest.mark.security("ACC-12")
def test_a_consent_that_is_taken_back_closes_at_once_for_the_keeper_too(staff: dict[str, Actor]) -> None:
    row = listed(staff)
    actions.withdraw(door.keeping(staff["programme_officer"], door.ROSTER, "identity"), "ana", AT)
    assert {who for who, actor in staff.items() if found_by(actor)} == set()
    assert all(reads.opened(actor, [row.id], TODAY, "roster") == {} for actor in staff.values())
    assert [one.key for one in reads.kept_by(staff["programme_officer"])] == ["ana"]
    actions.agree(door.keeping(staff["programme_officer"], door.ROSTER, "identity"), "ana", CONSENT, AT)
    assert found_by(staff["programme_editor"]) == [WHO.name]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"given_on": date(2026, 12, 1)}, "contact.not-yet"),
        ({"until": date(2026, 11, 1)}, "contact.over"),
        ({"until": date(2040, 1, 1)}, "contact.long"),
    ],
)
def test_a_consent_that_opens_nothing_is_refused(staff: dict[str, Actor], changes: dict[str, date], code: str) -> None:
    with pytest.raises(Refused) as refused:
        listed(staff, consent=CONSENT.model_copy(update=changes))
    assert [one.code for one in refused.value.refusals] == [code]
    assert not models.Contact.objects.exists()


def test_somebody_who_was_interviewed_is_listed_by_their_own_consent_alone() -> None:
    with pytest.raises(ValueError, match="own"):
        Consent(to="programme", given_on=TODAY, until=TODAY, how="spoken", own=False)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="consent"):
        Contact(key="interviewee", interviewed_in="assessment-1")  # type: ignore[call-arg]


@pytest.mark.parametrize("who", ["programme_editor", "programme_director", "focal_point", "monitor", "coordinator"])
def test_nobody_but_an_officer_lists_anybody(staff: dict[str, Actor], who: str) -> None:
    with pytest.raises(Refused):
        door.keeping(staff[who], door.ROSTER, "identity")


def test_erased_is_erased_and_no_count_moves(staff: dict[str, Actor], django_capture_on_commit_callbacks: Callable[..., Any]) -> None:
    row, officer = listed(staff), door.keeping(staff["programme_officer"], door.ROSTER, "identity")
    request = actions.ask(door.keeping(staff["their focal_point"], door.ROSTER), Request(key="r", subject="train ours"), AT, row)
    actions.answer(officer, request.passings.get().pk, "yes", AT)
    kept = list(models.ContactText.objects.all())
    with django_capture_on_commit_callbacks(using="default", execute=True):
        actions.erase(officer, "ana", AT)
    models.ContactText.objects.bulk_create(kept)  # as a thief's copy or a backup would bring them back
    assert {who for who, actor in staff.items() if found_by(actor)} == set()
    (heard,) = requests.heard(staff["their focal_point"], request, "request")
    assert (heard.answer, heard.person) == ("yes", {})
    assert models.Contact.objects.count() == models.Passing.objects.filter(answer="yes").count() == 1
    assert "training-1" not in str([*models.Contact.history.values(), *models.Evidence.objects.values(), *models.Facet.objects.values()])
    with pytest.raises(Refused):
        listed(staff)
