"""An invented organisation with its people and a few activities, for the tests of its pages."""

from dataclasses import dataclass
from typing import Any

from django.test import Client
from tests import people
from tests.access.crawl import Page
from tests.people import signed_in

from opennrm.access.actor import Actor
from opennrm.journal import clock
from opennrm.programme import door, typed
from opennrm.programme.activities import actions

# A word that stands in what is shared in confidence and nowhere else.
SECRET = "Zqsecret"


@dataclass(frozen=True)
class Programme:
    """Who is there."""

    officer: Actor
    editor: Actor
    director: Actor
    focal_point: Actor
    coordinator: Actor
    stranger: Actor  # an officer of another organisation

    @property
    def outside(self) -> tuple[Actor, ...]:
        """All who read what is open, and nothing in confidence."""
        return self.focal_point, self.coordinator, self.stranger


def a_programme() -> Programme:
    people.an_installation()
    ours, others, ngo = (people.an_agency(kind) for kind in ("international_organisation", "monitor", "listed_ngo"))
    return Programme(
        officer=people.a_person(ours, "programme_officer"),
        editor=people.a_person(ours, "programme_editor"),
        director=people.a_person(ours, "programme_director"),
        focal_point=people.a_person(ngo, "focal_point"),
        coordinator=people.the_coordinator(),
        stranger=people.a_person(others, "programme_officer"),
    )


BODIES = (
    typed.Body(key="centre", name="The Centre", kind="organisation_of_states"),
    typed.Body(key="shelter", name="The Shelter", kind="civil_society", country="XD"),
)
AIM = typed.Aim(key="aim-1", kind="aim", subject="support referral structures", taskings=("OAP-V-11.1",))
TRAINING = typed.Activity(
    key="training-1",
    kind="training",
    title="Seeing people",
    when="2026-10-06/2026-10-07",
    places=(typed.Place(country="XD", town="Port"), typed.Place(country="MD", about=True)),
    parts=(typed.Part(role="organiser", body="centre"), typed.Part(role="participant", people="police", number=12)),
    aims=("aim-1",),
    topics=("identification",),
)
HIDDEN = typed.Activity(
    key="hidden-1",
    kind="plan_comment",
    title=f"{SECRET} draft",
    when="2026-10-08",
    confidence="own",
    places=(typed.Place(country="AM", town=f"{SECRET}ville"),),
    parts=(typed.Part(role="addressee", body="shelter"),),
    aims=("aim-1",),
    taskings=("OAP-VI-7",),
    topics=("action_plans",),
    outcomes=(typed.Outcome(key="hidden-outcome", kind="plan_adopted", subject=f"{SECRET} plan", country="AM"),),
    links=(typed.Link(kind="follows", to="training-1"),),
)
PROMISE = typed.Promise(
    key="promise-1", subject="train police", due="2026-10", countries=("XD",), aims=("aim-1",), topics=("identification",)
)


def recorded(by: Actor, *said: typed.Typed) -> None:
    """These are kept by the person's agency."""
    for one in said:
        section = "account" if getattr(one, "confidence", "open") == "own" else "coarse"
        actions.record(door.keeping(by, door.PROGRAMME, section), one, clock.now())


def at(actor: Actor) -> Client:
    """A browser of somebody."""
    return signed_in(actor)


def page_of(actor: Actor, address: str, **asked: Any) -> str:
    """What stands on a page."""
    answer = at(actor).get(address, asked)
    assert answer.status_code == 200, (address, answer.status_code)
    return str(answer.content.decode())


def as_it_stands(client: Client, address: str) -> dict[str, Any]:
    """The form of a page as a browser would send it."""
    form = next(one for one in Page(client.get(address).content.decode()).forms if "title" in dict(one.data))
    said: dict[str, Any] = {}
    for name, value in form.data:
        said.setdefault(name, []).append(value)
    return said
