"""The names that all invented people bear, and what they tell."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from ruamel.yaml import YAML

BANDS = ((9, "0_8"), (18, "9_17"), (21, "18_20"), (24, "21_23"), (27, "24_26"), (30, "27_29"), (39, "30_38"), (48, "39_47"))


@cache
def read() -> dict[str, Any]:
    """Origins with their names, accounts, and the parts of names of people in agencies."""
    text = (files("opennrm.portal.demo") / "names.yaml").read_text(encoding="utf-8")
    return YAML(typ="safe").load(text)  # type: ignore[no-any-return]


def age_band(years: int) -> str:
    """The band in which somebody of so many years stands."""
    return next((band for below, band in BANDS if years < below), "48_up")


def accounts(names: Mapping[str, Any], form: str) -> list[str]:
    """What somebody may tell of such an exploitation."""
    told: Mapping[str, list[str]] = names["accounts"]
    return [*told.get(form, ()), *told["any"]]


def of_staff() -> Iterator[str]:
    """A name for one after another who works in an agency; no two are the same."""
    given, family = read()["staff"]["given"], read()["staff"]["family"]
    for turn in range(len(given)):
        yield from (f"{given[(place + turn) % len(given)]} {name}" for place, name in enumerate(family))
