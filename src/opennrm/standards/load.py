"""The law that ships with OpenNRM, read once and checked whole: facts, clauses, entitlements, indicator sets, code lists."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, cached_property
from importlib.resources import files
from types import MappingProxyType

from opennrm.standards.clause import Clause, Instrument, Source
from opennrm.standards.code_list import Code
from opennrm.standards.entitlement import Entitlement
from opennrm.standards.fact import Fact
from opennrm.standards.indicator import IndicatorSet
from opennrm.standards.indicator_sets import read_sets
from opennrm.standards.need import Need
from opennrm.standards.reading import Document, Misread
from opennrm.standards.references import astray, dangling, leads_nowhere, wrong_fact
from opennrm.standards.shape import one_row, refuse, rows, twice
from opennrm.standards.treaty import TreatyTable

__all__ = ["Law", "document", "law", "read_clauses", "read_entitlements", "read_facts", "read_needs", "read_treaties", "wrong_fact"]

INDICATORS = (
    "unodc-general",
    "ilo-al",
    "ilo-cl",
    "ilo-11",
    "unodc-labour",
    "unodc-domestic",
    "unodc-sexual",
    "unodc-begging",
    "county-lines",
    "seraf",
    "uk-health",
)
INSTRUMENTS = ("cets-197", "palermo", "osce", "non-refoulement", "eu")


def document(path: str) -> Document:
    """The data file `path` of standards/data. Raises Misread when it is no YAML. Source: house-style 3.1."""
    return Document.read(f"standards/data/{path}", (files("opennrm.standards") / "data" / path).read_text(encoding="utf-8"))


class Law:
    """What is owed. Each part is read and checked at its first use and never changes. Source: design 2."""

    @cached_property
    def facts(self) -> Mapping[str, Fact]:
        """Every fact name. Source: law-as-data 2."""
        return read_facts(document("facts.yaml"))

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """Where clauses were read. Source: legal-facts, Source keys."""
        doc = document("sources.yaml")
        return MappingProxyType({source.key: source for source in rows(doc, Source, doc.data)})

    @cached_property
    def clauses(self) -> Mapping[str, Clause]:
        """Every clause of every instrument, by id. Source: frozen, Clause ids."""
        return read_clauses([document(f"clauses/{name}.yaml") for name in INSTRUMENTS], self.sources)

    @cached_property
    def instruments(self) -> Mapping[str, Instrument]:
        """The instruments, by id (`COE`). Source: frozen, Clause ids."""
        return MappingProxyType({clause.instrument.id: clause.instrument for clause in self.clauses.values()})

    @cached_property
    def treaties(self) -> TreatyTable:
        """Who is bound by which instrument since when. Source: legal-facts 3."""
        return read_treaties(document("treaty_status.yaml"), self)

    @cached_property
    def code_lists(self) -> Mapping[str, Mapping[str, Code]]:
        """The closed lists by name, each by code in the order of the file. Source: frozen, codes."""
        return read_code_lists(document("code_lists.yaml"))

    @cached_property
    def indicator_sets(self) -> Mapping[str, IndicatorSet]:
        """The sets of signs, by id (`unodc_general`, `ilo_al`, `seraf`), the general one first. Source: domain 3."""
        return read_sets([document(f"indicators/{name}.yaml") for name in INDICATORS], self.sources, self.code_lists)

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """ISO 639 codes of the languages to choose from. Source: design 9, Languages."""
        return read_languages(document("languages.yaml"))

    @cached_property
    def needs(self) -> Mapping[str, Need]:
        """What a person may need at once, by code, the most pressing first. Source: CETS 197 Art 12(1)."""
        return read_needs(document("needs.yaml"))

    @cached_property
    def entitlements(self) -> Mapping[str, Entitlement]:
        """Every entitlement, by id, in the order of the file; no clause is left without a right or a reason. Source: law-as-data 1."""
        doc = document("entitlements.yaml")
        read = read_entitlements(doc, self)
        lost = leads_nowhere(self.clauses.values(), read.values())
        refuse(doc.problem((), f"{clause.id}: {says}", "cite it here, or write given_by or gives_none beside it") for clause, says in lost)
        return read


def read_facts(doc: Document) -> Mapping[str, Fact]:
    """The fact names of a file; raises Misread. Source: law-as-data 2."""
    read = rows(doc, Fact, doc.data)
    refuse(twice(doc, (((place, "name"), fact.name) for place, fact in enumerate(read)), "fact"))
    return MappingProxyType({fact.name: fact for fact in read})


def read_needs(doc: Document) -> Mapping[str, Need]:
    """The needs of a file; raises Misread, also where a code stands twice. Source: CETS 197 Art 12(1)."""
    read = rows(doc, Need, doc.data)
    refuse(twice(doc, (((place, "code"), one.code) for place, one in enumerate(read)), "need"))
    return MappingProxyType({one.code: one for one in read})


def read_code_lists(doc: Document) -> Mapping[str, Mapping[str, Code]]:
    """The lists of a file; raises Misread, also where a code stands twice in a list. Source: frozen, codes."""
    if not isinstance(doc.data, dict):
        raise Misread([doc.problem((), "no lists", "write a name and a list of {code, label, says}")])
    found: dict[str, Mapping[str, Code]] = {}
    for name, raw in doc.data.items():
        read = rows(doc, Code, raw, (name,))
        refuse(twice(doc, (((name, place, "code"), one.code) for place, one in enumerate(read)), "code"))
        found[name] = MappingProxyType({one.code: one for one in read})
    return MappingProxyType(found)


def read_languages(doc: Document) -> tuple[str, ...]:
    """A list of language codes; raises Misread for what is none, or stands twice. Source: design 9, Languages."""
    codes = doc.data if isinstance(doc.data, list) else []
    wrong = [((place,), str(code)) for place, code in enumerate(codes) if not (isinstance(code, str) and re.fullmatch("[a-z]{2,3}", code))]
    refuse([doc.problem(path, f"{code} is no language code", "write an ISO 639 code, as ro; quote no") for path, code in wrong])
    refuse(twice(doc, (((place,), code) for place, code in enumerate(codes)), "language"))
    return tuple(codes)


def read_clauses(docs: list[Document], sources: Mapping[str, Source]) -> Mapping[str, Clause]:
    """The clauses of several files, one instrument each; raises Misread. Source: legal-facts 1–5."""
    found: dict[str, Clause] = {}
    for doc in docs:
        read = rows(doc, Clause, _with_instrument(doc), ("clauses",))
        places = [(("clauses", place), clause) for place, clause in enumerate(read)]
        wrong = twice(doc, (((*path, "id"), clause.id) for path, clause in places), "clause")
        wrong += [
            doc.problem((*path, "source"), f"no source {clause.source}", f"one of {', '.join(sources)}")
            for path, clause in places
            if clause.source not in sources
        ]
        refuse(wrong)
        found |= {clause.id: clause for clause in read}
    return MappingProxyType(found)


def _with_instrument(doc: Document) -> object:
    data = doc.data
    if not isinstance(data, dict) or set(data) != {"instrument", "clauses"}:
        raise Misread([doc.problem((), "no instrument with clauses", "the file has two keys, instrument and clauses")])
    clauses = data["clauses"]
    return [{**clause, "instrument": data["instrument"]} for clause in clauses] if isinstance(clauses, list) else clauses


def read_treaties(doc: Document, known: Law) -> TreatyTable:
    """The table of treaty status; raises Misread for shape, for an unknown state, instrument or source, for a row that stands twice.

    Source: legal-facts 3.
    """
    table = one_row(doc, TreatyTable, doc.data, ())
    refuse(astray(doc, table, known))
    return table


def read_entitlements(doc: Document, known: Law) -> Mapping[str, Entitlement]:
    """The entitlements of a file; raises Misread for shape, for a clause, fact or attribute that does not exist. Source: law-as-data 1."""
    read = rows(doc, Entitlement, doc.data)
    wrong = twice(doc, (((place, "id"), one.id) for place, one in enumerate(read)), "entitlement")
    for place, one in enumerate(read):
        wrong += dangling(doc, (place,), one, known)
    refuse(wrong)
    return MappingProxyType({one.id: one for one in read})


@cache
def law() -> Law:
    """The law that ships with this version, one object per process. Source: docs/architecture.md, The pieces."""
    return Law()
