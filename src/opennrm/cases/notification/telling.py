"""What may be told of somebody who said no, as values: codes, a region, a stretch of time as wide as a month or more. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from opennrm.cases.spine.about import AgeGroup
from opennrm.cases.spine.state import CaseState
from opennrm.countries.profile import Profile

Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.]{0,39}$")]
NoCode = Literal[""]
Width = Literal["month", "quarter", "year"]
# A month, a quarter or a year: never a day.
Period = Annotated[str, StringConstraints(pattern=r"^\d{4}(-(0[1-9]|1[0-2])|-Q[1-4])?$")]
# Fields of the short form, and what of a contact answers them. A field that is not here goes into no notification, whatever a profile says.
FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "age_group": "age",
        "age_at_exploitation": "age_at_exploitation",
        "sex": "sex",
        "forms": "forms",
        "signs": "signs",
        "place": "place",
        "region": "region",
    }
)
ALWAYS = "age_group"  # without it nobody could see that no child was told of so
# What makes somebody findable when it comes together. Signs are left out: they are notes of whoever looked, and nobody outside has them.
COMBINED = ("citizenship", "region", "sex", "age_at_exploitation", "forms", "place")


class Told(BaseModel):
    """The coarse facts that are told; empty where the writer left them out or nobody knows. Source: frozen, coarse facts in clear."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    age: Literal["adult"] = "adult"
    age_at_exploitation: AgeGroup | NoCode = ""
    sex: Code | NoCode = ""
    forms: tuple[Code, ...] = ()
    signs: tuple[Code, ...] = ()
    place: Code | NoCode = ""
    region: Code | NoCode = ""
    citizenship: Annotated[str, StringConstraints(pattern=r"^([A-Z]{2})?$")] = ""


class Telling(BaseModel):
    """What a writer wants to send: which fields, how wide the time, why the person said no, the text, why what was marked leads to nobody.

    Source: MSA 2015 s52(3).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    recipient: UUID
    because: Code
    fields: tuple[Code, ...]
    width: Width
    citizenship: str = ""
    text: str = ""
    cleared: Mapping[str, Code] = Field(default_factory=dict)


def may_be_told(profile: Profile) -> tuple[str, ...]:
    """The fields of the country's form that may go without a name and that a contact can answer. Source: profile, referral_form."""
    return tuple(one.code for one in profile.referral_form.fields if one.in_notification and one.code in FIELDS)


def asks_nationality(profile: Profile) -> bool:
    """Whether the country's form of a notification asks of which country the person is. Source: domain 1.7.2, row 16a."""
    return any(one.way == "notification" and one.kind == "country" for one in profile.referral_form.questions())


def known(contact: CaseState) -> Told:
    """All that a contact could tell, in codes. Source: frozen, coarse facts in clear."""
    about = contact.about
    assessed = (contact.note("contact.signs") or {}).values()
    seen = sorted({code for one in assessed for code in one.seen()})
    said = {"sex": about.sex, "place": about.place, "age_at_exploitation": about.age_at_exploitation}
    given = {name: value for name, value in said.items() if value != "unknown"}
    return Told(forms=about.forms, signs=tuple(seen), region=about.region, **given)


def told(contact: CaseState, profile: Profile, fields: Iterable[str], citizenship: str = "") -> Told:
    """What is told when these fields are: never one that the country's form keeps back. Source: profile, referral_form, in_notification."""
    citizenship = citizenship if asks_nationality(profile) else ""
    chosen = {FIELDS[one] for one in fields if one in may_be_told(profile)}
    whole = known(contact)
    given = {name: getattr(whole, name) for name in Told.model_fields if name in chosen and name != "age"}
    return Told(**given, citizenship=citizenship)


def period_of(on: date, width: str) -> str:
    """The stretch of time in which a day lies. Source: security 10, time is kept coarse."""
    if width == "year":
        return f"{on.year}"
    return f"{on.year}-Q{(on.month + 2) // 3}" if width == "quarter" else f"{on.year}-{on.month:02}"


@cache
def months_of(period: str) -> frozenset[str]:
    """The months of a stretch of time. Source: security 10."""
    year, _, part = period.partition("-")
    if part.startswith("Q"):
        first = 3 * int(part[1]) - 2
        return frozenset(f"{year}-{month:02}" for month in range(first, first + 3))
    return frozenset({period}) if part else frozenset(f"{year}-{month:02}" for month in range(1, 13))


@dataclass(frozen=True, slots=True)
class Rare:
    """So few notifications tell the same that it could lead to one person: fewer than `threshold`. `wider`: what to leave out, or the
    width of time, by which alone it would be told of enough.
    """

    threshold: int
    wider: tuple[str, ...]

    key: str = "rare"


Combination = Mapping[str, object]


def combined(told: Told, period: str) -> Combination:
    """What of a notification makes somebody findable together. Source: MSA 2015 s52(3)(b); security 10, combination."""
    return {**{name: getattr(told, name) for name in COMBINED if getattr(told, name)}, "period": period}


@dataclass(frozen=True, slots=True)
class Alike:
    """How many notifications tell the same combination."""

    said: Combination
    many: int


def rare(told: Told, on: date, width: str, others: Iterable[Alike], threshold: int) -> Rare | None:
    """Whether what would be told is told of fewer than `threshold`, this one among them; None where it is not. `others`: at least those
    of the year.

    Source: MSA 2015 s52(3)(b), "in combination"; frozen, Small numbers.
    """
    there = list(others)

    def fits(told: Told, width: str) -> bool:
        mine = combined(told, period_of(on, width))
        return 1 + sum(other.many for other in there if _same(mine, other.said)) >= threshold

    if fits(told, width):
        return None
    alone = [name for name in COMBINED if getattr(told, name) and fits(told.model_copy(update={name: ""}), width)]
    widths = [one for one in _wider(width) if fits(told, one)]
    return Rare(threshold, (*alone, *widths[:1]))


def _wider(width: str) -> Iterator[str]:
    yield from {"month": ("quarter", "year"), "quarter": ("year",)}.get(width, ())


def _same(mine: Combination, other: Combination) -> bool:
    """Whether another notification could be of the one that this one tells of: equal in all that this one says, in its time."""
    if not all(name == "period" or _value(other.get(name)) == _value(value) for name, value in mine.items()):
        return False
    return months_of(str(other["period"])) <= months_of(str(mine["period"]))


def _value(value: object) -> object:
    return tuple(sorted(value)) if isinstance(value, tuple | list) else value
