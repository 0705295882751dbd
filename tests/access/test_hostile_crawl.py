"""Everything that each person can reach, by link, by button or by typing an address, searched for what that person must not be told."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cached_property
from html.parser import HTMLParser
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.test import Client
from tests.access.addresses import ALL, OF_A_CASE, url
from tests.access.crawl import Answer, crawl, pressed_again
from tests.access.oracle import allowed
from tests.access.world import World, canary, question, relations_of, rolled_back, tie, written
from tests.pages import HEAVIEST

from opennrm.access.actor import Actor
from opennrm.cases.spine.majority import COMES_OF_AGE
from opennrm.vault.models import SealedValue

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

# By no act of ours is anybody tied so as yet: the tie is put in the table, in two cases.
TIED = {
    "guardian": "guardian",
    "prosecutor": "prosecutor",
    "migration_officer": "migration_authority",
    "labour_inspector": "labour_inspectorate",
}
# Who walks in `make test`: who refers, decides, supports, investigates, watches, and somebody who has no part in a case of ours.
FEW: tuple[Callable[[World], Actor], ...] = (
    lambda world: world.ours.responder,
    lambda world: world.ours.decider,
    lambda world: world.ours.worker,
    lambda world: world.ours.officer,
    lambda world: world.watchers[0],
    lambda world: world.strangers.decider,
)
STREAMS = ("hers", "his", "withdrawn", "contact", "drafted")


class Walks:
    """What each of these people got, and what was there to be found; nobody named: what everybody got."""

    def __init__(self, world: World, *few: Callable[[World], Actor]) -> None:
        self.world = world
        for actor in world.ours.people.values():
            for relation in {TIED.get(role) for role in actor.roles} - {None}:
                tie(actor, world.hers, str(relation))
                tie(actor, world.child, str(relation))
        self.canaries = written()
        everybody = [*world.ours.people.values(), *world.watchers, world.strangers.decider, world.strangers.worker]
        self.people = [who(world) for who in few] or everybody
        self.got: dict[UUID, list[Answer]] = {}
        for actor in self.people:
            # The law of a country is one to everybody; of a few who walk it is read by the first.
            self.got[actor.id] = self._walk(actor, but=("/countries/",) if few and self.got else ())
        for actor in self.people:
            self.got[actor.id] += self._as_others_did(actor)
        with rolled_back():
            self.of_strangers = crawl(Client(), "/", *(f"/{route.written}" for route in ALL if not route.takes))

    def _walk(self, actor: Actor, but: tuple[str, ...]) -> list[Answer]:
        """From the first page on, then every address that can be typed, with the id of every case in which there is a part."""
        with rolled_back():
            return crawl(self.world.browser(actor), "/", *self._typed(actor), but=but)

    def _as_others_did(self, actor: Actor) -> list[Answer]:
        """Every button that anybody found on a page of a case, pressed by whoever has a part in the case and did not find it."""
        own = {answer.sent.alike() for answer in self.got[actor.id] if answer.sent}
        presses = {one.sent.alike(): one.sent for other in self.people for one in self.got[other.id] if one.sent}
        mine = [str(stream) for stream in self._streams(actor)]
        wanted = [press for key, press in presses.items() if key not in own and any(stream in press.action for stream in mine)]
        with rolled_back():
            return pressed_again(self.world.browser(actor), wanted)

    def _streams(self, actor: Actor) -> list[UUID]:
        streams = [getattr(self.world, name) for name in STREAMS]
        return [stream for stream in streams if relations_of(actor, stream)[0]]

    def _typed(self, actor: Actor) -> Iterator[str]:
        yield from (f"/{route.written}" for route in ALL if not route.takes and not route.written.startswith(("sign-in/", "demo/")))
        yield from (url(self.world, route, stream) for route in OF_A_CASE for stream in self._streams(actor))

    def everything(self) -> Iterator[tuple[str, Answer]]:
        yield from ((actor.name, answer) for actor in self.people for answer in self.got[actor.id])
        yield from (("nobody", answer) for answer in self.of_strangers)

    @cached_property
    def telling(self) -> list[tuple[str, Answer]]:
        """The answers in which any word stands that is searched for."""
        return [(name, answer) for name, answer in self.everything() if "Zq" in answer.text]

    def readers(self, word: str) -> dict[str, str]:
        """Who got a word, with the first page on which it stood."""
        found: dict[str, str] = {}
        for name, answer in self.telling:
            if word in answer.text and name not in found:
                found[name] = answer.asked
        return found


@pytest.fixture(scope="module", params=[pytest.param(FEW, id="some"), pytest.param((), id="all", marks=pytest.mark.assurance)])
def walks(request: pytest.FixtureRequest, built: World, django_db_blocker: Any) -> Iterator[Walks]:
    with django_db_blocker.unblock(), rolled_back():
        yield Walks(built, *request.param)


def may_read(actor: Actor, value: SealedValue) -> bool:
    asked = question(actor, value.stream, value.section, "read", None, (value.holder, value.holder_kind))
    # The page of a sealed contact states for what it is read: the one purpose that the person agreed to.
    return allowed(replace(asked, purpose="investigation") if asked.record == "sealed_contact" else asked)


# --- what is sealed ------------------------------------------------------------------------------------------------------


@pytest.mark.security("ACC-12")
def test_nobody_is_shown_what_the_prose_closes(walks: Walks) -> None:
    leaks = []
    for word, value in walks.canaries.items():
        may = {actor.name for actor in walks.people if may_read(actor, value)}
        leaks += [(name, value.section, value.holder_kind, word, page) for name, page in walks.readers(word).items() if name not in may]
    assert leaks == []


@pytest.mark.security("ACC-12")
@pytest.mark.parametrize("section", ["identity", "contact_and_location", "account", "risk_and_safety", "decisions", "support", "health"])
def test_what_the_prose_opens_is_found_by_somebody(walks: Walks, section: str) -> None:
    inside = [word for word, value in walks.canaries.items() if value.section == section]
    assert any(walks.readers(word) for word in inside)


def test_every_text_that_was_typed_lies_sealed_and_is_searched_for(walks: Walks) -> None:
    assert {canary("hers", "account"), canary("his", "minute"), canary("hidden", "need"), canary("hers", "removalseen")} <= set(
        walks.canaries
    )
    assert {value.section for value in walks.canaries.values()} >= {"identity", "account", "health", "support", "risk_and_safety", "return"}


@pytest.mark.security("ACC-12")
def test_the_day_on_which_a_child_comes_of_age_is_shown_where_the_date_of_birth_is_and_nowhere_else(walks: Walks) -> None:
    value = SealedValue.objects.get(stream=walks.world.child, code=COMES_OF_AGE)
    may = {actor.name for actor in walks.people if may_read(actor, value)}
    for day in ("28 December 2026", "2026-12-28", "28 December 2008", "2008-12-28"):
        assert set(walks.readers(day)) <= may
    assert walks.readers("28 December 2008 (18 on 28 December 2026)")


@pytest.mark.security("ACC-12")
def test_the_month_before_is_told_to_those_who_ask_alone(walks: Walks) -> None:
    asks = {"referrer", "competent_authority", "child_office", "guardian", "support_provider"}
    may = {actor.name for actor in walks.people if relations_of(actor, walks.world.child)[0] & asks}
    told = set(walks.readers("Turns 18 soon"))
    assert told <= may
    assert {walks.world.ours.responder.name, walks.world.ours.decider.name} <= told


@pytest.mark.security("ACC-12")
@pytest.mark.parametrize("field", ["who", "account"])
def test_a_draft_is_read_by_nobody_but_who_writes_it(walks: Walks, field: str) -> None:
    assert set(walks.readers(canary("drafted", field))) <= {walks.world.ours.responder.name}


def test_a_draft_is_found_by_who_writes_it(walks: Walks) -> None:
    assert walks.world.ours.responder.name in walks.readers(canary("drafted", "account"))


@pytest.mark.security("ACC-12")
def test_the_id_of_a_hidden_case_stands_nowhere_that_did_not_ask_for_it(walks: Walks) -> None:
    hidden = str(walks.world.hidden)
    strangers = {actor.name for actor in (walks.world.strangers.decider, walks.world.strangers.worker)}
    found = {(name, a.asked) for name, a in walks.everything() if hidden in a.text and hidden not in a.asked and name not in strangers}
    assert found == set()


@pytest.mark.security("MORE-08")
def test_who_looked_is_told_only_to_those_who_review_it(walks: Walks) -> None:
    may = {actor.name for actor in walks.people if actor.roles & {"data_protection_officer", "national_coordinator"}}
    assert {name for name, answer in walks.everything() if answer.asked == "GET /looks/" and answer.status == 200} == may


# --- how pages are sent ----------------------------------------------------------------------------------------------------


def wrong(walks: Walks, is_right: Any) -> list[tuple[str, str]]:
    return [(name, answer.asked) for name, answer in walks.everything() if not is_right(answer)][:10]


def test_nothing_falls_over(walks: Walks) -> None:
    assert wrong(walks, lambda answer: answer.status in (200, 302, 404, 405)) == []
    assert sum(1 for _ in walks.everything()) > 500


@pytest.mark.security("SES-06")
def test_no_answer_is_kept_anywhere(walks: Walks) -> None:
    assert wrong(walks, lambda answer: "no-store" in answer.headers.get("Cache-Control", "")) == []


def test_every_page_says_what_it_may_load(walks: Walks) -> None:
    def strict(answer: Answer) -> bool:
        parts = [part.strip() for part in answer.headers.get("Content-Security-Policy", "").split(";") if part.strip()]
        rules = dict(part.split(" ", 1) for part in parts if part != "sandbox")  # in which a file is handed out besides
        sources = {source for name, given in rules.items() for source in given.split()}
        closed = {name: rules.get(name) for name in ("default-src", "base-uri", "frame-ancestors")} == dict.fromkeys(
            ("default-src", "base-uri", "frame-ancestors"), "'none'"
        )
        return closed and sources == {"'none'", "'self'"} and rules.get("form-action") == "'self'"

    assert wrong(walks, strict) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Referrer-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
    ],
)
def test_every_answer_has_its_headers(walks: Walks, name: str, value: str) -> None:
    assert wrong(walks, lambda answer: answer.headers.get(name) == value) == []


class Elements(HTMLParser):
    """What a page would run, style or load from elsewhere."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.inline: list[str] = []
        self.elsewhere: list[str] = []
        self.comments: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = {name for name, _ in attrs}
        handlers = [name for name in names if name.startswith("on") or name == "style"]
        bare = tag == "style" or (tag == "script" and "src" not in names)
        self.inline += [f"{tag} {name}" for name in handlers] + ([tag] if bare else [])
        for name, value in attrs:
            if name in ("href", "src", "action", "formaction", "poster", "srcset", "data", "content") and re.match(
                r"\s*(//|[a-z][a-z0-9+.-]*:)", value or "", re.I
            ):
                self.elsewhere.append(f"{tag} {name}={value}")

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)


