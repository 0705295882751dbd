"""What a decision brings, and how it is told: what follows from a yes and a no, the page after the act, the words of the notice."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from opennrm.access.doors import CaseDoor
from opennrm.cases.identification import events, reads, rules
from opennrm.cases.spine import codes
from opennrm.cases.spine.begun import unsaid
from opennrm.cases.spine.door import Glance
from opennrm.cases.spine.outcomes import is_owed_word, is_told, outcome_of
from opennrm.cases.spine.particulars import unconfirmed
from opennrm.cases.spine.right_words import words_of
from opennrm.cases.spine.state import CaseState
from opennrm.countries.clocks import Due, due
from opennrm.countries.profile import Profile
from opennrm.standards.refusal import gettext_noop
from opennrm.ui.dates import length
from opennrm.ui.forms import refusal_words

CHANNELS = {
    "phone": gettext_noop("The person, by telephone"),
    "message": gettext_noop("The person, by a message"),
    "email": gettext_noop("The person, by e-mail"),
    "post": gettext_noop("The person, by post to the safe address"),
    "through": gettext_noop("Somebody whom the person named"),
    "support_provider": gettext_noop("The support provider, who goes through it with the person"),
    "referrer": gettext_noop("Whoever referred, who sees the person"),
    "guardian": gettext_noop("The guardian"),
    "child_office": gettext_noop("The child office, as long as there is no guardian"),
}
# Where what a protected time may depend on is recorded, unless among the coarse facts.
RECORDS = {"age": "identification:age", "place": "correction:exploitation"}
STEPS = (
    events.GroundsFound,
    events.PersonIdentified,
    events.NegativeProposed,
    events.NegativeConfirmed,
    events.IdentificationRefused,
    events.SentBack,
)
YES, NO = (events.GroundsFound, events.PersonIdentified), (events.NegativeConfirmed, events.IdentificationRefused)


def if_yes(found: reads.Follows) -> Iterator[str]:
    """What a yes brings, counted by the law of today."""
    if n := len(found.opens):
        yield ngettext("%(n)s right opens the same day", "%(n)s rights open the same day", n) % {"n": n}
    if found.period is not None:
        yield period_words(found.period)
    if found.bars_removal:
        yield gettext("no removal until the final decision")


def period_words(period: reads.Period) -> str:
    """Until when the time to recover and decide lasts, and whether somebody has to start it."""
    if missing := period.lasts.missing:
        return gettext("time to recover and decide, which depends on what is not recorded: %(what)s") % {"what": codes.unsaid(missing)}
    by_law, started = gettext("time to recover and decide, %(until)s"), gettext("time to recover and decide, once started %(until)s")
    return (by_law if period.begins else started) % {"until": lasting(period.lasts)}


def lasting(period: Due) -> str:
    """How long the time to recover and decide lasts, or that nobody knows."""
    if period.missing:
        return gettext("depends on what is not recorded: %(what)s") % {"what": codes.unsaid(period.missing)}
    if period.due_on is not None:
        return gettext("until %(day)s at least") % {"day": words_of(period.due_on)}
    if period.duration is not None:
        return gettext("%(length)s at least") % {"length": length(period.duration.n, period.duration.unit)}
    return gettext("for how long is not set by any source that we read")


def if_no(found: reads.Follows) -> Iterator[str]:
    """What a no ends, and what it leaves open."""
    if n := len(found.no_ends):
        yield ngettext("%(n)s right ends", "%(n)s rights end", n) % {"n": n}
    again = found.again
    if again is not None and again.due_on is not None:
        yield gettext("told today, the person may ask until %(day)s that it is looked at again") % {"day": words_of(again.due_on)}
    yield from other_ways()
    yield gettext("letter and reasons by a safe way only")


def other_ways() -> Iterator[str]:
    """What a no does not touch."""
    yield gettext("unpaid wages and conditions of work go to the labour inspectorate, if the person agrees")
    yield gettext("the way to asylum stays open")


def done(case: CaseDoor, glance: Glance, profile: Profile, on: date) -> dict[str, Any] | None:
    """The page after an act: what happened, when, what comes next. None where nothing was decided or proposed."""
    last = next((one for one in reversed(glance.happened) if isinstance(one.event, STEPS)), None)
    if last is None:
        return None
    title, follows = _told(last.event, glance.state, profile)
    return {
        "today": on,
        "title": title,
        "good": isinstance(last.event, YES),
        "at": last.envelope.recorded_at,
        "follows": follows,
        "links": list(_onward(case, glance.state, profile)),
    }


def _told(event: object, state: CaseState, profile: Profile) -> tuple[str, list[str]]:
    if isinstance(event, YES):
        first = isinstance(event, events.GroundsFound)
        title = gettext("There are reasonable grounds") if first else gettext("The person is formally identified")
        return title, list(_after_yes(event, state, profile))
    if isinstance(event, NO):
        first = isinstance(event, events.NegativeConfirmed)
        title = gettext("There are no reasonable grounds") if first else gettext("The person is not identified")
        return title, list(_after_no(event, state, profile))
    if isinstance(event, events.NegativeProposed):
        return gettext("It is with the second reviewer"), [
            gettext("Another person reads all of it. It can become the decision, or come back to you."),
            gettext("Nobody is told before, and nothing ends."),
        ]
    return gettext("It is back with the decision maker"), [
        gettext("What you wrote stands on the page of the decision."),
        gettext("The case waits for a decision again."),
    ]


def _after_yes(event: events.GroundsFound | events.PersonIdentified, state: CaseState, profile: Profile) -> Iterator[str]:
    yield gettext("Rights opened on %(day)s. They stand in the case, each with its clause and its day.") % {"day": words_of(event.on)}
    if isinstance(event, events.GroundsFound) and (period := reads.period_after(state.facts, profile, event.on)):
        yield sentence(period_words(period))
    yield from _telling(state, profile, event.on)
    if state.about.age == "unknown":
        yield gettext("The doubt about age stays: until it is settled the person is treated as a child.")


def _telling(state: CaseState, profile: Profile, on: date) -> Iterator[str]:
    yield _is_told(state)
    yield from not_told_before(state, profile, on)


def not_told_before(state: CaseState, profile: Profile, on: date) -> list[str]:
    """Why the outcome may not be told yet, in the words of the law's guard with its source; nothing where it may."""
    return [f"{refusal_words(refusal)} ({refusal.source})" for refusal in reads.notice_waits(state, profile, on)]


