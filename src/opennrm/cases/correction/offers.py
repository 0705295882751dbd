"""What the stage offers on the page of a case."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext

from opennrm.cases.spine.aside import aside_of
from opennrm.cases.spine.ways import Seen, Way, offers


@offers
def correction_ways(seen: Seen) -> Iterator[Way]:
    """What is counted of the case, to whoever may put it right; of one that is set aside this alone is left."""
    if seen.state.kind == "case" and seen.door.may("decisions", "write").allowed:
        note = gettext("Two referrals of one person, a wrong fact, a referral that was none")
        page, aside = reverse("correction:counted", args=[seen.door.case_id]), aside_of(seen.state) is not None
        yield Way(gettext("See and put right what is counted"), page, note, turn=aside, undoes=True)
