"""Where profiles lie: in a folder of the installation's own, if it names one, and in the one that ships.

A country's own folder wins, and wins whole: whoever writes XX.yaml there writes XX.scenarios.yaml and XX.sheets.yaml beside it, for the
text that is read to a person must never be explained by the sheet of another text. This is the only place that reads OPENNRM_PROFILES.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

__all__ = ["SHIPPED", "beside", "codes", "folder_of", "has", "own", "using"]

VARIABLE = "OPENNRM_PROFILES"
SHIPPED = Path(__file__).parent / "data"
ENDING = ".yaml"

_said: ContextVar[tuple[Path | None] | None] = ContextVar("profiles", default=None)


def own() -> Path | None:
    """The folder of this installation's own profiles; None where it names none. Source: design 6, a new country is a new file."""
    if (said := _said.get()) is not None:
        return said[0]
    named = os.environ.get(VARIABLE, "").strip()
    return Path(named).expanduser().absolute() if named else None


@contextmanager
def using(folder: Path | None) -> Iterator[None]:
    """Another folder, or with None only what ships, while the block runs: for documents of the shipped law, and for comparing two.

    Source: design 6.
    """
    token = _said.set((folder,))
    try:
        yield
    finally:
        _said.reset(token)


def codes() -> tuple[str, ...]:
    """The codes of all countries that have a profile, in order. Source: house-style 3.4."""
    found = {name for folder in (own(), SHIPPED) if folder is not None and folder.is_dir() for name in _codes(folder)}
    return tuple(sorted(found))


def _codes(folder: Path) -> Iterator[str]:
    for entry in folder.iterdir():
        code = entry.name.removesuffix(ENDING)
        if entry.name != code and len(code) == 2 and code.isascii() and code.isupper():
            yield code


def has(country: str) -> bool:
    """Whether a country has a profile: one look, and no folder is read. Source: house-style 3.4."""
    return len(country) == 2 and country.isascii() and country.isupper() and (folder_of(country) / f"{country}{ENDING}").is_file()


def folder_of(country: str) -> Path:
    """The folder from which a country is read, its own before the shipped one; the shipped one where there is none of it.

    Source: design 6; house-style 3.4, no fall-through.
    """
    folder = own()
    return folder if folder is not None and (folder / f"{country}{ENDING}").is_file() else SHIPPED


def beside(country: str, what: str) -> Path | None:
    """The country's `scenarios` or `sheets`, from the folder of its profile alone; None where there is no such file.

    Source: house-style 3.4, scenarios; domain 5.1.
    """
    file = folder_of(country) / f"{country}.{what}{ENDING}"
    return file if file.is_file() else None
