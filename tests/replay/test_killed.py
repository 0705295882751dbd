"""Killed in the middle: every acknowledged referral is there, the chains hold, and no key is left without its person."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.database  # of another process
POSTGRESQL = os.environ.get("OPENNRM_TEST_DATABASE_URL", "")
SUBMIT = "tests.replay.submitting"


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[dict[str, str]]:
    """A demonstration in a database of its own, made by a process of its own."""
    url = ""
    if POSTGRESQL:
        url = POSTGRESQL.rsplit("/", 1)[0] + "/opennrm_killed"
        _psql("drop database if exists opennrm_killed", "create database opennrm_killed")
    environment = {
        **os.environ,
        "OPENNRM_HOME": str(tmp_path / "home"),
        "OPENNRM_KEYS": str(tmp_path / "keys"),
        "OPENNRM_DATABASE_URL": url,
        "OPENNRM_INSECURE_HTTP": "1",
        "DJANGO_SETTINGS_MODULE": "opennrm.portal.settings",
    }
    subprocess.run([sys.executable, "-m", SUBMIT, "prepare"], env=environment, check=True, timeout=120)
    yield environment
    if POSTGRESQL:
        _psql("drop database if exists opennrm_killed")


def _psql(*statements: str) -> None:
    import psycopg  # noqa: PLC0415 — only where there is a PostgreSQL

    with psycopg.connect(POSTGRESQL.rsplit("/", 1)[0] + "/postgres", autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)


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
