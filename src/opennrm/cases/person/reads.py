"""What is asked of a person's particulars for a page: what stands, and what stood before. Each look is recorded."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext

from opennrm.access import doors
from opennrm.access.doors import CaseDoor, Revealed
from opennrm.cases.spine import known
from opennrm.cases.spine.door import Glance
from opennrm.cases.spine.particulars import CONTACT, IDENTITY, NO_LONGER
from opennrm.cases.spine.value_words import in_words

LABELS = {"identity": IDENTITY, "contact_and_location": CONTACT}


@dataclass(frozen=True, slots=True)
class Version:
    """What a field said from a moment on: in words, by which kind of agency and how known, and whether it stands."""

    text: str
    by: str
    at: datetime | None
    stands: bool


@dataclass(frozen=True, slots=True)
class History:
    """A field with everything that it said, the latest first."""

    label: str
    versions: tuple[Version, ...]


def standing(door: CaseDoor, section: str) -> dict[str, str]:
    """What the fields of a section say now, as far as the actor may read it, by the name of the field. The look is recorded."""
    found = doors.reveal_all(door, section, list(LABELS[section]), "particulars")
    last = [words[0] for code in LABELS[section] if (words := _standing([one for one in found if one.code == code], section))]
    return {one.code.partition(".")[2]: one.text for one in last if one.text is not None and one.text != NO_LONGER}


def _standing(values: list[Revealed], section: str) -> tuple[Revealed, ...]:
    """What stands of a field: of who the person is each side's word, of the ways to the person the last alone."""
    return known.standing(values) if section == "identity" else tuple(values[-1:])


def histories(door: CaseDoor, glance: Glance, section: str) -> list[History]:
    """Every field of a section with all that it said, as far as the actor may read it. The look is recorded."""
    found = doors.reveal_all(door, section, list(LABELS[section]), "particulars")
    moments = {one.envelope.row_id("sealed"): one.envelope.recorded_at for one in glance.happened}
    bases = known.known_by(glance)
    grouped = [(label, [one for one in found if one.code == code]) for code, label in LABELS[section].items()]
    return [History(gettext(label), _versions(values, section, moments, bases)) for label, values in grouped if values]


def _versions(
    values: list[Revealed], section: str, moments: dict[UUID, datetime], bases: dict[tuple[UUID, str], str]
) -> tuple[Version, ...]:
    stands = _standing(values, section)
    return tuple(
        Version(in_words(one.code, one.text), known.by_whom(one, bases), moments.get(one.event), one in stands) for one in reversed(values)
    )
