"""Where key-encryption keys come from, and that anything doubtful about them stops the work."""

import base64
import os
from pathlib import Path

import pytest

from opennrm.vault import provider
from opennrm.vault.errors import KeyDamaged, KeyUnavailable, VaultClosed
from opennrm.vault.provider import EnvironmentProvider, FileProvider

PLAIN = bytes(48)


@pytest.fixture
def files(tmp_path: Path) -> FileProvider:
    made = FileProvider(tmp_path / "store")
    made.rotate(after=0)
    return made


def a_key(letter: bytes) -> str:
    return base64.b64encode(letter * 32).decode()


def test_a_key_file_is_readable_by_its_owner_alone(files: FileProvider, tmp_path: Path):
    assert (tmp_path / "store" / "kek-0001").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "store").stat().st_mode & 0o777 == 0o700
    assert files.unwrap(1, files.wrap(1, PLAIN)) == PLAIN
    assert files.health() == ()


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660])
def test_a_key_file_that_others_may_read_is_refused_even_after_it_was_used(files: FileProvider, tmp_path: Path, mode: int):
    wrapped = files.wrap(1, PLAIN)
    (tmp_path / "store" / "kek-0001").chmod(mode)
    with pytest.raises(KeyUnavailable, match="0600"):
        files.unwrap(1, wrapped)
    assert "0600" in files.health()[0]


def test_a_key_directory_in_which_others_may_write_is_refused(files: FileProvider, tmp_path: Path):
    (tmp_path / "store").chmod(0o720)
    with pytest.raises(KeyUnavailable, match="0700"):
        files.wrap(1, PLAIN)


def test_a_key_file_that_is_a_link_is_refused(files: FileProvider, tmp_path: Path):
    (tmp_path / "store" / "kek-0001").rename(tmp_path / "elsewhere")
    (tmp_path / "store" / "kek-0001").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(KeyUnavailable, match="plain file"):
        files.wrap(1, PLAIN)


def test_a_missing_key_is_refused_by_its_name(files: FileProvider):
    with pytest.raises(KeyUnavailable, match="kek-0002 is missing"):
        files.wrap(2, PLAIN)


@pytest.mark.parametrize("content", ["", "not base64!", base64.b64encode(bytes(16)).decode()])
def test_a_malformed_key_is_refused_without_showing_it(files: FileProvider, tmp_path: Path, content: str):
    (tmp_path / "store" / "kek-0001").write_text(content)
    with pytest.raises(KeyUnavailable, match=r"^The key-encryption key of epoch 1 is not 32 bytes in base64\.$"):
        files.wrap(1, PLAIN)


def test_no_keys_at_all_is_an_illness(tmp_path: Path):
    assert "opennrm init" in FileProvider(tmp_path / "nowhere").health()[0]


def test_another_epochs_key_does_not_unwrap(files: FileProvider):
    files.rotate(after=1)
    with pytest.raises(KeyDamaged):
        files.unwrap(2, files.wrap(1, PLAIN))


def test_rotating_makes_the_next_key_and_takes_up_one_that_was_left_behind(files: FileProvider):
    assert files.rotate(after=1) == 2
    assert files.list() == (1, 2)
    assert files.rotate(after=1) == 2


def test_a_destroyed_key_is_gone_from_disk_and_memory(files: FileProvider, tmp_path: Path):
    wrapped = files.wrap(1, PLAIN)
    assert files.destroy(1)
    assert files.destroy(1)
    assert files.list() == ()
    assert list((tmp_path / "store").iterdir()) == []
    with pytest.raises(KeyUnavailable):
        files.unwrap(1, wrapped)


def test_the_environment_holds_one_key_or_several_epochs():
    one, two = EnvironmentProvider(a_key(b"a")), EnvironmentProvider(f"1:{a_key(b'a')}, 2:{a_key(b'b')}")
    assert one.list() == (1,)
    assert two.list() == (1, 2)
    assert two.unwrap(1, one.wrap(1, PLAIN)) == PLAIN
    assert two.rotate(after=1) == 2
    assert two.health() == ()


def test_the_environments_keys_are_the_operators_to_add_and_remove():
    keys = EnvironmentProvider(a_key(b"a"))
    with pytest.raises(KeyUnavailable, match="epoch 2"):
        keys.rotate(after=1)
    assert not keys.destroy(1)
    with pytest.raises(KeyUnavailable, match="epoch 3"):
        keys.wrap(3, PLAIN)


@pytest.mark.parametrize("value", ["x", "one:" + a_key(b"a"), a_key(b"a")[:20]])
def test_a_malformed_environment_is_refused_without_showing_it(value: str):
    with pytest.raises(KeyUnavailable) as refused:
        EnvironmentProvider(value)
    assert value not in str(refused.value)


def test_the_environment_wins_over_files(files: FileProvider, tmp_path: Path, monkeypatch):
    assert provider.provider(tmp_path / "store").makes_keys
    monkeypatch.setenv("OPENNRM_KEK", a_key(b"a"))
    assert not provider.provider(tmp_path / "store").makes_keys


def test_no_key_shows_itself(files: FileProvider, tmp_path: Path):
    files.wrap(1, PLAIN)
    keys = EnvironmentProvider(a_key(b"a"))
    shown = repr([files, keys, vars(files), vars(keys)])
    assert a_key(b"a") not in shown
    assert (tmp_path / "store" / "kek-0001").read_text().strip() not in shown
    with pytest.raises(TypeError):
        keys._keks[1].__reduce__()


def test_preparing_again_keeps_the_keys_and_prepares_nothing_over_a_lost_key_directory(tmp_path: Path, settings):
    before = {path.name: path.read_bytes() for path in settings.KEYS.iterdir()}
    provider.ensure()
    assert {path.name: path.read_bytes() for path in settings.KEYS.iterdir()} == before
    assert {path.stat().st_mode & 0o777 for path in settings.KEYS.iterdir()} == {0o600}


def test_with_a_key_in_the_environment_no_key_file_is_made(tmp_path: Path, monkeypatch):
    monkeypatch.setenv("OPENNRM_KEK", a_key(b"a"))
    provider.prepare(tmp_path / "other keys", tmp_path / "other home")
    assert not list((tmp_path / "other keys").glob("kek-*"))


def test_a_record_of_erasures_is_never_begun_again_over_one_that_has_lost_its_key(settings, tmp_path: Path):
    record = settings.HOME / "tombstones" / "erased"
    record.write_bytes(record.read_bytes() + b"an erasure\tsigned\n")
    os.rename(settings.KEYS, tmp_path / "lost")
    with pytest.raises(VaultClosed):
        provider.ensure()
    assert b"an erasure" in record.read_bytes()
