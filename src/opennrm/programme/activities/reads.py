"""What was done, read: as rows for lists, and as it was typed for forms, exports and reports."""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterable, Iterator, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from opennrm.journal.prepared import Prepared
from opennrm.mechanism import reads as mechanism
from opennrm.programme import typed
from opennrm.programme.activities import models
from opennrm.programme.activities.filed import LONG
from opennrm.programme.dossier import Dossier
from opennrm.programme.kept import IN_TIME
from opennrm.programme.pointers import pointed
from opennrm.programme.rows import carried, marked
from opennrm.programme.words import choices as kind_words

__all__ = [
    "AsSeen",
    "activities",
    "aim_as_typed",
    "aim_rows",
    "aims",
    "aims_named",
    "answered_by",
    "as_typed",
    "begun_near",
    "bodies",
    "body",
    "body_as_typed",
    "body_names",
    "countries_of",
    "dossier",
    "each",
    "filed",
    "keepers",
    "lasting_until",
    "named_like",
    "near",
    "open_part",
    "promise_as_typed",
    "promised",
    "promises",
    "readable",
    "seen",
    "stands",
    "tallied",
    "tallies",
    "touching",
    "whole",
]

Timed = TypeVar("Timed", models.Activity, models.Filed)
TOGETHER, APART = 500, "its_"
OFFERED = 200  # of the latest activities, to link to


class Promised(NamedTuple):
    """A promise in short."""

    key: str
    subject: str
    said: str
    state: str
    countries: list[str]
    marks: dict[str, list[str]]


def readable(agency: UUID, confidence: UUID | None) -> QuerySet[models.Activity]:
    """The activities of an agency that a reader may see: the confidential ones only where `confidence` is that agency."""
    rows = models.Activity.objects.filter(agency=agency, removed_at=None)
    return rows if confidence == agency else rows.filter(confidential=False)


def seen(confidence: UUID | None) -> QuerySet[models.Activity]:
    """The activities of every agency that a reader may see: of the confidential ones those of the own agency alone."""
    rows = models.Activity.objects.filter(removed_at=None)
    return rows.filter(Q(confidential=False) | Q(agency=confidence)) if confidence else rows.filter(confidential=False)


def filed(agency: UUID, confidence: UUID | None) -> QuerySet[models.Filed]:
    """What an agency's activities are filed under, as far as a reader may see them: as `readable` has it."""
    rows = models.Filed.objects.filter(agency=agency)
    return rows if confidence == agency else rows.filter(confidential=False)


class AsSeen:
    """A question of an agency's records that pages ask over and over, prepared for those who read what is in confidence and for all others.

    `rows` gives what a reader may see, by agency and confidence, as `readable` does; `make` asks for values of it.
    """

    def __init__(self, rows: Callable[[Any, Any], QuerySet[Any]], make: Callable[..., QuerySet[Any, Any]]) -> None:
        self._all = Prepared(lambda agency, **given: make(rows(agency, agency), **given))
        self._open = Prepared(lambda agency, **given: make(rows(agency, None), **given))

    def __call__(self, agency: UUID, confidence: UUID | None, **given: Any) -> list[tuple[Any, ...]]:
        return (self._all if confidence == agency else self._open)(agency=agency, **given)


def tallied(agency: UUID, confidence: UUID | None) -> QuerySet[models.Tally]:
    """The counts of an agency, of the confidential ones where they are the reader's own; what no activity stands under is none."""
    rows = models.Tally.objects.filter(agency=agency, activities__gt=0)
    return rows if confidence == agency else rows.filter(confidential=False)


_tallies = AsSeen(tallied, lambda rows, facet: rows.filter(facet=facet).order_by("code").values_list("code", "activities", "led_to"))


def tallies(agency: UUID, confidence: UUID | None, facet: str) -> dict[str, tuple[int, int]]:
    """Each code of a facet under which an activity stands that the reader may see: how many do, and with how many outcomes."""
    found: dict[str, tuple[int, int]] = {}
    for code, n, led_to in _tallies(agency, confidence, facet=facet):
        acts, outcomes = found.get(code, (0, 0))
        found[code] = acts + n, outcomes + led_to
    return found


