"""What needs a person today: what the figures say is late, and what is missing in the mechanism. Figures alone; no case."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from opennrm.access.actor import Actor
from opennrm.cases.referral import reads as referral
from opennrm.countries.profile import Profile
from opennrm.mechanism import reads as mechanism
from opennrm.mechanism.kinds import COORDINATOR
from opennrm.portal import gaps
from opennrm.portal.morning.clocks import Right, rights
from opennrm.portal.morning.figures import Figures
from opennrm.statistics.period import Period
from opennrm.ui.numbers import number

__all__ = ["Need", "needs"]

MOST = 3  # of a kind: a morning has room for few


@dataclass(frozen=True, slots=True)
class Need:
    """One thing: the mark of the ledger that it bears (`words` instead of its own), what it is, where more of it stands."""

    mark: str
    words: str
    says: str
    detail: str
    url: str


def needs(actor: Actor, figures: Figures, profile: Profile, today: date, language: str) -> list[Need]:
    """The worst first. What only the coordinator can mend is said to the coordinator alone."""
    found = rights(figures, profile, Period.year(figures.year), language)
    seen = [*_unanswered(profile, today), *_missing(profile, today, language)] if COORDINATOR in actor.roles else []
    return [*_late(found), *_not_to_be_had(found), *seen]


def _most(found: list[Right], code: str) -> Iterator[tuple[Right, int]]:
    told = [(one, n) for one in found if (n := one.cells.get(code))]
    return islice(sorted(told, key=lambda pair: (-pair[1], pair[0].title)), MOST)


def _late(found: list[Right]) -> Iterator[Need]:
    for one, n in _most(found, "not_met"):
        words = ngettext("%(n)s person did not get by its day:", "%(n)s people did not get by its day:", n)
        yield Need("overdue", "", words % {"n": number(n)}, one.title, "#clocks")


def _not_to_be_had(found: list[Right]) -> Iterator[Need]:
    for one, n in _most(found, "unavailable"):
        words = ngettext("%(n)s person asked and could not have:", "%(n)s people asked and could not have:", n)
        yield Need("unavailable", "", words % {"n": number(n)}, one.title, "#gaps")


def _unanswered(profile: Profile, today: date) -> Iterator[Need]:
    few, url = profile.small_number_threshold.between_authorities, reverse("portal:gaps") + "#h-unanswered"
    for row in islice((row for row in referral.unanswered(today) if row.count >= few), MOST):
        words = ngettext("%(n)s referral waits longer than it may at:", "%(n)s referrals wait longer than they may at:", row.count)
        yield Need("overdue", "", words % {"n": number(row.count)}, row.agency, url)


def _missing(profile: Profile, today: date, language: str) -> Iterator[Need]:
    agencies = mechanism.capable(today)
    gone = [row for row in gaps.missing_kinds(profile, agencies, today, language) if row["rights"]]
    if gone:
        words = ngettext(
            "%(n)s kind of agency is missing here, and rights are theirs to give:",
            "%(n)s kinds of agency are missing here, and rights are theirs to give:",
            len(gone),
        )
        names = _("%(first)s and others") % {"first": gone[0]["kind"]} if len(gone) > 1 else gone[0]["kind"]
        yield Need("unavailable", _("Missing"), words % {"n": len(gone)}, names, reverse("portal:gaps") + "#h-kinds")
    if open_ := list(gaps.undesignated(agencies)):
        words = ngettext("%(n)s designation is open:", "%(n)s designations are open:", len(open_))
        yield Need("open", "", words % {"n": len(open_)}, open_[0].what, reverse("portal:gaps") + "#h-undesignated")
