"""The blind index finds people by name and number, and is no list of anybody."""

from collections import Counter
from itertools import pairwise
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction

from opennrm.vault import frequencies, index, index_keys, watch
from opennrm.vault.errors import IndexOutdated, NoKey
from opennrm.vault.index import Names, search, search_document, store, store_many
from opennrm.vault.keys import destroy
from opennrm.vault.models import DocumentRow, IndexKey, IndexRow
from opennrm.vault.reindexing import reindex, scatter
from opennrm.vault.seal import mint, minting
from opennrm.vault.tests.conftest import NOON, forget

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def a_person(*names: str, aliases: tuple[str, ...] = (), documents: tuple[str, ...] = ()) -> UUID:
    subject = uuid4()
    mint([subject], NOON)
    store(subject, Names(names, aliases, documents))
    return subject


@pytest.fixture
def small(monkeypatch) -> None:
    """Three persons are many."""
    monkeypatch.setattr(index_keys, "FIRST_POPULATION", 2)


def test_a_person_is_found_by_either_part_in_any_script_and_by_alias():
    ana = a_person("Natalia Kovalchuk", aliases=("Мурка",))
    a_person("Olga Bondar")
    for text in ("Natalia", "Ковальчук", "kowalczuk natalja", "ნატალია", "Murka"):
        assert search(text) == [ana], text


def test_every_part_of_a_search_has_to_be_met():
    a_person("Natalia Kovalchuk")
    assert search("Natalia Bondar") == []
    assert search("") == search(" - ") == []


def test_those_with_most_in_common_come_first_and_no_more_than_asked():
    alike, same = a_person("Natalia Kowalska"), a_person("Natalia Kovalchuk")
    assert search("Наталья Ковальчук") == [same, alike]
    assert search("Наталья Ковальчук", limit=1) == [same]


def test_storing_again_replaces_what_stood_before():
    ana = a_person("Natalia Kovalchuk", documents=("AB 1", "CD 2"))
    store(ana, Names(("Olga Bondar",), documents=("EF 3",)))
    assert search("Kovalchuk") == []
    assert search("Bondar") == [ana]
    assert search_document("ab1") == []
    assert search_document("ef-3") == [ana]


def test_new_persons_are_stored_in_the_batch_that_makes_their_keys(django_assert_num_queries):
    a_person("Somebody Before")
    subjects = [uuid4() for _ in range(20)]
    with transaction.atomic(), minting(NOON) as batch:
        batch.take(subjects)
        with django_assert_num_queries(2):
            store_many((subject, Names(("Ana Vela",), documents=("AB 1",))) for subject in subjects)
    assert sorted(search("Ana Vela")) == sorted(subjects) == search_document("AB1")


def test_nobody_without_a_key_is_stored():
    with pytest.raises(NoKey):
        store(uuid4(), Names(("Ana Vela",)))


def test_a_removed_person_leaves_no_row():
    ana, olga = a_person("Ana Vela", documents=("AB 1",)), a_person("Olga Bondar")
    index.remove(ana)
    assert search("Ana Vela") == search_document("AB1") == []
    assert search("Olga") == [olga]
    assert DocumentRow.objects.count() == 0


def test_a_person_with_hundreds_of_rows_leaves_none():
    ana = a_person(*(f"Ana {chr(97 + i % 26)}{chr(97 + i // 26)}lkov" for i in range(200)))
    assert IndexRow.objects.count() > 2 * index.PAGE
    index.remove(ana)
    assert IndexRow.objects.count() == 0


def test_rows_whose_subject_has_no_key_bring_nobody():
    ana = a_person("Ana Vela", documents=("AB 1",))
    destroy(ana, NOON)
    assert search("Ana Vela") == search_document("AB1") == []


def test_a_row_moved_to_another_token_or_a_changed_pointer_brings_nobody():
    ana, olga = a_person("Ana"), a_person("Olga")
    of = {subject: [row for row in IndexRow.objects.all() if index.point(row) == subject] for subject in (ana, olga)}
    for row, other in zip(of[ana], of[olga], strict=False):
        IndexRow.objects.filter(id=row.id).update(token=other.token)
    assert search("Olga") == [olga]
    assert search("Ana") == []


def test_a_token_that_two_names_share_brings_only_who_bears_the_name(monkeypatch):
    monkeypatch.setattr(index_keys.Version, "token", lambda version, key, i: 7)
    ana = a_person("Ana Vela")
    a_person("Olga Bondar")
    assert search("Ana") == [ana]


def test_a_row_has_no_person_no_time_and_no_order():
    fields = {field.name for model in (IndexRow, DocumentRow) for field in model._meta.fields}
    assert fields == {"id", "version", "token", "pointer", "sealed"}
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("select sql from sqlite_master where name in ('vault_indexrow', 'vault_documentrow')")
            assert [sql.lower().endswith("without rowid") for (sql,) in cursor.fetchall()] == [True, True]


def test_rows_of_equal_name_differ_in_everything_a_thief_sees():
    for _ in range(3):
        a_person("Ana Vela")
    rows = list(IndexRow.objects.all())
    assert len({bytes(row.pointer) for row in rows}) == len({bytes(row.sealed) for row in rows}) == len(rows)
    assert {(len(row.pointer), len(row.sealed)) for row in rows} == {(44, 60)}


