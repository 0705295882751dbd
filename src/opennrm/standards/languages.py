"""The words of the data in other languages than English, each by the English sentence that it translates.

English stands in the data files themselves. A translation hangs on the whole English sentence, so that a sentence of law that changes
is shown in English until somebody has translated it anew: never an old right in words that look as if they still held.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from yaml.cyaml import CBaseLoader

__all__ = ["OFFERED", "Translated", "reviewed", "told", "translated"]

OFFERED = ("fr", "ro", "ru")
FOLDER = files("opennrm.standards") / "data" / "languages"


@dataclass(frozen=True, slots=True)
class Translated:
    """What one file says: which data file it translates, who reviewed it ("" for nobody yet), and the words by their English."""

    file: str
    translates: str
    reviewed: str
    words: Mapping[str, str]


@cache
def translated(language: str) -> tuple[Translated, ...]:
    """Every file of a language (an ISO 639 code); nothing for one that has none. Source: design 9, Languages."""
    return tuple(_read(language)) if language in OFFERED else ()


@cache
def told(language: str) -> Mapping[str, str]:
    """Each English sentence of the data in this language, as far as it is translated. Source: design 9, Languages."""
    return MappingProxyType({english: words for file in translated(language) for english, words in file.words.items()})


@cache
def reviewed(language: str) -> bool:
    """Whether somebody who knows law and language has read every file of it; English needs nobody. Source: issue 11, point 10."""
    return language == "en" or (bool(translated(language)) and all(file.reviewed for file in translated(language)))


def _read(language: str) -> Iterator[Translated]:
    folder = FOLDER / language
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        # Every scalar as it is written: among the words that are translated are "Yes" and "No".
        data: Any = CBaseLoader(file.read_text(encoding="utf-8")).get_single_data()
        yield Translated(file.name, data["translates"], data["reviewed"], MappingProxyType(data["words"]))