_keepers = Prepared(
    lambda: mechanism.agencies_where(
        Exists(models.Body.objects.filter(agency=OuterRef("pk"), removed_at=None))
        | Exists(models.Tally.objects.filter(agency=OuterRef("pk"), facet="all", confidential=False, activities__gt=0))
    )
)


def keepers() -> dict[UUID, str]:
    """The agencies that keep anything of their work that is open, by name."""
    return dict(_keepers())


def touching(rows: QuerySet[Timed], since: date, until: date) -> QuerySet[Timed]:
    """Of these, the ones of which any day may lie from `since` to `until`; those without a date are left out."""
    return rows.filter(Q(since__lte=until) & (Q(until__gte=since) | Q(until=None, since__isnull=False)))


def near(since: date, until: date) -> dict[str, date]:
    """The days of a question, and the day `from_on` which on all begins that touches them, but what is filed as long."""
    return {"since": since, "until": until, "from_on": max(since, date.min + LONG) - LONG}


def begun_near(rows: QuerySet[models.Filed], since: Any, until: Any, from_on: Any) -> QuerySet[models.Filed]:
    """Of these, the ones that began near these days and touch them: with `lasting_until` as many as `touching` has, in less time."""
    return touching(rows.filter(since__gte=from_on), since, until)


def lasting_until(rows: QuerySet[models.Filed], since: Any, until: Any, from_on: Any) -> QuerySet[models.Filed]:
    """Of these, which are filed as long, the ones that began earlier and last until these days; all of them stand before the others."""
    return touching(rows.filter(since__lt=from_on), since, until)


def activities(rows: QuerySet[models.Activity]) -> tuple[typed.Activity, ...]:
    """These activities as they were typed, with all that belongs to them, in order of time."""
    return tuple(each(rows))


def each(rows: QuerySet[models.Activity]) -> Iterator[typed.Activity]:
    """The same one after the other: of all that there is some hundred at a time are read, and let go."""
    return (as_typed(row) for row in whole(rows, APART).order_by(*IN_TIME).iterator(TOGETHER))


def open_part(agency: UUID, rows: QuerySet[models.Activity]) -> tuple[typed.Activity, ...]:
    """These open activities as they were typed, without a word of what the agency keeps in confidence: for tables that leave it."""
    found = activities(rows)
    closed = set(models.Activity.objects.filter(agency=agency, removed_at=None, confidential=True).order_by().values_list("key", flat=True))
    keys, hidden = {link.to for one in found for link in one.links} - closed, _hidden_materials(found, agency, None)
    return tuple(_shown_of(one, keys, hidden) for one in found)


def whole(rows: QuerySet[models.Activity], apart: str = "") -> QuerySet[models.Activity]:
    """These activities with all that belongs to them, read with them; `apart` begins the names of plain lists, which of many cost half."""
    live = {"removed_at": None}
    parts = {
        "marks": models.Mark.objects.order_by("pk"),
        "places": models.Place.objects.order_by("order"),
        "parts": models.Part.objects.select_related("body").order_by("order"),
        "links": models.Link.objects.select_related("to").order_by("pk"),
        "outcomes": models.Outcome.objects.filter(**live).select_related("body").order_by(*IN_TIME),
        "findings": models.Finding.objects.filter(**live).order_by("key"),
    }
    return rows.defer("laid").prefetch_related(
        *(Prefetch(name, found, to_attr=f"{apart}{name}" if apart else None) for name, found in parts.items())
    )


def dossier(agency: UUID, confidence: UUID | None, wanted: QuerySet[models.Activity] | None = None) -> Dossier:
    """All of an agency's records that a reader may see, or the wanted activities of them with the rest."""
    rows = readable(agency, confidence) if wanted is None else wanted
    shown = _without_what_is_hidden(activities(rows), agency, confidence)
    keys = {one.key for one in shown}
    return Dossier(
        bodies=MappingProxyType({row.key: body_as_typed(row) for row in bodies(agency).order_by("key")}),
        aims=aims(agency),
        promises=tuple(promise_as_typed(row, keys) for row in promises(agency)),
        activities=shown,
        ids=MappingProxyType(dict(rows.values_list("key", "id"))),
    )


def bodies(agency: UUID) -> QuerySet[models.Body]:
    """The organisations that an agency has recorded, by name."""
    return models.Body.objects.filter(agency=agency, removed_at=None).select_related("within").order_by("name", "key")


