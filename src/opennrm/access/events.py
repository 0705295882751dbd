"""What the read log records. Pure."""

from uuid import UUID

from opennrm.journal.event import Event


class Looked(Event, type="reading.looked", section="coarse", kind="reading"):
    """Somebody was shown a page: which cases stood on it, which sections were opened, by which relation."""

    page: str
    subjects: tuple[UUID, ...]
    sections: tuple[str, ...]
    relations: tuple[str, ...] = ()
