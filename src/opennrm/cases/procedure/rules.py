"""Whether the procedure may rest, go on, be left, or be looked at again, whether a decision may end and a case be closed. Pure.

What the country asks comes from its profile's guards. Cooperation with the authorities is no argument here.

Source of that: CETS 197 Art 12(6).
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from uuid import UUID

from opennrm.access.policy import enforces
from opennrm.cases.procedure.events import DISQUALIFICATION, END_PROPOSED, REVOCATION
from opennrm.cases.spine.days import has_come
from opennrm.cases.spine.deciders import who_said_no
from opennrm.cases.spine.facts import CaseFacts
from opennrm.cases.spine.outcomes import is_owed_word
from opennrm.cases.spine.row import LedgerRow
from opennrm.cases.spine.state import CaseState
from opennrm.cases.spine.status import status
from opennrm.countries.clocks import due
from opennrm.countries.dated import Given
from opennrm.countries.facts import Asked, running
from opennrm.countries.profile import Profile
from opennrm.standards.load import law
from opennrm.standards.refusal import Refusal, gettext_noop

BEFORE = gettext_noop("It cannot have been before %(day)s, when the case came to where it stands")
EMPTY = gettext_noop("Write it down: whoever reads this later has only your words")
NO_REASON = gettext_noop("Choose why it rests")
RESTED = gettext_noop("It cannot go on before %(day)s, when it began to rest")
CHILD = gettext_noop(
    "A child, or a person whose age is in doubt, leaves the procedure only where that was found to be in the child's best interests"
)
ADULT = gettext_noop("Nobody withdraws for an adult: the person does it, in writing")
THROUGH = gettext_noop("Choose through whom the writing came")
THROUGH_ENFORCEMENT = gettext_noop(
    "The writing came through an authority that can detain or remove. Ask the person by a safe way, and record what the person wrote then"
)
FOUND_BY = gettext_noop("Choose who found it")
ASKS = gettext_noop("Choose who asks: the person, or somebody who is in the case and asks for the person")
BASES = gettext_noop("Tick on what the request rests")
GROUND = gettext_noop("Choose the ground")
PENDING = gettext_noop("It is proposed already that this decision ends, and waits for a second person")
NOTHING_PENDING = gettext_noop("It is not proposed that this decision ends. Somebody may have acted on it already")
PROPOSED_IT = gettext_noop("You proposed it, so another person has to look")
OWED = gettext_noop("The person is still owed what stands above (%(n)s). Write what becomes of each, and who sees to it")
UNTOLD = gettext_noop("What was decided was not told yet. Tell it first, or write why that cannot be done")
BEFORE_NO = gettext_noop("The decision was made on %(day)s: nobody can have asked before that it be looked at again")
SAME_PERSON = gettext_noop("You said no, so another person looks at it again")

FOUND_BY_KINDS = ("child_office", "local_authority", "social_services", "guardian_office", "court")  # never one that can detain or remove
THROUGH_WHOM = ("support_provider", "lawyer", "referrer")
PERSON = "person"
WRITTEN, FOUND = "withdrawal.written", "best_interests.found:withdrawal"
CLOCK = "reconsideration"
FOR_THE_PERSON = ("referrer", "support_provider", "lawyer", "guardian", "child_office")
OURS = "Our safeguard: a second pair of eyes, as for a no (Statutory Guidance (UK) 14.74)"
# The decision that an accepted request may make, with the series of its test in the profile.
TESTS = {"rg": "presumption", "cg": "identification"}
MINUTE = "minute.written"
GROUNDS = ("public_order", "improper_claim")


def source_of(profile: Profile, place: str, does: str, on: date) -> str:
    """The country's text on a step from this place; where none leads from here, on the step at all. Source: profile, transitions."""
    event = profile.event_for(does, place)
    rows = [row for row in profile.transitions if row.event == event and row.holds_on(on)]
    found = next((row.source for row in rows if place in row.origins), rows[0].source if rows else "")
    return found or f"{profile.country} profile, events"


