"""A file that was sent, judged before anything of it is kept: its records, and each row that is refused with what would be right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext

from opennrm.programme import typed, words
from opennrm.programme.activities import models, reads, sheets
from opennrm.programme.activities.files import SHAPES, Refused, Shape, judged

__all__ = ["Judged", "judge", "of_person", "records"]

BODIES = ("part_body", "asked_body", "money_body", "outcome_body", "within")
COUNTRIES = ("place_country", "part_country", "asked_country", "outcome_country", "finding_countries", "country")
Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Judged:
    """What a file holds: the records that nothing is wrong with, each after those that it names; and what is refused."""

    shape: Shape
    good: tuple[typed.Typed, ...]
    wrong: tuple[Refused, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What a row may name: bodies and countries by any of their names, activities and aims by key."""

    bodies: Mapping[str, str]
    countries: Mapping[str, str]
    activities: frozenset[str]
    aims: frozenset[str]


def of_person(person: UUID) -> QuerySet[models.Import]:
    """The files that somebody sent and did not throw away."""
    return models.Import.objects.filter(user=person).order_by("-sent_at")


def records(job: models.Import) -> list[typed.Typed]:
    """The records of a file, as they were typed."""
    shape = SHAPES[job.shape].record
    return [shape.model_validate(one) for one in job.records]


def judge(content: bytes, shape: Shape, agency: UUID) -> Judged:
    """Read a file and judge each row, changing nothing. Raises sheets.NotRead where it is no table of this shape."""
    read, wrong = sheets.read(content, shape)
    known = _known(agency, shape, [row.get("key", "") for _, row in read])
    rows: list[tuple[int, Row]] = []
    for number, row in read:
        said, unnamed = _named(row, known)
        wrong += [Refused(number, column, says) for column, says in (*unnamed, *_unknown(row, known))]
        rows.append((number, said))
    good, misshapen = judged(shape, rows)
    told = {(one.row, one.column) for one in wrong}
    wrong += [one for one in misshapen if (one.row, one.column) not in told]
    refused = {one.row for one in wrong}
    spoilt = {row.get("key") for number, row in rows if number in refused}
    kept = [one for one in good if one.key not in spoilt]
    return Judged(shape, tuple(_in_order(kept)), tuple(sorted(set(wrong), key=lambda one: (one.row, one.column))))


def _known(agency: UUID, shape: Shape, here: list[str]) -> Known:
    """What is recorded, and what the file itself brings."""
    rows = reads.bodies(agency).values_list("key", "name", "short")
    bodies = {name.casefold(): key for key, *names in rows for name in (key, *names) if name}
    activities = set(reads.readable(agency, agency).values_list("key", flat=True))
    if shape.record is typed.Body:
        bodies |= {key.casefold(): key for key in here}
    countries = {name.casefold(): code for code, listed in words.countries() for name in (code, listed)}
    return Known(bodies, countries, frozenset(activities | set(here)), frozenset(one.key for one in reads.aims(agency)))


def _named(row: Row, known: Known) -> tuple[Row, list[tuple[str, str]]]:
    """The row with keys and codes for names; and which of its names nobody knows."""
    said, wrong = dict(row), list[tuple[str, str]]()
    for columns, names, says in (
        (BODIES, known.bodies, gettext("Nothing is recorded under this name. Record it first, or choose another.")),
        (COUNTRIES, known.countries, gettext("There is no such country. Write its code of two letters, as MD, or its name.")),
    ):
        for column in columns:
            if not (text := row.get(column, "")):
                continue
            found = [names.get(one.strip().casefold(), "") for one in (text.split(",") if column == "finding_countries" else [text])]
            said[column] = ",".join(found)
            if not all(found):
                wrong.append((column, says))
    return said, wrong


def _unknown(row: Row, known: Known) -> Iterator[tuple[str, str]]:
    """Activities and aims that a row names and that are not there."""
    if (other := row.get("link_to", "")) and other not in known.activities:
        yield "link_to", gettext("No activity is recorded under this reference, and none in this file")
    aims = [one.strip() for one in row.get("aims", "").replace(";", ",").split(",") if one.strip()]
    if missing := [one for one in aims if one not in known.aims]:
        yield "aims", gettext("No aim is recorded under %(key)s") % {"key": missing[0]}


def _in_order(rows: list[Any]) -> Iterator[Any]:
    """Records so that each comes after those of the same file that it names; what names itself in a circle stands at the end."""
    here = {one.key for one in rows}
    waiting, known = rows, set[str]()
    while waiting:
        ready = [one for one in waiting if _names(one) & here <= known]
        if not ready:
            yield from waiting
            return
        yield from ready
        known |= {one.key for one in ready}
        waiting = [one for one in waiting if one.key not in known]


def _names(one: typed.Typed) -> set[str]:
    if isinstance(one, typed.Activity):
        return {link.to for link in one.links}
    return {one.within} if isinstance(one, typed.Body) and one.within else set()
