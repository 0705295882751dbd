"""What one data file says of another: an entitlement cites clauses, names facts, grounds, sections; each must be there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from opennrm.standards.clause import Clause
from opennrm.standards.entitlement import Entitlement
from opennrm.standards.fact import Fact
from opennrm.standards.reading import Document, Path, Problem
from opennrm.standards.shape import twice
from opennrm.standards.treaty import TreatyTable

if TYPE_CHECKING:
    from opennrm.standards.load import Law

__all__ = ["astray", "dangling", "leads_nowhere", "wrong_fact"]

ASKED = re.compile(r"(?P<name>[a-z][a-z_.]*)(?::(?P<qualifier>[a-z0-9][a-z0-9_.]*))?(?:=(?P<value>[a-zA-Z0-9_-]+))?")
FACTS = ("opens_on", "reasons", "ends_on", "met_by", "breached_by")
LISTED = (("responsible", "agency_kinds"), ("section", "sections"), ("group", "groups"))
# whoever met the person first has the turn, whichever kind of agency that was
ANY_KIND = "first_responder"


def wrong_fact(facts: Mapping[str, Fact], text: str) -> str | None:
    """Why `name[:qualifier][=value]` can never be true of a case, or None when it can. Source: law-as-data 2.

    A qualified fact may be asked for without its qualifier, which asks for every kind of it.
    """
    found = ASKED.fullmatch(text)
    fact = facts.get(found["name"]) if found else None
    if found is None or fact is None:
        return f"no fact {text}"
    if found["qualifier"] is None and fact.qualified:
        return fact.wrong(fact.qualifiers[0] if fact.qualifiers else "any", found["value"])
    return fact.wrong(found["qualifier"], found["value"])


def leads_nowhere(clauses: Iterable[Clause], entitlements: Iterable[Entitlement]) -> Iterator[tuple[Clause, str]]:
    """Every clause of which nobody learns what it gives to a person: no right rests on it, and no reason says why; or both are said.

    `given_by` leads to clauses on which rights rest themselves, never further. Source: design 1, commitment → entitlement → fact.
    """
    rested = {id for one in entitlements for id in one.clauses}
    for clause in clauses:
        astray = [id for id in clause.given_by if id not in rested]
        gives = clause.id in rested or bool(clause.given_by)
        if astray:
            yield clause, f"given_by names {', '.join(astray)}, on which no right rests"
        if gives and clause.gives_none is not None:
            yield clause, "gives_none says that it gives nothing, and a right rests on it"
        if not gives and clause.gives_none is None:
            yield clause, "no right rests on it, and it does not say why"


def astray(doc: Document, table: TreatyTable, known: Law) -> Iterator[Problem]:
    """Every state, instrument and source of the table of treaty status that nobody knows; rows that stand twice. Source: legal-facts 3."""
    named = ((("treaties", place), f"{row.state} {row.instrument}") for place, row in enumerate(table.treaties))
    yield from twice(doc, named, "row")
    for place, row in enumerate(table.treaties):
        if row.state not in table.states:
            yield doc.problem(("treaties", place, "state"), f"no state {row.state}", "name it under states first")
        if row.instrument not in known.instruments:
            says = f"no instrument {row.instrument}"
            yield doc.problem(("treaties", place, "instrument"), says, f"one of {', '.join(known.instruments)}")
        sources = [((), row.source), *(((name,), stated.source) for name, stated in row.steps() if stated.source is not None)]
        for at, source in sources:
            if source not in known.sources:
                yield doc.problem(("treaties", place, *at, "source"), f"no source {source}", f"one of {', '.join(known.sources)}")


def dangling(doc: Document, at: Path, one: Entitlement, known: Law) -> Iterator[Problem]:
    """Every name in an entitlement that nothing stands behind, with its place in the file. Source: law-as-data 6."""
    for place, clause in enumerate(one.clauses):
        if clause not in known.clauses:
            yield doc.problem((*at, "clauses", place), f"no clause {clause}", "cite an id of data/clauses, as COE-12.1a")
    yield from _facts(doc, at, one, known)
    yield from _listed(doc, at, one, known)
    yield from _attributes(doc, at, one, known)


def _facts(doc: Document, at: Path, one: Entitlement, known: Law) -> Iterator[Problem]:
    for key in FACTS:
        for place, fact in enumerate(getattr(one, key)):
            if says := wrong_fact(known.facts, fact):
                yield doc.problem((*at, key, place), says, "write name[:qualifier][=value] of facts.yaml, as decision:rg=positive")


def _listed(doc: Document, at: Path, one: Entitlement, known: Law) -> Iterator[Problem]:
    for key, name in LISTED:
        code, codes = getattr(one, key), known.code_lists[name]
        if code not in codes and not (key == "responsible" and code == ANY_KIND):
            yield doc.problem((*at, key), f"no {key} {code}", f"one of {', '.join(codes)}")
    for place, ground in enumerate(one.withheld_on):
        if ground not in known.code_lists["withholding_grounds"]:
            yield doc.problem((*at, "withheld_on", place), f"no ground {ground}", "a code of withholding_grounds in code_lists.yaml")


def _attributes(doc: Document, at: Path, one: Entitlement, known: Law) -> Iterator[Problem]:
    for attribute, values in one.when.items():
        fact = known.facts.get(attribute)
        if fact is None or not set(values) <= set(fact.values):
            says = f"{attribute} is never {', '.join(values)}"
            yield doc.problem((*at, "when", attribute), says, "an attribute and its values as in facts.yaml")
