"""Whether a decision may be taken so. Pure; what the country asks comes from its profile's guards. Cooperation is no argument here.

Source of that: CETS 197 Art 12(6); SG 14.20, 14.58-59.
"""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from opennrm.cases.spine.state import CaseState
from opennrm.countries.dated import Given
from opennrm.countries.profile import Profile
from opennrm.standards.load import law
from opennrm.standards.refusal import Refusal, gettext_noop

FUTURE = gettext_noop("The day must not lie in the future")
NO_PARTY = gettext_noop("The law here does not ask this party before a negative")
NOT_ASKED = gettext_noop("This party was not asked yet. Record first that it was")
EMPTY = gettext_noop("Write it down: whoever reads this later has only your words")
NO_TEST = gettext_noop("No test is known for this day, so nobody can decide by it")
SAME_PERSON = gettext_noop("You proposed it, so another person has to review it")
NOTHING_PROPOSED = gettext_noop("No negative is proposed")
NO_REASON = gettext_noop("Choose the main reason")
CHILD = gettext_noop("A child, or a person whose age is in doubt, is never told directly: tell whoever represents the child")
UNSAFE = gettext_noop("This way was not called safe. Choose another one, or tell through the provider or representative")
NOT_DECIDED = gettext_noop("There is no decision to tell yet")
TOLD = gettext_noop("The outcome was told already")
NO_DOUBT = gettext_noop("The person's age is not in doubt")
DOUBT_UNASKED = gettext_noop("A doubt that matters was not put to the person. Ask first: a negative on it would be unfair")
WHO = gettext_noop("Choose to whom and by which way")

STAGE_TEST = "presumption"
THROUGH = "through"


def may_happen(on: date, today: date) -> Iterator[Refusal]:
    """What happened did not happen tomorrow. Source: design 3, Time is honest."""
    if on > today:
        yield Refusal("identification.future", FUTURE, "design 3, time is honest", field="on")


def parties(profile: Profile, state: str, on: date) -> tuple[str, ...]:
    """The parties that the law here asks before a negative on reasonable grounds, in its order. Source: profile, guards of the proposal."""
    event = profile.event_for("rg.propose_negative", state)
    found: list[str] = []
    for row in profile.transitions:
        if row.event == event and row.holds_on(on):
            found += [fact.partition(":")[2] for guard in row.guards for fact in guard.args.get("facts", ()) if fact.startswith("asked:")]
    return tuple(dict.fromkeys(found))


def may_ask(profile: Profile, state: CaseState, party: str, on: date, today: date) -> Iterator[Refusal]:
    """Only whom the law asks. Source: SG 14.70."""
    yield from may_happen(on, today)
    if party not in parties(profile, state.state, today):
        yield Refusal("party.unknown", NO_PARTY, "profile, guards", field="party")


def may_answer(state: CaseState, party: str, on: date, today: date) -> Iterator[Refusal]:
    """An answer follows a question. Source: SG 14.73."""
    yield from may_happen(on, today)
    if party not in (state.note("identification.parties") or {}):
        yield Refusal("party.not-asked", NOT_ASKED, "SG 14.73", field="party")


def written(text: str, field: str) -> Iterator[Refusal]:
    """Something is written. Source: SG 14.181."""
    if not text.strip():
        yield Refusal("identification.empty", EMPTY, "SG 14.181", field=field)


def test_on(profile: Profile, state: CaseState, on: date) -> Given[str] | None:
    """The test that governs a decision taken on `on`, whenever the case was referred; None where no source gives one.

    Source: law-as-data 1, governed_by decision; domain 1.4.
    """
    series = profile.tests.get(STAGE_TEST)
    answer = profile.value(series, on=on, facts=state.facts) if series is not None else None
    return answer if isinstance(answer, Given) else None


def may_decide(test: Given[str] | None) -> Iterator[Refusal]:
    """A decision is taken by a test. Source: domain 1.4."""
    if test is None:
        yield Refusal("decision.no-test", NO_TEST, "profile, tests")


def may_propose(state: CaseState, reason: str) -> Iterator[Refusal]:
    """A negative has a reason of the list, and no doubt that matters was kept from the person. Source: SG 14.13, 14.181."""
    if reason not in law().code_lists["negative_reasons"]:
        yield Refusal("negative.reason", NO_REASON, "SG 14.181", field="reason")
    if any(getattr(one, "matters", False) and not one.person_asked for _, one in state.note("identification.weighed") or ()):
        yield Refusal("negative.doubt", DOUBT_UNASKED, "SG 14.13")


def may_review(state: CaseState, reviewer: UUID) -> Iterator[Refusal]:
    """Another person than the one who proposed. Source: SG 14.74."""
    proposal = state.note("identification.proposed")
    if proposal is None:
        yield Refusal("review.nothing", NOTHING_PROPOSED, "SG 14.74")
    elif proposal[0] == reviewer:
        yield Refusal("review.same-person", SAME_PERSON, "SG 14.74")


def may_settle_age(state: CaseState, on: date, today: date) -> Iterator[Refusal]:
    """Only a doubt is settled. Source: CETS 197 Art 10(3)."""
    yield from may_happen(on, today)
    if state.about.age != "unknown":
        yield Refusal("age.no-doubt", NO_DOUBT, "CETS 197 Art 10(3)")


def may_tell(state: CaseState, to: str, channel: str, on: date, today: date) -> Iterator[Refusal]:
    """By a way that was called safe, never where the exploitation was, never to a child directly. Source: SG 14.182-14.189."""
    yield from may_happen(on, today)
    if state.note("identification.decided") is None:
        yield Refusal("notice.not-decided", NOT_DECIDED, "SG 14.182")
    if told(state):
        yield Refusal("notice.told", TOLD, "SG 14.182")
    if to not in ("person", "representative"):
        yield Refusal("notice.to", WHO, "SG 14.182", field="way")
    elif to == "person" and state.about.age != "adult":
        yield Refusal("notice.child", CHILD, "SG 14.186", field="way")
    elif to == "person" and channel not in (state.note("referral.safe_channels") or ()):
        yield Refusal("notice.unsafe", UNSAFE, "SG 14.183", field="way")


def told(state: CaseState) -> bool:
    """Whether the latest decision was told. Source: SG 14.182."""
    decisions, notices = state.facts.entries("decision:rg"), state.facts.entries("notified:rg")
    return bool(decisions and notices and (notices[-1].on, notices[-1].seq) > (decisions[-1].on, decisions[-1].seq))
