"""Cases made from margins have exactly these margins: in every breakdown at once, by any seed, on days that the procedure allows."""

import json
import time
from collections import Counter
from collections.abc import Mapping
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from opennrm.countries.load import load_profile
from opennrm.statistics.definition import definitions
from opennrm.statistics.margins.allotted import plan
from opennrm.statistics.margins.plan import Plan
from opennrm.statistics.margins.procedure import procedure_of
from opennrm.statistics.margins.reading import published, read
from opennrm.statistics.margins.rows import Margins
from opennrm.statistics.tables import half_up, table
from opennrm.statistics.tests import plans

MEASURES = ("referrals", "reasonable_grounds", "conclusive_grounds", "notifications", "identified")
FORMS = ("labour", "sexual", "domestic", "labour+sexual")
LATE = {"GB": ("first_yes", "first_no", "last_yes", "last_no"), "RS": ("last_yes", "last_no")}
FATES = {
    "GB": ("indicated", "presumed", "formally_identified", "not_identified", "withdrawn"),
    "RS": ("presumed", "formally_identified", "not_identified"),
}


def said(margins: Margins) -> dict[tuple[str, ...], int]:
    """Each number of a margins file by its path, and what each breakdown leaves to its whole."""
    found: dict[tuple[str, ...], int] = {}
    for measure, row in margins.model_dump(exclude_none=True, include=set(MEASURES)).items():
        found[measure, "total"] = row["total"]
        for name, parts in row.items():
            if isinstance(parts, dict) and parts:
                found |= _parts((measure, name), parts, row)
    return found


def _parts(path: tuple[str, ...], parts: Mapping[str, Any], row: Mapping[str, Any]) -> dict[tuple[str, ...], int]:
    if all(isinstance(n, dict) for n in parts.values()):
        inner = (_whole((*path, age), forms, row["age_at_exploitation"][age]) for age, forms in parts.items() if forms)
        return {key: n for one in inner for key, n in one.items()}
    return _whole(path, parts, row["total"])


def _whole(path: tuple[str, ...], parts: Mapping[str, int], whole: int) -> dict[tuple[str, ...], int]:
    return {**{(*path, part): n for part, n in parts.items()}, (*path, "other_or_not_known"): whole - sum(parts.values())}


def printed(made: Plan) -> dict[tuple[str, ...], tuple[int, int]]:
    known = definitions()
    tables = [table(known, known.measures[name], plans.groups(made, name)) for name in MEASURES if name in known.measures]
    named = {row.id: row.name for row in known.breakdowns.values()}
    cells = ((one.measure, path, cell) for one in tables for path, cell in one.cells.items())
    return {(measure, named.get(path[0], path[0]), *path[1:]): (cell.count, cell.percent) for measure, path, cell in cells}


def assert_exact(margins: Margins, made: Plan) -> None:
    cells = printed(made)
    wanted = {path: n for path, n in said(margins).items() if "referrer" not in path or path[-1] != "other_or_not_known"}
    assert {path: cells.get(path, (0, 0))[0] for path in wanted} == wanted
    for measure in ("reasonable_grounds", "conclusive_grounds"):
        row = getattr(margins, measure)
        if row is not None and row.positive_percent is not None:
            assert cells[measure, "positive"][1] == row.positive_percent
        if row is not None and row.positive is None:
            assert cells[measure, "positive"][0] == made.chosen[f"{measure}.positive"]


def assert_in_order(made: Plan) -> None:
    """Days that the procedure allows: what came first is earlier, nothing is decided before recovery is over, nothing after the period."""
    procedure = procedure_of(load_profile(made.country))
    assert [one.referred_on for one in made.cases] == sorted(one.referred_on for one in made.cases)
    assert [one.number for one in made.cases] == list(range(len(made.cases)))
    for one in made.cases:
        days = [one.referred_on, *(decision.on for decision in one.decisions), *([one.becomes_on] if one.becomes_on else [])]
        assert days == sorted(days)
        assert days[-1] < made.period.end
        assert made.period.start <= days[-1] or one.becomes
        stages = [(decision.stage, decision.positive) for decision in one.decisions]
        if procedure.has_first and stages and stages[-1][0] == "cg":
            assert stages[0] == ("rg", True)
            assert (one.decisions[1].on - one.decisions[0].on).days > procedure.recovery(one.decisions[0].on, one.region)
        assert not (one.age_at_exploitation == "adult" and one.age == "child")
        assert one.forms == tuple(sorted(set(one.forms)))


def test_the_year_of_the_acceptance_target_is_exact_by_any_seed() -> None:
    margins = published("GB-2021")
    began = time.process_time()
    made = plan(margins, seed=7)
    assert time.process_time() - began < 6  # one second where nothing else runs; ways that grow with the square would take minutes
    assert_exact(margins, made)
    assert_in_order(made)
    assert plan(margins, seed=7) == made
    other = plan(margins, seed=8)
    assert_exact(margins, other)
    assert other != made


def test_decisions_of_the_year_fall_on_earlier_referrals_too_and_referrals_of_the_year_stay_undecided() -> None:
    made = plan(published("GB-2021"), seed=1)
    earlier = [one for one in made.cases if one.referred_on < made.period.start]
    assert Counter(stage for one in earlier for stage, _yes in plans.decided(made, one)).keys() == {"rg", "cg"}
    here = [one for one in made.cases if plans.in_period(made, one)]
    assert sum(not one.decisions for one in here) > 1000
    assert {one.becomes for one in here} == {"", "suspended", "withdrawn", "reconsidered"}
    assert len({one.age for one in made.cases if one.becomes == "withdrawn"}) == 1


