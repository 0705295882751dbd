"""What the pages of the procedure say beside their question: what ends, what does not, what the law here asks. Words, no writes."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext, gettext_noop

from opennrm.access.doors import CaseDoor
from opennrm.cases.procedure import reads, rules, step_rules
from opennrm.cases.procedure.events import ASKED, END_PROPOSED, REFLECTION
from opennrm.cases.spine import codes, door, editions
from opennrm.cases.spine.plan import plan_of
from opennrm.cases.spine.right_words import shown_code, words_of, words_shown
from opennrm.cases.spine.state import CaseState
from opennrm.countries.clocks import Due
from opennrm.countries.facts import running
from opennrm.countries.profile import Profile

THROUGH = {
    rules.PERSON: gettext_noop("The person gave or sent it"),
    "support_provider": gettext_noop("The support provider"),
    "lawyer": gettext_noop("The person's lawyer"),
    "referrer": gettext_noop("Whoever referred"),
}
REQUEST = {"procedure.request": gettext_noop("What the request says")}
ASKERS = {
    rules.PERSON: gettext_noop("The person"),
    "referrer": gettext_noop("Whoever referred, for the person"),
    "support_provider": gettext_noop("The support provider, for the person"),
    "lawyer": gettext_noop("The lawyer, for the person"),
    "guardian": gettext_noop("The guardian, for the child"),
    "child_office": gettext_noop("The child office, for the child"),
}


@dataclass(frozen=True, slots=True)
class Words:
    """A page in words: its heading, its button, what holds here, and the text that says so. `leads`: the step can be taken from here;
    `before`: what has to be read before the question, on a phone too.
    """

    title: str
    submit: str
    holds: list[str]
    source: str
    leads: bool = True
    before: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Place:
    """What every page looks at: the case as its reader sees it, the law of the day, the day."""

    case: CaseDoor
    state: CaseState
    seen: int
    profile: Profile
    on: date

    @classmethod
    def of(cls, case: CaseDoor) -> "Place":
        glance = door.glance(case)
        return cls(case, glance.state, glance.place, editions.today(), door.today())

    def source(self, does: str) -> str:
        """The country's text on a step."""
        return rules.source_of(self.profile, self.state.state, does, self.on)

    def leads(self, does: str) -> bool:
        """Whether the step can be taken from where the case stands."""
        return rules.leads(self.profile, self.state.state, does, self.on)

    @property
    def adult(self) -> bool:
        return rules.is_adult(self.state, self.profile, self.on)


def suspend(place: Place) -> Words:
    """Before the procedure rests."""
    holds = [
        gettext("Rights do not rest: what the person is owed is owed as before, and no removal becomes lawful by it."),
        gettext("That somebody is missing is a danger first: it is looked at today, with whoever supports the person."),
        gettext("The person is told that it rests and why, by a safe way, as soon as that can be done."),
        gettext("Where what is known is enough, a decision can be taken all the same. Missing information counts against nobody."),
        *_clocks(place),
    ]
    return Words(gettext("The procedure rests"), gettext("Let it rest"), holds, place.source("suspend"), place.leads("suspend"))


def _clocks(place: Place) -> list[str]:
    held = reads.held_clocks(place.profile, place.state, place.on)
    if not held:
        return [gettext("No clock that runs in this case stands still by it.")]
    return [gettext("Stands still meanwhile: %(clocks)s. The days are counted on when it goes on.") % {"clocks": ", ".join(held)}]


def resume(place: Place) -> Words:
    """Before it goes on."""
    holds = [
        gettext("It goes on where it stood. Clocks that stood still run again, and the days before it rested count."),
        gettext("Nothing that was owed meanwhile is lost: it stands in the ledger as it was met or not."),
    ]
    return Words(gettext("The procedure goes on"), gettext("Let it go on"), holds, place.source("resume"), place.leads("resume"))


def withdraw(place: Place) -> Words:
    """Before the person leaves: what ends, what does not, and that it can begin again."""
    title = gettext("The person withdraws from the procedure") if place.adult else gettext("A child leaves the procedure")
    whose = (
        gettext("Only the person can withdraw, and in writing. Nobody does it for an adult, and no silence means it.")
        if place.adult
        else gettext("A child leaves only where that was found to be in its best interests. A doubt about age counts as a child.")
    )
    ends = [
        gettext("What ends: the procedure, without a decision, and what the person is owed because it runs or because it found something."),
        gettext("What does not end: care in an emergency, asylum, wages and claims against others, help that hangs on no procedure."),
        gettext("The person may be referred again, at any time, and is told so."),
    ]
    holds = [whose, gettext("Consents stand until they are taken back, each for itself.")]
    return Words(title, gettext("Record it: the procedure ends"), holds, place.source("withdraw"), place.leads("withdraw"), ends)


