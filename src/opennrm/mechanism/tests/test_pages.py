"""The pages: whole ways through them, and what they refuse."""

import re
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from opennrm.access.actor import Actor
from opennrm.mechanism import actions, reads, urls
from opennrm.mechanism.models import Agency, Agreement, Attempt, Designation, Invitation, Membership, User
from opennrm.mechanism.rules import Terms
from opennrm.mechanism.tests import world
from opennrm.mechanism.tests.world import AT, PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _demonstration() -> None:
    world.install("demo")


def as_(actor: Actor) -> Client:
    client = Client()
    assert client.post("/demo/enter/", {"person": str(actor.id)}).status_code == 302
    return client


def text(response: Any) -> str:
    return str(response.content.decode())


def errors(response: Any) -> dict[str, list[str]]:
    return dict(response.context["form"].errors)


def test_the_whole_way_from_admission_to_a_first_colleague() -> None:
    coordinator = world.first_coordinator()
    client = as_(coordinator)
    admitted = {"kind": "police", "name": "Northgate Police", "region": "NOR", "languages": "English, Romanian"}
    assert client.post("/agencies/admit/", admitted).url == "/agencies/"
    agency = Agency.objects.get(name="Northgate Police")
    assert agency.languages == ["en", "ro"]
    assert "Northgate Police" in text(client.get("/agencies/"))
    made = client.post(f"/agencies/{agency.pk}/invite/", {"email": "chief@police.example", "roles": ["agency_administrator"]})
    link = re.search(r'value="http://testserver(/join/[^"]+)"', text(made))[1]  # type: ignore[index]
    assert link.split("/")[2] not in text(client.get(f"/agencies/{agency.pk}/"))

    newcomer = Client()
    assert "Northgate Police" in text(newcomer.get(link))
    weak = newcomer.post(link, {"name": "Mira Ost", "password": "short"})
    assert "at least 15 characters" in text(weak)
    assert 'value="Mira Ost"' in text(weak)
    assert newcomer.post(link, {"name": "Mira Ost", "password": PASSWORD}).url == "/sign-in/"
    assert newcomer.get(link).status_code == 404
    assert newcomer.post("/sign-in/", {"login": "chief@police.example", "password": PASSWORD}).url == "/"
    assert "Mira Ost" in text(newcomer.get("/agency/"))

    made = newcomer.post("/agency/invite/", {"email": "pell@police.example", "roles": ["first_responder", "investigator"]})
    link = re.search(r'value="http://testserver(/join/[^"]+)"', text(made))[1]  # type: ignore[index]
    assert "pell@police.example" in text(newcomer.get("/agency/"))
    Client().post(link, {"name": "Pell Haro", "password": PASSWORD})
    shown = text(newcomer.get("/agency/"))
    assert "Pell Haro" in shown
    assert "pell@police.example" not in shown


@pytest.mark.parametrize(
    ("data", "field"),
    [
        pytest.param({"email": "not an address", "roles": ["case_worker"]}, "email", id="no address"),
        pytest.param({"email": "a@b.example"}, "roles", id="no role"),
        pytest.param({"email": "a@b.example", "roles": ["decision_maker"]}, "roles", id="a role of another kind"),
        pytest.param({"email": "a@b.example", "roles": ["national_coordinator"]}, "roles", id="a role above"),
        pytest.param({"email": "a@b.example\u202e", "roles": ["case_worker"]}, "email", id="a hidden character"),
    ],
)
def test_what_is_wrong_in_an_invitation_stands_beside_its_field_and_all_stays_typed(data: dict[str, Any], field: str) -> None:
    agency, (administrator,) = world.an_agency_with(world.first_coordinator())
    answer = as_(administrator).post("/agency/invite/", data)
    assert set(errors(answer)) == {field}
    assert "<title>Error:" in text(answer)
    assert data["email"].split("@")[0] in text(answer)
    if "case_worker" in data.get("roles", []):
        assert re.search(r'value="case_worker"[^>]*checked', text(answer))
    assert not Invitation.objects.filter(agency=agency, used_at__isnull=True).exists()


