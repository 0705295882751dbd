"""The pages of publications: what was released and nothing else, for whoever coordinates or monitors; who publishes is on record."""

import csv
import io
import re
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from tests import people
from tests.once import once

from opennrm.access.actor import Actor
from opennrm.cases.correction import actions as correction
from opennrm.cases.identification.tests.world import World
from opennrm.cases.spine import door
from opennrm.cases.spine import reads as cases
from opennrm.journal.models import JournalEvent
from opennrm.portal.publications import shown
from opennrm.statistics.publication import actions, package, reads
from opennrm.statistics.publication.tests.world import OPERATOR, YEAR, counted, published

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
LIST, NEW = "/figures/publications/", "/figures/publications/new/"


@pytest.fixture
def world() -> tuple[World, list[Any]]:
    return once(counted)


@pytest.fixture
def coordinator(world: tuple[World, list[Any]]) -> Client:
    return people.signed_in(people.the_coordinator())


@pytest.fixture
def monitor(world: tuple[World, list[Any]]) -> Client:
    watcher: Actor = people.a_person(people.an_agency("monitor"), "monitor")
    return people.signed_in(watcher)


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def a_month_is_over() -> None:
    """Pages publish as at the end of a month, and tell what was recorded until then."""
    people.time_passes(datetime(2026, 12, 1, 9, 0, tzinfo=UTC))


def void(world: tuple[World, list[Any]], which: int = -1) -> None:
    office, found = world
    correction.void(office.decider, found[which], reason="trial_entry", why="Typed to try it out.", on=door.today())


def test_the_list_names_each_edition_and_the_key(coordinator: Client, world: tuple[World, list[Any]]) -> None:
    assert "Nothing was published yet." in page(coordinator, LIST)
    published()
    shown_now = page(coordinator, LIST)
    assert "/figures/publications/2026/1/" in shown_now
    assert "the operator of this installation (olga)" in shown_now
    assert re.search(r"<code dir=\"ltr\">([0-9a-f]{4} ){15}[0-9a-f]{4}</code>", shown_now)


def test_an_edition_shows_its_figures_and_what_it_rests_on(monitor: Client, world: tuple[World, list[Any]]) -> None:
    made = published()
    told = page(monitor, "/figures/publications/2026/1/")
    assert made.hash in told
    assert f"as at position {made.frozen.as_at.position}" in told
    assert '<th scope="row">All</th>' in told
    assert ">26</td>" in told
    assert ">not told</td>" in told
    assert "Figures of 2026, edition 1" in told


def test_an_edition_stands_beside_the_one_that_it_revises(coordinator: Client, world: tuple[World, list[Any]]) -> None:
    published()
    for which in range(-12, 0):
        void(world, which)
    published()
    told = page(coordinator, "/figures/publications/2026/2/")
    assert ">−12</td>" in told
    assert "The referral was voided: it counts nowhere: <b>10 or more</b>" in told
    assert "It was revised by a later edition" in page(coordinator, "/figures/publications/2026/1/")


def test_few_events_are_not_told_from_none(coordinator: Client, world: tuple[World, list[Any]]) -> None:
    published()
    before = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", page(coordinator, "/figures/publications/2026/1/"))
    void(world)
    after = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", page(coordinator, "/figures/publications/2026/1/"))
    assert before == after


def test_no_page_of_figures_names_a_case(coordinator: Client, world: tuple[World, list[Any]]) -> None:
    published()
    references = cases.references(world[1]).values()
    for address in (LIST, "/figures/publications/2026/1/", "/figures/publications/2026/1/csv/", "/figures/publications/2026/1/package/"):
        told = coordinator.get(address).content.decode()
        assert not [reference for reference in references if reference in told]
        assert not [case for case in world[1] if str(case) in told]


# --- files


def test_the_package_of_the_page_is_read_by_whoever_has_it(monitor: Client, world: tuple[World, list[Any]]) -> None:
    made = published()
    answer = monitor.get("/figures/publications/2026/1/package/")
    assert answer["Content-Disposition"] == 'attachment; filename="XD-2026-1.json"'
    assert package.read(answer.content).hash == made.hash
    actions.withdraw(OPERATOR, YEAR, edition=1, reason="figures_wrong")
    gone = monitor.get("/figures/publications/2026/1/package/")
    assert gone["Content-Disposition"] == 'attachment; filename="XD-2026-1-withdrawn.json"'
    found = package.read_withdrawal(gone.content)
    assert found is not None
    assert (found.period, found.edition, found.hash, found.reason) == ("2026", 1, made.hash, "figures_wrong")
    assert monitor.get("/figures/publications/2026/1/csv/").status_code == 404
    assert "handed on no more" in page(monitor, "/figures/publications/2026/1/")


