"""Who may see what: `decide(policy, request)` is the one answer for guard, page, button, log and test. Pure.

The rows stand in `policy.yaml`. A row that closes beats every row that opens; what no row opens is closed. A word that the page does
not know opens nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from uuid import UUID

from opennrm.access.policy_page import UNSTATED, AgencyKind, Consented, Page, Row, read_page
from opennrm.standards.reading import Document
from opennrm.standards.words import Words

__all__ = [
    "AccessRequest",
    "AgencyKind",
    "Consent",
    "Decision",
    "Holder",
    "Policy",
    "agreed",
    "decide",
    "enforces",
    "load_policy",
    "policy_from_text",
    "policy_of",
    "wants",
]


@dataclass(frozen=True, slots=True)
class Holder:
    """Who recorded an item: the agency, and the kind in which it acted. Source: design 5; security 13."""

    agency: UUID | None
    kind: str


@dataclass(frozen=True, slots=True)
class Consent:
    """A consent that is live at the moment of asking: what for in kind, to whom (an agency's id or a kind), for which purpose.

    One that was withdrawn is not there. Source: CETS 197 Art 12(7).
    """

    scope: str
    recipient: str
    purpose: str


@dataclass(frozen=True, slots=True)
class AccessRequest:
    """The question: may this agency's person, with these roles and ties, do this with an item of this section and holder?

    `purpose` None: none was stated. Hashable, so that answers can be kept. Source: design 5.
    """

    role: frozenset[str]
    agency: UUID
    agency_kind: str
    relations: frozenset[str]
    section: str
    holder: Holder
    mode: str
    purpose: str | None = None
    consents: frozenset[Consent] = frozenset()
    stream_kind: str = "case"
    break_glass: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer: whether, by which row, where that row comes from, and why in a sentence (an English msgid). Source: house-style 3.3."""

    allowed: bool
    rule: str
    source: str
    says: str


@dataclass(frozen=True, slots=True)
class _Ruling:
    row: Row
    decision: Decision


_Asked = tuple[str, str, str, str]


@dataclass(frozen=True, eq=False)
class Policy:
    """The page, ready to be asked. `edition` is the hash of what it says; comments and layout do not change it.

    Each code of roles, relations, sections, purposes, scopes, streams and modes has its sentence; each kind of agency its sentence and
    the roles that its people may have. Source: house-style 3.3.
    """

    edition: str
    page: Page
    otherwise: Decision
    closing: Mapping[_Asked, tuple[_Ruling, ...]] = field(repr=False)
    opening: Mapping[_Asked, tuple[_Ruling, ...]] = field(repr=False)
    purposes: Mapping[str, Words] = field(repr=False)
    agency_kinds: Mapping[str, AgencyKind] = field(repr=False)

    @property
    def roles(self) -> Mapping[str, Words]:
        """Each role with its sentence. Source: domain 1.2."""
        return self.page.words["roles"]

    @property
    def relations(self) -> Mapping[str, Words]:
        """Each relation of an agency to a case with its sentence. Source: design 5."""
        return self.page.words["relations"]

    @property
    def sections(self) -> Mapping[str, Words]:
        """Each section with its sentence. Source: design 5."""
        return self.page.words["sections"]

    @property
    def scopes(self) -> Mapping[str, Words]:
        """Each scope that a consent may have with its sentence. Source: domain 5.1."""
        return self.page.words["scopes"]

    @property
    def streams(self) -> Mapping[str, Words]:
        """Each kind of record that a row speaks of with its sentence. Source: design 3."""
        return self.page.words["streams"]

    @property
    def modes(self) -> Mapping[str, Words]:
        """Read, write, export, each with its sentence. Source: design 5."""
        return self.page.words["modes"]

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows in the order of the page; the order decides nothing. Source: house-style 3.3."""
        return self.page.rows

    def because(self, decision: Decision, language: str) -> str:
        """Why, in the reader's language where the page has it, else in English. Source: design 9, Languages."""
        return next((row.because.told(language) for row in self.rows if row.id == decision.rule), self.page.otherwise[1].told(language))


def decide(policy: Policy, request: AccessRequest) -> Decision:
    """Whether the request is allowed, by which row and why. Never raises: what is not known is closed.

    Source: design 5; docs/access-in-words.md.
    """
    asked = (request.stream_kind, request.mode, request.section, request.agency_kind)
    opening = policy.opening.get(asked)
    if opening is None:
        return policy.otherwise
    if request.holder.kind not in policy.agency_kinds:
        return policy.otherwise
    if request.purpose is not None and request.purpose not in policy.purposes:
        return policy.otherwise
    for ruling in policy.closing[asked]:
        if _speaks(ruling.row, request) and not (ruling.row.consent and agreed(ruling.row.consent, request)):
            return ruling.decision
    for ruling in opening:
        if _speaks(ruling.row, request) and (ruling.row.consent is None or agreed(ruling.row.consent, request)):
            return ruling.decision
    return policy.otherwise


def load_policy(path: Path | None = None) -> Policy:
    """The policy that ships with this version, or the one at `path`; read once a process. Raises Misread with every mistake.

    Source: house-style 3.3; design 9, Policy.
    """
    return _load(path)


def enforces(kind: str) -> bool:
    """Whether agencies of this kind can detain, remove or charge. Source: docs/access-in-words.md, Kinds of agency; decision 0005."""
    return kind in load_policy().page.groups["enforcement"]


def policy_from_text(file: str, text: str) -> Policy:
    """The policy that `text` writes; `file` is named in mistakes. Raises Misread. Source: house-style 3.3."""
    return policy_of(Document.read(file, text))


def policy_of(document: Document) -> Policy:
    """The policy of a file that is already read. Raises Misread. Source: house-style 3.3."""
    page = read_page(document)
    edition = hashlib.sha256(json.dumps(document.data, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
    name, because, source = page.otherwise
    otherwise = Decision(False, name, source, str(because))
    closing, opening = _index(page, allows=False), _index(page, allows=True)
    return Policy(edition, page, otherwise, closing, opening, page.words["purposes"], page.kinds)


@cache
def _load(path: Path | None) -> Policy:
    shipped = files("opennrm.access") / "policy.yaml"
    text = (path or shipped).read_text(encoding="utf-8")
    return policy_from_text(str(path or "access/policy.yaml"), text)


def _index(page: Page, allows: bool) -> Mapping[_Asked, tuple[_Ruling, ...]]:
    """For each thing that can be asked the rows that may answer: a request meets the few rows of its own stream, mode, section and kind."""
    found: dict[_Asked, list[_Ruling]] = {asked: [] for asked in _askable(page)}
    for row in page.rows:
        if row.allows is not allows:
            continue
        for kind in row.agencies:
            narrowed = _held_at(row, page.kinds[kind])
            if narrowed.roles == frozenset():
                continue
            ruling = _Ruling(narrowed, Decision(row.allows, row.id, row.source, str(row.because)))
            for asked in _asked_by(narrowed, kind):
                found[asked].append(ruling)
    return MappingProxyType({asked: tuple(rulings) for asked, rulings in found.items()})


def _askable(page: Page) -> Iterator[_Asked]:
    words = page.words
    return ((s, m, n, k) for s in words["streams"] for m in words["modes"] for n in words["sections"] for k in page.kinds)


def _asked_by(row: Row, kind: str) -> Iterator[_Asked]:
    return ((stream, mode, section, kind) for stream in row.streams for mode in row.modes for section in row.sections)


def _held_at(row: Row, kind: AgencyKind) -> Row:
    """A role counts only where the kind of agency may have it: nobody carries a role into an agency that has no such work."""
    return row if row.roles is None else replace(row, roles=row.roles & kind.roles)


def _speaks(row: Row, request: AccessRequest) -> bool:
    return next(wants(row, request), None) is None


def wants(row: Row, request: AccessRequest) -> Iterator[str]:
    """What the row names and the request has not, consent apart; nothing yielded: the row speaks of it. Source: policy.yaml, head."""
    if row.roles is not None and row.roles.isdisjoint(request.role):
        yield "role"
    if row.relations is not None and row.relations.isdisjoint(request.relations):
        yield "relation"
    if row.own and request.holder.agency != request.agency:
        yield "holder"
    if request.holder.kind not in row.holders:
        yield "holder"
    if row.purposes is not None and (request.purpose or UNSTATED) not in row.purposes:
        yield "purpose"
    if row.break_glass and not request.break_glass:
        yield "break_glass"


def agreed(needed: Consented, request: AccessRequest) -> bool:
    """Whether the person's live consents hold the one that is needed. Source: CETS 197 Art 12(7); docs/access-in-words.md, Consent."""
    return any(_meets(needed, consent, request) for consent in request.consents)


def _meets(needed: Consented, consent: Consent, request: AccessRequest) -> bool:
    if consent.scope not in needed.scopes:
        return False
    if consent.recipient != str(request.agency) and not (needed.own_kind and consent.recipient == request.agency_kind):
        return False
    if needed.purposes is None:
        return consent.purpose == request.purpose
    return consent.purpose in needed.purposes and request.purpose in (None, consent.purpose)
