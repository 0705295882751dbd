"""Totals that were published and revised, up and down: each edition is told as it stood, and each event that moved it is named.

The chains are those of successive bulletins on the national referral mechanism of the United Kingdom; here a few invented cases move by as
many as the published total did.
"""

from itertools import accumulate, pairwise
from uuid import UUID

import pytest
from tests.once import once

from opennrm.cases.correction import actions as correction
from opennrm.cases.identification.tests.world import World
from opennrm.cases.spine import door, editions
from opennrm.journal import places, replay
from opennrm.statistics import reads
from opennrm.statistics.definition import definitions
from opennrm.statistics.period import Period
from opennrm.statistics.tables import Table, moved

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
YEAR = Period.parse("2026")
CHAINS = {
    "2020": (10_613, 10_601),
    "2022 Q2": (4_171, 4_169),
    "2022 Q3": (4_586, 4_581),
    "2022 Q4": (4_418, 4_416, 4_413),
    "2023 Q1": (4_746, 4_738, 4_742),
    "2023 Q4": (4_142, 4_134),
    "2024 Q2": (4_316, 4_312),
}
CASES = 14  # more than any of the chains takes away
FALLS = {"correction.referral_voided", "correction.referrals_merged"}
WHY = "Found when the records of the two offices were compared."


def made() -> tuple[World, list[UUID]]:
    world = World()
    return world, [world.case() for _ in range(CASES)]


class Records:
    """Cases of which some are set aside: voided, or joined to the first one."""

    def __init__(self) -> None:
        self.world, self.standing = once(made)
        self.aside: list[UUID] = []

    def falls(self, by: int) -> None:
        for number in range(by):
            case = self.standing.pop()
            if number % 2:
                correction.merge(self.world.decider, case, other=self.standing[0], why=WHY, on=door.today())
            else:
                correction.void(self.world.decider, case, reason="entered_in_error", why=WHY, on=door.today())
                self.aside.append(case)

    def rises(self, by: int) -> None:
        for _ in range(by):
            case = self.aside.pop()
            correction.restore(self.world.decider, case, why=WHY, on=door.today())
            self.standing.append(case)


def referrals(position: int) -> Table:
    return next(one for one in reads.tables(definitions(), editions.today(), YEAR, position) if one.measure == "referrals")


@pytest.mark.parametrize("chain", CHAINS.values(), ids=CHAINS)
def test_each_edition_of_a_revised_total_is_told_as_it_stood_and_why_it_moved(chain: tuple[int, ...]) -> None:
    records = Records()
    steps = [after - before for before, after in pairwise(chain)]
    published = [places.last()]
    for step in steps:
        records.rises(step) if step > 0 else records.falls(-step)
        published.append(places.last())
    expected = list(accumulate(steps, initial=CASES))
    for _ in range(2):
        tables = [referrals(position) for position in published]
        assert [one.cells[("total",)].count for one in tables] == expected
        for number, step in enumerate(steps):
            total = next(one for one in moved(tables[number], tables[number + 1]) if one.path == ("total",))
            assert total.after - total.before == step
            named = list(reads.changes(definitions().measures["referrals"], YEAR, *published[number : number + 2]))
            assert len(named) == abs(step)
            assert {one.type for one in named} <= ({"correction.referral_restored"} if step > 0 else FALLS)
        replay.rebuild()
