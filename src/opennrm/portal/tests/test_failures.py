"""A failure leaves one line by which it is found, and nothing of whom it happened to."""

import json
import logging
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import RequestFactory
from tests import ports

from opennrm.portal.failures import failed
from opennrm.portal.logs import Line, NothingOfThePerson, request_id

CANARY = "Zuleyma-Canary"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """`opennrm serve` over an installation that is lost once it stands: every page fails in the database."""
    port, said = ports.free(), tmp_path / "stderr"
    home, keys = tmp_path / "home", tmp_path / "keys"
    environment = {**os.environ, "OPENNRM_HOME": str(home), "OPENNRM_KEYS": str(keys), "DJANGO_SETTINGS_MODULE": "opennrm.portal.settings"}
    run = [sys.executable, "-c", "from opennrm.portal.commands import main; main()"]
    subprocess.run([*run, "init", "--country", "XD", "--kind", "synth"], env=environment, check=True, capture_output=True)
    with said.open("w") as err:
        serve = [*run, "serve", "--workers", "1", "--port", str(port)]
        process = subprocess.Popen(serve, env=environment, stderr=err, stdout=subprocess.DEVNULL)
        try:
            ports.stands(port)
            for one in home.glob("opennrm.sqlite3*"):
                one.unlink()
            yield f"http://127.0.0.1:{port}", said
        finally:
            process.terminate()
            process.wait(20)


def _asked(url: str) -> str:
    """The page that answers with 500, once the server is up."""
    for _ in range(100):
        try:
            urllib.request.urlopen(urllib.request.Request(url, headers={"Referer": f"http://x/{CANARY}", "User-Agent": CANARY}), timeout=10)
        except urllib.error.HTTPError as answer:
            return f"{answer.code} {answer.read().decode()}"
        except urllib.error.URLError:
            time.sleep(0.2)
    pytest.fail("the server never answered")


@pytest.mark.security("OPS-01")
def test_an_error_of_the_server_leaves_one_line_with_the_number_that_its_page_shows(server: tuple[str, Path]) -> None:
    address, said = server
    shown = _asked(f"{address}/cases/?name={CANARY}")
    assert shown.startswith("500 ")
    lines = said.read_text().splitlines()
    told = [json.loads(line) for line in lines if line.startswith("{")]
    assert len(told) == 1, lines
    assert told[0]["level"] == "error"
    assert told[0]["says"] == "status 500"
    assert told[0]["request"] in shown
    assert any(place.startswith("journal/clock.py:") for place in told[0]["where"]), told[0]["where"]
    assert CANARY not in said.read_text()
    assert "/cases/" not in said.read_text()
    assert str(said.parent) not in lines[-1]


def _line(record: logging.LogRecord) -> str:
    NothingOfThePerson().filter(record)
    return Line().format(record)


@pytest.mark.parametrize("name", ["django.request", "django.security.DisallowedHost", "django.server", "gunicorn.error"])
def test_what_a_browser_sent_is_in_no_line(name: str) -> None:
    record = logging.LogRecord(name, logging.ERROR, __file__, 1, f"%s asked by {CANARY}", (f"/cases/{CANARY}",), None, "answer")
    record.request = RequestFactory().get(f"/{CANARY}/")
    assert CANARY not in _line(record)


def test_the_server_tells_of_its_processes() -> None:
    record = logging.LogRecord("gunicorn.error", logging.CRITICAL, "arbiter.py", 1, "WORKER TIMEOUT (pid:%s)", (17,), None)
    assert json.loads(_line(record))["says"] == "WORKER TIMEOUT (pid:17)"


def test_each_request_that_fails_has_a_number_of_its_own() -> None:
    one, other = RequestFactory().get(f"/?name={CANARY}"), RequestFactory().get("/")
    assert request_id(one) == request_id(one) != request_id(other)
    shown = failed(one).content.decode()
    assert request_id(one) in shown
    assert CANARY not in shown