def body_names(agency: UUID) -> dict[str, str]:
    """Their names by key."""
    return dict(_bodies_named(agency=agency))


_bodies_named = Prepared(
    lambda agency: models.Body.objects.filter(agency=agency, removed_at=None).order_by("name", "key").values_list("key", "name")
)


def body(id: UUID) -> models.Body | None:
    """One organisation, whoever recorded it."""
    return models.Body.objects.filter(pk=id, removed_at=None).select_related("within").first()


def aim_rows(agency: UUID) -> QuerySet[models.Aim]:
    """The aims, criteria and priorities of an agency, in order of time."""
    return models.Aim.objects.filter(agency=agency, removed_at=None).order_by(*IN_TIME)


def aims(agency: UUID) -> tuple[typed.Aim, ...]:
    """The same as they were typed."""
    return tuple(aim_as_typed(row) for row in aim_rows(agency))


_aims_named = Prepared(lambda agency: aim_rows(agency).values_list("key", "subject", "marks"))


def aims_named(agency: UUID) -> list[tuple[str, str, list[str]]]:
    """The key, the words and the taskings of each aim, in order of time."""
    return [(key, subject, marks.get("taskings", [])) for key, subject, marks in _aims_named(agency=agency)]


def promises(agency: UUID) -> QuerySet[models.Promise]:
    """What an agency said that it will do, in order of time, with the activities that answer it."""
    answers = Prefetch("answered_by", models.Activity.objects.filter(removed_at=None).order_by(*IN_TIME))
    return models.Promise.objects.filter(agency=agency, removed_at=None).prefetch_related(answers).order_by(*IN_TIME)


_promised = Prepared(
    lambda agency: (
        models.Promise.objects.filter(agency=agency, removed_at=None)
        .order_by(*IN_TIME)
        .values_list("key", "subject", "said", "state", "countries", "marks")
    )
)


def promised(agency: UUID) -> list[Promised]:
    """What an agency said that it will do, in order of time, without what answers it."""
    return [Promised(*one) for one in _promised(agency=agency)]


def named_like(agency: UUID, confidence: UUID | None, words: Sequence[str], keys: Collection[str] | None) -> QuerySet[models.Activity]:
    """Activities called by all these words: by title, by what they are about, by kind or by year; those recorded last come first."""
    rows = readable(agency, confidence) if keys is None else readable(agency, confidence).filter(key__in=keys)
    for word in words:
        kinds = [code for code, label in kind_words("activities") if word.casefold() in label.casefold()]
        named = Q(title__icontains=word) | Q(subject__icontains=word) | Q(kind__in=kinds)
        rows = rows.filter(named | Q(said__contains=word) if word.isdecimal() else named)
    return rows.order_by("-recorded_at", "key")


def stands(agency: UUID, said: typed.Typed) -> typed.Typed | None:
    """The record that stands under the key of one that was typed, as it was typed; None where there is none."""
    if isinstance(said, typed.Body):
        row = models.Body.objects.filter(agency=agency, key=said.key, removed_at=None).select_related("within").first()
        return body_as_typed(row) if row else None
    return next(iter(activities(models.Activity.objects.filter(agency=agency, key=said.key, removed_at=None))), None)


def answered_by(row: models.Activity) -> list[models.Promise]:
    """The promises that an activity answers."""
    return list(row.answers.filter(removed_at=None).order_by(*IN_TIME))


def countries_of(agency: UUID, confidence: UUID | None) -> list[str]:
    """The countries in which an agency did anything that the reader may see."""
    return list(tallies(agency, confidence, "country"))


