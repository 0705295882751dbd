"""An erased person stays shut: after a restore of either store, of both, and without the record nothing opens at all."""

from pathlib import Path
from uuid import UUID, uuid4

import pytest

from opennrm.vault import gate, index, watch
from opennrm.vault.erase import apply_newer, erase, newer_tombstones
from opennrm.vault.errors import Erased, KeyUnavailable, Unreadable, VaultClosed
from opennrm.vault.index import Names, search, search_document
from opennrm.vault.keys import is_erased
from opennrm.vault.models import DocumentRow, IndexRow, KeyStoreState, SubjectKey, VaultState
from opennrm.vault.reveal import reveal
from opennrm.vault.seal import mint, seal
from opennrm.vault.tests.conftest import NOON, forget

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
EVENT = uuid4()


def a_person(name: str) -> tuple[UUID, bytes]:
    subject = uuid4()
    mint([subject], NOON)
    index.store(subject, Names((name,), documents=(f"AB {name}",)))
    return subject, seal(subject, "identity", "name", EVENT, name)


def opened(person: tuple[UUID, bytes]) -> str | None:
    try:
        return reveal(person[0], "identity", "name", EVENT, person[1])
    except Unreadable:
        return None


def day_d(*stores: type) -> dict[type, list]:
    """A backup of these tables."""
    return {model: list(model.objects.all()) for model in stores}


def restore(backup: dict[type, list]) -> None:
    for model, rows in backup.items():
        model.objects.all().delete()
        model.objects.bulk_create(rows)
    forget()


KEY_STORE, DATABASE = (SubjectKey, KeyStoreState), (IndexRow, DocumentRow, VaultState)


def test_an_erased_person_is_shut_and_out_of_the_index_and_the_others_are_not(alarms: list[watch.Alarm]):
    ana, olga = a_person("Ana"), a_person("Olga")
    stone = erase(ana[0], NOON)
    assert (stone.serial, stone.subject) == (1, ana[0])
    assert opened(ana) is None
    assert opened(olga) == "Olga"
    assert search("Ana") == search_document("ABAna") == []
    assert is_erased(ana[0])
    assert bytes(SubjectKey.objects.get(subject=ana[0]).wrapped) == b""
    assert alarms == []
    with pytest.raises(Erased):
        mint([ana[0]], NOON)


@pytest.mark.parametrize("stores", [KEY_STORE, DATABASE, KEY_STORE + DATABASE], ids=["the key store", "the database", "both"])
def test_after_a_restore_nothing_opens_until_the_tombstones_are_applied(stores):
    ana, olga = a_person("Ana"), a_person("Olga")
    backup = day_d(*stores)
    erase(ana[0], NOON)
    restore(backup)
    assert [stone.subject for stone in newer_tombstones()] == [ana[0]]
    assert opened(ana) is opened(olga) is None
    with pytest.raises(VaultClosed, match="opennrm vault open"):
        seal(olga[0], "identity", "name", EVENT, "Olga")
    with pytest.raises(VaultClosed):
        search("Ana")
    assert apply_newer(NOON) == 1
    forget()
    assert opened(ana) is None
    assert opened(olga) == "Olga"
    assert search("Ana") == search_document("ABAna") == []
    assert {index.point(row) for row in IndexRow.objects.all()} == {olga[0]}
    assert {index.point(row) for row in DocumentRow.objects.all()} == {olga[0]}
    assert apply_newer(NOON) == 0


def test_without_the_record_nothing_opens_and_nothing_is_erased(settings):
    ana = a_person("Ana")
    (settings.HOME / "tombstones" / "erased").unlink()
    forget()
    assert opened(ana) is None
    with pytest.raises(VaultClosed, match="missing"):
        erase(ana[0], NOON)
    assert not is_erased(ana[0])


def test_an_older_record_than_the_database_knows_is_refused(settings):
    ana, olga = a_person("Ana"), a_person("Olga")
    record = settings.HOME / "tombstones" / "erased"
    older = record.read_bytes()
    erase(ana[0], NOON)
    record.write_bytes(older)
    forget()
    with pytest.raises(VaultClosed, match="older"):
        gate.require_applied()
    assert opened(olga) is None


