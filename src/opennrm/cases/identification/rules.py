"""Whether a decision may be taken so. Pure; what the country asks comes from its profile's guards. Cooperation is no argument here.

Source of that: CETS 197 Art 12(6); SG 14.20, 14.58-59.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from opennrm.access.policy import enforces
from opennrm.cases.identification import sources
from opennrm.cases.identification.events import DoubtNoted, EvidenceWeighed, unasked
from opennrm.cases.identification.stages import Stage, stage_of, way_to_no
from opennrm.cases.spine.days import has_come
from opennrm.cases.spine.outcomes import is_told, outcome_of
from opennrm.cases.spine.particulars import told_by_authority, unconfirmed
from opennrm.cases.spine.state import CaseState
from opennrm.countries.dated import Answer, Given, NotKnown
from opennrm.countries.profile import Profile
from opennrm.countries.steps import JOINT
from opennrm.standards.load import law
from opennrm.standards.refusal import Refusal, gettext_noop

TOO_EARLY = gettext_noop("The referral came on %(day)s. What was asked before that day does not count for this decision")
NO_PARTY = gettext_noop("The law here does not ask this party before a negative")
AWAITED = gettext_noop("%(party)s was asked on %(day)s. Record the answer, or that none came and what was tried, before a no")
ATTEMPTS = gettext_noop("Write what was tried: how often, by which way, on which days. Silence alone says nothing against the person")
TOO_SOON = gettext_noop("It was asked on that day. That no answer came can be said on a later day")
NOT_WEIGHED = gettext_noop("Weigh first what speaks for and against: no evidence is weighed yet, and a no cannot rest on nothing")
NOT_ASKED = gettext_noop("This party was not asked yet. Record first that it was")
BEFORE_QUESTION = gettext_noop("An answer follows the question, which was put on %(day)s")
EMPTY = gettext_noop("Write it down: whoever reads this later has only your words")
NO_TEST = gettext_noop(
    "The wording of today's test is not known to us. Write the wording that you decide by, and where it stands. Searched: %(searched)s"
)
SAME_PERSON = gettext_noop("You proposed it, so another person has to review it")
OTHER_TEST = gettext_noop("The test has changed since it was proposed. Send it back: it has to be decided by the test of today: %(test)s")
NO_PART = gettext_noop("This body does not decide here together with others")
OTHER_BODY = gettext_noop("Your agency is another body: somebody of the body itself says that it agrees")
ONE_EACH = gettext_noop("You spoke for the other body. Two bodies decide together, so somebody else speaks for this one")
NO_PANEL = gettext_noop("No panel reads a negative here today, or none is proposed")
NOTHING_PROPOSED = gettext_noop("No negative is proposed")
NO_REASON = gettext_noop("Choose the main reason")
CHILD_MEANS = gettext_noop("Means are not asked for where the person was a child. Choose another reason, or decide yes")
NOT_MITIGATED = gettext_noop("Say what may explain the contradiction, and tick what you considered, before you rest a negative on it")
CHILD = gettext_noop("A child, or a person whose age is in doubt, is never told directly: tell whoever represents the child")
UNSAFE = gettext_noop("This way was not called safe. Choose another one, or tell through the provider or representative")
UNCONFIRMED = gettext_noop(
    "This way was noted by an authority that can detain or remove. It counts as safe once somebody else has asked the person and written "
    "it down: confirm or replace it under “Change how the person is reached”"
)
NOT_THROUGH = gettext_noop(
    "Whoever referred can detain or remove, so the outcome is not told through them. Tell it through those who support the person, or ask "
    "the person for a way that is safe"
)
NOT_DECIDED = gettext_noop("There is no decision to tell yet")
BEFORE_DECISION = gettext_noop("The decision was made on %(day)s: it cannot have been told before")
TOLD = gettext_noop("The outcome was told already")
DOUBT_UNASKED = gettext_noop("A doubt that matters was not put to the person. Ask first: a negative on it would be unfair")
NO_SUCH_DOUBT = gettext_noop("There is no such doubt")
NOTHING_WEIGHED = gettext_noop("It was weighed again already. Look at the page once more")
SAME_CASE = gettext_noop("This is the same case")
WHO = gettext_noop("Choose to whom and by which way")

REFERRER = "referrer"
CHILD_REPRESENTED, ADULT_REPRESENTED = ("guardian", "child_office"), ("support_provider", REFERRER)


@dataclass(frozen=True, slots=True)
class Part:
    """A body that decides together with others, and since when it agrees."""

    id: str
    label: str
    on: date | None


def parts(profile: Profile, state: CaseState, language: str = "en") -> list[Part]:
    """The bodies that decide together from where the case stands; none where one body decides. Source: profile, events; domain 1.6."""
    leading = {row.event for row in profile.transitions if state.state in row.origins}
    found = []
    for id, event in profile.events.items():
        if event.does == JOINT and id in leading and event.records:
            body = event.records.partition(":")[2]
            said, received = state.facts.entries(event.records), state.facts.entries("referral.received")
            now = said[-1].on if said and (not received or said[-1].on >= received[-1].on) else None
            found.append(Part(body, profile.parties[body].label.told(language), now))
    return found


def may_speak_for(profile: Profile, state: CaseState, body: str, actor: UUID, agency_body: str) -> Iterator[Refusal]:
    """A body that decides together with others; one person for one body, and of an agency that is this one, where it says which it is.

    Source: profile, events; deciders, jointly.
    """
    spoken: Mapping[str, UUID] = state.note("identification.spoken") or {}
    source = f"{profile.country} profile, deciders"
    if body not in {part.id for part in parts(profile, state)}:
        yield Refusal("joint.unknown", NO_PART, source, field="body")
    elif agency_body and agency_body != body:
        yield Refusal("joint.other-body", OTHER_BODY, source, field="body")
    if actor in {who for other, who in spoken.items() if other != body}:
        yield Refusal("joint.same-person", ONE_EACH, source, field="body")


def parties(profile: Profile, stage: Stage, place: str, on: date) -> tuple[str, ...]:
    """The parties that the law here asks before a decision in this stage, in its order: before a negative nearly always, before a yes where
    a guard says so. Source: profile, guards of the steps.
    """
    events = {profile.event_for(step, place) for step in (stage.positive, way_to_no(profile, stage))} - {None}
    found: list[str] = []
    for row in profile.transitions:
        if row.event in events and row.holds_on(on):
            found += [fact.partition(":")[2] for guard in row.guards for fact in guard.args.get("facts", ()) if fact.startswith("asked:")]
    return tuple(dict.fromkeys(found))


def may_ask(profile: Profile, state: CaseState, party: str, on: date, today: date) -> Iterator[Refusal]:
    """Only whom the law asks, and not before there was anything to ask about. Source: SG 14.70."""
    yield from has_come(on, today)
    received = state.facts.entries("referral.received")
    if received and on < received[-1].on:
        source = sources.of_hearing(profile, state, today, "14.70")
        yield Refusal("party.too-early", TOO_EARLY, source, field="on", day=received[-1].on)
    if party not in parties(profile, stage_of(profile, state), state.state, today):
        yield Refusal("party.unknown", NO_PARTY, "profile, guards", field="party")


def may_answer(profile: Profile, state: CaseState, party: str, said: tuple[bool, str], on: date, today: date) -> Iterator[Refusal]:
    """An answer follows a question; that none came is said on a later day, with what was tried. `said`: answered or not, and the words.

    Source: SG 14.73, attempts are documented.
    """
    yield from has_come(on, today)
    known, source = heard(state).get(party), sources.of_hearing(profile, state, today, "14.73")
    answered, words = said
    if known is None:
        yield Refusal("party.not-asked", NOT_ASKED, source, field="what")
    elif on < known[0]:
        yield Refusal("party.before-question", BEFORE_QUESTION, source, field="on", day=known[0])
    elif on == known[0] and not answered:
        yield Refusal("party.too-soon", TOO_SOON, source, field="on")
    if not answered and not words.strip():
        yield Refusal("party.attempts", ATTEMPTS, source, field="text")


def heard(state: CaseState) -> Mapping[str, tuple[date, date | None, bool]]:
    """Who was asked when, when that was settled, and whether by an answer. Source: SG 14.70, 14.73."""
    return state.note("identification.parties") or {}


def may_close_hearing(profile: Profile, state: CaseState, on: date) -> Iterator[Refusal]:
    """Who was asked has answered, or did not although it was tried; who was not asked is refused by the profile's own guard.

    Source: profile, guards of the proposal; SG 14.70, 14.73.
    """
    known = heard(state)
    for party in parties(profile, stage_of(profile, state), state.state, on):
        if party in known and known[party][1] is None:
            label = profile.parties[party].label if party in profile.parties else party
            source = sources.of_hearing(profile, state, on, "14.73")
            yield Refusal("party.awaited", AWAITED, source, field="heard", needs=(f"asked:{party}",), party=label, day=known[party][0])


def may_rest_on(profile: Profile, state: CaseState, on: date) -> Iterator[Refusal]:
    """A negative rests on evidence that was weighed. Source: SG 14.2-14.30, 14.181."""
    if not any(isinstance(one, EvidenceWeighed) for one in (state.note("identification.weighed") or {}).values()):
        yield Refusal("evidence.none", NOT_WEIGHED, sources.of_reasons(profile, state, on, "14.2-14.30"), field="evidence")


def written(text: str, field: str, source: str) -> Iterator[Refusal]:
    """Something is written. Source: SG 14.181."""
    if not text.strip():
        yield Refusal("identification.empty", EMPTY, source, field=field)


def may_weigh(state: CaseState, what: str, again: UUID | None, source: str) -> Iterator[Refusal]:
    """It is written what it is; what is weighed again is there. Source: SG 14.2-14.30."""
    yield from written(what, "what", source)
    if again is not None and again not in (state.note("identification.weighed") or {}):
        yield Refusal("evidence.gone", NOTHING_WEIGHED, source)


def may_put(state: CaseState, doubt: UUID, on: date, today: date, source: str) -> Iterator[Refusal]:
    """A doubt that was noted. Source: SG 14.13."""
    yield from has_come(on, today)
    if not isinstance((state.note("identification.weighed") or {}).get(doubt), DoubtNoted):
        yield Refusal("doubt.unknown", NO_SUCH_DOUBT, source)


def test_on(profile: Profile, state: CaseState, on: date) -> Given[str] | None:
    """The test that governs a decision taken on `on`, whenever the case was referred; None where no source gives one.

    Source: law-as-data 1, governed_by decision; domain 1.4.
    """
    answer = _test(profile, state, on)
    return answer if isinstance(answer, Given) else None


def _test(profile: Profile, state: CaseState, on: date) -> Answer[str] | None:
    series = profile.tests.get(stage_of(profile, state).series)
    return profile.value(series, on=on, facts=state.facts) if series is not None else None


def searched(profile: Profile, state: CaseState, on: date) -> str:
    """Where we looked for the wording of today's test and did not find it; nothing where it is known. Source: design 9."""
    answer = _test(profile, state, on)
    return answer.searched if isinstance(answer, NotKnown) else ""


