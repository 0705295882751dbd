"""One invented person's way, step by step, through the real actions: what a row of the data says, done by whom it says, on its day."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from opennrm.access.actor import Actor
from opennrm.access.policy import Consent
from opennrm.cases.contact import actions as contact
from opennrm.cases.identification import actions as identification
from opennrm.cases.identification import rules as identification_rules
from opennrm.cases.person import actions as person
from opennrm.cases.procedure import actions as procedure
from opennrm.cases.protection import actions as protection
from opennrm.cases.referral import actions as referral
from opennrm.cases.referral.sending import Asked, Sending, Talk
from opennrm.cases.spine import door, editions
from opennrm.cases.spine.about import About
from opennrm.cases.support import actions as support
from opennrm.portal.demo.mechanism import Mechanism

Row = Mapping[str, Any]


@dataclass
class Walk:
    """A person on the way: the row that tells of them, and the streams that their steps have made."""

    mechanism: Mechanism
    row: Row
    contact: UUID | None = None
    case: UUID | None = None
    seen: dict[str, Any] = field(default_factory=dict)

    def steps(self, zone: ZoneInfo) -> Iterator[tuple[datetime, Callable[[], None]]]:
        """Each step with its instant, in order; whoever runs them holds the clock there."""
        for step in self.row["steps"]:
            at = datetime.fromisoformat(step["at"]).replace(tzinfo=zone)
            yield at, partial(DOES[step["do"]], self, self.mechanism.who(step["by"]), step, at.date())

    @property
    def stream(self) -> UUID:
        if self.case is None:
            raise LookupError(f"{self.row['id']} has no case yet")
        return self.case

    def opening(self, right: str) -> int:
        """The latest opening of a right, on which the next act is recorded."""
        state = door.state_of(self.stream)
        return max((opening for name, opening in (state.ledger if state else {}) if name == right), default=1)


def _contact(walk: Walk, by: Actor, step: Row, on: date) -> None:
    about = About(**{**walk.row["about"], "forms": ()})
    reasons = walk.row.get("reasons", ())
    walk.contact = contact.open_contact(by, on=on, channel=step["channel"], about=about, reasons=reasons)
    way = step.get("way", "refer")
    contact.look_at_signs(by, walk.contact, observations=walk.row["signs"], episodes=walk.row["episodes"], way=way)


def _say_no(walk: Walk, by: Actor, step: Row, on: date) -> None:
    talk = Talk(on=on, language=walk.row["about"]["languages"][0])
    referral.record_answer(by, _known(walk.contact), answer="no", talk=talk)


def _inform(walk: Walk, by: Actor, step: Row, on: date) -> None:
    agency = walk.mechanism.agency(step["agency"])
    talk = Talk(on=on, language=walk.row["about"]["languages"][0], interpreter="present")
    referral.prepare_child(by, _known(walk.contact), party=step["party"], agency=agency, on=on, talk=talk)


def _refer(walk: Walk, by: Actor, step: Row, on: date) -> None:
    sending = sending_of(walk.row, walk.mechanism, step, on)
    walk.case = referral.refer(by, _known(walk.contact), sending=sending, recipient=walk.mechanism.agency(step["to"]))


def sending_of(row: Row, mechanism: Mechanism, step: Row, on: date) -> Sending:
    """The referral that a row describes, with consent to be referred, and to be supported where a provider is named."""
    person, about = row["person"], row["about"]
    adult = about["age"] == "adult"
    asked = [Asked(scope="referral", answer="yes")] if adult else []
    if (provider := step.get("support")) is not None:
        asked.append(Asked(scope="support", answer="yes", recipient=mechanism.agency(provider), recipient_kind="support_provider"))
    channels = {name: person.get(name, "") for name in ("phone", "message", "email", "post", "through", "when_safe", "never", "stays")}
    return Sending(
        talk=Talk(on=on, language=about["languages"][0], interpreter="present" if about.get("interpreter") else "none") if asked else None,
        asked=tuple(asked),
        languages=tuple(about["languages"]),
        interpreter=about.get("interpreter", ""),
        sex=about["sex"],
        age_band=about["age_band"],
        citizenships=tuple(about["citizenships"]),
        urgency="needs_now" if step.get("needs") else "none",
        needs=tuple(step.get("needs", ())),
        support="wanted" if step.get("support") else "not_asked" if not adult else "not_wanted",
        given_names=person["given"],
        family_names=person["family"],
        aliases=tuple(person.get("aliases", ())),
        birth=person.get("birth", ""),
        birth_known_by=person.get("birth_known_by", "person"),
        no_safe_way=not any(channels.values()),
        account=row["account"],
        passages=tuple(tuple(signs) for signs in row.get("passages", ((),))),
        when="",
        **channels,
    )


def _accept(walk: Walk, by: Actor, step: Row, on: date) -> None:
    referral.accept(by, walk.stream)


def _refuse(walk: Walk, by: Actor, step: Row, on: date) -> None:
    referral.refuse(by, walk.stream, reason=step["reason"], words=step["words"])


def _grounds(walk: Walk, by: Actor, step: Row, on: date) -> None:
    identification.decide_yes(by, walk.stream)


def _consult(walk: Walk, by: Actor, step: Row, on: date) -> None:
    for party in ("first_responder", "support_provider", "person"):
        identification.ask_party(by, walk.stream, party=party, on=on)


def _propose_no(walk: Walk, by: Actor, step: Row, on: date) -> None:
    for party, answer in step["answers"].items():
        identification.record_answer(by, walk.stream, party=party, on=on, answer=answer)
    for side, what in step["evidence"].items():
        identification.weigh(by, walk.stream, side=side, weight="2", what=what)
    identification.write_minute(by, walk.stream, text=step["minute"])
    identification.propose_negative(by, walk.stream)


def _confirm_no(walk: Walk, by: Actor, step: Row, on: date) -> None:
    identification.confirm_negative(by, walk.stream)


def _identify(walk: Walk, by: Actor, step: Row, on: date) -> None:
    identification.decide_yes(by, walk.stream, text=step["minute"])


def _withdraw(walk: Walk, by: Actor, step: Row, on: date) -> None:
    procedure.withdraw(by, walk.stream, on=on, through=step["through"], words=step["words"])


def _close(walk: Walk, by: Actor, step: Row, on: date) -> None:
    procedure.close(by, walk.stream, words=step["words"])


def _end_reflection(walk: Walk, by: Actor, step: Row, on: date) -> None:
    protection.end_reflection_period(by, walk.stream, on=on, reason=step["reason"], reasons=step.get("reasons", ""))


def _removal(walk: Walk, by: Actor, step: Row, on: date) -> None:
    protection.record_removal(by, walk.stream, on=on)


def _on_right(action: Callable[..., Any], *more: str) -> Callable[[Walk, Actor, Row, date], None]:
    def do(walk: Walk, by: Actor, step: Row, on: date) -> None:
        taken = {name: step[name] for name in more}
        action(by, walk.stream, entitlement=step["right"], opening=walk.opening(step["right"]), on=on, **taken)

    return do


def _need(walk: Walk, by: Actor, step: Row, on: date) -> None:
    support.note_need(by, walk.stream, need=step["what"], on=on)


def _request(walk: Walk, by: Actor, step: Row, on: date) -> None:
    support.note_request(by, walk.stream, what=step["what"], on=on)


def _take_back(walk: Walk, by: Actor, step: Row, on: date) -> None:
    purpose = editions.today().consent[step["scope"]].purpose or ""
    referral.take_back(by, walk.stream, Consent(step["scope"], str(by.agency), purpose), on=on)


def _tell(walk: Walk, by: Actor, step: Row, on: date) -> None:
    """By the first way that is left, a provider before a telephone; where none is safe, nobody is told."""
    state = door.state_of(walk.stream)
    ways = sorted(identification_rules.ways_to_tell(state), key=lambda way: way[0] == "person") if state else []
    if ways:
        to, channel = ways[0]
        identification.tell_outcome(by, walk.stream, to=to, channel=channel, on=on)


def _consent(walk: Walk, by: Actor, step: Row, on: date) -> None:
    named = {"recipient": walk.mechanism.agency(step["to"]), "purpose": step.get("purpose", "")}
    asked = Asked(scope=step["scope"], answer=step.get("answer", "yes"), by=step.get("whose", "person"), **named)
    referral.ask_consent(by, walk.stream, asked=asked, talk=Talk(on=on, language=walk.row["about"]["languages"][0], interpreter="present"))


def _guardian(walk: Walk, by: Actor, step: Row, on: date) -> None:
    said = {"agency": walk.mechanism.agency(step["agency"]), "decision": step["decision"], "met_on": on if step["met"] else None}
    protection.appoint_guardian(by, walk.stream, on=on, **said)


def _name(walk: Walk, by: Actor, step: Row, on: date) -> None:
    given = walk.row["person"]
    person.learn_identity(by, walk.stream, texts={"given_names": given["given"], "family_names": given["family"]}, basis="person", on=on)


def _bar_told(walk: Walk, by: Actor, step: Row, on: date) -> None:
    protection.tell_of_bar(by, walk.stream, agency=walk.mechanism.agency(step["agency"]))


def _bar_noted(walk: Walk, by: Actor, step: Row, on: date) -> None:
    protection.note_bar(by, walk.stream)


def _force(walk: Walk, by: Actor, step: Row, on: date) -> None:
    said = {"agency": walk.mechanism.agency(step["agency"]), "place": step["place"], "why": step.get("why", "")}
    identification.tell_force(by, walk.stream, on=on, **said)


def _crime(walk: Walk, by: Actor, step: Row, on: date) -> None:
    identification.note_crime(by, walk.stream, reference=step["reference"], on=on)


def _known(stream: UUID | None) -> UUID:
    if stream is None:
        raise LookupError("no contact yet")
    return stream


DOES: dict[str, Callable[[Walk, Actor, Row, date], None]] = {
    "contact": _contact,
    "say_no": _say_no,
    "inform": _inform,
    "refer": _refer,
    "accept": _accept,
    "refuse": _refuse,
    "grounds": _grounds,
    "consult": _consult,
    "propose_no": _propose_no,
    "confirm_no": _confirm_no,
    "identify": _identify,
    "withdraw": _withdraw,
    "close": _close,
    "end_reflection": _end_reflection,
    "removal": _removal,
    "give": _on_right(support.give),
    "stop": _on_right(support.stop, "own_choice"),
    "decline": _on_right(support.decline),
    "miss": _on_right(support.miss),
    "withhold": _on_right(support.withhold, "ground"),
    "need": _need,
    "request": _request,
    "take_back": _take_back,
    "tell": _tell,
    "consent": _consent,
    "guardian": _guardian,
    "name": _name,
    "bar_told": _bar_told,
    "bar_noted": _bar_noted,
    "force": _force,
    "crime": _crime,
}
