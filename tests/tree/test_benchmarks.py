"""The page of what was measured has two writers: each writes its own part and leaves the other's as it is."""

from tests.bench.page import Measured, page, programme, programme_of, with_programme
from tests.tree.sources import ROOT

PAGES = {
    "list: p50 / p95 · p95 against the bare view · queries": {"told": "7.1 / 9.0 · 3.2 × · 10", "grows": 2.0},
    "form: p50 / p95 · p95 against the bare view · queries": {"told": "7.1 / 9.0 · 2.9 × · 16", "grows": 2.0},
    "year: p50 / p95 · p95 against the bare view · queries": {"told": "7.1 / 9.0 · 3.0 × · 15", "grows": 2.0},
    "memory": {"told": "90 MB", "grows": None},
}


def test_the_committed_page_has_one_section_of_a_programme() -> None:
    text = (ROOT / "docs/benchmarks.md").read_text()
    assert "## The work of a programme" in programme_of(text)
    assert text.count("## The work of a programme") == 1


def test_each_writer_leaves_the_part_of_the_other_as_it_is() -> None:
    cases = page([Measured("sqlite", 10, {"bare view": {"told": "1", "grows": 1.0}})], 60)
    old, new = (programme([Measured("sqlite", size, PAGES)]) for size in (10, 20))
    assert with_programme(cases, programme_of(with_programme(cases, old))) == with_programme(cases, old)
    again = with_programme(with_programme(cases, old), new)
    assert again == with_programme(cases, new)
    assert again.startswith(cases.rstrip())
    assert "sqlite, 20" in again
    assert "sqlite, 10 |" not in programme_of(again)


def test_both_databases_stand_beside_one_another_and_what_misses_an_aim_is_named() -> None:
    section = programme([Measured("sqlite", 20, PAGES), Measured("postgresql", 20, dict.fromkeys(PAGES, PAGES["memory"]))])
    assert "| | sqlite, 20 | postgresql, 20 |" in section
    assert "| list: p50 / p95 · p95 against the bare view · queries | 7.1 / 9.0 · 3.2 × · 10 | 90 MB |" in section
    assert "Missed by: list (sqlite); form (sqlite)." in section
