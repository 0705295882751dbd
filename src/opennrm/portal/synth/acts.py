"""What each step of an invented case does: the real actions, by whoever does that part, with all that the country's law asks before."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from opennrm.cases.contact import actions as contact
from opennrm.cases.identification import actions as identification
from opennrm.cases.identification import police_rules, rules
from opennrm.cases.identification.stages import stage_of, way_to_no
from opennrm.cases.notification import actions as notification
from opennrm.cases.notification.telling import ALWAYS, Telling, may_be_told
from opennrm.cases.procedure import actions as procedure
from opennrm.cases.referral import actions as referral
from opennrm.cases.referral import addressing
from opennrm.cases.referral.reads import CHILD_OFFICE
from opennrm.cases.referral.rules import told_first
from opennrm.cases.referral.sending import Asked, Talk
from opennrm.cases.spine import door
from opennrm.cases.spine.state import CaseState
from opennrm.countries import machine
from opennrm.countries.dated import NotProvided
from opennrm.countries.profile import Profile
from opennrm.portal.demo import names
from opennrm.portal.synth.course import Step, drawing
from opennrm.portal.synth.parts import Parts
from opennrm.portal.synth.person import Person, further, person, sending
from opennrm.standards.load import law
from opennrm.standards.refusal import Refused
from opennrm.statistics.margins.plan import Invented

HEARD = "Nothing that was not written."
WEIGHED = ("The person's own account", "Free to come and go throughout")
ACCEPTED = "What was told fits what was found, and nothing was held against it."
NOT_MADE_OUT = "The means are not made out on what is available."
STATED = "The test as whoever decides states it, where no source tells its wording."
WANTS_HELP = 0.6
TOLD_BESIDE = 0.5
FITS_MANY = "fits_many"
FORMS = ("labour", "sexual", "domestic", "criminal")


@dataclass(slots=True)
class Run:
    """Who takes part, by which law, and which streams the cases under way have made, by the number of the case."""

    profile: Profile
    parts: Parts
    seed: int
    contacts: dict[int, UUID] = field(default_factory=dict)
    cases: dict[int, UUID] = field(default_factory=dict)

    def do(self, step: Step) -> None:
        """Do a step; the clock is held at its instant. Raises Refused."""
        DOES[step.does](self, step)
        if step.last:
            self.cases.pop(step.number, None)

    def state(self, step: Step) -> CaseState:
        """How the case of a step stands."""
        found = door.state_of(self.cases[step.number])
        assert found is not None, "a case that was referred has a state"
        return found

    def authority(self, state: CaseState) -> UUID:
        """Who decides about a case, or takes it up before anybody did."""
        found = state.agency_by("competent_authority") or state.agency_by("recipient")
        assert found is not None, "a referral reaches an authority"
        return found

    def invented(self, case: Invented) -> Person:
        """The person of a case."""
        return person(case, drawing(self.seed, case.number, "person"), names.read())


def _case(step: Step) -> Invented:
    assert step.case is not None, "a step of a case has one"
    return step.case


def _meet(run: Run, step: Step) -> None:
    one, actor = run.invented(_case(step)), run.parts.responder(_case(step).referrer_kind, step.number)
    run.contacts[step.number] = contact.open_contact(actor, on=door.today(), channel=one.channel, about=one.about, reasons=one.reasons)
    contact.look_at_signs(actor, run.contacts[step.number], observations=one.signs, episodes=[one.episode], way="refer")


def _refer(run: Run, step: Step) -> None:
    case, on = _case(step), door.today()
    one, actor, stream = run.invented(case), run.parts.responder(case.referrer_kind, step.number), run.contacts.pop(step.number)
    treated = run.profile.read("age", case.age, on) or "child"
    if treated != "adult":
        for party in told_first(run.profile, on) or (CHILD_OFFICE,):
            named = run.profile.parties.get(party)
            agency = run.parts.agencies.get((named.kind if named else None) or party)
            talk = Talk(on=on, language=one.language, interpreter="present")
            referral.prepare_child(actor, stream, party=party, agency=agency, on=on, talk=talk)
    asked = tuple(_asked(run, step, treated, on))
    said = sending(one, asked, dict(further(run.profile, treated)), on, adult=treated == "adult")
    run.cases[step.number] = referral.refer(actor, stream, sending=said, recipient=_recipient(run, stream, case.competent_authority, on))


def _asked(run: Run, step: Step, treated: str, on: date) -> Iterator[Asked]:
    """The answers that a referral goes with: an adult's own, a guardian's where the law asks for a child's; some want help, too."""
    scope = run.profile.consent.get("referral")
    if treated == "adult":
        yield Asked(scope="referral", answer="yes")
        helps, wants = run.profile.consent.get("support"), drawing(run.seed, step.number, "help").random() < WANTS_HELP
        if wants and helps and helps.recipient and run.profile.parties[helps.recipient].kind == "support_provider":
            helper = run.parts.helpers[step.number % len(run.parts.helpers)]
            yield Asked(scope="support", answer="yes", recipient=helper.agency, recipient_kind=helper.agency_kind)
    elif scope is not None and not _not_asked(run.profile, on):
        yield Asked(scope="referral", answer="yes", by="guardian")


