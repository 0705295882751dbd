"""An invented mechanism with real cases for the tests of access: made by the real actions, each text of a case a canary of its own."""

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from copy import deepcopy
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db import transaction
from django.test import Client
from tests import people
from tests.access.oracle_words import Agreed, Question
from tests.people import signed_in

from opennrm.access.actor import Actor
from opennrm.access.models import CaseAccess
from opennrm.access.policy import Consent
from opennrm.access.receiving import Received
from opennrm.access.tie import Tie
from opennrm.cases.contact import actions as contacts
from opennrm.cases.identification import actions as identification
from opennrm.cases.notification import actions as notification
from opennrm.cases.notification.telling import Telling
from opennrm.cases.protection import actions as protection
from opennrm.cases.referral import actions as referral
from opennrm.cases.referral import file_actions
from opennrm.cases.referral.sending import Asked, Talk
from opennrm.cases.spine import applies, door, lines
from opennrm.cases.spine.about import About
from opennrm.cases.spine.door import state_of
from opennrm.cases.spine.reads import rights_of
from opennrm.cases.support import actions as support
from opennrm.journal import rows
from opennrm.journal.models import Projection
from opennrm.mechanism.models import Agency
from opennrm.mechanism.session import IDLE
from opennrm.standards.refusal import Refused
from opennrm.vault.models import SealedValue
from opennrm.vault.reveal import ready, reveal
from opennrm.vault.tests.makings import a_png

DATABASES = ("default", "keys")
# Who may take part with which role: one agency of each kind, twice, as us and as strangers.
STAFF = {
    "listed_ngo": ("first_responder", "case_worker"),
    "police": ("first_responder", "investigator"),
    "competent_authority": ("decision_maker", "second_reviewer"),
    "support_provider": ("case_worker",),
    "child_office": ("case_worker",),
    "guardian_office": ("guardian",),
    "legal_aid": ("lawyer",),
    "prosecutor": ("prosecutor",),
    "migration_authority": ("migration_officer",),
    "labour_inspectorate": ("labour_inspector",),
    "monitor": ("monitor",),
}
TEXTS = (
    *("given_names", "family_names", "phone", "message", "email", "post", "through", "when_safe", "never", "stays"),
    *("account", "when", "places", "others", "told_by", "danger", "needs_now", "own_reference", "ask_back"),
)


def _filed(actor: Actor, case: UUID, section: str, name: str) -> None:
    """A file of this name, put in by somebody."""
    picture = a_png()
    assert file_actions.add(actor, case, section=section, received=[Received(f"{name}.png", len(picture), picture)]) == []


@contextmanager
def rolled_back() -> Iterator[None]:
    """Whatever is written inside is undone at the end, in both databases."""
    with ExitStack() as stack:
        for name in DATABASES:
            stack.enter_context(transaction.atomic(using=name))
        yield
        for name in DATABASES:
            transaction.set_rollback(True, using=name)


class Mechanism:
    """One agency of each kind with somebody in each of its roles."""

    def __init__(self, name: str) -> None:
        self.agencies = {kind: people.an_agency(kind, name=f"{name} {kind}") for kind in STAFF}
        self.people: dict[tuple[str, str], Actor] = {
            (kind, role): people.a_person(self.agencies[kind], role, name=f"{name} {role} of {kind}")
            for kind, roles in STAFF.items()
            for role in roles
        }

    def agency(self, kind: str) -> Agency:
        return self.agencies[kind]

    def who(self, kind: str, role: str) -> Actor:
        return self.people[kind, role]

    @property
    def responder(self) -> Actor:
        return self.who("listed_ngo", "first_responder")

    @property
    def patrol(self) -> Actor:
        """Who refers for the police."""
        return self.who("police", "first_responder")

    @property
    def officer(self) -> Actor:
        """Who investigates for the police."""
        return self.who("police", "investigator")

    @property
    def decider(self) -> Actor:
        return self.who("competent_authority", "decision_maker")

    @property
    def reviewer(self) -> Actor:
        return self.who("competent_authority", "second_reviewer")

    @property
    def worker(self) -> Actor:
        """Who works in the shelter."""
        return self.who("support_provider", "case_worker")

    @property
    def lawyer(self) -> Actor:
        return self.who("legal_aid", "lawyer")

    def yes(self, scope: str, kind: str) -> Asked:
        """The person's yes to one agency."""
        return Asked(scope=scope, answer="yes", recipient=self.agencies[kind].pk, recipient_kind=kind)

    def refers(self, case: str, by: Actor, *asked: Asked, **more: Any) -> UUID:
        """An adult who said yes, referred to the authority; every text is a canary."""
        texts = {name: canary(case, name) for name in TEXTS}
        told = {**texts, "aliases": (canary(case, "alias"),), "passages": ((),), **more}
        return people.a_referral(by, self.agencies["competent_authority"], *asked, **told)

    def takes_back(self, case_id: UUID, scope: str) -> None:
        """The person takes every consent of this scope back."""
        state = state_of(case_id)
        for consent in [one for one in state.consents if one.scope == scope] if state else []:
            referral.take_back(self.responder, case_id, consent, on=door.today())


