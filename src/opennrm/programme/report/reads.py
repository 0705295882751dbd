"""Reports, read: which there are, one assembled with its edits, and what stands behind a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from uuid import UUID

from django.db.models import Max, Q, QuerySet
from django.utils.translation import get_language

from opennrm.programme import typed
from opennrm.programme.activities import models as activities
from opennrm.programme.activities import reads as work
from opennrm.programme.dossier import Dossier
from opennrm.programme.interventions import reads as letters
from opennrm.programme.materials import models as texts_kept
from opennrm.programme.materials import reads as materials
from opennrm.programme.report import editions, frozen
from opennrm.programme.report.assemble import assemble
from opennrm.programme.report.citing import Cited, cited
from opennrm.programme.report.comparing import Compared, compare
from opennrm.programme.report.editing import Edit, Edited, digest, edited
from opennrm.programme.report.editions import wholes
from opennrm.programme.report.frames import LANGUAGES, Frames, frames
from opennrm.programme.report.ground import AHEAD, Ground, Scope
from opennrm.programme.report.models import Report
from opennrm.programme.report.states import PUBLISHED
from opennrm.programme.report.template import template
from opennrm.programme.report.text import Assembled, Chapter, Reference

__all__ = [
    "Asked",
    "Behind",
    "behind",
    "chapter_digest",
    "compared",
    "drafted",
    "figures",
    "ground",
    "kept_edits",
    "law_stands",
    "of_agency",
    "published",
    "said_since",
    "text_of",
    "whole_digest",
]

STAMPED = (
    activities.Activity,
    activities.Outcome,
    activities.Finding,
    activities.Body,
    activities.Aim,
    activities.Promise,
    texts_kept.Material,
)
KEPT_READY = 8  # assembled reports, of which none is made twice while the record stands


def of_agency(agency: UUID) -> QuerySet[Report]:
    """Every report of an agency, the latest period first."""
    return Report.objects.filter(agency=agency, removed_at=None).order_by("-until", "-since", "id")


def published() -> QuerySet[Report]:
    """What was published, whoever publishes it, the latest period first."""
    return Report.objects.filter(state=PUBLISHED, removed_at=None).order_by("-until", "-since", "id")


def bodies(agency: UUID) -> list[activities.Body]:
    """The bodies that an agency has on record, by name: one of them may be the one that reports."""
    return list(activities.Body.objects.filter(agency=agency, removed_at=None).order_by("name"))


def countries(agency: UUID) -> list[str]:
    """The countries in which an agency has something open on record."""
    places = activities.Place.objects.filter(activity__in=work.readable(agency, None)).exclude(country="")
    return list(places.order_by("country").values_list("country", flat=True).distinct())


def words_of(report: Report) -> Frames:
    """The wording of a report's language."""
    return frames(report.language)


def reader_words() -> Frames:
    """The wording of the language that pages are read in; of one that no report is written in, English."""
    language = (get_language() or "en").partition("-")[0]
    return frames(language if language in LANGUAGES else "en")


def period_of(report: Report) -> str:
    """Its period, in the language that pages are read in."""
    return reader_words().period(report.since, report.until)


def ground(report: Report) -> Ground:
    """What the report is made from: what is open to every reader of it, and nothing else: a report is for others to read."""
    return _ground(Asked.by(report))


def drafted(report: Report) -> Edited:
    """The report as the record and its editors have it now; a published one as it was frozen."""
    if report.state == PUBLISHED:
        return edited(frozen.thaw(report.frozen).report, ())
    edits = kept_edits(report)
    return edited(_assembled(Asked.by(report), _stamp(report.agency)), edits, report.seen, figures(report, (edit.text for edit in edits)))


def figures(report: Report, texts: Iterable[str], *, standing: bool = False) -> dict[str, Cited]:
    """The figures that these texts cite and that were published, in the words of the report; of withdrawn editions none if `standing`."""
    return editions.found({key for text in texts for key in cited(text)}, words_of(report), standing=standing)


def said_since(report: Report, made: Edited) -> dict[str, editions.Since]:
    """Of the figures that editors cite those of which an edition says something else since."""
    if report.state == PUBLISHED:
        return {}
    return editions.said_since(made.figures, words_of(report))


def kept_edits(report: Report) -> list[Edit]:
    """What its editors wrote, in the order in which they did."""
    return [
        Edit(
            row.sentence,
            row.text,
            row.chapter,
            row.new,
            row.after,
            tuple(_reference(one) for one in row.references),
            row.against,
            row.digest,
        )
        for row in report.edits.order_by("at", "id")
    ]


def text_of(report: Report, edited_: Edited) -> str:
    """The whole as it would be frozen, on the day of its approval."""
    day = (report.approved_at or report.recorded_at).date()
    scope = report.since, report.until, tuple(report.countries)
    whole = Assembled(**{name: getattr(edited_.report, name) for name in ("title", "period", "language", "chapters")})
    return frozen.freeze(frozen.Frozen(whole, report.organisation, report.template, *scope, day))


def chapter_digest(chapter: Chapter) -> str:
    """What stands in a chapter, as a short hash."""
    charts = (f"{chart.title}\n{chart.bars}" for section in chapter.sections for chart in section.charts)
    return frozen.hash_of("\n".join((*(digest(one) for one in chapter.sentences()), *charts)))[:16]


