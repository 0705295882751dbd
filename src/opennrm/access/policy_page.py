"""Reads the page that decides, `policy.yaml`: its words, its rows, every mistake with file, line, column and what would be right. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from opennrm.standards.reading import Document, Path, Problem
from opennrm.standards.shape import refuse
from opennrm.standards.words import Words

__all__ = ["UNSTATED", "AgencyKind", "Consented", "Page", "Row", "read_page"]

UNSTATED = "unstated"

_LABELS = ("streams", "modes", "sections", "relations", "roles", "scopes", "purposes")
_TOP = (*_LABELS, "roles_everywhere", "agency_kinds", "groups", "otherwise", "rows")

# What a row may name, in which list of the page its words stand, and which single words may stand instead of a list.
_NAMES: Mapping[str, tuple[str, tuple[str, ...]]] = MappingProxyType(
    {
        "stream": ("streams", ()),
        "role": ("roles", ()),
        "agency": ("agency_kinds", ()),
        "relation": ("relations", ("not_needed",)),
        "section": ("sections", ("any",)),
        "holder": ("agency_kinds", ("any", "own")),
        "mode": ("modes", ()),
        "purpose": ("purposes", ()),
    }
)
_WITH_GROUPS = ("agency", "holder")
_WITH_ALL_BUT = ("agency", "holder", "section")
_ALL_BUT = (("all_but",), ("all_but",))
_NO_GROUPS: Mapping[str, frozenset[str]] = MappingProxyType({})
_CONSENTS = {"allow": "consent", "deny": "unless_consent"}
_KEYS = {
    effect: (effect, *_NAMES, consent, *(("break_glass",) if effect == "allow" else ()), "because", "source")
    for effect, consent in _CONSENTS.items()
}
_NEEDED = {"allow": ("role", "relation", "section", "holder", "mode", "because", "source"), "deny": ("because", "source")}


@dataclass(frozen=True, slots=True)
class AgencyKind:
    """A kind of agency: its words, and the roles that its people may have. Source: domain 1.2."""

    says: Words
    roles: frozenset[str]


@dataclass(frozen=True, slots=True)
class Consented:
    """The consent that opens a row or lifts it. `own_kind`: given to the agency or to its kind, else to this very agency.

    `purposes` None: the purpose that was stated, and one has to be. Source: docs/access-in-words.md, Consent.
    """

    scopes: frozenset[str]
    own_kind: bool
    purposes: frozenset[str] | None


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the page, spelled out: groups and `all_but` resolved. None means that the row does not look at it.

    `holders` None with `own` true: only what the asking agency itself recorded. Source: docs/access-in-words.md.
    """

    id: str
    allows: bool
    streams: frozenset[str]
    modes: frozenset[str]
    sections: frozenset[str]
    agencies: frozenset[str]
    holders: frozenset[str]
    own: bool
    roles: frozenset[str] | None
    relations: frozenset[str] | None
    purposes: frozenset[str] | None
    consent: Consented | None
    break_glass: bool
    because: Words
    source: str


@dataclass(frozen=True, slots=True)
class Page:
    """The whole page: words by list, kinds of agency and their groups, rows in order, what holds otherwise. Source: house-style 3.3."""

    words: Mapping[str, Mapping[str, Words]]
    kinds: Mapping[str, AgencyKind]
    groups: Mapping[str, frozenset[str]]
    rows: tuple[Row, ...]
    otherwise: tuple[str, Words, str]


def read_page(document: Document) -> Page:
    """The page of `document`; raises `Misread` with every mistake that can be told at once. Source: design 6."""
    if not isinstance(document.data, Mapping):
        refuse([document.problem((), "this is no page of rules", f"write the lists {', '.join(_TOP)}")])
    return _Reader(document).page()


