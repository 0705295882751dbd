"""`make bench`: pages and acts with many cases, beside a bare Django view in the same run; writes docs/benchmarks.md.

Each database is measured in a process of its own, on a database that is made for it and thrown away.
"""

import json
import os
import platform
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

POSTGRESQL = "postgres://postgres@127.0.0.1:5432"
PAGE = Path("docs/benchmarks.md")


def main() -> None:
    cases = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    found = {name: measured(name, cases) for name in ("sqlite", "postgresql")}
    PAGE.write_text(page(found, cases))
    print(PAGE.read_text())


def measured(name: str, cases: int) -> dict[str, Any]:
    """The figures of one database."""
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
        return dict(json.loads(said.read_text()))


def page(found: dict[str, dict[str, Any]], cases: int) -> str:
    """The figures as a page."""
    lines = [
        "# Measured",
        "",
        f"`make bench` on {datetime.now(UTC):%d %B %Y}: {os.cpu_count()} cores ({platform.machine()}), Python {platform.python_version()}, "
        f"{cases:,} invented cases made through the real actions. The bare view (one indexed query, one template, one durable insert, "
        "Django's own middleware) ran in the same process, its requests between those of the pages. Times in milliseconds.",
        "",
        "| | " + " | ".join(found) + " |",
        "|---|" + "---|" * len(found),
    ]
    for row in next(iter(found.values())):
        lines.append(f"| {row} | " + " | ".join(str(figures[row]) for figures in found.values()) + " |")
    lines += [
        "",
        "The aims: p95 at most three times that of the bare view and at most 15 queries a page (what begins and ends a transaction is not "
        "counted); 200 referrals a second in bulk; all profiles in less than a second, 1,000 rights in less than 10 ms.",
        "A page of a case is at most 60 kB beside the shared style sheet: `tests/journeys` holds it.",
        "",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
