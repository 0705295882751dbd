"""What every act of the mechanism shares: one transaction, refusals all at once, attempts at self-raising kept for the coordinator."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from uuid import UUID

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import F

from opennrm.access.actor import Actor
from opennrm.mechanism import reads
from opennrm.mechanism.canonical import readable
from opennrm.mechanism.models import Attempt, User
from opennrm.mechanism.rules import HOUSE, AgencySeen
from opennrm.standards.refusal import Refusal, Refused, gettext_noop

RAISING = "raise."


@contextmanager
def acting(actor: Actor, act: str, at: datetime, *, agency: UUID | None = None, roles: Collection[str] = ()) -> Iterator[None]:
    """One transaction. If it is refused as an attempt to hand out what is not one's own, that is kept although all else is undone."""
    try:
        with transaction.atomic():
            yield
    except Refused as refused:
        note(actor.id, act, at, [refusal.code for refusal in refused.refusals], agency=agency, roles=roles)
        raise


def note(by: UUID, act: str, at: datetime, codes: Iterable[str], *, agency: UUID | None = None, roles: Collection[str] = ()) -> None:
    """Keep an attempt for the coordinator, if any of the codes tells of one."""
    raising = sorted({code for code in codes if code.startswith(RAISING)})
    if raising:
        known = reads.agency(agency) if agency else None
        Attempt.objects.create(by_id=by, act=act, at=at, codes=raising, agency=known, roles=sorted(roles)[:20])


def require(refusals: Iterable[Refusal]) -> None:
    """Raise Refused with all of them, if there is any."""
    if found := tuple(refusals):
        raise Refused(found)


def locked(agency: UUID) -> AgencySeen:
    """The agency, held until the end of the transaction. Raises Refused if there is none."""
    seen = reads.seen(agency, lock=True)
    if seen is None:
        raise Refused(absent("agency"))
    return seen


def absent(field: str | None = None) -> Refusal:
    """What is said of anything that is not there, or not for this person: one text for both."""
    return Refusal("not-here", gettext_noop("There is no such entry."), HOUSE, field=field)


def plain(field: str, text: str, *, lines: bool = False, required: bool = True) -> str:
    """The text in its one spelling. Raises Refused beside the field if it is empty or holds characters that cannot be seen."""
    kept = readable(text, lines)
    if kept is None:
        raise Refused(Refusal("text.invisible", gettext_noop("Remove characters that cannot be seen."), HOUSE, field=field))
    if required and not kept:
        raise Refused(Refusal("text.empty", gettext_noop("Fill this in."), HOUSE, field=field))
    return kept


def keep(row: Any, by: UUID, at: datetime) -> None:
    """Save a row whose history says who changed it and when; the door's time, not the database's."""
    row._history_user = User(pk=by)
    row._history_date = at
    row.save()


def end_rights(people: Collection[UUID]) -> None:
    """What these people were allowed changed: every session and every link for a new password ends."""
    User.objects.filter(pk__in=people).update(rights_version=F("rights_version") + 1)
    sessions = UserSession.objects.filter(user__in=people)
    Session.objects.filter(session_key__in=list(sessions.values_list("session_key", flat=True))).delete()
    sessions.delete()
