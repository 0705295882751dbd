"""Recording what is learned of a person, and by which ways the person is reached from now on."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from opennrm.access.actor import Actor
from opennrm.cases.person import rules
from opennrm.cases.person.events import Basis, IdentityLearned, WaysChanged
from opennrm.cases.spine import door, majority
from opennrm.cases.spine.door import Names
from opennrm.cases.spine.particulars import CHANNELS, CONTACT, NO_LONGER
from opennrm.journal.event import Envelope
from opennrm.ui.dates import FuzzyDate


def learn_identity(actor: Actor, case_id: UUID, *, texts: Mapping[str, str], basis: Basis, on: date, seen: int | None = None) -> Envelope:
    """Record a name, aliases (one a line) or a date of birth; what is not given stands. The name is found by searches from now on;
    of a date of birth it is told when the person comes of age.

    Raises Refused, NotVisible. Source: design 3, FactCorrected; CETS 197 Art 10(1).
    """
    with door.act(actor, case_id, section="identity", seen=seen) as act:
        given = {name: text for name, text in texts.items() if text}
        name = " ".join(filter(None, (given.get("given_names"), given.get("family_names"))))
        aliases = tuple(line.strip() for line in given.get("aliases", "").splitlines() if line.strip())
        birth = FuzzyDate.parse(given.get("birth", ""))
        of_age = majority.as_recorded(birth.earliest, birth.latest, basis, act.state, act.on)
        learned = IdentityLearned(on=on, basis=basis, **given, **of_age)
        return act.record(learned, unless=rules.may_learn(given, on, act.on), names=Names((name,) if name else (), aliases))


def change_ways(actor: Actor, case_id: UUID, *, texts: Mapping[str, str], no_safe_way: bool, on: date, seen: int | None = None) -> Envelope:
    """Record all ways that are safe from now on; a way that is not among them is safe no longer. What must never be done stands until it
    is written anew: a warning is not lost because somebody changed a number.

    Raises Refused, NotVisible. Source: SG 14.182; CETS 197 Art 12(2).
    """
    with door.act(actor, case_id, section="contact_and_location", seen=seen) as act:
        fields = {code.removeprefix("contact.") for code in CONTACT}
        changed = WaysChanged(
            on=on,
            channels=tuple(channel for channel in CHANNELS if texts.get(channel)),
            **{name: texts.get(name) or (None if name == "never" else NO_LONGER) for name in fields},
        )
        return act.record(changed, unless=rules.may_change_ways(texts, no_safe_way, act.door.enforces, on, act.on))
