"""The shared cache: who writes its table runs no code with it, and of several who take one place only one has it."""

import base64
import os
import pickle
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any, cast

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection

import opennrm
from opennrm.journal.clock import real
from opennrm.mechanism.cache import JsonCache, hidden, sweep
from opennrm.mechanism.models import Cached

HOUR = 3600


class Harm:
    """What a thief with the database would put into it: read as a pickle, it makes a directory."""

    def __init__(self, trace: Path) -> None:
        self.trace = trace

    def __reduce__(self) -> tuple[Any, ...]:
        return os.mkdir, (str(self.trace),)


@pytest.mark.django_db
@pytest.mark.security("OPS-04")
@pytest.mark.parametrize("written", ["as Django's cache", "as it is", "", "{", "nan("])
def test_a_row_that_somebody_wrote_into_the_table_is_never_more_than_json(written: str, tmp_path: Path) -> None:
    harm = Harm(tmp_path / "harmed")
    rows = {"as Django's cache": base64.b64encode(pickle.dumps(harm)).decode(), "as it is": pickle.dumps(harm, 0).decode()}
    written = rows.get(written, written)
    Cached.objects.create(key=hidden("count", "", 1), value=written, expires=real() + timedelta(hours=1))
    assert cache.get("count", "absent") == "absent"
    assert not harm.trace.exists()
    cache.set("count", 3, HOUR)
    assert cache.get("count") == 3


@pytest.mark.django_db
@pytest.mark.parametrize("value", [Harm(Path("nowhere")), b"bytes", {1, 2}, float("nan")])
def test_what_is_no_json_is_not_taken(value: object) -> None:
    with pytest.raises((TypeError, ValueError)):
        cache.set("count", value, HOUR)
    assert cache.get("count") is None


@pytest.mark.django_db
def test_an_entry_is_there_until_it_expires_and_is_swept_then() -> None:
    cache.set("history", [1.5, 2.5], HOUR)
    assert cache.get_many(["history", "another"]) == {"history": [1.5, 2.5]}
    assert cache.touch("history", HOUR * 2)
    assert not cache.touch("another")
    assert sweep(real() + timedelta(minutes=61)) == 0
    assert sweep(real() + timedelta(minutes=121)) == 1
    cache.set("history", [], 0)
    assert cache.get("history") is None
    assert not cache.delete("another")


@pytest.mark.django_db(transaction=True)
def test_of_many_who_take_one_place_at_once_one_has_it() -> None:
    Cached.objects.create(key=hidden("place", "", 1), value="1", expires=real() - timedelta(hours=1))

    def take(_: int) -> bool:
        try:
            return cache.add("place", 1, HOUR)
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(take, range(6))) == 1


@pytest.mark.django_db(transaction=True)
def test_of_many_who_take_places_at_once_each_has_one_of_its_own() -> None:
    def take(_: int) -> bool:
        try:
            return cast("JsonCache", cache).take(["a", "b", "c", "d"], HOUR)
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(take, range(6))) == 4


@pytest.mark.django_db
def test_a_place_is_free_again_when_it_expires() -> None:
    places = cast("JsonCache", cache)
    assert places.take(["only"], -1)
    assert places.take(["only"], HOUR)
    assert not places.take(["only"], HOUR)


@pytest.mark.django_db
def test_the_table_does_not_grow_beyond_its_bound() -> None:
    small = JsonCache("", {"OPTIONS": {"MAX_ENTRIES": 20}})
    for n in range(60):
        small.set(f"n{n}", n, HOUR + n)
    assert Cached.objects.count() <= 21
    assert small.get("n59") == 59


def test_nothing_of_ours_reads_what_could_run() -> None:
    """Pickles, marshalled code and the like are read nowhere; sessions are JSON."""
    runs = re.compile(r"^\s*(?:import|from)\s+(?:pickle|marshal|shelve|dill|joblib|cloudpickle)\b|yaml\.(?:unsafe_)?load\(", re.MULTILINE)
    sources = Path(opennrm.__file__).parent.rglob("*.py")
    assert [str(path) for path in sources if "tests" not in path.parts and runs.search(path.read_text())] == []
    assert settings.SESSION_SERIALIZER == "django.contrib.sessions.serializers.JSONSerializer"
