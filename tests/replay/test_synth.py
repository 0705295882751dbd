"""`opennrm synth` by the command alone: its tables are the margins, after the file is gone; killed and begun again it is the same."""

import json
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML
from tests.breadth import assured_but
from tests.margins import differing
from tests.replay import apart

from opennrm.statistics.margins.reading import FOLDER, shipped

pytestmark = pytest.mark.database  # of other processes
COMMAND = [sys.executable, "-c", "from opennrm.portal.commands import main; main()"]
SHIPPED = Path(__file__).parents[2] / "src/opennrm/statistics" / FOLDER
SMALL = """
country: GB
period: 2021
referrals:
  total: 60
  sex: {male: 41, female: 17}
  place_of_exploitation: {in_country: 34, abroad: 19}
  age_at_exploitation: {adult: 30, child: 26}
  form_of_exploitation: {adult: {labour: 11}, child: {criminal: 13}}
reasonable_grounds: {total: 58, positive_percent: 90}
conclusive_grounds: {total: 14, positive_percent: 64}
notifications: {total: 15}
"""
QUARTER = """
country: XD
period: 2026-Q2
referrals:
  total: 40
  sex: {male: 11, female: 28}
  referrer: {police: 21, listed_ngo: 12}
  region: {VEL: 13}
reasonable_grounds: {total: 31, positive: 25}
notifications: {total: 4}
"""
WRITTEN = {"GB in small": SMALL, "a quarter": QUARTER, **{name: (SHIPPED / f"{name}.yaml").read_text() for name in shipped()}}


def run(environment: dict[str, str], *words: str) -> str:
    """What a command says; it has to end well."""
    done = subprocess.run([*COMMAND, *words], env=environment, check=False, capture_output=True, text=True, timeout=7200)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("name", assured_but(["GB in small", "a quarter", "RS-2019"], WRITTEN))
def test_the_tables_of_a_year_are_its_margins(name: str, tmp_path: Path) -> None:
    file = tmp_path / "margins.yaml"
    file.write_text(WRITTEN[name])
    margins = YAML(typ="safe").load(WRITTEN[name])
    with apart.installation(tmp_path, "opennrm_synth") as environment:
        run(environment, "synth", str(file))
        file.unlink()
        table = json.loads(run(environment, "statistics", "table", margins["country"], "--period", str(margins["period"]), "--json"))
        told = published(environment, margins) if "identified" in margins else {}
    assert told.get("identified.total") == margins.get("identified", {}).get("total")
    assert differing(margins, table) == []


def published(environment: dict[str, str], margins: Any) -> dict[str, int | None]:
    """Each number of an edition that is handed on, as whoever has the package reads it."""
    country, period = margins["country"], str(margins["period"])
    run(environment, "statistics", "publish", country, "--period", period)
    package = Path(environment["OPENNRM_HOME"]).parent / "package.json"
    run(environment, "statistics", "package", period, str(package))
    tables = json.loads(package.read_text())["publication"]["tables"]
    return {".".join((one["measure"], *cell["path"])): cell["count"] for one in tables for cell in one["cells"]}


def test_killed_and_begun_again_it_is_the_same(tmp_path: Path) -> None:
    file = tmp_path / "margins.yaml"
    file.write_text(SMALL.replace("total: 60", "total: 160").replace("total: 58", "total: 150"))
    whole, again = tmp_path / "whole", tmp_path / "again"
    with apart.installation(whole, "opennrm_whole") as environment:
        run(environment, "synth", str(file))
        wanted = told(environment)
    with apart.installation(again, "opennrm_again") as environment:
        assert 0 < killed(environment, file) < 160
        run(environment, "synth", str(file))
        assert told(environment) == wanted
        assert "for ever" in refused(environment, "synth", str(file), "--seed", "2")
    assert wanted[-1] == "faults []"


def refused(environment: dict[str, str], *words: str) -> str:
    """Why a command does nothing."""
    done = subprocess.run([*COMMAND, *words], env=environment, check=False, capture_output=True, text=True, timeout=120)
    assert done.returncode == 1, done
    assert "Traceback" not in done.stderr
    return done.stderr


def killed(environment: dict[str, str], file: Path) -> int:
    """Killed in the middle, with no time to say goodbye, after another tried to help: how many cases and notifications had begun by what
    it said.
    """
    running = subprocess.Popen([*COMMAND, "synth", str(file)], env=environment, stderr=subprocess.PIPE, text=True)
    assert running.stderr is not None
    for line in running.stderr:
        if (found := re.match(r"(\d+) of", line)) and found[1] != "0":
            running.send_signal(signal.SIGSTOP)
            assert "at this moment" in refused(environment, "synth", str(file))
            running.send_signal(signal.SIGKILL)
            break
    running.wait()
    running.stderr.close()
    return int(found[1]) if found else 0


def told(environment: dict[str, str]) -> list[str]:
    """All that a database tells but for what is random by design."""
    said = subprocess.run(
        [sys.executable, "-m", "tests.replay.told"], env=environment, check=True, capture_output=True, text=True, timeout=600
    )
    return said.stdout.splitlines()
