"""Invented people who may be asked, materials, letters and visits, recorded by their officer and focal point through the real actions."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from importlib.resources import files
from typing import Any

from ruamel.yaml import YAML

from opennrm.access.actor import Actor
from opennrm.journal import clock
from opennrm.portal.demo.mechanism import Mechanism
from opennrm.programme import door, typed
from opennrm.programme.contacts import actions as contacts
from opennrm.programme.contacts.typed import Contact, Exchange, Person, Visit
from opennrm.programme.interventions import actions as interventions
from opennrm.programme.interventions.typed import Letter
from opennrm.programme.materials import actions as materials

BEFORE = timedelta(days=2)  # the last thing was recorded that long before the demonstration stands


def read(country: str) -> dict[str, Any]:
    """What the clearing-house of a demonstration holds; nothing where it has none."""
    file = files("opennrm.portal.demo") / f"clearing_{country}.yaml"
    return dict(YAML(typ="safe").load(file.read_text(encoding="utf-8"))) if file.is_file() else {}


def build(given: dict[str, Any], made: Mechanism, stands: datetime) -> None:
    """All of it, in one evening."""
    if not given:
        return
    officer, focal_point = made.who(given["officer"]), made.who(given["focal_point"])
    at = stands - BEFORE
    with clock.held(at):
        for act in (*_recorded(given, officer, at), *_exchanged(given, focal_point, officer, at)):
            act()


Act = Callable[[], Any]


def _recorded(given: dict[str, Any], officer: Actor, at: datetime) -> Iterator[Act]:
    work, who, letters = (
        door.keeping(officer, door.PROGRAMME),
        door.keeping(officer, door.ROSTER, "identity"),
        door.keeping(officer, door.INTERVENTION),
    )
    for row in given["materials"]:
        yield lambda row=row: materials.record(work, typed.Material.model_validate(row), at)  # type: ignore[misc]
    for row in given["contacts"]:
        person = Person(**row.pop("person"))
        yield lambda row=row, person=person: contacts.record(who, Contact.model_validate(row), at, person)  # type: ignore[misc]
    for row in given["interventions"]:
        letter = Letter(**row.pop("letter"))
        said = typed.Intervention.model_validate(row)
        yield lambda said=said, letter=letter: interventions.record(letters, said, at, letter)  # type: ignore[misc]


def _exchanged(given: dict[str, Any], focal_point: Actor, officer: Actor, at: datetime) -> Iterator[Act]:
    ours, theirs = door.keeping(focal_point, door.ROSTER), door.keeping(officer, door.ROSTER)
    for row in given["asks"]:
        yield lambda row=row: contacts.exchange(ours, Exchange.model_validate(row), at)  # type: ignore[misc]
    for row in given["offers"]:
        yield lambda row=row: contacts.exchange(theirs, Exchange.model_validate(row), at)  # type: ignore[misc]
    for row in given["visits"]:
        yield lambda row=row: contacts.visit(theirs, Visit.model_validate(row), at)  # type: ignore[misc]
