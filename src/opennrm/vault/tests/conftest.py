"""Each test has a key directory and a home of its own, prepared as `opennrm init` does it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from opennrm.vault import gate, index_keys, keys, provider, watch

NOON = datetime(2026, 11, 12, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def prepared(tmp_path: Path, settings, monkeypatch) -> Iterator[None]:
    monkeypatch.delenv("OPENNRM_KEK", raising=False)
    settings.HOME, settings.KEYS = tmp_path / "home", tmp_path / "keys"
    forget()
    provider.ensure()
    yield
    forget()


def forget() -> None:
    """As a process that has just started."""
    keys.memory.forget()
    index_keys.forget()
    gate.check_again()


@pytest.fixture
def alarms() -> Iterator[list[watch.Alarm]]:
    heard: list[watch.Alarm] = []
    watch.on_alarm(heard.append)
    yield heard
    watch.off_alarm(heard.append)
