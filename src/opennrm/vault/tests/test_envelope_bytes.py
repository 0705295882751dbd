"""The bytes of the envelope, and that nothing about them can be moved, changed or cut."""

import hmac
import os
from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.breadth import examples

from opennrm.vault.envelope import (
    LAYOUT,
    VERSION,
    Place,
    close,
    close_with,
    derive,
    expanded,
    extracted,
    key_id,
    open_with,
    pad,
    prefixed,
    unpad,
    utf8,
)
from opennrm.vault.errors import Unreadable, Unsealable
from opennrm.vault.keys import OpenKey

KEY = bytes(range(32))
KEY_ID = UUID("11111111-1111-4111-8111-111111111111")
PLACE = Place(UUID("22222222-2222-4222-8222-222222222222"), "identity", "referral.name", UUID("33333333-3333-4333-8333-333333333333"))
# If this changes, nothing that was ever sealed opens any more: make a version 2 and keep this one.
GOLDEN = (
    "0101"  # version, algorithm
    "11111111111141118111111111111111"  # key id
    "4040404040404040404040404040404040404040404040404040404040404040"  # salt
    "09ed58ccd0348b44c4dfe5cbcaa76a9e33eace69051857134875b0453c377231"  # commitment
    "6e6e6e6e6e6e6e6e6e6e6e6e"  # nonce
    "017e2a156e97649eaabc4699448b8ad2e0a278d02b868d6edf06d7509301f9ec1df9358b72511488d4fe14554f859fb6"  # ciphertext and tag
)
texts = st.text(st.characters(exclude_categories=["Cs"]))


def sealed(text: str, place: Place = PLACE) -> bytes:
    return close(KEY, KEY_ID, place.associated(VERSION), text.encode())


def opened(envelope: bytes, place: Place = PLACE, key: bytes = KEY, id: UUID = KEY_ID) -> str:
    return open_with(key, id, place.associated(VERSION), envelope).decode()


def test_fixed_key_salt_and_nonce_give_the_golden_bytes():
    section_key = OpenKey(KEY_ID, PLACE.subject, KEY).section("identity")
    envelope = close_with(section_key, KEY_ID, PLACE.associated(VERSION), b"Ana Vela", salt=b"@" * 32, nonce=b"n" * 12)
    assert envelope.hex() == GOLDEN
    assert open_with(section_key, KEY_ID, PLACE.associated(VERSION), envelope) == b"Ana Vela"


def test_the_commitment_is_what_rfc_5869_gives_for_subject_key_section_and_salt():
    section_key = _hkdf(KEY, b"", b"\0\0\0\x04seal" + b"\0\0\0\x08identity" + b"\0\0\0\x01\x01", 1)
    assert _hkdf(section_key, b"@" * 32, b"opennrm/sealing/1", 2)[32:].hex() == GOLDEN[100:164]


def _hkdf(key: bytes, salt: bytes, info: bytes, blocks: int) -> bytes:
    extracted, block, out = hmac.digest(salt or bytes(32), key, "sha256"), b"", b""
    for n in range(1, blocks + 1):
        block = hmac.digest(extracted, block + info + bytes([n]), "sha256")
        out += block
    return out


def test_associated_data_names_version_subject_section_code_and_event_with_their_lengths():
    assert PLACE.associated(1).hex() == (
        "0000000101"
        "00000010"
        + PLACE.subject.hex
        + "00000008"
        + b"identity".hex()
        + "0000000d"
        + b"referral.name".hex()
        + "00000010"
        + PLACE.event_id.hex
    )


@given(texts)
def test_any_text_comes_back(text: str):
    assert opened(sealed(text)) == text


@given(texts, st.sampled_from(["subject", "section", "code", "event_id"]), st.text(st.characters(exclude_categories=["Cs"]), max_size=12))
def test_a_value_moved_elsewhere_does_not_open(text: str, part: str, other: str):
    elsewhere = replace(PLACE, **{part: other if part in ("section", "code") else uuid4()})
    if elsewhere == PLACE:
        return
    with pytest.raises(Unreadable):
        opened(sealed(text), elsewhere)


