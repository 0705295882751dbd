"""Which numbers of a margins file cannot be: codes that nothing has, parts larger than their whole, partitions that contradict one another.
Pure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from opennrm.countries.profile import Profile
from opennrm.standards.load import law
from opennrm.standards.mistakes import nearest
from opennrm.statistics.margins.impossible import Impossible
from opennrm.statistics.margins.rows import Decisions, Identified, Margins, Referrals
from opennrm.statistics.tables import NOT_KNOWN, half_up

__all__ = ["SELF", "SEVERAL", "forms_of", "prints", "unsound"]

SELF = "self"
SEVERAL = "several"
PARTITIONS = {
    "referrals": (
        *("sex", "place_of_exploitation", "age_at_exploitation", "age", "referrer", "competent_authority", "citizenship"),
        *("nationality", "region", "outcome"),
    ),
    "identified": ("sex", "age", "form_of_exploitation", "nationality"),
}
COUNTRY = re.compile(r"[A-Z]{2}")
Known = Callable[[str], str | None]
"""What would be right in place of a code; None where it is right."""


def prints(total: int, percent: int) -> range:
    """The counts of a total that print as this whole per cent, half up; empty where none does. Source: issue 12, point 1."""
    least = max(0, -((1 - 2 * percent) * total // 200))
    most = min(total, -(-(2 * percent + 1) * total // 200) - 1) if total else 0
    return range(least, most + 1) if total else range(1 if percent else 0, 1)


def forms_of(code: str) -> tuple[str, ...]:
    """The forms that a code names: several together are joined by `+`. Source: issue 12, point 1."""
    return tuple(sorted(code.split("+")))


def unsound(margins: Margins, profile: Profile) -> Iterator[Impossible]:
    """Everything that can be seen in the numbers alone. Source: issue 12, point 1."""
    yield from _codes(margins, profile)
    for name, breakdowns in PARTITIONS.items():
        yield from _too_many(name, getattr(margins, name), breakdowns)
    yield from _within(margins.referrals)
    yield from _ages(margins.referrals)
    yield from _nationalities(margins.referrals, margins.country)
    for stage in ("reasonable_grounds", "conclusive_grounds"):
        yield from _positive(stage, getattr(margins, stage))
    yield from _identified(margins)
    yield from _sources(margins)


def _codes(margins: Margins, profile: Profile) -> Iterator[Impossible]:
    statuses = tuple(dict.fromkeys(state.status for state in profile.states if state.status not in ("none", "unknown")))
    kinds = (*law().code_lists["agency_kinds"], *profile.parties, SELF)
    checked: dict[str, Known] = {
        "referrer": lambda code: _among(code, kinds, "referrer"),
        "competent_authority": lambda code: _among(code, tuple(profile.parties), "part"),
        "region": lambda code: _among(code, profile.regions, "region"),
        "outcome": lambda code: _among(code, statuses, "outcome"),
        "citizenship": _citizenship,
    }
    for name, known in checked.items():
        yield from _named(("referrals", name), getattr(margins.referrals, name), known)
    for age, forms in margins.referrals.form_of_exploitation.items():
        yield from _named(("referrals", "form_of_exploitation", age), forms, _form)
    if margins.identified is not None:
        yield from _named(("identified", "form_of_exploitation"), margins.identified.form_of_exploitation, _form_or_several)


def _named(path: tuple[str, ...], numbers: Mapping[str, int], known: Known) -> Iterator[Impossible]:
    for code in numbers:
        if right := known(code):
            yield Impossible((*path, code), f"there is no {code} here", right)


def _among(code: str, known: Mapping[str, object] | tuple[str, ...], kind: str) -> str | None:
    return None if code in known else nearest(code, known, kind)


def _form(code: str) -> str | None:
    known = tuple(one for one in law().code_lists["forms"] if one not in NOT_KNOWN)
    parts = code.split("+")
    if wrong := next((part for part in parts if part not in known), None):
        return f"{nearest(wrong, known, 'form')}; what is other or not known is left out"
    ordered = "+".join(sorted(set(parts)))
    return None if code == ordered else f"write {ordered}: each form once, in the order of the alphabet"


def _form_or_several(code: str) -> str | None:
    if code == SEVERAL:
        return None
    return f"write {SEVERAL}, for all who were exploited in several forms" if "+" in code else _form(code)


def _citizenship(code: str) -> str | None:
    parts = code.split("+")
    if all(COUNTRY.fullmatch(part) for part in parts) and parts == sorted(set(parts)):
        return None
    return "write the two letters of a country, of several AL+IT in the order of the alphabet; what is not known is left out"


def _too_many(name: str, row: Referrals | Identified | None, breakdowns: tuple[str, ...]) -> Iterator[Impossible]:
    for breakdown in breakdowns if row is not None else ():
        parts: Mapping[str, int] = getattr(row, breakdown)
        yield from _more_than(row.total if row else 0, f"the total of {name}", (name, breakdown), parts)


def _more_than(whole: int, called: str, path: tuple[str, ...], parts: Mapping[str, int]) -> Iterator[Impossible]:
    for code, n in parts.items():
        if n > whole:
            yield Impossible((*path, code), f"{n:,} is more than {called}, {whole:,}", "a part is never larger than its whole")
            return
    if (together := sum(parts.values())) > whole:
        says = f"together the parts are {together:,}, more than {called}, {whole:,}"
        yield Impossible(
            path, says, "each case stands in one part; several forms or citizenships of one person are one part, as labour+sexual"
        )


def _within(row: Referrals) -> Iterator[Impossible]:
    for age, forms in row.form_of_exploitation.items():
        path = ("referrals", "form_of_exploitation", age)
        if age not in row.age_at_exploitation:
            yield Impossible(path, f"the forms are those of the {age} group, and nothing says how many it has", "give age_at_exploitation")
        else:
            yield from _more_than(row.age_at_exploitation[age], f"all of age_at_exploitation {age}", path, forms)


def _ages(row: Referrals) -> Iterator[Impossible]:
    """Who is a child now was no adult when exploited."""
    if row.age and row.age_at_exploitation:
        possible = row.total - row.age_at_exploitation.get("adult", 0)
        if row.age.get("child", 0) > possible:
            says = f"{row.age['child']:,} are children now, and only {possible:,} were not adults already when they were exploited"
            yield Impossible(("referrals", "age", "child"), says, "nobody grows younger: put one of the two right")


def _nationalities(row: Referrals, country: str) -> Iterator[Impossible]:
    if not (row.nationality and row.citizenship):
        return
    nationalities: Mapping[Any, int] = row.nationality
    own = sum(n for code, n in row.citizenship.items() if country in code.split("+"))
    for code, n in (("national", own), ("foreign", sum(row.citizenship.values()) - own)):
        said = nationalities.get(code, 0)
        if n > said:
            says = f"{said:,} {code}, and the citizenships make it {n:,} at least"
            yield Impossible(("referrals", "nationality", code), says, f"a citizen of {country} is national, of another country foreign")


def _positive(stage: str, row: Decisions | None) -> Iterator[Impossible]:
    if row is None:
        return
    if row.positive is not None and row.positive > row.total:
        yield Impossible((stage, "positive"), f"{row.positive:,} of {row.total:,} decisions", "a part is never larger than its whole")
    elif row.positive_percent is not None and row.positive is not None:
        if half_up(row.positive, row.total) != row.positive_percent:
            says = f"{row.positive:,} of {row.total:,} are {half_up(row.positive, row.total)} per cent, not {row.positive_percent}"
            yield Impossible((stage, "positive_percent"), says, "leave one of the two out, or put it right")
    elif row.positive_percent is not None and not prints(row.total, row.positive_percent):
        near = sorted({half_up(n, row.total) for n in range(row.total + 1)}, key=lambda one: abs(one - (row.positive_percent or 0)))[:2]
        says = f"no count of {row.total:,} prints as {row.positive_percent} per cent"
        yield Impossible((stage, "positive_percent"), says, f"the nearest that one prints: {' and '.join(map(str, sorted(near)))}")


def _identified(margins: Margins) -> Iterator[Impossible]:
    """Who is identified had a positive final decision in the period, and the other way round."""
    said, row = margins.identified, margins.conclusive_grounds
    if said is None or row is None:
        return
    possible = _possible(row)
    if said.total not in possible:
        says = f"{said.total:,} identified, with {_spoken(possible)} positive final decisions in the period"
        right = "they are the same decisions: each person once, by the day of the decision"
        yield Impossible(("identified", "total"), says, right)


def _possible(row: Decisions) -> range:
    if row.positive is not None:
        return range(row.positive, row.positive + 1)
    return prints(row.total, row.positive_percent) if row.positive_percent is not None else range(row.total + 1)


def _spoken(counts: range) -> str:
    if not counts:
        return "no number of"
    return f"{counts[0]:,}" if len(counts) == 1 else f"{counts[0]:,} to {counts[-1]:,}"


def _sources(margins: Margins) -> Iterator[Impossible]:
    """A source is of rows that are there."""
    for place, cited in enumerate(margins.sources):
        for number, path in enumerate(cited.of):
            if not _is_there(margins, path):
                yield Impossible(("sources", place, "of", number), f"there is no {path} here", "name a row of this file, as referrals.sex")


def _is_there(margins: Margins, path: str) -> bool:
    at: object = margins.model_dump(exclude_none=True)
    for step in path.split("."):
        at = at.get(step) if isinstance(at, dict) else None
    return at not in (None, {})
