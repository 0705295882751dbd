"""What the operator sees and does; and the attack that the index has to withstand."""

from uuid import uuid4

import pytest

from opennrm.vault import frequencies, operations
from opennrm.vault.attack import attack
from opennrm.vault.frequencies import SHIPPED, Table, read
from opennrm.vault.index import Names, search, store_many
from opennrm.vault.keys import destroy
from opennrm.vault.operations import attack_index, attack_stored, make_name_table, reindex, rotate, vault_health
from opennrm.vault.seal import mint
from opennrm.vault.tests.conftest import NOON

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def test_a_prepared_vault_is_well_and_says_its_counts():
    mint([uuid4(), uuid4()], NOON)
    health = vault_health()
    assert health.problems == ()
    assert health.well
    assert "2 subjects" in str(health)


def test_health_names_each_illness(settings):
    mint([uuid4()], NOON)
    settings.KEYS.chmod(0o755)
    (settings.KEYS / "kek-0001").rename(settings.KEYS / "mislaid")
    (settings.HOME / "tombstones" / "erased").unlink()
    said = str(vault_health())
    for illness in ("opennrm init", "epoch 1, which is missing", "0700", "record of erasures is missing"):
        assert illness in said


def test_health_sees_keys_that_lie_inside_what_is_backed_up(settings):
    settings.HOME = settings.KEYS.parent
    assert "inside OPENNRM_HOME" in str(vault_health())


def test_health_sees_a_key_store_that_others_may_read(settings):
    (settings.KEYS / "keys.sqlite3").chmod(0o644)
    assert "keys.sqlite3 may be read by others" in str(vault_health())


def test_rotation_tells_how_many_keys_are_done():
    mint([uuid4() for _ in range(3)], NOON)
    heard: list[int] = []
    assert rotate(heard.append).epoch == 2
    assert heard == [3]


@pytest.mark.parametrize("population", [1_000, 10_000])
def test_the_index_withstands_the_rank_attack(population: int):
    found = attack_index(population)
    assert found.holds, str(found)
    assert found.rows == population


def test_an_index_that_does_not_split_fails_the_attack():
    names = ["f:ab", "f:cd", "f:ef", "f:gh", "f:ij", "f:kl"]
    shares = Table(about={"en": "An invented country"}, unknown=1e-6, steps={0.3 / (n + 1): name for n, name in enumerate(names)})
    whole = [(name, name) for n, name in enumerate(names) for _ in range(300 // (n + 1))]
    naive = attack(whole, shares, population=10)
    assert naive.named == naive.named_of_ten == 1
    assert not naive.holds
    split = [(f"{name} {n % shares.splits(name, 1000)}", name) for n, (name, _) in enumerate(whole)]
    assert attack(split, shares, population=1000).named < 0.5


def test_the_rows_that_are_stored_are_attacked_too():
    people = [uuid4() for _ in range(60)]
    mint(people, NOON)
    store_many((subject, Names((f"Natalia {['Kovalchuk', 'Bondar', 'Lysenko', 'Moroz'][n % 4]}",))) for n, subject in enumerate(people))
    destroy(people[0], NOON)
    found = attack_stored()
    assert found.rows > 59 * 3
    assert found.holds, str(found)


def test_an_empty_index_withstands():
    assert attack_stored().holds


def test_common_names_have_many_tokens_and_unknown_ones_few():
    table = read(SHIPPED)
    commonest = max(table.shares, key=table.shares.__getitem__)
    assert table.splits(commonest, 1024) > table.splits("f:qqqq", 1024) == 1
    assert table.splits(commonest, 50_000) == -(-50_000 * table.shares[commonest] // 4)
    assert table.splits(commonest, 1_000_000) == -(-1_000_000 * table.shares[commonest] // 16)


def test_an_operators_table_is_made_from_lists_and_used_after_making_the_index_again(settings):
    ana = uuid4()
    mint([ana], NOON)
    store_many([(ana, Names(("Ana Zzyzxana",)))])
    path = make_name_table([[("Zzyzxana", 900.0), ("Bondar", 90.0), ("Moroz", 10.0)]], "An invented country's register.")
    table = frequencies.table()
    assert path == settings.HOME / "name_frequencies.yaml"
    assert table.shares["f:zzksn"] == pytest.approx(0.05, rel=0.25)
    assert set(table.shares) > set(read(SHIPPED).shares)
    assert "reindex" in str(vault_health())
    reindex(NOON)
    reindex(NOON.replace(hour=14))
    assert search("Zzyzxana") == [ana]
    assert vault_health().well


@pytest.mark.parametrize(
    "text",
    [
        "about: {en: x}\nunknown: 0.1\nsteps: {0.2: 'anna'}\n",
        "about: {en: x}\nunknown: 0\nsteps: {}\n",
        "about: {en: x}\nunknown: 0.1\nsteps: {2.0: 'f:an'}\n",
        "about: {en: x}\nsteps: {}\n",
    ],
)
def test_a_wrong_table_is_refused(tmp_path, text: str):
    (tmp_path / "names.yaml").write_text(text)
    with pytest.raises(ValueError):
        read(tmp_path / "names.yaml")


def test_the_shipped_table_says_where_it_comes_from():
    assert "Faker" in read(SHIPPED).about["en"]
    assert set(operations.__all__) <= set(dir(operations))