def _not_asked(profile: Profile, on: date) -> bool:
    """Whether a child is referred without the question: what is not known is asked for."""
    answer = profile.value(profile.consent["referral"], on=on, attributes={"age": "child"})
    return isinstance(answer, NotProvided) or getattr(answer, "value", "") == "not_required"


def _recipient(run: Run, stream: UUID, body: str, on: date) -> UUID:
    """The authority that margins name, as far as it may be sent to on this day; else the first that may."""
    state = door.state_of(stream)
    assert state is not None, "the contact was recorded"
    possible, _ = addressing.recipients(state, run.profile, on)
    return next((one.id for one in possible if body and one.body == body), possible[0].id)


def _accept(run: Run, step: Step) -> None:
    """Taken up; and the police force that the law here names is told, as far as one takes part."""
    state, on = run.state(step), door.today()
    actor = run.parts.decider(run.authority(state), step.number)
    referral.accept(actor, state.stream)
    state = run.state(step)
    law_here = police_rules.law_on(run.profile, state, on) if police_rules.is_to_tell(run.profile, state) else None
    force = next((run.parts.agencies[kind] for kind in police_rules.kinds(run.profile, law_here.value)), None) if law_here else None
    if law_here and force:
        place = police_rules.places(law_here.value, state, on)[0]
        identification.tell_force(actor, state.stream, agency=force, place=place, on=on)


def _decide(run: Run, step: Step) -> None:
    """A yes, with its reasons, after all that the law of the day asks before it."""
    state, on = run.state(step), door.today()
    actor = run.parts.decider(run.authority(state), step.number)
    wanted = _wanted(run.profile, state, stage_of(run.profile, state).positive, on)
    for need in wanted:
        name, _, about = need.partition(":")
        if name == "age.settled":
            identification.settle_age(actor, state.stream, age="child", on=on, basis="Papers, and the person's own word.")
        elif name == "asked":
            _hear(run, step)
        elif name == "agreed":
            speaks = run.parts.decider(run.parts.bodies[about], step.number)
            identification.agree(speaks, state.stream, body=about, on=on)
    text = ACCEPTED if any(need.startswith("minute.written") for need in wanted) else ""
    identification.decide_yes(actor, state.stream, text=text, test_stated=STATED)
    if police_rules.is_awaited(run.profile, run.state(step)):
        identification.note_crime(actor, state.stream, reference=f"{on.year}/{step.number:06d}", on=on)


def _wanted(profile: Profile, state: CaseState, does: str, on: date) -> tuple[str, ...]:
    """The facts that a step of the country's procedure still waits for. Source: profile, guards."""
    event = profile.event_for(does, state.state)
    went = machine.step(profile, state.state, event, state.facts, on) if event else ()
    return tuple(dict.fromkeys(need for one in went for need in one.needs)) if isinstance(went, tuple) else ()


def _hear(run: Run, step: Step) -> None:
    """Before a no: everybody whom the law names is heard, a doubt about age is settled, evidence is weighed."""
    state, on = run.state(step), door.today()
    actor = run.parts.decider(run.authority(state), step.number)
    stage = stage_of(run.profile, state)
    for party in rules.parties(run.profile, stage, state.state, on):
        identification.ask_party(actor, state.stream, party=party, on=on)
        identification.record_answer(actor, state.stream, party=party, on=on, answer=HEARD)
    identification.weigh(actor, state.stream, side="for", weight="2", what=WEIGHED[0])
    identification.weigh(actor, state.stream, side="against", weight="2", what=WEIGHED[1])


def _propose(run: Run, step: Step) -> None:
    state, on = run.state(step), door.today()
    actor = run.parts.decider(run.authority(state), step.number)
    stage = stage_of(run.profile, state)
    if "age.settled" in _wanted(run.profile, state, way_to_no(run.profile, stage), on):
        identification.settle_age(actor, state.stream, age="child", on=on, basis="Papers, and the person's own word.")
    identification.decide_with_minute(actor, state.stream, text=NOT_MADE_OUT, mitigations=(), reason="too_little", test_stated=STATED)


