"""What is asked of cases: by a page whose door was opened, by a worklist, by a command. Changes nothing."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext

from opennrm.access import doors, second_lock
from opennrm.access.actor import Actor
from opennrm.access.doors import CaseAccess, CaseDoor
from opennrm.access.policy import enforces
from opennrm.cases.spine.about import About
from opennrm.cases.spine.models import Case, Right, Waiting
from opennrm.cases.spine.owners import relation_of
from opennrm.cases.spine.reference import read_reference
from opennrm.cases.spine.row import LedgerRow
from opennrm.cases.spine.status import StatusCode, status
from opennrm.journal import clock, replay

__all__ = [
    "CaseSeen",
    "Due",
    "Narrowed",
    "case_behind",
    "case_named",
    "cases_of",
    "lines_of",
    "named_to",
    "nearest",
    "needs_waiting",
    "relation_of",
    "rights_of",
    "rights_told",
]


@dataclass(frozen=True, slots=True)
class CaseSeen:
    """A case as a page shows it: the coarse facts and the place in the procedure."""

    id: UUID
    kind: str
    reference: str
    state: str
    since: date | None
    opened_on: date | None
    about: About
    seq: int
    position: int

    def __str__(self) -> str:
        return gettext("Case %(reference)s") % {"reference": self.reference}


def _seen(row: Case) -> CaseSeen:
    about = About.model_validate(row.about)
    return CaseSeen(row.case_id, row.kind, row.reference, row.state, row.since, row.opened_on, about, row.seq, row.position)


def case_behind(door: CaseDoor) -> CaseSeen:
    """The case whose door was opened."""
    return _seen(Case.objects.get(case_id=door.case_id))


def case_named(text: str) -> UUID | None:
    """The case with this id or spoken reference, for commands, which no door guards."""
    try:
        return UUID(text)
    except ValueError:
        reference = read_reference(text)
    return Case.objects.filter(reference=reference).values_list("case_id", flat=True).first() if reference else None


def named_to(actor: Actor, text: str) -> UUID | None:
    """The case with this spoken reference among those that the actor may see; None for one that is hidden as for one that is absent."""
    reference = read_reference(text)
    found = Case.objects.filter(reference=reference).values_list("case_id", flat=True).first() if reference else None
    try:
        # One that was never given is asked for too, by an id that no case has: the same statements, the same time.
        return doors.case(actor, found or UUID(int=0)).case_id
    except doors.NotVisible:
        return None


def how_many_cases() -> int:
    """How many cases there are in all: for the door of a demonstration, where every one is invented."""
    with second_lock.lifted("a demonstration says at its door how many cases were invented"):
        return Case.objects.filter(kind="case").count()


FIGURE = "the coordinator's figures count rights over all cases, and name none"


def unavailable_on(on: date) -> Counter[str]:
    """In how many cases each right stands as not to be had on this day: a figure, which names no case."""
    told = Right.objects.filter(until_position__isnull=True).annotate(told=Cast("body", TextField()))
    with second_lock.lifted(FIGURE):
        bodies = list(told.filter(told__contains='"unavailable"').values_list("body", flat=True))
    rows = (LedgerRow.from_json(body) for body in bodies)
    return Counter(row.entitlement for row in rows if status(row, on).code is StatusCode.UNAVAILABLE)


def clocks_not_started() -> dict[str, int]:
    """How many open rights wait for a clock that nothing has started, by clock."""
    rows = Right.objects.filter(until_position__isnull=True, wants=True, body__clock_silent="not_started")
    with second_lock.lifted(FIGURE):
        return dict(Counter(rows.values_list("body__clock", flat=True)))


def references(ids: Iterable[UUID]) -> dict[UUID, str]:
    """The spoken references of these cases, for pages that name a case without opening it."""
    with second_lock.lifted("whoever reviews looks reads of which case, also of one that their agency is not tied to"):
        return dict(Case.objects.filter(case_id__in=set(ids)).values_list("case_id", "reference"))


def rights_of(case_id: UUID, until: int | None = None) -> list[LedgerRow]:
    """The ledger of a case as it stands, or as it stood at a position of the journal."""
    rows = Right.objects.filter(case_id=case_id)
    if until is None:
        rows = rows.filter(until_position__isnull=True)
    else:
        rows = rows.filter(from_position__lte=until).exclude(until_position__lte=until)
    return [LedgerRow.from_json(body) for body in rows.order_by("entitlement", "opening").values_list("body", flat=True)]


# What opens by the person's own need or wish tells what the person has on the mind: to think about testifying, for one.
OWN_WORDS = ("need:", "asked_for:")
NEED = "need."  # how the step that waits for a need is keyed: `need.bed`


def rights_told(door: CaseDoor) -> tuple[list[LedgerRow], list[str]]:
    """The ledger as this actor may see it, and the entitlements that stand as not yet open to it: what a need or a wish of the person
    opened is told to who owes it and to those whom a shelter's records reach. Source: decision 0005.
    """
    rows = rights_of(door.case_id)
    told = [row for row in rows if is_told(row.opened_by, relation_of(row.responsible), door.relations, door.hears_of_help)]
    return told, sorted({row.entitlement for row in rows} - {row.entitlement for row in told})


def is_told(opened_by: str, turn: str, relations: Collection[str], hears_of_help: bool) -> bool:
    """Whether a row of the ledger may be shown to who is in the case by these relations. Pure. Source: decision 0005."""
    return hears_of_help or turn in relations or not opened_by.startswith(OWN_WORDS)


@dataclass(frozen=True, slots=True)
class Opened:
    """Which opening of a right a line is about, and since when it is open."""

    opening: int
    opened_on: date


@dataclass(frozen=True, slots=True)
class Due:
    """One line of a worklist: a right that wants an act, or a step that waits; whose turn it is, by when. `new`: changed of late."""

    case: CaseSeen
    key: str
    relation: str
    due: date | None
    mine: bool
    right: Opened | None = None
    new: bool = False


@dataclass(frozen=True, slots=True)
class _Access:
    """What lines of a case ask of its door, asked once."""

    relations: frozenset[str]
    hears_of_help: bool

    @classmethod
    def of(cls, door: CaseDoor) -> "_Access":
        return cls(door.relations, door.hears_of_help)


def lines_of(actor: Actor, cases: Iterable[CaseAccess], lately: date = date.max) -> list[Due]:
    """Every line of these cases that has a day or is owed at once and is told to the actor, mine and others', in the order of their days.

    Three statements for any number of cases. What changed on `lately` or after it is new.
    """
    access = {row.case_id: _Access.of(doors.of(actor, row)) for row in cases}
    seen = {row.case_id: _seen(row) for row in Case.objects.filter(case_id__in=access)}
    found = [*_rights(access, seen, lately), *_steps(access, seen, lately)]
    return sorted(found, key=lambda line: (line.due or date.max, line.case.reference, line.key))


def _rights(access: dict[UUID, _Access], seen: dict[UUID, CaseSeen], lately: date) -> Iterable[Due]:
    since = datetime.combine(lately, time.min, timezone.get_current_timezone()) if lately < date.max else clock.now()
    rows = Right.objects.filter(Q(due__isnull=False) | Q(at_once=True), case_id__in=access, until_position__isnull=True, wants=True)
    columns = ("case_id", "entitlement", "opening", "responsible", "due", "opened_on", "opened_by", "new")
    found = rows.annotate(new=replay.recorded_after(since, "from_position")).values_list(*columns)
    for case_id, entitlement, opening, turn, due, opened_on, opened_by, new in found:
        own = access[case_id]
        if is_told(opened_by, turn, own.relations, own.hears_of_help):
            yield Due(seen[case_id], entitlement, turn, due, turn in own.relations, Opened(opening, opened_on), new)


def _steps(access: dict[UUID, _Access], seen: dict[UUID, CaseSeen], lately: date) -> Iterable[Due]:
    found = Waiting.objects.filter(case_id__in=access, open=True).values_list("case_id", "key", "relation", "due")
    for case_id, key, turn, due in found:
        own, since = access[case_id], seen[case_id].since
        mine = turn in own.relations
        if mine or own.hears_of_help or not key.startswith(NEED):
            yield Due(seen[case_id], key, turn, due, mine, new=since is not None and since >= lately)


def needs_waiting(cases: Iterable[UUID]) -> list[tuple[UUID, str, str]]:
    """What is needed at once in these cases and waits for somebody: case, need, the relation by which it is somebody's turn."""
    rows = Waiting.objects.filter(case_id__in=list(cases), open=True, key__startswith=NEED).values_list("case_id", "key", "relation")
    return [(case_id, key.removeprefix(NEED), relation) for case_id, key, relation in rows]


