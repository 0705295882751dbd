"""Letters for persons, read: rows for lists, the open part as it was typed, and what is sealed for whoever may open it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from opennrm.access import readlog
from opennrm.access.actor import Actor
from opennrm.mechanism import reads as mechanism
from opennrm.programme import door, sealed, typed
from opennrm.programme.interventions import rules
from opennrm.programme.interventions.models import Intervention, LetterText
from opennrm.programme.interventions.typed import SECTIONS
from opennrm.programme.kept import IN_TIME
from opennrm.programme.rows import carried

__all__ = ["as_typed", "letters", "looks", "mine", "opened", "pressing", "recorded", "told"]

URGENT = {"over": 0, "near": 1, "waiting": 2}
LOOKS = 20


def mine(actor: Actor) -> QuerySet[Intervention]:
    """The letters of the actor's agency, if the policy opens them to the actor."""
    rows = Intervention.objects.filter(agency=actor.agency, removed_at=None)
    return rows if door.may(actor, door.INTERVENTION).allowed else rows.none()


def letters(actor: Actor, today: date) -> list[tuple[Intervention, str]]:
    """The letters of the actor's agency with where each reply stands: those first whose time is over or near, then the latest."""
    rows = [(row, rules.standing(row.reply, row.due_on, today)) for row in mine(actor)]
    return sorted(rows, key=lambda one: (URGENT.get(one[1], 3), -(one[0].since or date.min).toordinal(), one[0].key))


def pressing(actor: Actor, today: date) -> int:
    """How many letters wait for a reply whose time is over or near."""
    return sum(standing in ("over", "near") for _row, standing in letters(actor, today))


def opened(actor: Actor, row: Intervention, page: str) -> Mapping[str, str]:
    """For whom the letter is, what happened, the letter, what was answered, by code; the look is recorded."""
    return sealed.open_texts(actor, door.INTERVENTION, LetterText, [row.id], set(SECTIONS.values()), page).get(row.id, {})


def looks(row: Intervention) -> list[tuple[datetime, str]]:
    """Who opened what is sealed of a letter, the latest first: for those who write it and answer for it."""
    found = readlog.latest(row.agency, LOOKS, case_id=row.id)
    people = mechanism.person_names({look.actor for look in found})
    return [(look.at, people.get(look.actor, "")) for look in found]


def recorded(agency: UUID) -> tuple[typed.Intervention, ...]:
    """Every letter of an agency as it was typed, for a command of whoever operates the installation, and for no page."""
    return tuple(as_typed(row) for row in Intervention.objects.filter(agency=agency, removed_at=None).order_by(*IN_TIME))


def told(agency: UUID, confidence: UUID | None) -> tuple[typed.Intervention, ...]:
    """Of an agency's letters that reports may tell of, the open part, in order of time; nothing to whoever does not read its drafts.

    Which organisation asked is not told: a small one points to those whom it helps.
    """
    if confidence != agency:
        return ()
    rows = Intervention.objects.filter(agency=agency, removed_at=None, told=True).order_by(*IN_TIME)
    return tuple(_open_part(as_typed(row)) for row in rows)


def as_typed(row: Intervention) -> typed.Intervention:
    """A letter as it was typed, without what is sealed."""
    return typed.Intervention(
        **carried(row),
        when=row.said,
        country=row.country,
        concern=row.concern,
        addressee=row.addressee or None,
        asked_by=typed.Asked(**row.asked) if row.asked else None,
        signed_with=tuple(row.signed_with),
        clauses=tuple(row.clauses),
        reply_due=row.reply_due,
        reply=row.reply,
        replied=row.replied,
        outcome=row.outcome,
        told=row.told,
    )


def _open_part(letter: typed.Intervention) -> typed.Intervention:
    asked = letter.asked_by.model_copy(update={"body": None}) if letter.asked_by and letter.asked_by.people else None
    return letter.model_copy(update={"asked_by": asked})
