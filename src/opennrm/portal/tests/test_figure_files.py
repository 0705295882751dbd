"""A figure as a file: what the page shows and why, numbers as numbers, and nothing that a spreadsheet would compute."""

import csv
import io
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils.safestring import SafeString
from openpyxl import load_workbook
from tests import people
from tests.once import once

from opennrm.cases.identification import actions as identification
from opennrm.cases.identification.tests.world import World
from opennrm.journal import clock
from opennrm.portal.morning import files
from opennrm.portal.morning.figure import Figure
from opennrm.portal.morning.views import FIGURES
from opennrm.statistics.period import Period

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
YEAR = Period.parse("2026")
HARM = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x")']


def figure(**more: Any) -> Figure:
    plain = {"heads": ["", "2026"], "rows": [["Jan", 12], ["Feb", None]], "notes": ["all"], "definition": "What", "source": "Art 1"}
    return Figure(**{"id": "trend", "title": "Said", "lead": "", "picture": SafeString(""), **plain, **more})


def read_csv(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def made(one: Figure) -> files.Sheet:
    return files.sheet(one, YEAR, date(2026, 11, 16), 8243)


def test_before_the_table_stands_what_its_reader_has_to_know() -> None:
    rows = read_csv(files.as_csv(made(figure())))
    before = {row[0]: row[1] for row in rows[: rows.index([])]}
    assert before["Figure"] == "Said"
    assert before["Position of the journal"] == "8243"
    assert (before["What is counted"], before["Source"], before["Note"]) == ("What", "Art 1", "all")
    assert rows[rows.index([]) + 1 :] == [["", "2026"], ["Jan", "12"], ["Feb", "not told"]]


def test_in_a_workbook_numbers_are_numbers_and_words_are_words() -> None:
    page = load_workbook(io.BytesIO(files.as_xlsx(made(figure())))).active
    cells = {cell.value: cell.data_type for row in page.iter_rows() for cell in row if cell.value is not None}
    assert (cells[12], cells["not told"], cells["Jan"]) == ("n", "s", "s")


@pytest.mark.parametrize("harm", HARM)
def test_nothing_in_a_file_is_a_formula(harm: str) -> None:
    one = figure(title=harm, notes=[harm], heads=[harm, "x"], rows=[[harm, 1]], definition=harm)
    for row in read_csv(files.as_csv(made(one))):
        assert [cell for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []
    page = load_workbook(io.BytesIO(files.as_xlsx(made(one)))).active
    kinds = {str(cell.value): cell.data_type for row in page.iter_rows() for cell in row if cell.value is not None}
    assert set(kinds.values()) == {"s", "n"}
    assert kinds.get(harm, "s") == "s"


@pytest.fixture
def world() -> World:
    return once(World)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_every_figure_of_the_page_has_a_file_that_says_what_the_page_says(world: World, form: str) -> None:
    for case in [world.case() for _ in range(7)]:
        identification.decide_yes(world.decider, case)
    people.time_passes(clock.now() + timedelta(days=1))
    browser = people.signed_in(people.the_coordinator())
    page = str(browser.get("/figures/").content.decode())
    year = clock.now().year
    for id in FIGURES:
        address = f"/figures/download/{id}/{year}.{form}"
        answer = browser.get(address)
        assert answer.status_code == 200
        assert answer.headers["Content-Type"] == files.FORMS[form]
        assert f'filename="{id}-{year}-' in answer.headers["Content-Disposition"]
        title = read_csv(answer.content)[0][1] if form == "csv" else load_workbook(io.BytesIO(answer.content)).active["B1"].value
        assert str(title) in page.replace("&#x27;", "'")
    assert f'href="/figures/download/trend/{year}.{form}"' in page


@pytest.mark.parametrize("address", ["trend/2026.pdf", "nothing/2026.csv", "trend/1999.csv", "trend/2026-Q9.csv", "trend/.csv"])
def test_what_is_no_figure_no_period_or_no_form_is_not_there(world: World, address: str) -> None:
    assert people.signed_in(people.the_coordinator()).get(f"/figures/download/{address}").status_code == 404
