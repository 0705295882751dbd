"""A table on a page: the ends of months alone, small numbers withheld over all of them, for whoever coordinates or monitors."""

import csv
import io
import re
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook
from tests import people
from tests.once import once

from opennrm.access.actor import Actor
from opennrm.cases.correction import actions as correction
from opennrm.cases.identification.tests.world import World
from opennrm.cases.spine import door
from opennrm.cases.spine import reads as cases
from opennrm.journal import replay
from opennrm.standards.refusal import Refused
from opennrm.statistics.period import Period
from opennrm.statistics.publication.tests.world import YEAR, counted, published

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
TABLE = "/figures/tables/"
OF_THE_YEAR = f"{TABLE}?period=2026&measure=referrals"


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


def it_is(year: int, month: int, day: int = 2) -> None:
    people.time_passes(datetime(year, month, day, 9, 0, tzinfo=UTC))


def void(world: tuple[World, list[Any]], *which: int) -> None:
    office, found = world
    for place in which:
        correction.void(office.decider, found[place], reason="trial_entry", why="Typed to try it out.", on=door.today())


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", answer.content.decode())


def row(told: str, words: str) -> list[str]:
    found = re.search(rf'<th scope="row">{words}</th>(.*?)</tr>', told)
    assert found is not None, words
    return re.findall(r"<td[^>]*>(.*?)</td>", found[1])


def test_of_a_year_that_runs_nothing_is_told(monitor: Client, world: tuple[World, list[Any]]) -> None:
    assert "No year of which anything was recorded is over yet." in text(monitor, TABLE)
    assert monitor.get(f"{TABLE}download/csv/").status_code == 404


def test_a_year_that_is_over_stands_as_at_its_end(coordinator: Client, world: tuple[World, list[Any]]) -> None:
    it_is(2027, 1)
    told = text(coordinator, OF_THE_YEAR)
    assert "As at the end of 31 December 2026: 26 in 2026." in told
    assert row(told, "All") == ["26", "100 %"]
    assert row(told, "Adult") == ["14", "54 %"]
    assert row(told, "Child") == ["0", "0 %"]


def test_what_moved_by_one_is_told_of_nobody(monitor: Client, world: tuple[World, list[Any]]) -> None:
    it_is(2027, 1)
    before = text(monitor, OF_THE_YEAR)
    void(world, -1)
    assert text(monitor, OF_THE_YEAR) == before, "nothing is told before the month is over"
    it_is(2027, 2)
    told = text(monitor, f"{OF_THE_YEAR}&beside=2026-12")
    assert "25 in 2026. 1 fewer than at the end of 31 December 2026." in told
    assert row(told, "All") == ["25", "100 %", "26", "−1"]
    assert row(told, "Adult") == ["not told", "", "14", ""]
    assert "voided" not in told
    assert row(text(monitor, f"{OF_THE_YEAR}&on=2026-12&beside="), "All") == ["26", "100 %"]


def test_what_many_events_moved_is_told_by_month_and_kind_and_not_to_the_last(monitor: Client, world: tuple[World, list[Any]]) -> None:
    it_is(2027, 1)
    void(world, *range(-12, 0))
    it_is(2027, 2)
    told = text(monitor, f"{OF_THE_YEAR}&beside=2026-12")
    assert "The referral was voided: it counts nowhere</b><br>January 2027: 10 or more" in told
    assert row(told, "All") == ["14", "100 %", "26", "−12"]


def test_no_table_names_a_case(coordinator: Client, world: tuple[World, list[Any]]) -> None:
    it_is(2027, 1)
    void(world, *range(-12, 0))
    it_is(2027, 2)
    references = cases.references(world[1]).values()
    for address in (f"{OF_THE_YEAR}&beside=2026-12", f"{TABLE}download/csv/?period=2026"):
        told = coordinator.get(address).content.decode()
        assert not [reference for reference in references if reference in told]
        assert "/cases/" not in told


