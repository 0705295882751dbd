"""What may be done on a case, by whom, from where: each stage offers its ways, the portal shows them together."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from opennrm.access.doors import CaseDoor
from opennrm.cases.spine.aside import aside_of
from opennrm.cases.spine.state import CaseState
from opennrm.countries.profile import Profile


@dataclass(frozen=True, slots=True)
class Seen:
    """What a stage looks at before it offers a way: who asks, how the case stands, the law of the day."""

    door: CaseDoor
    state: CaseState
    profile: Profile
    on: date


@dataclass(frozen=True, slots=True)
class Way:
    """An act that is offered: its words, its page, what to know beside; `blocked` says why it cannot be done yet, and it stays in sight.

    `turn`: the case waits for just this act, so it stands first. `undoes`: it may be done on a case that is set aside.
    """

    label: str
    href: str
    note: str = ""
    blocked: tuple[str, ...] = ()
    turn: bool = False
    undoes: bool = False


Offers = Callable[[Seen], Iterable[Way]]
Function = TypeVar("Function", bound=Offers)
_offers: list[Offers] = []
_of_a_contact: list[Offers] = []


def offers(function: Function) -> Function:
    """Register what a stage offers on the page of a case."""
    _offers.append(function)
    return function


def offers_contact(function: Function) -> Function:
    """Register what a stage offers on the page of a contact."""
    _of_a_contact.append(function)
    return function


def contact_ways(seen: Seen) -> list[Way]:
    """Everything that may be done from a contact besides its own steps."""
    return [way for offer in _of_a_contact for way in offer(seen)]


def ways(seen: Seen) -> Iterator[Way]:
    """Everything that may be done; what the case waits for first. On a case that is set aside only what undoes that."""
    aside = aside_of(seen.state) is not None
    found = [way for offer in _offers for way in offer(seen) if way.undoes or not aside]
    yield from sorted(found, key=lambda way: not way.turn)
