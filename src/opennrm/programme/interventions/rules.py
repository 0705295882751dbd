"""Whether a letter may be recorded as it is typed, and where its reply stands on a day. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from opennrm.programme import typed
from opennrm.programme.spans import Span
from opennrm.standards.refusal import Refusal, gettext_noop

__all__ = ["NEAR", "against", "standing"]

NEAR = timedelta(days=7)
SOURCE = "OSCE Action Plan VI 9"
REPLIED_FIRST = gettext_noop("A reply cannot have come before the letter was sent. Look at both dates.")
DUE_FIRST = gettext_noop("The reply cannot be due before the letter was sent. Look at both dates.")
WHEN = gettext_noop("Say when the reply came, as far as it is known.")
NO_REPLY = gettext_noop("A day of the reply is given: then the letter was replied to.")


def against(said: typed.Intervention) -> Iterator[Refusal]:
    """Every reason against recording the letter so. Source: issue 13, point 3 (reply clock)."""
    sent, due, replied = Span.parse(said.when), Span.parse(said.reply_due), Span.parse(said.replied)
    if sent.earliest and replied.latest and replied.latest < sent.earliest:
        yield Refusal("intervention.replied-first", REPLIED_FIRST, SOURCE, field="replied")
    if sent.earliest and due.latest and due.latest < sent.earliest:
        yield Refusal("intervention.due-first", DUE_FIRST, SOURCE, field="reply_due")
    if said.reply == "replied" and sent.known and not replied.known:
        yield Refusal("intervention.when-replied", WHEN, SOURCE, field="replied")
    if said.reply != "replied" and replied.known:
        yield Refusal("intervention.no-reply", NO_REPLY, SOURCE, field="reply")


def standing(reply: str, due_on: date | None, today: date) -> str:
    """Where the reply stands: `over`, `near`, `waiting`, `replied`, `no_reply` or `unknown`. Source: issue 13, point 3 (reply clock)."""
    if reply != "waiting" or due_on is None:
        return reply
    if due_on < today:
        return "over"
    return "near" if due_on - today <= NEAR else "waiting"
