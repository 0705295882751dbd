"""Whether a period may begin, be refused, or end. Pure. Cooperation with the authorities is not an argument, and cannot become one.

Source of that: CETS 197 Art 12(6).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from opennrm.cases.protection.events import REFLECTION, TIME_OVER
from opennrm.cases.spine.facts import CaseFacts
from opennrm.cases.spine.row import LedgerRow
from opennrm.cases.spine.status import StatusCode, status
from opennrm.countries.clocks import due
from opennrm.countries.facts import latest, running
from opennrm.countries.profile import Clock, EarlyEnd, Profile
from opennrm.standards.load import law
from opennrm.standards.refusal import Refusal, gettext_noop

NO_CLOCK = gettext_noop("The country's profile has no such period: not set, and nothing is put in its place")
NOT_OPEN = gettext_noop("The period opens with a decision that there are reasonable grounds, and there is none by that day")
TOO_EARLY = gettext_noop("The period cannot begin before %(day)s, when the decision was taken")
FUTURE = gettext_noop("The day must not lie in the future")
RUNS = gettext_noop("The period already runs since %(day)s")
RUNS_NOT = gettext_noop("The period does not run on that day")
GROUND = gettext_noop("Choose the ground on which it is refused. Without one, say that none is given: the ledger shows it so")
NOT_OVER = gettext_noop("It is a minimum: it cannot end before %(day)s")
AWAITS = gettext_noop("It lasts until the final decision, which is not taken yet")
NO_REASON = gettext_noop("Choose why it ends: its time is over, or a ground of the law")
NO_LENGTH = gettext_noop("No source that we read says how long it lasts, so nobody can say that its time is over")
WRITTEN = gettext_noop("Write the reasons: an individual assessment for this person")

NONE = "none"


def clock_of(profile: Profile) -> Clock | None:
    """The clock of the recovery and reflection period here; None where the profile has none. Source: law-as-data 1, Clock."""
    return profile.clocks.get(REFLECTION)


def cited(facts: CaseFacts, profile: Profile, on: date) -> str:
    """The country's text that sets the period, then the clause that it carries out. Source: house-style 3.4, sourced one by one."""
    own = due(profile, REFLECTION, facts, on).source if clock_of(profile) is not None else ""
    return f"{own}; CETS 197 Art 13(1)" if own else "CETS 197 Art 13(1)"


def is_open(facts: CaseFacts, clock: Clock | None, on: date) -> bool:
    """Whether what starts the clock has happened: the period could begin. Source: CETS 197 Art 13(1)."""
    return clock is not None and latest(facts, clock.starts_on, on) is not None


def period_runs(facts: CaseFacts, on: date) -> bool:
    """Whether the period runs on that day. Source: CETS 197 Art 13(1)."""
    return running(facts, f"period:{REFLECTION}", on) is not None


def may_start(facts: CaseFacts, profile: Profile, on: date, today: date) -> Iterator[Refusal]:
    """Every reason against starting the period on `on`; nothing yielded means that it may start. Source: CETS 197 Art 13(1)."""
    clock = clock_of(profile)
    if clock is None:
        yield Refusal("reflection.no-clock", NO_CLOCK, "profile, clocks")
        return
    opens, source = latest(facts, clock.starts_on, today), cited(facts, profile, today)
    if opens is None:
        yield Refusal("reflection.not-open", NOT_OPEN, source, needs=clock.starts_on)
    elif on < opens.on:
        yield Refusal("reflection.too-early", TOO_EARLY, source, field="on", day=opens.on)
    if on > today:
        yield Refusal("reflection.future", FUTURE, "design 3, time is honest", field="on")
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
    elif latest(facts, clock.starts_on, today) is None:
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


def may_have_happened(on: date, today: date) -> Iterator[Refusal]:
    """What happened did not happen tomorrow; nothing else bars the record of a wrong. Source: design 3, Time is honest."""
    if on > today:
        yield Refusal("protection.future", FUTURE, "design 3, time is honest", field="on")


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
