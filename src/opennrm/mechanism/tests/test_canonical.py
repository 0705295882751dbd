"""What people type has one spelling, or none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opennrm.mechanism import spoken
from opennrm.mechanism.canonical import canonical_email, readable


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("ana@police.example", "ana@police.example"),
        (" Ana@Police.Example ", "ana@police.example"),
        ("ａｎａ@police.example", "ana@police.example"),
        ("ſana@police.example", "sana@police.example"),
        ("ana@bücher.example", "ana@xn--bcher-kva.example"),
        ("аna@police.example", None),  # the first letter is Cyrillic
        ("straße@police.example", None),
        ("İna@police.example", None),
        ("a\u200bna@police.example", None),
        ("ana\u202e@police.example", None),
        ("ana\x00@police.example", None),
        ("ana\ud800@police.example", None),
        ("ana@\ud800.example", None),
        ("a na@police.example", None),
        ("ana", None),
        ("@police.example", None),
        ("", None),
    ],
)
def test_an_address_has_one_spelling(typed: str, expected: str | None) -> None:
    assert canonical_email(typed) == expected


@given(st.text(max_size=80))
def test_a_spelling_is_its_own_spelling(typed: str) -> None:
    once = canonical_email(typed)
    assert once is None or canonical_email(once) == once


@pytest.mark.parametrize("typed", ["Ana\u202eMaria", "Ana\x00", "Ana\u200b", "Ana\ud800", "Ana\r\nBcc: x", "Ana\u2028b", "a\x1b[31m"])
def test_what_cannot_be_seen_is_no_part_of_a_name(typed: str) -> None:
    assert readable(typed) is None


def test_names_of_many_scripts_stay_and_are_composed() -> None:
    assert readable(" Ані\u0301 ") == "Ані\u0301".strip()
    assert readable("Re\u0301ka") == "Réka"
    assert readable("می\u200cخواهم") == "می\u200cخواهم"
    assert readable("one\r\ntwo", lines=True) == "one\ntwo"


def test_languages_are_written_by_name_and_kept_by_code() -> None:
    assert spoken.code_of("romanian", "en") == "ro"
    assert spoken.code_of("ru", "en") == "ru"
    assert spoken.code_of("Klingonese of the north", "en") is None
    assert spoken.said(["ru", "ar"], "en") == "Arabic, Russian"
