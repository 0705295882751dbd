"""What became of a record over time: who recorded it, who put what right, who took it out and why."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext, gettext_noop

from opennrm.mechanism import reads as mechanism
from opennrm.programme import words
from opennrm.programme.activities import models
from opennrm.programme.activities.laid import Named, differences

__all__ = ["Change", "past_of"]

LONGEST = 100
Step = tuple[str, tuple[Any, Any]]
# Own columns of a record as a reader calls them; what is not here is of no interest by itself.
COLUMNS = {
    "kind": gettext_noop("Kind"),
    "title": gettext_noop("Title"),
    "subject": gettext_noop("What it is about"),
    "said": gettext_noop("When"),
    "every_months": gettext_noop("Held again every"),
    "state": gettext_noop("Where it stands"),
    "held_up_by": gettext_noop("If it is held up: by what"),
    "confidential": gettext_noop("Who may read it"),
    "method": gettext_noop("Of research: the method"),
    "sample": gettext_noop("Of research: who was asked, how many"),
    "asked": gettext_noop("Who asked for it"),
    "money": gettext_noop("Money"),
    "evidence": gettext_noop("By what evidence"),
    "country": gettext_noop("Country"),
    "body_id": gettext_noop("Organisation"),
    "marks": gettext_noop("What it is about"),
    "sources": gettext_noop("Where it is from"),
    "language": gettext_noop("Language of these words"),
}

# Of these columns what stood before is told in words.
TOLD: Mapping[str, Callable[[Any], str]] = {
    "title": str,
    "subject": str,
    "said": words.when,
    "state": lambda code: words.word("states", code),
    "held_up_by": str,
    "method": str,
    "sample": str,
    "evidence": str,
}


@dataclass(frozen=True, slots=True)
class Change:
    """One change: when, by whom, of what, what was done, what stood there before."""

    at: datetime
    who: str
    what: str
    did: str
    why: str
    more: tuple[str, ...] = ()


def past_of(row: models.Activity, confidence: UUID | None) -> list[Change]:
    """The past of an activity and of what belongs to it, the latest first. Of a time in which it was in confidence it tells nothing to
    whoever does not read what that agency keeps so: for them it begins when it was opened.
    """
    of = (
        (models.Activity, {"id": row.pk}, gettext("The activity")),
        (models.Outcome, {"activity_id": row.pk}, gettext("An outcome")),
        (models.Finding, {"activity_id": row.pk}, gettext("A finding")),
    )
    found = [(what, one) for model, where, what in of for one in _steps(model, where)]
    if confidence != row.agency:
        found = _since_it_is_open(found)
    people = mechanism.person_names({after.history_user_id for _, (after, _) in found if after.history_user_id})
    named = Named.by(row.agency, confidence, (after.laid for _, (after, _) in found if getattr(after, "laid", None)))
    changes = [_change(what, after, before, people, named) for what, (after, before) in found]
    return sorted((one for one in changes if one.did), key=lambda one: one.at, reverse=True)[:LONGEST]


def _steps(model: Any, where: dict[str, Any]) -> Iterator[tuple[Any, Any]]:
    """Each state of each row with the one before it."""
    before: dict[Any, Any] = {}
    for state in model.history.filter(**where).order_by("history_id"):
        yield state, before.get(state.id)
        before[state.id] = state


def _since_it_is_open(found: list[Step]) -> list[Step]:
    """The steps since the activity was last opened; what stood then was recorded then, and what it was before is not told."""
    own = [step for step in found if isinstance(step[1][0], models.Activity.history.model)]
    closed = [n for n, (_, (after, _)) in enumerate(own) if after.confidential]
    if not closed:
        return found
    (what, (opened, _)), *later = own[closed[-1] + 1 :]
    stood = {after.id: (what, after) for what, (after, _) in found[len(own) :] if after.history_date <= opened.history_date}
    hidden = {id for id, (_, after) in stood.items() if after.removed_at}
    then = [(what, (after, None)) for id, (what, after) in stood.items() if id not in hidden]
    since = [step for step in found[len(own) :] if step[1][0].history_date > opened.history_date and step[1][0].id not in hidden]
    return [(what, (opened, None)), *later, *then, *since]


def _change(what: str, after: Any, before: Any, people: dict[Any, str], named: Named) -> Change:
    reason = after.history_change_reason or ""
    by = people.get(after.history_user_id, "")
    who = by or (gettext("the operator of this installation (%(account)s)") % {"account": reason} if reason else "")
    more = tuple(_more(after, before, named)) if before is not None else ()
    return Change(after.history_date, who, what, _did(after, before, bool(more)), reason if by else "", more)


def _did(after: Any, before: Any, more: bool) -> str:
    if before is None:
        return gettext("recorded")
    if after.removed_at and not before.removed_at:
        return gettext("taken out")
    if before.removed_at and not after.removed_at:
        return gettext("recorded again")
    changed = [gettext(says) for column, says in COLUMNS.items() if _differs(after, before, column)]
    if changed:
        return gettext("put right: %(what)s") % {"what": ", ".join(changed)}
    return gettext("put right") if more else ""


def _differs(after: Any, before: Any, column: str) -> bool:
    return getattr(after, column, None) != getattr(before, column, None)


def _more(after: Any, before: Any, named: Named) -> Iterator[str]:
    """What stood there before, and what was added to or taken out of the parts."""
    for column, told in TOLD.items():
        if _differs(after, before, column) and (stood := getattr(before, column, "")):
            yield gettext("%(field)s, before: %(what)s") % {"field": gettext(COLUMNS[column]), "what": told(stood)}
    if hasattr(after, "laid"):
        yield from differences(after.laid, before.laid, named)
