"""What is asked of cases: by a page whose door was opened, by a worklist, by a command. Changes nothing."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext

from opennrm.access import doors
from opennrm.access.actor import Actor
from opennrm.access.doors import CaseAccess, CaseDoor
from opennrm.cases.spine.about import About
from opennrm.cases.spine.models import Case, Right, Waiting
from opennrm.cases.spine.owners import relation_of
from opennrm.cases.spine.reference import read_reference
from opennrm.cases.spine.row import LedgerRow

__all__ = [
    "CAPPED",
    "CaseSeen",
    "Due",
    "case_behind",
    "case_named",
    "cases_of",
    "count_due",
    "due_first",
    "lines_of",
    "named_to",
    "needs_waiting",
    "relation_of",
    "rights_of",
    "rights_told",
]

CAPPED = 200  # a count beyond this is shown as "200+": an exact one would read the whole index


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
    return Case.objects.filter(kind="case").count()


def references(ids: Iterable[UUID]) -> dict[UUID, str]:
    """The spoken references of these cases, for pages that name a case without opening it."""
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
    told = [row for row in rows if is_told(row, door.relations, door.hears_of_help)]
    return told, sorted({row.entitlement for row in rows} - {row.entitlement for row in told})


def is_told(row: LedgerRow, relations: Collection[str], hears_of_help: bool) -> bool:
    """Whether a row of the ledger may be shown to who is in the case by these relations. Pure. Source: decision 0005."""
    return hears_of_help or not row.opened_by.startswith(OWN_WORDS) or relation_of(row.responsible) in relations


@dataclass(frozen=True, slots=True)
class Due:
    """One line of a worklist: a right that wants an act, or a step that waits; whose turn it is, by when."""

    case: CaseSeen
    key: str
    relation: str
    due: date | None
    mine: bool
    right: LedgerRow | None = None


def lines_of(actor: Actor, cases: Iterable[CaseAccess]) -> list[Due]:
    """Every line of these cases that has a day and is told to the actor, mine and others', in the order of their days.

    Three statements for any number of cases.
    """
    access = {row.case_id: row for row in cases}
    seen = {row.case_id: _seen(row) for row in Case.objects.filter(case_id__in=access)}
    found = [*_rights(actor, access, seen), *_steps(actor, access, seen)]
    return sorted(found, key=lambda line: (line.due or date.max, line.case.reference, line.key))


def _rights(actor: Actor, access: dict[UUID, CaseAccess], seen: dict[UUID, CaseSeen]) -> Iterable[Due]:
    rows = Right.objects.filter(case_id__in=access, until_position__isnull=True, wants=True, due__isnull=False)
    for row in rows:
        right, own = LedgerRow.from_json(row.body), access[row.case_id]
        if is_told(right, own.relations.split(), doors.of(actor, own).hears_of_help):
            mine = row.responsible in own.relations.split()
            yield Due(seen[row.case_id], row.entitlement, row.responsible, row.due, mine, right)


def _steps(actor: Actor, access: dict[UUID, CaseAccess], seen: dict[UUID, CaseSeen]) -> Iterable[Due]:
    for row in Waiting.objects.filter(case_id__in=access, open=True):
        own = access[row.case_id]
        mine = row.relation in own.relations.split()
        if mine or not row.key.startswith(NEED) or doors.of(actor, own).hears_of_help:
            yield Due(seen[row.case_id], row.key, row.relation, row.due, mine)


def needs_waiting(cases: Iterable[UUID]) -> list[tuple[UUID, str, str]]:
    """What is needed at once in these cases and waits for somebody: case, need, the relation by which it is somebody's turn."""
    rows = Waiting.objects.filter(case_id__in=list(cases), open=True, key__startswith=NEED).values_list("case_id", "key", "relation")
    return [(case_id, key.removeprefix(NEED), relation) for case_id, key, relation in rows]


def due_first(actor: Actor, mine: bool = True, limit: int = 50, after: tuple[date, UUID] | None = None) -> list[CaseAccess]:
    """The cases with the nearest due day, the actor's own or others': a scan of the partial index, a page at a time."""
    column = "due" if mine else "due_others"
    rows = doors.visible_to(actor).order_by(column, "case_id").filter(**{f"{column}__lt": date.max})
    if after is not None:
        rows = rows.filter(**{f"{column}__gte": after[0]}).exclude(**{column: after[0], "case_id__lte": after[1]})
    return list(rows[:limit])


def count_due(actor: Actor, until: date, since: date | None = None, mine: bool = True) -> int:
    """How many cases have their nearest day in this span, at most `CAPPED`."""
    column = "due" if mine else "due_others"
    rows = doors.visible_to(actor).filter(**{f"{column}__lte": until})
    if since is not None:
        rows = rows.filter(**{f"{column}__gte": since})
    return capped(rows)


def capped(rows: QuerySet[CaseAccess]) -> int:
    """How many rows there are, counting no further than `CAPPED`."""
    return len(rows.order_by().values_list("case_id", flat=True)[:CAPPED])


def cases_of(actor: Actor, limit: int = 50, after: UUID | None = None) -> list[CaseSeen]:
    """The open cases of an agency, a page at a time, in the random order of their ids, which tells nothing."""
    rows = doors.visible_to(actor).order_by("case_id")
    if after is not None:
        rows = rows.filter(case_id__gt=after)
    ids = list(rows.values_list("case_id", flat=True)[:limit])
    seen = {row.case_id: _seen(row) for row in Case.objects.filter(case_id__in=ids)}
    return [seen[id] for id in ids]
