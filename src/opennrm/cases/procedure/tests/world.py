"""The agencies and people of these tests: those of the identification, and what became of their cases."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from tests import people

from opennrm.access.actor import Actor
from opennrm.cases.identification import actions as identification
from opennrm.cases.identification.stages import FINAL
from opennrm.cases.identification.tests.world import REGIONS, SAID
from opennrm.cases.identification.tests.world import World as Identifying
from opennrm.cases.referral import actions as referral
from opennrm.cases.referral.sending import Asked
from opennrm.cases.spine import door
from opennrm.cases.spine import reads as spine
from opennrm.cases.spine.models import WorklistLine
from opennrm.cases.spine.row import LedgerRow
from opennrm.cases.spine.status import StatusCode, status
from opennrm.journal import clock
from opennrm.standards.refusal import Refused


class World(Identifying):
    """The world of the identification, with cases that went further."""

    def presumed(self, **more: Any) -> UUID:
        """A case in which there are reasonable grounds."""
        case = self.case(**more)
        identification.decide_yes(self.decider, case)
        return case

    def refused(self, *asked: Asked, tell: bool = True) -> UUID:
        """A case in which a no was proposed, confirmed by the second reviewer, and told."""
        case = self.case(*asked)
        self.proposed(case)
        identification.confirm_negative(self.reviewer, case)
        if tell:
            self.tell(case)
        return case

    def refused_finally(self) -> UUID:
        """A case with a yes at first, and a no in the end that was not told yet."""
        case = self.presumed()
        self.proposed(case, stage=FINAL)
        identification.confirm_negative(self.reviewer, case)
        return case

    def identified(self) -> UUID:
        """A case in which the final decision is a yes."""
        case = self.presumed()
        identification.decide_yes(self.decider, case, text="Two sources agree.")
        return case

    def by_police(self) -> tuple[Actor, UUID]:
        """A patrol, and a case that it referred and the authority took up."""
        patrol = people.a_person(people.an_agency("police", region=REGIONS[self.country]), "first_responder")
        contact = people.a_contact(patrol, region=REGIONS[self.country])
        case = people.a_referral(patrol, self.authority, contact=contact, **SAID[self.country])
        referral.accept(self.decider, case)
        return patrol, case

    def tell(self, case: UUID) -> None:
        """The outcome is told by a way that the person called safe."""
        identification.tell_outcome(self.decider, case, to="person", channel="message", on=door.today())

    def tell_in_time(self, case: UUID) -> None:
        """A final decision is told once the time to recover is over."""
        later(50)
        self.tell(case)


def later(days: int) -> date:
    """Days pass."""
    clock.move_to(clock.now() + timedelta(days=days))
    return door.today()


def place(case: UUID) -> str:
    """Where the case stands, by the country's own word."""
    return door.state_of(case).state


def refusals(act: Any, *args: Any, **said: Any) -> dict[str, str | None]:
    """Each refusal's code with the field it stands beside; nothing is recorded."""
    with people.happens(), pytest.raises(Refused) as refused:
        act(*args, **said)
    assert all(one.source for one in refused.value.refusals)
    return {one.code: one.field for one in refused.value.refusals}


def row_of(case: UUID, entitlement: str) -> LedgerRow:
    """The latest row of a right."""
    return [row for row in spine.rights_of(case) if row.entitlement == entitlement][-1]


def stands(case: UUID, entitlement: str, on: date | None = None) -> StatusCode:
    """How a right stands, by its latest row."""
    return status(row_of(case, entitlement), on or door.today()).code


def waits_for(actor: Actor, case: UUID) -> set[str]:
    """The steps of one case that wait for somebody's agency, on whichever day they fall due."""
    mine = WorklistLine.objects.filter(case_id=case, agency=actor.agency, open=True, opening=0).exclude(lane="others")
    return set(mine.values_list("key", flat=True))
