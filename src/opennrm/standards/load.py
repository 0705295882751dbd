"""The law that ships with OpenNRM, read once, checked whole: facts, clauses, entitlements, indicator sets, code lists."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, cached_property
from importlib.resources import files
from types import MappingProxyType

from opennrm.standards.fact import Fact
from opennrm.standards.reading import Document
from opennrm.standards.shape import refuse, rows, twice

__all__ = ["Law", "document", "law"]


def document(path: str) -> Document:
    """The data file `path` of standards/data. Raises Misread when it is no YAML. Source: house-style 3.1."""
    return Document.read(f"standards/data/{path}", (files("opennrm.standards") / "data" / path).read_text(encoding="utf-8"))


class Law:
    """What is owed. Each part is read at its first use and never changes. Source: design 2."""

    @cached_property
    def facts(self) -> Mapping[str, Fact]:
        """Every fact name. Source: law-as-data 2."""
        return read_facts(document("facts.yaml"))


def read_facts(doc: Document) -> Mapping[str, Fact]:
    """The fact names of a file; raises Misread. Source: law-as-data 2."""
    read = rows(doc, Fact, doc.data)
    refuse(twice(doc, (((place, "name"), fact.name) for place, fact in enumerate(read)), "fact"))
    return MappingProxyType({fact.name: fact for fact in read})


@cache
def law() -> Law:
    """The law that ships with this version, one object per process. Source: docs/architecture.md, The pieces."""
    return Law()