class _Reader:
    """Collects mistakes while it reads: first the words, then, when these hold, the rows that use them."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.data: Mapping[str, Any] = document.data  # type: ignore[assignment]
        self.wrong: list[Problem] = []
        self.known: dict[str, frozenset[str]] = {}
        self.groups: dict[str, frozenset[str]] = {}

    def page(self) -> Page:
        self.keys((), self.data, _TOP, _TOP)
        refuse(self.wrong)
        words = {name: self.labels(name) for name in _LABELS}
        self.known = {name: frozenset(labels) for name, labels in words.items()}
        kinds = self.agency_kinds()
        self.known["agency_kinds"] = frozenset(kinds)
        self.groups = self.read_groups()
        refuse(self.wrong)
        otherwise = self.otherwise()
        rows = tuple(self.rows())
        refuse(self.wrong)
        return Page(MappingProxyType(words), MappingProxyType(kinds), MappingProxyType(self.groups), rows, otherwise)

    def problem(self, path: Path, says: str, right: str) -> None:
        self.wrong.append(self.document.problem(path, says, right))

    def keys(self, path: Path, raw: object, known: Iterable[str], needed: Iterable[str]) -> bool:
        """Whether `raw` is a map with all that is needed; a key beyond the known ones is a mistake."""
        if not isinstance(raw, Mapping):
            self.problem(path, "a map is missing", f"write {{{', '.join(known)}}}")
            return False
        for key in raw:
            if key not in known:
                self.problem((*path, str(key)), f"{key} means nothing here", f"the words here are {', '.join(known)}")
        missing = [key for key in needed if key not in raw]
        if missing:
            self.problem(path, f"{', '.join(missing)} missing", f"write all of {', '.join(needed)}")
        return not missing

    def label(self, path: Path, raw: object) -> Words:
        try:
            return Words.of(raw if isinstance(raw, Mapping) else {})
        except ValueError:
            self.problem(path, "a sentence is missing", 'write it as {en: "…"}, English first, no text empty')
            return Words((("en", ""),))

    def labels(self, name: str) -> Mapping[str, Words]:
        raw = self.data[name]
        if not isinstance(raw, Mapping) or not raw:
            self.problem((name,), f"{name} has no words", 'write a code and its sentence, as police: {en: "…"}')
            return {}
        return MappingProxyType({str(code): self.label((name, code), texts) for code, texts in raw.items()})

    def agency_kinds(self) -> dict[str, AgencyKind]:
        everywhere = self.codes(("roles_everywhere",), self.data["roles_everywhere"], self.known["roles"])
        raw = self.data["agency_kinds"]
        kinds: dict[str, AgencyKind] = {}
        for kind, row in raw.items() if self.keys(("agency_kinds",), raw, raw if isinstance(raw, Mapping) else (), ()) else ():
            path: Path = ("agency_kinds", kind)
            if self.keys(path, row, ("says", "roles"), ("says", "roles")):
                roles = self.codes((*path, "roles"), row["roles"], self.known["roles"])
                kinds[kind] = AgencyKind(self.label((*path, "says"), row["says"]), roles | everywhere)
        return kinds

    def read_groups(self) -> dict[str, frozenset[str]]:
        raw = self.data["groups"]
        groups: dict[str, frozenset[str]] = {}
        for name, kinds in raw.items() if self.keys(("groups",), raw, raw if isinstance(raw, Mapping) else (), ()) else ():
            if name in self.known["agency_kinds"]:
                self.problem(("groups", name), f"{name} is a kind of agency already", "give the group a name of its own")
            groups[name] = self.codes(("groups", name), kinds, self.known["agency_kinds"])
        return groups

    def codes(self, path: Path, raw: object, known: Iterable[str], groups: Mapping[str, frozenset[str]] = _NO_GROUPS) -> frozenset[str]:
        """A list of known words, each once; groups become their members."""
        if not isinstance(raw, list):
            self.problem(path, f"{raw!r} is no list", "write the words in brackets, as [police, health]")
            return frozenset()
        words = (*sorted(known), *sorted(groups))
        for place, word in enumerate(raw):
            if word not in words:
                self.problem((*path, place), f"{word} is not known", f"the words here are {', '.join(words)}")
            elif word in raw[:place]:
                self.problem((*path, place), f"{word} is there twice", "each word stands once")
        found = {str(word) for word in raw}
        return frozenset().union(*(groups.get(word, {word}) for word in found))

    def otherwise(self) -> tuple[str, Words, str]:
        raw, needed = self.data["otherwise"], ("deny", "because", "source")
        if not self.keys(("otherwise",), raw, needed, needed):
            return "", Words((("en", ""),)), ""
        return str(raw["deny"]), self.label(("otherwise", "because"), raw["because"]), self.text(("otherwise", "source"), raw["source"])

    def text(self, path: Path, raw: object) -> str:
        if not isinstance(raw, str) or not raw.strip():
            self.problem(path, "no source", "name the article, the paragraph of a guidance or the page that says so")
        return str(raw)

    def rows(self) -> Iterator[Row]:
        raw = self.data["rows"]
        if not isinstance(raw, list) or not raw:
            self.problem(("rows",), "no rows", "write a list of rows that begin with allow or deny")
            return
        names: set[str] = set()
        for place, row in enumerate(raw):
            effect = self.effect(("rows", place), row)
            if effect and self.keys(("rows", place), row, _KEYS[effect], _NEEDED[effect]):
                self.name_once(("rows", place, effect), row[effect], names)
                yield self.row(("rows", place), row, effect)

    def effect(self, path: Path, row: object) -> str | None:
        effects = [effect for effect in _CONSENTS if isinstance(row, Mapping) and effect in row]
        if len(effects) != 1:
            self.problem(path, "a row opens or closes", "begin it with allow: NAME or with deny: NAME, one of the two")
            return None
        return effects[0]

    def name_once(self, path: Path, name: object, names: set[str]) -> None:
        if not isinstance(name, str) or not name.strip():
            self.problem(path, "a row without a name", "give it a name that nobody else has, as referrer.own")
        elif name in names or name == self.data["otherwise"].get("deny"):
            self.problem(path, f"the name {name} is there twice", "give each row a name of its own")
        names.add(str(name))

    def row(self, path: Path, row: Mapping[str, Any], effect: str) -> Row:
        consent = _CONSENTS[effect]
        return Row(
            id=str(row[effect]),
            allows=effect == "allow",
            streams=self.spelled(path, row, "stream", frozenset({"case"}) if effect == "allow" else self.known["streams"]),
            modes=self.spelled(path, row, "mode", self.known["modes"]),
            sections=self.spelled(path, row, "section", self.known["sections"]),
            agencies=self.spelled(path, row, "agency", self.known["agency_kinds"]),
            holders=self.spelled(path, row, "holder", self.known["agency_kinds"]),
            own=row.get("holder") == "own",
            roles=self.named(path, row, "role"),
            relations=self.named(path, row, "relation"),
            purposes=self.named(path, row, "purpose"),
            consent=self.consented((*path, consent), row[consent]) if consent in row else None,
            break_glass=self.break_glass(path, row),
            because=self.label((*path, "because"), row["because"]),
            source=self.text((*path, "source"), row["source"]),
        )

    def spelled(self, path: Path, row: Mapping[str, Any], name: str, unless_named: frozenset[str]) -> frozenset[str]:
        found = self.named(path, row, name)
        if found is not None and not found:
            self.problem((*path, name), f"nothing is left of {name}", "leave at least one word in")
        return unless_named if found is None else found

    def named(self, path: Path, row: Mapping[str, Any], name: str) -> frozenset[str] | None:
        """The words that the row names, spelled out; None where it names none, or says that it does not look."""
        if name not in row:
            return None
        vocabulary, alone = _NAMES[name]
        raw, known, at = row[name], self.known[vocabulary], (*path, name)
        groups = self.groups if name in _WITH_GROUPS else {}
        if raw in alone:
            return None
        if name in _WITH_ALL_BUT and isinstance(raw, Mapping):
            return known - self.codes((*at, "all_but"), raw["all_but"], known, groups) if self.keys(at, raw, *_ALL_BUT) else None
        if not isinstance(raw, list) or not raw:
            self.problem(at, f"{raw!r} is no choice", self.choices(name, alone))
            return None
        return self.codes(at, raw, known | {UNSTATED} if name == "purpose" else known, groups)

    def choices(self, name: str, alone: tuple[str, ...]) -> str:
        forms = ["a list in brackets", *alone, *(["{all_but: [...]}"] if name in _WITH_ALL_BUT else [])]
        return f"write {' or '.join(forms)}"

    def consented(self, path: Path, raw: object) -> Consented | None:
        names = ("scope", "recipient", "purpose")
        if not self.keys(path, raw, names, names) or not isinstance(raw, Mapping):
            return None
        if raw["recipient"] not in ("own_agency", "own_kind"):
            self.problem((*path, "recipient"), f"{raw['recipient']} is no recipient", "write own_agency or own_kind")
        stated = raw["purpose"] == "stated"
        purposes = None if stated else self.codes((*path, "purpose"), raw["purpose"], self.known["purposes"])
        return Consented(self.codes((*path, "scope"), raw["scope"], self.known["scopes"]), raw["recipient"] == "own_kind", purposes)

    def break_glass(self, path: Path, row: Mapping[str, Any]) -> bool:
        if "break_glass" in row and row["break_glass"] is not True:
            self.problem((*path, "break_glass"), f"{row['break_glass']!r} is no choice", "write true, or leave it out")
        return row.get("break_glass") is True
