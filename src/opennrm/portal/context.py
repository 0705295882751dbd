"""What frames every page: the line that says the data are invented, the navigation of a role, who is signed in."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, get_script_prefix, reverse
from django.utils.translation import get_language, gettext

from opennrm.access.actor import Actor
from opennrm.countries.load import load_profile
from opennrm.journal.models import Installation
from opennrm.portal.language import Language, offered, unreviewed

CASE_ROLES = frozenset(
    {
        "first_responder",
        "decision_maker",
        "second_reviewer",
        "case_worker",
        "investigator",
        "prosecutor",
        "guardian",
        "lawyer",
        "migration_officer",
        "labour_inspector",
    }
)
PROGRAMME_ROLES = frozenset({"programme_officer", "programme_editor", "programme_director", "focal_point"})


@dataclass(frozen=True, slots=True)
class Item:
    """A place of the navigation."""

    label: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """What the layout shows around a page."""

    synthetic_line: str
    nav: tuple[Item, ...]
    me: Actor | None
    demo: bool
    languages: tuple[Language, ...]
    unreviewed: str


def frame(request: HttpRequest) -> dict[str, Any]:
    """The context of the layout."""
    installation = Installation.current()
    actor: Actor | None = getattr(request, "actor", None)
    return {
        "frame": Frame(
            synthetic_line=_synthetic_line(installation),
            nav=tuple(_nav(actor, request.path)) if actor else (),
            me=actor,
            demo=bool(installation and installation.kind == "demo"),
            languages=tuple(offered()),
            unreviewed=unreviewed(),
        )
    }


def _synthetic_line(installation: Installation | None) -> str:
    if installation is None or not installation.synthetic:
        return ""
    if not installation.country:
        return gettext("Every person, agency, place and case here is invented.")
    profile = load_profile(installation.country)
    if installation.country.startswith("X"):
        words = gettext("%(country)s does not exist. Every person, agency, place and case here is invented.")
    elif profile.status == "draft":
        words = gettext(
            "%(country)s: this is no authority, and its law here is a draft that nobody who practises there has read. "
            "Every person, agency, place and case here is invented."
        )
    else:
        words = gettext("%(country)s: this is no authority. Every person, agency, place and case here is invented.")
    return words % {"country": profile.name.told(get_language() or "en")}


def _places(roles: frozenset[str]) -> Iterator[tuple[str, str]]:
    if roles & CASE_ROLES:
        yield gettext("Today"), "portal:today"
        yield gettext("Cases"), "portal:cases"
    if "first_responder" in roles:
        yield gettext("Contacts"), "contact:list"
    if roles & {"first_responder", "decision_maker", "second_reviewer"}:
        yield gettext("Referrals"), "referral:list"
        yield gettext("Notifications"), "notification:list"
    if roles & {"investigator", "prosecutor"}:
        yield gettext("Sealed contacts"), "notification:sealed_contacts"
    if "agency_administrator" in roles:
        yield gettext("My agency"), "mechanism:my_agency"
    yield from _over_all(roles)
    yield gettext("Countries"), "portal:countries"
    yield gettext("Who may see what"), "portal:access"


def _over_all(roles: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Of those who look over the whole mechanism and open no case."""
    if roles & {"national_coordinator", "monitor"}:
        yield gettext("Figures"), "portal:figures"
    if roles & ({"national_coordinator", "monitor"} | PROGRAMME_ROLES):
        yield gettext("Programme"), "programme:list"
        yield gettext("Reports"), "programme_report:list"
    if "national_coordinator" in roles:
        yield gettext("Gaps"), "portal:gaps"
        yield gettext("Agencies"), "mechanism:agencies"
        yield gettext("Agreements"), "mechanism:agreements"
    if roles & {"national_coordinator", "data_protection_officer"}:
        yield gettext("Who looked"), "portal:looks"


@lru_cache(maxsize=256)
def _found(roles: frozenset[str], _language: str | None, _prefix: str) -> tuple[tuple[str, str], ...]:
    """The places of whoever has these roles, in this language: looked up once, since every page shows them."""
    found: list[tuple[str, str]] = []
    for label, name in _places(roles):
        try:
            found.append((label, reverse(name)))
        except NoReverseMatch:
            continue
    return tuple(found)


def _nav(actor: Actor, path: str) -> Iterator[Item]:
    found = _found(actor.roles, get_language(), get_script_prefix())
    # of places that lie one within another only the inner one is current
    here = max((url for _, url in found if path == url or (url != "/" and path.startswith(url))), key=len, default="")
    for label, url in found:
        yield Item(label, url, url == here)
