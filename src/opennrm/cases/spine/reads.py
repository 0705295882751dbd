"""What is asked of cases: by a page whose door was opened, by a worklist, by a command. Changes nothing."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext

from opennrm.access import doors, second_lock
from opennrm.access.actor import Actor
from opennrm.access.doors import CaseDoor
from opennrm.cases.spine import worklist
from opennrm.cases.spine.about import About
from opennrm.cases.spine.lines import OWN_WORDS
from opennrm.cases.spine.models import Case, Right
from opennrm.cases.spine.owners import relation_of
from opennrm.cases.spine.reference import read_reference
from opennrm.cases.spine.row import LedgerRow
from opennrm.journal.prepared import Prepared

__all__ = [
    "CaseSeen",
    "Narrowed",
    "case_behind",
    "case_named",
    "cases_behind",
    "cases_of",
    "named_to",
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


def cases_behind(opened: Sequence[CaseDoor]) -> list[CaseSeen]:
    """The cases whose doors were opened, in their order, by one question."""
    found = Case.objects.in_bulk([door.case_id for door in opened])
    return [_seen(found[door.case_id]) for door in opened]


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


REVIEWS = "whoever reviews looks reads of which case, also of one that their agency is not tied to"


def case_reviewed(text: str) -> UUID:
    """The case with this spoken reference, for whoever reviews looks and opens no case; an id that no case has where there is none."""
    reference = read_reference(text)
    with second_lock.lifted(REVIEWS):
        found = Case.objects.filter(reference=reference).values_list("case_id", flat=True).first()
    return found or UUID(int=0)


def references(ids: Iterable[UUID]) -> dict[UUID, str]:
    """The spoken references of these cases, for pages that name a case without opening it."""
    with second_lock.lifted(REVIEWS):
        return dict(Case.objects.filter(case_id__in=set(ids)).values_list("case_id", "reference"))


_standing = Prepared(lambda case_id: _in_order(Right.objects.filter(case_id=case_id, until_position__isnull=True)))


def _in_order(rows: QuerySet[Right]) -> QuerySet[Any, Any]:
    return rows.order_by("entitlement", "opening").values_list("body")


def rights_of(case_id: UUID, until: int | None = None) -> list[LedgerRow]:
    """The ledger of a case as it stands, or as it stood at a position of the journal."""
    if until is None:
        return [LedgerRow.from_json(body) for (body,) in _standing(case_id=case_id)]
    rows = Right.objects.filter(case_id=case_id, from_position__lte=until).exclude(until_position__lte=until)
    return [LedgerRow.from_json(body) for (body,) in _in_order(rows)]


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

    def days(self) -> Q:
        """Of the lines of the agency's worklist: when something is due from it."""
        if self.due == "overdue":
            return Q(due__lt=self.on)
        return Q(due__gte=self.on, due__lte=self.on + timedelta(days=7)) if self.due else Q()

    def case(self) -> Q:
        """Of the cases: where they stand, whose they are."""
        asked = Q(state=self.state) if self.state else Q()
        asked &= ~Q(about__age="adult") if self.children else Q()
        return asked & Q(since__gte=self.on - timedelta(days=1)) if self.new else asked


EVERY = Narrowed()


def cases_of(actor: Actor, limit: int = 50, after: tuple[date, UUID] | None = None, narrowed: Narrowed = EVERY) -> list[CaseSeen]:
    """The open cases of an agency, a page at a time: those that moved last first, and of one day in the random order of their ids.

    `after`: the day and id of the last of the page before.
    """
    rows = _narrowed(actor, narrowed).order_by("-since", "case_id")
    if after is not None:
        since, case_id = after
        rows = rows.filter(Q(since__lt=since) | Q(since=since, case_id__gt=case_id), since__lte=since)
    ids = list(rows.values_list("case_id", flat=True)[:limit])
    seen = {row.case_id: _seen(row) for row in Case.objects.filter(case_id__in=ids)}
    return [seen[id] for id in ids]


def how_many_of(actor: Actor, narrowed: Narrowed, most: int) -> int:
    """How many open cases an agency has, as it may see them: counted as far as `most`, so that it costs the same with ever so many."""
    return _narrowed(actor, narrowed).order_by()[:most].count()


def _narrowed(actor: Actor, narrowed: Narrowed) -> QuerySet[doors.CaseAccess]:
    rows = doors.visible_to(actor)
    if due := narrowed.days():
        rows = rows.filter(case_id__in=worklist.due_to(actor, due))
    if asked := narrowed.case():
        rows = rows.filter(case_id__in=Case.objects.filter(asked).values("case_id"))
    return rows