@pytest.mark.parametrize("change", ["subject", "signature", "order", "dropped"])
def test_a_record_that_was_changed_is_refused(settings, change: str):
    for name in ("Ana", "Olga", "Nino"):
        erase(a_person(name)[0], NOON)
    record = settings.HOME / "tombstones" / "erased"
    lines = record.read_bytes().splitlines(keepends=True)
    changed = {
        "subject": [lines[0], lines[1].replace(b'"subject":"', b'"subject":"0', 1), *lines[2:]],
        "signature": [lines[0], lines[1][:-9] + b"AAAAAA==\n", *lines[2:]],
        "order": [lines[0], lines[2], lines[1], lines[3]],
        "dropped": [lines[0], lines[1], lines[3]],
    }[change]
    record.write_bytes(b"".join(changed))
    forget()
    with pytest.raises(VaultClosed, match="changed"):
        gate.require_applied()


def test_a_record_signed_by_somebody_else_is_refused(settings, tmp_path: Path):
    a_person("Ana")
    gate.Record(tmp_path / "theirs", tmp_path / "their keys").begin()
    (settings.HOME / "tombstones" / "erased").write_bytes((tmp_path / "theirs" / "tombstones" / "erased").read_bytes())
    forget()
    with pytest.raises(VaultClosed, match="changed"):
        gate.require_applied()


def test_a_line_that_was_being_written_when_the_machine_stopped_is_passed_over_and_written_over(settings):
    record = settings.HOME / "tombstones" / "erased"
    record.write_bytes(record.read_bytes() + b'{"serial":1,"sub')
    ana, olga = a_person("Ana"), a_person("Olga")
    assert erase(ana[0], NOON).serial == 1
    assert erase(olga[0], NOON).serial == 2
    assert [stone.subject for stone in gate.record().after(0)] == [ana[0], olga[0]]


def test_the_record_and_its_key_are_readable_by_their_owner_alone(settings):
    for path in (settings.HOME / "tombstones" / "erased", settings.KEYS / "tombstone-key"):
        assert path.stat().st_mode & 0o777 == 0o600
    (settings.KEYS / "tombstone-key").chmod(0o644)
    with pytest.raises(KeyUnavailable, match="0600"):
        gate.require_applied()


def test_an_erasure_that_was_cut_off_is_finished_later(monkeypatch):
    ana, olga = a_person("Ana"), a_person("Olga")
    monkeypatch.setattr("opennrm.vault.erase.destroy", _power_cut)
    with pytest.raises(InterruptedError):
        erase(ana[0], NOON)
    monkeypatch.undo()
    forget()
    assert opened(olga) is None
    apply_newer(NOON)
    assert opened(ana) is None
    assert opened(olga) == "Olga"


def _power_cut(*_about: object) -> None:
    raise InterruptedError


def test_a_person_who_never_had_a_key_can_be_erased_and_never_gets_one():
    nobody = uuid4()
    erase(nobody, NOON)
    with pytest.raises(Erased):
        mint([nobody], NOON)


def test_without_the_key_encryption_key_the_subjects_key_goes_all_the_same(settings):
    ana = a_person("Ana")
    (settings.KEYS / "kek-0001").rename(settings.KEYS / "mislaid")
    forget()
    with pytest.raises(KeyUnavailable):
        erase(ana[0], NOON)
    (settings.KEYS / "mislaid").rename(settings.KEYS / "kek-0001")
    forget()
    apply_newer(NOON)
    assert opened(ana) is None
    assert IndexRow.objects.count() == 0


def test_no_name_in_a_dictionary_meets_anything_that_stays_after_erasure():
    ana = a_person("Ana")
    erase(ana[0], NOON)
    version = index.versions()[-1]
    shares = index.table()
    known = {token for name in ("Ana", "Olga", "Nino") for key in index.kept(name) for token in version.tokens(key, shares)}
    assert not known & set(IndexRow.objects.values_list("token", flat=True))
    assert not DocumentRow.objects.exists()
