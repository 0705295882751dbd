"""The figures as the page that is committed."""

import os
import platform
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

PAGE = Path("docs/benchmarks.md")
SECTIONS = ("programme", "country")  # each written by a module of its name
ENDS = "<!-- to here -->"
NEAR, MOST = 3.0, 15  # times the bare view, queries
OF_A_PAGE = re.compile(r"· (?P<times>[\d.]+) × · (?P<queries>\d+)$")
AIMS = (
    "The aims: a page's p95 at most three times that of the bare view, growth at most 1.5, at most 15 queries (what begins and ends a "
    "transaction is not counted); 200 referrals a second in bulk on two cores; all tables of a country-year at most 2 s and as at any date "
    "at most 5 s, at a million cases; a process of the server at most 200 MB; all projections made again at 5,000 events a second; all "
    "profiles in less than a second, 1,000 rights in less than 10 ms.",
    "A page of a case is at most 60 kB beside the shared style sheet: `tests/journeys` holds it.",
)


@dataclass(frozen=True, slots=True)
class Measured:
    """What one run found, on one database with so many cases."""

    database: str
    cases: int
    figures: dict[str, dict[str, Any]]


def page(found: list[Measured], took: float) -> str:
    """The figures of all runs beside one another, and how each grows from the fewest cases to the most on SQLite."""
    grew, columns = _columns(found)
    lines = ["# Measured", "", *_how(took), "", "| | " + " | ".join(columns) + " |", "|---|" + "---|" * len(columns)]
    return "\n".join([*lines, *_rows(found, grew), "", *AIMS, ""])


def _columns(found: list[Measured]) -> tuple[tuple[Measured, Measured] | None, list[str]]:
    """The fewest cases and the most on SQLite, and what stands above each column: every run, then how it grew."""
    sqlite = [one for one in found if one.database == "sqlite"]
    grew = (sqlite[0], sqlite[-1]) if len(sqlite) > 1 else None
    return grew, [f"{one.database}, {one.cases:,}" for one in found] + ([f"growth, {_sizes(grew)}"] if grew else [])


def _how(took: float) -> list[str]:
    return [
        f"`make bench` on {datetime.now(UTC):%d %B %Y}, in {took / 60:.0f} minutes: {_machine()}. "
        "Invented cases, made through the real actions. The bare view (one indexed query, one template, one durable insert, Django's own "
        "middleware) ran in the same process, its requests between those of what stands beside it. Times in milliseconds. Growth is that "
        "of the median, as so many bare views of its own run.",
    ]


def _machine() -> str:
    return f"{os.cpu_count()} cores ({platform.machine()}), {_memory():.0f} GB of memory, Python {platform.python_version()}"


def _memory() -> float:
    lines = dict(line.split(":") for line in Path("/proc/meminfo").read_text().splitlines())
    return int(lines["MemTotal"].split()[0]) / 1024**2


def _sizes(grew: tuple[Measured, Measured]) -> str:
    return f"{grew[0].cases:,} to {grew[1].cases:,}"


def _growth(grew: tuple[Measured, Measured], row: str) -> str:
    few, many = (one.figures[row]["grows"] for one in grew)
    return f"{many / few:.1f} ×" if few and many else ""


def programme(found: list[Measured]) -> str:
    """The section of a programme's work: each database beside the other, and which pages miss an aim."""
    columns = [f"{one.database}, {one.cases:,}" for one in found]
    lines = [_begins("programme"), "## The work of a programme", "", _how_of_programme(), "", "| | " + " | ".join(columns) + " |"]
    lines.append("|---|" + "---|" * len(columns))
    lines += _rows(found, None)
    return "\n".join([*lines, "", _missed(found), ENDS, ""])


def country(found: list[Measured]) -> str:
    """The section of countries of invented cases, each beside the other, and how each figure grows from the first to the last."""
    grew, columns = _columns(found)
    lines = [_begins("country"), "## Countries of invented cases", "", _how_of_country(), ""]
    lines.append("| | " + " | ".join(columns) + " |")
    lines.append("|---|" + "---|" * len(columns))
    lines += _rows(found, grew)
    return "\n".join([*lines, "", _missed(found), ENDS, ""])


def _rows(found: list[Measured], grew: tuple[Measured, Measured] | None) -> list[str]:
    """A line for each figure."""
    cells = {row: [str(one.figures[row]["told"]) for one in found] + ([_growth(grew, row)] if grew else []) for row in found[0].figures}
    return [f"| {row} | " + " | ".join(told) + " |" for row, told in cells.items()]


def section_of(text: str, name: str) -> str:
    """The section of a page that is written already; nothing where it has none."""
    section = _section(name).search(text)
    return section[0] if section else ""


def with_section(text: str, name: str, section: str) -> str:
    """The page with this section in the place of its former one, or behind all else."""
    if not section:
        return text
    if _section(name).search(text):
        return _section(name).sub(lambda _: section, text)
    return f"{text.rstrip()}\n\n{section}" if text.strip() else section


def with_sections(text: str, former: str) -> str:
    """The page with every section of the former one."""
    for name in SECTIONS:
        text = with_section(text, name, section_of(former, name))
    return text


def _begins(name: str) -> str:
    return f"<!-- python -m tests.bench.{name} writes from here -->"


def _section(name: str) -> re.Pattern[str]:
    return re.compile(f"{re.escape(_begins(name))}.*?{re.escape(ENDS)}\\n?", re.DOTALL)


def _how_of_programme() -> str:
    return (
        f"`python -m tests.bench.programme` on {datetime.now(UTC):%d %B %Y}: {_machine()}. "
        "Invented activities, written as rows; times in milliseconds "
        "where nothing else is said. What lists and counts follow is filed by the actions (`activities.filed`), so that no page joins or "
        "sorts all of it; a period, and two things at once, are counted within the index."
    )


def _how_of_country() -> str:
    return (
        f"`python -m tests.bench.country` on {datetime.now(UTC):%d %B %Y}: {_machine()}. "
        "Cases as `opennrm synth` invents them from margins that nobody published (tests/bench/margins); times in milliseconds where "
        "nothing else is said. That the tables are those margins, and the same to the byte after every projection was dropped and made "
        "again, is asked in this run: where it does not hold, nothing is written. On PostgreSQL it is the same country, its rows copied. "
        "A country ten times as large was not made: the rows that the tables of a year count were written ten times over, each time for "
        "other cases and later positions, and taken back."
    )


def _missed(found: list[Measured]) -> str:
    aims = f"The aims: a page's p95 at most {NEAR:.0f} times that of the bare view, at most {MOST} queries, at most 60 kB."
    alone = len({one.database for one in found}) == len(found)
    where = [one.database if alone else f"{one.database}, {one.cases:,}" for one in found]
    missed = [(row.partition(":")[0], place) for place, one in zip(where, found, strict=True) for row in one.figures if _misses(one, row)]
    wrong = [f"{row} ({place})" for row, place in missed]
    return f"{aims} Missed by: {'; '.join(wrong)}." if wrong else f"{aims} No page misses them."


def _misses(found: Measured, row: str) -> bool:
    page = OF_A_PAGE.search(str(found.figures[row]["told"]))
    return page is not None and (float(page["times"]) > NEAR or int(page["queries"]) > MOST)
