"""Invented years: groups of cases drawn at random, with few in most of their parts."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from hypothesis import strategies as st

from opennrm.statistics.definition import Definitions, definitions
from opennrm.statistics.period import Period
from opennrm.statistics.release.protect import protect
from opennrm.statistics.release.shown import Edition
from opennrm.statistics.tables import Group, table

KNOWN = definitions()
MEASURES = ("referrals", "conclusive_grounds", "identified")
# As shipped, with fewer breakdowns, and all of them handed on: what wants several editions is tried with these.
FEWER = replace(
    KNOWN,
    measures={
        **KNOWN.measures,
        "referrals": KNOWN.measures["referrals"].model_copy(
            update={"breakdowns": ("sex", "age_at_exploitation", "form_of_exploitation", "region")}
        ),
        "identified": KNOWN.measures["identified"].model_copy(update={"breakdowns": ("sex", "form_of_identified", "forms_together")}),
    },
)
CODES = {
    "sex": ("male", "female", "unknown"),
    "place": ("in_country", "abroad", "unknown"),
    "age": ("adult", "child", "unknown"),
    "citizenships": ("AL", "VN", "AL+VN", ""),
    "competent_authority": ("one", "another", ""),
    "age_at_exploitation": ("adult", "child", "unknown"),
    "forms": ("labour", "sexual", "labour+sexual", "begging", "begging+sexual", "unknown"),
    "referrer_kind": ("police", "listed_ngo", ""),
    "nationality": ("national", "foreign", "stateless", "unknown"),
    "region": ("", "NORTH", "SOUTH", "ISLAND"),
    "status": ("presumed", "indicated", "identified", "unknown"),
}
Units = Sequence[Group]
Whole = tuple[Units, Units, Units]

referrals = st.lists(
    st.builds(
        Group,
        st.fixed_dictionaries({field: st.sampled_from(codes) for field, codes in CODES.items()}),
        st.one_of(st.integers(1, 4), st.integers(5, 90)),
    ),
    max_size=12,
)


def _decided(referred: Units, identified: Units, again: int, negative: int) -> Whole:
    """Whoever was identified has a positive decision, and a few more than one."""
    positive = sum(one.n for one in identified) + again
    return referred, decided(positive, negative), identified


few_or_many = st.one_of(st.just(0), st.integers(1, 12), st.integers(13, 40))
units = st.builds(_decided, referrals, referrals, few_or_many, few_or_many)
thresholds = st.sampled_from((5, 10))


def alike(n: int, **codes: str) -> Group:
    return Group({**{field: values[0] for field, values in CODES.items()}, **codes}, n)


def decided(positive: int, negative: int) -> Units:
    return [Group({"value": value}, n) for value, n in (("positive", positive), ("negative", negative)) if n]


def edition(
    name: str, of: Sequence[Iterable[Group]], threshold: int, former: Sequence[Edition] = (), known: Definitions = FEWER
) -> Edition:
    period = Period.parse(name)
    counted = tuple(table(known, known.measures[id], groups) for id, groups in zip(MEASURES, of, strict=True))
    return Edition(period, counted, protect(known, period, counted, threshold, former))


def together(parts: Sequence[Sequence[Units]]) -> list[list[Group]]:
    return [[group for part in parts for group in part[number]] for number in range(len(MEASURES))]
