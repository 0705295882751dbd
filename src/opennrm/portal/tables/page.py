"""A table in the words of a page and of a file: what it says in a sentence, its numbers, what was recorded that moved them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from django.utils.translation import gettext as _

from opennrm.cases.spine import editions
from opennrm.portal.morning.figure import period_words
from opennrm.portal.morning.files import Sheet as FileSheet
from opennrm.portal.publications.shown import Sheet, cells_of, sheet
from opennrm.portal.publications.since import kind_words
from opennrm.portal.tables.asked import Asked, day_words
from opennrm.portal.tables.kept import digest, moved_since
from opennrm.statistics.definition import definitions
from opennrm.statistics.publication.frozen import Texts
from opennrm.statistics.publication.labels import labels, told
from opennrm.statistics.tables import TOTAL
from opennrm.ui.dates import FuzzyDate
from opennrm.ui.numbers import number

__all__ = ["Event", "Page", "as_file", "page"]

LATEST = 6  # months that are named beside a kind of event


@dataclass(frozen=True, slots=True)
class Event:
    """A kind of event, and in which months it was recorded how often."""

    words: str
    months: Sequence[str]


@dataclass(frozen=True, slots=True)
class Page:
    """All that a table says. `revised`: how the total moved since what stands beside, in words; `events`: what was recorded since."""

    title: str
    sentence: str
    revised: str
    sheet: Sheet
    events: Sequence[Event]
    sources: Sequence[tuple[str, str]]
    hash: str
    measures: Mapping[str, str]


def page(found: Asked, language: str) -> Page:
    """The table that was asked for, in words."""
    profile, known = editions.profile(found.month.end.law), definitions()
    texts = labels(known, profile, found.month.end.tables)
    words = partial(told, texts, language=language)
    before = cells_of(found.beside.tables).get(found.measure, {}) if found.beside else {}
    return Page(
        title=_("%(measure)s, %(period)s") % {"measure": words(found.measure), "period": period_words(found.period)},
        sentence=_sentence(found),
        revised=_revised(found),
        sheet=sheet(words, found.table, before),
        events=list(_events(found)),
        sources=list(_sources(found, texts, language)),
        hash=digest(found.month.end, profile.country),
        measures={table.measure: words(table.measure) for table in found.month.end.tables},
    )


def _total(found: Asked) -> int | None:
    return next(cell.count for cell in found.table.cells if cell.path == (TOTAL,))


def _sentence(found: Asked) -> str:
    total = _total(found)
    values = {"day": day_words(found.month.end.day), "period": period_words(found.period)}
    if total is None:
        return _("As at the end of %(day)s: how many, is not told.") % values
    return _("As at the end of %(day)s: %(n)s in %(period)s.") % {**values, "n": number(total)}


def _revised(found: Asked) -> str:
    now = _total(found)
    was = cells_of(found.beside.tables).get(found.measure, {}).get((TOTAL,)) if found.beside else None
    if found.beside is None or was is None:
        return ""
    values = {"beside": found.beside.than}
    if now is None or was.count is None:
        return _("How it moved since (%(beside)s) is not told.") % {"beside": found.beside.words}
    if now == was.count:
        return _("As many as %(beside)s.") % values
    values["n"] = number(abs(now - was.count))
    return (_("%(n)s more than %(beside)s.") if now > was.count else _("%(n)s fewer than %(beside)s.")) % values


def _events(found: Asked) -> Iterator[Event]:
    if found.beside is None:
        return
    months = [month for month in found.months if month.end.position <= found.month.end.position]
    for type, often in moved_since(months, found.measure, found.beside.day).items():
        named = [_("%(month)s: %(n)s or more") % {"month": FuzzyDate(day.year, day.month), "n": number(n)} for day, n in often[-LATEST:]]
        yield Event(kind_words(type), named)


def _sources(found: Asked, texts: Mapping[str, Texts], language: str) -> Iterator[tuple[str, str]]:
    """What the measure and each of its breakdowns rests on."""
    known = definitions()
    measure = known.measures[found.measure]
    yield measure.label.told(language), measure.source
    yield from ((row.label.told(language), row.source) for row in known.of(measure))


def as_file(made: Page, found: Asked) -> FileSheet:
    """The table with all that a reader has to know who did not see the page."""
    end = found.month.end
    before = [
        (_("Table"), made.title),
        (_("As at the end of"), day_words(end.day)),
        (_("Position of the journal"), str(end.position)),
        (_("Beside it"), found.beside.words if found.beside else _("nothing")),
        (_("What is counted"), made.sheet.says),
        (_("Source"), "; ".join(dict.fromkeys(source for _label, source in made.sources))),
        (_("Hash (SHA-256)"), made.hash),
    ]
    heads = ["", _("What"), _("How many"), _("Share"), *([_("Then"), _("Difference")] if found.beside else [])]
    rows = [
        [block.name, line.words, line.count, line.share, *([line.was, line.change] if found.beside else [])]
        for block in made.sheet.blocks
        for line in block.lines
    ]
    return FileSheet(before, heads, rows)
