"""`make bench`: pages, acts and tables with many cases, beside a bare Django view in the same run; writes docs/benchmarks.md.

Each database and size is measured in a process of its own, on a database that is made for it and thrown away: or kept (`--kept`), since
making a hundred thousand cases takes an hour and measuring them wants a machine that does nothing else.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.installation import environment
from tests.bench.page import PAGE, Measured, page, with_sections


def main() -> None:
    asked = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    asked.add_argument("cases", type=int, nargs="*", default=[1_000, 10_000], help="how many cases on SQLite, one size after the other")
    asked.add_argument("--postgresql", type=int, nargs="*", help="how many cases on PostgreSQL; default the fewest of those")
    asked.add_argument("--to", type=Path, default=PAGE, help="the file that is written")
    asked.add_argument("--kept", type=Path, help="a folder that keeps the SQLite databases, and gives one that it keeps already")
    asked.add_argument("--make-only", action="store_true", help="with --kept: make what is missing there, measure nothing")
    given = asked.parse_args()
    sizes = [("sqlite", size) for size in sorted(given.cases)]
    sizes += [("postgresql", size) for size in sorted([min(given.cases)] if given.postgresql is None else given.postgresql)]
    began = time.monotonic()
    found = [measured(name, cases, given.kept, given.make_only) for name, cases in sizes]
    if given.make_only:
        return
    former = given.to.read_text() if given.to.exists() else ""
    given.to.write_text(with_sections(page(found, time.monotonic() - began), former))
    print(given.to.read_text())


def measured(name: str, cases: int, kept: Path | None = None, make_only: bool = False) -> Measured:
    """The figures of one database with so many cases."""
    with tempfile.TemporaryDirectory(prefix="opennrm-bench-") as thrown_away:
        folder = kept / f"sqlite-{cases}" if kept and name == "sqlite" else Path(thrown_away)
        given = environment(folder, name)
        folder.mkdir(parents=True, exist_ok=True)
        said = folder / "figures.json"
        if not said.exists():
            subprocess.run([sys.executable, "-m", "tests.bench.making", str(cases), str(said)], check=True, env=given)
        if not make_only:
            subprocess.run([sys.executable, "-m", "tests.bench.figures", str(said)], check=True, env=given)
        return Measured(name, cases, json.loads(said.read_text()))


if __name__ == "__main__":
    main()
