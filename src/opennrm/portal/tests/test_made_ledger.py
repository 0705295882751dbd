"""docs/made/ledger.md is complete: every clause, every right, every fact, every national clause; what no stage records yet is marked."""

from pathlib import Path

import pytest

from opennrm.countries.load import countries, load_profile
from opennrm.portal.made_ledger import ledger_page, recorded, unrecorded
from opennrm.standards.load import law

PARTS = {part.partition("\n")[0]: part for part in ledger_page().split("\n## ")}
SHOWN = [one for one in law().entitlements.values() if one.unseen is None]


def test_the_page_has_its_parts_in_order() -> None:
    assert list(PARTS)[1:] == [
        "Clause by clause",
        "National law",
        "Facts that no stage records yet",
        "Who is bound, and since when",
        "Right by right",
    ]


@pytest.mark.parametrize("clause", law().clauses)
def test_each_clause_stands_on_it_with_something_behind_it(clause: str) -> None:
    rows = [
        line.removeprefix("| ").removesuffix(" |").split(" | ") for line in PARTS["Clause by clause"].splitlines() if line.startswith("| ")
    ]
    (cells,) = [cells for cells in rows if cells[0].endswith(f"(`{clause}`)")]
    assert len(cells) >= 5  # clause, what it asks, strength, known from, right, and its facts where a right has some
    assert cells[4].strip()


@pytest.mark.parametrize("right", law().entitlements)
def test_each_right_stands_under_its_clause_and_in_its_group(right: str) -> None:
    assert f"(`{right}`)" in PARTS["Clause by clause"]
    assert f"(`{right}`) | " in PARTS["Right by right"]


@pytest.mark.parametrize("country", countries())
def test_each_clause_of_national_law_and_each_right_of_its_own_stands_on_it(country: str) -> None:
    profile, text = load_profile(country), PARTS["National law"]
    assert [name for name in profile.clauses if f"| {country} | `{name}` | " not in text] == []
    assert [one.id for one in profile.own if f"(`{one.id}`)" not in text] == []


def test_a_fact_is_marked_where_no_stage_records_it_and_only_there() -> None:
    page, missing = PARTS["Clause by clause"], unrecorded()
    for one in SHOWN:
        for fact in (*one.opens_on, *one.met_by, *one.breached_by):
            name = fact.partition(":")[0].partition("=")[0]
            assert (f"`{fact}` †" in page) == (name in missing), fact
    assert all(f"| `{name}`: " in PARTS["Facts that no stage records yet"] for name in missing)


def test_what_stages_record_today_is_known() -> None:
    assert {"contact.opened", "decision", "given", "need", "nationality", "period", "referral.received"} <= recorded()
    assert "state" not in unrecorded()
    assert "ended" not in unrecorded()  # derived from the period, which is recorded


def test_a_stage_that_begins_to_record_a_fact_takes_its_mark_away(tmp_path: Path) -> None:
    stage = tmp_path / "justice"
    stage.mkdir()
    (stage / "events.py").write_text('def charged(facts, event):\n    return facts.note("charged", on=event.on)\n', encoding="utf-8")
    assert "charged" in recorded(tmp_path)
    assert "punished" not in recorded(tmp_path)