def through(state: CaseState) -> list[tuple[str, str]]:
    """Through whom a writing may come, in words."""
    return [(one, gettext(THROUGH[one])) for one in rules.through_whom(state)]


def ask(place: Place) -> Words:
    """Before it is recorded that it was asked to look again: until when, and that asking costs nothing."""
    holds = [
        *(in_time(label, clock) for label, clock in reads.time_to_ask(place.profile, place.state, place.on)),
        gettext("A request is in time by the day on which it arrived. Where no limit is known, nobody is late."),
        gettext("Whoever said no does not answer it. Asking takes nothing from the person, whatever the answer is."),
        gettext("Who is asked to pass a request on and does not says so to the person, in writing."),
    ]
    return Words(
        gettext("Asked to look at the decision again"),
        gettext("Record the request"),
        holds,
        place.source("reconsider.ask"),
        place.leads("reconsider.ask"),
    )


def in_time(label: str, clock: Due) -> str:
    """Until when it may be asked, on this basis where there is one."""
    until = gettext("no limit that we know of")
    if clock.silent == "not_started":
        until = gettext("the time has not begun")
    elif clock.silent == "not_provided":
        until = gettext("the law here sets no limit")
    elif clock.due_on is not None:
        until = gettext("until %(day)s") % {"day": words_of(clock.due_on)}
    return f"{label}: {until}." if label else gettext("Time to ask: %(until)s.") % {"until": until}


def answer(place: Place) -> Words:
    """Before the answer: what a yes and a no bring."""
    holds = [
        gettext("A yes: what the first yes opened is open again from today, each as a new row. What was missed before stays on record."),
        gettext("It stays as it is: with reasons, which go to the person together with the letter."),
        gettext(
            "Read the request, then the reasons of the decision, and the account itself. Another person than the one who said no looks."
        ),
    ]
    leads = place.leads("reconsider.accept") or place.leads("reconsider.refuse")
    return Words(gettext("Is it decided otherwise?"), gettext("Record the answer"), holds, place.source("reconsider.refuse"), leads)


def answers(place: Place) -> tuple[list[tuple[str, str]], dict[str, str]]:
    """The two answers, with the country's own words for each."""
    both = [("yes", gettext("Yes, decided otherwise"), "reconsider.accept"), ("no", gettext("No, it stays as it is"), "reconsider.refuse")]
    named = {key: place.profile.event_for(does, place.state.state) for key, _, does in both}
    hints = {key: place.profile.events[event].label.told(codes.reads_in()) for key, event in named.items() if event}
    return [(key, words) for key, words, _ in both], hints


def askers(state: CaseState) -> list[tuple[str, str]]:
    """Who may ask, in words."""
    return [(one, gettext(ASKERS[one])) for one in rules.askers(state)]


def bases(profile: Profile) -> list[tuple[str, str]]:
    """On what a request may rest here."""
    return [(basis, label.told(codes.reads_in())) for basis, label in profile.bases.items()]


@dataclass(frozen=True, slots=True)
class Asked:
    """What waits for an answer or a review: what it is in short, and its texts, which are opened; the look is recorded."""

    facts: list[dict[str, str]]
    texts: list[dict[str, str]]

    @classmethod
    def of(cls, place: Place, facts: list[tuple[str, str]], labels: dict[str, str]) -> "Asked":
        found = reads.texts_of(place.case, list(labels), "procedure")
        short = [{"term": term, "value": value} for term, value in facts if value]
        return cls(short, [{"label": gettext(labels[code]), "text": text} for code, text in found.items()])


def request_of(place: Place) -> Asked | None:
    """The request that waits for an answer: who asked, when, on what, in which words."""
    asked = place.state.note(ASKED)
    if asked is None:
        return None
    named = dict(bases(place.profile))
    facts = [
        (gettext("Asked by"), gettext(ASKERS.get(asked.asked_by, asked.asked_by))),
        (gettext("Arrived"), words_of(asked.on)),
        (gettext("Rests on"), "; ".join(named.get(one, one) for one in asked.bases)),
    ]
    return Asked.of(place, facts, REQUEST)


def revoke(place: Place) -> Words:
    """Before it is proposed to revoke."""
    holds = [
        gettext("Only a decision that was flawed is revoked: not one that is old, and none because the person does not help the police."),
        *_nobody_alone(),
    ]
    return Words(gettext("Revoke a flawed decision"), _send(), holds, place.source("revoke"), place.leads("revoke"))


