"""Makes the database that is measured, in a process of its own, and begins the JSON of its figures with what that took."""

import json
import sys
import time
from pathlib import Path

import django

django.setup()

from tests.bench.timing import Found  # noqa: E402

from opennrm.journal.models import JournalEvent  # noqa: E402
from opennrm.portal.commands import init  # noqa: E402
from opennrm.portal.demo import build  # noqa: E402


def main(cases: int, said: Path) -> None:
    """The Demo Republic with so many cases behind its twelve ways."""
    init.prepare("XD", "demo")
    began = time.perf_counter()
    build.build("XD", cases, _progress)
    took, events = time.perf_counter() - began, JournalEvent.objects.exclude(kind="reading").count()
    found = Found(f"{events / took:.0f} ({events:,} in {took:.0f} s)")
    said.write_text(json.dumps({"events of the whole ways, in bulk, a second": found.as_json()}))


def _progress(done: int, all: int) -> None:
    print(f"\r{done} of {all} acts", end="", file=sys.stderr)


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