def leads(profile: Profile, place: str, does: str, on: date) -> bool:
    """Whether the country's procedure has such a step from this place, whoever the person is. Source: law-as-data 1, Transition."""
    event = profile.event_for(does, place)
    return any(row.event == event and place in row.origins and row.holds_on(on) for row in profile.transitions)


def beside(refusals: Iterable[Refusal], *facts: str) -> Iterator[Refusal]:
    """What bars a step beside the facts that the very act records first. Source: house-style 3.5, all refusals at once."""
    return (one for one in refusals if not set(one.needs) & set(facts))


def written(text: str, field: str, source: str) -> Iterator[Refusal]:
    """Something is written. Source: SG 14.181."""
    if not text.strip():
        yield Refusal("procedure.empty", EMPTY, source, field=field)


def may_have_been(state: CaseState, on: date, today: date) -> Iterator[Refusal]:
    """Not tomorrow, and not before the case came to where it stands. Source: design 3, Time is honest."""
    yield from has_come(on, today)
    if state.since is not None and on < state.since:
        yield Refusal("procedure.before", BEFORE, "design 3, time is honest", field="on", day=state.since)


def may_suspend(state: CaseState, profile: Profile, said: tuple[str, str], on: date, today: date) -> Iterator[Refusal]:
    """A reason of the list, and words where it is another one. `said`: reason and words. Source: SG 14.196."""
    reason, words = said
    source = source_of(profile, state.state, "suspend", today)
    yield from may_have_been(state, on, today)
    if reason not in law().code_lists["suspension_reasons"]:
        yield Refusal("suspend.reason", NO_REASON, source, field="reason")
    if reason == "other":
        yield from written(words, "words", source)


def may_resume(state: CaseState, on: date, today: date) -> Iterator[Refusal]:
    """Not before it rested. Source: SG 14.196-204; design 3, Time is honest."""
    yield from has_come(on, today)
    rests = running(state.facts, "suspended", today)
    if rests is not None and on < rests.on:
        yield Refusal("resume.before", RESTED, "design 3, time is honest", field="on", day=rests.on)


def is_adult(state: CaseState, profile: Profile, on: date) -> bool:
    """Whether the person is treated as an adult: one whose age is in doubt is as the profile says. Source: CETS 197 Art 10(3)."""
    return profile.read("age", state.about.age, on) == "adult"


def through_whom(state: CaseState) -> tuple[str, ...]:
    """Through whom an adult's writing may come: by the person, or through who is in the case and can neither detain nor remove.

    Source: decision 0005, Taking back; CETS 197 Art 12(7).
    """
    tied = {tie.relation for tie in state.ties if tie.live}
    if enforces(state.about.referrer_kind):
        tied.discard("referrer")
    return (PERSON, *(one for one in THROUGH_WHOM if one in tied))


def may_withdraw(state: CaseState, profile: Profile, said: tuple[str, str], on: date, today: date) -> Iterator[Refusal]:
    """An adult, in writing, through nobody who gains by it. `said`: through whom, and what was written.

    Source: SG 14.249; decision 0005.
    """
    through, words = said
    source = source_of(profile, state.state, "withdraw", today)
    yield from _after_referral(state, on, today)
    if not is_adult(state, profile, today):
        yield Refusal("withdraw.child", CHILD, source, needs=(FOUND,))
    if through == "referrer" and enforces(state.about.referrer_kind):
        yield Refusal("withdraw.through-enforcement", THROUGH_ENFORCEMENT, "decision 0005; CETS 197 Art 12(7)", field="through")
    elif through not in through_whom(state):
        yield Refusal("withdraw.through", THROUGH, source, field="through")
    yield from written(words, "words", source)


