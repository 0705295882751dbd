"""What was told in confidence, field by field: each stage names its sealed fields in words, and a page opens those that its reader may."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext

from opennrm.access import doors
from opennrm.access.doors import CaseDoor
from opennrm.cases.spine import codes

_named: dict[str, dict[str, str]] = {}


@dataclass(frozen=True, slots=True)
class Told:
    """A text that was opened: its field, in words, and which kind of agency recorded it."""

    code: str
    label: str
    text: str
    by: str


def fields(section: str, labels: Mapping[str, str]) -> None:
    """Name sealed fields of a section, in the order in which a page shows them; labels are msgids."""
    _named.setdefault(section, {}).update(labels)


def opened(door: CaseDoor, section: str, page: str) -> list[Told]:
    """Every text of the named fields that the actor may read, field by field, oldest first; the look is recorded."""
    labels = _named.get(section, {})
    found = doors.reveal_all(door, section, list(labels), page)
    order = list(labels)
    return [
        Told(
            one.code,
            gettext(labels[one.code]),
            gettext("can no longer be opened") if one.text is None else one.text,
            codes.word("agency_kinds", one.holder.kind or ""),
        )
        for one in sorted(found, key=lambda one: order.index(one.code))
    ]
