"""Calendars that people subscribe to: whose address it is and whether it still opens, and the text that a calendar reads.

An address is all that whoever fetches it has to show, and it travels to telephones and mail programmes. So it reveals nothing that is
confidential, it can be ended at any time, and with the last role of its owner it opens nothing more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from hashlib import sha256
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext

from opennrm.mechanism import reads as mechanism
from opennrm.mechanism.models import User
from opennrm.programme import door, words
from opennrm.programme.activities import models, reads, seen, shown

__all__ = ["as_text", "digest", "of_person", "opened_by", "told"]

BACK = timedelta(days=183)
MOST = 500
WIDEST = 75  # octets of a line, by RFC 5545


def digest(token: str) -> str:
    """What is kept of an address."""
    return sha256(token.encode()).hexdigest()


def of_person(person: UUID) -> QuerySet[models.Feed]:
    """The calendars that somebody opened and did not end."""
    return models.Feed.objects.filter(user=person, ended_at=None).order_by("opened_at")


def opened_by(token: str) -> models.Feed | None:
    """The calendar behind an address; none where it was ended, or where its owner may no longer take the calendar along."""
    feed = models.Feed.objects.filter(digest=digest(token), ended_at=None).first()
    owner = User.objects.filter(pk=feed.user).first() if feed else None
    if feed is None or owner is None:
        return None
    actor = mechanism.actor_for(owner, feed.agency)
    return feed if actor is not None and door.may(actor, door.PROGRAMME, mode="export").allowed else None


def told(agency: UUID, today: date) -> list[models.Activity]:
    """What a calendar shows: the open activities that have days, from half a year ago on."""
    rows = reads.readable(agency, None).filter(since__gte=today - BACK).prefetch_related("places").order_by("since", "id")
    return [one for one in rows[: 2 * MOST] if seen.has_days(one)][:MOST]


def as_text(rows: Iterable[models.Activity], name: str) -> str:
    """Activities as a calendar reads them, whole days without an hour. Source: RFC 5545."""
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//OpenNRM//programme//EN", "CALSCALE:GREGORIAN", f"X-WR-CALNAME:{_plain(name)}"]
    lines = [*head, *(line for row in rows for line in _event(row)), "END:VCALENDAR"]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _event(row: models.Activity) -> Iterator[str]:
    if row.since is None or row.until is None:
        return
    yield "BEGIN:VEVENT"
    yield f"UID:{row.pk}@opennrm.invalid"
    yield f"DTSTAMP:{row.recorded_at:%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{row.since:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{row.until + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_plain(shown.name_of(row))}"
    yield f"LOCATION:{_plain(shown.places_words(row.places.all()))}"
    state = words.word("states", row.state)
    yield f"DESCRIPTION:{_plain(gettext('%(kind)s, %(state)s') % {'kind': words.word('activities', row.kind), 'state': state})}"
    yield f"STATUS:{'CANCELLED' if row.state == 'given_up' else 'CONFIRMED' if row.state in ('done', 'under_way') else 'TENTATIVE'}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _plain(text: str) -> str:
    """Text of a property: what would end it or begin another is escaped, what no line may hold is left out."""
    escaped = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return "".join(letter for letter in escaped.replace("\r", " ").replace("\n", " ") if letter.isprintable())


def _folded(line: str) -> str:
    """A line that is too long goes on in the next one, behind a blank; never within a letter."""
    pieces, width = [""], 0
    for letter in line:
        size = len(letter.encode())
        if width + size > WIDEST:
            pieces.append(" ")
            width = 1
        pieces[-1] += letter
        width += size
    return "\r\n".join(pieces)