def test_inviting_oneself_is_refused_beside_the_field_and_the_coordinator_reads_of_it() -> None:
    coordinator = world.first_coordinator()
    _agency, (administrator,) = world.an_agency_with(coordinator)
    mine = User.objects.get(pk=administrator.id).email
    answer = as_(administrator).post("/agency/invite/", {"email": mine, "roles": ["case_worker"]})
    assert "Nobody gives a role to themselves" in errors(answer)["email"][0]
    shown = text(as_(coordinator).get("/agencies/attempts/"))
    assert administrator.name in shown
    assert "for themselves" in shown


EXTRA = {
    "agency": str(uuid4()),
    "role": "national_coordinator",
    "is_staff": "1",
    "invited_by": str(uuid4()),
    "recorded_at": "2001-01-01",
    "id": "1",
}


def test_whatever_else_a_form_carries_is_not_looked_at() -> None:
    coordinator = world.first_coordinator()
    agency, (administrator,) = world.an_agency_with(coordinator)
    client = as_(administrator)
    client.post("/agency/invite/", {"email": "a@b.example", "roles": ["case_worker"], "expires_at": "2099-01-01", **EXTRA})
    row = Invitation.objects.get(email="a@b.example")
    assert (row.agency_id, row.invited_by_id, row.roles) == (agency.pk, administrator.id, ["case_worker"])
    assert (row.expires_at - row.invited_at).days == 7
    client.post("/agency/describe/", {"name": "New name", "kind": "competent_authority", "admitted_by": str(uuid4()), **EXTRA})
    changed = Agency.objects.get(pk=agency.pk)
    assert (changed.name, changed.kind, changed.admitted_by_id) == ("New name", "listed_ngo", coordinator.id)


def test_roles_are_given_and_ended_on_a_colleagues_page() -> None:
    agency, (administrator,) = world.an_agency_with(world.first_coordinator())
    worker = world.invited(administrator, agency, "case_worker", name="Ilva Marden")
    client = as_(administrator)
    there = f"/agency/people/{worker.id}/"
    assert client.post(there, {"roles": ["first_responder"]}).url == there
    assert world.fresh(worker).roles == {"case_worker", "first_responder"}  # type: ignore[union-attr]
    shown = text(client.get(f"{there}end/"))
    assert len(re.findall(r'name="roles"[^>]*checked', shown)) == 2
    assert client.post(f"{there}end/", {"roles": ["case_worker"]}).url == "/agency/"
    assert world.fresh(worker).roles == {"first_responder"}  # type: ignore[union-attr]


def test_the_last_administrator_reads_why_leaving_is_refused() -> None:
    _agency, (administrator,) = world.an_agency_with(world.first_coordinator())
    answer = as_(administrator).post(f"/agency/people/{administrator.id}/end/", {"roles": ["agency_administrator"]})
    assert "The last administrator cannot leave" in text(answer)


def test_ones_own_page_gives_no_roles_and_leaving_signs_out() -> None:
    agency, (one, _two) = world.an_agency_with(world.first_coordinator(), administrators=2)
    client = as_(one)
    there = f"/agency/people/{one.id}/"
    assert 'name="roles"' not in text(client.get(there))
    assert "Nobody gives a role to themselves" in text(client.post(there, {"roles": ["case_worker"]}))
    assert client.post(f"{there}end/", {"roles": ["agency_administrator"]}).url == "/sign-in/"
    assert client.get("/agency/").url.startswith("/sign-in/")
    assert Attempt.objects.get().codes == ["raise.self"]
    assert agency.name


def test_an_invitation_is_withdrawn() -> None:
    agency, (administrator,) = world.an_agency_with(world.first_coordinator())
    invited = actions.invite_person(administrator, agency=agency.pk, email="a@b.example", roles=["case_worker"], at=AT)
    client = as_(administrator)
    assert "a@b.example" in text(client.get(f"/agency/invitations/{invited.id}/withdraw/"))
    assert client.post(f"/agency/invitations/{invited.id}/withdraw/").url == "/agency/"
    assert client.get(f"/agency/invitations/{invited.id}/withdraw/").status_code == 404