def may_withdraw_child(state: CaseState, profile: Profile, said: tuple[str, str], on: date, today: date) -> Iterator[Refusal]:
    """A child, where somebody who protects children found it best. `said`: the kind of agency that found it, and what it found.

    In every country: where its law does not ask for the finding, we do. Source: CETS 197 Art 10(4); SG 14.249.
    """
    found_by, words = said
    source = source_of(profile, state.state, "withdraw", today)
    yield from _after_referral(state, on, today)
    if is_adult(state, profile, today):
        yield Refusal("withdraw.adult", ADULT, source, needs=(WRITTEN,))
    if found_by not in FOUND_BY_KINDS:
        yield Refusal("withdraw.found-by", FOUND_BY, source, field="found_by")
    yield from written(words, "words", source)


def _after_referral(state: CaseState, on: date, today: date) -> Iterator[Refusal]:
    """A withdrawal is of this referral, not of one before it. Source: profile, guards, `since`."""
    yield from has_come(on, today)
    received = state.facts.entries("referral.received")
    if received and on < received[-1].on:
        yield Refusal("procedure.before", BEFORE, "design 3, time is honest", field="on", day=received[-1].on)


# --- looked at again ------------------------------------------------------------------------------------------------------


def askers(state: CaseState) -> tuple[str, ...]:
    """Who may ask: the person, and for the person who referred, supports, advises or acts for a child. Source: domain 1.2; SG 14.224."""
    tied = {tie.relation for tie in state.ties if tie.live}
    return (PERSON, *(one for one in FOR_THE_PERSON if one in tied))


def governing(profile: Profile, facts: CaseFacts, bases: tuple[str, ...], on: date) -> str:
    """The basis by which the time limit counts: of several the first that is still in time, for the person. Source: SG 14.225-226."""

    def over(basis: str) -> bool:
        return CLOCK in profile.clocks and due(profile, CLOCK, facts.note("basis", on=on, value=basis), on).over(on)

    return next((basis for basis in bases if not over(basis)), bases[0] if bases else "")


def may_ask_again(state: CaseState, profile: Profile, said: tuple[str, tuple[str, ...], str], on: date, today: date) -> Iterator[Refusal]:
    """By whom it may be asked, on a basis where the law here knows several, with what it says, after the decision.

    `said`: who asks, the bases, the words. Whether it is in time is the profile's guard. Source: SG 14.224-226, 14.232.
    """
    asked_by, bases, words = said
    source = source_of(profile, state.state, "reconsider.ask", today)
    yield from has_come(on, today)
    decided = [entry for entry in state.facts.entries("decision") if entry.value == "negative"]
    if decided and on < decided[-1].on:
        yield Refusal("reconsider.before", BEFORE_NO, "design 3, time is honest", field="on", day=decided[-1].on)
    if asked_by not in askers(state):
        yield Refusal("reconsider.asker", ASKS, source, field="asked_by")
    if profile.bases and (not bases or not set(bases) <= set(profile.bases)):
        yield Refusal("reconsider.bases", BASES, source, field="bases")
    yield from written(words, "words", source)


def late_beside_its_day(refusals: Iterable[Refusal]) -> Iterator[Refusal]:
    """That a time is over, beside the day on which the request arrived: that is what would have to be another. Source: SG 14.225-226."""
    return (one.at("on") if one.code == "clock.over" else one for one in refusals)


def may_answer(state: CaseState, reader: UUID) -> Iterator[Refusal]:
    """Whoever proposed or made the no does not answer whether it was right. In every country: where its law does not say so, we do.

    Source: SG 14.74, as the model.
    """
    if reader in who_said_no(state):
        yield Refusal("reconsider.same-person", SAME_PERSON, OURS)


def decided_by(profile: Profile, place: str) -> str:
    """The decision that a yes makes here, by the country's own event; empty where the answer alone is recorded.

    Source: profile, events, `records`.
    """
    event = profile.event_for("reconsider.accept", place)
    records = (profile.events[event].records or "") if event else ""
    return records if records.startswith("decision:") else ""


