"""docs/made/indicators.md: every set of signs, whom it is for, how it is read, each sign with what it weighs and what shows it."""

from collections.abc import Iterator

from opennrm.portal.markdown import page, table
from opennrm.standards.indicator import IndicatorSet
from opennrm.standards.load import law
from opennrm.standards.sets_in_words import how_many, read_by, remarks, weight, whom

__all__ = ["indicators_page"]

SAYS = (
    "What responders look for, in words of ours: nothing is a quotation. A sign raises or lowers suspicion: its presence proves nothing, "
    "its absence disproves nothing. What shows during exploitation is more reliable than what shows before it, and a sign that is strong "
    "in one setting may mean nothing in another (UNODC). Not assessed is not absent. Weights and points are those that were published; "
    "they decide nothing."
)


def indicators_page() -> str:
    """The sets side by side, then each with its rule and its signs. Source: domain 3."""
    sets = law().indicator_sets.values()
    head = ("Set", "Title", "Version", "Signs", "For whom", "Source")
    rows = [(f"`{one.head.id}`", str(one.head.title), one.head.version, how_many(one), whom(one), _source(one.head.source)) for one in sets]
    return page("Signs", SAYS, ["## The sets", "", *table(head, rows)], *([*_set(one)] for one in sets))


def _source(key: str) -> str:
    return str(law().sources[key].title)


def _set(one: IndicatorSet) -> Iterator[str]:
    yield from (f"## {one.head.title} (`{one.head.id}`)", "", str(one.head.says), "", "How it is read:", "")
    yield from (f"- {line}" for line in read_by(one))
    said = remarks(one)
    for group in one.dimensions:
        rows = [(sign.code, str(sign.label), weight(sign), said[sign.code], sign.source) for sign in one.of(group.code)]
        yield from ("", f"### {group.label} (`{group.code}`)", "", *table(("Code", "Sign", "Weighs", "Remarks", "Source"), rows))
