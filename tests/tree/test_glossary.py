"""Every code that people meet has its word in GLOSSARY.md."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from ruamel.yaml import YAML
from tests.tree.sources import ROOT, SOURCE

from opennrm.cases.spine.status import StatusCode

GLOSSARY = (ROOT / "GLOSSARY.md").read_text()
CODES = set(re.findall(r"`([a-z_]+)`", GLOSSARY))
OF_THE_POLICY = ("roles", "sections", "relations", "agency_kinds", "scopes")
PROFILES = sorted((SOURCE / "countries/data").glob("??.yaml"))


def parsed(path: Any) -> dict[str, Any]:
    return YAML(typ="safe").load(path.read_text())


@pytest.mark.parametrize("kind", OF_THE_POLICY)
def test_the_words_of_the_policy_are_there(kind: str) -> None:
    named = set(parsed(SOURCE / "access/policy.yaml")[kind])
    assert named
    assert named - CODES == set()


@pytest.mark.parametrize("profile", PROFILES, ids=lambda path: path.stem)
def test_the_states_steps_and_statuses_of_a_country_are_there(profile: Any) -> None:
    country = parsed(profile)
    assert country["states"]
    assert country["transitions"]
    assert set(_codes_of(country)) - CODES == set()


def _codes_of(country: dict[str, Any]) -> Iterator[str]:
    for state in country["states"]:
        yield from (state["id"], state["status"])
    for transition in country["transitions"]:
        yield transition["event"]


def test_the_statuses_of_a_right_are_there() -> None:
    assert {str(status) for status in StatusCode} - CODES == set()


def test_a_word_is_explained_once_in_its_table() -> None:
    tables = re.split(r"\n(?!\|)", GLOSSARY)
    for table in tables:
        first = [row.split("|")[1].strip() for row in table.splitlines() if row.startswith("| ") and not row.startswith("|--")]
        assert sorted({word for word in first if first.count(word) > 1}) == []
