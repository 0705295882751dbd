"""How an authority is told of somebody who said no, and what the person alone may do after it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from opennrm.access.actor import Actor
from opennrm.cases.notification import checking, reads, rules
from opennrm.cases.notification.events import (
    Cleared,
    ContactNotified,
    DisclosureChecked,
    NotificationSent,
    PersonCameBack,
    ReachAgreed,
    ReachSealed,
    ReachTakenBack,
)
from opennrm.cases.notification.telling import Telling, period_of, told
from opennrm.cases.spine import door, drafting
from opennrm.cases.spine.door import Act

PURPOSE = "investigation"
FIRST_STEP = "who"


def notify(actor: Actor, contact: UUID, *, telling: Telling) -> UUID:
    """Tell an authority, in codes, that signs were seen of an adult who said no. What could identify is looked for here again: nothing goes
    that was not looked at. Raises Refused with all that is against it, NotVisible. Source: domain 1.3, notified_anonymous; MSA 2015 s52(3).
    """
    with door.act(actor, contact, kind="contact", section="coarse") as act:
        telling = checking.with_tidy_text(telling)
        possible = {one.id: one.kind for one in reads.recipients(act.state, act.profile, act.on)}
        marked = checking.marked(telling, act.state, act.profile)
        act.require(
            rules.may_begin(act.state, act.profile, act.on),
            rules.may_notify_at_all(act.profile, actor.agency_kind, reads.may_notify(actor, act.on), act.on),
            rules.may_tell(telling, act.profile, possible, checking.text_asked(act.profile).longest),
            rules.may_send(marked, telling.cleared),
        )
        kept = tuple(Cleared(kind=kind, because=telling.cleared[key]) for key, kind in sorted(marked.keys.items(), key=lambda one: one[1]))
        act.record(DisclosureChecked(on=act.on, cleared=kept))
        act.record(ContactNotified(on=act.on, because=telling.because), by="notify")
        return _sent(act, telling, possible[telling.recipient])


def _sent(contact: Act, telling: Telling, kind: str) -> UUID:
    beside = contact.beside("notification")
    beside.record(
        NotificationSent(
            state=contact.state.state,
            recipient=telling.recipient,
            recipient_kind=kind,
            period=period_of(contact.state.opened_on or contact.on, telling.width),
            because=telling.because,
            told=told(contact.state, contact.profile, telling.fields, telling.citizenship),
            checked_text=telling.text or None,
        )
    )
    return beside.id


def come_back(actor: Actor, contact: UUID, *, present: bool) -> None:
    """The person came back: a new draft begins, and everything is asked anew. Nothing is referred by it: that takes the person's yes.

    Raises Refused, NotVisible. Source: domain 1.3, may become referred by the person; CETS 197 Art 12(7).
    """
    with door.act(actor, contact, kind="contact", section="coarse") as act:
        act.require(rules.may_come_back(act.state, present))
        draft = drafting.begin(actor, FIRST_STEP, {}).id
        act.record(PersonCameBack(on=act.on, draft=draft))


@dataclass(frozen=True, slots=True)
class Reach:
    """What a person allows: whom, explained when and how; the name, the way, what is safe and what must never be done."""

    recipient: UUID
    on: date
    language: str
    interpreter: str = "none"
    name: str = ""
    way: str = ""
    when_safe: str = ""
    never: str = ""


def seal_contact(actor: Actor, contact: UUID, *, reach: Reach) -> UUID:
    """Seal what the person allows, in a stream of its own from which nothing leads to a contact or a notification: the consent first.

    Raises Refused, NotVisible. Source: domain 1.7.2, row 16a; CETS 197 Art 11(1), 12(7).
    """
    with door.act(actor, contact, kind="contact", section="coarse") as act:
        kind = reads.kind_of(reach.recipient)
        refused = act.facts.entries("consent:referral")
        act.require(
            rules.may_allow(act.state, act.profile, kind, act.door.enforces),
            rules.may_explain(refused[-1].on if refused else None, reach.on, act.on, reach.language),
            rules.may_seal((reach.way,)),
        )
        beside = act.beside("sealed_contact")
        beside.record(
            ReachAgreed(
                on=reach.on,
                recipient=reach.recipient,
                recipient_kind=kind,
                purpose=PURPOSE,
                language=reach.language,
                interpreter=reach.interpreter,
                sheet=reads.sheet_version(act.profile, act.state, act.on),
            )
        )
        sealed = {"name": reach.name, "way": reach.way, "when_safe": reach.when_safe, "never": reach.never}
        beside.record(ReachSealed(**{name: text or None for name, text in sealed.items()}))
        return beside.id


def take_back(actor: Actor, reach: UUID, *, on: date) -> None:
    """The person does not want to be reached any more: reading closes at once. Raises Refused, NotVisible. Source: CETS 197 Art 12(7)."""
    with door.act(actor, reach, kind="sealed_contact", section="coarse") as act:
        act.record(ReachTakenBack(on=on), unless=rules.may_take_back(act.state, on, act.on))
