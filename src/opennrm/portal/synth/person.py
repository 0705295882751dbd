"""An invented person of whom margins say the coarse facts alone: what is told at a first meeting, and what a referral says. Pure."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from opennrm.cases.contact.rules import purposes_of
from opennrm.cases.referral.sending import KNOWN, Asked, Sending, Talk
from opennrm.cases.spine.about import About
from opennrm.countries.profile import Profile
from opennrm.portal.demo.names import accounts, age_band
from opennrm.statistics.margins.plan import Invented

Row = Mapping[str, Any]
SIGNS = ("G2", "G3", "G13", "G21", "G25", "G27", "G29")
CHANNELS = ("police_operation", "brought", "other_office", "outreach", "hotline", "inspection")
MEANS = ("deception", "threat", "coercion", "abuse_of_vulnerability")
YEARS = {"adult": (19, 47), "child": (6, 16)}
REACHED_BY_PHONE = 0.4
NOBODY_ELSE = "Nobody else was named."


@dataclass(frozen=True, slots=True)
class Person:
    """What is drawn of somebody beside what margins say."""

    about: About
    reasons: tuple[str, ...]
    channel: str
    signs: dict[str, str]
    episode: dict[str, Any]
    given: str
    family: str
    birth: str
    phone: str
    language: str
    account: str


def person(case: Invented, draw: random.Random, names: Row) -> Person:
    """Somebody with the coarse facts of a case. Source: issue 12, point 1."""
    origins = [one for one in names["origins"] if one["citizenship"] in case.citizenships] or names["origins"]
    origin = draw.choice(origins)
    years = draw.randint(*YEARS[case.age]) if case.age in YEARS else None
    return Person(
        about=_about(case, draw, origin["language"], years),
        reasons=("looks",) if case.age == "unknown" else (),
        channel=_channel(case, draw),
        signs=dict.fromkeys(draw.sample(SIGNS, 3), "reported"),
        episode=_episode(case, draw),
        given=draw.choice(origin[case.sex if case.sex in ("female", "male") else draw.choice(("female", "male"))]),
        family=draw.choice(origin["family"]),
        birth=str(case.referred_on.year - years) if years else "",
        phone=f"+000 555 {draw.randrange(10_000):04d}" if draw.random() < REACHED_BY_PHONE else "",
        language=origin["language"],
        account=draw.choice(accounts(names, case.forms[0] if case.forms else "any")),
    )


def _about(case: Invented, draw: random.Random, language: str, years: int | None) -> About:
    residence = draw.choice(("none", "lawful", "unknown"))
    return About.model_validate(
        {
            "age": case.age,
            "sex": case.sex or "unknown",
            "age_band": age_band(years) if years else "unknown",
            "citizenships": case.citizenships,
            "nationality": case.nationality or "unknown",
            "residence": "lawful" if case.nationality == "national" else residence,
            "languages": (language,),
            "interpreter": "yes",
            "region": case.region,
        }
    )


def _channel(case: Invented, draw: random.Random) -> str:
    drawn = draw.choice(CHANNELS)
    return "came_by_self" if case.referrer_kind == "self" else drawn


def _episode(case: Invented, draw: random.Random) -> dict[str, Any]:
    forms = case.forms or ("unknown",)
    began = case.referred_on - timedelta(days=draw.randint(60, 700))
    return {
        "acts": ("recruitment",),
        "means": (draw.choice(MEANS),),
        "purposes": purposes_of(forms),
        "forms": forms,
        "place": case.place or "unknown",
        "began": began.strftime("%Y-%m"),
        "age_then": case.age_at_exploitation or "unknown",
    }


def sending(one: Person, asked: tuple[Asked, ...], more: Mapping[str, str], on: date, *, adult: bool) -> Sending:
    """The referral of this person, with the answers that were given. Source: issue 12, point 1."""
    supported = any(answer.scope == "support" for answer in asked)
    return Sending(
        talk=Talk(on=on, language=one.language, interpreter="present") if asked else None,
        asked=asked,
        languages=(one.language,),
        interpreter="yes",
        sex=one.about.sex,
        age_band=one.about.age_band,
        citizenships=one.about.citizenships,
        stateless="" if one.about.citizenships else "stateless" if one.about.nationality == "stateless" else "not_known",
        urgency="none",
        support="wanted" if supported else "not_wanted" if adult else "not_asked",
        given_names=one.given,
        family_names=one.family,
        birth=one.birth,
        birth_known_by="person" if one.birth else "not_known",
        phone=one.phone,
        no_safe_way=not one.phone,
        account=one.account,
        passages=((),),
        others=NOBODY_ELSE,
        more=dict(more),
    )


def further(profile: Profile, treated_as: str) -> Iterator[tuple[str, str]]:
    """An answer to each field that the country's short form wants and our screens have no question for. Source: profile, referral_form."""
    for field in profile.referral_form.fields:
        if treated_as in field.required_for and field.code not in KNOWN and not field.code.endswith("_asked"):
            yield field.code, "Not known."
