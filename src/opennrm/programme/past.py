"""What became of a record over time, in every room: who recorded it, who put what right, who took it out and why.

Parts of a record that stand in rows of their own are laid down with it as they were typed (`laid`), so that its past is whole. A room says
how its tables are told (`Table`) and what stands behind a part (`Tell`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, gettext_noop

from opennrm.mechanism import reads as mechanism
from opennrm.programme import door, words
from opennrm.standards.shape import Row

__all__ = ["COLUMNS", "TELLS", "Change", "Step", "Table", "Tell", "changes", "laid", "named_in", "past_page", "since_it_is_open", "steps"]

LONGEST = 100
# Columns that many records have, as a reader calls them.
COLUMNS: Mapping[str, str] = {
    "said": gettext_noop("When"),
    "sources": gettext_noop("Where it is from"),
    "language": gettext_noop("Language of these words"),
}
TOLD: Mapping[str, Callable[[Any], str]] = {"said": words.when}
TURNS: Mapping[str, str] = {"removed_at": gettext_noop("taken out")}
# One thing that stood in a part, in words; nothing for what the reader may not know of.
Tell = Callable[[str, Any], str]
# Parts that many records have, whose codes say it all; `named` is what the room knows behind its keys.
TELLS: Mapping[str, Callable[[Any, Any], str]] = {
    "topics": lambda one, named: words.word("topics", one),
    "countries": lambda one, named: words.country(one),
    "clauses": lambda one, named: f"{one} {words.clause(one)}",
}


def _laid_down(state: Any) -> Mapping[str, Any] | None:
    found: Mapping[str, Any] | None = state.laid
    return found


@dataclass(frozen=True, slots=True)
class Table:
    """How the past of a table is told. `columns`: own columns as a reader calls them, in the order of the page; what is not here is of no
    interest by itself. `told`: of these what stood before, in words. `turns`: a time that is set once, and what then was done. `parts`:
    what is laid down (`laid`), by its name.
    """

    what: str
    columns: Mapping[str, str]
    told: Mapping[str, Callable[[Any], str]]
    parts: Mapping[str, str] = field(default_factory=dict)
    turns: Mapping[str, str] = field(default_factory=lambda: TURNS)
    laid: Callable[[Any], Mapping[str, Any] | None] = _laid_down


@dataclass(frozen=True, slots=True)
class Step:
    """A state of a row with the one before it."""

    table: Table
    after: Any
    before: Any


@dataclass(frozen=True, slots=True)
class Change:
    """One change: when, by whom, of what, what was done, what stood there before."""

    at: datetime
    who: str
    what: str
    did: str
    why: str
    more: tuple[str, ...] = ()


def laid(said: Row, parts: Iterable[str]) -> dict[str, Any]:
    """The parts of a record as its history keeps them. Source: issue 13 (ordinary models with a kept history)."""
    return said.model_dump(mode="json", include=set(parts), exclude_defaults=True)


def steps(table: Table, model: Any, **where: Any) -> Iterator[Step]:
    """The states of these rows, in the order in which they were recorded."""
    before: dict[Any, Any] = {}
    for state in model.history.filter(**where).order_by("history_id"):
        yield Step(table, state, before.get(state.id))
        before[state.id] = state


def since_it_is_open(found: list[Step], own: Table) -> list[Step]:
    """The steps since a record (`own`) was last opened, with what belongs to it; what stood then was recorded then, and what it was before
    is not told.
    """
    of_it = [step for step in found if step.table is own]
    others = [step for step in found if step.table is not own]
    closed = [n for n, step in enumerate(of_it) if step.after.confidential]
    if not closed:
        return found
    opened, *later = of_it[closed[-1] + 1 :]
    at = opened.after.history_date
    stood = {step.after.id: step for step in others if step.after.history_date <= at}
    hidden = {id for id, step in stood.items() if step.after.removed_at}
    then = [Step(step.table, step.after, None) for id, step in stood.items() if id not in hidden]
    since = [step for step in others if step.after.history_date > at and step.after.id not in hidden]
    return [Step(own, opened.after, None), *later, *then, *since]


def named_in(found: Iterable[Step], part: str, key: str = "") -> set[str]:
    """The keys of other records that stand in a part, or under `key` in what stands there."""
    states = [step.table.laid(step.after) or {} for step in found]
    return {name for laid in states for one in laid.get(part, ()) if (name := one.get(key) if key else one)}


def changes(found: Iterable[Step], tell: Tell) -> list[Change]:
    """What was changed, the latest first; of what changed nothing that the reader may know of, nothing."""
    known = list(found)
    people = mechanism.person_names({step.after.history_user_id for step in known if step.after.history_user_id})
    told = [_change(step, people, tell) for step in known]
    return sorted((one for one in told if one.did), key=lambda one: one.at, reverse=True)[:LONGEST]


def past_page(request: HttpRequest, name: str, back: str, found: list[Change]) -> HttpResponse:
    """The page of the past of a record; `back` is the address of its own."""
    context = {"today": door.today(), "name": name, "back": back, "changes": found}
    return render(request, "programme_activities/history.html", context)


def _change(step: Step, people: Mapping[Any, str], tell: Tell) -> Change:
    reason = step.after.history_change_reason or ""
    by = people.get(step.after.history_user_id, "")
    who = by or (gettext("the operator of this installation (%(account)s)") % {"account": reason} if reason else "")
    more = (*_before(step), *_parts(step, tell)) if step.before is not None else ()
    return Change(step.after.history_date, who, gettext(step.table.what), _did(step, bool(more)), reason if by else "", more)


def _did(step: Step, more: bool) -> str:
    if step.before is None:
        return gettext("recorded")
    for column, says in step.table.turns.items():
        if getattr(step.after, column) and not getattr(step.before, column):
            return gettext(says)
    if step.before.removed_at and not step.after.removed_at:
        return gettext("recorded again")
    if changed := [gettext(says) for column, says in step.table.columns.items() if _differs(step, column)]:
        return gettext("put right: %(what)s") % {"what": ", ".join(changed)}
    return gettext("put right") if more else ""


def _differs(step: Step, column: str) -> bool:
    return getattr(step.after, column) != getattr(step.before, column)


def _before(step: Step) -> Iterator[str]:
    """What stood there before."""
    for column, told in {**TOLD, **step.table.told}.items():
        if column in step.table.columns and _differs(step, column) and (stood := getattr(step.before, column)):
            yield gettext("%(field)s, before: %(what)s") % {"field": gettext(step.table.columns[column]), "what": told(stood)}


def _parts(step: Step, tell: Tell) -> Iterator[str]:
    """What was added to each part and what was taken out; nothing where one of both was laid down by no version of ours."""
    after, before = step.table.laid(step.after), step.table.laid(step.before)
    if after is None or before is None:
        return
    for name, says in step.table.parts.items():
        now, then = ([told for item in one.get(name, ()) if (told := tell(name, item))] for one in (after, before))
        if added := [one for one in now if one not in then]:
            yield gettext("%(part)s, added: %(what)s") % {"part": gettext(says), "what": "; ".join(added)}
        if gone := [one for one in then if one not in now]:
            yield gettext("%(part)s, taken out: %(what)s") % {"part": gettext(says), "what": "; ".join(gone)}
