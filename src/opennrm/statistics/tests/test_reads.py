"""Tables against a fold of the journal written apart: at every position, after a rebuild, by the command."""

import json
import re
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from click.testing import CliRunner
from tests import people
from tests.once import once

from opennrm.cases.correction import actions as correction
from opennrm.cases.identification import actions as identification
from opennrm.cases.identification.tests.world import World
from opennrm.cases.procedure import actions as procedure
from opennrm.cases.spine import editions
from opennrm.journal import clock, places, replay, store
from opennrm.journal.models import JournalEvent
from opennrm.portal.commands import main
from opennrm.statistics import reads, tables
from opennrm.statistics.definition import definitions
from opennrm.statistics.period import Period

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
YEAR = Period.parse("2026")


def made() -> list[Any]:
    """Three referrals, a child's among them; one decided, one let rest."""
    world = World()
    cases = [world.case(), world.case(then="child"), world.young()]
    identification.decide_yes(world.decider, cases[0])
    people.time_passes(clock.now() + timedelta(days=2))
    procedure.suspend(world.decider, cases[1], reason="missing", on=clock.now().date())
    return cases


@pytest.fixture
def cases() -> list[Any]:
    return once(made)


def positions(step: int) -> list[int]:
    """Some of the positions at which something was recorded, and one before them all."""
    return [0, *JournalEvent.objects.order_by("position").values_list("position", flat=True)][::step]


def by_hand(position: int) -> dict[str, Counter[str]]:
    """The second road: every stream folded as far as that position, and its state counted, one case after another."""
    found: dict[str, Counter[str]] = {"referrals": Counter(), "sex": Counter(), "age": Counter(), "rg": Counter()}
    streams = JournalEvent.objects.filter(kind="case", position__lte=position).values_list("stream", flat=True).distinct()
    for stream in streams:
        state = replay.fold([one for one in store.read(stream) if one.envelope.position <= position], "case", stream)
        received = [one for one in state.facts.entries("referral.received") if YEAR.start <= one.on < YEAR.end]
        if received:
            found["referrals"]["total"] += 1
            found["sex"][state.about.sex] += 1
            found["age"][state.about.age_at_exploitation] += 1
        for one in state.facts.entries("decision:rg"):
            if YEAR.start <= one.on < YEAR.end:
                found["rg"][one.value or ""] += 1
    return found


def at(position: int) -> dict[str, Any]:
    found = reads.tables(definitions(), editions.today(), YEAR, position)
    return {one.measure: {path: cell.count for path, cell in one.cells.items()} for one in found}


def test_at_every_position_the_tables_are_those_of_the_journal_folded_apart(cases: list[Any]) -> None:
    last = places.last()
    assert len(positions(1)) > 20
    for position in positions(3):
        hand, cells = by_hand(position), at(position)
        assert cells["referrals"][("total",)] == hand["referrals"]["total"]
        assert cells["reasonable_grounds"][("total",)] == hand["rg"].total()
        assert cells["reasonable_grounds"][("positive",)] == hand["rg"]["positive"]
        for sex in ("male", "female"):
            assert cells["referrals"][("sex", sex)] == hand["sex"][sex]
        for age in ("adult", "child"):
            assert cells["referrals"][("age_at_exploitation", age)] == hand["age"][age]
    assert by_hand(last)["referrals"]["total"] == 3


def test_a_rebuild_gives_the_same_tables_at_every_position(cases: list[Any]) -> None:
    before = [at(position) for position in positions(4)]
    replay.rebuild()
    assert [at(position) for position in positions(4)] == before


def test_who_was_identified_is_counted_once_and_each_event_that_moved_it_is_named() -> None:
    """By the day of the decision, as who the case says it is at the position asked for."""
    world = World()
    case = world.case()
    identification.decide_yes(world.decider, case)
    before = places.last()
    identification.decide_yes(world.decider, case, text="All was heard.", mitigations=["trauma"])
    decided = places.last()
    correction.put_right(world.decider, case, right={"sex": ("male",)}, reason="document", why="The papers say so.", on=clock.now().date())
    found = [at(position)["identified"] for position in (before, decided, places.last())]
    assert [one[("total",)] for one in found] == [0, 1, 1]
    assert [(one[("sex", "female")], one[("sex", "male")]) for one in found] == [(0, 0), (1, 0), (0, 1)]
    moved = [one.type for one in reads.changes(definitions().measures["identified"], YEAR, before, places.last())]
    assert moved == ["identification.person_identified", "correction.fact_corrected"]
    later = [one.type for one in reads.changes(definitions().measures["identified"], YEAR, decided, places.last())]
    assert later == ["correction.fact_corrected"]


def test_a_version_ends_where_the_next_begins(cases: list[Any]) -> None:
    """Each case is counted once at any position: no version overlaps another, none leaves a gap."""
    from opennrm.cases.spine.models import Counted  # noqa: PLC0415  settings must be ready first

    for case in cases:
        rows = Counted.objects.filter(case_id=case).order_by("from_position")
        ends = [row.until_position for row in rows]
        assert ends == [*[row.from_position for row in rows][1:], None]


