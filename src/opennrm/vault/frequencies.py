"""How common names are: the table by which the blind index splits frequent names over several tokens.

A default is shipped; an operator puts one made from national statistics at OPENNRM_HOME/name_frequencies.yaml and makes the index again.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from hashlib import sha256
from math import ceil, log
from pathlib import Path
from textwrap import fill
from typing import Annotated

from django.conf import settings
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from ruamel.yaml import YAML

from opennrm.vault.names import keys, parts

SHIPPED = Path(__file__).parent / "data" / "name_frequencies.yaml"
ROWS_A_TOKEN, MANY_TOKENS, ROWS_A_TOKEN_THEN = 4, 1000, 16
STEP, AT_MOST = 1.25, 0.05
KEY = re.compile(r"d:\d{6}|f:[a-zA-Z]+")
Share = Annotated[float, Field(gt=0, lt=1)]


def _cut(text: str) -> tuple[str, ...]:
    keys = tuple(text.split())
    for key in keys:
        if not KEY.fullmatch(key):
            raise ValueError(f"{key!r} is no name key: d: with six digits, or f: with letters")
    return keys


Keys = Annotated[tuple[str, ...], BeforeValidator(_cut)]


class Table(BaseModel):
    """The share of persons who bear a name with a given key, in steps; a key that is not listed counts as `unknown`."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    about: dict[str, str]
    unknown: Share
    steps: dict[Share, Keys]

    @cached_property
    def shares(self) -> dict[str, float]:
        """The share of each listed key."""
        return {key: share for share, keys in self.steps.items() for key in keys}

    @cached_property
    def digest(self) -> str:
        """What tells this table from another."""
        lines = [f"{self.unknown!r}", *(f"{key} {share!r}" for key, share in sorted(self.shares.items()))]
        return sha256("\n".join(lines).encode()).hexdigest()

    def splits(self, key: str, population: int) -> int:
        """Over how many tokens a key is split: ⌈N·f/T⌉, T = 4; T = 16 where that would be more than 1,000. Source: security §6."""
        expected = population * self.shares.get(key, self.unknown)
        split = ceil(expected / ROWS_A_TOKEN)
        return split if split <= MANY_TOKENS else ceil(expected / ROWS_A_TOKEN_THEN)


def table() -> Table:
    """The operator's table where there is one, else the shipped one."""
    own = settings.HOME / "name_frequencies.yaml"
    path = own if own.exists() else SHIPPED
    return read(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=2)
def read(path: Path, stamp: int = 0) -> Table:
    """Read a table file; `stamp` is its time of change. Raises pydantic.ValidationError, which names the key that is wrong."""
    return Table.model_validate(YAML(typ="safe", pure=True).load(path.read_text()))


def estimate(lists: Iterable[Iterable[tuple[str, float]]], at_most: float = AT_MOST) -> dict[str, float]:
    """Shares of keys from lists of names with weights, one list for a population's surnames or given names.

    A key's share in a population is the sum of its names' shares; over the populations the greatest counts, so that a name which
    is common anywhere is split. A share above `at_most` tells more of a short list than of people.
    """
    greatest: dict[str, float] = defaultdict(float)
    for names in lists:
        for key, share in _shares(list(names)).items():
            greatest[key] = max(greatest[key], min(share, at_most))
    return dict(greatest)


def write(path: Path, shares: Mapping[str, float], unknown: float, about: str) -> None:
    """Write a table. Shares are rounded up to steps of a quarter; a key less than twice as common as an unknown one is left out."""
    steps: dict[int, list[str]] = defaultdict(list)
    for key, share in sorted(shares.items()):
        if share >= 2 * unknown:
            steps[ceil(log(share / unknown, STEP) - 1e-9)].append(key)
    lines = [line for step, keys in sorted(steps.items(), reverse=True) for line in (f"  {unknown * STEP**step:.5f}: >-", *_filled(keys))]
    path.write_text("\n".join(["about:", *_block(about), f"unknown: {unknown}", "steps:", *lines, ""]))


def _block(about: str) -> list[str]:
    return ["  en: >-", *fill(about, 136, initial_indent="    ", subsequent_indent="    ").splitlines()]


def _filled(keys: list[str]) -> list[str]:
    return fill(" ".join(keys), 136, initial_indent="    ", subsequent_indent="    ").splitlines()


def _shares(names: list[tuple[str, float]]) -> dict[str, float]:
    total = sum(weight for _name, weight in names)
    shares: dict[str, float] = defaultdict(float)
    for name, weight in names:
        for key in {key for part in parts(name) for key in keys(part)}:
            shares[key] += weight / total
    return shares
