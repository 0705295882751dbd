"""The figures of one database, as JSON: run in a process of its own by `python -m tests.bench`."""

import json
import sys
from pathlib import Path

import django

django.setup()

from tests.bench import acts, pages, server, tables  # noqa: E402
from tests.bench.timing import Found  # noqa: E402

from opennrm.cases.spine import door  # noqa: E402
from opennrm.portal.demo import mechanism  # noqa: E402
from opennrm.statistics.period import Period  # noqa: E402


def main(said: Path) -> None:
    made = mechanism.standing("XD")
    found: dict[str, Found] = {}
    acts.recorded(made, found)
    readers = pages.Readers(made.who("Ilva Marden"), made.who("Oda Brissen"), made.coordinator)
    bare = pages.shown(readers, found)
    tables.counted(bare, Period.year(door.today().year), found)
    tables.law(found)
    server.memory(readers, found)
    tables.made_again(found)
    said.write_text(json.dumps(json.loads(said.read_text()) | {name: one.as_json() for name, one in found.items()}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
