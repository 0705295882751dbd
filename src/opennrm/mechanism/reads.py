"""What is asked of the mechanism: who acts for whom, which agencies are there, what they agreed. Changes nothing."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, FilteredRelation, OuterRef, Prefetch, Q, QuerySet, Value

from opennrm.access.actor import Actor
from opennrm.countries.load import load_profile
from opennrm.countries.parts import Party
from opennrm.journal import clock
from opennrm.journal.models import Installation
from opennrm.journal.prepared import Prepared
from opennrm.mechanism.kinds import COORDINATOR, KINDS
from opennrm.mechanism.models import Agency, Agreement, Attempt, Designation, FactorReset, Invitation, Membership, Suspension, User
from opennrm.mechanism.rules import AgencySeen, Standing


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in an agency and the roles they hold there at the time asked for."""

    user: UUID
    name: str
    agency: UUID
    agency_name: str
    agency_kind: str
    roles: frozenset[str]


def during(at: datetime, path: str = "") -> Q:
    """The condition that a row's from–to holds the instant; `path` leads to the row."""
    return Q(**{f"{path}starts_at__lte": at}) & (Q(**{f"{path}ends_at__isnull": True}) | Q(**{f"{path}ends_at__gt": at}))


def on_day(on: date, path: str = "") -> Q:
    """The condition that a row's whole days hold this one, the last day included."""
    return Q(**{f"{path}starts_on__lte": on}) & (Q(**{f"{path}ends_on__isnull": True}) | Q(**{f"{path}ends_on__gte": on}))


def _suspended(at: datetime, agency: str = "pk") -> Exists:
    return Exists(Suspension.objects.filter(during(at), agency=OuterRef(agency)))


def _memberships(at: datetime) -> QuerySet[Any]:
    return Membership.objects.filter(during(at)).select_related("agency", "user")


def _acting(at: datetime) -> QuerySet[Any]:
    """The roles that someone can use at the moment: live, in an agency that is not suspended, of an account that is open."""
    return _memberships(at).filter(~_suspended(at, "agency"), user__is_active=True)


def actors_for(user: User, *, at: datetime | None = None) -> list[Actor]:
    """Each way in which somebody can act now, one for each agency, by the agency's name."""
    roles: dict[tuple[UUID, str, str], set[str]] = defaultdict(set)
    for id, name, kind, role in _roles_of(user=user.pk, at=at or clock.now()):
        roles[id, name, kind].add(role)
    return [
        Actor(user.pk, user.name, id, name, kind, frozenset(held), user.rights_version, user.language)
        for (id, name, kind), held in sorted(roles.items(), key=lambda item: (item[0][1], str(item[0][0])))
    ]


# Each request asks this before all else, anew: who may do what is remembered nowhere.
_roles_of = Prepared(lambda user, at: _acting(at).filter(user=user).values_list("agency", "agency__name", "agency__kind", "role"))


def actor_for(user: User, agency: UUID | None = None, *, at: datetime | None = None) -> Actor | None:
    """The actor that somebody is now: in the agency named, or in their only one. None without a role, or with several to choose from."""
    actors = [actor for actor in actors_for(user, at=at) if agency in (None, actor.agency)]
    return actors[0] if len(actors) == 1 else None


def standing(user: UUID) -> Standing:
    """What somebody may do in the mechanism by the rows that are open: whoever waited for a lock sees what was closed before them,
    whatever time they came with.
    """
    suspended = Suspension.objects.filter(ends_at__isnull=True, agency=OuterRef("agency"))
    rows = Membership.objects.filter(~Exists(suspended), user=user, user__is_active=True, ends_at__isnull=True)
    roles: dict[UUID, set[str]] = defaultdict(set)
    for agency, role in rows.values_list("agency", "role"):
        roles[agency].add(role)
    return Standing(user, {agency: frozenset(held) for agency, held in roles.items()})


def seen(agency: UUID, *, lock: bool = False) -> AgencySeen | None:
    """The agency as the rules see it, by the rows that are open; with `lock`, held until the transaction ends. None if there is none."""
    rows = Agency.objects.select_for_update(of=("self",)) if lock else Agency.objects.all()
    found = rows.filter(pk=agency).first()
    if found is None:
        return None
    holders: dict[str, set[UUID]] = defaultdict(set)
    for role, user in Membership.objects.filter(agency=agency, ends_at__isnull=True).values_list("role", "user"):
        holders[role].add(user)
    suspended = Suspension.objects.filter(agency=agency, ends_at__isnull=True).exists()
    return AgencySeen(found.pk, found.kind, suspended, {role: frozenset(users) for role, users in holders.items()})


