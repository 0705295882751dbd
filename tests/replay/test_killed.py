"""Killed in the middle: every acknowledged referral is there, the chains hold, and no key is left without its person."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.replay import apart

pytestmark = pytest.mark.database  # of another process
SUBMIT = "tests.replay.submitting"


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[dict[str, str]]:
    """An installation in a database of its own, made by a process of its own."""
    with apart.installation(tmp_path, "opennrm_killed") as environment:
        subprocess.run([sys.executable, "-m", SUBMIT, "prepare"], env=environment, check=True, timeout=120)
        yield environment


def test_a_kill_loses_nothing_that_was_acknowledged(installation: dict[str, str], tmp_path: Path) -> None:
    acknowledged = tmp_path / "acknowledged"
    for seconds in (0.4, 0.9, 1.7):
        worker = subprocess.Popen(
            [sys.executable, "-m", SUBMIT, "submit", str(acknowledged), "50"], env=installation, stdout=subprocess.PIPE
        )
        assert worker.stdout is not None
        assert worker.stdout.readline() == b"ready\n"
        time.sleep(seconds)
        worker.send_signal(signal.SIGKILL)
        worker.wait()
        worker.stdout.close()
    said = subprocess.run(
        [sys.executable, "-m", SUBMIT, "look", str(acknowledged)], env=installation, check=True, timeout=120, capture_output=True, text=True
    )
    found = dict(line.split(" ") for line in said.stdout.splitlines())
    assert int(found["acknowledged"]) > 0
    assert found["missing"] == found["faults"] == found["orphans"] == "0", found