@dataclass(frozen=True, slots=True)
class Nearest:
    """The cases of an agency with the nearest days, its own and others', and those in which it owes something at once for longest."""

    mine: list[CaseAccess]
    others: list[CaseAccess]
    at_once: list[CaseAccess]


def nearest(actor: Actor, mine: int, aside: int) -> Nearest:
    """At most so many cases of each part, in one statement: three short scans of partial indexes.

    The days of others are also those of what a need or a wish opened. They order nothing for an agency to which that is not told: its cases
    come in the random order of their ids. Source: decision 0005.
    """
    visible, wanted = doors.visible_to(actor), Q()
    parts = {"due": mine, "due_others": aside, "at_once": aside}
    for column, limit in parts.items():
        first = visible.filter(**{f"{column}__lt": date.max}).order_by(column, "case_id")[:limit]
        if column == "due_others" and enforces(actor.agency_kind):
            first = visible.order_by("case_id")[:limit]
        wanted |= Q(case_id__in=first.values("case_id"))
    found = list(visible.filter(wanted))
    ordered = {column: _first(found, column, limit) for column, limit in parts.items()}
    if enforces(actor.agency_kind):
        ordered["due_others"] = sorted(found, key=lambda row: row.case_id)[:aside]
    return Nearest(*ordered.values())


