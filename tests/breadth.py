"""How far a test goes: so far that `make test` stays short, and all the way in `make assurance`."""

from collections.abc import Collection, Iterable
from typing import Any

import pytest
from hypothesis import settings

# What the two databases do each in its own way, and `make test` therefore tries on PostgreSQL too: the journal and the tables made from
# it, keys and seals, races and locks, statements written by hand, the second lock and every page that reads behind it. All else that
# touches a database is tried there by `make assurance`.
ON_BOTH = (
    *("src/opennrm/journal/", "src/opennrm/vault/", "src/opennrm/cases/spine/", "src/opennrm/statistics/"),
    *("src/opennrm/mechanism/tests/test_cache.py", "src/opennrm/mechanism/tests/test_races.py"),
    *("src/opennrm/cases/identification/tests/test_finding.py", "src/opennrm/cases/identification/tests/test_races.py"),
    *("src/opennrm/cases/referral/tests/test_at_once.py", "src/opennrm/cases/referral/tests/test_nothing_is_left.py"),
    *("src/opennrm/portal/tests/test_demo_people.py", "src/opennrm/portal/tests/test_today.py"),
    *("src/opennrm/portal/tests/test_figures.py", "tests/access/test_figures.py"),
    *("src/opennrm/portal/tests/test_postgresql.py", "src/opennrm/portal/tests/test_publishing_an_edition.py"),
    *("tests/access/test_hostile_counts.py", "tests/access/test_hostile_crawl.py", "tests/access/test_hostile_database.py"),
    *("tests/access/test_hostile_day.py", "tests/access/test_hostile_reading.py", "tests/access/test_walk.py", "tests/replay/"),
)
# Where a test may drive a browser: `make test` looks for such nowhere else.
IN_BROWSER = ("src/opennrm/ui/", "tests/journeys/")
SHARE, FEWEST = 5, 20  # of the examples, in `make test`


def all_the_way() -> bool:
    """Whether this is `make assurance`."""
    return settings.get_current_profile_name() == "assurance"


def examples(all_of_them: int) -> int:
    """How many examples are drawn: these in `make assurance`, a part of them in `make test`."""
    return all_of_them if all_the_way() else min(all_of_them, max(all_of_them // SHARE, FEWEST))


def some_then_all(name: str, some: Any, everything: Any) -> pytest.MarkDecorator:
    """The test with `some` of what it looks at, and once more with all of it in `make assurance`."""
    assured = pytest.param(everything, id="all", marks=pytest.mark.assurance)
    return pytest.mark.parametrize(name, [pytest.param(some, id="some"), assured])


def assured_but(kept: Collection[Any], rows: Iterable[Any]) -> list[Any]:
    """Each of these rows as a test: those that are kept in `make test`, the others in `make assurance`."""
    return [pytest.param(row, id=str(row), marks=() if row in kept else pytest.mark.assurance) for row in rows]