def day(name: str, iso: str) -> dict[str, str]:
    year, month, of_month = iso.split("-")
    return {f"{name}-day": of_month, f"{name}-month": month, f"{name}-year": year}


def test_the_coordinator_designates_an_agency_and_ends_it() -> None:
    coordinator = world.first_coordinator()
    agency = world.an_agency(coordinator, "police")
    client = as_(coordinator)
    there = f"/agencies/{agency.pk}/"
    wrong = client.post(f"{there}designate/", {"capacity": "competent_authority", "source": "Order 1", **day("starts_on", "2026-11-01")})
    assert set(errors(wrong)) == {"capacity"}
    assert 'value="Order 1"' in text(wrong)
    right = {"capacity": "first_responder", "source": "Order 1", **day("starts_on", "2026-11-01")}
    assert client.post(f"{there}designate/", right).url == there
    row = Designation.objects.get()
    assert "Order 1" in text(client.get(there))
    assert client.post(f"{there}designations/{row.pk}/end/", day("ends_on", "2026-12-31")).url == there
    assert Designation.objects.get().ends_on.isoformat() == "2026-12-31"


def test_the_coordinator_suspends_an_agency_and_lets_it_work_again() -> None:
    coordinator = world.first_coordinator()
    agency, (administrator,) = world.an_agency_with(coordinator)
    theirs, client = as_(administrator), as_(coordinator)
    there = f"/agencies/{agency.pk}/"
    assert set(errors(client.post(f"{there}suspend/", {"reason": ""}))) == {"reason"}
    assert client.post(f"{there}suspend/", {"reason": "Under inquiry"}).url == there
    assert theirs.get("/agency/").url.startswith("/sign-in/")
    assert "Under inquiry" in text(client.get(there))
    assert "You take part in no agency now" in text(as_(administrator).get("/me/agency/"))
    assert client.post(f"{there}lift/").url == there
    assert as_(administrator).get("/agency/").status_code == 200


def agreement(*parties: Any) -> dict[str, Any]:
    days = {**day("starts_on", "2026-11-01"), **day("signed_on", "2026-10-15")}
    return {"title": "Cooperation", "parties": [str(p) for p in parties], "sections": ["decisions"], "purposes": ["identification"]} | {
        "data_terms": "Need to know.",
        **days,
    }


def test_the_coordinator_records_an_agreement_and_a_party_reads_and_ends_it() -> None:
    coordinator = world.first_coordinator()
    (one, (inside,)), (two, _), (_three, (outside,)) = (world.an_agency_with(coordinator) for _ in range(3))
    client = as_(coordinator)
    assert client.post("/agreements/new/", agreement(one.pk, two.pk)).url == "/agreements/"
    made = Agreement.objects.get()
    assert reads.agreement_between(one.pk, two.pk, "decisions", made.starts_on) == made
    there = f"/agreements/{made.pk}/"
    assert "Cooperation" in text(client.get("/agreements/"))
    assert "Need to know." in text(as_(inside).get(there))
    assert as_(outside).get(there).status_code == 404
    assert as_(outside).post(there, day("ends_on", "2026-12-31")).status_code == 404
    assert as_(inside).post(there, day("ends_on", "2026-12-31")).url == "/agency/"
    assert Agreement.objects.get().ends_on.isoformat() == "2026-12-31"


def test_a_party_that_is_not_offered_and_one_that_is_not_there_get_the_same_error() -> None:
    coordinator = world.first_coordinator()
    one = world.an_agency(coordinator)
    client = as_(coordinator)
    answers = [client.post("/agreements/new/", agreement(one.pk, other)) for other in (uuid4(), coordinator.id, "x")]
    assert len({(answer.status_code, tuple(errors(answer))) for answer in answers}) == 1
    assert set(errors(client.post("/agreements/new/", agreement(one.pk)))) == {"parties"}
    assert not Agreement.objects.exists()