def test_the_command_prints_the_tables_and_what_moved_them(cases: list[Any]) -> None:
    before = JournalEvent.objects.get(type="identification.grounds_found").position - 1
    said = CliRunner().invoke(main, ["statistics", "table", "XD", "--period", "2026", "--compare", str(before)])
    assert said.exit_code == 0, said.output
    assert "Decisions on reasonable grounds: what moved" in said.output
    assert re.search(r"identification\.grounds_found of \S+\n    total \+1, positive \+1\n", said.output)
    assert "* fewer than 10" in said.output


def test_where_nothing_moved_the_command_says_so(cases: list[Any]) -> None:
    last = places.last()
    said = CliRunner().invoke(main, ["statistics", "table", "XD", "--period", "2026", "--compare", str(last)])
    assert f"Nothing moved between position {last} and {last}." in said.output


def test_each_event_is_told_with_the_cells_that_it_moved() -> None:
    world, known, profile = World(), definitions(), editions.today()
    one, other = world.case(), world.case(then="child")
    why = {"why": "The papers say so.", "on": clock.now().date()}
    before = places.last()
    correction.put_right(world.decider, one, right={"sex": ("male",)}, reason="document", **why)
    correction.void(world.decider, other, reason="entered_in_error", **why)
    measure, after = known.measures["referrals"], places.last()
    effects = [reads.effect(known, measure, profile, YEAR, change) for change in reads.changes(measure, YEAR, before, after)]
    first, second = ({moved.path: moved.after - moved.before for moved in effect} for effect in effects)
    assert first == {("sex", "female"): -1, ("sex", "male"): 1}
    assert (second["total",], second["age_at_exploitation", "child"]) == (-1, -1)
    old, new = (next(table for table in reads.tables(known, profile, YEAR, at) if table.measure == measure.id) for at in (before, after))
    together = {moved.path: moved.after - moved.before for moved in tables.moved(old, new)}
    assert together == {path: n for path in {*first, *second} if (n := first.get(path, 0) + second.get(path, 0))}


def test_the_command_prints_json_with_the_keys_of_a_margins_file(cases: list[Any]) -> None:
    said = CliRunner().invoke(main, ["statistics", "table", "XD", "--period", "2026", "--json"])
    found = json.loads(said.output)
    assert found["referrals"]["total"] == {"count": 3, "percent": 100}
    assert found["referrals"]["age_at_exploitation"]["child"]["count"] == by_hand(places.last())["age"]["child"]
    assert found["reasonable_grounds"]["positive"] == {"count": 1, "percent": 100}
    assert "referrals.total" in found["protected"]


def test_the_command_prints_what_may_be_handed_on(cases: list[Any]) -> None:
    exact = CliRunner().invoke(main, ["statistics", "table", "XD", "--period", "2026"]).output
    assert re.search(r"total +3\*", exact)
    assert re.search(r"sex / other_or_not_known +0\+", exact), "of fewer than the threshold nothing is said, not even what none of them is"
    assert "+ not to be handed on either" in exact
    said = CliRunner().invoke(main, ["statistics", "table", "XD", "--period", "2026", "--as-released"]).output
    assert re.search(r"sex / female +withheld\n", said)
    assert re.search(r"total +withheld\n", said)
    referred, _heading, identified = said.partition("\nPersons identified\n")
    assert not re.search(r"sex / \w+ +\d", referred)
    assert re.search(r"sex / male +0 ", identified), "no decision was made, and so nobody was identified"


def test_the_command_prints_as_json_what_may_be_handed_on(cases: list[Any]) -> None:
    found = json.loads(CliRunner().invoke(main, ["statistics", "table", "XD", "--period", "2026", "--as-released", "--json"]).output)
    assert found["referrals"]["total"] == {"count": None, "percent": None}
    assert "protected" not in found, "which of the two it is would say that a number is small"
    exact = json.loads(CliRunner().invoke(main, ["statistics", "table", "XD", "--period", "2026", "--json"]).output)
    assert "referrals.sex.other_or_not_known" in exact["protected_beside"]


def test_what_moved_is_never_handed_on(cases: list[Any]) -> None:
    said = CliRunner().invoke(main, ["statistics", "table", "XD", "--period", "2026", "--as-released", "--compare", "3"])
    assert said.exit_code == 2
    assert "leave out --compare or --as-released" in said.output


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        (["GB", "--period", "2026"], "holds no cases of GB"),
        (["XD", "--period", "soon"], "write a year"),
        (["XD", "--period", "2026", "--as-at", "soon"], "neither a day"),
        (["XD", "--period", "2026", "--as-at", "99999999"], "position 99,999,999 was not reached yet: the journal ends at position "),
        (["XD", "--period", "2026", "--compare", "2099-12-31"], "2099-12-31 has not come yet"),
    ],
)
def test_the_command_says_what_would_be_right(cases: list[Any], asked: list[str], says: str) -> None:
    said = CliRunner().invoke(main, ["statistics", "table", *asked])
    assert said.exit_code == 1
    assert says in said.output
