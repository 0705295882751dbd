"""Whether somebody may be listed, asked, or sent, as it is typed. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from opennrm.programme.contacts.typed import Consent, Request, Visit
from opennrm.standards.refusal import Refusal, gettext_noop

__all__ = ["may_agree", "may_ask", "may_visit"]

SOURCE = "OSCE Action Plan VI 9"
NOT_YET = gettext_noop("A consent that is still to be given opens nothing. Enter it when it was given.")
OVER = gettext_noop("This consent is over already. Ask the person again.")
LONG = gettext_noop("A consent of more than five years outlives what it was given for. Choose a day before %(until)s.")
NOTHING = gettext_noop("Say whom you look for: a profession, a language, a subject, a country or what they have done.")
PAST = gettext_noop("This day is over. By when is an answer of use?")
SAME = gettext_noop("A visit goes from one country to another.")
NO_OUTCOME = gettext_noop("What came of a visit is told once it took place.")
YEARS = 5


def may_agree(consent: Consent, today: date) -> Iterator[Refusal]:
    """Every reason against recording a consent on a day. Source: issue 13, point 4 (consent: until when)."""
    last = date(today.year + YEARS, today.month, min(today.day, 28))
    if consent.given_on > today:
        yield Refusal("contact.not-yet", NOT_YET, SOURCE, field="given_on")
    if consent.until < today:
        yield Refusal("contact.over", OVER, SOURCE, field="until")
    if consent.until > last:
        yield Refusal("contact.long", LONG, SOURCE, field="until", until=last)


def may_ask(said: Request, by_name: bool, today: date) -> Iterator[Refusal]:
    """Every reason against asking, somebody by name or whoever fits. Source: issue 13, point 4 (requests)."""
    if not by_name and not said.need.anything:
        yield Refusal("request.nothing", NOTHING, SOURCE, field="q")
    if said.by and said.by < today:
        yield Refusal("request.past", PAST, SOURCE, field="by")


def may_visit(said: Visit) -> Iterator[Refusal]:
    """Every reason against recording a visit so. Source: issue 13, point 4 (visits, what came of them)."""
    if said.sends == said.receives:
        yield Refusal("visit.same", SAME, SOURCE, field="receives")
    if (said.outcome or said.came_of_it) and said.state != "took_place":
        yield Refusal("visit.no-outcome", NO_OUTCOME, SOURCE, field="outcome")
