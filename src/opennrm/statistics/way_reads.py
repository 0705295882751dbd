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
from opennrm.journal import places
from opennrm.standards.load import law
from opennrm.statistics.owed_reads import STANDING, as_day, as_text
from opennrm.statistics.period import Period
from opennrm.statistics.reads import standing
from opennrm.statistics.survival import Waited
from opennrm.statistics.tables import Group
from opennrm.statistics.way import FOLLOWED, PRESUMED, of_case, of_contact

__all__ = ["by_month", "came", "helped", "waits"]

# What CETS 197 Art 12(1) and (2) call assistance: what is given of these groups of rights.
HELP = frozenset({"home_and_means", "health"})
HELPED = {3: "given", 2: "declined", 1: "not_to_be_had", 0: "nothing"}


def by_month(year: Period, position: int) -> Iterator[Group]:
    """The referrals of a year by month. Source: issue 12, point 5, trend."""
    for month, n in _referred(year, position).values_list("month").annotate(n=Count("id")).order_by("month"):
        yield Group({"quarter": f"q{(month + 2) // 3}", "month_of_quarter": str((month - 1) % 3 + 1), "month": f"{month:02}"}, n)


def came(profile: Profile, year: Period, position: int) -> Iterator[Group]:
    """How far the people of a year came, by the month in which they are counted. Source: issue 12, point 5, funnel."""
    yield from _cases(profile, year, position)
    yield from _contacts(profile, year, position)


def _cases(profile: Profile, year: Period, position: int) -> Iterator[Group]:
    rows = _referred(year, position).annotate(presumed=_decided("rg", position), identified=_decided("cg", position))
    named = ("month", "state", "presumed", "identified")
    for month, state, presumed, identified, n in rows.values_list(*named).annotate(n=Count("id")).order_by(*named):
        stage, ended = of_case(profile, state, presumed=presumed, identified=identified)
        yield Group({"month": f"{month:02}", "stage": stage, "ended": ended}, n)


def _contacts(profile: Profile, year: Period, position: int) -> Iterator[Group]:
    months = [date.fromisoformat(f"{month}-01") for month in year.months]
    bounds = [datetime.combine(day, time(), profile.time_zone) for day in (*months, year.end)]
    found: Counter[tuple[int, tuple[str, str]]] = Counter()
    for place, held, n in places.ways("contact", "contact.opened", FOLLOWED, bounds=bounds, until=position):
        if (reached := of_contact(held)) is not None:
            found[months[place].month, reached] += n
    for (month, (stage, ended)), n in sorted(found.items()):
        yield Group({"month": f"{month:02}", "stage": stage, "ended": ended}, n)


def helped(profile: Profile, year: Period, position: int, on: date) -> Iterator[Group]:
    """Of those ever presumed or identified who were referred in a year: what became of the help that they are owed, by month of referral.

    Source: CETS 197 Art 12(1); issue 12, point 5.
    """
    rank = (
        f"case ({status_case()}) when 'met_in_time' then 3 when 'met_late' then 3 when 'kept' then 3 when 'interrupted' then 3 "
        "when 'declined' then 2 when 'unavailable' then 1 when 'withheld' then 1 else 0 end"
    )
    rights = sorted(one.id for one in law().entitlements.values() if one.group in HELP)
    held = f"select case_id, {columns()} from cases_right where {STANDING} and entitlement in ({', '.join(map(_quoted, rights))})"
    got = f"owed as materialized ({held}), got as (select case_id, max({rank}) as rank from owed group by 1)"
    positive = f"select case_id from cases_decided where value = 'positive' and {STANDING}"
    states = [one.id for one in profile.states if one.status in PRESUMED]
    people = (
        f"select person.case_id, substr({as_text('referred_on')}, 6, 2) as month, coalesce(max(got.rank), 0) as best "
        f"from (select * from cases_counted where {STANDING}) person left join got on got.case_id = person.case_id "
        f"where referred_on >= {as_day('start')} and referred_on < {as_day('end')} "
        f"and (person.case_id in ({positive}) or person.state in ({', '.join(map(_quoted, states))})) group by 1, 2"
    )
    values: dict[str, int | str] = {"position": position, "day": on.isoformat(), "start": str(year.start), "end": str(year.end)}
    with connection.cursor() as cursor:
        cursor.execute(f"with {got} select month, best, count(*) from ({people}) people group by 1, 2 order by 1, 2", values)
        yield from (Group({"month": month, "help": HELPED[best]}, n) for month, best, n in cursor.fetchall())


def waits(profile: Profile, year: Period, position: int, on: date) -> Iterator[Waited]:
    """How many days those referred in a year waited for a first decision, or have waited until `on`.

    Who left the procedure without one waited until then.

    Source: statistics, Time to decision.
    """
    first = dict(standing(Decided.objects.filter(on__gte=year.start), position).values_list("case_id").annotate(Min("on")))
    left = {state.id for state in profile.states if state.end or state.id == "withdrawn"}
    rows = list(_referred(year, position).values_list("case_id", "referred_on", "state", "from_position"))
    gone = {at for case, _referred_on, state, at in rows if case not in first and state in left}
    gone_on = {one.position: one.at.astimezone(profile.time_zone).date() for one in places.recorded_at(gone)}
    ended: Counter[int] = Counter()
    waiting: Counter[int] = Counter()
    for case, referred_on, _state, at in rows:
        decided = _decided_on(first, case, on)
        until = decided or min(gone_on.get(at, on), on)
        (waiting if decided is None else ended)[max((until - referred_on).days, 0)] += 1
    for days in sorted(ended | waiting):
        yield Waited(days, ended[days], waiting[days])


def _decided_on(first: dict[UUID, date], case: UUID, on: date) -> date | None:
    found = first.get(case)
    return found if found is not None and found <= on else None


def _referred(year: Period, position: int) -> QuerySet[Any, Any]:
    rows = standing(Counted.objects.filter(referred_on__gte=year.start, referred_on__lt=year.end), position)
    return rows.annotate(month=ExtractMonth("referred_on"))


def _decided(stage: str, position: int) -> Case:
    """Whether there is a positive decision of a stage: the cases of it are looked up once, not for each row."""
    positive = standing(Decided.objects.filter(stage=stage, value="positive"), position)
    return Case(When(Q(case_id__in=positive.values("case_id")), then=Value(True)), default=Value(False), output_field=BooleanField())


def _quoted(code: str) -> str:
    return f"'{code}'"
