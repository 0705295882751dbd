"""Sheets: what was typed stays, errors and refusals stand beside the fields, identity fields leave no trace in the browser."""

import re
from datetime import date
from typing import Any

import pytest
from django import forms as plain
from django.http import QueryDict
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from opennrm.standards.refusal import Refusal, Refused
from opennrm.ui import forms
from opennrm.ui.foreign import field as foreign_field


class Meeting(forms.Sheet):
    given_name = forms.TextField(label="Given name", identity=True, missing="Give the name she uses", help_text="As she says it")
    born = forms.FuzzyDateField(label="Born", identity=True, required=False)
    telephones = forms.CheckboxesField(label="Telephone", identity=True, required=False, choices=[("own", "Her own"), ("none", "None")])
    place = forms.TextField(label="Place", required=False)
    how = forms.RadiosField(
        label="How did you speak?", choices=[("own", "In her language"), ("with", "With an interpreter")], inside={"with": "interpreter"}
    )
    interpreter = forms.TextField(label="Who interpreted?", required=False)
    account = forms.LongTextField(label="Account", required=False, max_length=50)


def sent(form: forms.Sheet, **typed: str) -> QueryDict:
    """What a browser would send of the page that the form made."""
    data = QueryDict(mutable=True)
    data["_names"] = form._seed
    for key, value in typed.items():
        name, _, part = key.partition("__")
        data[form.alias(name) + (f"-{part}" if part else "")] = value
    return data


GOOD = {"given_name": "Ana", "how": "own"}


def test_identity_fields_have_another_name_on_each_page() -> None:
    names = {Meeting().alias("given_name") for _ in range(5)}
    assert len(names) == 5
    assert not any("name" in name or "given" in name for name in names)


def test_other_fields_keep_their_names() -> None:
    assert Meeting().alias("place") == "place"
    assert 'name="place"' in str(Meeting()["place"])


def test_what_comes_back_under_random_names_is_understood() -> None:
    form = Meeting(sent(Meeting(), **GOOD, born__year="1990", born__month="2", telephones="own"))
    assert form.is_valid()
    assert form.cleaned_data["given_name"] == "Ana"
    assert form.cleaned_data["born"] == forms.FuzzyDate(1990, 2)
    assert form.cleaned_data["telephones"] == ["own"]


def test_several_answers_under_one_random_name_all_come_back() -> None:
    page = Meeting()
    data = sent(page, **GOOD)
    data.setlist(page.alias("telephones"), ["own", "none"])
    form = Meeting(data)
    assert form.is_valid()
    assert form.cleaned_data["telephones"] == ["own", "none"]


def test_names_of_one_page_do_not_fit_the_seed_of_another() -> None:
    page = Meeting()
    data = sent(page, **GOOD)
    data["_names"] = Meeting()._seed
    assert Meeting(data).errors["given_name"] == ["Give the name she uses"]


def test_a_program_may_send_plain_names() -> None:
    form = Meeting({"given_name": "Ana", "how": "own"})
    assert form.is_valid()


def test_what_was_typed_stays_after_an_error_under_new_names() -> None:
    page = Meeting()
    form = Meeting(sent(page, given_name="Ana", born__day="3", born__year="1990", place="Aldmoor", account="x" * 60))
    assert not form.is_valid()
    shown = form.render()
    for typed in ('value="Ana"', 'value="3"', 'value="1990"', 'value="Aldmoor"', "x" * 60):
        assert typed in shown
    assert page.alias("given_name") not in shown


@pytest.mark.parametrize("name", ["given_name", "born"])
def test_identity_inputs_ask_the_browser_to_remember_and_send_nothing(name: str) -> None:
    inputs = [found for found in re.findall(r"<input[^>]*>", str(Meeting()[name])) if 'type="text"' in found]
    assert inputs
    assert all('autocomplete="off"' in found and 'spellcheck="false"' in found for found in inputs)


def test_free_text_goes_to_no_spell_checker() -> None:
    assert 'spellcheck="false"' in str(Meeting()["account"])


def test_every_control_has_a_label_or_a_legend() -> None:
    shown = Meeting().render()
    ids = set(re.findall(r'<(?:input|textarea|select)[^>]* id="([^"]+)"', shown))
    assert ids
    assert ids <= set(re.findall(r'<label[^>]* for="([^"]+)"', shown))


def test_an_error_stands_beside_its_field_and_the_summary_leads_to_it() -> None:
    form = Meeting(sent(Meeting(), how="own"))
    shown, summary = str(form["given_name"]), form.summary
    control = re.search(r'<input[^>]* id="([^"]+)"[^>]*aria-describedby="([^"]+)"', shown)
    assert control
    assert "There is one thing to put right" in summary
    assert f'<a href="#{control[1]}">Give the name she uses</a>' in summary
    assert all(f'id="{ident}"' in shown for ident in control[2].split())


