"""A request goes to whoever is asked, or is passed on to whoever fits; the asker learns of nobody who does not say yes."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from tests import people

from opennrm.access.actor import Actor
from opennrm.programme import door
from opennrm.programme.contacts import actions, models, requests
from opennrm.programme.contacts.tests.test_listing import ASKED, AT, TODAY, WHO, listed, staff
from opennrm.programme.contacts.typed import Exchange, Need, Request, Visit
from opennrm.standards.refusal import Refused

__all__ = ["staff"]

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
WANTED = Request(key="wanted", subject="train our police on claims", by=date(2026, 12, 1), need=ASKED)


def asked(actor: Actor, contact: models.Contact | None = None, **changes: Any) -> models.Request:
    return actions.ask(door.keeping(actor, door.ROSTER), WANTED.model_copy(update=changes), AT, contact)


def answered(staff: dict[str, Actor], said: str) -> None:
    passing = requests.passed_on(staff["programme_officer"], TODAY).get()
    actions.answer(door.keeping(staff["programme_officer"], door.ROSTER, "identity"), passing.pk, said, AT)


def heard(staff: dict[str, Actor]) -> list[tuple[str, str]]:
    asker = staff["their focal_point"]
    (request,) = requests.asked_by(asker)
    return [(one.answer, one.person.get("name", "")) for one in requests.heard(asker, request, "request")]


def test_somebody_who_is_on_no_list_is_asked_through_whoever_keeps_the_entry(staff: dict[str, Actor]) -> None:
    listed(staff, "through_us")
    asked(staff["their focal_point"])
    assert heard(staff) == []
    answered(staff, "yes")
    assert heard(staff) == [("yes", WHO.name)]
    assert not requests.passed_on(staff["programme_officer"], TODAY).exists()


@pytest.mark.security("ORA-01")
@pytest.mark.parametrize("said", ["no", "", None], ids=["a no", "no answer", "nobody there"])
def test_a_no_a_silence_and_nobody_at_all_are_one_to_the_asker(staff: dict[str, Actor], said: str | None) -> None:
    if said is not None:
        listed(staff, "through_us")
    asked(staff["their focal_point"])
    if said:
        answered(staff, said)
    assert heard(staff) == []


def test_whoever_asked_by_name_hears_of_a_no(staff: dict[str, Actor]) -> None:
    asked(staff["their focal_point"], listed(staff))
    answered(staff, "no")
    assert heard(staff) == [("no", "")]


def test_a_request_is_passed_on_only_to_those_who_fit_wholly_and_still_agree(staff: dict[str, Actor]) -> None:
    listed(staff, "through_us", languages=("fr",))
    listed(staff, "through_us", key="gone")
    actions.withdraw(door.keeping(staff["programme_officer"], door.ROSTER, "identity"), "gone", AT)
    asked(staff["their focal_point"])
    assert not models.Passing.objects.exists()


def test_nobody_is_asked_after_a_consent_was_taken_back_or_the_request_closed(staff: dict[str, Actor]) -> None:
    listed(staff, "through_us")
    request = asked(staff["their focal_point"])
    assert requests.passed_on(staff["programme_officer"], TODAY).exists()
    actions.close(door.keeping(staff["their focal_point"], door.ROSTER), request, AT)
    assert not requests.passed_on(staff["programme_officer"], TODAY).exists()


@pytest.mark.security("ACC-12")
def test_a_yes_names_nobody_once_it_was_taken_back(staff: dict[str, Actor]) -> None:
    listed(staff, "through_us")
    asked(staff["their focal_point"])
    answered(staff, "yes")
    actions.withdraw(door.keeping(staff["programme_officer"], door.ROSTER, "identity"), "ana", AT)
    assert heard(staff) == [("yes", "")]


@pytest.mark.security("ACC-01")
def test_requests_are_read_by_who_asked_and_by_who_passes_them_on(staff: dict[str, Actor]) -> None:
    listed(staff, "through_us")
    asked(staff["their focal_point"])
    assert {who for who, actor in staff.items() if requests.asked_by(actor)} == {"their focal_point"}
    assert {who for who, actor in staff.items() if requests.passed_on(actor, TODAY)} == {"programme_officer"}


@pytest.mark.parametrize(("changes", "code"), [({"need": Need()}, "request.nothing"), ({"by": date(2026, 11, 1)}, "request.past")])
def test_a_request_for_nobody_or_for_a_day_that_is_over_is_refused(staff: dict[str, Actor], changes: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused) as refused:
        asked(staff["their focal_point"], **changes)
    assert [one.code for one in refused.value.refusals] == [code]


def test_two_countries_find_one_another_and_what_came_of_the_visit_is_kept(staff: dict[str, Actor]) -> None:
    asks = Exchange(key="asks", kind="asks", country="XD", profession="shelter_manager", when="2027-03", weeks=2)
    offers = Exchange(key="offers", kind="offers", country="MD", profession="shelter_manager")
    actions.exchange(door.keeping(staff["focal_point"], door.ROSTER), asks, AT)
    actions.exchange(door.keeping(staff["their focal_point"], door.ROSTER), offers, AT)
    (match,) = requests.matches(requests.exchanges(staff["their programme_editor"]))
    assert match.fit.whole
    visit = Visit(key="visit", asks="asks", offers="offers", sends="MD", receives="XD", profession="shelter_manager", when="2027-03")
    keeper = door.keeping(staff["focal_point"], door.ROSTER)
    actions.visit(keeper, visit, AT)
    after = visit.model_copy(update={"state": "took_place", "outcome": "practice_exchanged", "came_of_it": "night staff doubled"})
    actions.visit(keeper, after, AT)
    (row,) = requests.visits(staff["programme_director"])
    assert requests.visit_as_typed(row) == after


@pytest.mark.parametrize(
    ("changes", "code"), [({"receives": "MD"}, "visit.same"), ({"outcome": "trust_grew"}, "visit.no-outcome")], ids=["nowhere", "too early"]
)
def test_a_visit_that_cannot_be_so_is_refused(staff: dict[str, Actor], changes: dict[str, str], code: str) -> None:
    visit = Visit(key="visit", sends="MD", receives="XD", profession="lawyer").model_copy(update=changes)
    with pytest.raises(Refused) as refused:
        actions.visit(door.keeping(staff["focal_point"], door.ROSTER), visit, AT)
    assert [one.code for one in refused.value.refusals] == [code]


def test_a_request_says_what_it_must_to_those_to_whom_it_goes_and_no_table_says_it(
    staff: dict[str, Actor], django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    listed(staff, "through_us")
    asker, keeper, said = (
        people.signed_in(staff["their focal_point"]),
        people.signed_in(staff["programme_officer"]),
        "Zqtwo days in March for forty officers of the labour inspectorate, in Romanian. We pay for travel and the nights.",
    )
    typed = {"subject": "train our police on claims for wages that were never paid", "says": said, "q": "lawyer, Romanian"}
    assert asker.post("/programme/contacts/ask/", typed).status_code == 302
    row = models.Request.objects.get()
    assert said in keeper.get("/programme/contacts/requests/").content.decode()
    assert said in asker.get(f"/programme/contacts/requests/{row.id}/").content.decode()
    for who in ("programme_director", "focal_point", "programme_editor", "their programme_editor"):
        assert people.signed_in(staff[who]).get(f"/programme/contacts/requests/{row.id}/").status_code == 404
        assert "Zq" not in people.signed_in(staff[who]).get("/programme/contacts/requests/").content.decode()
    assert "Zq" not in str([*models.Request.objects.values(), *models.Request.history.values()])
    with django_capture_on_commit_callbacks(using="default", execute=True):
        actions.close(door.keeping(staff["their focal_point"], door.ROSTER), row, AT)
    assert not models.RequestText.objects.exists()
    assert said not in asker.get(f"/programme/contacts/requests/{row.id}/").content.decode()


def test_what_a_country_asks_or_offers_and_a_visit_are_taken_out_by_their_own_agency(staff: dict[str, Actor]) -> None:
    keeper = door.keeping(staff["focal_point"], door.ROSTER)
    offer = actions.exchange(keeper, Exchange(key="offers", kind="offers", country="MD", profession="lawyer", groups=("roma",)), AT)
    visit = actions.visit(keeper, Visit(key="visit", sends="MD", receives="XD", profession="lawyer"), AT)
    ours, theirs = people.signed_in(staff["focal_point"]), people.signed_in(staff["their focal_point"])
    for row in (offer, visit):
        address = f"/programme/contacts/exchange/{row.id}/remove/"
        assert theirs.post(address).status_code == 404
        assert ours.get(address).status_code == 200
        assert ours.post(address).status_code == 302
    assert not requests.exchanges(staff["focal_point"]).exists()
    assert not requests.visits(staff["focal_point"]).exists()
