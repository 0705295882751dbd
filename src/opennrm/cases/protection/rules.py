"""Whether a period may begin, be refused, or end; who may be told of the bar on removal; who may be named a guardian. Pure.

Cooperation with the authorities is not an argument, and cannot become one.

Source of that: CETS 197 Art 12(6).
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from opennrm.cases.protection.events import REFLECTION, TIME_OVER, GuardianAppointed, GuardianEnded
from opennrm.cases.spine.begun import length_of
from opennrm.cases.spine.days import has_come
from opennrm.cases.spine.facts import CaseFacts
from opennrm.cases.spine.plan import is_by_law
from opennrm.cases.spine.row import LedgerRow
from opennrm.cases.spine.state import CaseState
from opennrm.cases.spine.status import StatusCode, status
from opennrm.countries.clocks import due
from opennrm.countries.dated import Given
from opennrm.countries.facts import Entry, latest, running, standing
from opennrm.countries.profile import Clock, Duration, EarlyEnd, Profile
from opennrm.standards.load import law
from opennrm.standards.refusal import Refusal, gettext_noop

NO_CLOCK = gettext_noop("The country's profile has no such period: not set, and nothing is put in its place")
NOT_OPEN = gettext_noop("The period opens with a decision that there are reasonable grounds, and there is none by that day")
TOO_EARLY = gettext_noop("The period cannot begin before %(day)s, when the decision was taken")
RUNS = gettext_noop("The period already runs since %(day)s")
RUNS_NOT = gettext_noop("The period does not run on that day")
GROUND = gettext_noop("Choose the ground on which it is refused. Without one, say that none is given: the ledger shows it so")
NOT_OVER = gettext_noop("It is a minimum: it cannot end before %(day)s")
AWAITS = gettext_noop("It lasts until the final decision, which is not taken yet")
NO_REASON = gettext_noop("Choose why it ends: its time is over, or a ground of the law")
NO_LENGTH = gettext_noop("No source that we read says how long it lasts, so nobody can say that its time is over")
BY_LAW = gettext_noop("The law sets this length itself, so nobody sets another")
TOO_SHORT = gettext_noop("It lasts %(least)s at least: that is the law's minimum, or what was set before")
WRITTEN = gettext_noop("Write the reasons: an individual assessment for this person")
NOT_YOURS = gettext_noop("The child office of the case records who the guardian is. Tell it what you know")
ADULT = gettext_noop("An adult has no guardian here. Look at the age again")
NOT_HERE = gettext_noop("No source of this country that we read says so, so it is not offered")
GUARDIANS = gettext_noop("Choose a guardian office that takes part in the mechanism")
ACTS = gettext_noop("This office is the child's guardian already, since %(day)s")
DECISION = gettext_noop("Say by which decision: who took it, on which day, its number")
NO_GUARDIAN = gettext_noop("The child has no guardian in this case, so none can end")
BEFORE = gettext_noop("It cannot end before %(day)s, when it began")
NO_BAR = gettext_noop("By the ledger nothing bars a removal today, so there is nothing to tell")
WOULD_REMOVE = gettext_noop("Choose the migration or asylum authority that takes part in the mechanism")
TOLD = gettext_noop("This authority was told already")
NOT_TOLD = gettext_noop("This authority was not told of a bar in this case")
IN_FILES = gettext_noop("That the bar stands in your files is recorded already")

NONE = "none"
GUARDIAN, REMOVAL = "child.guardian", "removal.bar"
GUARDIAN_OFFICES, WHO_WOULD_REMOVE = ("guardian_office",), ("migration_authority", "asylum_authority")
APPOINTED, BAR = "CETS 197 Art 10(4)(a)", "CETS 197 Art 10(2), 13(1)"


def clock_of(profile: Profile) -> Clock | None:
    """The clock of the recovery and reflection period here; None where the profile has none. Source: law-as-data 1, Clock."""
    return profile.clocks.get(REFLECTION)


def cited(facts: CaseFacts, profile: Profile, on: date) -> str:
    """The country's text that sets the period, then the clause that it carries out. Source: house-style 3.4, sourced one by one."""
    own = due(profile, REFLECTION, facts, on).source if clock_of(profile) is not None else ""
    return f"{own}; CETS 197 Art 13(1)" if own else "CETS 197 Art 13(1)"


