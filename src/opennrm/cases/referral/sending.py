"""What is sent when a person is referred: the values of the form once they are right. Pure; a draft may hold anything, this may not."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from opennrm.cases.referral.consent_events import By, Interpreter
from opennrm.cases.spine.particulars import CHANNELS
from opennrm.cases.spine.state import CaseState
from opennrm.countries.form import Answer

FuzzyText = Annotated[str, StringConstraints(pattern=r"^(\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?)?$")]


class Asked(BaseModel):
    """One question of consent and its answer; `recipient` is the agency that it names, where it names one.

    `purpose`: for what, where the scope leaves it open.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    scope: str
    answer: Literal["yes", "no"]
    recipient: UUID | None = None
    recipient_kind: str = ""
    purpose: str = ""
    by: By = "person"


class Talk(BaseModel):
    """How it was explained: when, in which language, with whom."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    on: date
    language: str
    interpreter: Interpreter = "none"


class Sending(BaseModel):
    """A referral ready to go. Texts that identify are sealed when it goes; codes stand in clear."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    talk: Talk | None = None
    asked: tuple[Asked, ...] = ()

    languages: tuple[str, ...] = ()
    interpreter: str = ""
    sex: str = ""
    age_band: str = ""
    citizenships: tuple[str, ...] = ()
    stateless: Literal["", "stateless", "not_known"] = ""
    urgency: Literal["", "danger_now", "needs_now", "none"] = ""
    needs: tuple[str, ...] = ()
    support: Literal["wanted", "not_wanted", "not_asked"] = "not_asked"

    given_names: str = ""
    family_names: str = ""
    aliases: tuple[str, ...] = ()
    birth: FuzzyText = ""
    birth_known_by: Literal["document", "person", "estimate", "not_known"] = "not_known"

    no_safe_way: bool = False
    phone: str = ""
    message: str = ""
    email: str = ""
    post: str = ""
    through: str = ""
    when_safe: str = ""
    never: str = ""
    stays: str = ""

    account: str = ""
    passages: tuple[tuple[str, ...], ...] = ()
    when: str = ""
    places: str = ""
    others: str = ""
    told_by: str = ""
    age_reasons: str = ""
    danger: str = ""
    needs_now: str = ""
    own_reference: str = ""
    ask_back: str = ""
    more: Mapping[str, str] = Field(default_factory=dict)
    form: Mapping[str, Any] | None = None  # what the country's own form asked; none where only the short form was filled in

    @property
    def safe_channels(self) -> tuple[str, ...]:
        """The ways to reach the person that the person calls safe. Source: SG 14.182."""
        return tuple(channel for channel in CHANNELS if getattr(self, channel))

    def sealed(self) -> dict[str, str | None]:
        """The texts of the event that are sealed, by its fields. Source: frozen.md, coarse facts in clear."""
        names = (
            *("given_names", "family_names", "birth", *CHANNELS, "when_safe", "never", "stays", "account", "when", "places", "others"),
            *("told_by", "age_reasons", "danger", "needs_now", "own_reference", "ask_back"),
        )
        further = "\n".join(f"{code}: {text}" for code, text in self.more.items() if text)
        texts = {name: getattr(self, name) or None for name in names}
        return {**texts, "aliases": "\n".join(self.aliases) or None, "further": further or None}

    def about(self) -> dict[str, Any]:
        """The coarse facts that the referral adds to those of the contact. Source: frozen.md, coarse facts in clear."""
        found = {
            "languages": self.languages,
            "interpreter": self.interpreter,
            "citizenships": self.citizenships,
            "sex": self.sex,
            "age_band": self.age_band,
        }
        return {name: value for name, value in found.items() if value}

    def said(self, contact: CaseState) -> dict[str, bool]:
        """Which fields of the short form are answered, with what the contact already knows. "Not known" is an answer.

        Source: domain 1.7; profile, referral_form.
        """
        episodes = bool(contact.note("contact.episodes"))
        known = {
            "age_group": True,
            "age_at_exploitation": episodes,
            "safe_contact": bool(self.safe_channels) or self.no_safe_way,
            "languages": bool(self.languages),
            "interpreter": bool(self.interpreter),
            "account": bool(self.account),
            "forms": bool(contact.about.forms),
            "exploitation_when": bool(self.when) or any(one.began for one in (contact.note("contact.episodes") or {}).values()),
            "in_danger_now": bool(self.urgency),
            "signs": contact.note("contact.signs") is not None,
            "place": episodes,
            "region": bool(contact.about.region) or episodes,
            "others": bool(self.others),
            "needs_now": bool(self.needs or self.needs_now),
            "names": any((self.given_names, self.family_names, self.aliases)),
            "aliases": bool(self.aliases),
            "birth_date": bool(self.birth) or self.birth_known_by == "not_known",
            "sex": bool(self.sex) or contact.about.sex != "unknown",
            "citizenships": bool(self.citizenships or self.stateless),
            "support_wanted": self.support != "not_asked",
        }
        told = {f"{entry.qualifier}_asked": True for entry in contact.facts.entries("asked")}
        further = {code: bool(answer) for code, answer in {**self.more, **(self.form or {})}.items()}
        return {**further, **told, **known}

    def shared(self, contact: CaseState, treated_as: str) -> dict[str, Answer]:
        """What conditions of the country's own form may ask of what all countries ask. Source: domain 1.7.2, conditions."""
        consent = next((one.answer for one in self.asked if one.scope == "referral"), "")
        wanted = {"wanted": "yes", "not_wanted": "no"}.get(self.support, self.support)
        return shared_of(contact, treated_as, support=wanted, consent=consent)


def shared_of(contact: CaseState, treated_as: str, *, support: str, consent: str) -> dict[str, Answer]:
    """What a contact and the answers of an adult say, in the words of a form's conditions. Source: domain 1.7.2, conditions."""
    episodes = (contact.note("contact.episodes") or {}).values()
    assessed = (contact.note("contact.signs") or {}).values()
    seen = any(answer in ("observed", "reported") for one in assessed for answer in one.observations.values())
    found: dict[str, Answer] = {
        "age_group": contact.about.age,
        "place": tuple(sorted({one.place for one in episodes})),
        "signs": ("seen" if seen else "none") if assessed else "",
    }
    if treated_as == "adult":
        found |= {"support_wanted": support, "referral_consent": consent if consent in ("yes", "no") else ""}
    return {name: value for name, value in found.items() if value}


# The fields of a short form that have a question of their own on our screens; any other a profile asks as a text.
KNOWN = frozenset(Sending().said(CaseState(stream=UUID(int=0), kind="contact")))
