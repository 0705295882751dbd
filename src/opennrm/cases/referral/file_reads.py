"""The files of a case as a reader may see them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from opennrm.access import doors
from opennrm.access.doors import CaseDoor
from opennrm.access.policy import Holder
from opennrm.cases.referral import file_words
from opennrm.cases.spine import codes
from opennrm.cases.spine.file_events import ADDED, Filed, files_of
from opennrm.cases.spine.state import CaseState
from opennrm.vault.cleaning import KINDS
from opennrm.vault.held import Held

__all__ = ["Download", "Shown", "download", "may_read", "shown", "writable"]

CODES = {section: mark.code for section, event in ADDED.items() for mark in event.sealed_fields.values()}


@dataclass(frozen=True, slots=True)
class Shown:
    """A file as a page lists it; a name that can no longer be opened is None."""

    id: UUID
    number: int
    name: str | None
    section: str
    about: str
    told: tuple[str, ...]
    on: date
    by: str


@dataclass(frozen=True, slots=True)
class Download:
    """A file on its way to the reader: its bytes, its type, and a name that says nothing of what is in it."""

    content: bytes
    type: str
    name: str


def may_read(door: CaseDoor, one: Filed) -> bool:
    """Whether this reader may open the file: by its section and by who put it in."""
    return door.may(one.section, "read", Holder(one.agency, one.agency_kind)).allowed


def writable(door: CaseDoor) -> list[str]:
    """The sections in which this actor may put files in."""
    return [section for section in ADDED if door.may(section, "write").allowed]


def shown(door: CaseDoor, state: CaseState, page: str = "files") -> list[Shown]:
    """Every file that the reader may open, section by section; the look at their names is recorded."""
    mine = [(number, one) for number, one in enumerate(files_of(state), start=1) if may_read(door, one)]
    names: dict[UUID, str | None] = {}
    for section in ADDED:
        if any(one.section == section for _, one in mine):
            names |= {said.event: said.text for said in doors.reveal_all(door, section, [CODES[section]], page)}
    return [_shown(number, one, names.get(one.id)) for section in ADDED for number, one in mine if one.section == section]


def _shown(number: int, one: Filed, text: str | None) -> Shown:
    held = Held.read(text) if text else None
    about = f"{one.format.upper()}, {file_words.size_words(held.size)}" if held else one.format.upper()
    by = codes.word("agency_kinds", one.agency_kind)
    told = file_words.told(held) if held else ()
    return Shown(one.id, number, held.name if held else None, codes.word("sections", one.section), about, told, one.on, by)


def download(door: CaseDoor, state: CaseState, id: UUID) -> Download | None:
    """A file whole; None for one that is closed to the reader as for one that is not there. The look is recorded first."""
    number, one = next(((number, one) for number, one in enumerate(files_of(state), start=1) if one.id == id), (0, None))
    if one is None or not may_read(door, one):
        return None
    found = doors.reveal_file(door, one.section, CODES[one.section], id, "file")
    if found is None:
        return None
    kind = KINDS[found[0].kind]
    return Download(found[1], kind.type, f"{state.reference}-{number}.{kind.endings[0]}")
