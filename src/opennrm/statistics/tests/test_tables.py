"""From groups to cells: every unit once in each breakdown, the remainder shown, per cents half up of their own denominator."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opennrm.standards.reading import Misread
from opennrm.statistics.definition import definitions, read
from opennrm.statistics.period import NoPeriod, Period
from opennrm.statistics.tables import Group, half_up, moved, protected, table

KNOWN = definitions()
REFERRALS = KNOWN.measures["referrals"]
CODES = {
    "sex": ("male", "female", "other", "unknown"),
    "place": ("in_country", "abroad", "both", "unknown"),
    "age": ("adult", "child", "unknown"),
    "age_at_exploitation": ("adult", "child", "unknown"),
    "citizenships": ("AL", "VN", "AL+VN", ""),
    "competent_authority": ("one", "another", ""),
    "forms": ("", "labour", "sexual", "labour+sexual", "unknown"),
    "referrer_kind": ("police", "listed_ngo", ""),
    "nationality": ("national", "foreign", "stateless", "unknown"),
    "region": ("", "NORTH"),
    "status": ("presumed", "indicated", "unknown"),
}
groups = st.lists(
    st.builds(Group, st.fixed_dictionaries({field: st.sampled_from(codes) for field, codes in CODES.items()}), st.integers(1, 5000)),
    max_size=30,
)


def alike(n: int, **codes: str) -> Group:
    return Group({**{field: values[-1] for field, values in CODES.items()}, **codes}, n)


@given(st.integers(0, 10**7), st.integers(1, 10**7))
def test_a_per_cent_is_half_up_on_the_exact_ratio(part: int, whole: int) -> None:
    exact = Decimal(100 * part) / Decimal(whole)
    if abs(exact % 1 - Decimal("0.5")) > Decimal("1e-9"):  # the quotient itself is rounded there
        assert half_up(part, whole) == int(exact.quantize(Decimal(1), ROUND_HALF_UP))


@pytest.mark.parametrize(("part", "whole", "percent"), [(1, 8, 13), (3, 8, 38), (1, 200, 1), (0, 5, 0), (0, 0, 0), (2141, 6411, 33)])
def test_a_half_goes_up(part: int, whole: int, percent: int) -> None:
    assert half_up(part, whole) == percent


@given(groups)
def test_each_breakdown_adds_up_to_its_denominator(units: list[Group]) -> None:
    cells = table(KNOWN, REFERRALS, units).cells
    total = sum(one.n for one in units)
    assert cells[("total",)].count == total
    for row in KNOWN.of(REFERRALS):
        if row.within is None:
            assert sum(cell.count for path, cell in cells.items() if path[0] == row.id) == total
            continue
        for part in KNOWN.groups(row):
            inside = sum(cell.count for path, cell in cells.items() if path[:2] == (row.id, part))
            assert inside == cells[(row.within, part)].count


def test_the_published_year_comes_out_figure_for_figure() -> None:
    """Domain 7.2. The remainders are those of the arithmetic: 14, 1,410, 848."""
    sexes, places, ages = ([9790, 2923, 14], [7434, 3883, 1410], [6411, 5468, 848])
    names = (("sex", ("male", "female", "unknown")), ("place", ("in_country", "abroad", "unknown")))
    units = [alike(1) for _ in range(12727)]
    for (field, codes), counts in zip((*names, ("age_at_exploitation", ("adult", "child", "unknown"))), (sexes, places, ages), strict=True):
        values = [code for code, n in zip(codes, counts, strict=True) for _ in range(n)]
        units = [Group({**one.codes, field: value}, 1) for one, value in zip(units, values, strict=True)]
    adults = [Group({**one.codes, "forms": "labour" if place < 2141 else "sexual"}, 1) for place, one in enumerate(units[:6411])]
    children = [Group({**one.codes, "forms": "criminal" if place < 2689 else "labour"}, 1) for place, one in enumerate(units[6411:11879])]
    cells = table(KNOWN, REFERRALS, [*adults, *children, *units[11879:]]).cells
    wanted = {
        ("total",): (12727, 100),
        ("sex", "male"): (9790, 77),
        ("sex", "female"): (2923, 23),
        ("sex", "other_or_not_known"): (14, 0),
        ("place_of_exploitation", "in_country"): (7434, 58),
        ("place_of_exploitation", "abroad"): (3883, 31),
        ("place_of_exploitation", "other_or_not_known"): (1410, 11),
        ("age_at_exploitation", "adult"): (6411, 50),
        ("age_at_exploitation", "child"): (5468, 43),
        ("age_at_exploitation", "other_or_not_known"): (848, 7),
        ("form_of_exploitation", "adult", "labour"): (2141, 33),
        ("form_of_exploitation", "child", "criminal"): (2689, 49),
    }
    assert {path: (cells[path].count, cells[path].percent) for path in wanted} == wanted


def test_who_was_exploited_in_several_forms_is_counted_once_under_all_of_them() -> None:
    units = [alike(3, age_at_exploitation="adult", forms="labour"), alike(2, age_at_exploitation="adult", forms="labour+sexual")]
    cells = table(KNOWN, REFERRALS, units).cells
    assert cells[("form_of_exploitation", "adult", "labour")].count == 3
    assert cells[("form_of_exploitation", "adult", "labour+sexual")].count == 2
    assert ("form_of_exploitation", "adult", "sexual") not in cells


def test_of_those_identified_several_forms_are_one_part_and_told_beside_it() -> None:
    units = [alike(3, forms="labour"), alike(2, forms="labour+sexual"), alike(1, forms="begging+labour")]
    found = table(KNOWN, KNOWN.measures["identified"], units)
    cells = {path: (cell.count, cell.percent) for path, cell in found.cells.items() if path[0] in ("form_of_identified", "forms_together")}
    assert cells == {
        ("form_of_identified", "labour"): (3, 50),
        ("form_of_identified", "several"): (3, 50),
        ("form_of_identified", "other_or_not_known"): (0, 0),
        ("forms_together", "several", "begging+labour"): (1, 33),
        ("forms_together", "several", "labour+sexual"): (2, 67),
        ("forms_together", "several", "other_or_not_known"): (0, 0),
    }


def test_decisions_say_how_many_went_for_the_person() -> None:
    cells = table(KNOWN, KNOWN.measures["reasonable_grounds"], [Group({"value": "positive"}, 9), Group({"value": "negative"}, 1)]).cells
    assert (cells[("total",)].count, cells[("positive",)].count, cells[("positive",)].percent) == (10, 9, 90)


def test_what_moved_is_each_cell_that_differs_and_no_other() -> None:
    before = table(KNOWN, REFERRALS, [alike(5, sex="male")])
    after = table(KNOWN, REFERRALS, [alike(4, sex="male"), alike(1, sex="female")])
    assert {(one.path, one.before, one.after) for one in moved(before, after)} == {(("sex", "male"), 5, 4), (("sex", "female"), 0, 1)}


def test_small_numbers_are_marked_and_none_is_not_small() -> None:
    found = protected(table(KNOWN, REFERRALS, [alike(9, sex="male"), alike(10, sex="female")]), 10)
    assert ("sex", "male") in found
    assert ("sex", "female") not in found
    assert ("sex", "other_or_not_known") not in found


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [("2021", "2021-01-01", "2022-01-01"), ("2021-Q1", "2021-01-01", "2021-04-01"), ("2021-Q4", "2021-10-01", "2022-01-01")],
)
def test_a_period_is_a_year_or_a_quarter(text: str, start: str, end: str) -> None:
    period = Period.parse(text)
    assert (period.start.isoformat(), period.end.isoformat()) == (start, end)


@pytest.mark.parametrize("text", ["", "21", "2021-Q5", "2021-03", "Q1", "99999"])
def test_what_is_no_period_says_what_would_be_right(text: str) -> None:
    with pytest.raises(NoPeriod, match="write a year"):
        Period.parse(text)


def test_a_definition_that_names_nothing_is_refused_at_its_place() -> None:
    text = """
breakdowns:
- {id: sex, field: sex, parts: [male], label: {en: Sex}, source: x}
- {id: form, field: forms, within: age, label: {en: Form}, source: x}
measures:
- {id: referrals, of: referrals, label: {en: Referrals}, says: {en: Cases}, source: x, breakdowns: [sex, shoe]}
- {id: sex, of: identified, among: referrals, label: {en: Found}, says: {en: Persons}, source: x}
"""
    with pytest.raises(Misread) as misread:
        read("t.yaml", text)
    assert [(one.line, one.path) for one in misread.value.problems] == [
        (4, "breakdowns[1].within"),
        (6, "measures[0].breakdowns[1]"),
        (7, "measures[1].id"),
        (7, "measures[1].among"),
    ]
