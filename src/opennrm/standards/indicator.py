"""Signs of trafficking: sets of indicators, and what observations come to under a set's own rule. Never a verdict, never "nothing"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from opennrm.standards.refusal import gettext_noop
from opennrm.standards.scoring import Score, Scoring
from opennrm.standards.shape import Label, Row

__all__ = ["Dimension", "DimensionFound", "Finding", "Found", "Indicator", "IndicatorSet", "Observation", "SetHead", "Weight", "assess"]

Observation = Literal["observed", "reported", "absent", "not_assessed"]
Age = Literal["adult", "child"]
SEEN = frozenset({"observed", "reported"})


class Weight(StrEnum):
    """How much a sign counts in its dimension. Source: domain 3.1."""

    STRONG = "strong"
    MEDIUM = "medium"
    WEAK = "weak"


class SetHead(Row):
    """What a set is, for whom, in which version and by which rule it is read.

    `whom` shuts out, `forms` (of exploitation) and `bands` (of age) bring forward: for the others the set is there to be chosen. `suits`
    says it in words where the source does. `kept` false: to read alone, no answer is recorded. `shown_by`: the sets whose signs show signs
    of this one. Source: domain 3.
    """

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    version: str
    whom: Literal["adult", "child", "anybody"]
    forms: tuple[str, ...] = ()
    bands: tuple[str, ...] = ()
    suits: Label | None = None
    suits_source: str = ""
    kept: bool = True
    rule: Literal["ilo", "points", "none"]
    shown_by: tuple[str, ...] = ()
    tag: Literal["V", "R"]
    source: str
    title: Label
    says: Label


class Dimension(Row):
    """A group of signs. `circumstances`: what counts in the points and is no sign by itself, as an age. Source: domain 3.1, 3.4."""

    code: str
    label: Label
    whom: Literal["anybody", "child"] = "anybody"
    circumstances: bool = False


class Indicator(Row):
    """One sign, in plain words of ours, with its source; without a published weight it has none.

    `points` where the rule adds them, `counts_with` the dimensions of which one sign must have been seen for them to count; `shown_by` the
    signs of another set, or a dimension of them, that show this one. Source: domain 3.1–3.4.
    """

    code: Annotated[str, Field(pattern=r"^[A-Z]{1,2}[0-9]+(\.[0-9]+)?$")]
    dimension: str
    label: Label
    source: str
    weight: Weight | None = None
    points: Annotated[int, Field(gt=0)] | None = None
    counts_with: tuple[str, ...] = ()
    shown_by: tuple[str, ...] = ()
    circumstantial: bool = False


class IndicatorSet(Row):
    """A set of signs. Source: domain 3."""

    head: SetHead
    dimensions: tuple[Dimension, ...]
    indicators: tuple[Indicator, ...]
    scoring: Scoring | None = None

    @cached_property
    def by_code(self) -> Mapping[str, Indicator]:
        """The signs by code, in the order of the set. Source: domain 3."""
        return {one.code: one for one in self.indicators}

    @cached_property
    def by_dimension(self) -> Mapping[str, tuple[Indicator, ...]]:
        """The signs of each dimension, in the order of the set. Source: domain 3."""
        return {here.code: tuple(one for one in self.indicators if one.dimension == here.code) for here in self.dimensions}

    @cached_property
    def circumstances(self) -> frozenset[str]:
        """The codes that are no signs by themselves. Source: domain 3.4."""
        those = {one.code for one in self.dimensions if one.circumstances}
        return frozenset(one.code for one in self.indicators if one.dimension in those)

    def of(self, dimension: str, age: Age | None = None) -> tuple[Indicator, ...]:
        """The signs of one dimension; none where the dimension is for children and the person is an adult. Source: domain 3."""
        found = next(one for one in self.dimensions if one.code == dimension)
        if age == "adult" and found.whom == "child":
            return ()
        return self.by_dimension[dimension]


class Found(StrEnum):
    """What the signs come to. Codes are stable; none of them says that a person was not trafficked. Source: domain 3.1."""

    TRAFFICKING = "trafficking_indicated"
    COERCED_AND_EXPLOITED = "coerced_and_exploited"
    DECEIVED_AND_EXPLOITED = "deceived_and_exploited"
    PRESSED_AND_EXPLOITED = "pressed_and_exploited"
    CHILD_EXPLOITED = "child_exploited"
    EXPLOITED_WORKER = "exploited_worker"
    NOT_YET_EXPLOITED = "exploitation_not_shown"
    SIGNS_BELOW = "signs_below_rule"
    SIGNS_NO_SCORE = "signs_no_score"
    SHOWN_BY_OTHERS = "shown_by_others"
    CATEGORY = "category_reached"
    NO_SIGN_SEEN = "no_sign_seen"
    NOT_LOOKED = "not_looked_for"


Way = Literal["refer", "refer_and_labour_rights", "labour_rights", "child_protection", "look_further"]

SAYS: Mapping[Found, str] = {
    Found.TRAFFICKING: gettext_noop("The signs add up to trafficking under this set. Offer a referral."),
    Found.COERCED_AND_EXPLOITED: gettext_noop(
        "The signs show exploitation under coercion; how the person was recruited does not show yet. "
        "Offer a referral, and the labour-rights route."
    ),
    Found.DECEIVED_AND_EXPLOITED: gettext_noop(
        "The signs show that the person was deceived and exploited, without coercion so far. Offer a referral, and the labour-rights route."
    ),
    Found.PRESSED_AND_EXPLOITED: gettext_noop(
        "The signs show pressure at recruitment and exploitation, without coercion at work so far. "
        "Offer a referral, and the labour-rights route."
    ),
    Found.CHILD_EXPLOITED: gettext_noop(
        "A child is exploited. No means is needed for a child: tell child protection now, "
        "and find out who recruited, moved or kept the child."
    ),
    Found.EXPLOITED_WORKER: gettext_noop(
        "The signs show an exploited worker. That is a labour-rights case: wages, contract, labour inspection. "
        "Trafficking is not ruled out."
    ),
    Found.NOT_YET_EXPLOITED: gettext_noop(
        "The signs show how the person was recruited or held; exploitation does not show, or has not begun. "
        "It may have been meant: look further."
    ),
    Found.SIGNS_BELOW: gettext_noop(
        "Signs were seen; they do not reach the rule of this set. Signs are no proof, and few signs no disproof: look further."
    ),
    Found.SIGNS_NO_SCORE: gettext_noop("Signs were seen. This set has no published score: read the signs."),
    Found.SHOWN_BY_OTHERS: gettext_noop(
        "Signs that were seen with another set show signs of this one. It has no published score: read the signs."
    ),
    Found.CATEGORY: gettext_noop(
        "This set adds points and names a category, which asks for something. Whether to refer is not decided by points."
    ),
    Found.NO_SIGN_SEEN: gettext_noop(
        "None of the signs that were looked for was seen. That disproves nothing: look again when you meet again."
    ),
    Found.NOT_LOOKED: gettext_noop("No sign was looked for yet. That is not the same as absent."),
}

WAYS: Mapping[Found, Way] = {
    Found.TRAFFICKING: "refer",
    Found.COERCED_AND_EXPLOITED: "refer_and_labour_rights",
    Found.DECEIVED_AND_EXPLOITED: "refer_and_labour_rights",
    Found.PRESSED_AND_EXPLOITED: "refer_and_labour_rights",
    Found.CHILD_EXPLOITED: "child_protection",
    Found.EXPLOITED_WORKER: "labour_rights",
    Found.NOT_YET_EXPLOITED: "look_further",
    Found.SIGNS_BELOW: "look_further",
    Found.SIGNS_NO_SCORE: "refer",
    Found.SHOWN_BY_OTHERS: "refer",
    Found.CATEGORY: "refer",
    Found.NO_SIGN_SEEN: "look_further",
    Found.NOT_LOOKED: "look_further",
}


@dataclass(frozen=True, slots=True)
class DimensionFound:
    """How a dimension came out: `positive` None where the set has no rule. Source: domain 3.1."""

    code: str
    positive: bool | None
    seen: tuple[str, ...]
    strong: int = 0
    medium: int = 0
    weak: int = 0


@dataclass(frozen=True, slots=True)
class Finding:
    """What a first look came to, with all that it rests on. There is always one, and always a way on.

    `seen`, `absent` and `not_assessed` part the signs of the set; `scored`: whether a published rule was applied; `score`: what its points
    come to; `shown`: signs of this set with those of other sets that show them. Source: domain 3, 3.1, 3.2, 3.4.
    """

    set: str
    version: str
    found: Found
    scored: bool
    dimensions: tuple[DimensionFound, ...]
    seen: tuple[str, ...]
    absent: tuple[str, ...]
    not_assessed: tuple[str, ...]
    score: Score | None = None
    shown: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def says(self) -> str:
        """What it means and what to do, a msgid. Source: domain 3.1."""
        return SAYS[self.found]

    @property
    def way(self) -> Way:
        """The way on that it opens; the responder decides. Source: domain 3.1."""
        return WAYS[self.found]

    def positive(self, *codes: str) -> bool:
        """Whether any of these dimensions came out positive. Source: domain 3.1."""
        return any(one.positive for one in self.dimensions if one.code in codes)


def assess(signs: IndicatorSet, observations: Mapping[str, Observation], *, age: Age, act: bool = False) -> Finding:
    """What these observations come to under the rule of the set. A sign not named was not assessed.

    `age`: whose test applies, the child's where the age is in doubt; `act`: whether an act of trafficking is shown besides the signs.
    Raises ValueError for a sign that the set does not have. Source: domain 3.1; Palermo Protocol Art 3.
    """
    if strange := sorted(set(observations) - set(signs.by_code)):
        raise ValueError(f"{signs.head.id} has no sign {', '.join(strange)}")
    asked = [one for dimension in signs.dimensions for one in signs.of(dimension.code, age)]
    given = {one.code: observations.get(one.code, "not_assessed") for one in asked}
    ilo = signs.head.rule == "ilo"
    seen = tuple(code for code, answer in given.items() if answer in SEEN)
    open = tuple(code for code, answer in given.items() if answer == "not_assessed")
    finding = Finding(
        set=signs.head.id,
        version=signs.head.version,
        found=Found.NOT_LOOKED,
        scored=signs.head.rule != "none",
        dimensions=tuple(_dimension(dimension.code, signs.of(dimension.code, age), seen, ilo) for dimension in signs.dimensions),
        seen=seen,
        absent=tuple(code for code, answer in given.items() if answer == "absent"),
        not_assessed=open,
        score=_score(signs, seen, open),
    )
    return _read(finding, age, act)


def _score(signs: IndicatorSet, seen: tuple[str, ...], open: tuple[str, ...]) -> Score | None:
    """The points of what was seen, and what they would be if everything that nobody assessed were so. None where nothing was seen."""
    if signs.scoring is None or not seen:
        return None
    with_signs = {signs.by_code[code].dimension for code in seen}
    return signs.scoring.score(points(signs, seen), points(signs, (*seen, *open)), with_signs)


def points(signs: IndicatorSet, seen: Collection[str]) -> int:
    """The points that these signs add up to; some count beside a sign of certain dimensions alone. Source: domain 3.4, SERAF."""
    there = {signs.by_code[code].dimension for code in seen}
    rows = (signs.by_code[code] for code in set(seen))
    return sum(one.points or 0 for one in rows if not one.counts_with or there & set(one.counts_with))


def _dimension(code: str, indicators: Iterable[Indicator], seen: tuple[str, ...], scored: bool) -> DimensionFound:
    here = [one for one in indicators if one.code in seen]
    count = Counter(one.weight for one in here)
    strong, medium, weak = count[Weight.STRONG], count[Weight.MEDIUM], count[Weight.WEAK]
    return DimensionFound(
        code, is_positive(strong, medium, weak) if scored else None, tuple(one.code for one in here), strong, medium, weak
    )


def is_positive(strong: int, medium: int, weak: int) -> bool:
    """Two strong; or one strong and one other; or three medium; or two medium and one weak. Source: domain 3.1, ILO 2009."""
    return strong >= 2 or (strong == 1 and medium + weak >= 1) or medium >= 3 or (medium == 2 and weak >= 1)


def _read(finding: Finding, age: Age, act: bool) -> Finding:
    return replace(finding, found=_without_signs(finding) or _with_signs(finding, age, act))


def _with_signs(finding: Finding, age: Age, act: bool) -> Found:
    if finding.score is not None:
        return Found.CATEGORY
    return _scored(finding, age, act) if finding.scored else Found.SIGNS_NO_SCORE


def _without_signs(finding: Finding) -> Found | None:
    if finding.seen:
        return None
    return Found.NO_SIGN_SEEN if finding.absent else Found.NOT_LOOKED


def _scored(finding: Finding, age: Age, act: bool) -> Found:
    if not finding.positive("D4"):
        return Found.NOT_YET_EXPLOITED if finding.positive("D1", "D2", "D3", "D5", "D6") else Found.SIGNS_BELOW
    if age == "child":
        return Found.TRAFFICKING if act or finding.positive("D1", "D2", "D3") else Found.CHILD_EXPLOITED
    return _adult(finding.positive("D1"), finding.positive("D2", "D3"), finding.positive("D5", "D6"))


def _adult(deceived: bool, pressed: bool, coerced: bool) -> Found:
    """Exploitation is shown: what else is? Means at recruitment and coercion at the destination make trafficking."""
    if coerced:
        return Found.TRAFFICKING if deceived or pressed else Found.COERCED_AND_EXPLOITED
    if deceived:
        return Found.DECEIVED_AND_EXPLOITED
    return Found.PRESSED_AND_EXPLOITED if pressed else Found.EXPLOITED_WORKER