def canary(case: str, field: str) -> str:
    """A word that stands in one text of one case and nowhere else."""
    return f"Zq{case}Zq{field.replace('_', '')}Zq"


class World:
    """Our mechanism with its cases, another beside it with one case of its own, and one contact that is still open."""

    def __init__(self) -> None:
        people.an_installation()
        self.ours, self.strangers = Mechanism("Our"), Mechanism("Other")
        self.hers = self._hers()
        self.his = self._his()
        self.child = self._child()
        self.waiting = self.ours.refers("waiting", self.ours.responder)
        self.returned = self._returned()
        self.withdrawn = self._withdrawn()
        self.hidden = hidden_case(self.strangers)
        self.contact = people.a_contact(self.ours.responder, age="adult")
        self.drafted = self._drafted()
        self.said_no = self._said_no()
        self.notification = self._notification()
        self.sealed_contact = self._sealed_contact()
        authority = self.ours.agency("competent_authority")
        # Who sees no case: the coordinator, an administrator, a data-protection officer.
        officer = people.a_person(authority, "data_protection_officer", name="Our data-protection officer")
        self.watchers = [people.the_coordinator(), people.the_administrator(authority), officer]
        everybody = [*self.ours.people.values(), *self.strangers.people.values(), *self.watchers]
        self._cookies, self._signed = {actor.id: signed_in(actor).cookies for actor in everybody}, time.monotonic()

    def browser(self, actor: Actor) -> Client:
        """A browser in which somebody is signed in; this world is kept, and where all takes long its sessions have ended idle."""
        if time.monotonic() - self._signed > IDLE / 2:
            return signed_in(actor)
        client = Client()
        client.cookies = deepcopy(self._cookies[actor.id])
        return client

    def _hers(self) -> UUID:
        """A case with everything: supported, in contact with the police, with a lawyer, decided, every text written by everybody."""
        us = self.ours
        asked = (us.yes("support", "support_provider"), us.yes("police_contact", "police"))
        case = us.refers("hers", us.responder, *asked)
        referral.ask_consent(us.responder, case, asked=us.yes("legal_help", "legal_aid"), talk=Talk(on=door.today(), language="ro"))
        referral.accept(us.decider, case)
        referral.give_feedback(us.decider, case, outcome="other", words=canary("hers", "feedback"))
        _weighed(us, case, "hers")
        _told_the_police(us, case, "hers")
        identification.decide_yes(us.decider, case)
        identification.give_crime(us.officer, case, reference=canary("hers", "crime"), on=door.today())
        protection.tell_of_bar(us.decider, case, agency=us.agency("migration_authority").pk)
        _supported(us.worker, case, "hers")
        protection.end_reflection_period(us.decider, case, on=door.today(), reason="own_choice", reasons=canary("hers", "endreasons"))
        protection.record_removal(us.worker, case, on=door.today(), seen_by=canary("hers", "removalseen"))
        _filed(us.decider, case, "account", canary("hers", "fileofdecider"))
        return case

    def _his(self) -> UUID:
        """A case that the police referred, in which a no waits for the second reviewer."""
        us = self.ours
        case = us.refers("his", us.patrol, us.yes("support", "support_provider"))
        referral.accept(us.decider, case)
        support.note_need(us.worker, case, need="medical", on=door.today(), note=canary("his", "need"))
        for party in ("first_responder", "support_provider", "person"):
            identification.ask_party(us.decider, case, party=party, on=door.today(), question=canary("his", f"question{party}"))
            identification.record_answer(us.decider, case, party=party, on=door.today(), answer=canary("his", f"answer{party}"))
        identification.weigh(us.decider, case, side="against", weight="2", what=canary("his", "evidence"))
        identification.write_minute(us.decider, case, text=canary("his", "minute"))
        identification.propose_negative(us.decider, case)
        return case

    def _child(self) -> UUID:
        us, by = self.ours, self.ours.responder
        contact = people.a_contact(by, age="child")
        talk = Talk(on=door.today(), language="ro")
        office = us.agency("child_office").pk
        referral.prepare_child(by, contact, party="child_office", agency=office, on=door.today(), talk=talk)
        born = {"birth": "2008-12-28", "birth_known_by": "document"}  # asked anew this month
        case = us.refers("child", by, contact=contact, talk=None, asked=(), support="not_asked", **born)
        referral.accept(us.decider, case)
        _told_the_police(us, case, "child")
        return case

    def _returned(self) -> UUID:
        us = self.ours
        case = us.refers("returned", us.responder)
        referral.refuse(us.decider, case, reason="incomplete", words=canary("returned", "words"))
        return case

    def _withdrawn(self) -> UUID:
        """A case in which support and contact with the police were agreed to, used, and taken back."""
        us = self.ours
        case = us.refers("withdrawn", us.responder, us.yes("support", "support_provider"), us.yes("police_contact", "police"))
        support.note_need(us.worker, case, need="medical", on=door.today(), note=canary("withdrawn", "need"))
        us.takes_back(case, "support")
        us.takes_back(case, "police_contact")
        return case

    def _drafted(self) -> UUID:
        """A contact whose draft is still being written by the responder."""
        about = About(age="adult", sex="female", nationality="foreign", residence="none", region="VEL")
        typed = {"account": [canary("drafted", "who")]}
        contact = contacts.open_contact(self.ours.responder, on=door.today(), channel="outreach", about=about, typed=typed)
        contacts.keep(self.ours.responder, contact, "account", {"account": [canary("drafted", "account")]}, 0)
        return contact

    def _said_no(self) -> UUID:
        """A contact whose person, an adult, said no."""
        contact = people.a_contact(self.ours.responder)
        referral.record_answer(self.ours.responder, contact, answer="no", talk=Talk(on=door.today(), language="ro"))
        return contact

    def _notification(self) -> UUID:
        """What the authority was told of somebody who said no."""
        authority = self.ours.agency("competent_authority").pk
        said = {"because": "not_said", "fields": ("age_group", "forms"), "width": "year", "text": "Wages are not paid."}
        telling = Telling(recipient=authority, cleared={"rare": "fits_many"}, **said)
        return notification.notify(self.ours.responder, self.said_no, telling=telling)

    def _sealed_contact(self) -> UUID:
        """What the same person allows to the police."""
        texts = {name: canary("reach", name) for name in ("name", "way", "when_safe", "never")}
        reach = notification.Reach(recipient=self.ours.agency("police").pk, on=door.today(), language="ro", **texts)
        return notification.seal_contact(self.ours.responder, self.said_no, reach=reach)


