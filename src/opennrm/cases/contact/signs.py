"""Which sets of signs are looked through for whom, in parts that fit a screen, and what all of them come to together. Pure."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from opennrm.standards.indicator import SEEN, Finding, Found, Indicator, IndicatorSet, Observation, SetHead, assess
from opennrm.standards.load import law
from opennrm.standards.shown import shown_by, with_shown

Age = Literal["adult", "child"]
GENERAL = "unodc_general"
LONGEST = 18  # signs on one screen: more makes the page heavier than an old phone likes
SILENT = (Found.SIGNS_BELOW, Found.NO_SIGN_SEEN, Found.NOT_LOOKED)


@dataclass(frozen=True, slots=True)
class Part:
    """The signs of one screen."""

    key: str
    set: IndicatorSet
    dimension: str
    signs: tuple[Indicator, ...]
    number: int = 1
    of: int = 1

    def label(self, language: str) -> str:
        """What the signs have in common, and which screen of them this is. Source: domain 3.1."""
        said = next(one.label.told(language) for one in self.set.dimensions if one.code == self.dimension)
        return said if self.of == 1 else f"{said}, {self.number}/{self.of}"


def sets_for(age: Age) -> tuple[IndicatorSet, ...]:
    """Every set of which answers are kept and that is for this age group, the general one first. Source: domain 3.1–3.4."""
    return tuple(one for one in _meant_for(age) if one.head.kept)


def to_read(age: Age) -> tuple[IndicatorSet, ...]:
    """The sets that are read and of which nothing is recorded. Source: domain 3.3, health."""
    return tuple(one for one in _meant_for(age) if not one.head.kept)


def _meant_for(age: Age) -> Iterator[IndicatorSet]:
    return (one for one in law().indicator_sets.values() if one.head.whom in ("anybody", age))


def chosen(age: Age, ticked: Collection[str], observations: Collection[str]) -> tuple[IndicatorSet, ...]:
    """The sets that one goes through: the general one, those that were chosen, and those that have an answer. Source: domain 3."""
    answered = set(observations)
    return tuple(one for one in sets_for(age) if one.head.id == GENERAL or one.head.id in ticked or answered & set(one.by_code))


def suggested(head: SetHead, age: Age, band: str, forms: Collection[str]) -> bool:
    """Whether the set is about a form of exploitation that was told, and about people of this age. Source: domain 3.1–3.4."""
    young = not head.bands or age == "child" or band in head.bands
    return young and bool(set(head.forms) & set(forms))


@cache
def parts(age: Age) -> tuple[Part, ...]:
    """The screens of signs of every set, the general ones first. Source: domain 3.1, 3.3."""
    return tuple(part for one in sets_for(age) for part in parts_of(one, age))


def parts_of(one: IndicatorSet, age: Age) -> Iterator[Part]:
    """The screens of one set. Source: domain 3."""
    for dimension in one.dimensions:
        screens = _screens(one.of(dimension.code, age))
        for number, some in enumerate(screens, start=1):
            yield Part(f"{dimension.code.lower()}{number}", one, dimension.code, some, number, len(screens))


def _screens(signs: tuple[Indicator, ...]) -> list[tuple[Indicator, ...]]:
    screens = -(-len(signs) // LONGEST)
    size = -(-len(signs) // screens) if screens else 1
    return [signs[start : start + size] for start in range(0, len(signs), size)]


def findings(observations: Mapping[str, str], age: Age, *, act: bool) -> tuple[Finding, ...]:
    """What the signs come to under each set, the general one first, and what signs of one set show of another. Source: domain 3.1–3.4."""
    there = sets_for(age)
    seen = {code for code, answer in observations.items() if answer in SEEN}
    answers = ((one, of_set(one, observations)) for one in there)
    found = ((one, assess(one, here, age=age, act=act) if here else _not_looked_through(one.head.id, age)) for one, here in answers)
    return tuple(
        with_shown(finding, one, _showing(one, there), seen) if seen & _codes_that_show(one.head.id, age) else finding
        for one, finding in found
    )


@cache
def _not_looked_through(id: str, age: Age) -> Finding:
    """What a set comes to of which nothing was answered: most sets of most contacts."""
    return assess(law().indicator_sets[id], {}, age=age)


def _showing(one: IndicatorSet, there: Iterable[IndicatorSet]) -> tuple[IndicatorSet, ...]:
    return tuple(other for other in there if other.head.id in one.head.shown_by)


@cache
def _codes_that_show(id: str, age: Age) -> frozenset[str]:
    """The signs of other sets that show any sign of a set: looking for them sign by sign is dear, and mostly in vain."""
    one = law().indicator_sets[id]
    others = _showing(one, sets_for(age))
    return frozenset(code for sign in one.indicators for code in shown_by(sign, others))


def main(found: tuple[Finding, ...]) -> Finding:
    """The one that counts: under the set with weights where its rule says something, else the first with signs; the general one leads.

    Where no sign was seen, the first that was looked through: looked for and not there is not the same as not looked for.
    Source: domain 3.1; ILO 2009, decision rule.
    """
    weighed = [one for one in found if one.scored and one.score is None and one.found not in SILENT]
    seen = [one for one in found if one.seen] or [one for one in found if one.absent]
    return [*weighed, *seen, found[0]][0]


def of_set(one: IndicatorSet, observations: Mapping[str, str]) -> dict[str, Observation]:
    """The answers to the signs of this set. Source: domain 3, the set is stored with the answer."""
    return {code: cast(Observation, answer) for code, answer in observations.items() if code in one.by_code}


def label_of(code: str, language: str) -> str:
    """A sign in words. Source: domain 3."""
    found = next((one.by_code[code] for one in law().indicator_sets.values() if code in one.by_code), None)
    return found.label.told(language) if found else code
