"""How a case is set aside, and which were joined to it, as far as somebody may see the other one."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext

from opennrm.access.actor import Actor
from opennrm.access.doors import NotVisible
from opennrm.access.doors import case as door_of
from opennrm.cases.correction.events import joined
from opennrm.cases.spine import reads as spine
from opennrm.cases.spine.aside import aside_of
from opennrm.cases.spine.right_words import words_of
from opennrm.cases.spine.state import CaseState


def standing(state: CaseState, actor: Actor) -> str:
    """How the case is set aside, in words; nothing of one that stands. The other case is named only to who may see it."""
    how = aside_of(state)
    if how is None:
        return ""
    if how.into is None:
        return gettext("Voided on %(day)s. It counts in no figure, and nothing is recorded on it.") % {"day": words_of(how.on)}
    try:
        reference = spine.case_behind(door_of(actor, how.into)).reference
    except NotVisible:
        return gettext("Joined on %(day)s to another referral of the same person, which goes on.") % {"day": words_of(how.on)}
    return gettext("Joined on %(day)s to the case %(reference)s, which goes on.") % {"day": words_of(how.on), "reference": reference}


def aliases(state: CaseState, actor: Actor) -> Iterator[tuple[str, str]]:
    """The cases that were joined to this one, as far as the actor may see them: reference and page."""
    for other in joined(state):
        try:
            seen = spine.case_behind(door_of(actor, other))
        except NotVisible:
            continue
        yield seen.reference, reverse("portal:case", args=[other])
