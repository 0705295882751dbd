"""Published editions, read: the wholes that a report tells, the cells that sentences cite, and what a later edition says of these."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Max

from opennrm.programme.report.citing import KEY, Cited, cite
from opennrm.programme.report.figures import figure, figures_of, named
from opennrm.programme.report.frames import Frames
from opennrm.programme.report.ground import Figure
from opennrm.statistics.period import Period
from opennrm.statistics.publication import reads as publications
from opennrm.statistics.publication.models import PublishedEdition

__all__ = ["Since", "cells", "found", "names", "said_since", "stamp", "wholes"]


@dataclass(frozen=True, slots=True)
class Since:
    """What became of a cited figure: its edition was withdrawn, or a later edition that stands has another number, or none."""

    figure: Figure
    withdrawn: bool
    later: str = ""  # the name of the edition
    now: Cited | None = None  # what it tells; None where it does not tell it


def wholes(since: date, until: date, language: str) -> Iterator[Figure]:
    """Of each period that lies in these days and of which figures were published, those of the last edition that stands."""
    for row in _standing():
        period = Period.parse(row.period)
        if since <= period.start and period.end - timedelta(days=1) <= until:
            yield from (one for one in figures_of(publications.frozen(row), language) if one.whole)


def _standing() -> list[PublishedEdition]:
    """The last edition of each period that was not withdrawn, in the order of the periods."""
    last = {row.period: row for row in publications.editions().filter(withdrawn_at=None).order_by("period", "edition")}
    return list(last.values())


def names() -> list[str]:
    """The editions from which a figure may be taken: those that stand, the latest period first."""
    return [f"{row.period}/{row.edition}" for row in reversed(_standing())]


def cells(name: str, language: str) -> list[Figure]:
    """Every cell that an edition shows; nothing where there is no such edition, or it was withdrawn."""
    row = _row(name)
    return [] if row is None or row.withdrawn_at else list(figures_of(publications.frozen(row), language))


def found(keys: Iterable[str], words: Frames, *, standing: bool = False) -> dict[str, Cited]:
    """The figures of these keys, each of the edition that its key names; what is not told is not there.

    `standing`: nor what an edition says that was withdrawn.
    """
    rows: dict[str, PublishedEdition | None] = {}
    made = {}
    for key in filter(KEY.fullmatch, keys):
        edition = named(key)[0]
        if edition not in rows:
            rows[edition] = _row(edition.partition("-")[2])
        row = rows[edition]
        told = row is not None and not (standing and row.withdrawn_at)
        one = figure(publications.frozen(row), key, words.language) if row is not None and told else None
        if one is not None and one.key == key:
            made[key] = cite(one, words)
    return made


def said_since(cited: Mapping[str, Cited], words: Frames) -> dict[str, Since]:
    """Of cited figures those of which something else is said since, by their keys. Source: issue 13, point 7 (a refresh tells)."""
    told = {}
    for key, one in cited.items():
        rows = {row.edition: row for row in publications.of_period(one.figure.period)}
        ours = int(one.figure.edition.partition("/")[2])
        later = [row for number, row in rows.items() if number > ours and row.withdrawn_at is None]
        now = figure(publications.frozen(later[-1]), key, words.language) if later else None
        moved = bool(later) and (now is None or now.count != one.figure.count)
        withdrawn = rows[ours].withdrawn_at is not None
        if moved or withdrawn:
            name = f"{later[-1].period}/{later[-1].edition}" if later else ""
            told[key] = Since(one.figure, withdrawn, name, cite(now, words) if now else None)
    return told


def stamp() -> tuple[object, ...]:
    """What changes whenever an edition is published or withdrawn."""
    return tuple(publications.editions().aggregate(last=Max("recorded"), withdrawn=Count("withdrawn_at")).values())


def _row(name: str) -> PublishedEdition | None:
    try:
        return publications.edition(name)
    except publications.NoEdition:
        return None
