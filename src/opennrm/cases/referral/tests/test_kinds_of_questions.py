"""Every kind of question that a form may ask: what is typed, what it comes to, how it reads. The form is invented; no database is asked."""

from datetime import date
from typing import Any, get_args
from uuid import UUID

import pytest
from django.http import QueryDict

from opennrm.cases.referral import form_told
from opennrm.cases.referral.country_forms import CountryForm
from opennrm.cases.spine import fold
from opennrm.cases.spine.drafting import Filling, Paper
from opennrm.countries.form import FormStep, Kind, ReferralForm
from opennrm.countries.load import load_profile
from opennrm.journal import clock

# What is typed, what it comes to, and its words.
TYPED: dict[str, tuple[dict[str, Any], Any, str]] = {
    "text": ({"q": " a line "}, "a line", "a line"),
    "long_text": ({"q": "one\ntwo"}, "one\ntwo", "one\ntwo"),
    "yes_no": ({"q": "no"}, "no", "No"),
    "yes_no_unsure": ({"q": "not_sure"}, "not_sure", "Not sure"),
    "radios": ({"q": "b"}, "b", "Bee"),
    "ticks": ({"q": ["a", "b"]}, ("a", "b"), "Ay; Bee"),
    "tick": ({"q": "on"}, "yes", "Yes"),
    "date": ({"q-day": "3", "q-month": "8", "q-year": "2024"}, "2024-08-03", "3 August 2024"),
    "fuzzy_date": ({"q-month": "8", "q-year": "2024"}, "2024-08", "August 2024"),
    "place": ({"q": "a village"}, "a village", "a village"),
    "country": ({"q": "MD"}, "MD", "Moldova"),
    "language": ({"q": "ro"}, "ro", "Romanian"),
    "number": ({"q": "0"}, "0", "0"),
    "phone": ({"q": "01632 960 001"}, "01632 960 001", "01632 960 001"),
    "email": ({"q": "a@example.org"}, "a@example.org", "a@example.org"),
    "group": ({"q.1.c": "MD", "q.3.c": "RO", "q.3.w": "north"}, ({"c": "MD"}, {"c": "RO", "w": "north"}), "Moldova; Romania, north"),
}


def form_of(kind: str, **typed: Any) -> tuple[CountryForm, Filling]:
    """A form of one question of this kind, over what was typed."""
    asked: dict[str, Any] = {"code": "q", "label": {"en": "Q"}, "kind": kind, "section": "account", "required_for": ("adult", "child")}
    if kind in ("radios", "ticks"):
        asked["options"] = {"a": {"en": "Ay"}, "b": {"en": "Bee"}}
    if kind == "group":
        parts = ({"code": "c", "label": {"en": "C"}, "kind": "country"}, {"code": "w", "label": {"en": "W"}, "kind": "text"})
        asked |= {"parts": parts, "up_to": 4}
    raw = {"id": "one", "label": {"en": "One"}, "before": "answer", "source": "Act s 4", "fields": (asked,)}
    profile = load_profile("XD")
    form = ReferralForm(fields=profile.referral_form.fields, steps=(FormStep.model_validate(raw),), source="Act s 4")
    steps = {"form-one": {name: value if isinstance(value, list) else [value] for name, value in typed.items()}}
    paper = Paper(UUID(int=0), 0, clock.real(), steps)
    filling = Filling(fold.empty("contact")(UUID(int=1)), paper, profile.model_copy(update={"referral_form": form}), date(2026, 3, 1))
    return CountryForm(form.steps[0], ("q",), filling, paper.typed("form-one") if typed else QueryDict(mutable=True)), filling


def test_every_kind_that_is_typed_is_tried_here() -> None:
    """Files are chosen: they are tried where they are taken in and sealed."""
    assert set(TYPED) == set(get_args(Kind)) - {"files"}


@pytest.mark.parametrize("kind", TYPED)
def test_what_is_typed_comes_to_an_answer_and_reads_in_words(kind: str) -> None:
    typed, answer, words = TYPED[kind]
    form, filling = form_of(kind, **typed)
    assert form.is_valid(), form.errors
    assert form.answers() == {"q": answer}
    assert [page["rows"] for page in form_told.answered(filling)] == [[("Q", words)]]


@pytest.mark.parametrize("kind", TYPED)
def test_nothing_typed_is_said_beside_the_field(kind: str) -> None:
    form, _ = form_of(kind)
    assert len(form.errors) == 1
    assert form.answers() == {}


def test_a_date_of_which_nothing_is_known_is_an_answer() -> None:
    form, filling = form_of("fuzzy_date", **{"q-unknown": "on"})
    assert form.is_valid()
    assert form_told.answered(filling)[0]["rows"] == [("Q", "not known")]


def test_what_was_chosen_from_a_long_list_may_be_taken_out_and_is_not_offered_ten_times_over() -> None:
    form, _ = form_of("group", **{"q.1.c": "MD"})
    assert [value for value, _ in form.fields["q.1.c"].choices] == ["MD", ""]
    assert len(list(form.fields["q.2.c"].choices)) > 200
    assert [field.name for field in form.visible_fields()] == ["q.1.c", "q.1.w", "q.2.c", "q.2.w"]
    forged, _ = form_of("group", **{"q.1.c": "Atlantis"})
    assert forged.errors.keys() == {"q.1.c"}