@pytest.fixture(scope="module")
def elements(walks: Walks) -> list[tuple[str, str, Elements]]:
    pages = {answer.text: (name, answer.asked) for name, answer in walks.everything() if answer.is_page and answer.text}
    return [(*where, Elements(text)) for text, where in pages.items()]


def test_no_page_carries_a_script_a_style_or_a_handler_of_its_own(elements: list[tuple[str, str, Elements]]) -> None:
    assert [(name, asked, page.inline) for name, asked, page in elements if page.inline] == []


def test_no_page_names_another_machine(elements: list[tuple[str, str, Elements]]) -> None:
    assert [(name, asked, page.elsewhere) for name, asked, page in elements if page.elsewhere] == []


def test_no_page_carries_a_comment(elements: list[tuple[str, str, Elements]]) -> None:
    assert [(name, asked, page.comments) for name, asked, page in elements if page.comments] == []


def test_no_page_is_heavier_than_an_old_telephone_bears(walks: Walks) -> None:
    assert wrong(walks, lambda answer: len(answer.text.encode()) <= HEAVIEST) == []


@pytest.mark.security("SES-05")
def test_a_session_is_in_no_address_and_its_cookie_is_closed_to_scripts(world: World) -> None:
    client = Client()
    answer = client.post("/demo/enter/", {"person": str(world.ours.decider.id)})
    cookie = answer.cookies[settings.SESSION_COOKIE_NAME]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie.value not in answer.headers["Location"]
