"""A country's rights made ready to be read against many cases: each entitlement with how it is done here and since when it binds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from opennrm.cases.spine.once import once_a_profile
from opennrm.cases.spine.openings import EARLIEST, LATEST, Point, Stretch, When, meet
from opennrm.cases.spine.row import Silence
from opennrm.countries.clocks import Due
from opennrm.countries.dated import Answer, Given
from opennrm.countries.facts import Asked
from opennrm.countries.profile import Clock, Duration, Local, Profile
from opennrm.standards.entitlement import Entitlement
from opennrm.standards.load import law

if TYPE_CHECKING:
    from opennrm.cases.spine.ledger import Waiting

__all__ = ["Plan", "Right", "is_by_law", "plan_of"]


@dataclass(frozen=True, slots=True)
class Right:
    """One entitlement as one row of the profile has it, `bound` the time in which both the instrument and the row hold; `local` is None
    where the profile says nothing of it. Rows of another time whose terms are the same are one right: a new text alone opens nothing anew.
    """

    entitlement: Entitlement
    local: Local | None
    whens: tuple[When, ...]
    others: tuple[When, ...]
    who: tuple[str, ...]
    opens_on: tuple[Asked, ...]
    ends_on: tuple[Asked, ...]
    bound: tuple[Stretch, ...]
    alike: int = 0  # the same for all rights whose status, condition and law are the same: where one may be open, all may
    for_whom: int = 0  # the same for all rights whose condition is the same
    opens_keys: frozenset[str] = frozenset()  # what the facts are asked for, to see whether anything opened it

    @property
    def silence(self) -> Silence | None:
        """Why nothing can be said of this right here, or None. Source: design 6, three kinds of silence."""
        said = self.local.kind if self.local is not None else "not_known_to_us"
        return None if said == "value" else said

    def holds_on(self, on: date) -> bool:
        """Whether the law gives it, or says that it does not, on a day. Source: law-as-data 1, Local."""
        return any(stretch.start <= (on, 0) < stretch.end for stretch in self.bound)

    def begins_at(self, point: Point) -> bool:
        """Whether the law alone lets it begin there: the instrument binds, or the row holds, from this day on. Source: law-as-data 1."""
        return any(stretch.start == point for stretch in self.bound)


@dataclass(frozen=True)
class Plan:
    """Every right of a profile that a case can show, and every entitlement by id, those that no case shows too.

    `by_law`: the clocks of protected times that begin without anybody's act. `dues` keeps what clocks gave for the same start and
    person, `waits` how a right stands that nothing opened for persons who are alike: in bulk most cases of a day ask the same.
    """

    rights: tuple[Right, ...]
    entitlements: dict[str, Entitlement]
    by_law: tuple[tuple[str, Clock], ...] = ()
    dues: dict[object, Due] = field(default_factory=dict)
    waits: dict[object, Waiting] = field(default_factory=dict)

    @cached_property
    def rights_of(self) -> dict[str, tuple[Right, ...]]:
        """The rights by their entitlement; one that no case shows has none."""
        return {id: tuple([right for right in self.rights if right.entitlement.id == id]) for id in self.entitlements}


@once_a_profile
def plan_of(profile: Profile) -> Plan:
    """The rights of a profile; made once per profile object. Source: law-as-data 1, Local."""
    entitlements = {**law().entitlements, **{one.id: one for one in profile.own}}
    rights = _numbered(right for one in entitlements.values() if one.unseen is None for right in _rights(profile, one))
    begins = tuple((id, clock) for id, clock in profile.clocks.items() if any(is_by_law(one) for one in clock.answers()))
    return Plan(rights, entitlements, begins)


def is_by_law(answer: Answer[Duration]) -> bool:
    """Whether a time of this length begins without anybody's act. Source: law-as-data 1, Duration, `begins: by_law`."""
    return isinstance(answer, Given) and answer.value.begins == "by_law"


def _numbered(rights: Iterable[Right]) -> tuple[Right, ...]:
    alike: dict[str, int] = {}
    whom: dict[str, int] = {}
    made = []
    for right in rights:
        condition = repr((right.whens, right.others))
        may_be_open = repr((condition, right.who, right.bound, not right.opens_on))
        keys = frozenset(asked.key for asked in right.opens_on)
        number, for_whom = alike.setdefault(may_be_open, len(alike)), whom.setdefault(condition, len(whom))
        made.append(replace(right, alike=number, for_whom=for_whom, opens_keys=keys))
    return tuple(made)


def _rights(profile: Profile, one: Entitlement) -> list[Right]:
    rows, bound = profile.locals(one.id), _bound(profile, one)
    found: dict[str, tuple[Local | None, tuple[When, ...], list[Stretch]]] = {}
    for time in _times(rows):
        here = [row for row in rows if row.holds_on(time.start[0])]
        for place, local in enumerate(here or (None,)):
            # where the case does not say which row holds, the first that may hold does
            others = tuple(other.when for other in here[:place])
            found.setdefault(f"{_terms(local)} {others}", (local, others, []))[2].append(time)
    return [_right(one, local, others, meet(_joined(times), bound)) for local, others, times in found.values()]


def _times(rows: Iterable[Local]) -> list[Stretch]:
    """The stretches of time in each of which the same rows hold."""
    edges = {EARLIEST, LATEST} | {point for row in rows for point in (_from(row.since), _until(row.until))}
    return [Stretch(start, end) for start, end in pairwise(sorted(edges))]


def _terms(local: Local | None) -> Local | None:
    """What a row gives, without since when and who says so."""
    return local.model_copy(update={"since": None, "until": None, "source": ""}) if local is not None else None


def _right(one: Entitlement, local: Local | None, others: tuple[When, ...], bound: Iterable[Stretch]) -> Right:
    return Right(
        one,
        local,
        (one.when, local.when) if local is not None else (one.when,),
        others,
        tuple(one.who if local is None or local.who is None else local.who),
        _asked(one.opens_on if local is None or local.opens_on is None else local.opens_on),
        _asked(one.ends_on if local is None or local.ends_on is None else local.ends_on),
        tuple(bound),
    )


def _asked(names: Sequence[str]) -> tuple[Asked, ...]:
    return tuple(Asked.parse(name) for name in names)


def _bound(profile: Profile, one: Entitlement) -> list[Stretch]:
    """Since when, until when at least one instrument of its clauses binds the country."""
    found: list[Stretch] = []
    for instrument in sorted({instrument_of(clause) for clause in one.clauses}):
        if instrument not in profile.instruments:
            if instrument not in law().instruments:
                return [Stretch(EARLIEST, LATEST)]  # national law of its own binds by itself
            continue
        found += [Stretch(_from(value.since), _until(value.until)) for value in profile.instruments[instrument] if value.value]
    return _joined(sorted(found, key=lambda stretch: stretch.start))


def instrument_of(clause: str) -> str:
    """The instrument of a clause: `COE` of COE-12.1a, `ACT` of the country's own ACT-21.2. Source: frozen, Clause ids."""
    known = law().clauses.get(clause)
    return known.instrument.id if known is not None else clause.partition("-")[0]


def _from(since: date | None) -> Point:
    return EARLIEST if since is None else (since, -1)


def _until(until: date | None) -> Point:
    return LATEST if until is None else (until + timedelta(1), -1)


def _joined(found: list[Stretch]) -> list[Stretch]:
    made: list[Stretch] = []
    for one in found:
        if made and one.start <= made[-1].end:
            last = made.pop()
            one = Stretch(last.start, max(last.end, one.end))
        made.append(one)
    return made
