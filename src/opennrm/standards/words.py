"""What is said to people: a text in one or more languages, English always among them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from opennrm.standards import languages

__all__ = ["Phrase", "Words"]


@dataclass(frozen=True, slots=True)
class Words:
    """A language map, by ISO 639 code. `str()` gives English. Source: design 9, Languages."""

    texts: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, texts: Mapping[str, str]) -> Words:
        """From `{en: …, ro: …}`; raises ValueError where English is missing or a text is empty. Source: design 9, Languages."""
        if "en" not in texts or not all(isinstance(text, str) and text.strip() for text in texts.values()):
            raise ValueError("a label needs English and no empty text")
        return cls(tuple(texts.items()))

    def told(self, language: str) -> str:
        """The text in `language`, else in its base language (pt for pt-BR), else in English. Source: design 9, Languages.

        What the map itself does not say stands with the translations, which are looked up by the English text.
        """
        texts, base = dict(self.texts), language.partition("-")[0]
        return texts.get(language) or texts.get(base) or languages.told(base).get(texts["en"], texts["en"])

    def __str__(self) -> str:
        return self.told("en")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words put together in a row, a plain text between them the same in every language. `str()` gives English."""

    parts: tuple[Words | Phrase | str, ...]

    def told(self, language: str) -> str:
        """The whole in `language`, part by part. Source: design 9, Languages."""
        return "".join(part if isinstance(part, str) else part.told(language) for part in self.parts)

    def __str__(self) -> str:
        return self.told("en")
