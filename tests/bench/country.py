"""Whole countries of invented cases: `python -m tests.bench.country` invents them by `opennrm synth`, holds the tables against the margins,
measures pages and tables beside the bare view, drops every projection, makes all of it again and holds the tables against those before;
the largest on PostgreSQL too, where its rows are copied. It writes a section of docs/benchmarks.md, which `make bench` leaves as it is.

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
    asked.add_argument("--to", type=Path, default=PAGE, help="the file whose section is written")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="opennrm-bench-") as thrown_away:
        folders = {margins: (given.kept or Path(thrown_away)) / margins.stem for margins in given.margins}
        found = [made(margins, folder) for margins, folder in folders.items()]
        section = country([*found, copied(*list(folders.items())[-1])])
    given.to.write_text(with_section(given.to.read_text() if given.to.exists() else "", "country", section))
    print(section)


def made(margins: Path, folder: Path) -> Measured:
    """The figures of a country with these margins, invented in this folder where it does not stand there yet."""
    given = environment(folder, "sqlite")
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run([*COMMAND, "synth", str(margins)], check=True, env=given)
    return _measured("sqlite", margins, folder, given)


def copied(margins: Path, folder: Path) -> Measured:
    """The figures of the same country on PostgreSQL: its keys stay where they are."""
    given = environment(folder, "postgresql")
    subprocess.run([sys.executable, "-m", "tests.bench.copied", str(folder / "home" / "opennrm.sqlite3")], check=True, env=given)
    return _measured("postgresql", margins, folder, given)


def _measured(database: str, margins: Path, folder: Path, given: dict[str, str]) -> Measured:
    said = folder / f"{database}.json"
    subprocess.run([*MEASURE, str(margins), str(said)], check=True, env=given)
    figures = json.loads(said.read_text())
    return Measured(database, figures.pop("cases"), figures)


if __name__ == "__main__":
    main()
