"""`make bench`: pages, acts and tables with many cases, beside a bare Django view in the same run; writes docs/benchmarks.md.

Each database and size is measured in a process of its own, on a database that is made for it and thrown away.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.page import Measured, page

POSTGRESQL = "postgres://postgres@127.0.0.1:5432"
PAGE = Path("docs/benchmarks.md")


def main() -> None:
    asked = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    asked.add_argument("cases", type=int, nargs="*", default=[1_000, 10_000], help="how many cases on SQLite, one size after the other")
    asked.add_argument("--postgresql", type=int, nargs="*", help="how many cases on PostgreSQL; default the fewest of those")
    asked.add_argument("--to", type=Path, default=PAGE, help="the file that is written")
    given = asked.parse_args()
    sizes = [("sqlite", size) for size in sorted(given.cases)]
    sizes += [("postgresql", size) for size in sorted([min(given.cases)] if given.postgresql is None else given.postgresql)]
    began = time.monotonic()
    found = [measured(name, cases) for name, cases in sizes]
    given.to.write_text(page(found, time.monotonic() - began))
    print(given.to.read_text())


def measured(name: str, cases: int) -> Measured:
    """The figures of one database with so many cases."""
    with tempfile.TemporaryDirectory(prefix="opennrm-bench-") as folder:
        environment = {
            **os.environ,
            "OPENNRM_HOME": f"{folder}/home",
            "OPENNRM_KEYS": f"{folder}/keys",
            "OPENNRM_INSECURE_HTTP": "1",
            "DJANGO_SETTINGS_MODULE": "opennrm.portal.settings",
            "OPENNRM_DATABASE_URL": "",
        }
        if name == "postgresql":
            subprocess.run(["dropdb", "-h", "127.0.0.1", "-U", "postgres", "--if-exists", "opennrm_bench"], check=True)
            subprocess.run(["createdb", "-h", "127.0.0.1", "-U", "postgres", "opennrm_bench"], check=True)
            environment["OPENNRM_DATABASE_URL"] = f"{POSTGRESQL}/opennrm_bench"
        said = Path(folder) / "figures.json"
        subprocess.run([sys.executable, "-m", "tests.bench.figures", str(cases), str(said)], check=True, env=environment)
        return Measured(name, cases, json.loads(said.read_text()))


if __name__ == "__main__":
    main()
