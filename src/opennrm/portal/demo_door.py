"""The first page: the door of the demonstration, or the way to the own work."""

from collections import defaultdict
from datetime import timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext, gettext_noop
from django.views.decorators.http import require_POST

from opennrm.access import second_lock
from opennrm.access.through import public
from opennrm.cases.spine import door, reads
from opennrm.countries.load import load_profile
from opennrm.journal import clock
from opennrm.journal.models import Installation
from opennrm.mechanism import reads as mechanism
from opennrm.mechanism.kinds import ROLES
from opennrm.portal.context import CASE_ROLES, PROGRAMME_ROLES
from opennrm.portal.demo import mechanism as demo

# Rooms of the door, by the roles that walk in.
ROOMS = (
    (gettext_noop("Who meets the person"), ("first_responder", "investigator", "labour_inspector")),
    (gettext_noop("Who decides"), ("decision_maker", "second_reviewer", "migration_officer")),
    (gettext_noop("Who helps"), ("case_worker", "guardian", "lawyer")),
    (gettext_noop("Who watches over it"), ("national_coordinator", "monitor", "agency_administrator")),
    (gettext_noop("Who works beside cases"), ("programme_officer", "programme_editor", "programme_director", "focal_point")),
)


@public
def start(request: HttpRequest) -> HttpResponse:
    """Whoever is signed in goes to their work; in a demonstration everybody else finds its door, elsewhere the sign-in."""
    actor = getattr(request, "actor", None)
    if actor is not None:
        return redirect(home_of(actor.roles))
    installation = Installation.current()
    if installation is None or not installation.has_open_doors:
        return redirect("account_login")
    return render(request, "portal/demo_door.html", _door(installation))


def home_of(roles: frozenset[str]) -> str:
    """The page on which a role begins its day."""
    if roles & CASE_ROLES:
        return "portal:today"
    if "national_coordinator" in roles:
        return "portal:figures" if mechanism.has_begun() else "mechanism:agencies"
    if roles & PROGRAMME_ROLES:
        return "programme:list"
    return "mechanism:my_agency" if "agency_administrator" in roles else "portal:access"


def _door(installation: Installation) -> dict[str, Any]:
    """The people behind the doors; those of a demonstration say what they do, and ways lead through them."""
    if installation.kind != "demo":
        return _around(installation, dict.fromkeys((one.name for one in mechanism.who_could(at=clock.now())), ""), [])
    given, language = demo.read(installation.country), get_language() or "en"
    says = {row["name"]: row["says"].get(language, row["says"]["en"]) for row in given["people"]}
    says[given["coordinator"]["person"]] = given["coordinator"]["says"]["en"]
    runs = given["administrators"]
    says |= {runs["name"].format(agency=agency): runs["says"].get(language, runs["says"]["en"]) for agency in runs["at_the_door"]}
    return _around(installation, says, given["ways"])


def _around(installation: Installation, says: dict[str, str], ways: list[dict[str, Any]]) -> dict[str, Any]:
    rooms, language = _rooms(says), get_language() or "en"
    doors = {person["who"].partition(",")[0]: person for room in rooms for person in room["people"]}
    return {
        "now": clock.now(),
        "today": door.today(),
        "country": load_profile(installation.country).name.told(language),
        "cases": reads.how_many_cases(),
        "rooms": rooms,
        "demo": installation.kind == "demo",
        # Who is named may have left, or may never have come where the mechanism was made another way: a way without a door is none.
        "ways": [_way(way, doors, language) for way in ways if all(stop["by"] in doors for stop in way["stops"])],
    }


def _way(way: dict[str, Any], doors: dict[str, dict[str, str]], language: str) -> dict[str, Any]:
    """A way through the demonstration, each stop with whom to sign in as; it begins as the first of them."""
    stops = [(stop["what"].get(language, stop["what"]["en"]), doors[stop["by"]]) for stop in way["stops"]]
    return {
        "id": f"way-{way['id']}",
        "title": way["title"].get(language, way["title"]["en"]),
        "text": way["text"].get(language, way["text"]["en"]),
        "stops": [{"what": what, "as_whom": gettext("as %(who)s") % {"who": door["who"]}} for what, door in stops],
        "note": gettext("%(stops)s stops, %(minutes)s minutes") % {"stops": len(stops), "minutes": way["minutes"]},
        "begins": stops[0][1]["value"],
    }


def _rooms(says: dict[str, str]) -> list[dict[str, Any]]:
    people = mechanism.who_could(at=clock.now())
    placed: dict[str, list[dict[str, str]]] = defaultdict(list)
    for title, roles in ROOMS:
        for member in people:
            if (
                member.name in says
                and member.roles & set(roles)
                and not any(member.user.hex == p["value"] for room in placed.values() for p in room)
            ):
                role = next(role for role in roles if role in member.roles)
                placed[title].append(
                    {
                        "value": member.user.hex,
                        "role": gettext(ROLES[role]),
                        "who": f"{member.name}, {member.agency_name}",
                        "does": says[member.name],
                    }
                )
    return [
        {"id": f"room-{place}", "title": gettext(title), "people": placed[title]} for place, (title, _) in enumerate(ROOMS) if placed[title]
    ]


@public
def move_clock(request: HttpRequest) -> HttpResponse:
    """Move the standing clock of the demonstration on, by days."""
    installation = Installation.current()
    if installation is None or installation.kind != "demo":
        raise Http404
    return _move(request)


@require_POST
def _move(request: HttpRequest) -> HttpResponse:
    days = {"1": 1, "7": 7}.get(request.POST.get("days", ""))
    if days is None:
        raise Http404
    with second_lock.writing("the clock of a demonstration is moved on"):
        clock.move_to(clock.now() + timedelta(days=days))
    return redirect("portal:start")
