"""Each breakdown of the margins exactly, for the referrals of a period and for those identified in it. Pure.

Breakdowns that do not bear on one another are spread independently. Those that do hang together: ages with forms, nationality with
citizenship. Which referrals of the period can be those of who was identified does not hang on the seed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from random import Random
from typing import Any, TypeVar

from opennrm.countries.dated import Given
from opennrm.countries.profile import Profile
from opennrm.statistics.margins.ages import ages_of, met_ages
from opennrm.statistics.margins.impossible import Impossible
from opennrm.statistics.margins.persons import NOT_KNOWN, Ages, Origin, Parts, Person, Said, Split
from opennrm.statistics.margins.rows import Identified, Margins, Referrals

__all__ = ["matching", "persons", "unnamed"]

T = TypeVar("T")
DECISIONS = ("presumption", "identification")
FIXED = 0
"""What is drawn with it is the same for every seed."""


def matching(margins: Margins) -> int:
    """Of how many referrals of the period the traits fit those of who was identified in it. Source: issue 12, point 1."""
    row, said = margins.referrals, margins.identified
    if said is None:
        return row.total
    most = min(row.total, said.total)
    sexes = _met(_sexes(row), said.sex, said.total, most, _itself, _coded)
    origins = _met(_origins(row, margins.country), said.nationality, said.total, most, _nationality, _of_nationality)
    return min(len(one.both) for one in (sexes, origins, met_ages(_ages(row), said, most)))


def persons(margins: Margins, profile: Profile, identified: int, draw: Random) -> Split[Person]:
    """The persons of all referrals of the period, `identified` of them, and those who are identified and came before it.

    Source: issue 12, point 1.
    """
    row, said = margins.referrals, margins.identified
    total = said.total if said is not None else identified
    sexes = _met(_sexes(row), _parts(said, "sex"), total, identified, _itself, _coded)
    origins = _met(_origins(row, margins.country), _parts(said, "nationality"), total, identified, _nationality, _of_nationality)
    ages = met_ages(_ages(row), said, identified)
    both, period, before = (
        _joined(*(getattr(one, part) for one in (ages, origins, sexes)), draw=draw) for part in ("both", "period", "before")
    )
    here = [replace(one, **rest) for one, rest in zip(both + period, _apart(margins, profile, draw), strict=True)]
    return Split(here[:identified], here[identified:], before)


def _joined(ages: Sequence[Ages], origins: Sequence[Origin], sexes: Sequence[Said], *, draw: Random) -> list[Person]:
    mixed = [draw.sample(list(one), len(one)) for one in (ages, origins, sexes)]
    return [Person(*traits) for traits in zip(*mixed, strict=True)]


def _ages(row: Referrals) -> list[Ages]:
    return ages_of(row, Random(FIXED))  # noqa: S311 — invented people, not keys


def _sexes(row: Referrals) -> list[Said]:
    return _listed(row.sex, row.total)


def _origins(row: Referrals, country: str) -> list[Origin]:
    """Citizens of the country are nationals, others foreign; whose citizenship is not said fills what is left of each nationality."""
    named = [tuple(code.split("+")) for code, n in row.citizenship.items() for _ in range(n)]
    known = [Origin("national" if country in codes else "foreign", codes) for codes in named]
    rest = row.total - len(known)
    citizenships = () if row.citizenship else None
    if not row.nationality:
        return known + [Origin(None, citizenships)] * rest
    left: Counter[str] = Counter({str(code): n for code, n in row.nationality.items()})
    left.subtract(one.nationality or "" for one in known)
    found = [Origin(code, citizenships) for code in left for _ in range(left[code])]
    return known + found + [Origin(NOT_KNOWN, citizenships)] * (rest - len(found))


def _listed(parts: Parts, total: int) -> list[Said]:
    """Each code as often as it is said, the rest as not known; nothing known of anybody where no part is said."""
    if not parts:
        return [None] * total
    named: list[Said] = [code for code, n in parts.items() for _ in range(n)]
    return named + [NOT_KNOWN] * (total - len(named))


def _parts(said: Identified | None, name: str) -> Parts:
    return getattr(said, name) if said is not None else {}


def _met(
    made: list[T],
    said: Parts,
    total: int,
    both: int,
    key: Callable[[T], Said],
    coded: Callable[[T | None, str | None], T],
) -> Split[T]:
    """Which of those of the period are `both` identified, as many as fit, and who of those identified (`total`) came before."""
    made = Random(FIXED).sample(made, len(made))  # noqa: S311 — invented people, not keys
    if not said:
        return Split(made[:both], made[both:], [coded(None, None)] * (total - min(both, len(made))))
    left = Counter({**said, NOT_KNOWN: total - sum(said.values())})
    found: list[T] = []
    rest: list[T] = []
    for one in sorted(made, key=lambda one: key(one) is None):
        code = key(one) if key(one) is not None else next((code for code, n in left.items() if n), "")
        if len(found) < both and code is not None and left[code] > 0:
            found.append(coded(one, code))
            left[code] -= 1
        else:
            rest.append(one)
    return Split(found, rest, [coded(None, code) for code in left.elements()])


def _itself(sex: Said) -> Said:
    return sex


def _coded(sex: Said, code: Said) -> Said:
    return sex if sex is not None else code


def _nationality(one: Origin) -> Said:
    return one.nationality


def _of_nationality(one: Origin | None, code: Said) -> Origin:
    if one is None:
        return Origin(code)
    return one if one.nationality is not None else Origin(code, one.citizenships)


# --- breakdowns that bear on no other


def _apart(margins: Margins, profile: Profile, draw: Random) -> Iterator[dict[str, Any]]:
    """Place, referrer, authority and region of each referral of the period."""
    row, on = margins.referrals, margins.within.start
    columns = {
        "place": _listed(row.place_of_exploitation, row.total),
        "referrer": _filled(row.referrer, row.total, referring(profile, on, row.referrer), draw),
        "authority": _filled(row.competent_authority, row.total, deciding(profile, margins), draw),
        "region": ["" if code == NOT_KNOWN else code for code in _listed(row.region, row.total)],
    }
    mixed = {name: draw.sample(codes, len(codes)) for name, codes in columns.items()}
    yield from ({name: codes[place] for name, codes in mixed.items()} for place in range(row.total))


def _filled(parts: Parts, total: int, others: Sequence[str], draw: Random) -> list[Said]:
    """Somebody refers and somebody decides in every case: whoever margins do not name is one of the others."""
    return [draw.choice(others) if code == NOT_KNOWN else code for code in _listed(parts, total)]


def referring(profile: Profile, on: date, named: Parts) -> tuple[str, ...]:
    """Who may refer in a country and is not named, by kind of agency. Source: profile, referrers."""
    answer = profile.value(profile.referrers, on=on)
    parties = answer.value if isinstance(answer, Given) else ()
    kinds = dict.fromkeys(profile.parties[party].kind or "" for party in parties)
    taken = {profile.parties[code].kind if code in profile.parties else code for code in named}
    return tuple(kind for kind in kinds if kind and kind not in taken and kind not in named)


def deciding(profile: Profile, margins: Margins) -> tuple[str, ...]:
    """Which bodies decide in a country in the period, and are not named. Source: profile, deciders."""
    series = [profile.deciders[name] for name in DECISIONS if name in profile.deciders]
    holding = [one for found in series for one in found.values if one.holds_on(margins.within.start)]
    bodies = dict.fromkeys(body for one in holding if one.value for body in one.value.bodies)
    return tuple(body for body in bodies if body not in margins.referrals.competent_authority)


def unnamed(margins: Margins, profile: Profile) -> Iterator[Impossible]:
    """Referrals that nobody can have made or taken: all who may are named, and their numbers do not add up. Source: profile."""
    row = margins.referrals
    others = {
        "referrer": referring(profile, margins.within.start, row.referrer),
        "competent_authority": deciding(profile, margins),
    }
    for name, codes in others.items():
        parts: Parts = getattr(row, name)
        left = row.total - sum(parts.values())
        if parts and left and not codes:
            says = f"{left:,} are left, and everybody of {margins.country} who could be their {name.replace('_', ' ')} is named"
            yield Impossible(("referrals", name), says, f"the parts have to add up to {row.total:,}")
