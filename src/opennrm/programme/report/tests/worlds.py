"""An organisation with the invented dossier on record, a report begun of it, and everybody who may come to its pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests import people

from opennrm.access.actor import Actor
from opennrm.journal import clock
from opennrm.programme.activities import actions as work
from opennrm.programme.door import Keeper
from opennrm.programme.report import actions
from opennrm.programme.report.models import Report
from opennrm.programme.report.tests import dossiers as told

TRAINING = "identification.all.AM.several:training:done"


@dataclass
class World:
    officer: Actor
    editor: Actor
    director: Actor
    focal: Actor
    monitor: Actor
    stranger: Actor
    police: Actor
    row: Report

    def url(self, more: str = "") -> str:
        return f"/programme/report/{self.row.pk}/{more}"


def a_world() -> World:
    """A draft of January 2005 to July 2006, in English."""
    people.an_installation()
    ours, theirs = (people.an_agency("international_organisation") for _ in range(2))
    keeper, now = Keeper(None, ours.pk, "operator"), clock.now()
    for said in (*told.BODIES.values(), *told.WHOLE, *told.AIMS, *told.PROMISES):
        work.record(keeper, said, now)
    editor = people.a_person(ours, "programme_editor")
    wanted = actions.Wanted("permanent-council", *told.PERIOD, "en", "Programme Office", us="us")
    return World(
        officer=people.a_person(ours, "programme_officer"),
        editor=editor,
        director=people.a_person(ours, "programme_director"),
        focal=people.a_person(people.an_agency("listed_ngo"), "focal_point"),
        monitor=people.a_person(people.an_agency("monitor"), "monitor"),
        stranger=people.a_person(theirs, "programme_editor", "programme_director"),
        police=people.a_person(people.an_agency("police"), "first_responder"),
        row=actions.begin(Keeper(editor.id, ours.pk), wanted, now),
    )


def page(actor: Actor, url: str) -> Any:
    return people.signed_in(actor).get(url)


def send(actor: Actor, url: str, **said: Any) -> Any:
    return people.signed_in(actor).post(url, said, follow=True)


def text(answer: Any) -> str:
    return str(answer.content.decode())