def hidden_case(strangers: Mechanism, name: str = "hidden") -> UUID:
    """A case in which nobody of ours takes part."""
    asked = (strangers.yes("support", "support_provider"), strangers.yes("police_contact", "police"))
    case = strangers.refers(name, strangers.responder, *asked)
    referral.accept(strangers.decider, case)
    identification.write_minute(strangers.decider, case, text=canary(name, "minute"))
    support.note_need(strangers.worker, case, need="medical", on=door.today(), note=canary(name, "need"))
    identification.decide_yes(strangers.decider, case)
    _filed(strangers.decider, case, "account", canary(name, "filed"))
    return case


def _weighed(us: Mechanism, case: UUID, name: str) -> None:
    identification.weigh(us.decider, case, side="for", weight="2", what=canary(name, "evidence"), why=canary(name, "evidencewhy"))
    identification.note_doubt(
        us.decider, case, what=canary(name, "doubt"), matters=False, person_asked=True, explanation=canary(name, "explained")
    )
    identification.ask_party(us.decider, case, party="first_responder", on=door.today(), question=canary(name, "question"))
    identification.record_answer(us.decider, case, party="first_responder", on=door.today(), answer=canary(name, "answer"))
    identification.write_minute(us.decider, case, text=canary(name, "minute"))


