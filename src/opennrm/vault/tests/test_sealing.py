"""Through the doors of the vault: keys are minted late and together, values open where they belong only."""

from uuid import UUID, uuid4

import pytest
from django.db import OperationalError, connections, transaction

from opennrm.vault.errors import Erased, KeyConflict, KeyUnavailable, NoKey, Unreadable
from opennrm.vault.keys import Memory, OpenKey, destroy, memory
from opennrm.vault.models import SealedValue, SubjectKey
from opennrm.vault.reveal import ready, reveal
from opennrm.vault.seal import Minting, mint, minting, seal
from opennrm.vault.tests.conftest import NOON, forget
from opennrm.vault.values import every, history, latest, write
from opennrm.vault.wrapping import unwrap

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
EVENT = uuid4()
ANA, NINO = uuid4(), uuid4()


def test_what_was_sealed_is_revealed():
    mint([ANA], NOON)
    envelope = seal(ANA, "identity", "referral.name", EVENT, "Ана Вела")
    assert reveal(ANA, "identity", "referral.name", EVENT, envelope) == "Ана Вела"


def test_a_value_moved_between_persons_sections_fields_or_events_does_not_open_and_sounds_an_alarm(alarms):
    mint([ANA, NINO], NOON)
    envelope = seal(ANA, "identity", "referral.name", EVENT, "Ana")
    for place in [
        (NINO, "identity", "referral.name", EVENT),
        (ANA, "support", "referral.name", EVENT),
        (ANA, "identity", "referral.alias", EVENT),
        (ANA, "identity", "referral.name", uuid4()),
    ]:
        with pytest.raises(Unreadable):
            reveal(*place, envelope)
    assert [alarm.reason for alarm in alarms] == ["unreadable"] * 4


def test_nothing_is_sealed_for_a_subject_without_a_key():
    with pytest.raises(NoKey):
        seal(ANA, "identity", "referral.name", EVENT, "Ana")


def test_a_batch_seals_before_its_keys_are_committed_and_commits_them_in_one_transaction(django_assert_num_queries):
    subjects = [uuid4() for _ in range(50)]
    with transaction.atomic(), minting(NOON) as batch:
        batch.take(subjects)
        envelopes = {subject: seal(subject, "identity", "referral.name", EVENT, "Ana") for subject in subjects}
        assert SubjectKey.objects.count() == 0
        assert reveal(subjects[0], "identity", "referral.name", EVENT, envelopes[subjects[0]]) == "Ana"
    assert SubjectKey.objects.count() == 50
    memory.forget()
    with django_assert_num_queries(1, using="keys"):
        ready(subjects[:20])
        assert all(reveal(one, "identity", "referral.name", EVENT, envelopes[one]) == "Ana" for one in subjects[:20])


def test_a_batch_that_fails_leaves_no_key():
    with pytest.raises(ZeroDivisionError):
        _a_batch_that_fails()
    assert not SubjectKey.objects.exists()


def _a_batch_that_fails() -> None:
    with transaction.atomic(), minting(NOON):
        seal(ANA, "identity", "referral.name", EVENT, "Ana")
        raise ZeroDivisionError


def test_a_batch_inside_another_joins_it():
    with minting(NOON) as outer, minting(NOON) as inner:
        seal(ANA, "identity", "referral.name", EVENT, "Ana")
        assert inner is outer
        assert not SubjectKey.objects.exists()
    assert SubjectKey.objects.get().subject == ANA


def test_minting_again_keeps_the_key():
    mint([ANA], NOON)
    before = unwrap(SubjectKey.objects.get())
    mint([ANA, NINO], NOON)
    assert unwrap(SubjectKey.objects.get(subject=ANA)) == before
    assert SubjectKey.objects.count() == 2


def test_of_two_batches_that_make_a_key_for_one_subject_the_second_is_told_to_try_again():
    batch = Minting(NOON)
    batch.take([ANA])
    mint([ANA], NOON)
    with pytest.raises(KeyConflict):
        batch.commit()


def test_an_erased_subject_never_gets_a_key_again():
    mint([ANA], NOON)
    destroy(ANA, NOON)
    with pytest.raises(Erased):
        mint([ANA], NOON)
    with pytest.raises(Erased), minting(NOON):
        seal(ANA, "identity", "referral.name", EVENT, "Ana")
    with pytest.raises(NoKey):
        seal(ANA, "identity", "referral.name", EVENT, "Ana")


