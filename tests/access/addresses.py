"""Every address of the software, found in the resolver and never listed by hand, and how it is asked for with a real case."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from tests.access.world import World, rolled_back

from opennrm.access.through import Declared
from opennrm.cases.spine.reads import rights_of
from opennrm.cases.support.rules import GIVABLE
from opennrm.vault.models import SealedValue

METHODS = ("get", "post", "head")
OTHER_METHODS = ("put", "patch", "delete", "options", "trace")
# A real case for pages that are about one moment of it; all others are asked of `hers`, and below /contacts/ of the contact.
AT_ITS_MOMENT = {
    "referral:answer_referral": "waiting",
    "referral:again": "returned",
    "identification:review": "his",
    "protection:guardian": "child",
    "protection:guardian_ends": "child",
}
# A contact whose person said no and of whom an authority was told.
AFTER_A_NO = {"notification:seal", "notification:back"}


@dataclass(frozen=True)
class Route:
    """An address: its name, how it is written, what it takes, the view behind it."""

    name: str
    written: str
    takes: frozenset[str]
    view: Any

    @property
    def declared(self) -> Declared | None:
        return getattr(self.view, "declared", None)


def routes(within: URLResolver, before: Route) -> Iterator[Route]:
    """Every address below a resolver, however deep; `before` is what lies above."""
    for found in within.url_patterns:
        written, takes = before.written + str(found.pattern), before.takes | set(found.pattern.regex.groupindex)
        if isinstance(found, URLResolver):
            space = f"{before.name}{found.namespace}:" if found.namespace else before.name
            yield from routes(found, Route(space, written, takes, None))
        elif isinstance(found, URLPattern):
            yield Route(before.name + (found.name or ""), written, takes, found.callback)


ALL = list(routes(get_resolver(), Route("", "", frozenset(), None)))
OF_A_CASE = [route for route in ALL if "case_id" in route.takes]


def stream_of(world: World, route: Route) -> UUID:
    """The real contact or case that a page is asked of."""
    if route.name in AFTER_A_NO:
        return world.said_no
    if route.declared and route.declared.kind in ("notification", "sealed_contact"):
        return getattr(world, route.declared.kind)
    return world.contact if route.written.startswith("contacts/") else getattr(world, AT_ITS_MOMENT.get(route.name, "hers"))


def right_of(case_id: UUID) -> tuple[str, int]:
    """A right of the case on which something may be recorded."""
    return next((row.entitlement, row.opening) for row in rights_of(case_id) if row.kind in GIVABLE)


def sealed_in(case_id: UUID, code: str) -> UUID:
    """What was recorded with a sealed text of this kind."""
    return SealedValue.objects.filter(stream=case_id, code=code).latest("position").event_id


def rest_of(world: World, route: Route) -> dict[str, Any]:
    """Whatever an address takes besides the case; an address that takes something new has to be added here."""
    entitlement, opening = right_of(world.hers)
    known = {
        "other": world.child,
        "key": f"support:{world.ours.agency('support_provider').pk}:assistance",
        "scope": "support",
        "entitlement": entitlement,
        "opening": opening,
        "party": "first_responder",
        "step": "no_step",
        "part": "g1",
        "number": 1,
        "way": "other_help",
        "again": sealed_in(world.hers, "identification.evidence"),
        "doubt": sealed_in(world.hers, "identification.doubt"),
        "file": sealed_in(world.hers, "file.account"),
    }
    return {name: known[name] for name in route.takes - {"case_id"}}


def url(world: World, route: Route, case_id: UUID) -> str:
    return reverse(route.name, kwargs={"case_id": case_id, **rest_of(world, route)})


Told = tuple[int, dict[str, str], str]


def told(response: Any, *ids: object) -> Told:
    """All that an answer tells: status, headers but date and length, the page; without names and tokens drawn by lot and the ids given."""
    headers = {name: text for name, text in response.headers.items() if name not in ("Date", "Content-Length")}
    page = re.sub(r'(name="(?:csrfmiddlewaretoken|_names)" value=)"[^"]+"', r"\1", response.content.decode(errors="replace"))
    page = re.sub(r"\bf[0-9a-f]{16}\b", "field", page)
    for id in map(str, ids):
        headers = {name: text.replace(id, "…") for name, text in headers.items()}
        page = page.replace(id, "…")
    return response.status_code, headers, page


def ask(client: Client, method: str, address: str) -> Any:
    """The answer to one request, whose consequences are undone."""
    with rolled_back():
        return getattr(client, method)(address)


def compare(world: World, client: Client, route: Route, method: str, hidden: UUID) -> Told:
    """What is told of a hidden case; it has to be just what is told of one that never was."""
    absent = uuid4()
    answers = [told(ask(client, method, url(world, route, id)), id) for id in (hidden, absent)]
    assert answers[0] == answers[1], (route.name, method)
    return answers[0]
