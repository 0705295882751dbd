"""Whether a contact may be recorded so. Pure: everything a rule looks at is an argument."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from functools import cache

from opennrm.cases.contact.events import EpisodeDescribed, Screened
from opennrm.cases.spine.about import About
from opennrm.cases.spine.days import has_come
from opennrm.cases.spine.state import CaseState
from opennrm.countries.profile import Profile
from opennrm.standards.load import law
from opennrm.standards.refusal import Refusal, gettext_noop

CLOSED = gettext_noop("This contact is closed. If the person comes back, begin a new one")
NO_REGION = gettext_noop("Choose one of the regions of the country")
REASONS = gettext_noop("Say what makes you think that the person may be a child, or that nothing points either way")
NOT_A_CHILD = gettext_noop("Only a child can be without parent or guardian in this sense. Look at the age again")
NO_SIGN = gettext_noop("No set has the sign %(sign)s, or not with this answer")
BACKWARDS = gettext_noop("It cannot have ended before it began")
NOT_YET = gettext_noop("It cannot have begun after today")
WORDS = gettext_noop("%(codes)s: choose from the list")
NOTHING = gettext_noop("Say at least one thing about what happened, or leave the page empty")

HANDBOOK = "ODIHR, National Referral Mechanisms (2022), identification"


def may_change(state: CaseState) -> Iterator[Refusal]:
    """A contact that became a case, or whose person said no, is not changed any more. Source: design 4, drafts."""
    if state.closed:
        yield Refusal("contact.closed", CLOSED, "design 4, drafts")


def may_open(about: About, reasons: Collection[str], on: date, today: date, profile: Profile) -> Iterator[Refusal]:
    """Every reason against recording these coarse facts on `on`. An age in doubt comes with its reasons. Source: CETS 197 Art 10(3)."""
    yield from has_come(on, today)
    if about.region and about.region not in profile.regions:
        yield Refusal("contact.region", NO_REGION, f"{profile.country} profile, regions", field="region")
    if about.age == "unknown" and not reasons:
        yield Refusal("contact.age-reasons", REASONS, "CETS 197 Art 10(3)", field="reasons", needs=("age.reasons",))
    if about.age == "adult" and about.unaccompanied:
        yield Refusal("contact.unaccompanied", NOT_A_CHILD, "CETS 197 Art 10(4)", field="unaccompanied")


def may_assess(observations: Mapping[str, str]) -> Iterator[Refusal]:
    """Signs that a set has of which answers are kept, with one of the four answers. Source: domain 3; UNODC general indicators."""
    for code, answer in sorted(observations.items()):
        if code not in _signs() or answer not in law().code_lists["observations"]:
            yield Refusal("signs.unknown", NO_SIGN, "standards, indicator sets", sign=code)


@cache
def _signs() -> frozenset[str]:
    """Every sign of the sets of which answers are kept. Source: domain 3."""
    return frozenset(code for one in law().indicator_sets.values() if one.head.kept for code in one.by_code)


LISTS = ("acts", "means", "purposes", "forms")


def may_describe(event: EpisodeDescribed, today: date) -> Iterator[Refusal]:
    """Codes of the lists alone; an end not before its beginning; something at all.

    Source: Palermo Art 3(a), act, means, purpose; domain 0.1, ExploitationEpisode.
    """
    for name in LISTS:
        if wrong := sorted(set(getattr(event, name)) - set(law().code_lists[name])):
            yield Refusal(f"episode.{name}", WORDS, "Palermo Art 3(a)", field=name, codes=", ".join(wrong))
    if event.began and event.ended and event.ended < event.began[: len(event.ended)]:
        yield Refusal("episode.backwards", BACKWARDS, "domain 0.1, fuzzy dates", field="ended")
    if event.began and event.began > today.isoformat()[: len(event.began)]:
        yield Refusal("episode.future", NOT_YET, "domain 0.1, fuzzy dates", field="began")
    if not says_something(event):
        yield Refusal("episode.empty", NOTHING, "Palermo Art 3(a)", field="acts")


PURPOSES = {
    "sexual": "sexual_exploitation",
    "labour": "forced_labour",
    "domestic": "servitude",
    "slavery_like": "slavery",
    "criminal": "criminal_activities",
    "begging": "begging",
    "marriage": "forced_marriage",
    "adoption": "illegal_adoption",
    "organ": "organ_removal",
    "surrogacy": "surrogacy",
    "other": "other",
}


def purposes_of(forms: Iterable[str]) -> tuple[str, ...]:
    """The purposes in the words of the Protocol that forms of exploitation stand for; asked once, not twice. Source: Palermo Art 3(a)."""
    return tuple(dict.fromkeys(PURPOSES[form] for form in forms if form in PURPOSES))


def says_something(event: EpisodeDescribed) -> bool:
    """Whether anything is said of the episode but its number. Source: Palermo Art 3(a)."""
    known = event.place != "unknown" or event.age_then != "unknown"
    return known or any((event.acts, event.means, event.purposes, event.forms, event.began, event.ended, event.region))


def moves(state: CaseState, event: Screened, start: str) -> str | None:
    """The step of the country's procedure that the look at the signs is: none where the contact has already left its start.

    Source: domain 1.3, contact → screened.
    """
    if state.state != start:
        return None
    return "screen.positive" if event.way == "refer" else "screen.negative"
