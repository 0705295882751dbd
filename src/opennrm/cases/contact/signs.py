"""Which sets of signs are looked through for whom, in parts that fit a screen, and what all of them come to together. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, cast

from opennrm.standards.indicator import Finding, Found, Indicator, IndicatorSet, Observation, assess
from opennrm.standards.load import law

Age = Literal["adult", "child"]
GENERAL = "unodc_general"
LABOUR: dict[Age, str] = {"adult": "ilo_al", "child": "ilo_cl"}
LONGEST = 18  # signs on one screen: more makes the page heavier than an old phone likes


@dataclass(frozen=True, slots=True)
class Part:
    """The signs of one screen. `first`: those that everybody is asked to look through; the others are there for whoever wants them."""

    key: str
    set: IndicatorSet
    dimension: str
    signs: tuple[Indicator, ...]
    first: bool
    number: int = 1
    of: int = 1

    def label(self, language: str) -> str:
        """What the signs have in common, and which screen of them this is. Source: domain 3.1."""
        said = next(one.label.told(language) for one in self.set.dimensions if one.code == self.dimension)
        return said if self.of == 1 else f"{said}, {self.number}/{self.of}"


def sets_for(age: Age) -> tuple[IndicatorSet, ...]:
    """The general set for everybody, and the one with published weights for the person's age group. Source: domain 3.1, 3.3."""
    return tuple(law().indicator_sets[name] for name in (GENERAL, LABOUR[age]))


def parts(age: Age) -> tuple[Part, ...]:
    """The screens of signs, the general ones first. Source: domain 3.1, 3.3."""
    return tuple(part for set in sets_for(age) for part in _parts(set, age))


def _parts(set: IndicatorSet, age: Age) -> Iterable[Part]:
    for dimension in set.dimensions:
        screens = _screens(set.of(dimension.code, age))
        for number, some in enumerate(screens, start=1):
            first = set.head.id == GENERAL
            yield Part(f"{dimension.code.lower()}{number}", set, dimension.code, some, first, number, len(screens))


def _screens(signs: tuple[Indicator, ...]) -> list[tuple[Indicator, ...]]:
    screens = -(-len(signs) // LONGEST)
    size = -(-len(signs) // screens) if screens else 1
    return [signs[start : start + size] for start in range(0, len(signs), size)]


def findings(observations: Mapping[str, str], age: Age, *, act: bool) -> tuple[Finding, ...]:
    """What the signs come to under each set, the general one first. Source: domain 3.1, 3.3."""
    return tuple(assess(set, _of(set, observations), age=age, act=act) for set in sets_for(age))


def main(found: tuple[Finding, ...]) -> Finding:
    """The one that counts: under the set with weights where its rule says something, else under the general one, which gives no score.

    Source: domain 3.1; ILO 2009, decision rule.
    """
    general, weighted = found
    silent = weighted.found in (Found.SIGNS_BELOW, Found.NO_SIGN_SEEN, Found.NOT_LOOKED)
    return general if silent and (general.seen or not weighted.seen) else weighted


def _of(set: IndicatorSet, observations: Mapping[str, str]) -> dict[str, Observation]:
    return {code: cast(Observation, answer) for code, answer in observations.items() if code in set.by_code}


def label_of(code: str, language: str) -> str:
    """A sign in words. Source: domain 3."""
    found = next((set.by_code[code] for set in law().indicator_sets.values() if code in set.by_code), None)
    return found.label.told(language) if found else code