def opened(facts: CaseFacts, profile: Profile, on: date) -> Entry | None:
    """What opened the period: what starts its clock; where that is the granting itself, the state in which the person has a right to it.

    Source: CETS 197 Art 13(1); VZAE Art 35(1).
    """
    clock = clock_of(profile)
    outside = [fact for fact in clock.starts_on if fact != f"period:{REFLECTION}"] if clock is not None else []
    if clock is None or outside:
        return latest(facts, outside, on) if outside else None
    who = law().entitlements["reflection.period"].who
    spells = (entry for entry in reversed(facts.entries("state")) if entry.on <= on)
    return next((entry for entry in spells if entry.value and profile.state(entry.value).status in who), None)


def lawful_length(facts: CaseFacts, profile: Profile, on: date) -> Duration | None:
    """The length of the period that the law leaves to the authority, with its minimum; None where the law sets it itself.

    Source: law-as-data 1, Duration, `set_by: authority`.
    """
    clock = clock_of(profile)
    answer = profile.value(clock, on=on, facts=facts) if clock is not None else None
    return answer.value if isinstance(answer, Given) and answer.value.set_by == "authority" else None


def may_set_length(facts: CaseFacts, profile: Profile, length: int, why: str, on: date) -> Iterator[Refusal]:
    """Never below the law's minimum, never below what was set before: who was told a day can rely on it.

    Source: CETS 197 Art 13(1); law-as-data 1; VZAE Art 35(1).
    """
    lawful, source = lawful_length(facts, profile, on), cited(facts, profile, on)
    if lawful is None:
        yield Refusal("length.by-law", BY_LAW, source, field="length")
        return
    before = standing(facts, f"period.length:{REFLECTION}", on)
    least = max(lawful.n, int(before) if before and before.isdecimal() else 0)
    if length < least:
        yield Refusal("length.too-short", TOO_SHORT, source, field="length", least=least)
    if not why.strip():
        yield Refusal("length.why", WRITTEN, source, field="why")


def period_runs(facts: CaseFacts, on: date) -> bool:
    """Whether the period runs on that day. Source: CETS 197 Art 13(1)."""
    return running(facts, f"period:{REFLECTION}", on) is not None


def begins_by_law(facts: CaseFacts, profile: Profile, on: date) -> bool:
    """Whether the law itself lets the period begin, so that nobody has to grant it. Source: law-as-data 1, Duration, `begins: by_law`."""
    clock, opens = clock_of(profile), opened(facts, profile, on)
    return clock is not None and opens is not None and is_by_law(length_of(profile, clock, opens, facts, on))


def may_start(facts: CaseFacts, profile: Profile, on: date, today: date) -> Iterator[Refusal]:
    """Every reason against starting the period on `on`; nothing yielded means that it may start. Source: CETS 197 Art 13(1)."""
    clock = clock_of(profile)
    if clock is None:
        yield Refusal("reflection.no-clock", NO_CLOCK, "profile, clocks")
        return
    opens, source = opened(facts, profile, today), cited(facts, profile, today)
    if opens is None:
        yield Refusal("reflection.not-open", NOT_OPEN, source, needs=clock.starts_on)
    elif on < opens.on:
        yield Refusal("reflection.too-early", TOO_EARLY, source, field="on", day=opens.on)
    yield from has_come(on, today)
    runs = running(facts, f"period:{REFLECTION}", today)
    if runs is not None:
        yield Refusal("reflection.running", RUNS, source, day=runs.on)


def grounds_to_refuse() -> tuple[str, ...]:
    """The grounds that the clause itself knows. Source: CETS 197 Art 13(3)."""
    return law().entitlements["reflection.period"].withheld_on


def may_refuse(facts: CaseFacts, profile: Profile, ground: str, reasons: str, today: date) -> Iterator[Refusal]:
    """A refusal needs the decision that opened the period, a ground or the word that there is none, and reasons.

    Source: CETS 197 Art 13(3); statutory guidance (UK) 14.237: firm and objective evidence.
    """
    clock = clock_of(profile)
    if clock is None:
        yield Refusal("reflection.no-clock", NO_CLOCK, "profile, clocks")
    elif opened(facts, profile, today) is None:
        yield Refusal("reflection.not-open", NOT_OPEN, cited(facts, profile, today), needs=clock.starts_on)
    if ground not in (*grounds_to_refuse(), NONE):
        yield Refusal("reflection.ground", GROUND, "CETS 197 Art 13(3)", field="ground")
    if not reasons.strip():
        yield Refusal("reflection.reasons", WRITTEN, "CETS 197 Art 13(3)", field="reasons")


def early_ends(profile: Profile) -> tuple[EarlyEnd, ...]:
    """The grounds on which national law lets the period end before its time. Source: law-as-data 1, EarlyEnd."""
    return tuple(end for end in profile.early_ends if end.period == REFLECTION)