def test_the_coordinator_withdraws_an_edition_with_a_reason_and_it_stays(
    coordinator: Client, monitor: Client, world: tuple[World, list[Any]]
) -> None:
    published()
    address = "/figures/publications/2026/1/withdraw/"
    assert address in page(coordinator, "/figures/publications/2026/1/")
    assert address not in page(monitor, "/figures/publications/2026/1/")
    assert monitor.get(address).status_code == monitor.post(address, {"reason": "figures_wrong"}).status_code == 404
    assert "Say why" in coordinator.post(address, {}).content.decode()
    answer = coordinator.post(address, {"reason": "protection_wrong"})
    assert (answer.status_code, answer["Location"]) == (302, "/figures/publications/2026/1/")
    told = page(monitor, "/figures/publications/2026/1/")
    assert ": It tells more than may be told.</b>" in told
    assert ">26</td>" in told, "it stays as it was"
    assert "Withdrawn" in page(monitor, LIST)
    assert "is withdrawn already" in coordinator.post(address, {"reason": "figures_wrong"}).content.decode()
    assert reads.edition("2026/1").withdrawn_because == "protection_wrong"


def test_a_spreadsheet_gets_the_numbers_and_no_formula(monitor: Client, world: tuple[World, list[Any]]) -> None:
    made = published()
    rows = list(csv.DictReader(io.StringIO(monitor.get("/figures/publications/2026/1/csv/").content.decode("utf-8-sig"))))
    total = next(row for row in rows if (row["measure"], row["path"]) == ("referrals", "total"))
    assert (total["count"], total["percent"], total["edition"], total["sha256"]) == ("26", "100", "2026/1", made.hash)
    assert {row["count"] for row in rows if row["path"].startswith("form_of_exploitation/adult/withheld")} <= {""}
    labels = {**made.frozen.labels, "referrals": {"en": "=1+1"}}
    told = shown.as_csv(made.frozen.model_copy(update={"labels": labels}), "en")
    assert "'=1+1" in told
    assert ",=1+1" not in told


# --- publishing


def test_the_coordinator_sees_what_would_be_published_and_publishes_just_that(coordinator: Client, world: tuple[World, list[Any]]) -> None:
    a_month_is_over()
    told = page(coordinator, f"{NEW}?period=2026")
    position = re.search(r'name="position" value="(\d+)"', told)
    assert position is not None
    assert ">26</td>" in told
    void(world)
    answer = coordinator.post(NEW, {"period": "2026", "position": position[1]})
    assert (answer.status_code, answer["Location"]) == (302, "/figures/publications/2026/1/")
    row = reads.edition("2026/1")
    assert row.position == int(position[1])
    assert (row.actor, row.account) == (people.the_coordinator().id, "")
    assert reads.prove(row).holds
    assert "is published." in page(coordinator, "/figures/publications/2026/1/")


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"period": "soon"}, "Write a year, as 2021"),
        ({}, "Write a year"),
        ({"period": "2026"}, "Nothing was recorded by position 0"),
    ],
)
def test_what_cannot_be_published_is_said(coordinator: Client, world: tuple[World, list[Any]], asked: dict[str, str], says: str) -> None:
    assert says in coordinator.get(NEW, asked).content.decode()
    assert says in coordinator.post(NEW, asked).content.decode()
    assert not JournalEvent.objects.filter(kind="publication").exists()


def test_the_same_figures_are_refused_in_words(coordinator: Client, world: tuple[World, list[Any]]) -> None:
    published()
    a_month_is_over()
    assert "there is nothing to revise" in coordinator.get(NEW, {"period": "2026"}).content.decode()
    assert "there is nothing to revise" in coordinator.post(NEW, {"period": "2026"}).content.decode()


# --- who sees them


def test_who_monitors_does_not_publish_and_who_works_on_cases_sees_no_figures_here(monitor: Client, world: tuple[World, list[Any]]) -> None:
    published()
    assert "A new edition" not in page(monitor, LIST)
    assert monitor.get(NEW, {"period": "2026"}).status_code == monitor.post(NEW, {"period": "2026"}).status_code == 404
    decider = people.signed_in(world[0].decider)
    for address in (
        LIST,
        NEW,
        "/figures/publications/2026/1/",
        "/figures/publications/2026/1/csv/",
        "/figures/publications/2026/1/package/",
    ):
        assert decider.get(address).status_code == 404
        assert Client().get(address).status_code == 302


@pytest.mark.parametrize("address", ["2026/2/", "2026/0/", "2026-Q9/1/", "soon/1/", "2026/1/nothing/", "2026/99999999999999999999/"])
def test_an_edition_that_there_is_not_is_not_found(coordinator: Client, world: tuple[World, list[Any]], address: str) -> None:
    published()
    assert coordinator.get(f"{LIST}{address}").status_code == 404
