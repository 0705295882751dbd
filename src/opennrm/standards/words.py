"""What is said to people: a text in one or more languages, English always among them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["Words"]


@dataclass(frozen=True, slots=True)
class Words:
    """A language map, by ISO 639 code. `str()` gives English. Source: design 9, Languages."""

    texts: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, texts: Mapping[str, str]) -> Words:
        """From `{en: …, ro: …}`; raises ValueError where English is missing or a text is empty. Source: design 9, Languages."""
        if "en" not in texts or not all(isinstance(text, str) and text.strip() for text in texts.values()):
            raise ValueError(f"a label needs English and no empty text, as {{en: A safe place to stay}}; got {dict(texts)!r}")
        return cls(tuple(texts.items()))

    def told(self, language: str) -> str:
        """The text in `language`, else in its base language (pt for pt-BR), else in English. Source: design 9, Languages."""
        texts = dict(self.texts)
        return texts.get(language) or texts.get(language.partition("-")[0]) or texts["en"]

    def __str__(self) -> str:
        return self.told("en")
