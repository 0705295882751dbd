"""What the stage offers on the page of a case."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext

from opennrm.cases.identification.age_rules import may_be_of_age
from opennrm.cases.identification.outcome import recorded_at
from opennrm.cases.identification.rules import SAME_PERSON, panel
from opennrm.cases.identification.shown import stage_label
from opennrm.cases.identification.stages import FIRST, is_open, stage_of
from opennrm.cases.spine import codes, door
from opennrm.cases.spine.begun import unsaid
from opennrm.cases.spine.outcomes import is_owed_word
from opennrm.cases.spine.ways import Seen, Way, offers


@offers
def identification_ways(seen: Seen) -> Iterator[Way]:
    """Decide, review, tell; look for a second case; settle an age in doubt."""
    if "competent_authority" not in seen.door.relations:
        return
    at, state = [seen.door.case_id], seen.state
    if seen.door.may("decisions", "write").allowed:
        yield from _deciding(seen)
        yield from _unsaid(seen)
        if is_owed_word(state):
            yield Way(gettext("Record that the outcome was told"), reverse("identification:notice", args=at), turn=True)
        if state.about.age == "unknown":
            yield Way(gettext("Settle the age"), reverse("identification:age", args=at))
        elif may_be_of_age(state, door.today()):
            yield Way(gettext("Record that the person turned 18"), reverse("identification:age", args=at), turn=True)
    if (proposal := state.note("identification.proposed")) and _reviews(seen):
        blocked = (gettext(SAME_PERSON),) if proposal[0] == seen.door.actor.id else ()
        yield Way(gettext("Review the proposed negative"), reverse("identification:review", args=at), blocked=blocked, turn=not blocked)
        if panel(seen.profile, state, door.today()) is not None:
            yield Way(gettext("Record what the panel said"), reverse("identification:panel", args=at))


def _unsaid(seen: Seen) -> Iterator[Way]:
    """What a time that may begin by law depends on, and that the case does not say."""
    if missing := unsaid(seen.state.facts, seen.profile):
        note = gettext("The time to recover and decide may begin by law, from the day of the decision on. It depends on this.")
        yield Way(gettext("Record %(what)s") % {"what": codes.unsaid(missing)}, recorded_at(missing, seen.door.case_id), note, turn=True)


def _deciding(seen: Seen) -> Iterator[Way]:
    at, state = [seen.door.case_id], seen.state
    if not state.state:
        return
    if is_open(seen.profile, state):
        stage = stage_of(seen.profile, state)
        label = gettext("Decide: %(decision)s") % {"decision": stage_label(seen.profile, stage)}
        # a final decision waits for the time to recover; a first one, or the only one of a country, never waits
        first = stage is FIRST or FIRST.id not in seen.profile.decisions
        yield Way(label, reverse("identification:decision", args=at), turn=first)
        if seen.profile.state(state.state).status == "indicated":
            yield Way(gettext("Look for a second case of the same person"), reverse("identification:intake", args=at))
    elif state.note("identification.proposed"):
        note = gettext("A yes can still be made")
        yield Way(gettext("The decision, while the proposed no is reviewed"), reverse("identification:decision", args=at), note)


def _reviews(seen: Seen) -> bool:
    return seen.door.may("decisions", "write", purpose="second_review").allowed