def test_of(profile: Profile, facts: CaseFacts, decides: str, on: date) -> Given[str] | None:
    """The test by which such a decision is made on the day; None where none is made, or no source tells the test. Source: domain 1.4."""
    series = profile.tests.get(TESTS.get(Asked.parse(decides).qualifier or "", "")) if decides else None
    answer = profile.value(series, on=on, facts=facts) if series is not None else None
    return answer if isinstance(answer, Given) else None


def minute_asked(profile: Profile, place: str) -> str:
    """Under which name the reasons of a no are written here, as the profile's guard asks for them. Source: SG 14.233; profile, guards."""
    event = profile.event_for("reconsider.refuse", place)
    rows = [row for row in profile.transitions if row.event == event and place in row.origins]
    asked = [Asked.parse(fact) for row in rows for guard in row.guards for fact in guard.args.get("facts", ())]
    return next((one.qualifier for one in asked if one.name == MINUTE and one.qualifier), CLOCK)


# --- a decision ends ------------------------------------------------------------------------------------------------------


def may_propose_end(state: CaseState, texts: Mapping[str, str], source: str) -> Iterator[Refusal]:
    """One proposal at a time, and everything that it rests on is written: each field for itself. Source: SG 14; NABA s63, as its profile
    cites them.
    """
    if state.note(END_PROPOSED) is not None:
        yield Refusal("end.pending", PENDING, source)
    for field, text in texts.items():
        yield from written(text, field, source)


def may_rest_on(ground: str, source: str) -> Iterator[Refusal]:
    """A ground that the law knows: public order, or a status claimed improperly; helping no investigation is none.

    Source: CETS 197 Art 13(3), 12(6); NABA s63.
    """
    if ground not in GROUNDS:
        yield Refusal("disqualify.ground", GROUND, source, field="ground")


def may_review_end(state: CaseState, reader: UUID) -> Iterator[Refusal]:
    """A second person, never the one who proposed: nobody ends a decision alone. In every country: where its law does not say so, we do.

    Source: SG 14.74, as the model.
    """
    proposal = state.note(END_PROPOSED)
    if proposal is None:
        yield Refusal("end.nothing", NOTHING_PENDING, OURS)
    elif proposal[0] == reader:
        yield Refusal("end.same-person", PROPOSED_IT, OURS)


def ground_proposed(state: CaseState) -> str:
    """The ground of a disqualification that is proposed; empty where a revocation is, or nothing. Source: profile, `disqualify`."""
    proposal = state.note(END_PROPOSED)
    return getattr(proposal[1], "ground", "") if proposal else ""


def given_by(of: str, ground: str) -> tuple[str, ...]:
    """The facts that stand once a second person agrees. Source: profile, guards of the step."""
    minute = f"{MINUTE}:{of}"
    return (minute,) if of == REVOCATION else (minute, f"ground:{DISQUALIFICATION}", f"ground:{ground}")


def ends_reflection(profile: Profile, ground: str) -> bool:
    """Whether the time to recover and decide ends early with a disqualification on this ground. Source: profile, early ends."""
    given = set(given_by(DISQUALIFICATION, ground))
    return any(end.period == "reflection" and end.reason == ground and set(end.all_of) <= given for end in profile.early_ends)


# --- closed ---------------------------------------------------------------------------------------------------------------


def still_owed(rows: Iterable[LedgerRow], on: date) -> tuple[str, ...]:
    """The rights that want an act on that day, once each: open, overdue, interrupted, withheld on no lawful ground. Source: design 6."""
    return tuple(dict.fromkeys(row.entitlement for row in rows if row.opened_on <= on and status(row, on).wants))


def may_close(state: CaseState, owed: Collection[str], words: str, source: str) -> Iterator[Refusal]:
    """Nobody closes over a right, or over a decision that was not told, by oversight: what becomes of it is written. In every country:
    where its law does not ask it, we do. Source: profile, `close`; CETS 197 Art 12(1); SG 14.182.
    """
    if words.strip():
        return
    if owed:
        yield Refusal("close.owed", OWED, source, field="words", n=len(owed))
    if is_owed_word(state):
        yield Refusal("close.untold", UNTOLD, source, field="words")