@given(st.lists(st.binary(max_size=6), max_size=4), st.lists(st.binary(max_size=6), max_size=4))
def test_different_parts_never_give_the_same_bytes(one: list[bytes], other: list[bytes]):
    assert (prefixed(*one) == prefixed(*other)) == (one == other)


def test_each_flipped_bit_of_each_byte_closes_it():
    envelope = sealed("Ana Vela")
    for at in range(len(envelope)):
        for bit in range(8):
            changed = bytearray(envelope)
            changed[at] ^= 1 << bit
            with pytest.raises(Unreadable):
                opened(bytes(changed))


def test_each_truncation_closes_it_and_so_does_what_is_added():
    envelope = sealed("Ana Vela")
    for wrong in [*(envelope[:n] for n in range(len(envelope))), envelope + b"\0"]:
        with pytest.raises(Unreadable):
            opened(wrong)


def test_another_key_under_the_same_id_does_not_meet_the_commitment():
    with pytest.raises(Unreadable):
        opened(sealed("Ana Vela"), key=bytes(32))


def test_the_refusal_says_nothing_and_carries_nothing():
    with pytest.raises(Unreadable) as refused:
        opened(sealed("Ana Vela"), key=bytes(32))
    assert refused.value.args == ()
    assert refused.value.__context__ is None
    assert refused.value.__cause__ is None


def test_the_same_text_twice_gives_different_bytes():
    one, other = LAYOUT.unpack_from(sealed("Ana")), LAYOUT.unpack_from(sealed("Ana"))
    assert one[3] != other[3]
    assert one[5] != other[5]


def test_the_envelope_names_its_key():
    assert key_id(sealed("Ana")) == KEY_ID


@given(st.binary(max_size=9000))
@settings(max_examples=examples(60))
def test_padding_keeps_the_bytes_and_hides_the_length(plain: bytes):
    padded = pad(plain)
    assert unpad(padded) == plain
    size = len(padded)
    assert size in (32, 64, 128, 256, 512, 1024, 2048) or size % 4096 == 0
    assert size == 32 or size == 4096 or len(plain) + 4 > (size // 2 if size < 4096 else size - 4096)


@pytest.mark.parametrize(("length", "size"), [(0, 32), (28, 32), (29, 64), (60, 64), (61, 128), (4092, 4096), (4093, 8192), (8189, 12288)])
def test_padding_goes_in_these_steps(length: int, size: int):
    assert len(pad(b"x" * length)) == size


def test_a_lone_surrogate_is_refused_without_showing_the_text():
    with pytest.raises(Unsealable) as refused:
        utf8("Ana \ud800")
    assert refused.value.args == ()
    assert refused.value.__context__ is None


def test_keys_show_themselves_to_nobody():
    key = OpenKey(KEY_ID, PLACE.subject, KEY)
    key.section("identity")
    assert repr(key) == "<key>"
    with pytest.raises(TypeError):
        key.__reduce__()


def test_no_salt_and_no_nonce_comes_twice_in_forked_processes():
    reading, writing = os.pipe()
    children = [_child(writing) for _ in range(4)]
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        drawn = pipe.read()
    for child in children:
        assert os.waitpid(child, 0)[1] == 0
    pairs = [drawn[at : at + 44] for at in range(0, len(drawn), 44)]
    assert len(pairs) == 4 * 2000
    assert len(set(pairs)) == len(pairs)


def _child(pipe: int) -> int:
    child = os.fork()
    if child == 0:
        try:
            for _ in range(2000):
                _, _, _, salt, _, nonce = LAYOUT.unpack_from(sealed("Ana"))
                os.write(pipe, salt + nonce)
        finally:
            os._exit(0)
    return child


@given(st.binary(min_size=1, max_size=80), st.binary(max_size=80))
@settings(max_examples=examples(100), deadline=None)
def test_a_key_derived_in_two_steps_is_the_key_derived_in_one(key: bytes, info: bytes) -> None:
    assert expanded(extracted(key), info) == derive(key, None, info)
