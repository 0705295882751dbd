"""A set of signs in words, for the command and the made page: whom it is for, how it is read, what shows what. In English."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from opennrm.standards.indicator import Indicator, IndicatorSet
from opennrm.standards.load import law
from opennrm.standards.scoring import Scoring
from opennrm.standards.shown import shown_by, shows

__all__ = ["how_many", "read_by", "remarks", "weight", "whom"]

ILO = (
    "A group of signs is enough with two strong; one strong and one other; three medium; or two medium and one weak.",
    "An adult: means at recruitment, exploitation, and coercion or abused vulnerability at the place of work make trafficking. "
    "Exploitation alone is a labour-rights case, never nothing. Deception and exploitation without coercion are told as such.",
    "A child: an act and exploitation suffice; no means is needed.",
)
NO_SCORE = "No published score: read the signs. There is no number of signs below which somebody is sent away."
OURS = "Which sign of one list shows which of the other is our reading of both: no published table was found."


def how_many(one: IndicatorSet) -> str:
    """How many signs, and how many of them are of the surroundings. Source: domain 3.3."""
    around = sum(sign.circumstantial for sign in one.indicators)
    return f"{len(one.indicators)}" + (f", {around} of them of the surroundings" if around else "")


def whom(one: IndicatorSet) -> str:
    """Who is looked at with this set, and for whom it is brought forward. Source: domain 3.1–3.4."""
    head = one.head
    said = [{"anybody": "everybody", "adult": "adults", "child": "children, and whoever may be one"}[head.whom]]
    if head.suits is not None:
        said.append(f"{head.suits} ({law().sources[head.suits_source].title})")
    if head.forms:
        said.append(f"brought forward for: {', '.join(_listed('forms', head.forms))}")
    if head.bands:
        said.append(f"and at the age of {', '.join(_listed('age_bands', head.bands))}, or a child")
    if any(group.whom == "child" for group in one.dimensions):
        said.append(f"of children alone: {', '.join(str(group.label) for group in one.dimensions if group.whom == 'child')}")
    if not head.kept:
        said.append("to read, nothing is recorded")
    return "; ".join(said)


def _listed(name: str, codes: tuple[str, ...]) -> list[str]:
    return [law().code_lists[name][code].told("en").lower() for code in codes]


def read_by(one: IndicatorSet) -> list[str]:
    """The rule of the set, line by line, with its source; or that it has none. Source: domain 3.1, 3.4."""
    if one.scoring is not None:
        return list(_points(one, one.scoring))
    said = [*ILO, f"Source: {law().sources[one.head.source].title}."] if one.head.rule == "ilo" else [NO_SCORE]
    shown = one.head.shown_by or any(one.head.id in other.head.shown_by for other in law().indicator_sets.values())
    return [*said, OURS] if shown else said


def _points(one: IndicatorSet, scoring: Scoring) -> Iterator[str]:
    groups = {group.code: str(group.label) for group in one.dimensions}
    for code, label in groups.items():
        each = sorted({sign.points for sign in one.of(code) if sign.points and not sign.counts_with})
        yield f"{label}: {' or '.join(map(str, each))} for each."
    for sign in one.indicators:
        if sign.counts_with:
            yield f"{sign.label}: {sign.points} more, once, beside at least one of: {'; '.join(groups[code] for code in sign.counts_with)}."
    ends = [f"to {after.at_least - 1}" for after in scoring.levels[1:]]
    for level, end in zip(scoring.levels, [*ends, "and more"], strict=True):
        asks = "; ".join(map(str, level.asks)) or "nothing of its own"
        yield f"{level.at_least} {end}: {level.label}. It asks for: {asks}."
    for also in scoring.also:
        levels = ", ".join(str(level.label) for level in scoring.levels if level.code in also.levels)
        yield f"Beside one of: {'; '.join(groups[code] for code in also.dimensions)}. In {levels}: {also.asks}."
    yield from (f"Always: {asked}." for asked in scoring.always)
    yield "Not assessed is not absent: the page says at least how many points, and how many if all that is open were so."
    yield "A category does not decide whether somebody is referred."
    yield f"Source: {law().sources[scoring.source].title}."


def weight(sign: Indicator) -> str:
    """What a sign weighs, in a word or a number; nothing where the set publishes none. Source: domain 3.1, 3.4."""
    return str(sign.weight or sign.points or "")


def remarks(one: IndicatorSet) -> Mapping[str, str]:
    """By sign: of the surroundings, no sign by itself, shown by which signs of other sets, showing which. Source: domain 3.2–3.4."""
    found: dict[str, list[str]] = {sign.code: [] for sign in one.indicators}
    for sign in one.indicators:
        if sign.circumstantial:
            found[sign.code].append("of the surroundings")
        if sign.code in one.circumstances:
            found[sign.code].append("counts, and is no sign by itself")
        if by := shown_by(sign, [law().indicator_sets[id] for id in one.head.shown_by]):
            found[sign.code].append(f"shown by {', '.join(by)}")
    for other in law().indicator_sets.values():
        if one.head.id in other.head.shown_by:
            for code, codes in shows(other, [one]).items():
                found[code].append(f"shows {', '.join(codes)}" if codes else f"shows none of: {other.head.title}")
    return {code: "; ".join(said) for code, said in found.items()}
