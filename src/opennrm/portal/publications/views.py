"""The pages of publications: a list, one edition, what would be published, and the files."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext

from opennrm.access import second_lock
from opennrm.access.actor import Actor
from opennrm.access.through import for_roles
from opennrm.cases.spine import door as cases_door
from opennrm.mechanism import reads as mechanism
from opennrm.portal.publications import shown
from opennrm.portal.publications.forms import WithdrawForm, reason_words
from opennrm.portal.publications.since import moving
from opennrm.standards.refusal import Refused
from opennrm.statistics.period import NoPeriod, Period
from opennrm.statistics.publication import actions, door, packages, reads, series, signing
from opennrm.statistics.publication.frozen import Frozen
from opennrm.statistics.publication.models import PublishedEdition
from opennrm.statistics.publication.package import fingerprint
from opennrm.ui.forms import refusal_words
from opennrm.ui.posted import acted, posted
from opennrm.ui.spreadsheets import attached

WHO = ("national_coordinator", "monitor")
PAGE = 100  # editions on the page


@for_roles(*WHO)
def publications(request: HttpRequest) -> HttpResponse:
    """Every edition, the latest period first."""
    _must(request.actor, "read")
    rows = list(reads.editions()[:PAGE])
    context = {
        "today": cases_door.today(),
        "rows": [{"row": row, "who": _who(row, request.actor)} for row in rows],
        "may_publish": door.may(request.actor, "write").allowed,
        "year": cases_door.today().year - 1,
        "key": fingerprint(signing.key().public_key().public_bytes_raw()),
    }
    return render(request, "portal/publications/list.html", context)


@for_roles(*WHO)
def edition(request: HttpRequest, period: str, edition: int) -> HttpResponse:
    """One edition: its figures as released, what it depends on, what it revises, and what was recorded since."""
    row = _found(request.actor, "read", period, edition)
    frozen, language = reads.frozen(row), get_language() or "en"
    revised = reads.frozen(reads.edition(f"{period}/{frozen.revises.edition}")) if frozen.revises else None
    later = reads.editions().filter(period=period, edition__gt=edition).order_by("edition").first()
    context = {
        "today": cases_door.today(),
        "row": row,
        "because_of": reason_words(row.withdrawn_because),
        "may_withdraw": row.withdrawn_at is None and door.may(request.actor, "write").allowed,
        "frozen": frozen,
        "revised": revised,
        "later": later,
        "who": _who(row, request.actor),
        "sheets": shown.sheets(frozen, revised, language),
        "then": _then(revised),
        "few": frozen.threshold,
        "few_source": frozen.threshold_source,
        "country": packages.word(frozen, "country", language),
        "because": moving(frozen, revised.as_at.position, row.position) if revised else [],
        "since": moving(frozen, row.position, series.last_month_end(cases_door.today())) if later is None else [],
    }
    return render(request, "portal/publications/edition.html", context)


@for_roles("national_coordinator")
def publish(request: HttpRequest) -> HttpResponse:
    """What would be published of a period, as it stands; sent, it is published as it was shown."""
    said = request.POST if request.method == "POST" else request.GET
    wrong, period = "", None
    try:
        period = Period.parse(said.get("period", ""))
    except NoPeriod:
        wrong = gettext("Write a year, as 2021, or a quarter, as 2021-Q3")
    if period is None:
        return _preview(request, period=None, wrong=wrong, typed=said.get("period", "")[:20], refusals=[], proposed=None)
    position = series.last_month_end(cases_door.today())
    if request.method == "POST" and said.get("position") == f"{position}":
        try:
            made = actions.publish(door.publishing(request.actor), period, position=position)
        except Refused as refused:
            return _preview(request, period=period, wrong="", typed=period.name, refusals=refused.refusals, proposed=None)
        messages.success(request, gettext("Edition %(edition)s of %(period)s is published.")
                         % {"edition": made.frozen.edition, "period": period.name})  # fmt: skip
        return redirect("portal:edition", period=period.name, edition=made.frozen.edition)
    last = reads.last()
    with second_lock.lifted("what would be published is counted over all cases, and shown as it would be released"):
        proposed, refusals = actions.propose(period, position=position, last=last)
    return _preview(request, period=period, wrong="", typed=period.name, refusals=refusals, proposed=proposed)


def _preview(request: HttpRequest, *, period: Period | None, refusals: Any, proposed: Any, **more: Any) -> HttpResponse:
    revised = None
    if proposed is not None and proposed.revises is not None:
        revised = reads.frozen(reads.edition(f"{proposed.period}/{proposed.revises.edition}"))
    context = {
        "today": cases_door.today(),
        "period": period,
        "frozen": proposed,
        "revised": revised,
        "sheets": shown.sheets(proposed, revised, get_language() or "en") if proposed else [],
        "then": _then(revised),
        "few": proposed.threshold if proposed else 0,
        "few_source": proposed.threshold_source if proposed else "",
        "so_far": proposed is not None and period is not None and period.end > cases_door.today().replace(day=1),
        "refusals": [refusal_words(one) for one in refusals],
        **more,
    }
    return render(request, "portal/publications/preview.html", context)


@for_roles("national_coordinator")
def withdraw(request: HttpRequest, period: str, edition: int) -> HttpResponse:
    """An edition is handed out no more; it stays, and says why."""
    row = _found(request.actor, "write", period, edition)
    form = WithdrawForm(posted(request))
    if acted(request, form) and form.act(_withdraw, request.actor, row, form.cleaned_data["reason"]):
        messages.success(request, gettext("Edition %(edition)s of %(period)s is withdrawn.") % {"edition": edition, "period": period})
        return redirect("portal:edition", period=period, edition=edition)
    return render(request, "portal/publications/withdraw.html", {"today": cases_door.today(), "row": row, "form": form})


def _withdraw(actor: Actor, row: PublishedEdition, reason: str) -> None:
    actions.withdraw(door.publishing(actor), Period.parse(row.period), edition=row.edition, reason=reason)


@for_roles(*WHO)
def package(request: HttpRequest, period: str, edition: int) -> HttpResponse:
    """The signed file of an edition; of one that was withdrawn the one that says so."""
    row = _found(request.actor, "export", period, edition)
    gone = "-withdrawn" if row.withdrawn_at else ""
    return attached(packages.of(row), "application/json", f"{reads.frozen(row).country}-{period}-{edition}{gone}.json")


@for_roles(*WHO)
def table_file(request: HttpRequest, period: str, edition: int) -> HttpResponse:
    """The figures of an edition for a spreadsheet."""
    row = _found(request.actor, "export", period, edition)
    if row.withdrawn_at:
        raise Http404
    text = shown.as_csv(reads.frozen(row), get_language() or "en")
    return attached(text.encode("utf-8-sig"), "text/csv; charset=utf-8", f"{reads.frozen(row).country}-{period}-{edition}.csv")


def _must(actor: Actor, mode: str) -> None:
    if not door.may(actor, mode).allowed:
        raise Http404


def _found(actor: Actor, mode: str, period: str, edition: int) -> Any:
    _must(actor, mode)
    try:
        return reads.edition(f"{period}/{edition}")
    except reads.NoEdition:
        raise Http404 from None


def _then(revised: Frozen | None) -> str:
    return gettext("edition %(n)s") % {"n": revised.edition} if revised else ""


def _who(row: Any, actor: Actor) -> str:
    if row.account:
        return gettext("the operator of this installation (%(account)s)") % {"account": row.account}
    return mechanism.person_names({row.actor}).get(row.actor, "") or mechanism.agency_names({row.agency}).get(row.agency, "")
