"""Letters for persons in the words of a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from opennrm.programme import typed, words
from opennrm.programme.interventions import reads, rules
from opennrm.programme.interventions.forms import NO, YES
from opennrm.programme.interventions.models import Intervention

__all__ = ["Line", "initial", "letter", "line", "name", "sealed_labels"]

# The mark of the ledger that a standing looks like.
MARKS = {"over": "overdue", "near": "soon", "waiting": "open", "replied": "met_in_time", "no_reply": "not_met", "unknown": "unknown"}


@dataclass(frozen=True, slots=True)
class Line:
    """A letter in a list."""

    id: UUID
    name: str
    when: str
    due: date | None
    mark: str
    standing: str
    outcome: str
    presses: bool


def name(row: Intervention) -> str:
    """How a letter is called: about what, to which country. Never for whom."""
    return _("%(concern)s, %(country)s") % {
        "concern": words.word("topics", row.concern).capitalize(),
        "country": words.country(row.country),
    }


def line(row: Intervention, standing: str) -> Line:
    """A letter as the list shows it."""
    return Line(
        id=row.id,
        name=name(row),
        when=words.when(row.said),
        due=row.due_on if row.reply == "waiting" else None,
        mark=MARKS[standing],
        standing=_standing(standing),
        outcome=row.outcome,
        presses=standing in ("over", "near"),
    )


def letter(row: Intervention, today: date, known: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    """The open part of a letter."""
    said, bodies = reads.as_typed(row), known["bodies"]
    standing = rules.standing(row.reply, row.due_on, today)
    asked = said.asked_by
    return {
        "name": name(row),
        "mark": MARKS[standing],
        "standing": _standing(standing),
        "when": words.when(said.when),
        "addressee": bodies.get(said.addressee or "", ""),
        "asked": ", ".join(part for part in (words.word("people", asked.people or ""), bodies.get(asked.body or "", "")) if part)
        if asked
        else "",
        "signed_with": ", ".join(bodies.get(one, one) for one in said.signed_with),
        "clauses": [(id, words.clause(id)) for id in said.clauses],
        "due": row.due_on if row.reply == "waiting" else None,
        "due_words": words.when(said.reply_due) if said.reply_due else "",
        "replied": words.when(said.replied) if said.replied else "",
        "outcome": said.outcome,
        "told": said.told,
    }


def sealed_labels() -> list[tuple[str, str]]:
    """What is sealed, in the order of the page."""
    return [
        ("for_whom", _("For whom")),
        ("happened", _("What happened")),
        ("letter", _("The letter")),
        ("answered", _("What they answered")),
    ]


def initial(stands: typed.Intervention | None) -> dict[str, Any]:
    """What stands, as the form shows it."""
    if stands is None:
        return {}
    asked = stands.asked_by or typed.Asked()
    said = {**stands.model_dump(), "told": YES if stands.told else NO}
    return {**said, "asked_people": asked.people, "asked_body": asked.body}


def _standing(standing: str) -> str:
    if standing == "over":
        return _("Reply overdue")
    return _("Reply due soon") if standing == "near" else words.word("replies", standing)
