"""What the stage offers on the page of a case."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext

from opennrm.cases.identification.outcome import may_be_told
from opennrm.cases.identification.rules import SAME_PERSON
from opennrm.cases.spine.ways import Seen, Way, offers


@offers
def identification_ways(seen: Seen) -> Iterator[Way]:
    """Decide, review, tell; look for a second case; settle an age in doubt."""
    if "competent_authority" not in seen.door.relations:
        return
    at, state = [seen.door.case_id], seen.state
    if seen.door.may("decisions", "write").allowed:
        yield from _deciding(seen)
        if may_be_told(state):
            yield Way(gettext("Record that the outcome was told"), reverse("identification:notice", args=at), turn=True)
        if state.about.age == "unknown":
            yield Way(gettext("Settle the age"), reverse("identification:age", args=at))
    if (proposal := state.note("identification.proposed")) and _reviews(seen):
        blocked = (gettext(SAME_PERSON),) if proposal[0] == seen.door.actor.id else ()
        yield Way(gettext("Review the proposed negative"), reverse("identification:review", args=at), blocked=blocked, turn=not blocked)


def _deciding(seen: Seen) -> Iterator[Way]:
    at, state = [seen.door.case_id], seen.state
    place = seen.profile.state(state.state) if state.state else None
    if place is None or place.status != "indicated":
        return
    if place.owner == "competent_authority":
        yield Way(gettext("Decide on reasonable grounds"), reverse("identification:decision", args=at), turn=True)
        yield Way(gettext("Look for a second case of the same person"), reverse("identification:intake", args=at))
    elif state.note("identification.proposed"):
        note = gettext("A yes can still be made")
        yield Way(gettext("The decision, while the proposed no is reviewed"), reverse("identification:decision", args=at), note)


def _reviews(seen: Seen) -> bool:
    return seen.door.may("decisions", "write", purpose="second_review").allowed
