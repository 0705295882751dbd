"""What the pages of the procedure say beside their question: what ends, what does not, what the law here asks. Words, no writes."""

from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _noop

from opennrm.access.doors import CaseDoor
from opennrm.cases.procedure import reads, rules
from opennrm.cases.spine import door, editions
from opennrm.cases.spine.state import CaseState
from opennrm.countries.profile import Profile

THROUGH = {
    rules.PERSON: _noop("The person gave or sent it"),
    "support_provider": _noop("The support provider"),
    "lawyer": _noop("The person's lawyer"),
    "referrer": _noop("Whoever referred"),
}


@dataclass(frozen=True, slots=True)
class Words:
    """A page in words: its heading, its button, what holds here, and the text that says so. `leads`: the step can be taken from here."""

    title: str
    submit: str
    holds: list[str]
    source: str
    leads: bool = True
    links: list[dict[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Place:
    """What every page looks at: the case as its reader sees it, the law of the day, the day."""

    case: CaseDoor
    state: CaseState
    seen: int
    profile: Profile
    on: date

    @classmethod
    def of(cls, case: CaseDoor) -> "Place":
        glance = door.glance(case)
        return cls(case, glance.state, glance.place, editions.today(), door.today())

    def source(self, does: str) -> str:
        """The country's text on a step."""
        return rules.source_of(self.profile, self.state.state, does, self.on)

    def leads(self, does: str) -> bool:
        """Whether the step can be taken from where the case stands."""
        return rules.leads(self.profile, self.state.state, does, self.on)

    @property
    def adult(self) -> bool:
        return rules.is_adult(self.state, self.profile, self.on)


def suspend(place: Place) -> Words:
    """Before the procedure rests."""
    holds = [
        gettext("Rights do not rest: what the person is owed is owed as before, and no removal becomes lawful by it."),
        gettext("That somebody is missing is a danger first. Whoever supports the person and the police are told as the law here says."),
        gettext("Where what is known is enough, a decision can be taken all the same. Missing information counts against nobody."),
        *_clocks(place),
    ]
    return Words(gettext("The procedure rests"), gettext("Let it rest"), holds, place.source("suspend"), place.leads("suspend"))


def _clocks(place: Place) -> list[str]:
    held = reads.held_clocks(place.profile, place.state, place.on)
    if not held:
        return [gettext("No clock that runs in this case stands still by it.")]
    return [gettext("Stands still meanwhile: %(clocks)s. The days are counted on when it goes on.") % {"clocks": ", ".join(held)}]


def resume(place: Place) -> Words:
    """Before it goes on."""
    holds = [
        gettext("It goes on where it stood. Clocks that stood still run again, and the days before it rested count."),
        gettext("Nothing that was owed meanwhile is lost: it stands in the ledger as it was met or not."),
    ]
    return Words(gettext("The procedure goes on"), gettext("Let it go on"), holds, place.source("resume"), place.leads("resume"))


def withdraw(place: Place) -> Words:
    """Before the person leaves: what ends, what does not, and that it can begin again."""
    title = gettext("The person withdraws from the procedure") if place.adult else gettext("A child leaves the procedure")
    whose = (
        gettext("Only the person can withdraw, and in writing. Nobody does it for an adult, and no silence means it.")
        if place.adult
        else gettext("A child leaves only where that was found to be in its best interests. A doubt about age counts as a child.")
    )
    holds = [
        whose,
        gettext("What ends: the procedure, without a decision, and what the person is owed because it runs or because it found something."),
        gettext("What does not end: care in an emergency, asylum, wages and claims against others, help that hangs on no procedure."),
        gettext("The person may be referred again, at any time, and is told so."),
        gettext("Consents stand until they are taken back, each for itself."),
    ]
    return Words(title, gettext("Record it: the procedure ends"), holds, place.source("withdraw"), place.leads("withdraw"))


def through(state: CaseState) -> list[tuple[str, str]]:
    """Through whom a writing may come, in words."""
    return [(one, gettext(THROUGH[one])) for one in rules.through_whom(state)]