def disqualify(place: Place) -> Words:
    """Before it is proposed to disqualify."""
    holds = [
        gettext("Each person is assessed alone: no general rule decides it, and nothing says that it must be done."),
        gettext("The risk of being trafficked again is assessed first, and weighs against it."),
        gettext("Whether the person helps an investigation is no ground."),
        *_nobody_alone(),
    ]
    if running(place.state.facts, REFLECTION, place.on) and any(rules.ends_reflection(place.profile, one) for one in rules.GROUNDS):
        holds.append(gettext("The time to recover and decide ends with it, and the ledger keeps on which ground."))
    return Words(gettext("Disqualify"), _send(), holds, place.source("disqualify"), place.leads("disqualify"))


def _send() -> str:
    return gettext("Send to a second person")


def _nobody_alone() -> list[str]:
    return [
        gettext("A second person reads all of it. Nothing ends, and nobody is told, before that person agrees."),
        gettext("What does not end: care in an emergency, asylum, wages and claims against others."),
    ]


def end_review(place: Place) -> Words:
    """Before a second person agrees, or does not."""
    holds = [
        gettext("You read what somebody else proposed. You agree, or the decision stands; the reasons are not yours to write."),
        gettext("If you agree, the procedure ends today and the person is told by a safe way, with the reasons."),
    ]
    waits = place.state.note(END_PROPOSED) is not None
    return Words(gettext("It is proposed that a decision ends: does it hold?"), gettext("Record the review"), holds, rules.OURS, waits)


REVOCATION_TEXTS = {"procedure.revocation": gettext_noop("What was wrong with the decision")}
DISQUALIFICATION_TEXTS = {
    "procedure.disqualification_assessed": gettext_noop("What was assessed, and by what evidence"),
    "procedure.disqualification_risk": gettext_noop("The risk of being trafficked again"),
    "procedure.disqualification_outweighs": gettext_noop("Why the ground outweighs the need of protection"),
}


def proposal_of(place: Place) -> Asked | None:
    """What is proposed, on which ground, with the texts on which it rests."""
    proposal, ground = place.state.note(END_PROPOSED), rules.ground_proposed(place.state)
    if proposal is None:
        return None
    facts = [
        (gettext("Proposed"), gettext("To disqualify") if ground else gettext("To revoke a flawed decision")),
        (gettext("On"), words_of(proposal[1].on)),
        (gettext("Ground"), codes.word("withholding_grounds", ground) if ground else ""),
    ]
    return Asked.of(place, facts, DISQUALIFICATION_TEXTS if ground else REVOCATION_TEXTS)


def grounds() -> list[tuple[str, str]]:
    """The grounds of a disqualification, in words."""
    return [(ground, codes.word("withholding_grounds", ground)) for ground in rules.GROUNDS]


def close(place: Place) -> Words:
    """Before a case is closed."""
    holds = [
        gettext("A closed case leaves the lists and the worklists. It can still be read by whoever may read it, and nothing is erased."),
        gettext("What was owed and not given stays in the ledger as not met. Closing makes nothing good."),
        gettext("What hangs on no procedure goes on: care in an emergency, asylum, wages and claims against others."),
    ]
    return Words(gettext("Close the case"), gettext("Close it"), holds, place.source("close"), place.leads("close"))


def still_running(place: Place) -> list[dict[str, Any]]:
    """What still runs, right by right: how it stands, whether it ends with the case."""
    titles, language = plan_of(place.profile).entitlements, codes.reads_in()
    return [
        {
            "title": titles[one.row.entitlement].title.told(language),
            "code": shown_code(one.row, one.now, place.on),
            "words": words_shown(one.row, one.now, place.on),
            "says": gettext("Ends with the case") if one.ends else gettext("Does not end with the case"),
        }
        for one in reads.running(place.case, place.state, place.profile, place.on)
    ]


def step(place: Place, name: str) -> Words:
    """Before a step that only this country has: what it is here, by which text, and who takes part in it or not."""
    event = place.profile.events.get(name)
    title = event.label.told(codes.reads_in()) if event is not None else gettext("A step of this country")
    leads = name in step_rules.steps_from(place.profile, place.state.state, place.on)
    holds = [gettext("This step stands in the procedure of this country alone. What follows from it, the ledger of the case shows.")]
    if leads and step_rules.is_a_decision(place.profile, name):
        holds.append(gettext("It is a decision: the person is owed word of it, by a safe way."))
    return Words(title, title, holds, place.source(name), leads)