def may_decide(profile: Profile, state: CaseState, on: date, stated: str = "") -> Iterator[Refusal]:
    """A decision is taken by a test. Where we do not know its wording nothing is put in its place: whoever decides states it, `stated`.

    Source: domain 1.4; design 9, `not_known_to_us`.
    """
    answer = _test(profile, state, on)
    if not isinstance(answer, Given) and not stated.strip():
        searched = answer.searched if isinstance(answer, NotKnown) else ""
        source = answer.source if answer is not None else f"{profile.country} profile, tests"
        yield Refusal("decision.no-test", NO_TEST, source, field="test_stated", searched=searched)


def may_propose(profile: Profile, state: CaseState, reason: str, on: date) -> Iterator[Refusal]:
    """A negative has a reason of the list that holds for this person, and rests on no doubt that was kept from them.

    Source: SG 14.13, 14.68, 14.181.
    """
    if reason not in law().code_lists["negative_reasons"]:
        yield Refusal("negative.reason", NO_REASON, sources.of_reasons(profile, state, on, "14.181"), field="reason")
    if reason == "no_means" and _was_a_child(state):
        yield Refusal("negative.child-means", CHILD_MEANS, "Palermo Art 3(c); CETS 197 Art 4(c)", field="reason")
    if unasked(state):
        yield Refusal("negative.doubt", DOUBT_UNASKED, sources.of_hearing(profile, state, on, "14.13"), field="doubts")


