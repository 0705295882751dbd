"""What may be handed on: small numbers are withheld, and so is what would give them back."""

import random
from collections.abc import Sequence
from datetime import date
from time import perf_counter

from opennrm.statistics.definition import definitions
from opennrm.statistics.period import Period
from opennrm.statistics.release.choosing import costs
from opennrm.statistics.release.protect import protect, withheld
from opennrm.statistics.release.shown import WITHHELD, Edition, Release, Shown
from opennrm.statistics.release.together import Lot
from opennrm.statistics.tables import Cell, Group, Table, table

KNOWN = definitions()
YEAR = Period.parse("2021")
ALIKE = {
    "sex": "male",
    "place": "abroad",
    "age": "adult",
    "age_at_exploitation": "adult",
    "citizenships": "AL",
    "competent_authority": "authority",
    "forms": "labour",
    "referrer_kind": "police",
    "nationality": "foreign",
    "region": "NORTH",
    "status": "presumed",
}


def referrals(*groups: tuple[int, dict[str, str]]) -> Table:
    return table(KNOWN, KNOWN.measures["referrals"], [Group({**ALIKE, **codes}, n) for n, codes in groups])


def test_a_citizenship_is_told_within_its_nationality_and_the_two_are_protected_together() -> None:
    """Beside each nationality the citizenships of all would give away who has none: they stay with the operator."""
    alike = [(400, {}), (300, {"citizenships": "VN"}), (30, {"citizenships": ""}), (4, {"citizenships": "GB", "nationality": "national"})]
    shown = protect(KNOWN, YEAR, [referrals(*alike, (60, {"citizenships": "", "nationality": "unknown"}))], 10)["referrals"]
    assert {cell.count for path, cell in shown.items() if path[0] == "citizenship"} == {None}
    within = {path[1:]: cell.count for path, cell in shown.items() if path[0] == "citizenship_within" and path[1] == "foreign"}
    assert within == {("foreign", "AL"): 400, ("foreign", "VN"): 300, ("foreign", "other_or_not_known"): 30}
    assert ("citizenship_within", "national", "GB") not in shown
    assert shown["nationality", "national"].count is None


def year(again: int, negative: int, *groups: tuple[int, dict[str, str]]) -> Release:
    """A release of final decisions, and of those who were identified by them."""
    found = [Group({**ALIKE, **codes}, n) for n, codes in groups]
    decided = decisions(sum(one.n for one in found) + again, negative)
    return protect(KNOWN, YEAR, [decided, table(KNOWN, KNOWN.measures["identified"], found)], 10)


def test_who_was_identified_is_told_beside_the_decisions() -> None:
    told = year(0, 20, (57, {"sex": "female"}), (19, {}))
    assert told["conclusive_grounds"] == {("total",): Shown(96, 100), ("positive",): Shown(76, 79)}
    assert told["identified"]["total",] == Shown(76, 100)
    assert told["identified"]["sex", "male"] == Shown(19, 25)


def test_a_breakdown_may_bear_the_name_of_its_measure() -> None:
    paths = {("help", "given"), ("total",)}
    lot = Lot(Table("help", dict.fromkeys(paths, Cell(4, 100))), ("help",))
    assert lot.of("help", paths) == paths


def test_few_decisions_that_were_not_positive_do_not_follow_from_who_was_identified() -> None:
    told = year(0, 3, (57, {"sex": "female"}), (19, {}))
    assert told["conclusive_grounds"] == {("total",): Shown(None, None), ("positive",): Shown(76, None)}
    assert told["identified"]["total",] == Shown(76, 100)


def test_that_few_were_decided_again_does_not_follow() -> None:
    told = year(2, 20, (57, {"sex": "female"}), (19, {}))
    assert told["conclusive_grounds"] == {("total",): Shown(98, 100), ("positive",): Shown(None, None)}
    assert told["identified"]["total",] == Shown(76, 100)


def decisions(positive: int, negative: int) -> Table:
    return table(
        KNOWN, KNOWN.measures["conclusive_grounds"], [Group({"value": "positive"}, positive), Group({"value": "negative"}, negative)]
    )


def test_a_small_number_is_withheld_and_so_is_what_would_give_it_back() -> None:
    shown = protect(KNOWN, YEAR, [referrals((200, {}), (3, {"sex": "female"}))], 10)["referrals"]
    assert shown[("total",)] == Shown(203, 100)
    assert shown[("sex", "female")] == shown[("sex", "male")] == Shown(None, None)
    assert shown[("place_of_exploitation", "abroad")] == Shown(203, 100)
    assert shown[("place_of_exploitation", "in_country")] == Shown(0, 0)


def test_a_code_that_is_listed_only_where_somebody_has_it_is_not_named() -> None:
    shown = protect(KNOWN, YEAR, [referrals((200, {}), (3, {"region": "ISLAND"}))], 10)["referrals"]
    assert ("region", "ISLAND") not in shown
    assert shown[("region", WITHHELD)] == Shown(None, None)


def test_few_negative_decisions_do_not_follow_from_the_positive_ones() -> None:
    shown = protect(KNOWN, YEAR, [decisions(60, 4)], 10)["conclusive_grounds"]
    assert shown == {("total",): Shown(64, 100), ("positive",): Shown(None, None)}


def test_of_fewer_than_the_threshold_nothing_is_said() -> None:
    table = referrals((4, {}))
    assert {cell.count for cell in protect(KNOWN, YEAR, [table], 10)["referrals"].values()} == {None}
    hidden = withheld(KNOWN, YEAR, [table], 10)["referrals"]
    assert ("sex", "male") in hidden.small
    assert ("sex", "female") in hidden.beside


