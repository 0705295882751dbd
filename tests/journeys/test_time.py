"""Time is no writer: what is late is late on the day it is looked at; tables that were dropped and made again show the same pages."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from click.testing import CliRunner
from tests.journeys.conftest import Walks
from tests.journeys.country import Country
from tests.journeys.walker import Walker

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])

TOLD = "Told of the time to recover and what it gives"
# What is new in every page: the tokens of forms, and the seed of the random names of fields with their names.
NEW = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"|name="_names" value="[^"]*"|\bf[0-9a-f]{16}\b')


def test_late_at_two_dates_with_no_write_between(country: Country, walks: Walks) -> None:
    case = country.presumed()
    oda = walks("Oda Brissen")
    oda.go(f"/cases/{case}/")
    assert oda.status_of(TOLD) == "Due in 3 days"
    before = written()
    seen = []
    for _ in range(2):
        moves_the_clock(oda, "On by a week")
        oda.enter("Oda Brissen")
        oda.go(f"/cases/{case}/")
        seen.append(oda.status_of(TOLD))
        oda.visit("Today")
        oda.reads(seen[-1].removesuffix("due"))
    assert seen == ["4 days overdue", "11 days overdue"]
    assert written() == before


def moves_the_clock(walker: Walker, by: str) -> None:
    """The clock of the demonstration stands still until somebody moves it, at its door."""
    walker.leave()
    walker.go("/")
    walker.press(by)


def written() -> Any:
    """Every event and every row of every table that is made from events, but for who looked when."""
    from opennrm.journal import replay  # noqa: PLC0415
    from opennrm.journal.models import JournalEvent  # noqa: PLC0415

    events = list(JournalEvent.objects.exclude(kind="reading").order_by("position").values_list("position", "hash"))
    tables = [model for model in replay.projections() if model._meta.db_table != "access_look"]
    return events, {model._meta.db_table: sorted(map(repr, model.objects.values_list())) for model in tables}


def test_pages_are_the_same_from_tables_made_again(country: Country, walks: Walks) -> None:
    case, waiting = country.presumed(), country.referred()
    pages = [*own_pages(walks("Oda Brissen"), case, waiting), *own_pages(walks("Ilva Marden"), case), *own_pages(walks("Pell Haro"), case)]
    for walker, path in pages:
        page(walker, path)  # a first look, as pages say who looked last
    before = [page(walker, path) for walker, path in pages]
    drop()
    oda = pages[0][0]
    assert oda.page.request.get(f"{oda.at}/cases/{case}/").status == 404
    make_again()
    assert [page(walker, path) for walker, path in pages] == before


def own_pages(walker: Walker, *cases: object) -> Iterator[tuple[Walker, str]]:
    """The pages that somebody opens, each with their own session."""
    yield walker, "/today/"
    yield walker, "/cases/"
    for case in cases:
        yield walker, f"/cases/{case}/"
        yield walker, f"/cases/{case}/consents/"
    if walker.who != "ilva-marden":
        yield walker, "/referrals/"


def page(walker: Walker, path: str) -> str:
    """A page as it comes, byte by byte but for what is new in each."""
    answer = walker.page.request.get(walker.at + path)
    assert answer.status == 200, (walker.who, path)
    return NEW.sub("", answer.text())


def drop() -> None:
    """Every table that is made from events, emptied while the server runs."""
    from opennrm.journal import replay  # noqa: PLC0415
    from opennrm.journal.models import applying  # noqa: PLC0415

    with applying():
        for model in replay.projections():
            model.objects.all().delete()


def make_again() -> None:
    """`opennrm journal rebuild`, then `verify`, as an operator types them."""
    from opennrm.portal.commands.journal import command  # noqa: PLC0415

    for verb in ("rebuild", "verify"):
        answer = CliRunner().invoke(command, [verb])
        assert answer.exit_code == 0, answer.output
