"""A new key-encryption key: whatever happens on the way, each person opens."""

import base64
import os
import signal
from collections.abc import Callable
from itertools import count
from uuid import UUID, uuid4

import pytest
from django.db import connections

from opennrm.vault import drafts, index, rotation
from opennrm.vault.errors import KeyUnavailable
from opennrm.vault.keys import destroy
from opennrm.vault.models import SubjectKey
from opennrm.vault.reveal import reveal
from opennrm.vault.rotation import keys_by_epoch, rotate, unfinished
from opennrm.vault.seal import mint, seal
from opennrm.vault.tests.conftest import NOON, forget
from opennrm.vault.wrapping import keks

pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)
EVENT = uuid4()
MINE = drafts.Mine(uuid4(), uuid4())


def people(number: int) -> dict[UUID, bytes]:
    subjects = [uuid4() for _ in range(number)]
    mint(subjects, NOON)
    for subject in subjects[:3]:
        index.store(subject, index.Names(("Ana Vela",)))
    return {subject: seal(subject, "identity", "name", EVENT, "Ana") for subject in subjects}


def all_open(sealed: dict[UUID, bytes]) -> bool:
    forget()
    return all(reveal(subject, "identity", "name", EVENT, envelope) == "Ana" for subject, envelope in sealed.items())


def test_a_rotation_wraps_every_key_again_and_destroys_the_old_one():
    sealed, draft = people(12), drafts.save(MINE, "referral", {"name": "Ana"}, NOON)
    heard: list[str] = []
    done = rotate(lambda stage, n: heard.append(stage))
    assert (done.epoch, done.rewrapped, done.left, done.remain) == (2, 12 + 1 + 3, 0, ())
    assert keys_by_epoch() == {2: 16}
    assert keks().list() == (2,)
    assert heard[0] == "key-made"
    assert heard[-1] == "destroyed"
    assert all_open(sealed)
    assert drafts.load(MINE, draft.id, NOON).content == {"name": "Ana"}
    assert len(index.search("Ana Vela")) == 3


def test_a_copy_of_the_key_store_from_before_opens_nobody():
    sealed = people(1)
    copy = SubjectKey.objects.get()
    rotate()
    copy.save()
    forget()
    with pytest.raises(KeyUnavailable):
        mint(sealed, NOON)


def test_the_row_of_an_erased_subject_is_no_key_and_stops_nothing():
    sealed = people(4)
    erased = next(iter(sealed))
    destroy(erased, NOON)
    assert rotate().remain == ()
    del sealed[erased]
    assert all_open(sealed)
    assert bytes(SubjectKey.objects.get(subject=erased).wrapped) == b""


def test_a_damaged_key_is_passed_over_counted_and_keeps_its_epoch_alive(alarms):
    sealed = people(4)
    damaged, *others = sealed
    whole = bytes(SubjectKey.objects.get(subject=damaged).wrapped)
    SubjectKey.objects.filter(subject=damaged).update(wrapped=bytes(56))
    done = rotate()
    assert (done.left, done.remain) == (1, (1,))
    assert all_open({subject: sealed[subject] for subject in others})
    assert [alarm.reason for alarm in alarms] == ["damaged-key"]
    SubjectKey.objects.filter(subject=damaged).update(wrapped=whole)
    assert (rotate().left, keks().list()) == (0, (2,))
    assert all_open(sealed)


def test_without_the_old_key_a_rotation_stops_and_says_which_is_missing(settings):
    people(2)
    (settings.KEYS / "kek-0001").rename(settings.KEYS / "kek-mislaid")
    with pytest.raises(KeyUnavailable, match="kek-0001 is missing"):
        rotate()
    (settings.KEYS / "kek-mislaid").rename(settings.KEYS / "kek-0001")
    assert rotate().remain == ()


def test_keys_from_the_environment_rotate_when_the_operator_has_added_one(monkeypatch):
    one, two = (base64.b64encode(letter * 32).decode() for letter in (b"a", b"b"))
    monkeypatch.setenv("OPENNRM_KEK", one)
    sealed = people(3)
    with pytest.raises(KeyUnavailable, match="epoch 2"):
        rotate()
    monkeypatch.setenv("OPENNRM_KEK", f"1:{one},2:{two}")
    assert rotate().remain == (1,)
    monkeypatch.setenv("OPENNRM_KEK", f"2:{two}")
    assert not unfinished()
    assert all_open(sealed)


def in_a_child(work: Callable[[], object]) -> int:
    """The id of a forked process, which ends with 0 when its work is done; database connections are not taken along."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            forget()
            work()
            status = 0
        finally:
            os._exit(status)
    return child


def killed_at(point: int) -> Callable[[], None]:
    """A rotation that kills itself at one of its points: inside and between the batches, before and after each key file changes."""
    points = count()
    whole = rotation._rewrap

    def step(*_about: object) -> None:
        if next(points) == point:
            os.kill(os.getpid(), signal.SIGKILL)

    def rewrap(row, epoch: int) -> bool:
        step()
        return whole(row, epoch)

    def work() -> None:
        rotation._rewrap = rewrap
        rotate(step)

    return work


def test_killed_at_fifty_points_each_person_opens_and_the_next_rotation_ends_it(monkeypatch):
    monkeypatch.setattr(rotation, "BATCH", 3)
    sealed, killed = people(24), 0
    for point in range(50):
        child = in_a_child(killed_at(point))
        killed += os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
        assert all_open(sealed), point
    assert killed > 25
    while unfinished():
        rotate()
    assert all_open(sealed)
    assert len(keys_by_epoch()) == 1
    assert keks().list() == tuple(keys_by_epoch())


def test_two_rotations_at_once_leave_nobody_closed(monkeypatch):
    monkeypatch.setattr(rotation, "BATCH", 2)
    sealed = people(20)
    children = [in_a_child(rotate) for _ in range(2)]
    assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children] == [0, 0]
    assert all_open(sealed)
    assert keks().list() == tuple(keys_by_epoch())


def test_a_key_minted_while_another_process_rotates_is_never_wrapped_by_the_epoch_that_dies(monkeypatch):
    monkeypatch.setattr(rotation, "BATCH", 1)
    sealed = people(10)
    child = in_a_child(rotate)
    for _ in range(5):
        sealed |= people(1)
    assert os.waitpid(child, 0)[1] == 0
    assert all_open(sealed)
    assert keks().list() == tuple(keys_by_epoch())
