"""A country begun: the three files of a new profile, commented, valid as a draft, with every gap marked as one."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

__all__ = ["Stands", "begin", "skeleton"]

_HERE = files("opennrm.countries") / "skeletons"
_PARTS = {"profile": ".yaml", "scenarios": ".scenarios.yaml", "sheets": ".sheets.yaml"}
_CODE = re.compile(r"[A-Z]{2}")


class Stands(Exception):
    """A file of this country is there already: nothing is overwritten. Source: design 6, editions are kept."""


def skeleton(country: str) -> dict[str, str]:
    """The files of a country that was only begun, each text by its name; raises ValueError for what is no code of two capitals.

    Source: design 6, a new country is a new file and no code.
    """
    if not _CODE.fullmatch(country):
        raise ValueError(f"{country!r} is no country code: write two capitals, as ZZ")
    return {f"{country}{ending}": _text(part, country) for part, ending in _PARTS.items()}


def _text(part: str, country: str) -> str:
    return re.sub(r"\bZZ\b", country, (_HERE / f"{part}.yaml").read_text(encoding="utf-8"))


def begin(country: str, folder: Path) -> tuple[Path, ...]:
    """Write the skeleton of a country into `folder`, all three files or none; raises Stands where one of them is there already.

    Source: design 6, a new country is a new file and no code.
    """
    texts = {folder / name: text for name, text in skeleton(country).items()}
    standing = [str(path) for path in texts if path.exists()]
    if standing:
        raise Stands(f"{', '.join(standing)} stands already; nothing was written")
    folder.mkdir(parents=True, exist_ok=True)
    for path, text in texts.items():
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    return tuple(texts)