def may_end(facts: CaseFacts, profile: Profile, reason: str, reasons: str, on: date) -> Iterator[Refusal]:
    """It ends when its minimum is over and the decision that it awaits is taken, or early on a ground of the law with reasons.

    Source: CETS 197 Art 13(1), (3); law-as-data 3 (9).
    """
    if running(facts, f"period:{REFLECTION}", on) is None:
        yield Refusal("reflection.not-running", RUNS_NOT, "law-as-data 3 (9)", field="on")
    early = {end.reason: end for end in early_ends(profile)}
    if reason == TIME_OVER:
        yield from _time_over(facts, profile, on)
    elif reason not in early:
        yield Refusal("reflection.reason", NO_REASON, f"{profile.country} profile, early ends", field="reason")
    elif not reasons.strip():
        yield Refusal("reflection.reasons", WRITTEN, f"{early[reason].source}; CETS 197 Art 13(3)", field="reasons")


def _time_over(facts: CaseFacts, profile: Profile, on: date) -> Iterator[Refusal]:
    clock = clock_of(profile)
    counted = due(profile, REFLECTION, facts, on) if clock is not None else None
    if clock is None or counted is None or counted.counted_on is None:
        yield Refusal("reflection.no-length", NO_LENGTH, "profile, clocks", field="reason")
        return
    source = cited(facts, profile, on)
    if on < counted.counted_on:
        yield Refusal("reflection.minimum", NOT_OVER, source, field="on", day=counted.counted_on)
    if clock.extends_until and latest(facts, clock.extends_until, on) is None:
        yield Refusal("reflection.awaits", AWAITS, source, field="reason", needs=clock.extends_until)


@dataclass(frozen=True, slots=True)
class Bar:
    """Whether the person may be removed on a day, and the rights that bar it."""

    barred: bool
    rights: tuple[str, ...]
    doubted: tuple[str, ...]


BARS = ("removal.bar", "reflection.no_removal", "return.not_before")


def removal_on(rows: tuple[LedgerRow, ...], on: date) -> Bar:
    """What the ledger says to "may this person be removed on `on`?": a bar that is kept, or open in doubt, stands.

    Source: CETS 197 Art 10(2), 13(1), 16(2); domain 0.1, LegalStatus.
    """
    stand, doubt = [], []
    for row in rows:
        if row.entitlement in BARS:
            now = status(row, on)
            stand += [row.entitlement] if now.code in (StatusCode.KEPT, StatusCode.BREACHED) else []
            doubt += [row.entitlement] if now.in_doubt and now.otherwise is StatusCode.KEPT else []
    return Bar(bool(stand or doubt), tuple(dict.fromkeys(stand)), tuple(dict.fromkeys(doubt)))


# What the authority has to say to who would remove: the bar itself, not the look at risks before a return.
TOLD_OF = ("removal.bar", "reflection.no_removal")


def provided(profile: Profile, entitlement: str, on: date) -> str:
    """The country's text that gives a right on a day; empty where it gives none, or where we do not know. Source: law-as-data 1, Local."""
    rows = (one for one in profile.locals(entitlement) if one.holds_on(on))
    return next((one.source for one in rows if one.kind == "value"), "")


def appointed_by(profile: Profile, on: date) -> str:
    """The country's text on guardians, then the clause that it carries out. Source: CETS 197 Art 10(4)(a)."""
    return "; ".join(filter(None, (provided(profile, GUARDIAN, on), APPOINTED)))


def barred_by(profile: Profile, on: date) -> str:
    """The country's text on the bar, then the clauses that it carries out. Source: CETS 197 Art 10(2), 13(1)."""
    return "; ".join(filter(None, (provided(profile, REMOVAL, on), BAR)))


def may_keep_guardians(roles: Collection[str], relations: Collection[str]) -> Iterator[Refusal]:
    """Who protects the child says who acts for it: the child office of this case, and nobody who merely may write coarse facts.

    Source: CETS 197 Art 10(4)(a); docs/access-in-words.md, How an agency comes into a case.
    """
    if not ("case_worker" in roles and "child_office" in relations):
        yield Refusal("guardian.not-yours", NOT_YOURS, APPOINTED)


def may_have_guardian(state: CaseState, profile: Profile, today: date) -> Iterator[Refusal]:
    """A child, or somebody whose age is in doubt, in a country whose law we know. Source: CETS 197 Art 10(3), 10(4)(a)."""
    if not provided(profile, GUARDIAN, today):
        yield Refusal("guardian.not-here", NOT_HERE, APPOINTED)
    if profile.read("age", state.about.age, today) == "adult":
        yield Refusal("guardian.adult", ADULT, profile.age_unknown_as.source)


