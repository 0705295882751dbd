"""What another text of a profile would move: the scenarios that come out otherwise, and the open cases whose dates or statuses change.

Nothing that was recorded changes by it: a decision keeps the edition of its day, earlier versions of a right are kept, and a case takes up
the new text with the next thing that is recorded in it. What is told of a case here is what its rights will say from then on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from opennrm.cases.spine import door, ledger
from opennrm.cases.spine.facts import CaseFacts
from opennrm.cases.spine.models import Case
from opennrm.cases.spine.row import LedgerRow
from opennrm.cases.spine.state import CaseState
from opennrm.cases.spine.status import status
from opennrm.cases.spine.trial import facts_of, got
from opennrm.countries.facts import day
from opennrm.countries.profile import Profile
from opennrm.countries.scenario import Scenario
from opennrm.countries.wording import titles

__all__ = ["CaseMoved", "Change", "Moves", "ScenarioMoved", "cases_moved", "moves", "scenario_moved"]

NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is told otherwise: what is asked, on which day, and the answer before and after."""

    what: str
    on: date | datetime
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.on:%Y-%m-%d}  {self.what}: {self.before} → {self.after}"


@dataclass(frozen=True, slots=True)
class ScenarioMoved:
    """A scenario that comes out otherwise. `fails`: what it expects and the new text does not give."""

    scenario: Scenario
    changes: tuple[Change, ...]
    fails: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CaseMoved:
    """An open case whose rights change, by its reference alone."""

    reference: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Moves:
    """All that moves. `listed` are the first of `moved` cases among `open`; `stranded` stand in a state that the new text does not have."""

    scenarios: tuple[ScenarioMoved, ...]
    listed: tuple[CaseMoved, ...]
    moved: int
    open: int
    stranded: tuple[str, ...]


def moves(old: Profile, new: Profile, scenarios: Iterable[Scenario], on: date, first: int) -> Moves:
    """What comes out otherwise under `new` than under `old`, on `on`; of the cases that move the `first` are listed."""
    listed: list[CaseMoved] = []
    stranded: list[str] = []
    moved = number = 0
    known = {state.id for state in new.states}
    for state in _open_cases(old):
        number += 1
        if state.state not in known:
            stranded.append(state.reference)
        elif changes := tuple(cases_moved(state, new, on)):
            moved += 1
            if len(listed) < first:
                listed.append(CaseMoved(state.reference, changes))
    told = tuple(one for scenario in scenarios if (one := scenario_moved(old, new, scenario)) is not None)
    return Moves(told, tuple(listed), moved, number, tuple(stranded))


def _open_cases(old: Profile) -> Iterator[CaseState]:
    for case in Case.objects.filter(kind="case").order_by("case_id").values_list("case_id", flat=True):
        state = door.state_of(case)
        if state is not None and not state.closed and not old.is_end(state.state):
            yield state


def cases_moved(state: CaseState, new: Profile, on: date) -> Iterator[Change]:
    """The rights of one case that stand otherwise, or fall due on another day, once the case takes up the new text."""
    yield from _rows_moved([held.row for held in state.ledger.values()], ledger.rows(state.facts, new), new, on)


def scenario_moved(old: Profile, new: Profile, scenario: Scenario) -> ScenarioMoved | None:
    """What a scenario says otherwise: its own questions, the days of all clocks, and the rights of the ledger. None where nothing does."""
    facts, last = facts_of(scenario.facts), max((expected.on for expected in scenario.expects), key=day)
    asked = [(expected.question, expected.on) for expected in scenario.expects]
    asked += [(f"due {clock}", last) for clock in {**old.clocks, **new.clocks}]
    answers = ((question, on, _got(old, facts, question, on), _got(new, facts, question, on)) for question, on in dict.fromkeys(asked))
    changes = [Change(question, on, before, after) for question, on, before, after in answers if before != after]
    known = facts.known_by(last)
    changes += _rows_moved(ledger.rows(known, old), ledger.rows(known, new), new, last)
    if not changes:
        return None
    return ScenarioMoved(scenario, tuple(changes), tuple(_fails(new, facts, scenario)))


def _got(profile: Profile, facts: CaseFacts, question: str, on: date | datetime) -> str:
    try:
        return got(profile, facts, question, on)
    except KeyError as unknown:
        return f"{NOTHING}, as the profile has no {unknown}"


def _fails(new: Profile, facts: CaseFacts, scenario: Scenario) -> Iterator[str]:
    for expected in scenario.expects:
        answered = _got(new, facts, expected.question, expected.on)
        if answered != expected.answer:
            yield f"line {expected.line}: {expected.question} on {expected.on:%Y-%m-%d}: expected {expected.answer}, got {answered}"


Rows = Iterable[LedgerRow]


def _rows_moved(before: Rows, after: Rows, profile: Profile, on: date | datetime) -> Iterator[Change]:
    """Rights by their id and opening, in the order of the ledger; one that comes or goes is told too."""
    old, new = ({(row.entitlement, row.opening): _stands(row, on) for row in rows} for rows in (before, after))
    for key in {**old, **new}:
        was, becomes = old.get(key, NOTHING), new.get(key, NOTHING)
        if was != becomes:
            yield Change(f"{titles(profile, key[:1])} ({key[0]})", on, was, becomes)


def _stands(row: LedgerRow, on: date | datetime) -> str:
    """The status in words, with the day in time (of a minimum its earliest end) where there is one."""
    words = status(row, on).words
    if row.due_on is None:
        return words
    kind = "not before" if row.due_kind == "minimum" else "by"
    return f"{words}, {kind} {row.due_at:%Y-%m-%d %H:%M}" if row.due_at else f"{words}, {kind} {row.due_on}"
