"""The figures of a country of invented cases, as JSON: run in a process of its own by `python -m tests.bench.country`."""

import json
import sys
from pathlib import Path
from typing import Any

import django

django.setup()

from click.testing import CliRunner  # noqa: E402
from ruamel.yaml import YAML  # noqa: E402
from tests.bench import country_acts, pages, server, tables, tenfold  # noqa: E402
from tests.bench.timing import Found  # noqa: E402
from tests.margins import differing  # noqa: E402

from opennrm.access.actor import Actor  # noqa: E402
from opennrm.cases.spine.models import Case  # noqa: E402
from opennrm.journal import places  # noqa: E402
from opennrm.journal.models import JournalEvent  # noqa: E402
from opennrm.mechanism import reads as mechanism  # noqa: E402
from opennrm.mechanism.models import User  # noqa: E402
from opennrm.portal.commands import main as opennrm  # noqa: E402
from opennrm.statistics.period import Period  # noqa: E402


def main(margins: Path, said: Path) -> None:
    """Measure a country with these margins."""
    wanted = YAML(typ="safe").load(margins)
    position = str(places.last())
    before = tables_of(wanted, position)
    assert differing(wanted, json.loads(before)) == []
    readers = pages.Readers(_who("case_worker"), _who("decision_maker"), _who("national_coordinator"))
    found = {"events": Found(f"{JournalEvent.objects.exclude(kind='reading').count():,}")}
    bare = pages.shown(readers, found)
    year = Period.parse(str(wanted["period"]))
    tables.counted(bare, year, found)
    tenfold.counted(bare, year, found)
    server.memory(readers, found)
    country_acts.recorded(bare, found)
    tables.made_again(found)
    assert tables_of(wanted, position) == before, "the tables differ after the projections were made again"
    figures = {"cases": Case.objects.filter(kind="case").count(), **{name: one.as_json() for name, one in found.items()}}
    said.write_text(json.dumps(figures))


def tables_of(wanted: Any, position: str) -> str:
    """Every table of the period as at a position, as the operator's own command tells them: to read a page is on record, too."""
    words = ["statistics", "table", wanted["country"], "--period", str(wanted["period"]), "--as-at", position, "--json"]
    done = CliRunner().invoke(opennrm, words)
    assert done.exit_code == 0, done.output
    return done.stdout


def _who(role: str) -> Actor:
    """The first who does this part."""
    actors = (mechanism.actor_for(user) for user in User.objects.order_by("name"))
    return next(one for one in actors if one is not None and role in one.roles)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