def may_appoint(state: CaseState, profile: Profile, event: GuardianAppointed, kind: str, today: date) -> Iterator[Refusal]:
    """Every reason against this guardian, from that day, by that decision. Source: CETS 197 Art 10(4)(a)."""
    yield from may_have_guardian(state, profile, today)
    stands = state.note("protection.guardian")
    if kind not in GUARDIAN_OFFICES:
        yield Refusal("guardian.office", GUARDIANS, appointed_by(profile, today), field="agency")
    elif state.agency_by("guardian") == event.agency and stands:
        yield Refusal("guardian.acts", ACTS, appointed_by(profile, today), field="agency", day=stands.on)
    if not (event.decision or "").strip():
        yield Refusal("guardian.decision", DECISION, appointed_by(profile, today), field="decision")
    yield from has_come(event.on, today)
    if event.met_on:
        yield from has_come(event.met_on, today, field="met_on")


def may_end_guardian(state: CaseState, on: date, today: date) -> Iterator[Refusal]:
    """Only who acts can end to act, and not before the beginning. Source: CETS 197 Art 10(4)(a)."""
    stands = state.note("protection.guardian")
    if state.agency_by("guardian") is None:
        yield Refusal("guardian.none", NO_GUARDIAN, APPOINTED)
    elif stands and on < stands.on:
        yield Refusal("guardian.before", BEFORE, "design 3, time is honest", field="on", day=stands.on)
    yield from has_come(on, today)


def guardian_wanted(state: CaseState, profile: Profile) -> bool:
    """Whether a child was left without its guardian, so that the next is to be named. Source: CETS 197 Art 10(4)(a)."""
    last = state.note("protection.guardian")
    gone = isinstance(last, GuardianEnded) and last.needs_another
    return gone and profile.read("age", state.about.age, last.on) != "adult" and not profile.is_end(state.state)


def guardian_over(state: CaseState, profile: Profile) -> bool:
    """Whether somebody found to be an adult still has a guardian, who would read all of it. Source: CETS 197 Art 10(3), 11(1)."""
    return state.agency_by("guardian") is not None and state.about.age == "adult"


def to_tell(rows: Iterable[LedgerRow], on: date) -> Bar:
    """What who would remove has to know of: a bar that stands, or stands in doubt. Source: CETS 197 Art 10(2), 13(1)."""
    return removal_on(tuple(row for row in rows if row.entitlement in TOLD_OF), on)


def may_tell_of_bar(state: CaseState, profile: Profile, bar: Bar, to: tuple[UUID, str], today: date) -> Iterator[Refusal]:
    """Where a bar stands, to one of those who would remove, and once. `to`: the agency and its kind. Source: CETS 197 Art 10(2), 13(1)."""
    agency, kind = to
    if not provided(profile, REMOVAL, today):
        yield Refusal("bar.not-here", NOT_HERE, BAR)
    if not bar.barred:
        yield Refusal("bar.none", NO_BAR, barred_by(profile, today))
    if kind not in WHO_WOULD_REMOVE:
        yield Refusal("bar.office", WOULD_REMOVE, barred_by(profile, today), field="agency")
    elif agency in told_of_bar(state):
        yield Refusal("bar.told", TOLD, barred_by(profile, today), field="agency")


def told_of_bar(state: CaseState) -> tuple[UUID, ...]:
    """The agencies that know of the bar in this case. Source: access/policy.yaml, migration.stay."""
    return tuple(tie.agency for tie in state.ties if tie.live and tie.relation == "migration_authority")


def may_end_telling(state: CaseState, agency: UUID) -> Iterator[Refusal]:
    """Only who was told can be told no longer. Source: CETS 197 Art 11(1)."""
    if agency not in told_of_bar(state):
        yield Refusal("bar.not-told", NOT_TOLD, BAR, field="agency")


def may_be_told_of_bar(roles: Collection[str], relations: Collection[str]) -> Iterator[Refusal]:
    """Whose files the bar concerns: a migration officer of an authority that was told.

    Source: CETS 197 Art 10(2), 13(1); docs/access-in-words.md, How an agency comes into a case.
    """
    if not ("migration_officer" in roles and "migration_authority" in relations):
        yield Refusal("bar.not-yours", NOT_TOLD, BAR)


def may_note_bar(state: CaseState, agency: UUID) -> Iterator[Refusal]:
    """Who was told says once that it stands in its files. Source: CETS 197 Art 10(2), 13(1)."""
    if agency not in told_of_bar(state):
        yield Refusal("bar.not-told", NOT_TOLD, BAR)
    elif agency not in (state.note("protection.unnoted") or ()):
        yield Refusal("bar.noted", IN_FILES, BAR)
