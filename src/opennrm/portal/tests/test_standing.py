"""Nothing is served or worked on tables of another edition of the software: it is said what is missing, and what to do."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from django.db.migrations.recorder import MigrationRecorder
from tests.people import STARTS, an_installation

from opennrm.journal.models import Installation
from opennrm.portal.commands import main, serve, worker

COMMAND = [sys.executable, "-c", "from opennrm.portal.commands import main; main()"]


def said(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


@pytest.fixture
def nothing_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server or worker that begins after all would go on for ever."""
    monkeypatch.setattr(serve.Server, "run", lambda _: pytest.fail("it serves"))
    monkeypatch.setattr(worker, "round_of_duties", lambda: pytest.fail("it works"))


@pytest.fixture
def an_upgrade() -> None:
    """As after an upgrade: the software brings a change of the tables that this database has not seen."""
    Installation.forget()
    Installation.objects.create(country="XD", kind="live", created_at=STARTS)
    MigrationRecorder.Migration.objects.filter(app="journal", name="0003_invention").delete()


@pytest.mark.django_db(databases=["default", "keys"])
@pytest.mark.usefixtures("an_upgrade", "nothing_begins")
@pytest.mark.parametrize("does", ["serve", "worker"])
def test_after_an_upgrade_it_says_what_to_do_and_does_nothing(does: str) -> None:
    told = said(does)
    assert told.exit_code == 1
    assert "one change of them is missing\n  journal.0003_invention\n" in told.output
    assert "opennrm init --country XD --kind live\n" in told.output


@pytest.mark.django_db(databases=["default", "keys"])
def test_on_tables_of_this_edition_the_worker_works() -> None:
    an_installation()
    told = said("worker", "--once")
    assert (told.exit_code, "0 drafts destroyed" in told.output) == (0, True)


@pytest.mark.django_db(databases=["default", "keys"])
def test_where_nothing_was_made_it_says_how_it_is_made() -> None:
    Installation.forget()
    told = said("worker", "--once")
    assert (told.exit_code, "there is no installation here" in told.output) == (1, True)


@pytest.mark.database  # of another process
def test_without_a_database_nothing_is_served(tmp_path: Path) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("OPENNRM_")}
    places = {
        "OPENNRM_HOME": str(tmp_path / "none"),
        "OPENNRM_KEYS": str(tmp_path / "keys"),
        "DJANGO_SETTINGS_MODULE": "opennrm.portal.settings",
    }
    told = subprocess.run([*COMMAND, "serve"], env={**kept, **places}, check=False, capture_output=True, text=True, timeout=60)
    assert told.returncode == 1
    assert "opennrm init --country XX" in told.stderr
    assert "Traceback" not in told.stderr


def test_of_a_country_without_a_demonstration_it_says_so_and_makes_nothing() -> None:
    told = said("demo", "--country", "GB", "--build-only")
    assert told.exit_code == 1
    assert "no demonstration of GB, only of XD" in told.output
