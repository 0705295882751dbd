"""What tells too much together: how many notifications tell the same, and what to leave out."""

from datetime import date
from itertools import product
from typing import Any

import pytest

from opennrm.cases.notification.telling import COMBINED, Alike, Told, combined, months_of, period_of, rare

ON = date(2026, 11, 2)
TOLD = Told(region="VEL", sex="female", forms=("labour",), place="in_country", citizenship="VN")


def others(count: int, period: str = "2026-11", **changed: Any) -> list[Any]:
    return [Alike(combined(TOLD.model_copy(update=changed), period), count)]


def test_nine_others_make_ten() -> None:
    assert rare(TOLD, ON, "month", others(8), 10) is not None
    assert rare(TOLD, ON, "month", others(9), 10) is None


@pytest.mark.parametrize(
    "changed",
    [{"region": "ORD"}, {"sex": "male"}, {"forms": ("sexual",)}, {"place": "abroad"}, {"citizenship": "AL"}, {"citizenship": ""}],
)
def test_a_notification_that_differs_in_one_thing_counts_only_where_that_is_left_out(changed: dict[str, Any]) -> None:
    found = rare(TOLD, ON, "month", others(9, **changed), 10)
    assert found is not None
    assert found.wider == tuple(changed)
    without = TOLD.model_copy(update={name: type(getattr(TOLD, name))() for name in changed})
    assert rare(without, ON, "month", others(9, **changed), 10) is None


@pytest.mark.parametrize(
    ("period", "wider"), [("2026-10", ("quarter",)), ("2026-02", ("year",)), ("2026-Q4", ("quarter",)), ("2025-11", ())]
)
def test_a_wider_time_takes_in_what_lies_in_it(period: str, wider: tuple[str, ...]) -> None:
    found = rare(TOLD, ON, "month", others(9, period), 10)
    assert found is not None
    assert found.wider == wider


def test_signs_are_no_part_of_it() -> None:
    assert "signs" not in COMBINED
    assert rare(TOLD.model_copy(update={"signs": ("G2",)}), ON, "month", others(9), 10) is None


@pytest.mark.parametrize("month", range(1, 13))
def test_a_month_lies_in_its_quarter_and_its_year(month: int) -> None:
    on = date(2026, month, 28)
    spans = [months_of(period_of(on, width)) for width in ("month", "quarter", "year")]
    assert [len(span) for span in spans] == [1, 3, 12]
    assert spans[0] < spans[1] < spans[2]


def test_to_tell_less_never_makes_it_rarer() -> None:
    """Of every two tellings of which one says less, the one that says less is not rare where the other is not."""
    there = [Alike(combined(Told(region=r, sex=s), "2026-11"), 3) for r, s in product(("VEL", "ORD"), ("female", "male"))]
    for region, sex in product(("VEL", "ORD", ""), ("female", "male", "")):
        more, less = Told(region=region, sex=sex), Told(region=region)
        if rare(more, ON, "month", there, 4) is None:
            assert rare(less, ON, "month", there, 4) is None
