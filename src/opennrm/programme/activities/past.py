"""What became of a record over time: who recorded it, who put what right, who took it out and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext, gettext_noop

from opennrm.mechanism import reads as mechanism
from opennrm.programme.activities import models

__all__ = ["Change", "past_of", "version"]

LONGEST = 100
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
    "sources": gettext_noop("Where it is from"),
    "language": gettext_noop("Language of these words"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One change: when, by whom, of what, what was done."""

    at: datetime
    who: str
    what: str
    did: str
    why: str


def version(row: Any) -> str:
    """Which state of a record somebody saw: the id of its latest change."""
    latest = row.history.order_by("-history_id").values_list("history_id", flat=True).first()
    return str(latest or "")


def past_of(row: models.Activity) -> list[Change]:
    """The past of an activity and of what belongs to it, the latest first."""
    of = (
        (models.Activity, {"id": row.pk}, gettext("The activity")),
        (models.Outcome, {"activity_id": row.pk}, gettext("An outcome")),
        (models.Finding, {"activity_id": row.pk}, gettext("A finding")),
    )
    found = [(what, one) for model, where, what in of for one in _steps(model, where)]
    people = mechanism.person_names({after.history_user_id for _, (after, _) in found if after.history_user_id})
    changes = [_change(what, after, before, people) for what, (after, before) in found]
    return sorted((one for one in changes if one.did), key=lambda one: one.at, reverse=True)[:LONGEST]


def _steps(model: Any, where: dict[str, Any]) -> Iterator[tuple[Any, Any]]:
    """Each state of each row with the one before it."""
    before: dict[Any, Any] = {}
    for state in model.history.filter(**where).order_by("history_id"):
        yield state, before.get(state.id)
        before[state.id] = state


def _change(what: str, after: Any, before: Any, people: dict[Any, str]) -> Change:
    reason = after.history_change_reason or ""
    by = people.get(after.history_user_id, "")
    who = by or (gettext("the operator of this installation (%(account)s)") % {"account": reason} if reason else "")
    return Change(after.history_date, who, what, _did(after, before), reason if by else "")


def _did(after: Any, before: Any) -> str:
    if before is None:
        return gettext("recorded")
    if after.removed_at and not before.removed_at:
        return gettext("taken out")
    if before.removed_at and not after.removed_at:
        return gettext("recorded again")
    changed = list(_changed(after, before))
    return gettext("put right: %(what)s") % {"what": ", ".join(changed)} if changed else ""


def _changed(after: Any, before: Any) -> Iterable[str]:
    for column, says in COLUMNS.items():
        if getattr(after, column, None) != getattr(before, column, None):
            yield gettext(says)
