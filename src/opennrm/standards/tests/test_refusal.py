"""A refusal is a value: equal when it says the same, frozen, told in words with its values in place."""

import pickle

import pytest

from opennrm.standards.refusal import Refusal, Refused, gettext_noop
from opennrm.standards.words import Words

MISSING = gettext_noop("Ask %(party)s first")
PERSON = Words.of({"en": "the person", "fr": "la personne"})
FIRST = Refusal("fact.missing", MISSING, "Act s 12(4)", "on", ("asked:person",), party=PERSON)


def test_a_refusal_says_its_sentence_with_its_values() -> None:
    assert str(FIRST) == "Ask the person first"
    assert str(Refusal("odd", "100% of it", "-")) == "100% of it"


def test_values_may_be_words_that_are_told_in_the_language_of_the_reader() -> None:
    assert FIRST.values["party"].told("fr") == "la personne"  # type: ignore[attr-defined]


def test_refusals_that_say_the_same_are_one() -> None:
    again = Refusal("fact.missing", MISSING, "Act s 12(4)", field="on", needs="asked:person", party=PERSON)
    assert {FIRST, again} == {FIRST}
    assert FIRST.at("elsewhere") != FIRST
    assert FIRST.at("elsewhere").field == "elsewhere"
    assert FIRST != "Ask the person first"


def test_a_refusal_cannot_be_changed() -> None:
    with pytest.raises(AttributeError, match="frozen"):
        FIRST.code = "other"
    with pytest.raises(AttributeError, match="frozen"):
        del FIRST.code
    with pytest.raises(TypeError):
        FIRST.values["party"] = "x"  # type: ignore[index]


def test_a_refusal_survives_a_journey_to_another_process() -> None:
    assert pickle.loads(pickle.dumps(FIRST)) == FIRST
    assert "Ask the person first" in repr(FIRST)


def test_refused_carries_every_refusal_and_tells_them_all() -> None:
    other = Refusal("review.missing", "Have it reviewed", "Act s 12(6)")
    refused = Refused([FIRST, other])
    assert refused.refusals == (FIRST, other)
    assert str(refused) == "Ask the person first; Have it reviewed"
    assert Refused(other).refusals == (other,)
