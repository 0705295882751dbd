"""docs/made/report-coverage.md: each fact of the source document, the records that carry it, and where its report tells it."""

from collections.abc import Iterator, Sequence

from opennrm.portal.markdown import codes, page, table
from opennrm.programme.record.again import again, sentences
from opennrm.programme.record.coverage import Covered, Sentence, coverage, share
from opennrm.programme.record.reading import record

__all__ = ["coverage_page", "missing", "places", "said"]

SHOWN = 2  # of the sentences that rest on a fact's records
SAYS = (
    "The source document is cited by its lines and told in words of ours; its report is made again from the records. A fact is *recorded* "
    "if every record that carries it is there. It is *told* if a sentence rests on one of them, one that does more than count, and those "
    "that do say each name and time of it, with their heading and footnotes. A place is the chapter and the sentence in it."
)


def coverage_page(document: str) -> str:
    """The shares, the facts in the order of the document, then each sentence of the report. Source: issue 13, point 8."""
    read = record(document)
    told = tuple(sentences(again(read)))
    found = coverage(read, told)
    rows = (_row(one) for one in found)
    return page(
        f"Coverage of {read.source.id}",
        SAYS,
        [said(found)],
        ["## Facts", "", *table(("Lines", "Fact", "Records", "Told in", "Missing"), rows)],
        ["## Sentences", "", *_sentences(told)],
    )


def said(found: Sequence[Covered]) -> str:
    """The shares as a sentence."""
    counted = share(found)
    recorded, told = (f"{n} ({100 * n / counted.facts:.1f} %)" for n in (counted.recorded, counted.told))
    return f"Of {counted.facts} facts {recorded} are recorded, {told} are told."


def missing(one: Covered) -> str:
    """What is not there of a fact: records, a sentence, or names in it."""
    if one.lost:
        return f"no record {codes(one.lost)}"
    if not one.sentences:
        return "no sentence"
    return f"not said: {', '.join(one.unsaid)}" if one.unsaid else ""


def places(one: Covered) -> str:
    """Where a fact is told: the sentences that are most about it."""
    return ", ".join(sentence.place for sentence in one.sentences[:SHOWN])


def _row(one: Covered) -> tuple[str, ...]:
    return (one.fact.lines, one.fact.says, codes(one.fact.by), places(one), missing(one))


def _sentences(told: Sequence[Sentence]) -> Iterator[str]:
    yield from table(("Place", "Sentence"), ((one.place, one.words) for one in told))
