"""What the stage offers on the page of a contact."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext

from opennrm.cases.notification import rules
from opennrm.cases.spine.ways import Seen, Way, offers_contact
from opennrm.ui.dates import FuzzyDate


@offers_contact
def notification_ways(seen: Seen) -> Iterator[Way]:
    """After a no: notify without a name, where the law of the day gives it. After that: what the person alone may want."""
    id, contact = seen.door.case_id, seen.state
    if contact.note("referral.outcome") == "no" and not list(rules.may_begin(contact, seen.profile, seen.on)):
        note = gettext("In codes alone, after a last look at whether anything leads to the person")
        yield Way(gettext("Notify the authority without a name"), reverse("notification:notify", args=[id]), note)
    if (on := contact.note("notification.on")) is None:
        return
    told = gettext("An authority was notified without a name")
    yield Way(told, reverse("notification:list"), str(FuzzyDate(on.year, on.month, on.day)))
    if not seen.door.enforces and "police_contact" in seen.profile.consent:
        note = gettext("Sealed apart, for one agency that the person names; nothing leads from it to the notification")
        yield Way(gettext("The person allows to be reached"), reverse("notification:seal", args=[id]), note)
    if contact.closed:
        note = gettext("Only the person can make a referral of it: everything is asked anew")
        yield Way(gettext("The person came back and wants to be referred"), reverse("notification:back", args=[id]), note)
