"""The operator's commands: publish, list, verify, hand on, withdraw; and a reader who has nothing but the file."""

import json
import os
import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from django.conf import settings
from tests import people
from tests.once import once

from opennrm.cases.correction import actions as correction
from opennrm.cases.identification.tests.world import World
from opennrm.cases.spine import door as cases_door
from opennrm.journal import clock, places
from opennrm.journal.models import applying
from opennrm.portal.commands import main
from opennrm.statistics.publication import reads
from opennrm.statistics.publication.tests.world import counted, published

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def world() -> tuple[World, list[Any]]:
    return once(counted)


def asked(*words: str) -> Result:
    return CliRunner().invoke(main, ["statistics", *words])


def said(*words: str) -> str:
    result = asked(*words)
    assert result.exit_code == 0, result.output
    return result.output


def refused(*words: str) -> str:
    result = asked(*words)
    assert result.exit_code == 1, result.output
    return result.output


def digits(output: str) -> str:
    """The fingerprint that a command printed."""
    return output.partition("signed with the key ")[2].splitlines()[0]


def test_figures_are_published_listed_and_verified(world: tuple[World, list[Any]]) -> None:
    asked_for = ("publish", "XD", "--period", "2026", "--as-at", f"{places.last()}")
    made = said(*asked_for)
    assert "XD 2026/1 is published" in made
    row = reads.edition("2026")
    assert row.hash in made
    assert row.hash in said("publications")
    assert "to the byte" in said("verify", "2026/1")
    assert "there is nothing to revise" in refused(*asked_for)


def test_what_was_moved_in_the_database_is_named(world: tuple[World, list[Any]]) -> None:
    published()
    from opennrm.cases.spine.models import Counted  # noqa: PLC0415  settings must be ready first

    with applying():
        Counted.objects.filter(case_id=world[1][0]).delete()
    output = refused("verify", "2026")
    assert "does not follow from the journal" in output
    assert "published 26, recomputed 25" in output


def test_a_package_is_written_once_and_read_by_whoever_has_the_digits(world: tuple[World, list[Any]], tmp_path: Path) -> None:
    published()
    file = tmp_path / "figures.json"
    key = digits(said("package", "2026", str(file)))
    assert "File exists" in refused("package", "2026", str(file))
    output = said("read-package", str(file), "--signer", key)
    assert "INVENTED DATA" in output
    assert "All" in output
    assert "You have not said which key you trust" not in output
    assert "Referiri" in said("read-package", str(file), "--language", "ro")
    assert "You have not said which key you trust" in said("read-package", str(file))
    assert json.loads(file.read_bytes())["publication"]["period"] == "2026"
    file.write_bytes(file.read_bytes().replace(b'"count":26', b'"count":27'))
    assert f"{file} is refused: its signature is not that of its content" in refused("read-package", str(file))


def test_the_signing_key_lies_in_the_key_directory_and_opens_to_its_owner_alone(world: tuple[World, list[Any]], tmp_path: Path) -> None:
    published()
    said("package", "2026", str(tmp_path / "figures.json"))
    key = Path(settings.KEYS) / "publication-key"
    assert key.stat().st_mode & 0o777 == 0o600
    assert key.read_bytes().strip() not in (tmp_path / "figures.json").read_bytes()
    assert list(Path(settings.HOME).rglob("publication-key")) == []


def test_a_withdrawn_edition_is_handed_on_no_more(world: tuple[World, list[Any]], tmp_path: Path) -> None:
    published()
    assert "2026/1 is withdrawn" in said("withdraw", "2026", "--reason", "figures_wrong")
    file = tmp_path / "gone.json"
    key = digits(said("package", "2026/1", str(file)))
    assert "XD 2026/1 was withdrawn on" in said("read-package", str(file), "--signer", key)
    file.write_bytes(file.read_bytes().replace(b"figures_wrong", b"nothing_wrong"))
    assert "is refused" in refused("read-package", str(file))
    assert "nothing was published as 2026" in refused("package", "2026", str(tmp_path / "figures.json"))
    assert "withdrawn" in said("publications")
    assert "to the byte" in said("verify", "2026/1")


