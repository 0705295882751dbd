"""What the pages of correction say: what is counted of a case, what follows from a correction, what bars it. Words, no writes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import get_language, gettext, gettext_noop

from opennrm.cases.correction.rules import as_codes, may_void
from opennrm.cases.spine import codes
from opennrm.cases.spine.aside import aside_of
from opennrm.cases.spine.right_words import words_of
from opennrm.cases.spine.state import CaseState
from opennrm.countries.profile import Profile
from opennrm.ui.forms import refusal_words


@dataclass(frozen=True, slots=True)
class Words:
    """A page in words: its heading, its button, what follows."""

    title: str
    submit: str
    follows: tuple[str, ...]


def void() -> Words:
    """Before a referral is voided."""
    return Words(
        gettext("Void this referral"),
        gettext("Void it"),
        (
            gettext("It counts in no figure from today on. What figures said of an earlier day stays as it was."),
            gettext("Nothing is deleted: it stays on record, and it can stand again."),
            gettext("A person who was presumed or found to be a victim, or whom somebody helps, is never voided."),
        ),
    )


def restore() -> Words:
    """Before a voided referral stands again."""
    return Words(
        gettext("Let this referral stand again"),
        gettext("It stands again"),
        (gettext("It counts again from today on, and what the person is owed stands as before."),),
    )


def merge() -> Words:
    """Before two referrals are joined."""
    return Words(
        gettext("Join this referral to another of the same person"),
        gettext("Join them"),
        (
            gettext("The other case goes on. This one becomes another name of it, and is counted no more."),
            gettext("Nothing is moved, and nobody sees more than before: who is in this case alone is brought into the other first."),
            gettext("It can be undone."),
        ),
    )


def part() -> Words:
    """Before a joining is undone."""
    return Words(
        gettext("Undo the joining"),
        gettext("They are two persons"),
        (gettext("Both cases stand, and each is counted."),),
    )


def facts() -> Words:
    """Before facts are put right."""
    return Words(
        gettext("Put a fact right"),
        gettext("Record what is right"),
        (
            gettext("Change only what is wrong. Each change is recorded with what stood before."),
            gettext("A doubt about age is settled in a step of its own; a name or a date of birth is put right where it is sealed."),
        ),
    )


def exploitation() -> Words:
    """Before the exploitation is coded anew."""
    return Words(
        gettext("Code the exploitation otherwise"),
        gettext("Record it"),
        (
            gettext("On what is known now, as after an interview. The account itself stays as it was written."),
            gettext("It decides nothing, and changes nothing that the person is owed."),
        ),
    )


# The coarse facts that may be put right, in the words of the page, in its order.
FIELDS = {
    "sex": gettext_noop("Sex"),
    "age_band": gettext_noop("About how old?"),
    "nationality": gettext_noop("Nationality"),
    "citizenships": gettext_noop("Citizenship"),
    "residence": gettext_noop("Lives here lawfully?"),
    "region": gettext_noop("Region in which the person was met"),
    "forms": gettext_noop("How was the person exploited?"),
    "place": gettext_noop("Where did it happen?"),
    "age_at_exploitation": gettext_noop("How old was the person then?"),
}
ANSWERS = {"nationality": codes.NATIONALITIES, "residence": codes.RESIDENCES}
LISTS = {
    "sex": "sexes",
    "age_band": "age_bands",
    "forms": "forms",
    "place": "places",
    "age_at_exploitation": "age_groups",
}


def counted(state: CaseState, profile: Profile) -> list[tuple[str, str]]:
    """What figures count of the case, in words."""
    received = state.facts.entries("referral.received")
    return [
        (gettext("Referred on"), words_of(received[0].on) if received else ""),
        (gettext("Age"), codes.word("age_groups", state.about.age)),
        *((gettext(label), said(field, as_codes(state.about, field), profile)) for field, label in FIELDS.items()),
    ]


def said(field: str, known: Iterable[str], profile: Profile) -> str:
    """The codes of a coarse fact in words."""
    language = get_language() or "en"
    if field in LISTS:
        return codes.words(LISTS[field], known) or gettext("Not known")
    if field in ANSWERS:
        return ", ".join(gettext(ANSWERS[field][one]) for one in known)
    if field == "region":
        return ", ".join(profile.regions[one].told(language) for one in known if one in profile.regions) or gettext("Not known")
    return ", ".join(map(codes.country, known)) or gettext("Not known")


@dataclass(frozen=True, slots=True)
class Link:
    """A correction that may be made from here: its words and its page, or why it cannot be."""

    words: str
    page: str
    blocked: tuple[str, ...] = ()


def links(state: CaseState, on: date) -> Iterator[Link]:
    """What may be corrected from here."""
    at = [state.stream]
    how = aside_of(state)
    if how is None:
        yield Link(facts().title, reverse("correction:facts", args=at))
        yield Link(exploitation().title, reverse("correction:exploitation", args=at))
        yield Link(merge().title, reverse("correction:merge", args=at))
        bars = tuple(refusal_words(one) for one in may_void(state, "-", on, on))
        yield Link(void().title, reverse("correction:void", args=at), bars)
    elif how.into is None:
        yield Link(restore().title, reverse("correction:restore", args=at))
    else:
        yield Link(part().title, reverse("correction:part", args=[*at, how.into]))