def test_the_same_tables_give_the_same_release_in_whatever_order_they_come() -> None:
    one = referrals((30, {}), (30, {"sex": "female", "region": "SOUTH"}), (3, {"sex": "other", "region": "ISLAND"}))
    turned = Table(one.measure, dict(reversed(one.cells.items())))
    assert withheld(KNOWN, YEAR, [one], 10) == withheld(KNOWN, YEAR, [turned], 10)
    cost = costs(dict.fromkeys(one.cells, 30), ())
    assert len({cost(path) for path in one.cells}) == len(one.cells)


def test_a_per_cent_stands_with_its_denominator_alone() -> None:
    child = {"age_at_exploitation": "child"}
    groups = [(80, {}), (25, child), (30, {**child, "forms": "sexual"}), (4, {"age_at_exploitation": ""})]
    shown = protect(KNOWN, YEAR, [referrals(*groups)], 10)["referrals"]
    assert shown[("age_at_exploitation", "child")] == Shown(None, None)
    assert shown[("form_of_exploitation", "child", "sexual")] == Shown(30, None)


def test_what_moved_by_a_small_number_stands_in_the_former_edition_alone() -> None:
    first = referrals((40, {}), (25, {"sex": "female"}))
    former = Edition(YEAR, [first], protect(KNOWN, YEAR, [first], 10))
    shown = protect(KNOWN, YEAR, [referrals((41, {}), (25, {"sex": "female"}))], 10, [former])["referrals"]
    assert shown[("total",)] == Shown(66, 100)
    assert shown[("sex", "male")] == shown[("sex", "female")] == Shown(None, None)
    later = protect(KNOWN, YEAR, [referrals((51, {}), (35, {"sex": "female"}))], 10, [former])["referrals"]
    assert (later[("sex", "male")].count, later[("sex", "female")].count) == (51, 35)


def test_a_number_that_was_withheld_is_not_shown_by_one_more() -> None:
    first = referrals((40, {}), (9, {"sex": "female"}))
    former = Edition(YEAR, [first], protect(KNOWN, YEAR, [first], 10))
    assert protect(KNOWN, YEAR, [referrals((40, {}), (10, {"sex": "female"}))], 10, [former])["referrals"][("sex", "female")].count is None
    assert protect(KNOWN, YEAR, [referrals((40, {}), (19, {"sex": "female"}))], 10, [former])["referrals"][("sex", "female")].count == 19


def published(name: str, one: Table, former: Sequence[Edition] = (), until: date | None = None) -> Edition:
    period = Period.parse(name)
    return Edition(period, [one], protect(KNOWN, period, [one], 10, former), until)


def women(of: Edition) -> int | None:
    return of.release["referrals"][("sex", "female")].count


def test_a_year_withholds_what_a_quarter_did() -> None:
    quarter = published("2021-Q1", referrals((40, {}), (9, {"sex": "female"})))
    whole = referrals((120, {}), (27, {"sex": "female"}))
    assert (women(published("2021", whole)), women(published("2021", whole, [quarter]))) == (27, None)


def test_a_year_moves_by_no_small_number_from_its_quarters() -> None:
    four: list[Edition] = []
    for number in range(1, 5):
        four.append(published(f"2021-Q{number}", referrals((40, {}), (20, {"sex": "female"})), four))
    assert women(published("2021", referrals((160, {}), (80, {"sex": "female"})), four)) == 80
    late = published("2021", referrals((160, {}), (83, {"sex": "female"})), four)
    assert (women(late), late.release["referrals"][("total",)].count) == (None, 243)


def test_of_a_quarter_that_comes_after_its_year_nothing_is_shown_unless_the_year_told_it() -> None:
    quarter = referrals((40, {}), (20, {"sex": "female"}))
    year = published("2021", referrals((160, {}), (80, {"sex": "female"})))
    assert {cell.count for cell in published("2021-Q2", quarter, [year]).release["referrals"].values()} == {None}
    three = [published(f"2021-Q{number}", quarter) for number in range(1, 4)]
    last = published("2021", referrals((160, {}), (80, {"sex": "female"})), three)
    assert women(published("2021-Q4", quarter, [*three, last])) == 20
    until_march = published("2021", quarter, until=date(2021, 3, 31))
    assert women(published("2021-Q2", quarter, [until_march])) == 20


def test_a_definition_that_changed_since_is_no_hindrance() -> None:
    one = referrals((40, {}), (20, {"sex": "female"}))
    before = Table(one.measure, {**one.cells, ("faith", "known"): Cell(60, 100)})
    former = Edition(YEAR, [before], {one.measure: {path: Shown(cell.count, cell.percent) for path, cell in before.cells.items()}})
    assert women(published("2021", one, [former])) == 20


def test_a_year_of_a_large_country_is_protected_in_a_moment() -> None:
    draw = random.Random(2021)
    regions = [f"R{number:02}" for number in range(45) for _ in range(1 + 2000 // (number + 1) ** 2)]
    forms = ["labour"] * 300 + ["criminal"] * 250 + ["sexual"] * 120 + ["labour+sexual"] * 20 + ["domestic"] * 9 + ["begging", "organs"]
    ages = ["adult"] * 50 + ["child"] * 43 + ["unknown"] * 7
    drawn = [{"region": draw.choice(regions), "forms": draw.choice(forms), "age_at_exploitation": draw.choice(ages)} for _ in range(12727)]
    one = referrals(*((1, codes) for codes in drawn), (5, {"sex": "female"}))
    start = perf_counter()
    hidden = withheld(KNOWN, YEAR, [one], 10)["referrals"]
    assert perf_counter() - start < 0.5
    assert hidden.small
    assert len(hidden.beside) < 10