def _first(found: list[CaseAccess], column: str, limit: int) -> list[CaseAccess]:
    dated = [row for row in found if getattr(row, column) < date.max]
    return sorted(dated, key=lambda row: (getattr(row, column), row.case_id))[:limit]


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Which of an agency's cases a list shows: by place in the procedure, by what is due from it, children, those that moved of late."""

    state: str = ""
    due: str = ""
    children: bool = False
    new: bool = False
    on: date = date.min

    @property
    def query(self) -> str:
        """The same as an address carries it."""
        words = {"state": self.state, "due": self.due, "children": "1" * self.children, "new": "1" * self.new}
        return "&".join(f"{name}={value}" for name, value in words.items() if value)

    def access(self) -> Q:
        """Of the rows that open a case: what is due from the agency."""
        if self.due == "overdue":
            return Q(due__lt=self.on)
        return Q(due__gte=self.on, due__lte=self.on + timedelta(days=7)) if self.due else Q()

    def case(self) -> Q:
        """Of the cases: where they stand, whose they are."""
        asked = Q(state=self.state) if self.state else Q()
        asked &= ~Q(about__age="adult") if self.children else Q()
        return asked & Q(since__gte=self.on - timedelta(days=1)) if self.new else asked


EVERY = Narrowed()


def cases_of(actor: Actor, limit: int = 50, after: UUID | None = None, narrowed: Narrowed = EVERY) -> list[CaseSeen]:
    """The open cases of an agency, a page at a time, in the random order of their ids, which tells nothing."""
    rows = doors.visible_to(actor).filter(narrowed.access()).order_by("case_id")
    if after is not None:
        rows = rows.filter(case_id__gt=after)
    if asked := narrowed.case():
        rows = rows.filter(case_id__in=Case.objects.filter(asked).values("case_id"))
    ids = list(rows.values_list("case_id", flat=True)[:limit])
    seen = {row.case_id: _seen(row) for row in Case.objects.filter(case_id__in=ids)}
    return [seen[id] for id in ids]
