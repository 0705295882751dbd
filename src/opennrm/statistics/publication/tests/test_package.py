"""A package is read by whoever holds no cases; one byte that is another, or another key, and it is refused with the reason."""

import base64
import json
from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.breadth import examples

from opennrm.journal.event import canonical
from opennrm.statistics.definition import definitions
from opennrm.statistics.publication.frozen import AsAt, Cell, Frozen, Released, Revised, as_data, definitions_of, hash_of
from opennrm.statistics.publication.package import LARGEST, NotAuthentic, fingerprint, package, read, schema

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
DIGITS = "6c48 64f6 a8a8 d8a9 3e10 2ee2 0a8e 1b1e"  # what a reader might have misheard: no fingerprint


def frozen() -> Frozen:
    """An edition of invented figures, one number of them withheld."""
    definition = as_data(definitions())
    cells = (
        Cell(path=("total",), count=120, percent=100),
        Cell(path=("sex", "male"), count=None, percent=None),
        Cell(path=("sex", "female"), count=90, percent=75),
    )
    return Frozen(
        country="XD",
        data="demo",
        period="2021",
        edition=2,
        revises=Revised(edition=1, hash="0" * 64),
        as_at=AsAt(position=4711, recorded_at="2022-03-03T10:00:00.000000+00:00"),
        profile_edition="ab" * 32,
        threshold=10,
        threshold_source="Act s 40(2) (invented)",
        definition=definition,
        definition_hash=hash_of(canonical(definition)),
        labels={"country": {"en": "Demo Republic", "ro": "Republica Demo"}},
        tables=(Released(measure="referrals", cells=cells),),
    )


@cache
def handed_on() -> bytes:
    return package(frozen(), "2022-03-04T09:00:00+00:00", KEY)


def refused(content: bytes, signer: str | None = None) -> str:
    with pytest.raises(NotAuthentic) as wrong:
        read(content, signer)
    return str(wrong.value)


# --- what is handed on


def test_what_was_frozen_is_read_again() -> None:
    found = read(handed_on())
    assert found.publication == frozen()
    assert found.hash == hash_of(frozen().content())


def test_the_bytes_are_these_for_ever() -> None:
    """A package that was handed on is read in ten years: a change here is a new version of the format, never of these bytes."""
    small = frozen().model_copy(update={"definition": {}, "definition_hash": hash_of(b"{}"), "labels": {}, "tables": ()})
    made = package(small, "2022-03-04T09:00:00+00:00", KEY)
    assert made.decode() == (
        '{"format":"opennrm package","hash":"' + hash_of(small.content()) + '","publication":{"as_at":{"position":4711,'
        '"recorded_at":"2022-03-03T10:00:00.000000+00:00"},"country":"XD","data":"demo","definition":{},"definition_hash":'
        '"44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a","edition":2,"labels":{},"period":"2021","profile_edition":"'
        + "ab" * 32
        + '","revises":{"edition":1,"hash":"'
        + "0" * 64
        + '"},"tables":[],"threshold":10,"threshold_source":"Act s 40(2) (invented)","version":1},"published_at":'
        '"2022-03-04T09:00:00+00:00","signature":"' + _signature(made) + '","signer":{"algorithm":"Ed25519",'
        '"public_key":"A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg="},"version":1}'
    )
    assert _signature(made) == "sK9n7jdXsHLFnaIPvpkdlxkQVe+iZ1fmSNxsEN5Qmh0NSlpNx/o1gTNRgkOp29W+nAjbf4d6+5cgBwnUTZloCQ=="
    assert read(made).publication == small


def _signature(content: bytes) -> str:
    return str(json.loads(content)["signature"])


def test_the_definitions_come_back_whole() -> None:
    assert definitions_of(frozen()) == definitions()


def test_the_shape_that_is_told_names_every_key_and_lets_in_no_other() -> None:
    said, shape = json.loads(handed_on()), schema()
    parts = {"Package": said, "Frozen": said["publication"], "Signer": said["signer"], "AsAt": said["publication"]["as_at"]}
    parts |= {"Released": said["publication"]["tables"][0], "Cell": said["publication"]["tables"][0]["cells"][0]}
    told = {**shape["$defs"], "Package": shape}
    assert {name: set(told[name]["properties"]) for name in parts} == {name: set(part) for name, part in parts.items()}
    assert {told[name]["additionalProperties"] for name in parts} == {False}


# --- what is refused


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The place of every value in a file."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield (*path, key)
        yield from leaves(inner, (*path, key))


def changed(said: Any) -> Any:
    """Something else of the same kind."""
    if isinstance(said, str):
        return "b" + said[1:] if said[:1] != "b" else "a" + said[1:]
    if isinstance(said, int):
        return said + 1
    if isinstance(said, dict):
        return {**said, "more": "1"}
    return [*said, *said[:1]] if said else 5


