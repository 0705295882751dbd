"""Loading: quick, pure, one object per country, and an edition that changes with the file and with the standards."""

from __future__ import annotations

import json
import subprocess
import sys
import time

import pytest

from opennrm.countries import load
from opennrm.countries.load import countries, load_profile, profile_from_text, profile_text
from opennrm.countries.schema import profile_schema
from opennrm.countries.tests.told import SLOWER, changed
from opennrm.standards.load import law

BLOCKED = """
import sys
class Block:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {"django", "psycopg", "sqlite3", "holidays"}:
            raise ImportError(name)
sys.meta_path.insert(0, Block())
import opennrm.countries.explain, opennrm.countries.scenario, opennrm.countries.schema
from opennrm.countries.load import countries, load_profile
print([load_profile(country).country for country in countries()])
"""


def test_the_countries_that_ship_are_listed_without_their_scenarios() -> None:
    assert set(countries()) >= {"GB", "XD"}
    assert list(countries()) == sorted(countries())
    assert {len(country) for country in countries()} == {2}


def test_all_profiles_load_within_a_second() -> None:
    law().entitlements, law().facts
    best = min(_seconds() for _ in range(3))
    assert best < 1.0 * SLOWER


def _seconds() -> float:
    began = time.process_time()
    for country in countries():
        profile_from_text(country, profile_text(country))
    return time.process_time() - began


def test_profiles_load_with_neither_django_nor_a_database_nor_the_calendar_of_holidays() -> None:
    done = subprocess.run([sys.executable, "-c", BLOCKED], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == str(list(countries())), done.stderr


def test_a_profile_is_read_once() -> None:
    assert load_profile("XD") is load_profile("XD")


def test_the_edition_is_the_hash_of_the_file_and_of_the_standards(monkeypatch: pytest.MonkeyPatch) -> None:
    first = profile_from_text("XD", profile_text("XD")).edition
    assert first == load_profile("XD").edition
    assert len(first) == 64
    assert int(first, 16)
    other = profile_from_text("XD", changed("XD", ("# Demo Republic.", "# The Demo Republic."))).edition
    assert other != first
    assert load_profile("GB").edition not in {first, other}
    monkeypatch.setattr(load, "_standards", lambda: b"other standards")
    assert profile_from_text("XD", profile_text("XD")).edition not in {first, other}


def test_a_text_that_was_kept_keeps_the_edition_under_which_it_was_kept() -> None:
    assert profile_from_text("XD", profile_text("XD"), edition="ab" * 32).edition == "ab" * 32


def test_a_profile_knows_on_which_line_a_thing_stands() -> None:
    profile, text = load_profile("XD"), profile_text("XD")
    line = text[: text.index("  reflection:\n")].count("\n") + 1
    assert profile.line(("clocks", "reflection")) == line
    assert profile.line(("clocks", "reflection", "values", 99)) == line + 5
    assert profile.model_copy().line(("clocks", "reflection")) == line


def test_the_schema_for_editors_knows_every_key_and_refuses_others() -> None:
    schema = profile_schema()
    assert set(schema["required"]) >= {"country", "states", "transitions", "entitlements"}
    assert schema["additionalProperties"] is False
    assert "from" in schema["$defs"]["Transition"]["required"]
    assert schema["$defs"]["Words"]["required"] == ["en"]
    assert json.loads(json.dumps(schema)) == schema
