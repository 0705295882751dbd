"""Who was met, referred, presumed, identified and helped, and how long the first decision took: groups as at a position, no case alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import BooleanField, Case, Count, Min, Q, QuerySet, Value, When
from django.db.models.functions import ExtractMonth

from opennrm.cases.spine.models import Counted, Decided
from opennrm.cases.spine.status_sql import columns, status_case
from opennrm.countries.profile import Profile
from opennrm.journal import many, places
from opennrm.standards.load import law
from opennrm.statistics.owed_reads import STANDING, as_day, as_text, of_cases
from opennrm.statistics.period import Period
from opennrm.statistics.reads import standing
from opennrm.statistics.survival import Waited
from opennrm.statistics.tables import Group
from opennrm.statistics.touched import Touched
from opennrm.statistics.way import FOLLOWED, PRESUMED, of_case, of_contact

__all__ = ["Wait", "by_month", "came", "helped", "waited", "waits", "waits_until"]

Wait = tuple[str, str]  # decided or left and after how many days; or that somebody waits, and since when

# What CETS 197 Art 12(1) and (2) call assistance: what is given of these groups of rights.
HELP = frozenset({"home_and_means", "health"})
HELPED = {3: "given", 2: "declined", 1: "not_to_be_had", 0: "nothing"}


def by_month(year: Period, position: int, among: Touched | None = None) -> Iterator[Group]:
    """The referrals of a year by month. Source: issue 12, point 5, trend."""
    for month, n in _referred(year, position, among).values_list("month").annotate(n=Count("*")).order_by("month"):
        yield Group({"quarter": f"q{(month + 2) // 3}", "month_of_quarter": str((month - 1) % 3 + 1), "month": f"{month:02}"}, n)


def came(profile: Profile, year: Period, position: int, among: Touched | None = None) -> Iterator[Group]:
    """How far the people of a year came, by the month in which they are counted. Source: issue 12, point 5, funnel."""
    yield from _cases(profile, year, position, among)
    yield from _contacts(profile, year, position, among)


def _cases(profile: Profile, year: Period, position: int, among: Touched | None) -> Iterator[Group]:
    presumed, identified = (_decided(stage, position, among) for stage in ("rg", "cg"))
    rows = _referred(year, position, among).annotate(presumed=presumed, identified=identified)
    named = ("month", "state", "presumed", "identified")
    for month, state, presumed, identified, n in rows.values_list(*named).annotate(n=Count("*")).order_by(*named):
        stage, ended = of_case(profile, state, presumed=presumed, identified=identified)
        yield Group({"month": f"{month:02}", "stage": stage, "ended": ended}, n)


def _contacts(profile: Profile, year: Period, position: int, among: Touched | None) -> Iterator[Group]:
    months = [date.fromisoformat(f"{month}-01") for month in year.months]
    bounds = [datetime.combine(day, time(), profile.time_zone) for day in (*months, year.end)]
    streams = None if among is None else among.contacts
    found: Counter[tuple[int, tuple[str, str]]] = Counter()
    for place, held, n in places.ways("contact", "contact.opened", FOLLOWED, bounds=bounds, until=position, among=streams):
        if (reached := of_contact(held)) is not None:
            found[months[place].month, reached] += n
    for (month, (stage, ended)), n in sorted(found.items()):
        yield Group({"month": f"{month:02}", "stage": stage, "ended": ended}, n)


def helped(profile: Profile, year: Period, position: int, on: date, among: Touched | None = None) -> Iterator[Group]:
    """Of those ever presumed or identified who were referred in a year: what became of the help that they are owed, by month of referral.

    Source: CETS 197 Art 12(1); issue 12, point 5.
    """
    rank = (
        f"case ({status_case()}) when 'met_in_time' then 3 when 'met_late' then 3 when 'kept' then 3 when 'interrupted' then 3 "
        "when 'declined' then 2 when 'unavailable' then 1 when 'withheld' then 1 else 0 end"
    )
    some, named = of_cases(None if among is None else among.cases)
    rights = sorted(one.id for one in law().entitlements.values() if one.group in HELP)
    positive = f"select case_id from cases_decided where case_id {some} and value = 'positive' and {STANDING}"
    states = [one.id for one in profile.states if one.status in PRESUMED]
    people = (
        f"select case_id, substr({as_text('referred_on')}, 6, 2) as month from cases_counted "
        f"where case_id {some} and {STANDING} and referred_on >= {as_day('start')} and referred_on < {as_day('end')} "
        f"and (case_id in ({positive}) or state in ({', '.join(map(_quoted, states))}))"
    )
    help = f"case_id in (select case_id from people) and {STANDING} and entitlement in ({', '.join(map(_quoted, rights))})"
    held = f"select case_id, {columns()} from cases_right where {help}"
    asked = (
        f"with people as materialized ({people}), owed as materialized ({held}), "
        f"got as (select people.case_id, month, max(case when owed.case_id is null then 0 else {rank} end) as best "
        "from people left join owed on owed.case_id = people.case_id group by 1, 2) "
        "select month, best, count(*) from got group by 1, 2 order by 1, 2"
    )
    with connection.cursor() as cursor:
        cursor.execute(asked, {**named, "position": position, "day": on.isoformat(), "start": str(year.start), "end": str(year.end)})
        yield from (Group({"month": month, "help": HELPED[best]}, n) for month, best, n in cursor.fetchall())


def waits(profile: Profile, year: Period, position: int, on: date) -> Iterator[Waited]:
    """How many days those referred in a year waited for a first decision, or have waited until `on`.

    Who left the procedure without one waited until then.

    Source: statistics, Time to decision.
    """
    return waits_until(on, waited(profile, year, position, on))


def waited(profile: Profile, year: Period, position: int, on: date, among: Touched | None = None) -> Counter[Wait]:
    """Who was referred in a year, by how long they waited, decided or not; of those who still wait, by when they were referred: tomorrow
    they have waited a day more. Source: statistics, Time to decision.
    """
    first = dict(_of(among, standing(Decided.objects.filter(on__gte=year.start), position)).values_list("case_id").annotate(Min("on")))
    left = {state.id for state in profile.states if state.end or state.id == "withdrawn"}
    rows = list(_referred(year, position, among).values_list("case_id", "referred_on", "state", "from_position"))
    gone = {at for case, _referred_on, state, at in rows if case not in first and state in left}
    gone_on = {one.position: one.at.astimezone(profile.time_zone).date() for one in places.recorded_at(gone)}
    found: Counter[Wait] = Counter()
    for case, referred_on, _state, at in rows:
        decided = _decided_on(first, case, on)
        if decided is not None:
            found["decided", str(max((decided - referred_on).days, 0))] += 1
        elif at in gone_on:
            found["left", str(max((min(gone_on[at], on) - referred_on).days, 0))] += 1
        else:
            found["waits", referred_on.isoformat()] += 1
    return found


def waits_until(on: date, found: Counter[Wait]) -> Iterator[Waited]:
    """How long each waited, whoever waits still until `on`, in the order of days. Source: statistics, Time to decision."""
    ended: Counter[int] = Counter()
    waiting: Counter[int] = Counter()
    for (how, told), n in found.items():
        days = max((on - date.fromisoformat(told)).days, 0) if how == "waits" else int(told)
        (ended if how == "decided" else waiting)[days] += n
    for days in sorted(ended | waiting):
        yield Waited(days, ended[days], waiting[days])


def _decided_on(first: dict[UUID, date], case: UUID, on: date) -> date | None:
    found = first.get(case)
    return found if found is not None and found <= on else None


def _of(among: Touched | None, rows: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
    return rows if among is None else rows.filter(case_id__in=many.these(among.cases))


def _referred(year: Period, position: int, among: Touched | None) -> QuerySet[Any, Any]:
    rows = _of(among, standing(Counted.objects.filter(referred_on__gte=year.start, referred_on__lt=year.end), position))
    return rows.annotate(month=ExtractMonth("referred_on"))


def _decided(stage: str, position: int, among: Touched | None) -> Case:
    """Whether there is a positive decision of a stage: the cases of it are looked up once, not for each row."""
    positive = _of(among, standing(Decided.objects.filter(stage=stage, value="positive"), position))
    return Case(When(Q(case_id__in=positive.values("case_id")), then=Value(True)), default=Value(False), output_field=BooleanField())


def _quoted(code: str) -> str:
    return f"'{code}'"