def _after_no(event: events.NegativeConfirmed | events.IdentificationRefused, state: CaseState, profile: Profile) -> Iterator[str]:
    told, *held = _telling(state, profile, event.on)
    yield gettext("%(told)s The reasons go with it.") % {"told": told}
    yield from held
    yield _again(state, profile)
    if event.reason == "exploited_worker":
        yield gettext("Exploited at work: the way to the labour inspectorate is part of this decision. Ask the person today.")
    yield from map(sentence, other_ways())


def _is_told(state: CaseState) -> str:
    if state.about.age == "adult":
        return gettext("The person is told by a safe way.")
    return gettext("Whoever represents the person is told, and never the person directly.")


def sentence(words: str) -> str:
    """Words as a sentence of their own."""
    return f"{words[:1].upper()}{words[1:]}."


def _again(state: CaseState, profile: Profile) -> str:
    outcome = outcome_of(state)
    assert outcome is not None, "asked after a decision"
    told = is_told(state)
    facts = state.facts if told else state.facts.note(f"notified:{outcome.stage}", on=outcome.on)
    clock = due(profile, "reconsideration", facts, outcome.on) if "reconsideration" in profile.clocks else None
    if clock is None or clock.due_on is None:
        return gettext("The person may ask that it is looked at again; by when is not set by any source that we read.")
    if told:
        return gettext("The person may ask until %(day)s that it is looked at again.") % {"day": words_of(clock.due_on)}
    return gettext("Told on the day of the decision, the person may ask until %(day)s that it is looked at again.") % {
        "day": words_of(clock.due_on)
    }


def recorded_at(missing: Iterable[str], case_id: UUID) -> str:
    """The page on which the authority records what the case does not say."""
    return reverse(RECORDS.get(next(iter(missing)), "correction:facts"), args=[case_id])


def _onward(case: CaseDoor, state: CaseState, profile: Profile) -> Iterator[dict[str, str]]:
    if (missing := unsaid(state.facts, profile)) and case.may("decisions", "write").allowed:
        yield {"label": gettext("Record %(what)s") % {"what": codes.unsaid(missing)}, "url": recorded_at(missing, case.case_id)}
    if is_owed_word(state) and case.may("decisions", "write").allowed:
        yield {"label": gettext("Tell the outcome"), "url": reverse("identification:notice", args=[case.case_id])}
    yield {"label": gettext("Go to the case"), "url": reverse("portal:case", args=[case.case_id])}
    yield {"label": gettext("Today"), "url": reverse("portal:today")}


def notice_ways(state: CaseState) -> Iterator[tuple[str, str]]:
    """To whom, and how: the ways that the person called safe, or somebody who passes it on. A child is never among them."""
    for to, channel in rules.ways_to_tell(state):
        yield f"{to}.{channel}", gettext(CHANNELS[channel])


def ways_missing(case: CaseDoor, state: CaseState) -> dict[str, str]:
    """What is said of ways that do not count as safe: which kind of agency noted them, and where the actor may mend it; nothing in a case
    of a child, who is told through whoever represents the child.
    """
    noted = unconfirmed(state) if state.about.age == "adult" else None
    mends = case.may("contact_and_location", "write").allowed and not case.enforces
    return {
        "unconfirmed": codes.word("agency_kinds", noted.agency_kind) if noted else "",
        "mend": reverse("person:reached", args=[case.case_id]) if mends else "",
    }
