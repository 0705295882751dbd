"""The lists of words by which a text is looked at, one file a language: each row with its maker. Read once; asked by forms of a word."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field
from ruamel.yaml import YAML

Kind = Literal[
    "month",
    "digit",
    "age",
    "street",
    "settlement",
    "at",
    "title",
    "capital",
    "name",
    "origin",
    "family",
    "work",
    "mark",
    "unique",
    "network",
]
DEFAULT = "en"
SHORTEST = 3  # letters that are left of a word when an ending is taken away


class Row(BaseModel):
    """Words of one kind: `word` exactly, `stem*` with any ending, several words as a phrase. `maker`: who made the list, from what."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Kind
    maker: Annotated[str, Field(min_length=10)]
    words: Annotated[str, Field(min_length=1)]


class Page(BaseModel):
    """The lists of one language. `before`: what is written together with the word that follows; `endings`: of names that are declined."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    language: str
    before: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class _Words:
    exact: frozenset[str]
    stems: tuple[str, ...]
    phrases: tuple[tuple[str, ...], ...]


def folded(words: str) -> str:
    """A word without case, accents and vowel marks: as it is looked up. Source: security 10."""
    plain = unicodedata.normalize("NFKD", words.casefold().replace("\u0640", ""))
    return "".join(sign for sign in plain if unicodedata.category(sign) != "Mn").replace("’", "'")


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists of one or several languages, asked together."""

    by_kind: Mapping[str, _Words]
    before: tuple[str, ...]
    endings: tuple[str, ...]
    longest: int

    def forms(self, word: str) -> frozenset[str]:
        """The forms under which a word may stand in a list: as it is, without an article written to it.

        Source: security 10.
        """
        whole = folded(word)
        forms = {whole, whole.removesuffix("'s")}
        forms |= {whole[len(one) :] for one in self.before if whole.startswith(one) and len(whole) - len(one) >= SHORTEST}
        return frozenset(forms)

    def has(self, kind: str, forms: frozenset[str]) -> bool:
        """Whether one word stands in a list. Source: security 10."""
        words = self.by_kind.get(kind)
        if words is None:
            return False
        if not forms.isdisjoint(words.exact) or any(form.startswith(words.stems) for form in forms):
            return True
        return kind == "name" and any(self._declined(form, words.exact) for form in forms)

    def _declined(self, form: str, names: frozenset[str]) -> bool:
        """Марии is Мария, Ионом is Ион: the ending goes, and of a name that ends in a vowel the vowel too."""
        bare = {form[: -len(one)] for one in self.endings if form.endswith(one) and len(form) - len(one) >= SHORTEST}
        return any(stem in names or any(f"{stem}{vowel}" in names for vowel in "aeiyаяіиє") for stem in bare)

    def length(self, kind: str, following: Sequence[frozenset[str]]) -> int:
        """How many words from here on stand in a list together; 0 where none does. Source: security 10."""
        words = self.by_kind.get(kind)
        if words is None or not following:
            return 0
        found = [
            len(one) for one in words.phrases if len(one) <= len(following) and all(w in f for w, f in zip(one, following, strict=False))
        ]
        return max(found, default=1 if self.has(kind, following[0]) else 0)


@cache
def lists_for(languages: tuple[str, ...]) -> Lists:
    """The lists of these languages, English always among them: who writes Romanian names an English street. Source: security 10."""
    wanted = [one for one in dict.fromkeys((DEFAULT, *languages)) if one in shipped()]
    pages = [_read(one) for one in wanted]
    kinds: dict[str, list[str]] = {}
    for page in pages:
        for row in page.rows:
            kinds.setdefault(row.kind, []).extend(folded(word.strip()) for word in row.words.split(","))
    made = {kind: _sorted(words) for kind, words in kinds.items()}
    longest = max(len(phrase) for words in made.values() for phrase in (*words.phrases, ("",)))
    return Lists(
        made, tuple(folded(b) for page in pages for b in page.before), tuple(folded(e) for page in pages for e in page.endings), longest
    )


def _sorted(words: Sequence[str]) -> _Words:
    exact = frozenset(word for word in words if " " not in word and not word.endswith("*"))
    stems = tuple(word[:-1] for word in words if word.endswith("*"))
    return _Words(exact, stems, tuple(tuple(word.split()) for word in words if " " in word))


def _folder() -> Traversable:
    return files("opennrm.cases.notification") / "data" / "words"


@cache
def shipped() -> tuple[str, ...]:
    """The languages that have lists. Source: profile, languages."""
    return tuple(sorted(one.name.removesuffix(".yaml") for one in _folder().iterdir() if one.name.endswith(".yaml")))


@cache
def _read(language: str) -> Page:
    text = (_folder() / f"{language}.yaml").read_text(encoding="utf-8")
    return Page.model_validate(YAML(typ="safe", pure=True).load(text))
