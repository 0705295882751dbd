"""Which sign of one set is shown by signs of another, and the other way round: the eleven of the ILO by its operational lists."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from opennrm.standards.indicator import Finding, Found, Indicator, IndicatorSet

__all__ = ["shown_by", "shows", "with_shown"]


def shown_by(sign: Indicator, others: Iterable[IndicatorSet]) -> tuple[str, ...]:
    """The codes of other sets that show this sign, a dimension taken apart into its signs, in their order. Source: domain 3.2."""
    named = set(sign.shown_by)
    return tuple(dict.fromkeys(one.code for other in others for one in other.indicators if named & {one.code, one.dimension}))


def shows(signs: IndicatorSet, others: Iterable[IndicatorSet]) -> Mapping[str, tuple[str, ...]]:
    """The other way round: for each sign of the other sets, which of `signs` it shows; none where it shows none. Source: domain 3.2."""
    there = tuple(others)
    found: dict[str, tuple[str, ...]] = {one.code: () for other in there for one in other.indicators}
    for sign in signs.indicators:
        for code in shown_by(sign, there):
            found[code] = (*found[code], sign.code)
    return found


def with_shown(finding: Finding, signs: IndicatorSet, others: Iterable[IndicatorSet], seen: Collection[str]) -> Finding:
    """The finding with what signs of other sets show of it: no answer to a sign that nobody looked for. Source: domain 3.2."""
    there = tuple(others)
    if not there:
        return finding
    pairs = ((one.code, tuple(code for code in shown_by(one, there) if code in seen)) for one in signs.indicators)
    shown = {code: codes for code, codes in pairs if codes}
    return replace(finding, shown=shown, found=Found.SHOWN_BY_OTHERS if shown and not finding.seen else finding.found)