def coordinators() -> frozenset[UUID]:
    """All who hold the coordinator's role."""
    return frozenset(Membership.objects.filter(role=COORDINATOR, ends_at__isnull=True).values_list("user", flat=True))


def who_could(role: str | None = None, *, agency: UUID | None = None, kind: str | None = None, at: datetime) -> list[Member]:
    """Who could act at this moment, in the past too: with this role, in this agency, in agencies of this kind. By agency and name."""
    rows = _acting(at)
    rows = rows.filter(agency=agency) if agency else rows
    rows = rows.filter(agency__kind=kind) if kind else rows
    members = _members(rows)
    return [member for member in members if role is None or role in member.roles]


def people_of(agency: UUID, at: datetime) -> list[Member]:
    """Everybody who holds a role in the agency, whether it is suspended or not, by name."""
    return _members(_memberships(at).filter(agency=agency))


def person_of(agency: UUID, person: UUID, at: datetime) -> Member | None:
    """One person of an agency, or None if they hold no role there."""
    return next(iter(_members(_memberships(at).filter(agency=agency, user=person))), None)


def _members(rows: QuerySet[Any]) -> list[Member]:
    roles: dict[tuple[User, Agency], set[str]] = defaultdict(set)
    for row in rows:
        roles[row.user, row.agency].add(row.role)
    members = [Member(user.pk, user.name, agency.pk, agency.name, agency.kind, frozenset(held)) for (user, agency), held in roles.items()]
    return sorted(members, key=lambda m: (m.agency_name, m.name, str(m.user)))


def agencies_that(*, kind: str | None = None, designated: str | None = None, on: date, at: datetime | None = None) -> QuerySet[Any]:
    """The agencies of a kind, or designated in a capacity on a day, by name; not those suspended at the moment `at` (by default now)."""
    rows = Agency.objects.filter(~_suspended(at or clock.now()))
    rows = rows.filter(kind=kind) if kind else rows
    if designated:
        rows = rows.filter(Exists(Designation.objects.filter(on_day(on), agency=OuterRef("pk"), capacity=designated)))
    return rows.order_by("name", "pk")


@dataclass(frozen=True, slots=True)
class Capable:
    """An agency, and the capacities in which it is designated on a day."""

    id: UUID
    name: str
    kind: str
    capacities: frozenset[str]


def capable(on: date) -> list[Capable]:
    """Every agency by name with its designations on a day; not those suspended now."""
    here = FilteredRelation("designations", condition=on_day(on, "designations__"))
    rows = agencies_that(on=on).annotate(today=here).values_list("pk", "name", "kind", "today__capacity")
    found: dict[UUID, tuple[str, str, set[str]]] = {}
    for id, name, kind, capacity in rows:
        found.setdefault(id, (name, kind, set()))[2].update([capacity] if capacity else [])
    return [Capable(id, name, kind, frozenset(held)) for id, (name, kind, held) in found.items()]


@dataclass(frozen=True, slots=True)
class Designated:
    """An agency as far as who sends something to it has to know."""

    id: UUID
    name: str
    kind: str
    region: str
    body: str


def designated(capacity: str, on: date) -> list[Designated]:
    """The agencies that are designated in a capacity on a day, by name; not those suspended now."""
    return [Designated(*row) for row in _designated(capacity=capacity, on=on, at=clock.now())]


# These two are asked by every referral of bulk work, day by day.
_designated = Prepared(
    lambda capacity, on, at: agencies_that(designated=capacity, on=on, at=at).values_list("pk", "name", "kind", "region", "body")
)
_designation = Prepared(
    lambda agency, capacity, on: Designation.objects.filter(on_day(on), agency=agency, capacity=capacity).values_list("pk")[:1]
)


def is_designated(agency: UUID, capacity: str, on: date) -> bool:
    """Whether the agency is designated in this capacity on this day."""
    return _designation.first(agency=agency, capacity=capacity, on=on) is not None


def has_begun() -> bool:
    """Whether there is a mechanism to coordinate: any agency beside the first."""
    return Agency.objects.count() > 1


def agency(agency_id: UUID) -> Agency | None:
    """One agency, or None."""
    return Agency.objects.filter(pk=agency_id).first()


def agencies_where(holds: Any) -> QuerySet[Any, tuple[UUID, str]]:
    """The agencies of which a condition on their own records holds, with their names; whoever keeps the records gives it."""
    return Agency.objects.filter(holds).order_by("name").values_list("pk", "name")