def _was_a_child(state: CaseState) -> bool:
    return state.about.age != "adult" or state.about.age_at_exploitation == "child"


def may_contradict(profile: Profile, state: CaseState, reason: str, on: date) -> Iterator[Refusal]:
    """A negative on a contradiction weighs first what may explain it. Source: SG 14.2-14.18; code list negative_reasons."""
    if reason == "contradicted" and not state.note("identification.mitigations"):
        source = sources.of_reasons(profile, state, on, "14.2-14.18")
        yield Refusal("negative.mitigations", NOT_MITIGATED, source, field="mitigations")


def reviewer(profile: Profile, state: CaseState, on: date) -> tuple[str, str]:
    """Who reviews a proposed negative here, as the profile names that party, with the source. Source: profile, reviews."""
    series = profile.reviews.get(stage_of(profile, state).review)
    answer = profile.value(series, on=on, facts=state.facts) if series is not None else None
    if isinstance(answer, Given):
        return answer.value.by, answer.source
    return "second_reviewer", answer.source if answer is not None else f"{profile.country} profile, reviews"


def may_review(state: CaseState, reader: UUID, source: str) -> Iterator[Refusal]:
    """Another person than the one who proposed. Source: SG 14.74; profile, reviews."""
    proposal = state.note("identification.proposed")
    if proposal is None:
        yield Refusal("review.nothing", NOTHING_PROPOSED, source)
    elif proposal[0] == reader:
        yield Refusal("review.same-person", SAME_PERSON, source)


