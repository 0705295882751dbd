"""What figures count of a case: codes and days alone, each version from the event that made it. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opennrm.cases.spine.state import CaseState

__all__ = [
    "AUTHORITY",
    "CODES",
    "SEVERAL",
    "Count",
    "Decision",
    "HeldCount",
    "Recount",
    "alike",
    "count_of",
    "is_counted",
    "joined",
    "recounted",
    "unmoved",
]

AUTHORITY = "counted.authority"  # what the stage that sends a referral notes: which body of the law it went to
SEVERAL = "+"  # between codes of one case under one name
SELF = "self"  # beside the kinds of agency: who came by themselves, whoever wrote it down


@dataclass(frozen=True, slots=True, order=True)
class Decision:
    """One decision, counted by its own day: of which stage, which way it went; `number` is that of its event in the stream."""

    number: int
    stage: str
    value: str
    on: date


@dataclass(frozen=True, slots=True)
class Count:
    """What a figure may ask of one case. Source: domain 7.1; frozen.md, coarse facts in clear."""

    opened_on: date | None
    referred_on: date
    state: str
    sex: str
    age: str
    age_at_exploitation: str
    place: str
    nationality: str
    citizenships: tuple[str, ...]
    region: str
    forms: tuple[str, ...]
    referrer_kind: str
    competent_authority: str
    track: str
    decisions: tuple[Decision, ...]


# The codes that a table may ask for, in the order of `alike`.
CODES = (
    "sex",
    "place",
    "age",
    "age_at_exploitation",
    "referrer_kind",
    "competent_authority",
    "nationality",
    "citizenships",
    "region",
    "state",
    "forms",
)


@dataclass(frozen=True, slots=True)
class HeldCount:
    """A count, and the position that made it; for each of its decisions the position since which it counts."""

    count: Count
    since: int
    decided: tuple[tuple[Decision, int], ...]


@dataclass(frozen=True, slots=True)
class Recount:
    """What the last event changed: the version that it ended, the one that it began, the decisions that it took away and added. None
    begins where a case is set aside.
    """

    old: HeldCount | None
    new: HeldCount | None


def count_of(state: CaseState) -> Count:
    """What figures count of this case, which was referred, now. Source: domain 7.1."""
    about, facts = state.about, state.facts
    track = facts.entries("track")
    decisions = sorted(Decision(one.seq, one.qualifier or "", one.value or "", one.on) for one in facts.entries("decision"))
    return Count(
        opened_on=state.opened_on,
        referred_on=facts.referral.referral_received[0].on,
        state=state.state,
        sex=about.sex,
        age=about.age,
        age_at_exploitation=about.age_at_exploitation,
        place=about.place,
        nationality=about.nationality,
        citizenships=about.citizenships,
        region=about.region,
        forms=tuple(sorted(about.forms)),
        referrer_kind=SELF if about.self_referred else about.referrer_kind,
        competent_authority=state.note(AUTHORITY) or "",
        track=(track[-1].value or "") if track else "",
        decisions=tuple(decisions),
    )


def joined(codes: Iterable[str]) -> str:
    """Several codes of one case under one name, in one order. Source: domain 7.1."""
    return SEVERAL.join(sorted(codes))


def alike(count: Count) -> int:
    """A number of 63 bits, the same for cases that no table tells apart. Where a country has a million kinds of case, the chance that two
    of them share a number is less than one in ten million.

    Source: domain 7.1.
    """
    codes = (getattr(count, name) for name in CODES)
    text = "\0".join(code if isinstance(code, str) else joined(code) for code in codes)
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big") >> 1


def is_counted(state: CaseState) -> bool:
    """Whether it is a case that reached an authority and was not set aside. Source: domain 7.1, referrals; design 3, ReferralVoided."""
    return state.kind == "case" and not state.closed and bool(state.facts.referral.referral_received)


def unmoved(before: CaseState, after: CaseState) -> bool:
    """Whether an event changed nothing that is counted, told by what stayed the same object. Source: docs/architecture.md, Figures."""
    old, new = before.facts, after.facts
    same = before.about is after.about and before.state == after.state and before.opened_on == after.opened_on
    same = same and before.note(AUTHORITY) == after.note(AUTHORITY)
    return same and before.closed == after.closed and old.identification is new.identification and old.referral is new.referral


def recounted(held: HeldCount | None, state: CaseState) -> Recount | None:
    """The version that follows `held`; None where nothing that is counted is another. Source: design 3, rows that figures need."""
    if not is_counted(state):
        return None if held is None else Recount(held, None)
    count = count_of(state)
    if held is not None and held.count == count:
        return None
    known = dict(held.decided) if held is not None else {}
    decided = tuple((one, known.get(one, state.position)) for one in count.decisions)
    return Recount(held, HeldCount(count, state.position, decided))
