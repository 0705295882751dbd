"""What was published comes out figure for figure: countries and years as they were told, each case through the real actions."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

pytestmark = pytest.mark.assurance
RUN = "import sys; from opennrm.portal.commands import main; sys.exit(main())"


def differing(wanted: Mapping[str, Any], told: Mapping[str, Any], above: str = "") -> Iterator[str]:
    """Each number of a margins file that a table says otherwise."""
    for name, number in wanted.items():
        found = told.get("positive" if name == "positive_percent" else name, {})
        if isinstance(number, dict):
            yield from differing(number, found, f"{above}{name}.")
        elif number != found.get("percent" if name == "positive_percent" else "count"):
            yield f"{above}{name}: {number}, not {found}"


@pytest.mark.parametrize("name", ["GB-2021", "GB-2024-Q3", "AL-2018", "RS-2019"])
def test_a_year_as_it_was_published_comes_out_figure_for_figure(name: str, tmp_path: Path) -> None:
    """In a process and a database of its own, and the margins are gone before the table is asked: 12,727 cases in GB-2021."""
    text = (files("opennrm.statistics") / f"data/margins/{name}.yaml").read_text(encoding="utf-8")
    wanted, copy = YAML(typ="safe").load(text), tmp_path / f"{name}.yaml"
    copy.write_text(text, encoding="utf-8")
    kept = {one: value for one, value in os.environ.items() if not one.startswith(("OPENNRM_", "DJANGO_"))}
    places = {"OPENNRM_HOME": str(tmp_path / "home"), "OPENNRM_KEYS": str(tmp_path / "keys"), "OPENNRM_INSECURE_HTTP": "1"}

    def said(*args: str) -> str:
        return subprocess.run([sys.executable, "-c", RUN, *args], env={**kept, **places}, capture_output=True, text=True, check=True).stdout

    said("synth", str(copy))
    copy.unlink()
    told = json.loads(said("statistics", "table", wanted["country"], "--period", str(wanted["period"]), "--json"))
    named = {measure: wanted[measure] for measure in wanted if isinstance(told.get(measure), dict)}
    assert "referrals" in named
    assert list(differing(named, told)) == []
