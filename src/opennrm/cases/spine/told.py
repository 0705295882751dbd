"""What was told in confidence, field by field: each stage names its sealed fields in words, and a page opens those that its reader may."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext

from opennrm.access import doors
from opennrm.access.doors import CaseDoor, Revealed
from opennrm.cases.spine import codes

_named: dict[str, dict[str, str]] = {}
Unfolds = Callable[[str], Iterable[tuple[str, str]]]
_unfolds: dict[str, Unfolds] = {}


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


def unfolds(code: str, function: Unfolds) -> None:
    """A sealed text that holds several answers: `function` gives each with its label, in words."""
    _unfolds[code] = function


def opened(door: CaseDoor, section: str, page: str) -> list[Told]:
    """Every text of the named fields that the actor may read, field by field, oldest first; the look is recorded."""
    labels = _named.get(section, {})
    found = doors.reveal_all(door, section, list(labels), page)
    order = list(labels)
    return [line for one in sorted(found, key=lambda one: order.index(one.code)) for line in _lines(one, gettext(labels[one.code]))]


def unfolded(code: str, label: str, text: str | None) -> Iterable[tuple[str, str]]:
    """A sealed text that was opened, with its label; of one that holds several answers each with its own."""
    if text is None:
        return [(label, gettext("can no longer be opened"))]
    return _unfolds[code](text) if code in _unfolds else [(label, text)]


def _lines(one: Revealed, label: str) -> Iterator[Told]:
    by = codes.word("agency_kinds", one.holder.kind or "")
    yield from (Told(one.code, said, text, by) for said, text in unfolded(one.code, label, one.text))
