"""What other rooms may name of the work: by key bodies and activities, by words of their names all that a report rests on, too."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext

from opennrm.programme import words
from opennrm.programme.activities import models, reads
from opennrm.programme.activities.shown import chosen_as, name_of
from opennrm.programme.pointers import Pointer, Sought, offers, seeks

__all__ = [
    "activities_by_key",
    "activities_by_words",
    "activities_of_materials",
    "aims_by_words",
    "bodies_by_key",
    "findings_by_words",
    "outcomes_by_words",
    "promises_by_words",
]

Keys = Collection[str] | None
Rows = TypeVar("Rows", bound=Model)


@offers("body")
def bodies_by_key(agency: UUID, confidence: UUID | None, keys: Keys) -> Iterator[Pointer]:
    """Organisations of an agency's record, as they name themselves."""
    rows = reads.bodies(agency)
    for row in rows if keys is None else rows.filter(key__in=keys):
        yield Pointer(row.key, row.name, reverse("programme:body", args=[row.pk]))


@offers("activity")
def activities_by_key(agency: UUID, confidence: UUID | None, keys: Keys) -> Iterator[Pointer]:
    """Activities that the reader may see; of all of them the latest."""
    rows = reads.readable(agency, confidence).order_by("-since", "key")
    yield from _pointers(rows[: reads.OFFERED] if keys is None else rows.filter(key__in=keys))


@seeks("activity")
def activities_by_words(agency: UUID, confidence: UUID | None, wanted: Sought) -> Iterator[Pointer]:
    """The same by words of what they are called, and their times; those recorded last come first."""
    for row in reads.named_like(agency, confidence, wanted.words, wanted.keys).only("key", "kind", "title", "subject", "said")[
        : wanted.most
    ]:
        yield Pointer(row.key, chosen_as(row))


@seeks("outcome")
def outcomes_by_words(agency: UUID, confidence: UUID | None, wanted: Sought) -> Iterator[Pointer]:
    """What came of activities that the reader may see, by words of it or of its activity."""
    rows = _within(models.Outcome.objects.filter(agency=agency, removed_at=None), agency, confidence)
    for row in _found(rows, wanted, lambda word: _says(word, "outcomes") | _says_of_activity(word) | _dated(word)):
        kind = words.word("outcomes", row.kind)
        name = gettext("%(kind)s: %(subject)s") % {"kind": kind, "subject": row.subject} if row.subject else kind
        yield Pointer(row.key, _of(name, row.activity))


@seeks("finding")
def findings_by_words(agency: UUID, confidence: UUID | None, wanted: Sought) -> Iterator[Pointer]:
    """What activities found that the reader may see, by words of it or of its activity."""
    rows = _within(models.Finding.objects.filter(agency=agency, removed_at=None), agency, confidence)
    for row in _found(rows, wanted, lambda word: Q(subject__icontains=word) | _says_of_activity(word)):
        yield Pointer(row.key, _of(row.subject, row.activity))


@seeks("promise")
def promises_by_words(agency: UUID, confidence: UUID | None, wanted: Sought) -> Iterator[Pointer]:
    """What was promised, by words of it or its year; the whole programme reads it."""
    rows = models.Promise.objects.filter(agency=agency, removed_at=None)
    for row in _found(rows, wanted, lambda word: Q(subject__icontains=word) | _dated(word)):
        yield Pointer(row.key, f"{row.subject}, {words.when(row.said)}" if row.said else row.subject)


@seeks("aim")
def aims_by_words(agency: UUID, confidence: UUID | None, wanted: Sought) -> Iterator[Pointer]:
    """Aims, criteria and priorities, by words of what they are; the whole programme reads them."""
    rows = models.Aim.objects.filter(agency=agency, removed_at=None)
    for row in _found(rows, wanted, lambda word: _says(word, "aims")):
        yield Pointer(row.key, gettext("%(kind)s: %(subject)s") % {"kind": words.word("aims", row.kind), "subject": row.subject})


@offers("activities of a material")
def activities_of_materials(agency: UUID, confidence: UUID | None, keys: Keys) -> Iterator[Pointer]:
    """Activities that the reader may see and that made, used or shared one of these materials."""
    rows = reads.readable(agency, confidence).filter(marks__kind="material", marks__code__in=keys or ()).distinct()
    yield from _pointers(rows.order_by("-since", "key"))


def _pointers(rows: Iterable[models.Activity]) -> Iterator[Pointer]:
    for row in rows:
        yield Pointer(row.key, name_of(row), reverse("programme:activity", args=[row.pk]))


def _within(rows: QuerySet[Rows], agency: UUID, confidence: UUID | None) -> QuerySet[Rows]:
    """Those that belong to an activity that the reader may see."""
    return rows.filter(activity__in=reads.readable(agency, confidence)).select_related("activity")


def _found(rows: QuerySet[Rows], wanted: Sought, has: Callable[[str], Q]) -> QuerySet[Rows]:
    """Those that have every word, or one of the keys; what was recorded last comes first."""
    rows = rows if wanted.keys is None else rows.filter(key__in=wanted.keys)
    for word in wanted.words:
        rows = rows.filter(has(word))
    return rows.order_by("-recorded_at", "key")[: wanted.most]


def _says(word: str, kinds: str, of: str = "") -> Q:
    """A word in what something is about, or in what its kind is called."""
    codes = [code for code, label in words.choices(kinds) if word.casefold() in label.casefold()]
    return Q(**{f"{of}subject__icontains": word}) | Q(**{f"{of}kind__in": codes})


def _says_of_activity(word: str) -> Q:
    """A word in how the activity is called that something belongs to."""
    return _says(word, "activities", "activity__") | Q(activity__title__icontains=word) | _dated(word, "activity__")


def _dated(word: str, of: str = "") -> Q:
    """A year, or no word for a time at all."""
    return Q(**{f"{of}said__contains": word}) if word.isdecimal() else Q(pk__in=())


def _of(name: str, activity: models.Activity) -> str:
    return gettext("%(name)s (%(activity)s)") % {"name": name, "activity": chosen_as(activity)}