def test_whoever_works_for_two_agencies_chooses_one() -> None:
    coordinator = world.first_coordinator()
    (one, (first,)), (two, (second,)) = world.an_agency_with(coordinator), world.an_agency_with(coordinator, "police")
    world.invited(first, one, "case_worker", "agency_administrator", email="ana@b.example")
    ana = world.invited(second, two, "first_responder", email="ana@b.example")
    client = as_(ana)
    assert client.get("/agency/").url == "/me/agency/"
    shown = text(client.get("/me/agency/"))
    assert one.name in shown
    assert two.name in shown
    assert set(errors(client.post("/me/agency/", {"agency": str(coordinator.agency)}))) == {"agency"}
    key = client.session.session_key
    assert client.post("/me/agency/", {"agency": str(one.pk)}).url == "/"
    assert client.session.session_key != key
    assert client.get("/agency/").status_code == 200
    client.post("/me/agency/", {"agency": str(two.pk)})
    assert client.get("/agency/").status_code == 404


def test_anybody_invented_is_a_click_away_and_nobody_else() -> None:
    coordinator = world.first_coordinator()
    client = as_(coordinator)
    first = client.session.session_key
    for absent in (str(uuid4()), "", "x", "../"):
        assert client.post("/demo/enter/", {"person": absent}).status_code == 404
    assert client.get("/demo/enter/").status_code == 405
    _agency, (administrator,) = world.an_agency_with(coordinator)
    assert client.post("/demo/enter/", {"person": str(administrator.id), "next": "/agency/"}).url == "/agency/"
    assert client.session.session_key != first
    assert client.get("/agencies/").status_code == 404
    assert client.post("/demo/enter/", {"person": str(administrator.id), "next": "//evil.example"}).url == "/"


def test_the_coordinator_agrees_to_or_stops_the_reset_of_a_factor() -> None:
    coordinator = world.first_coordinator()
    agency, (administrator,) = world.an_agency_with(coordinator)
    worker = world.invited(administrator, agency, "case_worker", name="Ilva Marden")
    assert as_(administrator).post(f"/agency/people/{worker.id}/factor/").url == "/agency/"
    assert "Ilva Marden" in text(as_(administrator).get("/agency/"))
    client = as_(coordinator)
    assert "Ilva Marden" in text(client.get("/agencies/"))
    reset = reads.open_factor_resets()[0]
    there = f"/agencies/factors/{reset.pk}/"
    assert client.post(there).url == "/agencies/"
    assert reads.open_factor_resets()[0].agreed_by_id == coordinator.id
    assert client.post(there, {"stop": "1"}).url == "/agencies/"
    assert client.get(there).status_code == 404


def paths(patterns: list[Any]) -> Iterator[URLPattern]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from paths(pattern.url_patterns)
        else:
            yield pattern


class Everything:
    """One of each thing that an address can name."""

    def __init__(self) -> None:
        self.coordinator = world.first_coordinator()
        self.agency, (self.administrator, self.second) = world.an_agency_with(self.coordinator, administrators=2)
        self.other, (self.stranger,) = world.an_agency_with(self.coordinator, "police")
        self.worker = world.invited(self.administrator, self.agency, "case_worker")
        invited = actions.invite_person(
            self.administrator, agency=self.agency.pk, email="a@b.example", roles=["agency_administrator"], at=AT
        )
        named = {"capacity": "first_responder", "starts_on": world.ON, "source": "Order 1", "at": AT}
        designation = actions.designate(self.coordinator, self.agency.pk, **named)  # type: ignore[arg-type]
        terms = terms_of(self.agency, self.other)
        made = actions.make_agreement(self.coordinator, title="T", terms=terms, data_terms="D", at=AT)
        reset = actions.ask_factor_reset(self.administrator, self.worker.id, agency=self.agency.pk, at=AT)
        self.ids = {
            "agency_id": self.agency.pk,
            "person_id": self.second.id,
            "invitation_id": invited.id,
            "designation_id": designation.pk,
            "agreement_id": made.pk,
            "reset_id": reset.pk,
            "token": invited.token,
        }

    def address(self, pattern: URLPattern) -> str:
        return reverse(f"mechanism:{pattern.name}", kwargs={name: self.ids[name] for name in pattern.pattern.converters})


def terms_of(one: Agency, two: Agency) -> Any:
    return Terms((one.pk, two.pk), ("decisions",), ("identification",), world.ON, world.ON)