def test_rows_lie_scattered_not_as_they_came():
    people = [a_person("Ana Maria Vela Bondar") for _ in range(30)]
    scatter()
    with connection.cursor() as cursor:
        cursor.execute("select id, pointer from vault_indexrow")
        stored = [UUID(str(id)) for id, _pointer in cursor.fetchall()]
    of = {row.id: index.point(row) for row in IndexRow.objects.all()}
    assert set(of.values()) == set(people)
    assert stored == sorted(stored)
    together = sum(of[one] == of[other] for one, other in pairwise(stored))
    assert together / len(stored) < 0.15


def test_a_frequent_name_is_split_and_every_split_is_asked():
    for _ in range(40):
        a_person("Natalia")
    shares = frequencies.table()
    [spelling] = [key for key in index.kept("Natalia") if key.startswith("f:")]
    assert shares.splits(spelling, 1024) > 4
    counted = Counter(row.token for row in IndexRow.objects.all())
    assert max(counted.values()) < 40
    assert len(search("Natalia")) == 40


def test_when_there_are_more_persons_the_index_is_made_again_and_finds_the_same(small):
    people = [a_person("Natalia Kovalchuk", documents=("AB 1",)) for _ in range(5)]
    assert index_keys.outgrown()
    before = {row.id: row.token for row in IndexRow.objects.all()}
    heard: list[int] = []
    assert reindex(NOON, heard.append) == len(before) + 5 == heard[-1]
    assert not index_keys.outgrown()
    assert {row.version for row in IndexRow.objects.all()} == {row.version for row in DocumentRow.objects.all()} == {2}
    assert all(before[row.id] != row.token for row in IndexRow.objects.all())
    assert search("Natalia Kovalchuk") == search_document("AB1") == sorted(people)


def test_while_it_is_made_again_both_versions_are_searched_and_killing_it_loses_nobody(small):
    people = [a_person("Natalia Kovalchuk") for _ in range(3)]
    index_keys.begin(after=1)
    people.append(a_person("Natalia Kovalchuk"))
    assert {row.version for row in IndexRow.objects.all()} == {1, 2}
    assert sorted(search("Natalia")) == sorted(people)
    reindex(NOON)
    assert sorted(search("Natalia")) == sorted(people)


def test_old_index_keys_stay_an_hour_then_go(small):
    for _ in range(3):
        a_person("Ana Vela")
    reindex(NOON)
    assert set(IndexKey.objects.values_list("version", flat=True)) == {1, 2}
    reindex(NOON.replace(minute=30))
    assert set(IndexKey.objects.values_list("version", flat=True)) == {1, 2}
    reindex(NOON.replace(hour=13))
    assert set(IndexKey.objects.values_list("version", flat=True)) == {2}
    assert len(search("Ana Vela")) == 3


def test_a_row_written_late_under_the_old_keys_is_brought_along(small):
    people = [a_person("Ana Vela") for _ in range(3)]
    late = index_keys.versions()[-1]
    reindex(NOON)
    row = next(row for row in IndexRow.objects.all() if index.point(row) == people[0])
    IndexRow.objects.filter(id=row.id).delete()
    index.remade(index.key_to_seal(people[0]), late, row).save(force_insert=True)
    reindex(NOON.replace(hour=14))
    assert {row.version for row in IndexRow.objects.all()} == {2}
    assert sorted(search("Ana Vela")) == sorted(people)


def test_rows_of_the_erased_are_not_made_again(small):
    people = [a_person("Ana Vela") for _ in range(4)]
    destroy(people[0], NOON)
    forget()
    reindex(NOON)
    assert {index.point(row) for row in IndexRow.objects.all()} == set(people[1:])


def test_with_another_table_of_names_the_index_is_closed_until_it_is_made_again(settings):
    ana = a_person("Ana Vela")
    frequencies.write(settings.HOME / "name_frequencies.yaml", {"f:an": 0.01}, 0.001, "An invented country")
    for closed in (lambda: search("Ana"), lambda: a_person("Olga")):
        with pytest.raises(IndexOutdated):
            closed()
    reindex(NOON)
    with pytest.raises(IndexOutdated):
        search("Ana")
    reindex(NOON.replace(hour=13))
    assert search("Ana") == [ana]


def test_searching_counts_who_was_opened():
    people, officer = [a_person("Ana Vela") for _ in range(4)], uuid4()
    with watch.reading(officer):
        assert sorted(search("Ana")) == sorted(people)
    assert watch.opened_lately(officer) == 4


def test_what_is_added_stands_beside_what_stood_before():
    ana = a_person("Natalia Kovalchuk", documents=("AB 1",))
    index.add_many([(ana, Names(("Olga Bondar",))), (ana, Names(documents=("EF 3",)))])
    for text in ("Kovalchuk", "Bondar"):
        assert search(text) == [ana], text
    assert search_document("ab1") == search_document("ef-3") == [ana]
    index.remove(ana)
    assert not IndexRow.objects.exists()


def test_a_row_that_is_found_and_a_row_that_is_read_are_bound_by_the_same_bytes() -> None:
    row, version, token = uuid4(), 3, 2**40 + 7
    assert index.BOUND.pack(16, row.bytes, 4, version, 8, token) == index._bound(row, version, token.to_bytes(8, "big"))
    assert index.POINTS + row.bytes == index.pointer_info(row)
