"""What can become known of a person after the referral: who it is, and by which ways the person is reached without danger. Pure."""

from datetime import date
from typing import Annotated, ClassVar, Literal

from opennrm.cases.spine.majority import COMES_OF_AGE, with_birth
from opennrm.cases.spine.meaning import means
from opennrm.cases.spine.particulars import SafeWays, with_ways
from opennrm.cases.spine.state import CaseState
from opennrm.journal.event import Envelope, Event, Sealed
from opennrm.standards.refusal import gettext_noop

Text = str | None
Basis = Literal["document", "person", "estimate", "not_known"]


class IdentityLearned(Event, type="person.identity_learned", section="identity"):
    """A name, an alias or the date of birth was learned or put right. A field that is not given stands as it stood."""

    says: ClassVar[str] = gettext_noop("Who the person is was added to or put right")

    on: date
    basis: Basis = "not_known"

    given_names: Annotated[Text, Sealed("identity", "identity.given_names")] = None
    family_names: Annotated[Text, Sealed("identity", "identity.family_names")] = None
    aliases: Annotated[Text, Sealed("identity", "identity.aliases")] = None
    birth: Annotated[Text, Sealed("identity", "identity.birth")] = None
    # Of a date of birth that says a child: the month in which to ask anew, and the day on which the person is an adult.
    act_in: str = ""
    comes_of_age: Annotated[Text, Sealed("identity", COMES_OF_AGE)] = None


class WaysChanged(Event, type="person.ways_changed", section="contact_and_location"):
    """The ways to the person are others from now on: all that are safe stand here, and no earlier one is safe any more. `never` stands
    until it is written anew.
    """

    says: ClassVar[str] = gettext_noop("The safe ways to the person changed")

    on: date
    channels: tuple[str, ...] = ()

    phone: Annotated[Text, Sealed("contact_and_location", "contact.phone")] = None
    message: Annotated[Text, Sealed("contact_and_location", "contact.message")] = None
    email: Annotated[Text, Sealed("contact_and_location", "contact.email")] = None
    post: Annotated[Text, Sealed("contact_and_location", "contact.post")] = None
    through: Annotated[Text, Sealed("contact_and_location", "contact.through")] = None
    when_safe: Annotated[Text, Sealed("contact_and_location", "contact.when_safe")] = None
    never: Annotated[Text, Sealed("contact_and_location", "contact.never")] = None
    stays: Annotated[Text, Sealed("contact_and_location", "contact.stays")] = None


@means(IdentityLearned)
def born(state: CaseState, event: IdentityLearned, envelope: Envelope) -> CaseState:
    """A date of birth that was learned or put right says anew when the person comes of age. Source: design 4."""
    return with_birth(state, envelope, event.act_in)


@means(WaysChanged)
def reached_otherwise(state: CaseState, event: WaysChanged, envelope: Envelope) -> CaseState:
    """Who noted the ways that hold, and which they are: whoever cannot read that note goes through who wrote it. Source: SG 14.182."""
    return with_ways(state, SafeWays(event.channels, envelope.agency, envelope.agency_kind, event.on))
