"""What the stage offers on the page of a case."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext

from opennrm.cases.referral.rules import answer_due
from opennrm.cases.spine.right_words import words_of
from opennrm.cases.spine.ways import Seen, Way, offers
from opennrm.ui.dates import distance


@offers
def referral_ways(seen: Seen) -> Iterator[Way]:
    """Answer it, tell the referrer, send it again; consents for whoever may record them."""
    id, sent = seen.door.case_id, seen.state.note("referral.sent")
    if sent is None:
        return
    relations = seen.door.relations
    if "recipient" in relations and sent.answer == "" and seen.door.may("decisions", "write", purpose="answer_referral").allowed:
        yield Way(gettext("Answer the referral"), reverse("referral:answer_referral", args=[id]), _by(seen), turn=True)
    if "referrer" in relations and sent.answer == "refused" and seen.door.may("decisions", "write", purpose="referral").allowed:
        yield Way(gettext("Send the referral again"), reverse("referral:again", args=[id]), gettext("It came back"), turn=True)
    if "competent_authority" in relations and seen.door.may("decisions", "write").allowed:
        yield Way(gettext("Tell the referrer what became of it"), reverse("referral:feedback", args=[id]))
    if relations & {"referrer", "recipient"}:
        yield Way(gettext("The referral"), reverse("referral:referral", args=[id]))
    yield Way(gettext("Consents"), reverse("referral:consents", args=[id]), gettext("What stands, ask, take back"))


def _by(seen: Seen) -> str:
    """By when receipt is to be acknowledged, in words; nothing where no day is set."""
    due = answer_due(seen.state, seen.profile)
    return gettext("Due %(day)s, %(distance)s.") % {"day": words_of(due), "distance": distance(due, seen.on)} if due else ""