def test_every_link_of_the_summary_leads_somewhere() -> None:
    form = Meeting(sent(Meeting(), born__day="3"))
    assert len(form.errors) == 3
    targets = re.findall(r'href="#([^"]+)"', form.summary)
    assert len(targets) == 3
    shown = form.render()
    assert all(f'id="{target}"' in shown for target in targets)


def test_without_errors_there_is_no_summary() -> None:
    assert Meeting().summary == ""
    assert Meeting(sent(Meeting(), **GOOD)).summary == ""


def test_a_field_that_an_answer_opens_stands_inside_that_answer_once() -> None:
    shown = Meeting().render()
    assert shown.count("Who interpreted?") == 1
    assert re.search(r'nrm-inside"><div class="govuk-form-group"><label[^>]*>Who interpreted\?', shown)


def refusing(*refusals: Refusal) -> Any:
    def action(actor: str, *, name: str) -> None:
        raise Refused(refusals)

    return action


def refused(*refusals: Refusal) -> Meeting:
    form = Meeting(sent(Meeting(), **GOOD))
    assert form.is_valid()
    assert form.act(refusing(*refusals), "actor", name="Ana") is False
    return form


def test_an_act_that_is_done_leaves_its_outcome() -> None:
    form = Meeting(sent(Meeting(), **GOOD))
    assert form.is_valid()
    assert form.act(lambda actor, *, name: (actor, name), "actor", name="Ana") is True
    assert form.outcome == ("actor", "Ana")


def test_all_refusals_are_shown_at_once_each_where_it_belongs() -> None:
    form = refused(
        Refusal("a", "Ask her first", "Act s 9", field="how"),
        Refusal("b", "%(days)s days are over", "Act s 12", days=5),
        Refusal("c", "Not a field of this form", "Act s 1", field="elsewhere"),
    )
    assert form.errors["how"] == ["Ask her first"]
    assert list(form.non_field_errors()) == ["5 days are over", "Not a field of this form"]
    assert "There are 3 things to put right" in form.summary
    assert 'value="Ana"' in form.render()


def test_a_refusal_is_said_in_the_language_of_the_page() -> None:
    with translation.override("de"):
        form = refused(Refusal("a", "January", "Act s 9", field="how"))
        assert form.errors["how"] == ["Januar"]


def test_a_refusal_with_a_percent_sign_and_no_values_is_shown_as_it_is() -> None:
    assert list(refused(Refusal("a", "100 % are met", "Act s 9")).non_field_errors()) == ["100 % are met"]


class Signs(forms.Sheet):
    c9 = forms.SignField(label="Wages were kept", code="C9")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ({}, forms.Sign()),
        ({"c9": "observed"}, forms.Sign("observed")),
        ({"c9": "absent", "c9-who": "she"}, forms.Sign("absent")),
        ({"c9": "reported", "c9-who": " she did "}, forms.Sign("reported", "she did")),
    ],
)
def test_a_sign_has_four_answers_and_a_source_for_what_is_reported(typed: dict[str, str], found: forms.Sign) -> None:
    form = Signs(typed)
    assert form.is_valid()
    assert form.cleaned_data["c9"] == found


def test_a_reported_sign_without_a_source_says_what_is_missing_where_it_is_missing() -> None:
    form = Signs({"c9": "reported"})
    assert not form.is_valid()
    assert form["c9"].first_control == "id_c9-who"
    assert form.render().count("Say who told you about C9") == 1
    assert re.search(r'value="reported" checked', form.render())


@pytest.mark.parametrize("typed", [{"c9": "perhaps"}, {"c9": "reported", "c9-who": "a\0b"}, {"c9": "reported", "c9-who": "x" * 301}])
def test_a_sign_takes_nothing_else(typed: dict[str, str]) -> None:
    assert not Signs(typed).is_valid()


class Dates(forms.Sheet):
    met = forms.FuzzyDateField(label="When?", latest=date(2026, 11, 17))
    signed = forms.DayField(label="Signed", required=False)


def dated(**typed: str) -> Dates:
    return Dates({key.replace("__", "-"): value for key, value in typed.items()})


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ({"met__day": "3", "met__month": "8", "met__year": "2024"}, forms.FuzzyDate(2024, 8, 3)),
        ({"met__day": " 3 ", "met__month": "August", "met__year": "2024"}, forms.FuzzyDate(2024, 8, 3)),
        ({"met__month": "aug", "met__year": "2024"}, forms.FuzzyDate(2024, 8)),
        ({"met__year": "2024"}, forms.FuzzyDate(2024)),
        ({"met__unknown": "on"}, forms.FuzzyDate()),
    ],
)
def test_a_date_is_taken_as_far_as_it_is_known(typed: dict[str, str], found: forms.FuzzyDate) -> None:
    form = dated(**typed)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["met"] == found


