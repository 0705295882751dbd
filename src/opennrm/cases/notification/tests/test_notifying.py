"""After a no an authority may be told in codes: whom, of whom, from which day on, and what never goes."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from tests import people
from tests.once import once
from tests.people import codes, happens

from opennrm.access.doors import NotVisible
from opennrm.cases.notification import actions, models
from opennrm.cases.notification.identifying import Finding
from opennrm.cases.notification.models import Notification
from opennrm.cases.notification.telling import Told
from opennrm.cases.notification.tests.world import ALL, World
from opennrm.cases.referral import actions as referral
from opennrm.cases.referral.sending import Asked, Talk
from opennrm.cases.spine import door
from opennrm.journal import registry, replay
from opennrm.journal.event import Event
from opennrm.standards.refusal import Refused

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def world(db: None) -> World:
    return once(World)


# --- who may not ---------------------------------------------------------------------------------------------------------


def test_nobody_notifies_of_another_agencys_contact(world: World) -> None:
    contact = world.said_no()
    for actor in (world.patrol, world.decider, world.officer):
        with pytest.raises(NotVisible):
            actions.notify(actor, contact, telling=world.telling())


def test_before_the_person_said_no_nobody_is_told(world: World) -> None:
    contact = people.a_contact(world.responder)
    with pytest.raises(Refused) as refused:
        actions.notify(world.responder, contact, telling=world.telling())
    assert "notify.not-no" in codes(refused)


@pytest.mark.parametrize("age", ["child", "unknown"])
def test_a_child_is_never_told_of_in_this_way(world: World, age: str) -> None:
    contact = people.a_contact(world.responder, age=age)
    with pytest.raises(Refused) as refused:
        actions.notify(world.responder, contact, telling=world.telling())
    assert "notify.child" in codes(refused)
    assert not Notification.objects.exists()


def test_an_authority_is_told_once(world: World) -> None:
    contact = world.said_no()
    actions.notify(world.responder, contact, telling=world.telling())
    with pytest.raises(Refused) as refused:
        actions.notify(world.responder, contact, telling=world.telling())
    assert codes(refused) == {"notify.sent"}


def test_only_an_authority_that_decides_is_told(world: World) -> None:
    contact = world.said_no()
    with pytest.raises(Refused) as refused:
        actions.notify(world.responder, contact, telling=world.telling(recipient=world.police.pk))
    assert codes(refused) == {"notify.recipient"}


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"because": "no_such_reason"}, "notify.reason"),
        ({"fields": ("sex",)}, "notify.age"),
        ({"fields": (*ALL, "names")}, "notify.field"),
        ({"fields": (*ALL, "citizenships")}, "notify.field"),
        ({"text": "word " * 80}, "notify.long"),
        ({"cleared": {}}, "marked.rare"),
        ({"cleared": {"rare": "because_i_say_so"}}, "marked.rare"),
        ({"text": "They call Maria every day."}, "marked.name"),
    ],
)
def test_a_telling_that_differs_in_one_thing_is_not_sent(world: World, changed: dict[str, object], code: str) -> None:
    contact = world.said_no()
    with happens(), pytest.raises(Refused) as refused:
        actions.notify(world.responder, contact, telling=world.telling(**changed))
    assert codes(refused) == {code}


@pytest.mark.parametrize(("kind", "words"), [("phone", "069123456"), ("email", "her@example.org"), ("handle", "@her_account")])
def test_what_leads_to_one_person_by_itself_is_taken_out_whatever_is_said_of_it(world: World, kind: str, words: str) -> None:
    """A reason from the list would clear any other mark."""
    contact = world.said_no()
    cleared = {"rare": "fits_many", Finding(kind, 0, 0, words).key: "not_of_person"}
    with happens(), pytest.raises(Refused) as refused:
        actions.notify(world.responder, contact, telling=world.telling(text=f"the pay is kept, {words}", cleared=cleared))
    assert codes(refused) == {f"marked.{kind}"}


# --- what is sent --------------------------------------------------------------------------------------------------------


def test_codes_are_told_and_nothing_else(world: World) -> None:
    contact = world.said_no(citizenships=("MD",), languages=("ro",))
    with happens("notification.disclosure_checked", "notification.contact_notified", "notification.sent"):
        sent = actions.notify(world.responder, contact, telling=world.telling())
    row = Notification.objects.get()
    assert row.case_id == sent != contact
    assert (row.agency, row.recipient, row.period, row.region, row.sex) == (world.ngo.pk, world.authority.pk, "2026-Q4", "VEL", "female")
    assert row.forms == ["labour"]
    assert door.state_of(contact).state == door.state_of(sent).state == "notified_anonymous"


def test_what_is_left_out_is_not_told(world: World) -> None:
    actions.notify(world.responder, world.said_no(), telling=world.telling(fields=("age_group", "forms"), width="year"))
    row = Notification.objects.get()
    assert (row.region, row.sex, row.signs, row.place, row.period) == ("", "", [], "", "2026")


def test_nothing_leads_from_the_notification_to_the_contact_nor_back(world: World) -> None:
    contact = world.said_no()
    sent = actions.notify(world.responder, contact, telling=world.telling())
    assert str(contact) not in everything_of(sent)
    assert str(sent) not in everything_of(contact)
    with pytest.raises(NotVisible):
        door.act(world.decider, contact, kind="contact", section="coarse").__enter__()


def everything_of(stream: UUID) -> str:
    """All events of a stream and all rows of it, as text."""
    from django.apps import apps  # noqa: PLC0415

    from opennrm.journal.models import JournalEvent, Projection  # noqa: PLC0415

    told = [bytes(one.header).decode() + bytes(one.payload).decode() for one in JournalEvent.objects.filter(stream=stream)]
    for model in apps.get_models():
        if issubclass(model, Projection):
            told += [str(row) for row in model.objects.filter(**{model.stream_field: stream}).values()]
    assert told
    return "\n".join(told)


# Every field that may stand in clear, and what it can hold: a code, a width of time, an agency, a number of the law's own words.
CODED = {
    models.Notification: {
        *("case_id", "agency", "agency_kind", "recipient", "period", "because", "age_at_exploitation", "sex", "forms", "signs", "place"),
        *("region", "citizenship", "has_text"),
    },
    models.SealedContact: {"case_id", "agency", "recipient", "recipient_kind", "purpose", "agreed_on", "taken_back_on"},
}


@pytest.mark.parametrize("model", CODED)
def test_a_table_has_no_column_that_could_hold_a_person(model: type) -> None:
    fields = {field.name: field for field in model._meta.get_fields()}  # type: ignore[attr-defined]
    assert set(fields) == CODED[model], "a new column of this table has to be looked at by somebody"
    assert max(getattr(field, "max_length", 0) or 0 for field in fields.values()) <= 40
    if model is models.Notification:
        assert not [name for name, field in fields.items() if field.get_internal_type() in ("DateField", "DateTimeField", "TextField")]


FREE = {"sheet"}  # the version of a sheet of the country's, never typed


OURS = [event for name, event in registry.all_events().items() if name.startswith("notification.")]


@pytest.mark.parametrize("event", OURS, ids=[event.type for event in OURS])
def test_an_event_holds_codes_and_what_is_sealed(event: type[Event]) -> None:
    schema = {**event.model_json_schema().get("properties", {})}
    for name in set(schema) - set(event.sealed_fields) - FREE:
        assert not loose(schema[name]), name
    if event.kind == "notification":
        assert set(event.sealed_fields) == {"checked_text"}
    assert not {mark.section for mark in event.sealed_fields.values()} & {"identity"} or event.kind == "sealed_contact"


def loose(shape: dict[str, object]) -> bool:
    """Whether any text may stand there: a string without a pattern, a format or a list of its words."""
    several = shape.get("anyOf")
    if isinstance(several, list):
        return any(loose(one) for one in several)
    return shape.get("type") == "string" and not {"pattern", "format", "const", "enum"} & set(shape)


def test_what_is_told_is_codes() -> None:
    for name, shape in Told.model_json_schema()["properties"].items():
        assert not loose(shape), name
        assert not loose(shape.get("items", {})), name


# --- the day ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("day", "sent"), [(datetime(2015, 10, 31, 12, tzinfo=UTC), False), (datetime(2015, 11, 1, 12, tzinfo=UTC), True)])
def test_the_day_before_and_the_day_on_which_the_united_kingdom_opens_the_track(db: None, day: datetime, sent: bool) -> None:
    world = once(World, "GB", day, region="")
    contact = world.said_no()
    telling = world.telling(text="Wages are not paid and papers are kept.")
    if sent:
        actions.notify(world.responder, contact, telling=telling)
        assert Notification.objects.get().region == ""
    else:
        with pytest.raises(Refused) as refused:
            actions.notify(world.responder, contact, telling=telling)
        assert codes(refused) == {"notify.no-track"}


def test_what_is_not_known_opens_nothing(db: None) -> None:
    world = once(World, "MD", datetime(2026, 6, 1, 12, tzinfo=UTC), region="")
    with pytest.raises(Refused) as refused:
        actions.notify(world.responder, world.said_no(), telling=world.telling())
    assert "notify.not-known" in codes(refused)


# --- a later referral -------------------------------------------------------------------------------------------------------


def test_no_act_makes_a_referral_of_a_notification(world: World) -> None:
    contact = world.said_no()
    sent = actions.notify(world.responder, contact, telling=world.telling())
    for stream, refusal in ((sent, NotVisible), (contact, Refused)):
        with pytest.raises(refusal):
            referral.refer(world.responder, stream, sending=people.a_sending(), recipient=world.authority.pk)
    assert door.state_of(contact).state == "notified_anonymous"


def test_the_person_alone_comes_back(world: World) -> None:
    contact = world.said_no()
    with pytest.raises(Refused) as refused:
        actions.come_back(world.responder, contact, present=True)
    assert codes(refused) == {"back.not-notified"}
    actions.notify(world.responder, contact, telling=world.telling())
    with pytest.raises(Refused) as refused:
        actions.come_back(world.responder, contact, present=False)
    assert codes(refused) == {"back.present"}
    with happens("notification.person_came_back"):
        actions.come_back(world.responder, contact, present=True)
    assert not door.state_of(contact).closed


def came_back(world: World) -> UUID:
    """A contact whose person said no on the second of November, and came back two days later."""
    contact = world.said_no()
    actions.notify(world.responder, contact, telling=world.telling())
    people.time_passes(datetime(2026, 11, 4, 9, tzinfo=UTC))
    actions.come_back(world.responder, contact, present=True)
    return contact


def test_a_referral_after_it_takes_a_yes_that_was_given_later(world: World) -> None:
    contact = came_back(world)
    for talk in (None, Talk(on=datetime(2026, 11, 1, tzinfo=UTC).date(), language="ro")):
        with pytest.raises(Refused):
            referral.refer(world.responder, contact, sending=people.a_sending(talk=talk), recipient=world.authority.pk)
    no = people.a_sending().model_copy(update={"asked": (Asked(scope="referral", answer="no"),)})
    with pytest.raises(Refused):
        referral.refer(world.responder, contact, sending=no, recipient=world.authority.pk)
    case = referral.refer(world.responder, contact, sending=people.a_sending(), recipient=world.authority.pk)
    assert door.state_of(case).state == "referred"
    assert door.state_of(case).facts.entries("notified.anonymously")


def test_nothing_of_the_notification_stands_in_the_case(world: World) -> None:
    contact = came_back(world)
    sent = str(Notification.objects.get().case_id)
    case = referral.refer(world.responder, contact, sending=people.a_sending(), recipient=world.authority.pk)
    assert sent not in everything_of(case)
    assert str(case) not in everything_of(UUID(sent))


# --- replay ------------------------------------------------------------------------------------------------------------------


def test_the_tables_are_made_again_from_the_journal(world: World) -> None:
    contact = world.said_no()
    actions.notify(world.responder, contact, telling=world.telling(text="Wages are not paid."))
    reach = actions.seal_contact(world.responder, contact, reach=world.reach())
    actions.take_back(world.responder, reach, on=door.today())
    before = [list(model.objects.values()) for model in CODED]
    replay.rebuild()
    assert [list(model.objects.values()) for model in CODED] == before
    assert list(replay.verify()) == []
