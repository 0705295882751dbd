"""The words of the notice. They call the person nothing, and tell a stranger who opens it as little as can be."""

from collections.abc import Iterator

from django.utils.translation import gettext

from opennrm.cases.identification.stages import FIRST, steps_from
from opennrm.cases.spine.outcomes import outcome_of
from opennrm.cases.spine.right_words import words_of
from opennrm.cases.spine.state import CaseState
from opennrm.countries.clocks import Due, due
from opennrm.countries.profile import Profile
from opennrm.ui.dates import length

ASK_AGAIN = "reconsider.ask"


def letter(state: CaseState, profile: Profile) -> list[str]:
    """To an adult in the second person; of a child, or where age is in doubt, to whoever represents the person."""
    outcome = outcome_of(state)
    if outcome is None:
        return []
    day, adult = words_of(outcome.on), state.about.age == "adult"
    if outcome.positive and outcome.stage == FIRST.id:
        period = due(profile, "reflection", state.facts, outcome.on) if "reflection" in profile.clocks else None
        return list((_yes if adult else _yes_of_a_child)(day, period))
    if outcome.positive:
        return list((_found if adult else _found_of_a_child)(day))
    facts = state.facts.note(f"notified:{outcome.stage}", on=outcome.on)
    again = due(profile, "reconsideration", facts, outcome.on) if "reconsideration" in profile.clocks else None
    within = length(again.duration.n, again.duration.unit) if again is not None and again.duration is not None else ""
    if ASK_AGAIN not in steps_from(profile, state.state):
        return list((_over if adult else _over_of_a_child)(day))
    return list((_no if adult else _no_of_a_child)(day, within))


def _over(day: str) -> Iterator[str]:
    yield gettext("There is an answer, of %(day)s. The reasons are with it, and your adviser goes through them with you.") % {"day": day}
    yield gettext("Your adviser knows what can still be done against it, and by when.")
    yield gettext("Pay that is owed to you, a doctor and asylum do not depend on this answer.")


def _over_of_a_child(day: str) -> Iterator[str]:
    yield gettext("There is an answer, of %(day)s, for the person whom you stand by. The reasons are with it.") % {"day": day}
    yield gettext("Tell it in their language, in words for their age, and stay for their questions.")
    yield gettext("A lawyer knows what can still be done against it, and by when.")
    yield gettext("Care, school, a doctor and asylum do not depend on this answer.")


def _found(day: str) -> Iterator[str]:
    yield gettext("There is an answer, of %(day)s. It is a yes.") % {"day": day}
    yield gettext("What it opens for you, and what changes, your adviser goes through with you. You need not talk to anybody in return.")


def _found_of_a_child(day: str) -> Iterator[str]:
    yield gettext("There is an answer, of %(day)s, for the person whom you stand by. It is a yes.") % {"day": day}
    yield gettext("Nothing is asked in return. Tell it in their language, in words for their age, and stay for their questions.")


def _yes(day: str, period: Due | None) -> Iterator[str]:
    yield gettext("There is an answer, of %(day)s. Help and time are yours from that day.") % {"day": day}
    if period is not None and period.due_on is not None:
        until = {"day": words_of(period.due_on)}
        yield gettext("You have time until %(day)s at least. Nobody may make you leave the country before.") % until
    yield gettext("You need not talk to anybody in return. Your adviser explains every part of it.")


def _yes_of_a_child(day: str, period: Due | None) -> Iterator[str]:
    yield gettext("There is an answer, of %(day)s, for the person whom you stand by.") % {"day": day}
    yield gettext("Help and time are theirs from that day.")
    if period is not None and period.due_on is not None:
        until = {"day": words_of(period.due_on)}
        yield gettext("There is time until %(day)s at least. Nobody may make them leave the country before.") % until
    yield gettext("Nothing is asked in return. Tell it in their language, in words for their age, and stay for their questions.")


def _no(day: str, within: str) -> Iterator[str]:
    yield gettext("There is an answer, of %(day)s. The reasons are with it, and your adviser goes through them with you.") % {"day": day}
    if within:
        yield gettext("You may ask that it is looked at again, within %(length)s of the day on which you are told.") % {"length": within}
    else:
        yield gettext("You may ask that it is looked at again; your adviser knows by when.")
    yield gettext("Pay that is owed to you, a doctor and asylum do not depend on this answer.")


def _no_of_a_child(day: str, within: str) -> Iterator[str]:
    yield gettext("There is an answer, of %(day)s, for the person whom you stand by. The reasons are with it.") % {"day": day}
    yield gettext("Tell it in their language, in words for their age, and stay for their questions.")
    if within:
        yield gettext("You may ask for them that it is looked at again, within %(length)s of the day on which you are told.") % {
            "length": within
        }
    else:
        yield gettext("You may ask for them that it is looked at again; ask the authority by when.")
    yield gettext("Care, school, a doctor and asylum do not depend on this answer.")
