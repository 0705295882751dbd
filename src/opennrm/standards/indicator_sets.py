"""How the sets of signs are read: each by itself, then all of them together, with the position of every mistake."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from opennrm.standards.clause import Source
from opennrm.standards.code_list import Code
from opennrm.standards.indicator import Dimension, Indicator, IndicatorSet, SetHead
from opennrm.standards.reading import Document, Path, Problem
from opennrm.standards.scoring import Scoring
from opennrm.standards.shape import one_row, refuse, rows, twice

__all__ = ["read_indicators", "read_sets"]

OPPOSITE = {"adult": "child", "child": "adult"}


def read_indicators(doc: Document, sources: Mapping[str, Source]) -> IndicatorSet:
    """One set of signs; raises Misread for its shape, a code twice, a name that is not there, a weight too few. Source: domain 3."""
    data = doc.data if isinstance(doc.data, dict) else {}
    head = one_row(doc, SetHead, data.get("set"), ("set",))
    dimensions = rows(doc, Dimension, data.get("dimensions"), ("dimensions",))
    read = rows(doc, Indicator, data.get("indicators"), ("indicators",))
    scoring = one_row(doc, Scoring, data["scoring"], ("scoring",)) if "scoring" in data else None
    found = IndicatorSet(head=head, dimensions=dimensions, indicators=read, scoring=scoring)
    places = ((("indicators", place, "code"), one.code) for place, one in enumerate(read))
    refuse([*twice(doc, places, "sign"), *_sources(doc, found, sources), *_rows(doc, found), *_scoring(doc, found)])
    return found


def _sources(doc: Document, found: IndicatorSet, sources: Mapping[str, Source]) -> Iterator[Problem]:
    named: list[tuple[Path, str]] = [(("set", "source"), found.head.source)]
    named += [(("indicators", place, "source"), one.source) for place, one in enumerate(found.indicators)]
    if found.head.suits is not None:
        named.append((("set", "suits_source"), found.head.suits_source))
    if found.scoring is not None:
        named.append((("scoring", "source"), found.scoring.source))
    for path, source in named:
        if source not in sources:
            yield doc.problem(path, f"no source {source}", f"one of {', '.join(sources)}")


def _rows(doc: Document, found: IndicatorSet) -> Iterator[Problem]:
    known, rule = {one.code for one in found.dimensions}, found.head.rule
    for place, one in enumerate(found.indicators):
        path: Path = ("indicators", place)
        if one.dimension not in known:
            yield doc.problem((*path, "dimension"), f"no dimension {one.dimension}", f"one of {', '.join(sorted(known))}")
        yield from _missing(doc, (*path, "counts_with"), one.counts_with, known)
        if (one.weight is None) == (rule == "ilo") or (one.points is None) == (rule == "points"):
            says = "give every sign its published weight or points, or none where the set has no rule"
            yield doc.problem(path, "a weight goes with a rule", says)


def _scoring(doc: Document, found: IndicatorSet) -> Iterator[Problem]:
    if (found.scoring is None) == (found.head.rule == "points"):
        yield doc.problem(("set", "rule"), "points go with their categories", "write scoring where the rule is points, and nowhere else")
    if found.scoring is None:
        return
    steps = [one.at_least for one in found.scoring.levels]
    if not steps or steps[0] != 0 or steps != sorted(set(steps)):
        yield doc.problem(
            ("scoring", "levels"), "the categories do not follow one another", "the first from 0, each from more than the last"
        )
    for place, one in enumerate(found.scoring.also):
        path: Path = ("scoring", "also", place)
        yield from _missing(doc, (*path, "dimensions"), one.dimensions, {dimension.code for dimension in found.dimensions})
        yield from _missing(doc, (*path, "levels"), one.levels, {level.code for level in found.scoring.levels})


def _missing(doc: Document, at: Path, names: Iterable[str], known: Iterable[str]) -> Iterator[Problem]:
    there = set(known)
    for name in names:
        if name not in there:
            yield doc.problem(at, f"no {name}", f"one of {', '.join(sorted(there))}")


def read_sets(
    docs: Iterable[Document], sources: Mapping[str, Source], lists: Mapping[str, Mapping[str, Code]]
) -> Mapping[str, IndicatorSet]:
    """All sets, by id, in this order; raises Misread also for a code in two sets that one person may meet, or a name that is nowhere.

    Source: domain 3.
    """
    read = [(doc, read_indicators(doc, sources)) for doc in docs]
    sets = {one.head.id: one for _, one in read}
    for doc, one in read:
        refuse([*_shared(doc, one, sets.values()), *_shown(doc, one, sets), *_listed(doc, one.head, lists)])
    return MappingProxyType(sets)


def _shared(doc: Document, one: IndicatorSet, sets: Iterable[IndicatorSet]) -> Iterator[Problem]:
    """An answer names its sign by the code alone: no two sets that are looked through together may share one."""
    for other in sets:
        together = other is not one and OPPOSITE.get(one.head.whom) != other.head.whom
        for code in sorted(set(one.by_code) & set(other.by_code)) if together else ():
            yield doc.problem(("indicators",), f"{code} is a sign of {other.head.id} too", "give it a code of its own")


def _shown(doc: Document, one: IndicatorSet, sets: Mapping[str, IndicatorSet]) -> Iterator[Problem]:
    yield from _missing(doc, ("set", "shown_by"), one.head.shown_by, sets)
    others = [sets[id] for id in one.head.shown_by if id in sets]
    known = {name for other in others for name in (*other.by_code, *other.by_dimension)}
    for place, sign in enumerate(one.indicators):
        yield from _missing(doc, ("indicators", place, "shown_by"), sign.shown_by, known)


def _listed(doc: Document, head: SetHead, lists: Mapping[str, Mapping[str, Code]]) -> Iterator[Problem]:
    yield from _missing(doc, ("set", "forms"), head.forms, lists["forms"])
    yield from _missing(doc, ("set", "bands"), head.bands, lists["age_bands"])
