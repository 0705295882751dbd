"""The document's report made again from its records alone, as a reader of an installation would get it. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from opennrm.programme.record.coverage import Covered, Sentence, coverage
from opennrm.programme.record.source import Record
from opennrm.programme.report import text
from opennrm.programme.report.assemble import assemble
from opennrm.programme.report.ground import Ground, Scope
from opennrm.programme.report.summing import OVER_ALL
from opennrm.programme.report.template import template
from opennrm.programme.report.text import Assembled, plain

__all__ = ["TEMPLATE", "again", "covered", "sentences"]

TEMPLATE = "permanent-council"


def again(record: Record, language: str = "en") -> Assembled:
    """The report of the document's period. Source: issue 13, point 8 (its report made again)."""
    scope = Scope(record.source.since, record.source.until, us=record.source.us)
    named = record.source.named.get(language, {})
    ground = Ground(record.dossier(), scope, materials=record.materials, interventions=record.interventions, named=named)
    return assemble(template(TEMPLATE), ground, language)


def covered(record: Record) -> tuple[Covered, ...]:
    """Each fact of the document with the sentences of that report. Source: issue 13, point 8 (coverage)."""
    return coverage(record, tuple(sentences(again(record))))


def sentences(report: Assembled) -> Iterator[Sentence]:
    """Each sentence by the number of its chapter and its place in it; those left out that only count. Source: issue 13, point 8."""
    for chapter in report.chapters:
        found = [(section, one) for section in chapter.sections for paragraph in section.paragraphs for one in paragraph.sentences]
        for n, (section, one) in enumerate(found, 1):
            if not one.figure:
                notes = " ".join(f"{note.key} {plain(note.text)}" for note in one.notes)
                yield Sentence(f"{chapter.number}:{n}", one.words, f"{chapter.title} {section.title} {notes}", _carried(one))


def _carried(one: text.Sentence) -> frozenset[str]:
    """The records that a sentence tells of: of one over all, the aims alone, for what it says of others is a part of its sum."""
    over_all = one.key.endswith(OVER_ALL)
    return frozenset(ref.key for ref in one.references if ref.kind == "aim" or not over_all)