NO_DATE = "This is not a date. Give it as numbers, for example 27 3 2024"


@pytest.mark.parametrize(
    ("typed", "says", "where"),
    [
        ({}, "“When?” needs an answer", "day"),
        ({"met__day": "3", "met__month": "8"}, "Give at least the year, with four figures", "year"),
        ({"met__day": "3", "met__year": "2024"}, "With a day, give the month too", "month"),
        ({"met__month": "13", "met__year": "2024"}, NO_DATE, "day"),
        (
            {"met__day": "30", "met__month": "2", "met__year": "2024"},
            "This is not a date. Give it as numbers, for example 27 3 2024",
            "day",
        ),
        ({"met__year": "24"}, NO_DATE, "day"),
        ({"met__year": "2027"}, "The date must not lie in the future", "day"),
        ({"met__year": "2024", "met__unknown": "on"}, "Either give the date, or tick that it is not known", "day"),
    ],
)
def test_a_wrong_date_says_what_would_be_right_and_where(typed: dict[str, str], says: str, where: str) -> None:
    form = dated(**typed)
    assert form.errors["met"] == [says]
    assert form["met"].first_control == f"id_met-{where}"
    for key, value in typed.items():
        if not key.endswith("unknown"):
            assert f'value="{value}"' in str(form["met"])


def test_a_whole_date_needs_all_its_parts() -> None:
    form = dated(met__year="2024", signed__year="2024", signed__day="1")
    assert form.errors["signed"] == ["The date must have the month"]
    assert "Not known" not in str(form["signed"])
    whole = dated(met__year="2024", signed__year="2024", signed__month="2", signed__day="1")
    assert whole.is_valid()
    assert whole.cleaned_data["signed"] == date(2024, 2, 1)


@given(st.text(max_size=8), st.text(max_size=8), st.text(max_size=8))
def test_no_text_in_a_date_breaks_the_page(day: str, month: str, year: str) -> None:
    form = dated(met__day=day, met__month=month, met__year=year)
    form.is_valid()
    assert "<fieldset" in form.render()


def test_a_known_date_is_shown_again_for_change() -> None:
    shown = str(Dates(initial={"met": forms.FuzzyDate(2024, 8), "signed": date(2026, 1, 2)})["met"])
    assert 'value="2024"' in shown
    assert 'value="8"' in shown
    assert "checked" in str(Dates(initial={"met": forms.FuzzyDate()})["met"])


class Consent(forms.Sheet):
    answer = forms.AnswerField(label="His answer", choices=[("yes", "Yes"), ("no", "No")], consequences={"no": ["Nothing is sent."]})
    read = forms.TickField(label="I have read it", missing="Read it once more")
    why = forms.SelectField(label="Why", choices=[("", "Choose"), ("a", "A")], required=False)
    people = forms.WholeNumberField(label="People", min_value=1)
    word = forms.PasswordField(label="Password")
    mail = forms.EmailField(label="E-mail", required=False)


def test_a_consent_answer_has_no_default() -> None:
    assert "checked" not in str(Consent()["answer"])
    assert 'value="no" checked' in str(Consent({"answer": "no"})["answer"])


def test_a_password_is_never_shown_again() -> None:
    assert "secret" not in Consent({"word": "secret"}).render()


def test_wrong_values_are_named() -> None:
    errors = Consent({"answer": "perhaps", "people": "many", "mail": "x", "word": "w"}).errors
    assert set(errors) == {"answer", "read", "people", "mail"}
    assert errors["people"] == ["Enter a whole number, for example 3"]
    assert errors["read"] == ["Read it once more"]


def test_fields_of_other_peoples_forms_look_like_ours() -> None:
    class Login(plain.Form):
        login = plain.EmailField(label="E-mail", widget=plain.EmailInput(attrs={"autocomplete": "username"}))
        password = plain.CharField(label="Password", widget=plain.PasswordInput)
        remember = plain.BooleanField(label="Stay", required=False)
        kind = plain.ChoiceField(label="Kind", choices=[("a", "A"), ("b", "B")])
        note = plain.CharField(label="Note", widget=plain.Textarea, required=False)
        step = plain.CharField(widget=plain.HiddenInput, required=False)

    form = Login({"login": "x", "kind": "b", "note": "words", "remember": "on"})
    shown = "".join(foreign_field(line) for line in form)
    for part in ('type="email"', 'autocomplete="username"', 'value="x"', 'value="b" selected', ">words</textarea>", "govuk-password-input"):
        assert part in shown
    assert re.search(r'type="checkbox" value="on" checked', shown)
    assert f'<a href="#{form["login"].id_for_label}">' in forms.summary_of(form)
