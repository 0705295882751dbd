"""Keys whose transaction failed are swept; nobody else's ever is."""

from collections.abc import Collection
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import transaction

from opennrm.vault import drafts, sweep
from opennrm.vault.keys import destroy
from opennrm.vault.models import Draft, DraftKey, SealedValue, SubjectKey
from opennrm.vault.seal import mint, minting
from opennrm.vault.tests.conftest import NOON
from opennrm.vault.tests.test_sealing import a_value
from opennrm.vault.values import write

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
NEXT_DAY = NOON + timedelta(hours=25)


def somebody(used: bool) -> UUID:
    subject = uuid4()
    mint([subject], NOON)
    if used:
        write([a_value(uuid4(), "name", 1, subject=subject)])
    return subject


def keys() -> set[UUID]:
    return set(SubjectKey.objects.values_list("subject", flat=True))


def test_a_key_that_nothing_was_sealed_under_goes_after_a_day_and_not_before():
    used, orphan = somebody(used=True), somebody(used=False)
    assert sweep.sweep(NOON + timedelta(hours=23)).subject_keys == 0
    assert keys() == {used, orphan}
    assert sweep.sweep(NEXT_DAY).subject_keys == 1
    assert keys() == {used}


def test_a_transaction_that_fails_after_its_keys_were_committed_leaves_orphans_that_are_swept():
    with pytest.raises(ZeroDivisionError):
        _fails_at_commit()
    assert len(keys()) == 1
    sweep.sweep(NEXT_DAY)
    assert keys() == set()


def _fails_at_commit() -> None:
    with transaction.atomic():
        with minting(NOON) as batch:
            batch.take([uuid4()])
        raise ZeroDivisionError


def test_a_key_once_found_in_use_is_kept_even_when_an_older_database_is_restored():
    used = somebody(used=True)
    sweep.sweep(NEXT_DAY)
    SealedValue.objects.all().delete()
    sweep.sweep(NEXT_DAY + timedelta(days=30))
    assert keys() == {used}


def test_more_orphans_than_one_batch_holds(monkeypatch):
    monkeypatch.setattr(sweep, "BATCH", 3)
    used = {somebody(used=True) for _ in range(4)}
    for _ in range(7):
        somebody(used=False)
    assert sweep.sweep(NEXT_DAY).subject_keys == 7
    assert keys() == used


def test_a_package_that_keeps_envelopes_elsewhere_keeps_its_keys():
    shelter = somebody(used=False)

    @sweep.keeps_envelopes
    def shelters(subjects: Collection[UUID]) -> set[UUID]:
        return {shelter} & set(subjects)

    sweep.sweep(NEXT_DAY)
    sweep._users.remove(shelters)
    assert keys() == {shelter}


def test_the_mark_of_an_erased_subject_stays():
    erased = somebody(used=False)
    destroy(erased, NOON)
    sweep.sweep(NEXT_DAY)
    assert keys() == {erased}


def test_expired_drafts_and_keys_of_drafts_that_never_were_go():
    mine = drafts.Mine(uuid4(), uuid4())
    drafts.save(mine, "referral", {}, NOON)
    living = drafts.save(mine, "referral", {}, NOON + timedelta(days=20))
    lost = drafts.save(mine, "referral", {}, NOON + timedelta(days=20))
    Draft.objects.filter(id=lost.id).delete()
    swept = sweep.sweep(NOON + timedelta(days=29))
    assert (swept.drafts, swept.draft_keys) == (1, 1)
    assert list(DraftKey.objects.values_list("id", flat=True)) == [living.id]