def test_an_organisation_that_holds_nothing_reads_it(world: tuple[World, list[Any]], tmp_path: Path) -> None:
    """A process of its own, in an empty directory, without a database: it neither makes one nor asks for one."""
    published()
    file, home = tmp_path / "figures.json", tmp_path / "home"
    key = digits(said("package", "2026", str(file)))
    code = "import sys; from opennrm.portal.commands import main; sys.exit(main())"
    places = {"OPENNRM_HOME": str(home), "OPENNRM_KEYS": str(tmp_path / "keys"), "OPENNRM_SECRET": "s", "OPENNRM_INSECURE_HTTP": "1"}
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("OPENNRM_", "DJANGO_"))}
    command = [sys.executable, "-c", code, "statistics", "read-package", str(file), "--signer", key]
    read = subprocess.run(command, env={**kept, **places}, capture_output=True, text=True, check=False)
    assert read.returncode == 0, read.stderr
    assert "Referrals" in read.stdout
    assert not home.exists()


def test_what_another_wrote_does_not_reach_the_terminal(world: tuple[World, list[Any]], tmp_path: Path) -> None:
    from opennrm.statistics.publication import package, signing  # noqa: PLC0415

    frozen = published().frozen
    labels = {**frozen.labels, "referrals": {"en": "\x1b[2JReferrals\x07"}}
    file = tmp_path / "figures.json"
    file.write_bytes(package.package(frozen.model_copy(update={"labels": labels}), "2026-12-01T09:00:00+00:00", signing.key()))
    output = said("read-package", str(file))
    assert "\x1b" not in output
    assert "\x07" not in output


def test_the_shape_of_the_file_is_told(world: tuple[World, list[Any]]) -> None:
    assert set(json.loads(said("package-schema"))["properties"]) >= {"publication", "hash", "signature"}


def test_a_table_is_handed_on_as_whoever_has_the_last_edition_may_read_it(world: tuple[World, list[Any]]) -> None:
    office, cases = world
    published()
    correction.void(office.decider, cases[-1], reason="trial_entry", why="Typed to try it out.", on=cases_door.today())
    exact = said("table", "XD", "--period", "2026")
    assert re.search(r"age_at_exploitation / other_or_not_known +11~", exact)
    assert "~ moved by fewer than 10 since it was published" in exact
    released = said("table", "XD", "--period", "2026", "--as-released")
    assert re.search(r"total +25 ", released), "a total may move by one"
    assert re.search(r"sex / female +25 ", released), "and so may what counts everybody"
    assert re.search(r"age_at_exploitation / other_or_not_known +withheld\n", released)
    found = json.loads(said("table", "XD", "--period", "2026", "--json"))
    assert "referrals.age_at_exploitation.other_or_not_known" in found["protected_moved"]


def test_a_table_is_handed_on_as_whoever_reads_the_ends_of_months_may_read_it(world: tuple[World, list[Any]]) -> None:
    """Nothing was published, and still the ends of months told what a number was that has moved by one since."""
    office, cases = world
    people.time_passes(datetime(2027, 2, 1, 9, 0, tzinfo=UTC))
    row = r"age_at_exploitation / other_or_not_known +"
    assert re.search(row + "12 ", said("table", "XD", "--period", "2026", "--as-released"))
    correction.void(office.decider, cases[-1], reason="trial_entry", why="Typed to try it out.", on=cases_door.today())
    assert re.search(row + "withheld\n", said("table", "XD", "--period", "2026", "--as-released"))


def test_without_a_day_it_looks_at_the_end_of_the_last_month(world: tuple[World, list[Any]]) -> None:
    assert "Nothing was recorded by position" in refused("publish", "XD", "--period", "2026")
    last = places.last()
    people.time_passes(clock.now() + timedelta(days=31))
    assert f"as at position {last}," in said("publish", "XD", "--period", "2026")


def test_a_period_that_has_not_begun_is_not_published(world: tuple[World, list[Any]]) -> None:
    assert "2031 had not begun on 2026-" in refused("publish", "XD", "--period", "2031", "--as-at", f"{places.last()}")