def test_swapped_wrapped_keys_do_not_open_and_sound_an_alarm(alarms):
    mint([ANA, NINO], NOON)
    envelope = seal(ANA, "identity", "referral.name", EVENT, "Ana")
    one, other = SubjectKey.objects.get(subject=ANA), SubjectKey.objects.get(subject=NINO)
    SubjectKey.objects.filter(subject=ANA).update(wrapped=other.wrapped)
    SubjectKey.objects.filter(subject=NINO).update(wrapped=one.wrapped)
    forget()
    with pytest.raises(Unreadable):
        reveal(ANA, "identity", "referral.name", EVENT, envelope)
    assert "damaged-key" in [alarm.reason for alarm in alarms]


def test_one_damaged_key_does_not_close_the_page_for_the_others():
    mint([ANA, NINO], NOON)
    envelope = seal(NINO, "identity", "referral.name", EVENT, "Nino")
    SubjectKey.objects.filter(subject=ANA).update(wrapped=b"\0" * 56)
    forget()
    ready([ANA, NINO])
    assert reveal(NINO, "identity", "referral.name", EVENT, envelope) == "Nino"


def test_without_the_key_directory_nobody_is_opened_and_nothing_is_sealed(settings, tmp_path, alarms):
    mint([ANA], NOON)
    envelope = seal(ANA, "identity", "referral.name", EVENT, "Ana")
    settings.KEYS.rename(tmp_path / "taken away")
    forget()
    ready([ANA])
    with pytest.raises(Unreadable):
        reveal(ANA, "identity", "referral.name", EVENT, envelope)
    with pytest.raises(KeyUnavailable):
        seal(ANA, "identity", "referral.name", EVENT, "Ana")
    with pytest.raises(KeyUnavailable):
        mint([uuid4()], NOON)
    assert {alarm.reason for alarm in alarms} == {"no-provider"}


def test_without_the_key_store_the_page_stands(alarms):
    mint([ANA], NOON)
    envelope = seal(ANA, "identity", "referral.name", EVENT, "Ana")
    memory.forget()
    with connections["keys"].execute_wrapper(_no_such_store):
        ready([ANA])
        with pytest.raises(Unreadable) as refused:
            reveal(ANA, "identity", "referral.name", EVENT, envelope)
    assert refused.value.__context__ is None
    assert {alarm.reason for alarm in alarms} == {"no-provider"}


def _no_such_store(*_about: object) -> None:
    raise OperationalError("unable to open database file")


def test_the_memory_of_keys_is_small_and_short():
    small = Memory(size=3)
    held = [OpenKey(uuid4(), uuid4(), bytes(32)) for _ in range(5)]
    small.put(held)
    assert len(small) == 3
    assert small.get(held[0].owner) is None
    assert small.get(held[4].owner) is held[4]
    short = Memory(seconds=-1)
    short.put(held)
    assert short.get(held[4].owner) is None


def test_a_destroyed_key_leaves_the_memory_at_once():
    mint([ANA], NOON)
    assert memory.get(ANA) is not None
    destroy(ANA, NOON)
    assert memory.get(ANA) is None


def a_value(stream: UUID, code: str, position: int, envelope: bytes = b"x", **other) -> SealedValue:
    return SealedValue(
        **{"stream": stream, "subject": ANA, "section": "identity", "code": code, "holder": EVENT, "holder_kind": "police"}
        | {"event_id": uuid4(), "envelope": envelope, "position": position}
        | other
    )


def test_a_later_value_of_a_field_supersedes_and_both_are_kept(django_assert_num_queries):
    case, other = uuid4(), uuid4()
    write([a_value(case, "name", 5, b"new"), a_value(case, "name", 2, b"old"), a_value(case, "phone", 3), a_value(other, "name", 9)])
    write([a_value(case, "diagnosis", 4, section="health")])
    with django_assert_num_queries(1):
        found = latest(every([case], ["identity"]))
    assert [(value.code, bytes(value.envelope)) for value in found] == [("name", b"new"), ("phone", b"x")]
    assert [bytes(value.envelope) for value in history(case, "identity", "name")] == [b"old", b"new"]
