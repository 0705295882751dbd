"""Forms that are sent with more than was asked, with ids of what is not there, or without their token."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urljoin
from uuid import UUID, uuid4

import pytest
from django.test import Client
from tests.access.addresses import OF_A_CASE, Route, Told, right_of, sealed_in, stream_of, told, url
from tests.access.crawl import Page
from tests.access.world import World, rolled_back

from opennrm.access.actor import Actor
from opennrm.journal import registry, store
from opennrm.journal.models import JournalEvent
from opennrm.mechanism.models import Invitation

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

# What somebody may try to set along with a form. A name that the form asks for itself is left as it is.
MORE = {
    **dict.fromkeys(("id", "case", "case_id", "stream", "subject", "agency", "holder", "actor"), "00000000-0000-4000-8000-00000000a11c"),
    **dict.fromkeys(("created_by", "reviewer", "referrer", "recipient_id", "contact"), "00000000-0000-4000-8000-00000000a11c"),
    **dict.fromkeys(("role", "agency_kind", "holder_kind", "relations"), "national_coordinator"),
    **dict.fromkeys(("is_staff", "is_superuser", "reviewed", "lawful", "position", "seq", "v"), "1"),
    **dict.fromkeys(("recorded_at", "effective", "created_at", "due", "closed_on"), "2020-01-01"),
    "section": "coarse",
    "consent_state": "given",
    "consents": "disclosure",
    "purpose": "investigation",
    "state": "conclusive",
    "to": "x",
}

Who = Callable[[World], Actor]
Where = Callable[[World], str]
FORMS: dict[str, tuple[Who, Where, dict[str, Any]]] = {
    "a contact is opened": (
        lambda w: w.ours.responder,
        lambda w: "/contacts/new/",
        {"age": "adult", "sex": "female", "nationality": "foreign", "residence": "none", "region": "VEL", "channel": "outreach"},
    ),
    "a referral goes back": (
        lambda w: w.ours.decider,
        lambda w: f"/referrals/{w.waiting}/answer/",
        {"answer": "refuse", "reason": "incomplete", "words": "Ask for the language."},
    ),
    "the referrer is told": (
        lambda w: w.ours.decider,
        lambda w: f"/referrals/{w.his}/feedback/",
        {"outcome": "other", "words": "It goes on."},
    ),
    "a consent is asked": (
        lambda w: w.ours.responder,
        lambda w: f"/cases/{w.waiting}/consents/ask/police_contact/",
        {"recipient": lambda w: str(w.ours.agency("police").pk), "answer": "yes", "by": "person", "language": "ro", "interpreter": "none"},
    ),
    "a consent is taken back": (
        lambda w: w.ours.responder,
        lambda w: f"/cases/{w.hers}/consents/support:{w.ours.agency('support_provider').pk}:assistance/take-back/",
        {},
    ),
    "evidence is weighed": (
        lambda w: w.ours.decider,
        lambda w: f"/cases/{w.child}/decision/evidence/",
        {"side": "for", "weight": "2", "what": "A letter."},
    ),
    "evidence is weighed again": (
        lambda w: w.ours.decider,
        lambda w: f"/cases/{w.hers}/decision/evidence/{sealed_in(w.hers, 'identification.evidence')}/",
        {"weight": "3"},
    ),
    "a party is asked": (
        lambda w: w.ours.decider,
        lambda w: f"/cases/{w.child}/decision/parties/first_responder/",
        {"what": "asked", "text": "What did you see?"},
    ),
    "a right is given": (
        lambda w: w.ours.worker,
        lambda w: f"/cases/{w.hers}/rights/{'/'.join(map(str, right_of(w.hers)))}/",
        {"what": "declined"},
    ),
    "something was noticed": (lambda w: w.ours.worker, lambda w: f"/cases/{w.hers}/noticed/", {"what": "need.medical"}),
    "a removal is recorded": (lambda w: w.ours.worker, lambda w: f"/cases/{w.hers}/removal/", {}),
}
each_form = pytest.mark.parametrize("form", FORMS.values(), ids=list(FORMS))


def filled(world: World, client: Client, address: str, said: dict[str, Any]) -> dict[str, Any]:
    """The form of a page as it stands, with what is said changed."""
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    here = [form for form in Page(answer.content.decode()).forms if urljoin(address, form.action).partition("#")[0] == address]
    data: dict[str, Any] = {}
    for name, value in here[-1].data:
        data.setdefault(name, []).append(value)
    return {**data, **{name: value(world) if callable(value) else value for name, value in said.items()}}


def recorded(client: Client, address: str, data: dict[str, Any]) -> list[tuple[object, ...]]:
    """What a form leaves in the journal, without what is drawn by lot; it is undone."""
    with rolled_back():
        before = JournalEvent.objects.order_by("-position").values_list("position", flat=True)[0]
        known = set(map(str, JournalEvent.objects.values_list("stream", flat=True))) | {str(client.session["_auth_user_id"])}
        answer = client.post(address, data)
        assert answer.status_code in (200, 302), answer.status_code
        new = JournalEvent.objects.filter(position__gt=before).exclude(kind="reading")
        streams = {row.stream for row in new}
        events = [one for stream in sorted(streams, key=str) for one in store.read(stream) if one.envelope.position > before]
        return sorted((_told(one, known) for one in events), key=str)


def _told(stored: Any, known: set[str]) -> tuple[object, ...]:
    envelope = stored.envelope
    body = registry.decode(stored).model_dump_json(exclude={"reference", "token"})
    clear = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", lambda found: found[0] if found[0] in known else "drawn", body)
    return (
        *(envelope.type, envelope.kind, str(envelope.actor), str(envelope.agency), envelope.agency_kind),
        *(str(envelope.effective), str(envelope.recorded_at), envelope.to, envelope.sealed, clear),
    )


@each_form
@pytest.mark.security("ACC-09")
def test_what_is_sent_along_changes_nothing(world: World, form: tuple[Who, Where, dict[str, Any]]) -> None:
    who, where, said = form
    client, address = world.browser(who(world)), where(world)
    data = filled(world, client, address, said)
    plain = recorded(client, address, data)
    assert plain, "the form recorded nothing"
    assert recorded(client, address, {**MORE, **data}) == plain


@pytest.mark.security("ACC-09")
def test_one_s_own_page_gives_no_role_and_no_agency(world: World) -> None:
    actor = world.ours.worker
    client = world.browser(actor)
    data = filled(world, client, "/me/", {"name": "A New Name"})
    client.post("/me/", {**MORE, "roles": "national_coordinator", **data})
    assert client.get("/agencies/").status_code == 404
    assert client.get(f"/cases/{world.hidden}/").status_code == 404
    assert client.get(f"/cases/{world.hers}/").status_code == 200


@pytest.mark.security("ACC-09")
def test_an_invitation_is_into_one_s_own_agency_and_for_the_roles_chosen(world: World) -> None:
    administrator = world.watchers[1]
    client = world.browser(administrator)
    data = filled(world, client, "/agency/invite/", {"email": "somebody.new@demo.invalid", "roles": "decision_maker"})
    assert client.post("/agency/invite/", {**MORE, **data}).status_code == 200
    made = Invitation.objects.get(email="somebody.new@demo.invalid")
    assert (made.agency_id, made.roles, made.invited_by_id, made.used_at) == (
        administrator.agency,
        ["decision_maker"],
        administrator.id,
        None,
    )


@pytest.mark.security("ACC-10")
@pytest.mark.parametrize("role", ["national_coordinator", "monitor", "case_worker", "superuser"])
def test_nobody_is_invited_into_a_role_that_is_not_the_administrator_s_to_give(world: World, role: str) -> None:
    client = world.browser(world.watchers[1])
    data = filled(world, client, "/agency/invite/", {"email": "somebody.new@demo.invalid", "roles": role})
    assert "link" not in (client.post("/agency/invite/", data).context or {})
    assert not Invitation.objects.filter(email="somebody.new@demo.invalid").exists()


# --- ids in fields ---------------------------------------------------------------------------------------------------------


def both(world: World, client: Client, address: str, field: str, hidden: object, said: dict[str, Any]) -> list[Told]:
    """What is answered to an id of something that is there and may not be named, and to one of nothing."""
    data, answers = filled(world, client, address, said), []
    for id in (hidden, uuid4()):
        before = JournalEvent.objects.exclude(kind="reading").count()
        with rolled_back():
            answers.append(told(client.post(address, {**data, field: str(id)}), id))
            assert JournalEvent.objects.exclude(kind="reading").count() == before
    return answers


@pytest.mark.security("ACC-05")
def test_a_recipient_that_may_not_be_named_is_one_that_is_not_there(world: World) -> None:
    client = world.browser(world.ours.responder)
    talk = {"answer": "yes", "by": "person", "language": "ro", "interpreter": "none"}
    for agency in (world.strangers.agency("listed_ngo").pk, world.hidden, world.strangers.decider.id):
        asked = both(world, client, f"/cases/{world.hers}/consents/ask/support/", "recipient", agency, talk)
        again = both(world, client, f"/referrals/{world.returned}/again/", "recipient", agency, {"added": "More."})
        assert (asked[0], again[0]) == (asked[1], again[1])
        assert (asked[0][0], again[0][0]) == (200, 200)


@pytest.mark.security("ACC-05")
def test_a_party_to_an_agreement_that_is_not_there_is_refused_as_any_other(world: World) -> None:
    client = world.browser(world.watchers[0])
    said = {"title": "On sharing", "data_terms": "None."}
    answers = both(world, client, "/agreements/new/", "parties", world.hidden, said)
    assert answers[0] == answers[1]
    assert answers[0][0] == 200


@pytest.mark.security("ACC-05")
def test_nobody_walks_in_as_somebody_who_is_not_there(world: World) -> None:
    answers = [told(Client().post("/demo/enter/", {"person": str(id)}), id) for id in (world.hers, uuid4(), "nobody")]
    assert answers[0] == answers[1] == answers[2]
    assert answers[0][0] == 404


# --- the token of a form ---------------------------------------------------------------------------------------------------


@pytest.mark.security("SES-04")
@pytest.mark.parametrize("route", OF_A_CASE, ids=[route.name for route in OF_A_CASE])
def test_a_form_from_elsewhere_is_refused_whatever_is_behind_it(world: World, route: Route) -> None:
    answers = []
    for case_id in (stream_of(world, route), world.hidden, uuid4()):
        client = Client(enforce_csrf_checks=True)
        client.cookies = world.browser(world.ours.decider).cookies
        answers.append(told(client.post(url(world, route, UUID(str(case_id)))), case_id))
    assert answers[0] == answers[1] == answers[2]
    assert answers[0][0] == 403
