"""Whether what is known of a person may be changed so. Pure."""

from collections.abc import Iterator, Mapping
from datetime import date

from opennrm.cases.spine.days import has_come
from opennrm.cases.spine.particulars import CHANNELS
from opennrm.standards.refusal import Refusal, gettext_noop

NOTHING = gettext_noop("Fill in what was learned")
NO_WAY = gettext_noop("Give a way that is safe now, or say that there is none")
BOTH = gettext_noop("Either give a safe way, or say that there is none")
NOT_BY_YOU = gettext_noop(
    "Your agency does not change by which ways the person is reached. Tell those who support the person, or the authority that decides"
)

SAFE = "CETS 197 Art 12(2), 28(1); SG 14.182"


def may_learn(texts: Mapping[str, str], on: date, today: date) -> Iterator[Refusal]:
    """Something was learned, on a day that has come. Source: design 3, FactCorrected."""
    if not any(texts.values()):
        yield Refusal("identity.nothing", NOTHING, "design 3", field="given_names")
    yield from has_come(on, today)


def may_change_ways(texts: Mapping[str, str], no_safe_way: bool, by_enforcement: bool, on: date, today: date) -> Iterator[Refusal]:
    """Every way that is safe now, or none; never by who can detain or remove, to whose number the notice would go.

    Source: SG 14.182; decision 0005.
    """
    given = any(texts.get(channel) for channel in CHANNELS)
    if by_enforcement:
        yield Refusal("ways.not-by-you", NOT_BY_YOU, "CETS 197 Art 12(2); decision 0005")
    if given and no_safe_way:
        yield Refusal("ways.both", BOTH, SAFE, field="no_safe_way")
    if not given and not no_safe_way:
        yield Refusal("ways.none", NO_WAY, SAFE, field="phone")
    yield from has_come(on, today)