def may_confirm(profile: Profile, state: CaseState, on: date) -> Iterator[Refusal]:
    """A proposal becomes the decision by the test in force on that day; one that was made by an earlier test goes back.

    Source: law-as-data 1, governed_by decision; domain 1.4.
    """
    proposal, test = state.note("identification.proposed"), test_on(profile, state, on)
    if proposal is not None and test is None and proposal[1].test:
        yield from may_decide(profile, state, on)
    elif proposal is not None and test is not None and proposal[1].test != test.value:
        yield Refusal("review.other-test", OTHER_TEST, test.source, test=test.value)


def panel(profile: Profile, state: CaseState, on: date) -> tuple[str, str] | None:
    """The panel that reads a proposed negative beside the second reviewer, with the source; None where the law of the day has none.

    Source: SG 14.119-14.159; profile, guards of the negative.
    """
    stage = stage_of(profile, state)
    event = profile.event_for(stage.negative, state.state)
    for row in profile.transitions:
        if row.event == event and state.state in row.origins and row.holds_on(on):
            for guard in row.guards:
                if guard.guard == "review" and guard.args["of"] != (stage.review,):
                    answer = profile.value(profile.reviews[guard.args["of"][0]], on=on, facts=state.facts)
                    if isinstance(answer, Given):
                        return answer.value.by, answer.source
    return None


def may_hear_panel(profile: Profile, state: CaseState, on: date) -> Iterator[Refusal]:
    """A panel reads what is proposed, where the law of the day has one. Source: SG 14.119-14.159."""
    if state.note("identification.proposed") is None or panel(profile, state, on) is None:
        yield Refusal("panel.nothing", NO_PANEL, f"{profile.country} profile, reviews")