def agency_names(ids: Collection[UUID]) -> dict[UUID, str]:
    """The names of these agencies, for pages that show only ids' owners."""
    return {id: name for id, (name, _kind) in named(ids, ())[0].items()}


def person_names(ids: Collection[UUID]) -> dict[UUID, str]:
    """The names of these people who work in the mechanism."""
    return named((), ids)[1]


def named(agencies: Collection[UUID], people: Collection[UUID]) -> tuple[dict[UUID, tuple[str, str]], dict[UUID, str]]:
    """The name and the kind of each of these agencies, and the names of these people, in one statement."""
    found = _named(agencies=agencies, people=people)
    return {id: (name, kind) for id, name, kind in found if kind}, {id: name for id, name, kind in found if not kind}


# A person is of no kind, an agency always of one.
_named = Prepared(
    lambda agencies, people: (
        Agency.objects.filter(pk__in=agencies)
        .values_list("pk", "name", "kind")
        .union(User.objects.filter(pk__in=people).values_list("pk", "name", Value("")), all=True)
    )
)


def agencies(at: datetime) -> list[Any]:
    """Every agency with whether it is suspended at the moment, and its designations, by kind and name. For the coordinator."""
    order = {kind: place for place, kind in enumerate(KINDS)}
    rows = Agency.objects.annotate(suspended=_suspended(at)).prefetch_related(
        Prefetch("designations", Designation.objects.order_by("capacity", "starts_on"))
    )
    return sorted(rows.order_by("name", "pk"), key=lambda row: order[row.kind])


def suspension(agency: UUID, at: datetime) -> Suspension | None:
    """The suspension under which an agency stands at the moment, or None."""
    return Suspension.objects.filter(during(at), agency=agency).first()


def designations(agency: UUID) -> QuerySet[Any]:
    """The designations of an agency, latest first."""
    return Designation.objects.filter(agency=agency).order_by("-starts_on", "capacity")


def designation(agency: UUID, designation_id: UUID) -> Designation | None:
    """One designation, reached through its agency alone."""
    return Designation.objects.filter(agency=agency, pk=designation_id).first()


def open_invitations(agency: UUID, at: datetime) -> QuerySet[Any]:
    """The invitations of an agency that still open something, the first to lapse first."""
    rows = Invitation.objects.filter(agency=agency, used_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=at)
    return rows.select_related("invited_by").order_by("expires_at", "pk")


def agreements() -> QuerySet[Any]:
    """Every agreement with its parties, the latest first."""
    return Agreement.objects.prefetch_related(Prefetch("parties", Agency.objects.order_by("name"))).order_by("-starts_on", "title", "pk")


def agreement_between(a: UUID, b: UUID, scope: str, on: date, *, purpose: str | None = None) -> Agreement | None:
    """The agreement under which two agencies may share this section (for this purpose) on this day, or None; the latest if several."""
    rows = Agreement.objects.filter(on_day(on)).filter(parties=a).filter(parties=b).order_by("-starts_on", "pk")
    return next((row for row in rows if scope in row.sections and (purpose is None or purpose in row.purposes)), None)


def attempts(limit: int = 100) -> QuerySet[Any]:
    """Who tried to hand out what was not theirs to give, the latest first. For the coordinator."""
    return Attempt.objects.select_related("by", "agency").order_by("-at", "pk")[:limit]


def open_factor_resets(agency: UUID | None = None) -> QuerySet[Any]:
    """Resets of a second factor that are asked for and neither done nor stopped: of one agency, or all for the coordinator."""
    rows = FactorReset.objects.filter(stopped_at__isnull=True, done_at__isnull=True).select_related("user", "agency", "asked_by")
    return (rows.filter(agency=agency) if agency else rows).order_by("asked_at", "pk")


def factor_reset_of(user: UUID) -> FactorReset | None:
    """The open reset of somebody's own second factor, so that they can stop it."""
    return FactorReset.objects.filter(user=user, stopped_at__isnull=True, done_at__isnull=True).first()


def bodies() -> dict[str, Party]:
    """The parties of the country's law that an agency may be, by code; none before there is an installation."""
    installation = Installation.current()
    found = load_profile(installation.country).parties if installation else {}
    return {code: party for code, party in found.items() if party.kind}


def regions(language: str) -> list[tuple[str, str]]:
    """The regions of the installation's country, by code and name; none before there is an installation."""
    installation = Installation.current()
    found = load_profile(installation.country).regions if installation else {}
    return [(code, label.told(language)) for code, label in found.items()]
