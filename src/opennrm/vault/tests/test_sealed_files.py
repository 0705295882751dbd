"""A file lies sealed piece by piece under a key of its own: it goes with its draft, with its person, and opens whole or not at all."""

from uuid import UUID, uuid4

import pytest

from opennrm.vault import drafts, files
from opennrm.vault.cleaner.kinds import KINDS
from opennrm.vault.cleaning import Clean
from opennrm.vault.erase import erase
from opennrm.vault.errors import Unreadable
from opennrm.vault.files import PIECE
from opennrm.vault.held import Held
from opennrm.vault.models import DraftPiece, FilePiece
from opennrm.vault.tests.conftest import NOON

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
MINE = drafts.Mine(uuid4(), uuid4())


def a_file(size: int, canary: bytes = b"CANARY-FILE ") -> Clean:
    return Clean(KINDS["pdf"], (canary * (size // len(canary) + 1))[:size], ())


def kept(size: int) -> tuple[UUID, Held, bytes]:
    stream, clean = uuid4(), a_file(size)
    return stream, files.keep(stream, "letter.pdf", clean), clean.content


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 20 * PIECE + 7])
def test_what_was_sealed_opens_as_it_was(size: int) -> None:
    stream, held, content = kept(size)
    assert files.opened(stream, held) == content
    assert not any(b"CANARY" in bytes(piece) for piece in FilePiece.objects.values_list("sealed", flat=True))
    assert Held.read(held.text()) == held
    assert "letter" not in repr(held)
    assert held.key not in repr(held)


def test_pieces_of_one_length_are_of_one_length_on_the_disk() -> None:
    short, long = kept(10), kept(3_000)
    lengths = [len(FilePiece.objects.get(stream=stream).sealed) for stream, _, _ in (short, long)]
    assert lengths[0] < lengths[1] == len(FilePiece.objects.get(stream=kept(4_000)[0]).sealed)


def test_a_piece_that_is_missing_moved_doubled_or_of_another_file_opens_nothing() -> None:
    stream, held, _ = kept(3 * PIECE)
    other = files.keep(stream, "other.pdf", a_file(3 * PIECE))
    pieces = list(FilePiece.objects.filter(file=held.id).order_by("number"))
    theirs = FilePiece.objects.filter(file=other.id).order_by("number")[0]

    def shut() -> bool:
        try:
            files.opened(stream, held)
        except Unreadable:
            return True
        return False

    FilePiece.objects.filter(id=pieces[2].id).update(number=9)  # behind all: as before
    assert not shut()
    FilePiece.objects.filter(id=pieces[2].id).update(number=0, sealed=pieces[0].sealed)
    assert shut()
    FilePiece.objects.filter(id=pieces[2].id).update(number=2, sealed=theirs.sealed)
    assert shut()
    FilePiece.objects.filter(id=pieces[2].id).delete()
    assert shut()


def test_a_file_goes_with_its_draft() -> None:
    draft = drafts.save(MINE, "referral", {}, NOON)
    held = files.hold(draft.id, MINE.agency, "letter.pdf", a_file(2 * PIECE))
    assert DraftPiece.objects.filter(draft=draft.id, file=held.id).count() == 2
    drafts.destroy(MINE, draft.id)
    assert not DraftPiece.objects.exists()


def test_a_file_of_an_expired_draft_is_swept() -> None:
    draft = drafts.save(MINE, "referral", {}, NOON - drafts.KEPT)
    files.hold(draft.id, MINE.agency, "letter.pdf", a_file(10))
    assert drafts.sweep(NOON) == 1
    assert not DraftPiece.objects.exists()


def test_what_is_handed_over_is_the_same_and_lies_in_the_draft_no_more() -> None:
    draft, stream, clean = drafts.save(MINE, "referral", {}, NOON), uuid4(), a_file(20 * PIECE)
    held = files.hold(draft.id, MINE.agency, "letter.pdf", clean)
    files.hand_over(draft.id, stream, held)
    drafts.destroy(MINE, draft.id)
    assert files.opened(stream, held) == clean.content
    assert not DraftPiece.objects.exists()


def test_an_erased_person_leaves_no_piece() -> None:
    stream, _, _ = kept(PIECE)
    other, held, content = kept(PIECE)
    erase(stream, NOON)
    assert not FilePiece.objects.filter(stream=stream).exists()
    assert files.opened(other, held) == content