def as_typed(row: models.Activity) -> typed.Activity:
    """An activity as it was typed; what belongs to it is read with it."""
    codes = marked(_of(row, "marks"))
    return typed.Activity(
        **carried(row),
        kind=row.kind,
        title=row.title,
        subject=row.subject,
        when=row.said,
        every_months=row.every_months,
        state=row.state,
        held_up_by=row.held_up_by,
        confidence="own" if row.confidential else "open",
        places=tuple(_place(one) for one in _of(row, "places")),
        parts=tuple(_part(one) for one in _of(row, "parts")),
        asked=typed.Asked(**row.asked) if row.asked else None,
        money=tuple(typed.Money(**one) for one in row.money),
        aims=tuple(codes.get("aim", ())),
        taskings=tuple(codes.get("tasking", ())),
        topics=tuple(codes.get("topic", ())),
        groups=tuple(codes.get("group", ())),
        clauses=tuple(codes.get("clause", ())),
        materials=tuple(codes.get("material", ())),
        method=row.method,
        sample=row.sample,
        findings=tuple(_finding(one) for one in _of(row, "findings") if one.removed_at is None),
        outcomes=tuple(_outcome(one) for one in _of(row, "outcomes") if one.removed_at is None),
        links=tuple(typed.Link(kind=one.kind, to=one.to.key) for one in _of(row, "links") if one.to.removed_at is None),
    )


def _of(row: models.Activity, name: str) -> Iterable[Any]:
    """What belongs to an activity, however it was read with it."""
    found = vars(row).get(f"{APART}{name}")
    return getattr(row, name).all() if found is None else found


def body_as_typed(row: models.Body) -> typed.Body:
    """A body as it was typed."""
    within = row.within.key if row.within else None
    return typed.Body(**carried(row), name=row.name, short=row.short, kind=row.kind, country=row.country or None, within=within)


def _without_what_is_hidden(found: tuple[typed.Activity, ...], agency: UUID, confidence: UUID | None) -> tuple[typed.Activity, ...]:
    """A link to what this reader may not see, an activity or a material, would say that it is there."""
    keys, hidden = {one.key for one in found}, _hidden_materials(found, agency, confidence)
    return tuple(_shown_of(one, keys, hidden) for one in found)


def _shown_of(one: typed.Activity, keys: Container[str], hidden: Collection[str]) -> typed.Activity:
    links = tuple(link for link in one.links if link.to in keys)
    if not hidden:
        return one.model_copy(update={"links": links})
    outcomes = tuple(led.model_copy(update={"materials": _without(led.materials, hidden)}) for led in one.outcomes)
    return one.model_copy(update={"links": links, "outcomes": outcomes, "materials": _without(one.materials, hidden)})


def _without(keys: Iterable[str], hidden: Collection[str]) -> tuple[str, ...]:
    return tuple(key for key in keys if key not in hidden)


def _hidden_materials(found: Iterable[typed.Activity], agency: UUID, confidence: UUID | None) -> set[str]:
    """The keys of materials that are kept in confidence from this reader; one that nobody recorded is no secret."""
    if confidence == agency:
        return set()
    named = {key for one in found for key in (*one.materials, *(key for led in one.outcomes for key in led.materials))}
    return set(pointed("material", agency, agency, named)) - set(pointed("material", agency, confidence, named))


def _place(row: models.Place) -> typed.Place:
    return typed.Place(country=row.country or None, region=row.region, town=row.town, area=row.area or None, about=row.about)


def _part(row: models.Part) -> typed.Part:
    body = row.body.key if row.body else None
    return typed.Part(role=row.role, body=body, people=row.people or None, country=row.country or None, number=row.number)


def _outcome(row: models.Outcome) -> typed.Outcome:
    body = row.body.key if row.body else None
    said = {"kind": row.kind, "subject": row.subject, "when": row.said, "evidence": row.evidence, "country": row.country or None}
    return typed.Outcome(**carried(row), **said, body=body, **row.marks)


def _finding(row: models.Finding) -> typed.Finding:
    return typed.Finding(**carried(row), subject=row.subject, countries=tuple(row.countries), **row.marks)


def aim_as_typed(row: models.Aim) -> typed.Aim:
    """An aim as it was typed."""
    return typed.Aim(**carried(row), kind=row.kind, subject=row.subject, when=row.said, **row.marks)


def promise_as_typed(row: models.Promise, keys: Container[str] | None = None) -> typed.Promise:
    """A promise as it was typed; of what answers it only activities among `keys`, where these are given."""
    answered = tuple(one.key for one in row.answered_by.all() if keys is None or one.key in keys)
    said = {"subject": row.subject, "due": row.said, "countries": tuple(row.countries), "state": row.state, "why": row.why}
    return typed.Promise(**carried(row), **said, answered_by=answered, **row.marks)
