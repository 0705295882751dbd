"""How a right stands on a day: a pure function of its ledger row and the date, so that nothing is written at midnight."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from opennrm.standards.entitlement import Kind
from opennrm.standards.refusal import gettext_noop

if TYPE_CHECKING:
    from opennrm.cases.spine.row import Act, LedgerRow

__all__ = ["OWN_CHOICE", "WORDS", "Status", "StatusCode", "status"]

OWN_CHOICE = "own_choice"


class StatusCode(StrEnum):
    """Every way a right can stand; codes are stable. Source: design 6; law-as-data 3."""

    NOT_YET_OPEN = "not_yet_open"
    OPEN = "open"
    KEPT = "kept"
    INTERRUPTED = "interrupted"
    MET_IN_TIME = "met_in_time"
    MET_LATE = "met_late"
    OVERDUE = "overdue"
    NOT_MET = "not_met"
    ENDED_EARLY = "ended_early"
    DECLINED = "declined"
    WITHHELD = "withheld"
    UNAVAILABLE = "unavailable"
    NOT_PROVIDED = "not_provided"
    BREACHED = "breached"
    SUPERSEDED = "superseded"
    NOT_APPLICABLE = "not_applicable"
    UNKNOWN = "unknown"


WORDS: dict[StatusCode, str] = {
    StatusCode.NOT_YET_OPEN: gettext_noop("not yet open"),
    StatusCode.OPEN: gettext_noop("open"),
    StatusCode.KEPT: gettext_noop("kept"),
    StatusCode.INTERRUPTED: gettext_noop("interrupted"),
    StatusCode.MET_IN_TIME: gettext_noop("met in time"),
    StatusCode.MET_LATE: gettext_noop("met late"),
    StatusCode.OVERDUE: gettext_noop("overdue"),
    StatusCode.NOT_MET: gettext_noop("not met"),
    StatusCode.ENDED_EARLY: gettext_noop("ended early"),
    StatusCode.DECLINED: gettext_noop("declined by the person"),
    StatusCode.WITHHELD: gettext_noop("withheld by an authority"),
    StatusCode.UNAVAILABLE: gettext_noop("unavailable"),
    StatusCode.NOT_PROVIDED: gettext_noop("not provided by law"),
    StatusCode.BREACHED: gettext_noop("breached"),
    StatusCode.SUPERSEDED: gettext_noop("superseded"),
    StatusCode.NOT_APPLICABLE: gettext_noop("not applicable"),
    StatusCode.UNKNOWN: gettext_noop("unknown"),
}

_MARKS: dict[StatusCode, str] = {
    StatusCode.NOT_YET_OPEN: "later",
    StatusCode.OPEN: "open",
    StatusCode.KEPT: "met",
    StatusCode.INTERRUPTED: "overdue",
    StatusCode.MET_IN_TIME: "met",
    StatusCode.MET_LATE: "late",
    StatusCode.OVERDUE: "overdue",
    StatusCode.NOT_MET: "overdue",
    StatusCode.ENDED_EARLY: "withheld",
    StatusCode.DECLINED: "declined",
    StatusCode.WITHHELD: "withheld",
    StatusCode.UNAVAILABLE: "gap",
    StatusCode.NOT_PROVIDED: "gap",
    StatusCode.BREACHED: "breached",
    StatusCode.SUPERSEDED: "na",
    StatusCode.NOT_APPLICABLE: "na",
    StatusCode.UNKNOWN: "unknown",
}

_WANTING = frozenset({StatusCode.OPEN, StatusCode.OVERDUE, StatusCode.INTERRUPTED})


@dataclass(frozen=True, slots=True)
class Status:
    """How a right stands, and what one should know of it.

    `happened_on` is the day of the act that decides (met, declined, withheld, breached, stopped); `missed_target`: what was missed is a
    target, which makes no right late; `late`: given, but after the due day; `ground` and `lawful`: why an authority withheld or ended;
    `not_recorded`: what is missing so that the right is open in doubt for the person, and `otherwise` how it stands if it applies;
    `short_of_floor`: national law was followed and the instrument asks more. Source: law-as-data 3.
    """

    code: StatusCode
    happened_on: date | None = None
    missed_target: bool = False
    late: bool = False
    ground: str | None = None
    lawful: bool | None = None
    not_recorded: tuple[str, ...] = ()
    otherwise: StatusCode | None = None
    short_of_floor: bool = False

    @property
    def in_doubt(self) -> bool:
        """Whether it is open only because something is not recorded. Source: law-as-data 3 (6)."""
        return bool(self.not_recorded)

    @property
    def words(self) -> str:
        """The status in English, a msgid. Source: frozen, Words for marks."""
        return WORDS[self.code]

    @property
    def wants(self) -> bool:
        """Whether it still wants an act: open, overdue, interrupted, or withheld on no lawful ground. Source: design 6."""
        return self.code in _WANTING or (self.code is StatusCode.WITHHELD and not self.lawful)

    @property
    def mark(self) -> str:
        """The mark that screens share: met, late, open, overdue, breached, declined, withheld, gap, later, na, unknown.

        Source: frozen, Words for marks.
        """
        if self.code is StatusCode.ENDED_EARLY and self.ground == OWN_CHOICE:
            return "declined"
        return "na" if self.ended_within_a_day else _MARKS[self.code]

    @property
    def ended_within_a_day(self) -> bool:
        """Whether it ended on the day on which it opened, before that day was over, by nobody's act: what ends early by an act says whether
        lawfully. Source: law-as-data 3 (14); decision 0007.
        """
        return self.code is StatusCode.ENDED_EARLY and self.lawful is None


@dataclass(frozen=True, slots=True)
class _Seen:
    """A row as it is seen on a day: what had happened by then."""

    row: LedgerRow
    on: date | datetime
    day: date
    acts: tuple[Act, ...]

    def of(self, *what: str) -> list[Act]:
        return [act for act in self.acts if act.what in what]

    @property
    def ended(self) -> bool:
        return self.row.ends_on is not None and self.row.ends_on <= self.day

    @property
    def counts(self) -> bool:
        return self.row.counts_from is not None and self.row.counts_from <= self.day


def status(row: LedgerRow, on: date | datetime) -> Status:
    """How the right of `row` stands on `on`, by what had happened by then; exact for any day, later facts are not looked at.

    A bare day means its end, yet an hour's limit of that day is not called missed until the day is over, unless an instant is asked for.
    First match wins, in the order of the page. Source: law-as-data 3.
    """
    day = on.date() if isinstance(on, datetime) else on
    if row.silence == "not_known_to_us":
        return Status(StatusCode.UNKNOWN)
    if row.opened_on > day:
        return Status(StatusCode.NOT_YET_OPEN)
    if row.silence == "not_provided":
        return Status(StatusCode.NOT_PROVIDED)
    seen = _Seen(row, on, day, tuple([act for act in row.acts if _known(act, on, day)]))
    if row.void_on is not None and row.void_on <= day:
        return Status(StatusCode.NOT_APPLICABLE, row.void_on)
    found = _KINDS[row.kind](seen)
    doubted = [doubt.what for doubt in row.doubts if doubt.since <= day and (doubt.until is None or doubt.until > day)]
    missing = tuple(dict.fromkeys(doubted))
    if missing:
        return Status(StatusCode.UNKNOWN if seen.ended else StatusCode.OPEN, not_recorded=missing, otherwise=found.code)
    return found


def _known(act: Act, on: date | datetime, day: date) -> bool:
    if act.at is not None and isinstance(on, datetime):
        return act.at <= on
    return act.on <= day


def _deliver(seen: _Seen) -> Status:
    met = next(iter(seen.of("given", "met")), None)
    if met is not None:
        late = _after_due(seen, met)
        code = StatusCode.MET_LATE if late else StatusCode.MET_IN_TIME
        return Status(code, met.on, late=late, missed_target=late and seen.row.due_kind == "target")
    return _stopped(seen, seen.of("declined", "unavailable", "withheld")) or _unmet(seen)


def _provide(seen: _Seen) -> Status:
    given = seen.of("given")
    late = bool(given) and _after_due(seen, given[0])
    if seen.ended and any(_reached(act, seen.row.ends_on) for act in given):
        return Status(StatusCode.MET_IN_TIME, seen.row.ends_on, late=late)
    if not seen.ended and any(_runs(act, seen.day) for act in given):
        return Status(StatusCode.KEPT, given[-1].on, late=late)
    last = given[-1] if given else None
    after = [act for act in seen.of("declined", "unavailable", "withheld") if last is None or _order(act) > _order(last)]
    if stopped := _stopped(seen, after):
        return stopped
    return _interrupted(given) if given else _unmet(seen)


def _refrain(seen: _Seen) -> Status:
    breach = next((act for act in seen.of("breach") if not act.lawful), None)
    if breach is not None:
        return Status(StatusCode.BREACHED, breach.on, ground=breach.ground, lawful=False)
    return Status(StatusCode.MET_IN_TIME, seen.row.ends_on) if seen.ended else Status(StatusCode.KEPT, seen.row.opened_on)


def _minimum(seen: _Seen) -> Status:
    if seen.counts and seen.row.clock_silent in {"not_known_to_us", "not_provided"}:
        return Status(StatusCode.UNKNOWN if seen.row.clock_silent == "not_known_to_us" else StatusCode.NOT_PROVIDED)
    spans = seen.of("period")
    refused = seen.of("refused")
    if refused and (not spans or _order(refused[-1]) > _order(spans[-1])):
        return Status(StatusCode.WITHHELD, refused[-1].on, ground=refused[-1].ground, lawful=refused[-1].lawful)
    if not spans:
        return _gone(seen) if seen.ended else Status(StatusCode.OPEN)
    return _of_spans(seen, spans)


def _of_spans(seen: _Seen, spans: list[Act]) -> Status:
    ended = [_ended_span(seen, act) for act in spans if not _runs(act, seen.day)]
    breached = next((one for one in ended if one.code is StatusCode.BREACHED), None)
    if breached is not None:
        return breached
    return Status(StatusCode.KEPT, spans[-1].on) if _runs(spans[-1], seen.day) else ended[-1]


def _ended_span(seen: _Seen, span: Act) -> Status:
    until = span.until or seen.day
    row = seen.row
    if row.due_on is None or not seen.counts:
        return Status(StatusCode.ENDED_EARLY if span.lawful else StatusCode.UNKNOWN, until, ground=span.ground, lawful=span.lawful)
    decided = not row.awaits_decision or any(act.on <= until for act in seen.of("decided"))
    below = row.floor_on is not None and until < row.floor_on and span.ground != OWN_CHOICE
    if until >= row.due_on and decided:
        return Status(StatusCode.MET_IN_TIME, until, short_of_floor=below)
    if span.lawful:
        return Status(StatusCode.ENDED_EARLY, until, ground=span.ground, lawful=True, short_of_floor=below)
    return Status(StatusCode.BREACHED, until, ground=span.ground, lawful=False)


def _stopped(seen: _Seen, acts: list[Act]) -> Status | None:
    """The last of declined, unavailable, withheld; a refusal by the person that she took back by asking again counts no longer."""
    if not acts:
        return None
    last = acts[-1]
    if last.what == "declined" and any(_order(asked) > _order(last) for asked in seen.of("asked")):
        return None
    if last.what == "withheld":
        return Status(StatusCode.WITHHELD, last.on, ground=last.ground, lawful=last.lawful)
    return Status(StatusCode(last.what), last.on)


def _interrupted(given: list[Act]) -> Status:
    last = given[-1]
    code = StatusCode.DECLINED if last.ground == OWN_CHOICE else StatusCode.INTERRUPTED
    return Status(code, last.until, ground=last.ground)


def _unmet(seen: _Seen) -> Status:
    if seen.ended:
        return _gone(seen)
    if _past_due(seen):
        return Status(StatusCode.OVERDUE, seen.row.due_on, missed_target=seen.row.due_kind == "target")
    return Status(StatusCode.OPEN)


def _gone(seen: _Seen) -> Status:
    row = seen.row
    replaced = row.replaced_on is not None and row.replaced_on <= seen.day
    if replaced and row.due_on is not None and row.replaced_on is not None and row.replaced_on <= row.due_on:
        return Status(StatusCode.SUPERSEDED, row.replaced_on)
    if row.ends_on == row.opened_on and (row.due_on is None or row.due_on >= row.opened_on):
        # Open for a part of one day, which had not passed: nobody had failed to give it, and nobody had given it.
        return Status(StatusCode.ENDED_EARLY, row.ends_on)
    return Status(StatusCode.NOT_MET, row.ends_on)


def _past_due(seen: _Seen) -> bool:
    row = seen.row
    if row.due_on is None or not seen.counts:
        return False
    if row.due_at is not None and isinstance(seen.on, datetime):
        return seen.on > row.due_at
    return seen.day > row.due_on


def _after_due(seen: _Seen, act: Act) -> bool:
    row = seen.row
    if row.due_on is None or not seen.counts:
        return False
    if row.due_at is not None and act.at is not None:
        return act.at > row.due_at
    return act.on > row.due_on


def _runs(act: Act, day: date) -> bool:
    return act.until is None or act.until > day


def _reached(act: Act, end: date | None) -> bool:
    return end is not None and act.on <= end and (act.until is None or act.until >= end)


def _order(act: Act) -> tuple[date, int]:
    return (act.on, act.seq)


_KINDS: dict[Kind, Callable[[_Seen], Status]] = {
    Kind.DELIVER_BY: _deliver,
    Kind.PROVIDE_WHILE: _provide,
    Kind.REFRAIN: _refrain,
    Kind.MINIMUM_PERIOD: _minimum,
}