PLACES = list(leaves(json.loads(handed_on())))


def at(content: Any, path: tuple[Any, ...]) -> Any:
    for step in path:
        content = content[step]
    return content


def test_there_are_values_to_change() -> None:
    assert len(PLACES) > 100
    assert {place[0] for place in PLACES} == {"format", "version", "publication", "hash", "published_at", "signer", "signature"}


def accepted(content: bytes) -> bool:
    try:
        return bool(read(content))
    except NotAuthentic:
        return False


def test_each_value_that_was_changed_is_noticed() -> None:
    def with_another(place: tuple[Any, ...]) -> bytes:
        said = json.loads(handed_on())
        at(said, place[:-1])[place[-1]] = changed(at(said, place))
        return canonical(said)

    assert [place for place in PLACES if accepted(with_another(place))] == []


def test_each_value_that_was_left_out_is_noticed() -> None:
    def without(place: tuple[Any, ...]) -> bytes:
        said = json.loads(handed_on())
        del at(said, place[:-1])[place[-1]]
        return canonical(said)

    assert [place for place in PLACES if accepted(without(place))] == []


@given(place=st.integers(min_value=0), byte=st.integers(min_value=0, max_value=255))
@settings(max_examples=examples(500), deadline=None)
def test_any_byte_that_is_another_is_noticed(place: int, byte: int) -> None:
    content = bytearray(handed_on())
    place %= len(content)
    if content[place] != byte:
        content[place] = byte
        assert refused(bytes(content))


def test_what_says_the_same_in_other_bytes_is_not_what_was_signed() -> None:
    said = json.loads(handed_on())
    assert "written as it was signed" in refused(json.dumps(said).encode())
    assert "written as it was signed" in refused(handed_on() + b"\n")
    twice = handed_on().replace(b'"period":"2021"', b'"period":"2020","period":"2021"')
    assert "written as it was signed" in refused(twice)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (handed_on()[:-20], "no JSON"),
        (b"", "no JSON"),
        (b"\xff\xfe", "no JSON"),
        (b"[" * 100_000, "no JSON"),
        (b"[]", "no package"),
        (b" " * (LARGEST + 1), "larger than"),
        (handed_on().replace(b'"version":1}', b'"version":2}'), "no package of this version: version"),
    ],
    ids=["cut", "empty", "no text", "deep", "another", "huge", "later"],
)
def test_another_file_is_told_from_a_package(content: bytes, says: str) -> None:
    assert says in refused(content)


# --- whose it is


def test_a_reader_holds_the_key_against_what_its_owner_said() -> None:
    public = KEY.public_key().public_bytes_raw()
    for trusted in (fingerprint(public), fingerprint(public).replace(" ", ""), base64.b64encode(public).decode()):
        assert read(handed_on(), trusted).fingerprint == fingerprint(public)
    for other in (fingerprint(OTHER.public_key().public_bytes_raw()), DIGITS, "", fingerprint(public)[:-1]):
        assert "not by the one that you trust" in refused(handed_on(), other)


def test_a_forger_can_only_sign_in_his_own_name() -> None:
    """Whoever changes a figure and signs it anew is told by his key, and by nothing else: that is why a reader pins it."""
    forged = frozen().model_copy(update={"tables": (Released(measure="referrals", cells=(Cell(path=("total",), count=1, percent=100),)),)})
    content = package(forged, "2022-03-04T09:00:00+00:00", OTHER)
    assert read(content).publication == forged
    assert "not by the one that you trust" in refused(content, fingerprint(KEY.public_key().public_bytes_raw()))
    said = json.loads(content)
    said["signer"] = json.loads(handed_on())["signer"]
    assert "its signature" in refused(canonical(said))


def test_a_hash_of_other_figures_is_noticed_though_it_was_signed() -> None:
    said = json.loads(handed_on())
    for part, value in (("hash", "0" * 64), ("publication", {**said["publication"], "definition_hash": "0" * 64})):
        lying = deepcopy(said)
        lying[part] = value
        assert "hash that it names" in refused(_signed(lying))


def _signed(said: dict[str, Any]) -> bytes:
    """Signed by the right key, whatever it says: the key alone is no proof that the figures are those of the hash."""
    del said["signature"]
    frozen_now = Frozen.model_validate(said["publication"])
    if said["hash"] != "0" * 64:
        said["hash"] = hash_of(frozen_now.content())
    signature = KEY.sign(b"opennrm package 1\n" + canonical(said))
    return canonical({**said, "signature": base64.b64encode(signature).decode()})
