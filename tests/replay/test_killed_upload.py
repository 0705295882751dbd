"""Killed while a file comes in, and after it came in: no plain byte of it lies in home, key directory or temporary directory."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.replay import apart

pytestmark = pytest.mark.database  # of another process
UPLOAD = "tests.replay.uploading"


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[dict[str, str]]:
    """An installation of a country whose form takes files, with a temporary directory of its own."""
    with apart.installation(tmp_path, "opennrm_upload") as environment:
        (tmp_path / "temporary").mkdir()
        yield {**environment, "TMPDIR": str(tmp_path / "temporary")}


def holding(place: Path, needle: bytes) -> list[str]:
    """Every file below that holds this, as it lies on the disk."""
    files = (Path(folder) / name for folder, _, names in os.walk(place) for name in names)
    return [str(path.relative_to(place)) for path in files if needle in path.read_bytes()]


@pytest.mark.security("FIL-06")
@pytest.mark.parametrize("until", ["half", "whole"])
def test_a_kill_leaves_no_plain_byte_of_a_file(installation: dict[str, str], tmp_path: Path, until: str) -> None:
    done = subprocess.run([sys.executable, "-m", UPLOAD, until], env=installation, timeout=120, capture_output=True, text=True)
    assert done.returncode == -signal.SIGKILL, done.stderr
    (tmp_path / "planted").write_bytes(b"CANARY-PLAIN")
    assert holding(tmp_path, b"CANARY-PLAIN") == ["planted"]
    assert ("a piece is sealed" in done.stdout) is (until == "whole")
