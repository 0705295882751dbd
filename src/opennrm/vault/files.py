"""Files: sealed piece by piece, each file under a key of its own. The key lies sealed where the name lies, in a draft and then in an event:
so a file goes with its draft, or with its person, and is never sealed again when it is sent.

A piece is bound to its file, its place and their number: none can be left out, put elsewhere or added. decisions/0023-files.md.
"""

from base64 import b64decode, b64encode
from collections.abc import Iterator
from uuid import UUID, uuid4

from opennrm.vault.cleaning import Clean
from opennrm.vault.envelope import VERSION, Place, close, open_with
from opennrm.vault.errors import Unreadable
from opennrm.vault.held import Held
from opennrm.vault.models import DraftPiece, FilePiece
from opennrm.vault.wrapping import fresh

__all__ = ["Held", "drop", "hand_over", "hold", "keep", "opened"]

PIECE = 64 * 4096 - 4  # with its length it fills the steps to which an envelope is padded
SECTION = "file"
AT_ONCE = 16  # pieces in memory


def hold(draft: UUID, agency: UUID, name: str, clean: Clean) -> Held:
    """Seal a file into a draft, in the caller's transaction; what comes back lies in the draft's own text."""
    held = _new(name, clean)
    _write(DraftPiece(draft=draft, agency=agency, file=UUID(held.id), **made) for made in _pieces(held, clean.content))
    return held


def keep(stream: UUID, name: str, clean: Clean) -> Held:
    """Seal a file of a case, in the caller's transaction; what comes back is sealed in the event that adds it."""
    held = _new(name, clean)
    _write(FilePiece(stream=stream, file=UUID(held.id), **made) for made in _pieces(held, clean.content))
    return held


def hand_over(draft: UUID, stream: UUID, held: Held) -> None:
    """What was sent goes from the draft to the case as it lies, sealed under the same key."""
    there = DraftPiece.objects.filter(draft=draft, file=held.id)
    rows = there.order_by("number").values_list("number", "sealed").iterator(chunk_size=AT_ONCE)
    _write(FilePiece(stream=stream, file=UUID(held.id), number=number, sealed=bytes(sealed)) for number, sealed in rows)
    there.delete()


def drop(draft: UUID, held: Held) -> None:
    """Take a file out of a draft."""
    DraftPiece.objects.filter(draft=draft, file=held.id).delete()


def opened(stream: UUID, held: Held) -> bytes:
    """The file, whole: nothing of it is given before its last piece was read. Raises Unreadable."""
    sealed = FilePiece.objects.filter(stream=stream, file=held.id).order_by("number").values_list("sealed", flat=True)
    found, count = list(sealed), _count(held)
    if len(found) != count:
        raise Unreadable
    key, file = b64decode(held.key), UUID(held.id)
    return b"".join(open_with(key, file, _associated(held, number, count), bytes(piece)) for number, piece in enumerate(found))


def _new(name: str, clean: Clean) -> Held:
    return Held(str(uuid4()), b64encode(fresh()).decode(), name, clean.kind.code, len(clean.content), clean.left)


def _pieces(held: Held, content: bytes) -> Iterator[dict[str, object]]:
    count = _count(held)
    for number in range(count):
        piece = content[number * PIECE : (number + 1) * PIECE]
        yield {"number": number, "sealed": close(b64decode(held.key), UUID(held.id), _associated(held, number, count), piece)}


def _count(held: Held) -> int:
    return max(-(-held.size // PIECE), 1)


def _associated(held: Held, number: int, count: int) -> bytes:
    return Place(UUID(held.id), SECTION, f"{number}/{count}", UUID(held.id)).associated(VERSION)


def _write(pieces: Iterator[DraftPiece] | Iterator[FilePiece]) -> None:
    waiting: list[DraftPiece | FilePiece] = []
    for piece in pieces:
        waiting.append(piece)
        if len(waiting) == AT_ONCE:
            type(piece).objects.bulk_create(waiting)  # type: ignore[arg-type]
            waiting = []
    if waiting:
        type(waiting[0]).objects.bulk_create(waiting)  # type: ignore[arg-type]
