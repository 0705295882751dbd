"""Who may see what, for whoever asks; who looked at a case, for those who review it."""

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext

from opennrm.access import readlog
from opennrm.access.policy import load_policy
from opennrm.access.through import for_roles
from opennrm.cases.spine import codes, door, reads
from opennrm.mechanism import reads as mechanism

PAGE = 100  # looks on a page
LONGEST_REFERENCE = 40  # of what was typed, as it is shown again


@for_roles()
def access(request: HttpRequest) -> HttpResponse:
    """The policy table in words: the same for everybody, so it tells of no case."""
    policy, language = load_policy(), get_language() or "en"
    rows = [
        {
            "id": row.id,
            "closes": not row.allows,
            "because": row.because.told(language),
            "source": row.source,
        }
        for row in policy.rows
    ]
    sections = [(code, words.told(language)) for code, words in policy.sections.items()]
    return render(request, "portal/access.html", {"rows": rows, "sections": sections, "edition": policy.edition[:12]})


@for_roles("data_protection_officer", "national_coordinator")
def looks(request: HttpRequest) -> HttpResponse:
    """Who opened which case: of the own agency for its data-protection officer, who reviews what its programme keeps sealed too; of all for
    the coordinator, who is told nothing of anybody's programme. No case opens from here.

    The looks at one case are asked for by its spoken reference, which stands in no address: by POST, page after page.
    """
    everywhere, said = "national_coordinator" in request.actor.roles, request.POST if request.method == "POST" else request.GET
    asked = request.POST.get("reference", "").strip()[:LONGEST_REFERENCE]
    of_case = reads.case_reviewed(asked) if asked else None
    page = readlog.latest(None if everywhere else request.actor.agency, PAGE + 1, before(said.get("before", "")), of_case)
    found = page[:PAGE]
    people = mechanism.person_names({look.actor for look in found})
    agencies = mechanism.agency_names({look.agency for look in found})
    references, tied = reads.references({look.case_id for look in found}), readlog.tied({look.case_id for look in found})
    rows = [
        {
            "at": look.at,
            "who": people.get(look.actor, ""),
            "agency": agencies.get(look.agency, ""),
            "case": references.get(look.case_id, ""),
            "of_the_programme": look.case_id not in tied,
            "sections": _opened(look.sections),
        }
        for look in found
    ]
    earlier = f"{found[-1].at.isoformat()}_{found[-1].id.hex}" if len(page) > PAGE else ""
    shown = {"rows": rows, "earlier": earlier, "everywhere": everywhere, "asked": asked}
    context = {"today": door.today(), **shown, "later": bool(said.get("before") or asked)}
    return render(request, "portal/looks.html", context)


def before(text: str) -> tuple[datetime, UUID] | None:
    """Where the page before this one ended; an address that says nothing of the kind begins with the latest."""
    at, _, id = text.partition("_")
    try:
        when = datetime.fromisoformat(at)
        return (when, UUID(id)) if when.tzinfo else None
    except ValueError:
        return None


def _opened(sections: str) -> str:
    """Which parts of a case a look opened, in words; the part that points to nobody is told only where it was the only one."""
    found = [section for section in sections.split() if section != "coarse"]
    return codes.words("sections", found) if found else gettext("Nothing that points to the person")
