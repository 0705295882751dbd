"""The work of a programme with twenty thousand activities: `python -m tests.bench.programme` measures its pages, reports and tables beside
the bare view, on SQLite and on PostgreSQL, and writes its own section of docs/benchmarks.md. `make bench` leaves that section as it is.

The activities are written as rows, not by actions: what is measured here is reading.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.installation import environment
from tests.bench.page import PAGE, Measured, programme, with_section

ACTIVITIES = 20_000


def main() -> None:
    asked = argparse.ArgumentParser(prog="python -m tests.bench.programme", description=__doc__)
    asked.add_argument("activities", type=int, nargs="?", default=ACTIVITIES, help="how many activities on SQLite")
    asked.add_argument("--postgresql", type=int, help="how many activities on PostgreSQL; default as many, none: 0")
    asked.add_argument("--to", type=Path, default=PAGE, help="the file whose section is written")
    given = asked.parse_args()
    on_postgresql = given.activities if given.postgresql is None else given.postgresql
    sizes = [(name, size) for name, size in (("sqlite", given.activities), ("postgresql", on_postgresql)) if size]
    section = programme([measured(name, size) for name, size in sizes])
    given.to.write_text(with_section(given.to.read_text() if given.to.exists() else "", "programme", section))
    print(section)


def measured(name: str, activities: int) -> Measured:
    """The figures of one database with so many activities."""
    with tempfile.TemporaryDirectory(prefix="opennrm-bench-") as folder:
        said, given = Path(folder) / "figures.json", environment(Path(folder), name, "opennrm_bench_programme")
        subprocess.run([sys.executable, "-m", "tests.bench.work", str(activities), str(said)], check=True, env=given)
        return Measured(name, activities, json.loads(said.read_text()))


if __name__ == "__main__":
    main()
