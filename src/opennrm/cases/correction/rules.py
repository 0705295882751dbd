"""Whether something may be put right, and whether a referral may be set aside: never over the head of somebody who is helped. Pure."""

from collections.abc import Iterator, Mapping
from datetime import date
from uuid import UUID

from opennrm.cases.correction.events import SEVERAL, joined
from opennrm.cases.spine.about import About
from opennrm.cases.spine.aside import Aside, aside_of
from opennrm.cases.spine.days import has_come
from opennrm.cases.spine.state import CaseState
from opennrm.standards.refusal import Refusal, gettext_noop

Codes = tuple[str, ...]
EXPLOITATION = ("forms", "place", "age_at_exploitation")
FACTS = ("sex", "age_band", "nationality", "residence", "citizenships", "region")
HELPERS = ("support_provider", "guardian", "lawyer")
NOT_SAID = frozenset({"", "unknown"})

WHY = gettext_noop("Write why: whoever reads a figure later has to find it")
NOT_REFERRED = gettext_noop("Nothing was referred here")
PRESUMED = gettext_noop(
    "The person was presumed or found to be a victim in this case. That is not voided: it can only be revoked, with reasons"
)
HELPED = gettext_noop("Somebody helps the person in this case. A referral under which somebody is helped is not voided")
NOT_VOIDED = gettext_noop("This referral was not voided")
ITSELF = gettext_noop("This is the same case")
NONE_SUCH = gettext_noop("No case of your authority has this reference")
OTHER_ASIDE = gettext_noop("The other case is set aside itself")
OTHER_WAY = gettext_noop("The person was presumed or found to be a victim in this case and not in the other. Join them the other way round")
HELPERS_LOST = gettext_noop(
    "Who helps the person in this case is not in the other, and would lose it. Bring them into the other case first, "
    "or join them the other way round"
)
OTHER_SEX = gettext_noop("The two are recorded with different sexes")
OTHER_AGE = gettext_noop("One of the two is recorded as a child, the other as an adult")
OTHER_CITIZENSHIP = gettext_noop("The two are recorded with different citizenships")
NOT_MERGED = gettext_noop("These two cases were not joined")
NOTHING = gettext_noop("Nothing here differs from what is recorded")

REVISION = "design 3, ReferralVoided, ReferralsMerged, ReferralRecategorised, FactCorrected"
PROTECTION = "CETS 197 Art 10(2), 12(1), 12(7)"


def may_void(state: CaseState, why: str, on: date, today: date) -> Iterator[Refusal]:
    """A referral that was none: nobody found a victim, nobody helps. Source: design 3, ReferralVoided; CETS 197 Art 12."""
    yield from _given(state, why, on, today)
    if is_found(state):
        yield Refusal("void.presumed", PRESUMED, PROTECTION)
    if _helpers(state):
        yield Refusal("void.helped", HELPED, PROTECTION)


def may_restore(state: CaseState, why: str, on: date, today: date) -> Iterator[Refusal]:
    """Only what was voided stands again. Source: design 3."""
    yield from _given(state, why, on, today)
    how = aside_of(state)
    if how is None or how.why != "voided":
        yield Refusal("restore.not-voided", NOT_VOIDED, REVISION)


def may_merge(state: CaseState, other: CaseState | None, why: str, on: date, today: date, *, sure: bool) -> Iterator[Refusal]:
    """`state` becomes an alias of `other`, the case that goes on: nothing that the person has in the first may be missing there. Where what
    is recorded of the two contradicts, whoever joins them has to be `sure`.

    Source: design 3, ReferralsMerged; CETS 197 Art 12.
    """
    yield from _given(state, why, on, today)
    if other is None:
        yield Refusal("merge.none-such", NONE_SUCH, REVISION, field="reference")
        return
    if other.stream == state.stream:
        yield Refusal("merge.itself", ITSELF, REVISION, field="reference")
    if not other.facts.referral.referral_received:
        yield Refusal("merge.not-referred", NOT_REFERRED, REVISION, field="reference")
    if aside_of(other) is not None:
        yield Refusal("merge.other-aside", OTHER_ASIDE, REVISION, field="reference")
    if is_found(state) and not is_found(other):
        yield Refusal("merge.other-way", OTHER_WAY, PROTECTION, field="reference")
    if _helpers(state) - _helpers(other):
        yield Refusal("merge.helpers", HELPERS_LOST, PROTECTION, field="reference")
    if not sure:
        yield from _contradicting(state.about, other.about)


def _contradicting(one: About, other: About) -> Iterator[Refusal]:
    if one.sex != other.sex and not {one.sex, other.sex} & NOT_SAID:
        yield Refusal("merge.other-sex", OTHER_SEX, REVISION, field="sure")
    if {one.age, other.age} == {"adult", "child"}:
        yield Refusal("merge.other-age", OTHER_AGE, REVISION, field="sure")
    if one.citizenships and other.citizenships and not set(one.citizenships) & set(other.citizenships):
        yield Refusal("merge.other-citizenship", OTHER_CITIZENSHIP, REVISION, field="sure")


def may_part(state: CaseState, other: CaseState, why: str, on: date, today: date) -> Iterator[Refusal]:
    """`state` is an alias of `other`: they were joined, and it can be undone. Source: design 3, it can be undone."""
    yield from _given(state, why, on, today)
    how = aside_of(state) or Aside("voided", today)
    if how.into != other.stream or state.stream not in joined(other):
        yield Refusal("part.not-merged", NOT_MERGED, REVISION)


def may_put_right(state: CaseState, right: Mapping[str, Codes], why: str, on: date, today: date) -> Iterator[Refusal]:
    """Something differs from what stands. Source: design 3, FactCorrected."""
    yield from _given(state, why, on, today)
    if not differing(state.about, right):
        yield Refusal("correction.nothing", NOTHING, REVISION)


def differing(about: About, right: Mapping[str, Codes]) -> dict[str, tuple[Codes, Codes]]:
    """Of each field that differs what stands and what is right. Source: design 3, FactCorrected: field, from, to."""
    stands = {field: as_codes(about, field) for field in right}
    return {field: (stands[field], codes) for field, codes in right.items() if set(codes) != set(stands[field])}


def as_codes(about: About, field: str) -> Codes:
    """A coarse fact as codes: none of one that is empty. Source: frozen.md, coarse facts in clear."""
    value = getattr(about, field)
    if field in SEVERAL:
        return tuple(value)
    return (value,) if value else ()


def is_found(state: CaseState) -> bool:
    """Whether the last decision of a stage found the person to be a victim. Source: CETS 197 Art 10(2)."""
    last = {entry.qualifier: entry.value for entry in state.facts.entries("decision")}
    return "positive" in last.values()


def _helpers(state: CaseState) -> set[tuple[UUID, str]]:
    return {(tie.agency, tie.relation) for tie in state.ties if tie.live and tie.relation in HELPERS}


def _given(state: CaseState, why: str, on: date, today: date) -> Iterator[Refusal]:
    if not state.facts.referral.referral_received:
        yield Refusal("correction.not-referred", NOT_REFERRED, REVISION)
    yield from has_come(on, today)
    if not why.strip():
        yield Refusal("correction.why", WHY, REVISION, field="why")
