"""A right never comes to stand otherwise on a day that was not foreseen, unless something is recorded."""

import json
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.breadth import examples

from opennrm.cases.spine.status import status
from opennrm.cases.spine.tests.histories import FIRST
from opennrm.cases.spine.tests.test_status_twins import AROUND, Drawn
from opennrm.cases.spine.turns import turns

A_DAY = timedelta(days=1)


@settings(max_examples=examples(100), deadline=None)
@given(st.integers(0, 2**32))
def test_every_day_on_which_a_right_turns_was_foreseen_and_stands_in_the_row(seed: int) -> None:
    """A row is looked at anew on its days alone; and one that turns names that day, or the one before, by which it is found."""
    turned = 0
    for row in Drawn(seed).rows(200):
        foreseen, told = turns(row, FIRST - 2 * A_DAY), json.dumps(row.to_json())
        for later in AROUND:
            day = FIRST + timedelta(later)
            if status(row, day) != status(row, day - A_DAY):
                turned += 1
                assert day in foreseen, (row, day)
                assert day.isoformat() in told or (day - A_DAY).isoformat() in told
    assert turned > 100


def test_what_is_known_already_is_no_day_to_come() -> None:
    for row in Drawn(7).rows(200):
        assert all(day > FIRST + A_DAY for day in turns(row, FIRST + A_DAY))
        assert turns(row, FIRST + A_DAY) == {day for day in turns(row, FIRST - 9 * A_DAY) if day > FIRST + A_DAY}