def test_a_quarter_is_told_from_its_first_edition_on(monitor: Client, world: tuple[World, list[Any]]) -> None:
    it_is(2026, 12)
    published(Period.parse("2026-Q4"))
    it_is(2027, 1)
    told = text(monitor, f"{TABLE}?period=2026-Q4&beside=2026-Q4/1")
    assert "As at the end of 31 December 2026: 26 in quarter 4 of 2026. As many as in edition 1." in told


def test_of_a_quarter_that_is_published_after_its_year_was_told_nothing_is_told(
    coordinator: Client, world: tuple[World, list[Any]]
) -> None:
    it_is(2027, 1)
    assert "Quarter 4 of 2026" not in text(coordinator, TABLE)
    assert "Nothing of it may be told" in text(coordinator, "/figures/publications/new/?period=2026-Q4")
    with pytest.raises(Refused, match="Nothing of it may be told"):
        published(Period.parse("2026-Q4"))


def test_a_publication_after_the_end_of_the_year_tells_nobody_inside_what_moved_by_one(world: tuple[World, list[Any]]) -> None:
    it_is(2027, 1)
    void(world, -1)
    made = {cell.path: cell.count for table in published().frozen.tables if table.measure == "referrals" for cell in table.cells}
    assert made[("total",)] == 25
    assert made[("age_at_exploitation", "other_or_not_known")] is None


def test_the_same_question_has_the_same_hash_for_everybody_and_after_a_rebuild(
    coordinator: Client, monitor: Client, world: tuple[World, list[Any]]
) -> None:
    it_is(2027, 1)
    asked = f"{OF_THE_YEAR}&on=2026-12"
    first = re.search(r"[0-9a-f]{64}", text(coordinator, asked))
    void(world, -1)
    it_is(2027, 3)
    replay.rebuild()
    then = re.search(r"[0-9a-f]{64}", text(monitor, asked))
    assert first is not None
    assert then is not None
    assert first[0] == then[0]


def test_a_file_says_what_the_page_says(monitor: Client, world: tuple[World, list[Any]]) -> None:
    it_is(2027, 1)
    told = text(monitor, OF_THE_YEAR)
    answer = monitor.get(f"{TABLE}download/csv/?period=2026&measure=referrals&on=2026-12&beside=")
    assert answer["Content-Disposition"] == 'attachment; filename="referrals-2026-2026-12-31.csv"'
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert ["", "All", "26", "100 %"] in rows
    assert ["Sex", "Female", *row(told, "Female")] in rows
    assert rows[6][1] in told, "the hash"
    book = load_workbook(io.BytesIO(monitor.get(f"{TABLE}download/xlsx/?period=2026").content)).active
    assert [[line[1], line[2]] for line in book.iter_rows(values_only=True) if line[1] == "All"] == [["All", "26"]]
    assert monitor.get(f"{TABLE}download/pdf/").status_code == 404


@pytest.mark.parametrize("asked", ["?period=soon", "?period=2031", "?measure=nothing", "?on=2026-11", "?on=x&beside=y", "?period=2026-Q4"])
def test_what_is_not_offered_is_answered_with_what_is(monitor: Client, world: tuple[World, list[Any]], asked: str) -> None:
    it_is(2027, 1)
    assert "Referrals, 2026" in text(monitor, TABLE + asked)


def test_nobody_who_works_on_cases_reads_it(world: tuple[World, list[Any]]) -> None:
    it_is(2027, 1)
    for address in (TABLE, f"{TABLE}download/csv/"):
        assert people.signed_in(world[0].decider).get(address).status_code == 404
        assert Client().get(address).status_code == 302


def test_the_coordinator_publishes_as_at_the_end_of_a_month_and_sees_no_other_day(
    coordinator: Client, world: tuple[World, list[Any]]
) -> None:
    it_is(2027, 1)
    new = "/figures/publications/new/"
    before = text(coordinator, f"{new}?period={YEAR.name}")
    void(world, -1)
    again = text(coordinator, f"{new}?period={YEAR.name}&position=1")
    assert again == before