def parts_of(draw: st.DrawFn, codes: tuple[str, ...], total: int) -> dict[str, int]:
    """Any parts that fit a total."""
    found = {}
    for code in draw(st.permutations(codes))[: draw(st.integers(0, len(codes)))]:
        found[code] = draw(st.integers(0, total - sum(found.values())))
    return found


@st.composite
def free_margins(draw: st.DrawFn) -> dict[str, Any]:
    """Margins that say nothing of where cases stand: every partition that fits its total can be."""
    country = draw(st.sampled_from(["GB", "RS", "XD"]))
    total = draw(st.integers(0, 80))
    ages = parts_of(draw, ("adult", "child"), total)
    row = {
        "total": total,
        "sex": parts_of(draw, ("male", "female"), total),
        "place_of_exploitation": parts_of(draw, ("in_country", "abroad"), total),
        "age_at_exploitation": ages,
        "form_of_exploitation": {age: parts_of(draw, FORMS, n) for age, n in ages.items()},
        "age": parts_of(draw, ("adult",), total),
        "citizenship": parts_of(draw, ("AL", "VN", "AL+VN", country), total),
        "referrer": parts_of(draw, ("police",), total),
        "region": {},
    }
    made: dict[str, Any] = {"country": country, "period": draw(st.sampled_from(["2021", "2022-Q3"])), "referrals": row}
    for name in ("reasonable_grounds", "conclusive_grounds") if country != "RS" else ("conclusive_grounds",):
        whole = draw(st.integers(0, 120))
        made[name] = {"total": whole, "positive_percent": half_up(draw(st.integers(0, whole)), whole)}
    if draw(st.booleans()):
        made |= {"notifications": {"total": draw(st.integers(0, 40))}}
    return made


def shaped(made: Mapping[str, Any]) -> Margins:
    """Read as a file is."""
    return read("m.yaml", json.dumps(made))


@given(free_margins(), st.integers(0, 5))
def test_any_margins_that_fit_are_met_exactly(made: dict[str, Any], seed: int) -> None:
    margins = shaped(made)
    found = plan(margins, seed)
    assert_exact(margins, found)
    assert_in_order(found)
    assert plan(margins, seed) == found


@st.composite
def told_margins(draw: st.DrawFn) -> dict[str, Any]:
    """Margins counted from people: where their cases stand, who was identified, whom the year's referrals hold."""
    country = draw(st.sampled_from(["GB", "RS"]))
    fates = draw(st.lists(st.sampled_from(FATES[country]), max_size=40))
    late = draw(st.lists(st.sampled_from(LATE[country]), max_size=20))
    early = {place for place, fate in enumerate(fates) if fate == "not_identified" and country == "GB" and draw(st.booleans())}
    count, after = Counter(fates), Counter(late)
    refused = count["not_identified"] - len(early)
    identified = count["formally_identified"] + after["last_yes"]
    final = identified + refused + after["last_no"]
    outcome = {fate: n for fate, n in count.items() if fate != "withdrawn"}
    row: dict[str, Any] = {"total": len(fates), "outcome": outcome}
    made = {"country": country, "period": "2021", "referrals": row, "conclusive_grounds": {"total": final}}
    made["conclusive_grounds"]["positive_percent"] = half_up(identified, final)
    if country == "GB":
        yes = count["presumed"] + count["formally_identified"] + refused + after["first_yes"]
        made["reasonable_grounds"] = {"total": yes + len(early) + after["first_no"], "positive": yes}
    people = [draw(PEOPLE) for _ in (*fates, *late)]
    here = people[: len(fates)]
    row["sex"] = _counted(one["sex"] for one in here)
    row |= draw(st.sampled_from([_of_now, _of_then]))(here)
    those = [one for one, fate in zip(people, (*fates, *late), strict=True) if fate in ("formally_identified", "last_yes")]
    made["identified"] = {"total": identified, "form_of_exploitation": _counted(_pooled(one["forms"]) for one in those)}
    made["identified"] |= {name: _counted(one[name] for one in those) for name in ("sex", "age", "nationality")}
    return made


PEOPLE = st.fixed_dictionaries(
    {
        "sex": st.sampled_from(["male", "female", "unknown"]),
        "nationality": st.sampled_from(["national", "foreign", "unknown"]),
        "forms": st.sampled_from([*FORMS, "unknown"]),
        "ages": st.sampled_from([("adult", "adult"), ("child", "adult"), ("child", "child"), ("unknown", "adult"), ("unknown", "unknown")]),
    }
).map(lambda one: {**one, "then": one["ages"][0], "age": one["ages"][1]})


def _of_now(people: list[dict[str, Any]]) -> dict[str, Any]:
    """Margins that speak of the age now and of nationality."""
    return {"age": _counted(one["age"] for one in people), "nationality": _counted(one["nationality"] for one in people)}


def _of_then(people: list[dict[str, Any]]) -> dict[str, Any]:
    """Margins that speak of the age then, and within it of forms."""
    then = _counted(one["then"] for one in people)
    return {
        "age_at_exploitation": then,
        "form_of_exploitation": {age: _counted(one["forms"] for one in people if one["then"] == age) for age in then},
    }


def _pooled(forms: str) -> str:
    return "several" if "+" in forms else forms


def _counted(codes: Any) -> dict[str, int]:
    return {code: n for code, n in Counter(codes).items() if code != "unknown"}


@given(told_margins(), st.integers(0, 3))
def test_margins_counted_from_people_can_be_met_again(made: dict[str, Any], seed: int) -> None:
    if not made["referrals"]["outcome"]:
        return
    margins = shaped(made)
    found = plan(margins, seed)
    assert_exact(margins, found)
    assert_in_order(found)
