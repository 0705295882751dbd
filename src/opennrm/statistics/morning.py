"""From the groups of a year to what the coordinator's page may show: each quarter that began and the year, one reader of them all. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from opennrm.statistics.definition import Definitions
from opennrm.statistics.owed import Owed, outcome
from opennrm.statistics.period import Period
from opennrm.statistics.release.protect import protect
from opennrm.statistics.release.shown import Edition, Release
from opennrm.statistics.tables import Group, Table, table

__all__ = ["of_rights", "released", "rights"]


def of_rights(known: Definitions, ids: Iterable[str]) -> Definitions:
    """The measure `rights` once for each right. Source: issue 12, point 5, clocks met."""
    one = known.measures["rights"]
    return Definitions(MappingProxyType({id: one.model_copy(update={"id": id}) for id in ids}), known.breakdowns)


def rights(rows: Iterable[Owed]) -> dict[str, list[Group]]:
    """The groups of each right, by month and what became of it. Source: issue 12, point 5."""
    found: dict[str, list[Group]] = {}
    for one in rows:
        if (became := outcome(one)) is not None:
            found.setdefault(one.entitlement, []).append(Group({"month": one.month[-2:], "became": became}, one.n))
    return found


def released(known: Definitions, groups: Mapping[str, Sequence[Group]], periods: Sequence[Period], threshold: int) -> Mapping[str, Release]:
    """What may be shown of each measure in each of the periods, in their order; whoever reads one may read them all.

    Each group says its `month` (`01` to `12`); the periods lie in one year. Source: issue 12, point 4.
    """
    editions: list[Edition] = []
    for period in periods:
        tables = [_table(known, id, groups.get(id, ()), period) for id in known.measures]
        editions.append(Edition(period, tables, protect(known, period, tables, threshold, editions)))
    return {one.period.name: one.release for one in editions}


def _table(known: Definitions, measure: str, groups: Iterable[Group], period: Period) -> Table:
    months = {month[-2:] for month in period.months}
    return table(known, known.measures[measure], [one for one in groups if one.codes["month"] in months])
