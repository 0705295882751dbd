"""By two processes the tables are made and read against the journal as by one."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.replay import apart

pytestmark = pytest.mark.database  # of another process
SUBMIT = "tests.replay.submitting"
CHANGED = """
import django; django.setup()
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("update cases_case set state = 'identified' where kind = 'case'")
"""


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[dict[str, str]]:
    """Some referrals in a database of their own, made by a process of its own."""
    with apart.installation(tmp_path, "opennrm_side_by_side") as environment:
        subprocess.run([sys.executable, "-m", SUBMIT, "prepare"], env=environment, check=True, timeout=120)
        subprocess.run(
            [sys.executable, "-m", SUBMIT, "submit", str(tmp_path / "acknowledged"), "6"], env=environment, check=True, timeout=120
        )
        yield environment


def journal(environment: dict[str, str], does: str) -> "subprocess.CompletedProcess[str]":
    """What a command of the journal says, by two processes."""
    command = [sys.executable, "-c", "from opennrm.portal.commands import main; main()", "journal", does, "--at-once", "2"]
    return subprocess.run(command, env=environment, check=False, timeout=120, capture_output=True, text=True)


def test_two_processes_find_what_was_changed_and_put_it_right(installation: dict[str, str]) -> None:
    sound = journal(installation, "verify")
    assert sound.stdout.endswith(" 0 faults\n"), sound
    subprocess.run([sys.executable, "-c", CHANGED], env=installation, check=True, timeout=120)
    found = journal(installation, "verify")
    assert (found.returncode, found.stdout.count("cases_case differs from its replay in state")) == (1, 6), found
    made = journal(installation, "rebuild")
    assert made.returncode == 0, made
    again = journal(installation, "verify")
    assert again.stdout.endswith(" 0 faults\n"), again
