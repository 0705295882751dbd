"""Bringing a plan about: the mechanism, then every step in the order of time, some hundred to a transaction; to be taken up where it ended.

Where a run ended is what the journal says: no two steps stand at one instant, so the last instant that was recorded tells which step was
the last, and the instant of a stream's first event whose it is. Nothing is kept beside the journal that could say otherwise.

The same margins and seed give the same database: the same tables, and stream by stream the same events, days and codes in the same order.
Ids, keys, references and seals are random by design, and with them every hash.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta
from itertools import chain, islice
from typing import Any

from django.db import transaction

from opennrm.cases.spine import door, editions
from opennrm.countries.profile import Profile
from opennrm.journal import anchors, clock, places
from opennrm.journal.models import Invention
from opennrm.mechanism import reads as mechanism_reads
from opennrm.mechanism.models import Agency, User
from opennrm.portal.demo import mechanism
from opennrm.portal.demo.mechanism import Mechanism
from opennrm.portal.synth import parts
from opennrm.portal.synth.acts import Run
from opennrm.portal.synth.course import Step, in_order
from opennrm.statistics.margins.plan import Plan

__all__ = ["OtherInvention", "begin", "go_on", "taking_part"]

TOGETHER = 400  # steps of one transaction
BEGINS = {"meet": "contact", "refer": "case"}  # the steps that make a stream, and of which kind
KINDS = ("contact", "case", "notification")

Progress = Callable[[int], None]


class OtherInvention(Exception):
    """The cases of this database are invented from other margins, or by another seed."""


def begin(plan: Plan, margins: str) -> None:
    """Make the installation's mechanism and write down what its cases come from, both or nothing; where it stands, see that it is the same.

    `margins` is the hash of the file. Raises OtherInvention, NoSuchPart.
    """
    standing = Invention.objects.first()
    if standing is not None:
        if (standing.margins, standing.seed) != (margins, plan.seed):
            raise OtherInvention(f"the margins {standing.margins[:12]} by the seed {standing.seed}")
        return
    if Agency.objects.exists():
        raise OtherInvention("agencies that came into it another way")
    profile = editions.today()
    at = _first_day(plan, profile)
    with transaction.atomic():
        Invention.objects.create(margins=margins, seed=plan.seed, chosen=dict(plan.chosen), begun_at=clock.real())
        with clock.held(at):
            mechanism.build(parts.given(profile, plan), at)
        clock.move_to(at)


def _first_day(plan: Plan, profile: Profile) -> datetime:
    """The morning before anybody is met."""
    days = [case.referred_on for case in plan.cases[:1]] + sorted(plan.notifications)[:1] + [plan.period.start]
    return datetime.combine(min(days) - timedelta(days=1), time(8), profile.time_zone)


def go_on(plan: Plan, progress: Progress = lambda begun: None, together: int = TOGETHER) -> None:
    """Do every step that is not done yet, then put the clock to the end. `progress` is told after each transaction how many cases and
    notifications have begun since the last. Raises Refused where the law of the country bars a step.
    """
    profile = editions.today()
    run = taking_part(plan, profile)
    ahead = _taken_up(run, in_order(plan, profile.time_zone), places.latest(KINDS), progress)
    while some := list(islice(ahead, together)):
        with clock.held(some[0].at), door.batch():
            for step in some:
                with clock.held(step.at):
                    run.do(step)
            with clock.held(some[-1].at):
                clock.move_to(some[-1].at)
        progress(sum(_begins(step) for step in some))
    _end(plan, profile)


def taking_part(plan: Plan, profile: Profile) -> Run:
    """Who takes part in the steps of a plan, of those who stand in the mechanism; of no case a stream yet."""
    rows = parts.given(profile, plan)
    return Run(profile, parts.parts(_standing(rows), rows, profile), plan.seed)


def _begins(step: Step) -> bool:
    return step.does in ("meet", "notify")


def _taken_up(run: Run, steps: Iterator[Step], until: datetime | None, progress: Progress) -> Iterator[Step]:
    """The steps that are still ahead; of the cases under way the streams are found by the instants at which they began."""
    ahead: Iterator[Step] = iter(())
    begun: dict[str, dict[int, datetime]] = {"contact": {}, "case": {}}
    count = 0
    for step in steps:
        if until is None or step.at > until:
            ahead = chain([step], steps)
            break
        count += _begins(step)
        if (kind := BEGINS.get(step.does)) is not None:
            begun[kind][step.number] = step.at
        if step.last:
            del begun["contact"][step.number], begun["case"][step.number]
    progress(count)
    for kind, streams in (("contact", run.contacts), ("case", run.cases)):
        whose = {at: number for number, at in begun[kind].items()}
        streams |= {whose[at]: stream for at, stream in places.begun(kind) if at in whose} if whose else {}
    return ahead


def _standing(rows: dict[str, Any]) -> Mechanism:
    """The mechanism that stands, by the names in the rows that it was made from."""
    agencies = {agency.name: agency for agency in Agency.objects.all()}
    users = {user.name: user for user in User.objects.all()}

    def who(name: str) -> Any:
        actor = mechanism_reads.actor_for(users[name])
        assert actor is not None, f"{name} has a role"
        return actor

    people = {row["name"]: who(row["name"]) for row in rows["people"]}
    return Mechanism(who(rows["coordinator"]["person"]), agencies, people)


def _end(plan: Plan, profile: Profile) -> None:
    """The clock stands on the morning after the period, or after the last step; a checkpoint is written over all chains."""
    ends = datetime.combine(plan.period.end, time(8), profile.time_zone)
    stands = max(ends, places.latest(KINDS) or ends)
    if clock.now() < stands:
        clock.move_to(stands)
    anchors.write(stands)
