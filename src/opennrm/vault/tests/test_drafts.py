"""A draft has a key of its own, an end, one owner, and no tab writes over another in silence."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection

from opennrm.vault import drafts
from opennrm.vault.drafts import Mine
from opennrm.vault.errors import DraftGone, DraftMoved, KeyUnavailable, Unsealable
from opennrm.vault.models import Draft, DraftKey
from opennrm.vault.tests.conftest import NOON

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
ME = Mine(uuid4(), uuid4())
LATER = NOON + timedelta(days=3)


def test_what_was_saved_comes_back():
    content = {"name": ["Ана"], "languages": ["ka", "hy"], "none": None, "step": 3}
    saved = drafts.save(ME, "referral", content, NOON)
    found = drafts.load(ME, saved.id, NOON)
    assert (found.content, found.kind, found.version) == (content, "referral", 1)
    assert found.expires_at == NOON + timedelta(days=28)


def test_saving_again_moves_the_end_and_the_version():
    saved = drafts.save(ME, "referral", {"a": 1}, NOON)
    again = drafts.save_again(ME, saved.id, saved.version, {"a": 2}, LATER)
    assert (again.version, again.expires_at) == (2, LATER + timedelta(days=28))
    assert drafts.load(ME, saved.id, LATER).content == {"a": 2}


def test_of_two_tabs_the_second_is_told_and_the_first_stands():
    saved = drafts.save(ME, "referral", {"a": 1}, NOON)
    drafts.save_again(ME, saved.id, 1, {"a": "first"}, NOON)
    with pytest.raises(DraftMoved) as moved:
        drafts.save_again(ME, saved.id, 1, {"a": "second"}, NOON)
    assert moved.value.version == 2
    assert drafts.load(ME, saved.id, NOON).content == {"a": "first"}


def test_a_tab_that_saves_between_reading_and_writing_wins_too(monkeypatch):
    saved = drafts.save(ME, "referral", {"a": 1}, NOON)
    whole = drafts._close

    def slow(key, draft, text):
        monkeypatch.setattr(drafts, "_close", whole)
        drafts.save_again(ME, saved.id, 1, {"a": "first"}, NOON)
        return whole(key, draft, text)

    monkeypatch.setattr(drafts, "_close", slow)
    with pytest.raises(DraftMoved):
        drafts.save_again(ME, saved.id, 1, {"a": "second"}, NOON)
    assert drafts.load(ME, saved.id, NOON).content == {"a": "first"}


@pytest.mark.parametrize("other", [Mine(uuid4(), ME.agency), Mine(ME.owner, uuid4())], ids=["another person", "another agency"])
def test_anothers_draft_is_as_absent_as_one_that_never_was(other: Mine):
    saved = drafts.save(ME, "referral", {"a": 1}, NOON)
    for absent in (saved.id, uuid4()):
        with pytest.raises(DraftGone) as gone:
            drafts.load(other, absent, NOON)
        assert gone.value.args == ()
        with pytest.raises(DraftGone):
            drafts.save_again(other, absent, 1, {}, NOON)
        drafts.destroy(other, absent)
    assert drafts.mine_of(other, "referral", NOON) == []
    assert drafts.load(ME, saved.id, NOON).content == {"a": 1}


def test_a_person_sees_their_drafts_of_a_kind_the_last_saved_first():
    first, second = drafts.save(ME, "referral", {}, NOON), drafts.save(ME, "referral", {}, LATER)
    drafts.save(ME, "contact", {}, LATER)
    assert drafts.mine_of(ME, "referral", LATER) == [(second.id, second.expires_at), (first.id, first.expires_at)]


def test_an_expired_draft_is_gone_before_it_is_swept():
    saved = drafts.save(ME, "referral", {"a": 1}, NOON)
    with pytest.raises(DraftGone):
        drafts.load(ME, saved.id, NOON + timedelta(days=28))
    assert drafts.mine_of(ME, "referral", NOON + timedelta(days=28)) == []


def test_sweeping_destroys_the_expired_with_their_keys_and_leaves_the_others():
    drafts.save(ME, "referral", {"a": 1}, NOON)
    young = drafts.save(ME, "referral", {"a": 2}, LATER)
    assert drafts.sweep(NOON + timedelta(days=28)) == 1
    assert list(Draft.objects.values_list("id", flat=True)) == list(DraftKey.objects.values_list("id", flat=True)) == [young.id]


@pytest.mark.django_db(databases=["default", "keys"], transaction=True)
def test_destroying_takes_the_key_first():
    saved = drafts.save(ME, "referral", {"a": 1}, NOON)
    with connection.execute_wrapper(_power_cut_at_delete), pytest.raises(InterruptedError):
        drafts.destroy(ME, saved.id)
    assert not DraftKey.objects.exists()
    assert Draft.objects.exists()
    with pytest.raises(DraftGone):
        drafts.load(ME, saved.id, NOON)


def _power_cut_at_delete(execute, sql, params, many, context):
    if sql.startswith("DELETE"):
        raise InterruptedError
    return execute(sql, params, many, context)


def test_everything_of_a_person_who_leaves_is_destroyed():
    drafts.save(ME, "referral", {}, NOON)
    drafts.save(Mine(ME.owner, uuid4()), "contact", {}, NOON)
    drafts.save(Mine(uuid4(), ME.agency), "contact", {}, NOON)
    assert drafts.destroy_all_of(ME.owner) == 2
    assert Draft.objects.count() == DraftKey.objects.count() == 1


def test_an_older_version_put_back_does_not_open():
    saved = drafts.save(ME, "referral", {"consent": "yes"}, NOON)
    old = bytes(Draft.objects.get().ciphertext)
    drafts.save_again(ME, saved.id, 1, {"consent": "no"}, NOON)
    Draft.objects.update(ciphertext=old)
    with pytest.raises(DraftGone):
        drafts.load(ME, saved.id, NOON)


def test_drafts_with_swapped_keys_do_not_open():
    one, other = drafts.save(ME, "referral", {"a": 1}, NOON), drafts.save(ME, "referral", {"a": 2}, NOON)
    kept = {row.id: row.wrapped for row in DraftKey.objects.all()}
    DraftKey.objects.filter(id=one.id).update(wrapped=kept[other.id])
    with pytest.raises(DraftGone):
        drafts.load(ME, one.id, NOON)


def test_an_outage_of_the_keys_is_no_lost_draft(settings, tmp_path):
    saved = drafts.save(ME, "referral", {"a": 1}, NOON)
    settings.KEYS.rename(tmp_path / "away")
    with pytest.raises(KeyUnavailable):
        drafts.load(ME, saved.id, NOON)
    with pytest.raises(KeyUnavailable):
        drafts.save(ME, "referral", {"a": 1}, NOON)
    assert Draft.objects.count() == 1


def test_a_text_that_cannot_be_sealed_makes_no_draft_and_no_key():
    with pytest.raises(Unsealable):
        drafts.save(ME, "referral", {"a": "\ud800"}, NOON)
    assert not Draft.objects.exists()
    assert not DraftKey.objects.exists()