def whole_digest(made: Edited) -> str:
    """What stands in the whole report, as a short hash."""
    return frozen.hash_of("\n".join(f"{one.title}\n{chapter_digest(one)}" for one in made.report.chapters))[:16]


def law_stands(report: Report, made: Edited) -> bool:
    """Whether the law in the text was checked as it stands."""
    return bool(report.law_digest) and report.law_digest == whole_digest(made)


def compared(report: Report) -> tuple[Ground, Compared]:
    """The period before, as long as this one and ending the day before it, beside this one; what has no date belongs to neither."""
    asked = replace(Asked.by(report), undated=False)
    until = asked.since - timedelta(days=1)
    before = _ground(replace(asked, since=_as_long_before(asked.since, asked.until), until=until))
    return before, compare(before, _ground(asked))


def _as_long_before(since: date, until: date) -> date:
    """The first day of the time before that is as long: in months where it has whole ones, else in days."""
    after = until + timedelta(days=1)
    if since.day != 1 or after.day != 1:
        return since - (after - since)
    months = 2 * (12 * since.year + since.month - 1) - (12 * after.year + after.month - 1)
    return date(months // 12, months % 12 + 1, 1)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a report is asked for, as something that can be looked up."""

    report: UUID
    agency: UUID
    template: str
    language: str
    since: date
    until: date
    countries: tuple[str, ...]
    us: str
    undated: bool

    @classmethod
    def by(cls, report: Report) -> Asked:
        """What a report asks for."""
        said = (report.pk, report.agency, report.template, report.language, report.since, report.until)
        return cls(*said, tuple(report.countries), report.us, report.undated)


@dataclass(frozen=True, slots=True)
class Behind:
    """A record that a sentence rests on: its kind and key, what it is called, where it comes from, when it was, what it serves."""

    reference: Reference
    record: typed.Typed | None
    within: typed.Activity | None = None  # the activity that a finding or an outcome is of
    opened: UUID | None = None  # the activity's page
    figure: Cited | None = None  # where it is a cell of a published edition

    @property
    def chain(self) -> tuple[typed.Typed, ...]:
        """How it came about: the activity, then what came of it."""
        return tuple(one for one in (self.within, self.record) if one is not None)


def behind(report: Report, references: Sequence[Reference]) -> list[Behind]:
    """What stands behind a sentence, record by record."""
    keys = {one.key for one in references}
    rows = work.readable(report.agency, None)
    of_them = Q(key__in=keys) | Q(outcomes__key__in=keys) | Q(findings__key__in=keys)
    texts = materials.materials(materials.readable(report.agency, None).filter(key__in=keys))
    told = [one for one in letters.told(report.agency, report.agency) if one.key in keys]
    records = _records(work.dossier(report.agency, None, rows.filter(pk__in=rows.filter(of_them).values("pk"))), texts, told)
    cells = editions.found((one.key for one in references if one.kind == "figure"), reader_words())
    found = [Behind(one, *records.get(str(one), (None, None, None))) for one in references]
    return [replace(one, figure=cells.get(one.reference.key)) for one in found]


def _records(
    dossier: Dossier, texts: Sequence[typed.Material], told: Sequence[typed.Intervention]
) -> Mapping[str, tuple[typed.Typed, typed.Activity | None, UUID | None]]:
    found: dict[str, tuple[typed.Typed, typed.Activity | None, UUID | None]] = {}
    for activity in dossier.activities:
        opened = dossier.ids.get(activity.key)
        found[f"activity:{activity.key}"] = (activity, None, opened)
        found |= {f"outcome:{one.key}": (one, activity, opened) for one in activity.outcomes}
        found |= {f"finding:{one.key}": (one, activity, opened) for one in activity.findings}
    for kind, records in (("aim", dossier.aims), ("promise", dossier.promises), ("material", texts), ("intervention", told)):
        found |= {f"{kind}:{one.key}": (one, None, None) for one in records}
    return found


def _ground(asked: Asked) -> Ground:
    rows = work.readable(asked.agency, None)
    dated = work.touching(rows, asked.since, asked.until)
    ahead = rows.filter(state__in=AHEAD, since__gt=asked.until, since__lte=asked.until + (asked.until - asked.since))
    now = Q(pk__in=dated.values("pk")) | Q(pk__in=ahead.values("pk"))
    here = rows.filter(now | Q(since=None) if asked.undated else now)
    wanted = rows.filter(Q(pk__in=here.values("pk")) | Q(linked_from__activity__in=here.values("pk"))).distinct()
    scope = Scope(asked.since, asked.until, asked.countries, asked.us or None, asked.undated)
    texts = materials.materials(materials.readable(asked.agency, None))
    told = letters.told(asked.agency, asked.agency)
    return Ground(work.dossier(asked.agency, None, wanted), scope, texts, told, tuple(wholes(asked.since, asked.until, asked.language)))


def _stamp(agency: UUID) -> tuple[object, ...]:
    """What changes whenever anything on record does: the past of each table is only ever added to; that of letters no page reads."""
    pasts = (model.history.aggregate(last=Max("history_id"))["last"] for model in STAMPED)
    return (*pasts, *editions.stamp(), *(one.model_dump_json() for one in letters.told(agency, agency)))


@lru_cache(maxsize=KEPT_READY)
def _assembled(asked: Asked, stamp: tuple[object, ...]) -> Assembled:
    return assemble(template(asked.template), _ground(asked), asked.language)


def _reference(text: str) -> Reference:
    kind, _, key = text.partition(":")
    return Reference(kind, key)
