"""What of a referral presses, in words: a danger, and what is needed at once that nobody has answered yet."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext

from opennrm.access import doors
from opennrm.access.actor import Actor
from opennrm.access.doors import CaseDoor
from opennrm.cases.spine import codes, worklist
from opennrm.standards.load import law


@dataclass(frozen=True, slots=True)
class Pressing:
    """What is needed at once in one case, the most pressing first, and by which relation somebody has to see to it."""

    words: str
    relation: str


def told_to(door: CaseDoor) -> Pressing | None:
    """What presses in this case, if it is told to this actor: to whoever has the turn, and to those who hear of help. An authority that
    enforces reads again what it wrote itself, and not what others noted since. Source: decision 0005.
    """
    return _told([door]).get(door.case_id)


def told_in(actor: Actor, cases: Iterable[UUID]) -> dict[UUID, Pressing]:
    """What presses in each of these cases, as far as it is told to this actor."""
    return _told([doors.of(actor, row) for row in doors.visible_to(actor).filter(case_id__in=list(cases))])


def _told(asked: list[CaseDoor]) -> dict[UUID, Pressing]:
    """One in which nothing presses is left out."""
    order = list(law().needs)
    found: dict[UUID, list[tuple[str, str]]] = {}
    for case_id, code, relation in worklist.needs_told(asked):
        found.setdefault(case_id, []).append((code, relation))
    return {case_id: _in_words(sorted(needs, key=lambda one: order.index(one[0]))) for case_id, needs in found.items()}


def listed(needs: Iterable[str]) -> list[str]:
    """Needs in words."""
    return [law().needs[code].told(codes.reads_in()) for code in needs]


def _in_words(needs: list[tuple[str, str]]) -> Pressing:
    what = " · ".join(listed(code for code, _ in needs))
    return Pressing(gettext("Needed at once: %(what)s") % {"what": what}, needs[0][1])
