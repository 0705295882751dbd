"""The lines of worklists that follow from a case: for each agency in it what waits for it, and for what it waits. Pure."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from opennrm.cases.spine.owners import relation_of
from opennrm.cases.spine.state import CaseState, Line, LineKey, WorkLine

# What is to be done in the month of its day, is shown from the first of that month on, and is told to nobody whose turn it is not.
BY_MONTH = "month"
# Who of an agency a line is for: what is needed at once and the rest of its turn, a second pair of eyes; or another agency's turn.
LANES = ("need", "ours", "review", BY_MONTH, "others")
NEED = "need."  # how the step that waits for a need is keyed: `need.bed`
NOTICE = "identification.notice"  # that somebody is told what was decided
# What opens by the person's own need or wish tells what the person has on the mind: to think about testifying, for one.
OWN_WORDS = ("need:", "asked_for:")
# Who was told so that it does one thing follows nobody else's turns. Source: decision 0016.
ONE_THING = frozenset({"force"})


def lines(state: CaseState) -> dict[LineKey, WorkLine]:
    """Every line that this case puts on the worklists of the agencies that are tied to it.

    Where a step waits that would meet a right, the step stands alone: telling an outcome is one thing to do. What another agency owes
    without a day is no line: it stands on the page of the case. What waits by the month is nobody else's to know: it may tell when a child
    comes of age. Source: domain 1.2, whose turn; decisions 0005 and 0016.
    """
    owed, found = list(_owed(state)), {}
    for agency in {tie.agency: None for tie in state.ties if tie.live}:
        relations = state.relations_of(agency)
        ties = " ".join(sorted(relations))
        for key, opening, line in owed:
            if line.relation in relations:
                found[agency, key, opening] = line._replace(ties=ties)
            elif (mine := found.get((agency, key, opening))) and mine.lane != "others":
                continue  # a step that waits for two relations stands once, as the turn of the agency that has it
            elif line.lane != BY_MONTH and (not opening or line.due is not None) and not relations <= ONE_THING:
                found[agency, key, opening] = line._replace(lane="others", ties=ties)
    return found


def after_the_end(state: CaseState) -> dict[LineKey, WorkLine]:
    """What outlives a procedure that is over: that the person is told how it ended. Source: SG 14.182; CETS 197 Art 12(1)(d)."""
    return lines(replace(state, ledger={}, waiting=tuple(line for line in state.waiting if line.key == NOTICE)))


def _owed(state: CaseState) -> Iterator[tuple[str, int, WorkLine]]:
    """What wants an act, as nobody in particular sees it; a step has no opening."""
    child = state.about.age != "adult"
    for line in state.waiting:
        need = line.key.startswith(NEED)
        lane = "need" if need else line.lane
        since = state.since if line.due else line.changed_on or state.since  # without a day it is said for how long it waits
        yield line.key, 0, WorkLine(lane, line.relation, line.due, since, need, child, "", line.changed_on)
    steps = {line.key for line in state.waiting}
    for (entitlement, opening), held in state.ledger.items():
        row, flat = held.row, held.flat
        if entitlement in steps or not flat["wants"] or (flat["due"] is None and not row.at_once):
            continue
        own_words = row.opened_by.startswith(OWN_WORDS)
        turn = relation_of(row.responsible)
        yield entitlement, opening, WorkLine("ours", turn, flat["due"], row.opened_on, own_words, child, "", held.changed_on)


def waiting_since(now: tuple[Line, ...], before: tuple[Line, ...], on: date) -> tuple[Line, ...]:
    """The steps that wait, each with the day since when it waits as it does."""
    known = {line._replace(changed_on=None): line for line in before}
    return tuple(known.get(line) or line._replace(changed_on=on) for line in now)


def moved(before: dict[LineKey, WorkLine], now: dict[LineKey, WorkLine]) -> Iterator[tuple[LineKey, WorkLine | None]]:
    """The lines that are new or changed, and None for each that is gone."""
    yield from ((key, line) for key, line in now.items() if before.get(key) != line)
    yield from ((key, None) for key in before if key not in now)
