"""The page of what was measured has three writers: each writes its own part and leaves the others' as they are."""

from tests.bench.page import Measured, country, page, programme, section_of, with_section, with_sections
from tests.tree.sources import ROOT

PAGES = {
    "list: p50 / p95 · p95 against the bare view · queries": {"told": "7.1 / 9.0 · 3.2 × · 10", "grows": 2.0},
    "form: p50 / p95 · p95 against the bare view · queries": {"told": "7.1 / 9.0 · 2.9 × · 16", "grows": 2.0},
    "year: p50 / p95 · p95 against the bare view · queries": {"told": "7.1 / 9.0 · 3.0 × · 15", "grows": 2.0},
    "memory": {"told": "90 MB", "grows": None},
}


def test_the_committed_page_has_one_section_of_a_programme() -> None:
    text = (ROOT / "docs/benchmarks.md").read_text()
    assert "## The work of a programme" in section_of(text, "programme")
    assert text.count("## The work of a programme") == 1


def test_each_writer_leaves_the_parts_of_the_others_as_they_are() -> None:
    cases, many = (page([Measured("sqlite", 10, {"bare view": {"told": told, "grows": 1.0}})], 60) for told in ("1", "2"))
    old, new = (programme([Measured("sqlite", size, PAGES)]) for size in (10, 20))
    whole = with_section(with_section(cases, "programme", old), "country", country([Measured("sqlite", 99, PAGES)]))
    assert with_sections(cases, whole) == whole
    again = with_section(whole, "programme", new)
    assert again == whole.replace(old, new)
    assert again.startswith(cases.rstrip())
    assert "sqlite, 20" in again
    assert "sqlite, 10 |" not in section_of(again, "programme")
    assert with_sections(many, again) == again.replace(cases.rstrip(), many.rstrip())


def test_both_databases_stand_beside_one_another_and_what_misses_an_aim_is_named() -> None:
    section = programme([Measured("sqlite", 20, PAGES), Measured("postgresql", 20, dict.fromkeys(PAGES, PAGES["memory"]))])
    assert "| | sqlite, 20 | postgresql, 20 |" in section
    assert "| list: p50 / p95 · p95 against the bare view · queries | 7.1 / 9.0 · 3.2 × · 10 | 90 MB |" in section
    assert "Missed by: list (sqlite); form (sqlite)." in section


def test_of_countries_too_what_misses_an_aim_is_named_and_how_it_grows() -> None:
    more = {row: {**one, "grows": one["grows"] and one["grows"] * 1.5} for row, one in PAGES.items()}
    section = country([Measured("sqlite", 99, PAGES), Measured("sqlite", 9900, more)])
    assert "| | sqlite, 99 | sqlite, 9,900 | growth, 99 to 9,900 |" in section
    assert "7.1 / 9.0 · 3.2 × · 10 | 7.1 / 9.0 · 3.2 × · 10 | 1.5 × |" in section
    assert "Missed by: list (sqlite, 99); form (sqlite, 99); list (sqlite, 9,900); form (sqlite, 9,900)." in section
