"""What becomes of how many cases of a period: the decisions that margins count, spread over its referrals and those of before. Pure.

A whole percentage leaves a count open. The one in the middle is taken, and where the outcomes do not allow it, the nearest of their bounds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import product
from typing import Any

from opennrm.statistics.margins.impossible import Impossible
from opennrm.statistics.margins.procedure import Procedure
from opennrm.statistics.margins.rows import Margins
from opennrm.statistics.margins.sound import prints

__all__ = ["Fates", "fates"]

# Shares that no margins give. Of the referrals of a year a twelfth wait for a first decision at its end, and a quarter of the final
# decisions are about them: people wait for those far longer. Where nothing is said of decisions, seven of ten cases have a first one.
WAITING, FINAL_OF_THE_YEAR, WITHDRAWN = 12, 4, 6
DECIDED, POSITIVE = (7, 10), (17, 20)
DAYS_BEFORE_A_DECISION = 4


@dataclass(frozen=True, slots=True)
class Fates:
    """How many of the period's referrals have each fate, and how many of earlier ones are decided in it.

    `late_first`, `late_final`: positive and negative decisions of the period on referrals of before it. Source: issue 12, point 1.
    """

    undecided: int = 0
    presumed: int = 0
    refused_first: int = 0
    identified: int = 0
    refused: int = 0
    withdrawn: int = 0
    late_first: tuple[int, int] = (0, 0)
    late_final: tuple[int, int] = (0, 0)
    chosen: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Stage:
    """The decisions of a stage: so many positive, so many negative; None where margins do not count those."""

    yes: int
    no: int | None


@dataclass(frozen=True, slots=True)
class _Room:
    """How many referrals of the period can be identified, and how many finally refused, before it ends."""

    identified: int
    refused: int


Stages = tuple[_Stage | None, _Stage | None]


def fates(margins: Margins, procedure: Procedure, matching: int) -> Fates:
    """The fates that margins ask for; `matching`: of how many referrals of the period the traits fit those of who was identified.

    Raises Impossible with the first thing that cannot be. Source: issue 12, point 1.
    """
    _may_be(margins, procedure)
    room = _room(margins, procedure, matching)
    if not margins.referrals.outcome:
        stages = next(_open(margins, "rg")), next(_open(margins, "cg"))
        return replace(_free(margins, procedure, stages, room), chosen=_chosen(margins, stages))
    wanted = _told(margins, procedure)
    why: Impossible | None = None
    for stages in product(_open(margins, "rg", wanted), _open(margins, "cg", wanted)):
        try:
            return replace(_as_told(wanted, procedure, stages, room), chosen=_chosen(margins, stages))
        except Impossible as impossible:
            why = why or impossible
    assert why is not None
    raise why


def _may_be(margins: Margins, procedure: Procedure) -> None:
    """Every decision that margins count is one that the country takes."""
    if margins.reasonable_grounds is not None and not procedure.has_first:
        says = f"{margins.country} has no decision before the final one"
        raise Impossible(("reasonable_grounds",), says, "leave it out; its profile says which decisions there are")
    row = margins.conclusive_grounds
    if row is not None and "refused" not in procedure.statuses and row.total not in _positive(margins, "cg"):
        says = f"the procedure of {margins.country} knows no final refusal"
        raise Impossible(("conclusive_grounds",), says, f"write positive: {row.total}")


def _room(margins: Margins, procedure: Procedure, matching: int) -> _Room:
    """None can be decided finally where the recovery is longer than the period."""
    days = (margins.within.end - margins.within.start).days
    if days <= procedure.longest_recovery + DAYS_BEFORE_A_DECISION:
        return _Room(0, 0)
    return _Room(matching, margins.referrals.total if "refused" in procedure.statuses else 0)


def _open(margins: Margins, stage: str, wanted: Fates | None = None) -> Iterator[_Stage | None]:
    """The decisions of a stage, with each number of positive ones that may do; None where margins say nothing of the stage."""
    row = margins.decisions(stage)
    if row is None:
        yield _Stage(margins.identified.total, None) if margins.identified and stage == "cg" else None
        return
    counts = _positive(margins, stage)
    share = row.total * POSITIVE[0] // POSITIVE[1]
    middle = (2 * row.total * row.positive_percent + 100) // 200 if row.positive_percent is not None else share
    bounds = [middle, *(_bounds(wanted) if wanted else ())]
    found = {min(max(bound, counts[0]), counts[-1]) for bound in bounds}
    yield from (_Stage(n, row.total - n) for n in sorted(found, key=lambda n: abs(n - middle)))


def _bounds(wanted: Fates) -> Iterator[int]:
    """The least positive decisions that outcomes may need, by whether the refusals among them came first or last."""
    refused = wanted.refused + wanted.refused_first
    yield from (wanted.identified + some for some in (0, refused, wanted.presumed, wanted.presumed + refused))


def _positive(margins: Margins, stage: str) -> range:
    row = margins.decisions(stage)
    assert row is not None
    if stage == "cg" and margins.identified is not None:
        return range(margins.identified.total, margins.identified.total + 1)
    if row.positive is not None:
        return range(row.positive, row.positive + 1)
    return prints(row.total, row.positive_percent) if row.positive_percent is not None else range(row.total + 1)


def _chosen(margins: Margins, stages: Stages) -> dict[str, int]:
    """Each count that margins left open."""
    named = zip(("reasonable_grounds", "conclusive_grounds"), ("rg", "cg"), stages, strict=True)
    rows = ((name, margins.decisions(stage), found) for name, stage, found in named)
    return {f"{name}.positive": found.yes for name, row, found in rows if found and row and row.positive is None}


# --- margins say where cases stand


def _told(margins: Margins, procedure: Procedure) -> Fates:
    """The fates that an outcome names, before it is known which refusals came first."""
    rest = dict(margins.referrals.outcome)
    path = ("referrals", "outcome")
    named = {fate: rest.pop(status, 0) for fate, status in _by_status(procedure).items()}
    if left := next((code for code, n in rest.items() if n), None):
        raise Impossible((*path, left), f"no case that was referred stands there in {margins.country}", _possible(procedure))
    withdrawn = margins.referrals.total - sum(margins.referrals.outcome.values())
    if withdrawn and procedure.statuses.get("withdrawn") != "unknown":
        says = f"{withdrawn:,} are left, and in {margins.country} every case that was referred stands somewhere"
        raise Impossible(path, says, f"the outcomes have to add up to {margins.referrals.total:,}")
    return _with(Fates(withdrawn=withdrawn), named)


def _with(told: Fates, named: dict[str, int]) -> Fates:
    some: dict[str, Any] = dict(named)
    return replace(told, **some)


def _by_status(procedure: Procedure) -> dict[str, str]:
    """One fate for each status; which refusal it was, and whether who is presumed had a decision, is settled later."""
    found: dict[str, str] = {}
    for fate in ("presumed", "undecided", "identified", "refused", "refused_first"):
        status = procedure.statuses.get(fate)
        if status is not None and status not in found.values():
            found[fate] = status
    return found


def _possible(procedure: Procedure) -> str:
    return f"the outcomes are {', '.join(dict.fromkeys(status for status in procedure.statuses.values() if status != 'unknown'))}"


def _as_told(wanted: Fates, procedure: Procedure, stages: Stages, room: _Room) -> Fates:
    first, final = stages
    _may_be_identified(wanted, final, room)
    early, last = _refusals(wanted, procedure, stages, room)
    told = _presumed(replace(wanted, refused=last, refused_first=early), procedure, first)
    yes = told.presumed + told.identified + told.refused
    late_first = (0, 0) if first is None else (first.yes - yes, (first.no or 0) - early)
    if min(late_first) < 0:
        says = f"{yes:,} positive and {early:,} negative first decisions are needed, more than there are in the period"
        raise Impossible(("referrals", "outcome"), says, "each case that stands there needs its decision in the period")
    late_final = (0, 0) if final is None else (final.yes - told.identified, 0 if final.no is None else final.no - last)
    return replace(told, late_first=late_first, late_final=late_final)


def _may_be_identified(wanted: Fates, final: _Stage | None, room: _Room) -> None:
    path = ("referrals", "outcome", "formally_identified")
    if wanted.identified > room.identified:
        says = f"{wanted.identified:,} identified, and {room.identified:,} at most fit the other numbers and the length of the period"
        raise Impossible(path, says, "compare identified with the breakdowns of the referrals")
    if final is not None and wanted.identified > final.yes:
        says = f"{wanted.identified:,} identified, with {final.yes:,} positive final decisions in the period"
        raise Impossible(path, says, "a referral of the period is identified by a decision in it")


def _refusals(wanted: Fates, procedure: Procedure, stages: Stages, room: _Room) -> tuple[int, int]:
    """How many of the refusals came first, how many at the end."""
    first, final = stages
    refused = wanted.refused + wanted.refused_first
    most = min(refused, room.refused)
    if final is not None and final.no is not None:
        most = min(most, final.no)
    early = 0
    if "refused_first" in procedure.statuses:
        early = refused if first is None or first.no is None else min(refused, first.no)
    if early + most < refused:
        says = f"{refused:,} refused, and {early + most:,} negative decisions of the period can be about them"
        raise Impossible(("referrals", "outcome", "not_identified"), says, "each refusal is a decision of the period")
    return early, refused - early


def _presumed(told: Fates, procedure: Procedure, first: _Stage | None) -> Fates:
    """Where a referral already makes presumed, only so many of them have a decision as there are."""
    if procedure.statuses["undecided"] != procedure.statuses.get("presumed"):
        return told
    most = told.presumed * DECIDED[0] // DECIDED[1] if first is None else first.yes - told.identified - told.refused
    decided = max(0, min(told.presumed, most))
    return replace(told, presumed=decided, undecided=told.undecided + told.presumed - decided)


# --- margins leave open where cases stand


def _free(margins: Margins, procedure: Procedure, stages: Stages, room: _Room) -> Fates:
    total = margins.referrals.total
    final = stages[1] or _Stage(0, 0)
    if not procedure.has_first:
        return _single(procedure, total, final, room)
    first, no = stages[0] or _Stage(*_shares(total)), final.no or 0
    here = min(first.yes + (first.no or 0), total - total // WAITING)
    yes = min(first.yes, max(here - (first.no or 0), here * first.yes // max(first.yes + (first.no or 0), 1)))
    identified = min(final.yes // FINAL_OF_THE_YEAR, yes // 3, room.identified)
    refused = min(no // FINAL_OF_THE_YEAR, (yes - identified) // 4, room.refused)
    withdrawn = (total - here) // WITHDRAWN if "withdrawn" in procedure.statuses else 0
    return Fates(
        undecided=total - here - withdrawn,
        presumed=yes - identified - refused,
        refused_first=here - yes,
        identified=identified,
        refused=refused,
        withdrawn=withdrawn,
        late_first=(first.yes - yes, (first.no or 0) - (here - yes)) if stages[0] else (0, 0),
        late_final=(final.yes - identified, no - refused),
    )


def _shares(total: int) -> tuple[int, int]:
    """First decisions where margins say nothing of them."""
    decided = total * DECIDED[0] // DECIDED[1]
    yes = decided * POSITIVE[0] // POSITIVE[1]
    return yes, decided - yes


def _single(procedure: Procedure, total: int, final: _Stage, room: _Room) -> Fates:
    """Where one decision is all: most are about referrals of the year, and where nothing counts refusals some of the others are refused."""
    here = total - total // WAITING
    identified = min(final.yes - final.yes // WAITING, here, room.identified)
    left = min(here - identified, room.refused)
    refused = left // 2 if final.no is None else min(final.no - final.no // WAITING, left)
    waiting = total - identified - refused
    withdrawn = waiting // (4 * WITHDRAWN) if "withdrawn" in procedure.statuses else 0
    return Fates(
        undecided=waiting - withdrawn,
        identified=identified,
        refused=refused,
        withdrawn=withdrawn,
        late_final=(final.yes - identified, 0 if final.no is None else final.no - refused),
    )
