"""The figures of one database, as JSON: run in a process of its own by `python -m tests.bench`."""

import json
import sys
from pathlib import Path

import django

django.setup()

from tests.bench import acts, pages, server, tables  # noqa: E402
from tests.bench.timing import Found  # noqa: E402

from opennrm.portal.commands import init  # noqa: E402


def main(cases: int, said: Path) -> None:
    init.prepare("XD", "demo")
    found: dict[str, Found] = {}
    made = acts.built(cases, found)
    acts.recorded(made, found)
    bare = pages.shown(made, found)
    tables.counted(bare, found)
    tables.law(found)
    server.memory(made, found)
    tables.made_again(found)
    said.write_text(json.dumps({name: one.as_json() for name, one in found.items()}))


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
