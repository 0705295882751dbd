"""The only code that changes what was done: records, puts right and removes bodies, aims, promises and activities with all they hold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from secrets import token_urlsafe
from typing import Any, TypeVar
from uuid import UUID

from django.db import transaction

from opennrm.programme import typed
from opennrm.programme.activities import feeds, filed, imports, models, reads
from opennrm.programme.activities.past import PARTS, PROMISED
from opennrm.programme.door import Keeper, keep
from opennrm.programme.kept import Kept
from opennrm.programme.past import laid
from opennrm.programme.rows import dated, row_of
from opennrm.standards.refusal import Refusal, Refused, gettext_noop

__all__ = ["add_outcome", "end_feed", "go_on", "keep_import", "note_use", "open_feed", "record", "remove", "throw_away"]

SEVERAL = gettext_noop("You have %(n)s calendars open. End one that you no longer use.")
CALENDARS = 10
USED_AGAIN = timedelta(hours=1)
TOGETHER = 300  # records of a file that one waits for
UNKNOWN = gettext_noop("Nothing is recorded under %(key)s. Record it first, or choose another.")
USED = gettext_noop("%(n)s records name this organisation. Take it out of these first, or put its name right.")
HOUSE = gettext_noop("How records of the programme hang together")
Row = TypeVar("Row", bound=Kept)


@transaction.atomic
def record(keeper: Keeper, said: typed.Typed, at: datetime) -> Kept:
    """Record what was typed, or put right what stands under its key; parts that are no longer said are gone, their past is kept.

    Raises Refused where it names a body or an activity that is not recorded. Source: issue 13, points 1 and 2.
    """
    if isinstance(said, typed.Activity):
        filed.turn(keeper.agency)
    return _OF[type(said)](keeper, said, at)


@transaction.atomic
def remove(keeper: Keeper, row: Kept, at: datetime, why: str = "") -> None:
    """Take a record out of every list, count and report. Its past is kept. Source: issue 13, Not this (deleting an activity)."""
    if isinstance(row, models.Body) and (used := _used(row)):
        raise Refused(Refusal("programme.used", USED, HOUSE, n=used))
    of = row.pk if isinstance(row, models.Activity) else row.activity_id if isinstance(row, models.Outcome) else None
    if of:
        filed.turn(row.agency)
    row.removed_at = at
    keep(row, keeper, at, why)
    if of:
        filed.file_again([of])


def _used(body: models.Body) -> int:
    """How many records that stand name an organisation."""
    live = {"removed_at": None}
    parts = body.parts_taken.filter(activity__removed_at=None).count()
    return parts + body.outcomes.filter(**live, activity__removed_at=None).count() + body.parts.filter(**live).count()


@transaction.atomic
def add_outcome(keeper: Keeper, activity: models.Activity, said: typed.Outcome, at: datetime) -> models.Outcome:
    """Record what an activity led to, beside what stands of it. Raises Refused where it names a body that is not recorded.

    Source: issue 13, point 2 (outcomes).
    """
    filed.turn(activity.agency)
    others = _told_of(keeper, [said])
    row = _outcome(keeper, said, at, activity)
    filed.file_again([activity.pk, *others])
    return row


def open_feed(keeper: Keeper, name: str, language: str, at: datetime) -> str:
    """Open a calendar to whoever has the address that comes back; it is told this once. Raises Refused where too many are open.

    Source: issue 13, point 5 (a revocable address).
    """
    stand = models.Feed.objects.filter(user=_person(keeper), ended_at=None).count()
    if stand >= CALENDARS:
        raise Refused(Refusal("programme.calendars", SEVERAL, HOUSE, n=stand))
    token = token_urlsafe(32)
    models.Feed.objects.create(
        user=_person(keeper), agency=keeper.agency, digest=feeds.digest(token), language=language, name=name, opened_at=at
    )
    return token


def _person(keeper: Keeper) -> UUID:
    """A calendar or a file is a person's, never a command's."""
    if keeper.id is None:
        raise TypeError("a command opens no calendar and sends no file")
    return keeper.id


def end_feed(feed: models.Feed, at: datetime) -> None:
    """From now on its address opens nothing. Source: issue 13, point 5."""
    models.Feed.objects.filter(pk=feed.pk, ended_at=None).update(ended_at=at)


def note_use(feed: models.Feed, at: datetime) -> None:
    """When an address was last used, so that its owner sees whether anybody does; at most once an hour. Source: issue 13, point 5."""
    if feed.used_at is None or at - feed.used_at > USED_AGAIN:
        models.Feed.objects.filter(pk=feed.pk).update(used_at=at)


def keep_import(keeper: Keeper, name: str, found: imports.Judged, at: datetime) -> models.Import:
    """Keep a file that was read and judged, until it is taken over or thrown away. Source: issue 13, point 5 (dry run)."""
    return models.Import.objects.create(
        user=_person(keeper),
        agency=keeper.agency,
        name=name[:200],
        shape=found.shape.name,
        sent_at=at,
        records=[one.model_dump(mode="json") for one in found.good],
        refused=[[one.row, one.column, one.says] for one in found.wrong],
    )


@transaction.atomic
def go_on(keeper: Keeper, job: models.Import, at: datetime, most: int = TOGETHER) -> models.Import:
    """Take over the next records of a file, as many as one waits for; what stands as it is said is left as it is.

    However often it is broken off, it goes on where it was: what is done is kept together with how far one has come.
    Source: issue 13, point 5 (resumes).
    """
    job = models.Import.objects.select_for_update(of=("self",)).get(pk=job.pk)
    counts = {"new": 0, "changed": 0, "same": 0, "refused": 0, **job.counts}
    for said in imports.records(job)[job.done : job.done + most]:
        counts[_taken_over(keeper, said, at)] += 1
    job.done, job.counts = min(job.done + most, len(job.records)), counts
    job.save()
    return job


def _taken_over(keeper: Keeper, said: typed.Typed, at: datetime) -> str:
    stands = reads.stands(keeper.agency, said)
    if stands == said:
        return "same"
    try:
        with transaction.atomic():
            record(keeper, said, at)
    except Refused:
        return "refused"
    return "changed" if stands else "new"


def throw_away(job: models.Import) -> None:
    """Forget a file that was sent; what was taken over of it stays. Source: issue 13, point 5 (can be cancelled)."""
    job.delete()


def _body(keeper: Keeper, said: typed.Body, at: datetime) -> models.Body:
    row = row_of(models.Body, keeper, said, at)
    row.name, row.short, row.kind, row.country = said.name, said.short, said.kind, said.country or ""
    row.within = _known(models.Body, keeper, said.within, "within")
    keep(row, keeper, at)
    return row


def _aim(keeper: Keeper, said: typed.Aim, at: datetime) -> models.Aim:
    row = dated(row_of(models.Aim, keeper, said, at), said.when)
    row.kind, row.subject = said.kind, said.subject
    row.marks = _marks(said, "taskings", "topics", "groups")
    keep(row, keeper, at)
    return row


def _promise(keeper: Keeper, said: typed.Promise, at: datetime) -> models.Promise:
    row = dated(row_of(models.Promise, keeper, said, at), said.due)
    row.subject, row.state, row.why, row.countries = said.subject, said.state, said.why, list(said.countries)
    row.marks = _marks(said, "aims", "topics", "groups")
    row.laid = laid(said, PROMISED)
    keep(row, keeper, at)
    row.answered_by.set(_all_known(keeper, said.answered_by, "answered_by"))
    return row


def _activity(keeper: Keeper, said: typed.Activity, at: datetime) -> models.Activity:
    row = dated(row_of(models.Activity, keeper, said, at), said.when)
    for field in ("kind", "title", "subject", "every_months", "state", "held_up_by", "method", "sample"):
        setattr(row, field, getattr(said, field))
    row.confidential = said.confidence == "own"
    row.asked = said.asked.model_dump(exclude_defaults=True) if said.asked else None
    row.money = [one.model_dump(exclude_defaults=True) for one in said.money]
    row.laid = laid(said, PARTS)
    keep(row, keeper, at)
    _written_anew(row, said)
    _parts(keeper, row, said)
    _links(keeper, row, said)
    others = _told_of(keeper, said.outcomes)
    _within(keeper, row, models.Outcome, said.outcomes, at)
    _within(keeper, row, models.Finding, said.findings, at)
    filed.file_again([row.pk, *others])
    return row


def _told_of(keeper: Keeper, outcomes: Sequence[typed.Outcome]) -> list[UUID]:
    """The activities under which these outcomes stood until now: one that is told of another leaves the former."""
    keys = [one.key for one in outcomes]
    return list(models.Outcome.objects.filter(agency=keeper.agency, key__in=keys).values_list("activity_id", flat=True)) if keys else []


def _written_anew(row: models.Activity, said: typed.Activity) -> None:
    row.marks.all().delete()
    row.places.all().delete()
    marked = {"aim": said.aims, "tasking": said.taskings, "clause": said.clauses, "topic": said.topics, "group": said.groups}
    marked["material"] = said.materials
    models.Mark.objects.bulk_create(
        models.Mark(activity=row, kind=kind, code=code) for kind, codes in marked.items() for code in dict.fromkeys(codes)
    )
    models.Place.objects.bulk_create(
        models.Place(
            activity=row, order=n, country=one.country or "", region=one.region, town=one.town, area=one.area or "", about=one.about
        )
        for n, one in enumerate(said.places)
    )


def _parts(keeper: Keeper, row: models.Activity, said: typed.Activity) -> None:
    row.parts.all().delete()
    bodies = {key: _known(models.Body, keeper, key, "parts") for key in {one.body for one in said.parts if one.body}}
    models.Part.objects.bulk_create(
        models.Part(
            activity=row,
            order=n,
            role=one.role,
            body=bodies.get(one.body or ""),
            people=one.people or "",
            country=one.country or "",
            number=one.number,
        )
        for n, one in enumerate(said.parts)
    )


def _links(keeper: Keeper, row: models.Activity, said: typed.Activity) -> None:
    row.links.all().delete()
    ends = {one.key: one for one in _all_known(keeper, [link.to for link in said.links], "links")}
    models.Link.objects.bulk_create(models.Link(activity=row, to=ends[one.to], kind=one.kind) for one in dict.fromkeys(said.links))


def _within(keeper: Keeper, activity: models.Activity, kind: Any, said: Sequence[typed.Typed], at: datetime) -> None:
    """Outcomes or findings of the activity: those said are written, those no longer said are taken out."""
    for one in said:
        _OF_AN_ACTIVITY[type(one)](keeper, one, at, activity)
    for row in kind.objects.filter(activity=activity, removed_at=None).exclude(key__in=[one.key for one in said]):
        remove(keeper, row, at)


def _outcome(keeper: Keeper, said: typed.Outcome, at: datetime, activity: models.Activity) -> models.Outcome:
    row = dated(row_of(models.Outcome, keeper, said, at), said.when)
    row.activity, row.kind, row.subject, row.evidence, row.country = activity, said.kind, said.subject, said.evidence, said.country or ""
    row.body = _known(models.Body, keeper, said.body, "body")
    row.marks = _marks(said, "clauses", "topics", "materials")
    keep(row, keeper, at)
    return row


def _finding(keeper: Keeper, said: typed.Finding, at: datetime, activity: models.Activity) -> models.Finding:
    row = row_of(models.Finding, keeper, said, at)
    row.activity, row.subject, row.countries = activity, said.subject, list(said.countries)
    row.marks = _marks(said, "topics", "groups", "clauses")
    keep(row, keeper, at)
    return row


def _marks(said: typed.Typed, *names: str) -> dict[str, list[str]]:
    return {name: list(found) for name in names if (found := getattr(said, name))}


def _known(model: type[Row], keeper: Keeper, key: str | None, field: str) -> Row | None:
    if not key:
        return None
    row = model.objects.filter(agency=keeper.agency, key=key, removed_at=None).first()  # type: ignore[attr-defined]
    if row is None:
        raise Refused(Refusal("programme.unknown", UNKNOWN, HOUSE, field=field, key=key))
    return row


def _all_known(keeper: Keeper, keys: Iterable[str], field: str) -> list[models.Activity]:
    return [row for key in dict.fromkeys(keys) if (row := _known(models.Activity, keeper, key, field))]


_OF: dict[type[typed.Typed], Any] = {typed.Body: _body, typed.Aim: _aim, typed.Promise: _promise, typed.Activity: _activity}
_OF_AN_ACTIVITY: dict[type[typed.Typed], Any] = {typed.Outcome: _outcome, typed.Finding: _finding}