OF_ADMINISTRATORS = {"my_agency", "describe_mine", "invite_mine", "withdraw_mine", "person", "end_mine", "ask_reset", "agreement"}
OF_ANYBODY = {"join", "profile", "choose_agency", "stop_reset", "enter_demo"}
ONLY_SHOWN = {"my_agency", "agencies", "attempts", "agency", "agreements"}
# An agency that is not suspended has no suspension to lift; who lost nothing has no reset to stop.
NOT_NOW = {"lift", "stop_reset"}


def openers(name: str | None) -> set[str]:
    """Who reaches a page, written by hand. The stranger administers an agency too: the other party of the agreement."""
    if name == "agreement":
        return {"administrator", "coordinator", "stranger"}
    if name in {"my_agency", "describe_mine", "invite_mine"}:
        return {"administrator", "stranger"}
    return {"administrator"} if name in OF_ADMINISTRATORS else {"coordinator"}


def counts() -> list[int]:
    return [model.objects.count() for model in (Agency, Designation, Agreement, Membership, User, Invitation)]


@pytest.mark.parametrize("method", ["get", "post"])
def test_each_page_opens_to_its_roles_and_is_the_one_404_to_everybody_else(method: str) -> None:
    made = Everything()
    who = {"administrator": made.administrator, "coordinator": made.coordinator, "stranger": made.stranger, "worker": made.worker}
    clients = {name: as_(actor) for name, actor in who.items()}
    before = counts()
    # What an empty form does (withdrawing, asking, agreeing) is done by the last who may, so strangers come first.
    order = ["worker", "stranger", "coordinator", "administrator"]
    for pattern in urls.pages:
        if pattern.name in OF_ANYBODY | NOT_NOW or (method == "post" and pattern.name in ONLY_SHOWN | {"withdraw"}):
            continue
        address = made.address(pattern)
        assert getattr(Client(), method)(address).url.startswith("/sign-in/"), pattern.name
        opens = {name for name in order if getattr(clients[name], method)(address).status_code != 404}
        assert opens == openers(pattern.name), pattern.name
    assert counts() == before


def test_methods_that_nobody_needs_are_refused_before_anything_is_looked_up() -> None:
    made = Everything()
    client = as_(made.coordinator)
    for pattern in urls.pages:
        if pattern.name == "enter_demo":
            continue
        for ids in (made.ids, {**{name: uuid4() for name in made.ids}, "token": "x"}):
            address = reverse(f"mechanism:{pattern.name}", kwargs={name: ids[name] for name in pattern.pattern.converters})
            for method in ("put", "delete", "patch", "options"):
                assert getattr(client, method)(address).status_code == 405, (pattern.name, method)


def test_no_page_names_somebody_in_its_title_or_has_a_style_or_script_of_its_own() -> None:
    made = Everything()
    clients = {"administrator": as_(made.administrator), "coordinator": as_(made.coordinator)}
    names = list(User.objects.values_list("name", flat=True)) + list(Agency.objects.values_list("name", flat=True))
    for pattern in urls.pages:
        if pattern.name in NOT_NOW | {"enter_demo"}:
            continue
        client = clients["administrator" if pattern.name in OF_ADMINISTRATORS else "coordinator"]
        answer = client.get(made.address(pattern))
        assert answer.status_code == 200, pattern.name
        shown = text(answer)
        title = re.search(r"<title>(.*?)</title>", shown)[1]  # type: ignore[index]
        assert not [name for name in names if name in title]
        assert not re.search(r"\sstyle=|<script(?![^>]*src=)|\son\w+=", shown), pattern.name
        assert len(answer.content) < 60_000
        assert shown.count("<h1") == 1, pattern.name
        assert len(re.findall(r'id="([^"]+)"', shown)) == len(set(re.findall(r'id="([^"]+)"', shown))), pattern.name


def test_every_view_of_this_package_says_who_may_open_it() -> None:
    ours = list(paths(get_resolver("opennrm.mechanism.urls").url_patterns))
    assert len(ours) > 40
    assert [pattern.name for pattern in ours if not hasattr(pattern.callback, "declared")] == []
