"""The closed lists of the programme: kinds of activity, states, parts, outcomes, topics, each code with a label. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from opennrm.standards.code_list import Code
from opennrm.standards.reading import Document, Misread
from opennrm.standards.shape import rows

__all__ = ["code_lists", "told"]

FILE = "programme/data/codes.yaml"


@cache
def code_lists() -> Mapping[str, Mapping[str, Code]]:
    """Every list by its name, every code of it in order. Raises Misread with each mistake at its place. Source: issue 13, points 1-6."""
    document = Document.read(FILE, (files("opennrm.programme") / "data/codes.yaml").read_text(encoding="utf-8"))
    if not isinstance(document.data, dict):
        raise Misread([document.problem((), "no lists", "write the lists by their names")])
    lists = {name: rows(document, Code, raw, (name,)) for name, raw in document.data.items()}
    return MappingProxyType({name: MappingProxyType({code.code: code for code in codes}) for name, codes in lists.items()})


@cache
def told(name: str, code: str, language: str) -> str:
    """The label of a code of a list. Raises KeyError for one that is not in it. Source: design 9, Languages."""
    return code_lists()[name][code].told(language)