def may_go(against: Iterable[Refusal], *later: str) -> Iterator[Refusal]:
    """What the profile's guards say against a step, but for what the same act, or one that follows it, still records: `later` names
    those facts. Source: SG 14.74, 14.181.
    """
    for refusal in against:
        if not refusal.needs or not all(need.startswith(later) for need in refusal.needs):
            yield refusal


def may_note_duplicate(case_id: UUID, other: UUID) -> Iterator[Refusal]:
    """Two cases are compared, not one with itself. Source: domain 5.10."""
    if case_id == other:
        yield Refusal("duplicate.same-case", SAME_CASE, "domain 5.10")


def asked_before_yes(profile: Profile, state: CaseState, party: str) -> bool:
    """Whether the law here asks this party before a yes, too. Source: profile, guards of the step; AufenthG § 72(6)."""
    event = profile.event_for(stage_of(profile, state).positive, state.state)
    guards = (guard for row in profile.transitions if row.event == event for guard in row.guards)
    return any(f"asked:{party}" in guard.args.get("facts", ()) for guard in guards)


def ways_to_tell(state: CaseState) -> tuple[tuple[str, str], ...]:
    """To whom the outcome may be told, by which way: ways that an adult called safe, or somebody tied to the case who passes it on.

    A child, or a person whose age is in doubt, is told through a representative alone; nobody is told through an agency that can detain or
    remove. Source: SG 14.182-14.189; CETS 197 Art 12(2); decision 0007.
    """
    tied = {tie.relation for tie in state.ties if tie.live}
    if state.about.age != "adult":
        child = tuple(("representative", one) for one in CHILD_REPRESENTED if one in tied)
        return child or (("representative", "child_office"),)
    if _by_enforcement(state):
        tied.discard(REFERRER)
    own = tuple(("person", channel) for channel in told_by_authority(state))
    return own + tuple(("representative", one) for one in ADULT_REPRESENTED if one in tied)


def _by_enforcement(state: CaseState) -> bool:
    """Whether whoever referred can detain or remove: a notice that comes with a uniform is no notice. Source: decision 0007."""
    return enforces(state.about.referrer_kind)


def may_tell(profile: Profile, state: CaseState, way: tuple[str, str], on: date, today: date) -> Iterator[Refusal]:
    """By a way that was called safe, never where the exploitation was, never to a child directly. Source: SG 14.182-14.189."""
    yield from has_come(on, today)
    decided, source = outcome_of(state), sources.of_notice(profile, state, today, "14.182")
    if decided is None:
        yield Refusal("notice.not-decided", NOT_DECIDED, source)
    elif is_told(state):
        yield Refusal("notice.told", TOLD, source)
    elif on < decided.on:
        yield Refusal("notice.before", BEFORE_DECISION, source, field="on", day=decided.on)
    if way not in ways_to_tell(state):
        yield _wrong_way(profile, state, way, today)


def _wrong_way(profile: Profile, state: CaseState, way: tuple[str, str], on: date) -> Refusal:
    if way[0] == "person" and state.about.age != "adult":
        return Refusal("notice.child", CHILD, sources.of_notice(profile, state, on, "14.186"), field="way")
    noted = unconfirmed(state)
    if way[0] == "person" and noted is not None and way[1] in noted.channels:
        return Refusal("notice.unconfirmed", UNCONFIRMED, sources.of_notice(profile, state, on, "14.183"), field="way")
    if way == ("representative", REFERRER) and _by_enforcement(state):
        return Refusal("notice.through-enforcement", NOT_THROUGH, sources.of_notice(profile, state, on, "14.183"), field="way")
    if way[0] == "person":
        return Refusal("notice.unsafe", UNSAFE, sources.of_notice(profile, state, on, "14.183"), field="way")
    return Refusal("notice.way", WHO, sources.of_notice(profile, state, on, "14.182"), field="way")
