"""The only code that writes letters for persons: records them, seals for whom, notes the reply, erases."""

from __future__ import annotations

from datetime import datetime

from opennrm.access import second_lock
from opennrm.programme import sealed, typed
from opennrm.programme.door import Keeper, keep
from opennrm.programme.interventions import rules
from opennrm.programme.interventions.models import Intervention, LetterText
from opennrm.programme.interventions.typed import SECTIONS, Letter
from opennrm.programme.rows import dated, row_of
from opennrm.programme.spans import Span
from opennrm.standards.refusal import Refusal, Refused, gettext_noop

__all__ = ["erase", "record", "remove"]

GONE = gettext_noop("Who this letter was for is erased. It is not written anew.")
HOUSE = gettext_noop("How records of the programme hang together")


def record(keeper: Keeper, said: typed.Intervention, at: datetime, letter: Letter | None = None) -> Intervention:
    """Record a letter, or put right what stands under its key; of what is sealed, `letter` takes the place as far as it
    says anything.

    Raises Refused with everything that bars it. Source: issue 13, point 3.
    """
    if refusals := tuple(rules.against(said)):
        raise Refused(refusals)
    with second_lock.writing("a letter for a person is written with its past"):
        row = row_of(Intervention, keeper, said, at)
        if row.erased_at and letter is not None:
            raise Refused(Refusal("intervention.erased", GONE, HOUSE))
        _filled(row, said)
        keep(row, keeper, at)
        if letter is not None:
            sealed.seal_texts(LetterText, row, _texts(letter))
    return row


def remove(keeper: Keeper, row: Intervention, at: datetime) -> None:
    """Take a letter out of every list and report. What was sealed of it goes with it, as nobody could find it to erase it later; the past
    of its open part is kept. Source: issue 13, Not this.
    """
    _unsealed(_changed(keeper, row.key, at, removed_at=at, erased_at=row.erased_at or at), at)


def erase(keeper: Keeper, key: str, at: datetime) -> None:
    """Who it was for and what was written can be read by nobody again; that there was a letter stays. Source: issue 13, point 3."""
    _unsealed(_changed(keeper, key, at, erased_at=at), at)


def _unsealed(row: Intervention, at: datetime) -> None:
    with second_lock.writing("what was sealed of a letter goes"):
        sealed.erase(LetterText, row.id, at)


def _changed(keeper: Keeper, key: str, at: datetime, **changes: datetime) -> Intervention:
    with second_lock.writing("a letter for a person is changed with its past"):
        row = Intervention.objects.select_for_update(of=("self",)).get(agency=keeper.agency, key=key)
        for name, value in changes.items():
            setattr(row, name, value)
        keep(row, keeper, at)
    return row


def _filled(row: Intervention, said: typed.Intervention) -> None:
    dated(row, said.when)
    row.country, row.concern, row.addressee = said.country, said.concern, said.addressee or ""
    row.asked = said.asked_by.model_dump(exclude_defaults=True) if said.asked_by else None
    row.signed_with, row.clauses = list(said.signed_with), list(said.clauses)
    row.reply_due, row.due_on = said.reply_due, Span.parse(said.reply_due).latest
    row.reply, row.replied, row.outcome, row.told = said.reply, said.replied, said.outcome, said.told


def _texts(letter: Letter) -> list[sealed.Text]:
    return [sealed.Text(section, code, words) for code, section in SECTIONS.items() if (words := getattr(letter, code))]