def _confirm(run: Run, step: Step) -> None:
    """A second pair of eyes lets it stand; where the law has a panel, after the panel has read it."""
    state, on = run.state(step), door.today()
    reviewer = run.parts.reviewers[run.authority(state)]
    if rules.panel(run.profile, state, on) is not None:
        identification.hear_panel(reviewer, state.stream, verdict="holds", words="", on=on)
    identification.confirm_negative(reviewer, state.stream)


def _tell(run: Run, step: Step) -> None:
    """The person is told, by whoever helps before a telephone; where nobody may yet, or no way is safe, it stays on the worklist."""
    state, on = run.state(step), door.today()
    ways = sorted(rules.ways_to_tell(state), key=lambda way: way[0] == "person")
    actor = run.parts.decider(run.authority(state), step.number)
    if not ways or list(rules.may_tell(run.profile, state, ways[0], on, on)):
        return
    try:
        identification.tell_outcome(actor, state.stream, to=ways[0][0], channel=ways[0][1], on=on)
    except Refused as refused:
        if not all(one.code.startswith("minimum.") for one in refused.refusals):
            raise


def _suspend(run: Run, step: Step) -> None:
    state = run.state(step)
    reason = drawing(run.seed, step.number, "rests").choice(("missing", "too_little"))
    procedure.suspend(run.parts.decider(run.authority(state), step.number), state.stream, on=door.today(), reason=reason)


def _withdraw(run: Run, step: Step) -> None:
    state, on = run.state(step), door.today()
    actor = run.parts.decider(run.authority(state), step.number)
    if run.profile.read("age", state.about.age, on) == "adult":
        procedure.withdraw(actor, state.stream, on=on, through="person", words="I do not want this to go on.")
    elif "consent:referral=withdrawn" in _wanted(run.profile, state, "withdraw", on):
        given = next(one for one in state.consents if one.scope == "referral")
        referral.take_back(actor, state.stream, given, on=on, by="guardian", in_writing=True)
    else:
        found = "The child lives with relatives in another country, and is helped there."
        procedure.withdraw_child(actor, state.stream, on=on, found_by="child_office", words=found)


def _ask_again(run: Run, step: Step) -> None:
    state = run.state(step)
    actor, bases = run.parts.decider(run.authority(state), step.number), tuple(run.profile.bases)[:1]
    words = "Please look at it again."
    procedure.ask_reconsideration(actor, state.stream, on=door.today(), asked_by="person", words=words, bases=bases)


def _answer_again(run: Run, step: Step) -> None:
    state = run.state(step)
    actor = run.parts.colleague(run.authority(state), step.number)
    procedure.refuse_reconsideration(actor, state.stream, words="Nothing was said that was not weighed before.")


def _notify(run: Run, step: Step) -> None:
    """Somebody who was met said no, and an authority is told in codes, with as much as it takes to point to nobody."""
    draw, on = drawing(run.seed, step.number, "told"), door.today()
    actor, one = run.parts.responder("", step.number), person(_unknown(draw, step.number, on), draw, names.read())
    stream = contact.open_contact(actor, on=on, channel=one.channel, about=one.about)
    contact.look_at_signs(actor, stream, observations=one.signs, episodes=[one.episode], way="refer")
    referral.record_answer(actor, stream, answer="no", talk=Talk(on=on, language=one.language, interpreter="present"))
    fields = (ALWAYS, *(code for code in may_be_told(run.profile) if code != ALWAYS and draw.random() < TOLD_BESIDE))
    because = draw.choice(list(law().code_lists["refusal_reasons"]))
    telling = {"because": because, "fields": fields, "width": "year", "cleared": {"rare": FITS_MANY}}
    notification.notify(actor, stream, telling=Telling(recipient=_recipient(run, stream, "", on), **telling))


def _unknown(draw: random.Random, number: int, on: date) -> Invented:
    """Somebody of whom margins say nothing but that an authority was told."""
    drawn = {"sex": draw.choice(("female", "male")), "place": draw.choice(("in_country", "abroad")), "forms": (draw.choice(FORMS),)}
    said = {"age": "adult", "age_at_exploitation": draw.choice(("adult", "child")), "nationality": "unknown", "citizenships": ()}
    nothing = {"referrer_kind": "", "competent_authority": "", "region": "", "decisions": (), "becomes": "", "becomes_on": None}
    return Invented(number=number, referred_on=on, **drawn, **said, **nothing)  # type: ignore[arg-type]


DOES: dict[str, Callable[[Run, Step], None]] = {
    "meet": _meet,
    "refer": _refer,
    "accept": _accept,
    "decide": _decide,
    "hear": _hear,
    "propose": _propose,
    "confirm": _confirm,
    "tell": _tell,
    "suspend": _suspend,
    "withdraw": _withdraw,
    "ask_again": _ask_again,
    "answer_again": _answer_again,
    "notify": _notify,
}
