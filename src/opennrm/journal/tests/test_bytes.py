"""Golden bytes: what ten years of records will hold. A change here is a new version with an upcaster, never an edit."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opennrm.journal.chain import GENESIS, SealedBytes, digest, link, pack, unpack
from opennrm.journal.event import Effective, Envelope, canonical

ENVELOPE = Envelope(
    position=7,
    stream=UUID("11111111-2222-4333-8444-555555555555"),
    kind="case",
    seq=3,
    type="referral.accepted",
    v=1,
    actor=UUID(int=1),
    agency=UUID(int=2),
    agency_kind="competent_authority",
    effective=Effective(date(2026, 11, 17)),
    recorded_at=datetime(2026, 11, 17, 8, 0, 0, 12, tzinfo=UTC),
    profile_edition="ab" * 32,
    to="referred",
)
HEADER = (
    b'{"actor":"00000000-0000-0000-0000-000000000001","agency":"00000000-0000-0000-0000-000000000002","agency_kind":"competent_authority",'
    b'"effective":{"from":"2026-11-17","precision":"day","to":null},"kind":"case","position":7,"profile_edition":"' + b"ab" * 32 + b'",'
    b'"recorded_at":"2026-11-17T08:00:00.000012+00:00","seq":3,"stream":"11111111-2222-4333-8444-555555555555","to":"referred",'
    b'"type":"referral.accepted","v":1}'
)


def test_the_header_has_these_bytes_for_ever() -> None:
    assert ENVELOPE.header() == HEADER


def test_the_hash_has_this_value_for_ever() -> None:
    stored = link(ENVELOPE, b'{"on":"2026-11-17"}', b"", GENESIS)
    assert stored.hash.hex() == "c5ca77d343cf58d4a3f34347f88c692f6f64e928c19dc3296c0ef54e72ab4d12"


def test_a_header_reads_back_to_the_envelope_that_wrote_it() -> None:
    assert Envelope.from_header(HEADER, ()) == ENVELOPE


@pytest.mark.parametrize("part", ["prev", "header", "payload", "sealed"])
def test_each_part_lies_under_the_hash(part: str) -> None:
    parts = {"prev": GENESIS, "header": b"h", "payload": b"p", "sealed": b"s"}
    assert digest(**parts) != digest(**{**parts, part: parts[part] + b"x"})


def test_a_byte_cannot_move_from_one_part_to_the_next() -> None:
    assert digest(GENESIS, b"ab", b"c", b"") != digest(GENESIS, b"a", b"bc", b"")


def test_a_float_has_no_canonical_bytes() -> None:
    with pytest.raises(ValueError, match="float"):
        canonical({"a": [1, {"b": 0.1}]})


@given(
    st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner))
)
def test_canonical_bytes_do_not_depend_on_the_order_of_keys(value: object) -> None:
    def turned(part: object) -> object:
        if isinstance(part, dict):
            return {key: turned(part[key]) for key in reversed(part)}
        return [turned(one) for one in part] if isinstance(part, list) else part

    try:
        expected = canonical(value)
    except UnicodeEncodeError:
        return
    assert canonical(turned(value)) == expected


def test_sealed_values_travel_as_ciphertext_and_read_back() -> None:
    values = (SealedBytes("identity.given_name", "identity", UUID(int=9), b"\x00\xff"),)
    assert unpack(pack(values)) == values
    assert pack(()) == b""
