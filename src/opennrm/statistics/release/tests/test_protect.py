"""What may be handed on: small numbers are withheld, and so is what would give them back."""

from opennrm.statistics.definition import definitions
from opennrm.statistics.period import Period
from opennrm.statistics.release.protect import protect, withheld
from opennrm.statistics.release.shown import WITHHELD, Shown
from opennrm.statistics.tables import Group, Table, table

KNOWN = definitions()
YEAR = Period.parse("2021")
ALIKE = {
    "sex": "male",
    "place": "abroad",
    "age_at_exploitation": "adult",
    "forms": "labour",
    "referrer_kind": "police",
    "nationality": "foreign",
    "region": "NORTH",
    "status": "presumed",
}


def referrals(*groups: tuple[int, dict[str, str]]) -> Table:
    return table(KNOWN, KNOWN.measures["referrals"], [Group({**ALIKE, **codes}, n) for n, codes in groups])


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
