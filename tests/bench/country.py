"""Whole countries of invented cases: `python -m tests.bench.country` invents them by `opennrm synth`, holds the tables against the margins,
measures pages and tables beside the bare view, drops every projection, makes all of it again and holds the tables against those before.
It writes its own section of docs/benchmarks.md; `make bench` leaves that section as it is.

With --kept the databases stay, and one that was broken off goes on where it was: a hundred thousand cases take the better part of an hour.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.installation import environment
from tests.bench.page import PAGE, Measured, country, with_section

MARGINS = sorted((Path(__file__).parent / "margins").glob("*.yaml"), key=lambda file: int(file.stem))
COMMAND = (sys.executable, "-c", "from opennrm.portal.commands import main; main()")
MEASURE = (sys.executable, "-m", "tests.bench.invented")


def main() -> None:
    asked = argparse.ArgumentParser(prog="python -m tests.bench.country", description=__doc__)
    asked.add_argument(
        "margins", type=Path, nargs="*", default=MARGINS, help="files of margins, as `opennrm synth` takes them, the smallest first"
    )
    asked.add_argument("--kept", type=Path, help="a folder that keeps the databases, and gives those that it keeps already")
    asked.add_argument(
        "--part",
        type=Path,
        help="the folder of a country in the making (home, keys): measured as it is and as a copy on PostgreSQL, beside the whole ones; "
        "once, since sqlite.json and postgresql.json in that folder tell it from then on",
    )
    asked.add_argument("--to", type=Path, default=PAGE, help="the file whose section is written")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="opennrm-bench-") as thrown_away:
        found = [measured(one, (given.kept or Path(thrown_away)) / one.stem) for one in given.margins]
        if given.part:
            found += [part_of(given.margins[-1], given.part, database) for database in ("sqlite", "postgresql")]
        section = country(found, in_the_making=bool(given.part))
    given.to.write_text(with_section(given.to.read_text() if given.to.exists() else "", "country", section))
    print(section)


def measured(margins: Path, folder: Path) -> Measured:
    """The figures of a country with these margins."""
    given, said = environment(folder, "sqlite"), folder / "figures.json"
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run([*COMMAND, "synth", str(margins)], check=True, env=given)
    subprocess.run([*MEASURE, str(margins), str(said)], check=True, env=given)
    return _told("sqlite", said)


def part_of(margins: Path, folder: Path, database: str) -> Measured:
    """The figures of a country in the making, which may have any margins of this country and period."""
    said = folder / f"{database}.json"
    if not said.exists():
        given = environment(folder, database)
        if database == "postgresql":
            subprocess.run([sys.executable, "-m", "tests.bench.copied", str(folder / "home" / "opennrm.sqlite3")], check=True, env=given)
        subprocess.run([*MEASURE, str(margins), str(said), "--part"], check=True, env=given)
    return _told(database, said)


def _told(database: str, said: Path) -> Measured:
    figures = json.loads(said.read_text())
    return Measured(database, figures.pop("cases"), figures)


if __name__ == "__main__":
    main()
