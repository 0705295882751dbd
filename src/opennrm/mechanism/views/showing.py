"""What the pages of the mechanism share: methods, the page of a form, the word after an act, names for codes."""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from opennrm.mechanism import kinds, reads, scope, spoken
from opennrm.standards.refusal import gettext_noop
from opennrm.ui.forms import Sheet
from opennrm.ui.posted import acted

LOOK = require_safe
ASK = require_http_methods(["GET", "HEAD", "POST"])


def there(row: Any) -> Any:
    """The row, or the one 404."""
    if row is None:
        raise Http404
    return row


def names(codes: Iterable[str], words: Any = kinds.ROLES) -> list[str]:
    """The words of codes, in the order in which they are declared."""
    wanted = set(codes)
    return [_(word) for code, word in words.items() if code in wanted]


def asked(
    request: HttpRequest, form: Sheet, act: Callable[[], Any], template: str, then: str, says: str = "", **context: Any
) -> HttpResponse:
    """The page of a form: shown, or done and left for `then`. What was typed stays where it is refused."""
    if acted(request, form) and form.act(act):
        if says:
            messages.success(request, says)
        return redirect(then)
    return render(request, template, {"form": form, **context})


# What an agency cannot do before it is designated in the capacity of its kind; msgids.
WITHOUT = {
    "first_responder": gettext_noop("Nothing yet. Before the coordinator designates it, it cannot refer."),
    "competent_authority": gettext_noop("Nothing yet. Before the coordinator designates it, no case can be referred to it."),
    "support_provider": gettext_noop("Nothing yet. The coordinator designates those who give assistance."),
}


def described(agency: Any) -> dict[str, Any]:
    """An agency in words."""
    language = get_language() or "en"
    return {
        "id": agency.pk,
        "name": agency.name,
        "kind": _(kinds.KINDS[agency.kind]),
        "body": party.label.told(language) if (party := reads.bodies().get(agency.body)) else "",
        "waits": _(WITHOUT[capacity]) if (capacity := kinds.capacity_of(agency.kind)) else "",
        "region": dict(reads.regions(language)).get(agency.region, agency.region),
        "languages": spoken.said(agency.languages, language),
        "contact": [line for line in (agency.contact_name, agency.contact_email, agency.contact_phone) if line],
    }


def designated(agency: UUID) -> list[dict[str, Any]]:
    """The designations of an agency in words."""
    return [{"row": row, "capacity": _(kinds.DESIGNATIONS[row.capacity])} for row in reads.designations(agency)]


def agreed(row: Any) -> dict[str, Any]:
    """An agreement in words."""
    return {
        "row": row,
        "parties": [party.name for party in row.parties.all()],
        "sections": names(row.sections, scope.SECTIONS),
        "purposes": names(row.purposes, scope.PURPOSES),
    }