def _told_the_police(us: Mechanism, case: UUID, name: str) -> None:
    """Our police, found by where the person lives: that they were, and why, is a canary."""
    said = {"agency": us.agency("police").pk, "place": "home", "why": canary(name, "forcewhy")}
    identification.tell_force(us.decider, case, on=door.today(), **said)


def _supported(worker: Actor, case: UUID, name: str) -> None:
    """A note on every right that the provider may act on, and on what was noticed."""
    support.note_need(worker, case, need="medical", on=door.today(), note=canary(name, "need"))
    for number, row in enumerate(rights_of(case)):
        note = canary(name, f"note{number}")
        try:
            support.give(worker, case, entitlement=row.entitlement, opening=row.opening, on=door.today(), note=note)
        except Refused:
            continue


# --- what was written, and who may read it ------------------------------------------------------------------------------


def written() -> dict[str, SealedValue]:
    """Every canary that lies sealed, with the value in which it lies."""
    values = list(SealedValue.objects.order_by("position", "code"))
    ready({value.subject for value in values})
    texts = {one: reveal(one.subject, one.section, one.code, one.event_id, bytes(one.envelope)) for one in values}
    return {text: one for one, text in texts.items() if text.startswith("Zq")}


def relations_of(actor: Actor, case_id: UUID) -> tuple[frozenset[str], frozenset[Agreed], str]:
    """How somebody's agency is tied to a stream, with the live consents and the kind of record."""
    row = CaseAccess.objects.filter(agency=actor.agency, case_id=case_id).first()
    if row is None:
        return frozenset(), frozenset(), "case"
    return frozenset(row.relations.split()), frozenset(Agreed(*one) for one in row.consents), row.stream_kind


def question(actor: Actor, case_id: UUID, section: str, mode: str, purpose: str | None, held: tuple[UUID, str] | None = None) -> Question:
    """What is asked of the oracle; the holder is the actor's own agency where none is named."""
    relations, consents, kind = relations_of(actor, case_id)
    by, held_as = held or (actor.agency, actor.agency_kind)
    agency = str(actor.agency)
    return Question(actor.roles, agency, actor.agency_kind, relations, section, str(by), held_as, mode, purpose, consents, kind)


def tie(actor: Actor, case_id: UUID, *relations: str, consents: tuple[Consent, ...] = (), listed: bool = True) -> None:
    """Tie an agency to a case by these relations and no other, in the table that every page asks; and on its worklist."""
    there = CaseAccess.objects.filter(case_id=case_id).first()
    assert there is not None
    given = [*there.consents, *([one.scope, one.recipient, one.purpose] for one in consents)]
    row = CaseAccess(
        agency=actor.agency,
        case_id=case_id,
        stream_kind=there.stream_kind,
        relations=" ".join(sorted(relations)),
        consents=given,
        open=True,
    )
    rows.write([row, *(_lines(actor.agency, case_id, relations) if listed else ())])


def _lines(agency: UUID, case_id: UUID, relations: tuple[str, ...]) -> Iterator[Projection]:
    """The lines that the ties would put on the agency's worklist, whatever it has there now."""
    state = state_of(case_id)
    assert state is not None
    tied = replace(state, ties=tuple(Tie(agency, relation) for relation in relations))
    for key, line in lines.moved({key: held for key, held in state.lines.items() if key[0] == agency}, lines.lines(tied)):
        yield applies.line_row(case_id, key, line)
