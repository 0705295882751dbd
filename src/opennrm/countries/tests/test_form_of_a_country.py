"""The form of a country as data: what may not be written, when a question is shown, what goes. The laws here are invented."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opennrm.countries.form import Answer, Condition, Question, ReferralForm, holds, left_out, sent, shown, wanting
from opennrm.countries.form_words import form_words
from opennrm.countries.load import ProfileErrors, countries, load_profile, profile_from_text, profile_text

COUNTRIES = countries()
HEAD = """  steps:
    - id: one
      label: {en: One}
      before: answer
      source: "Act s 4"
      fields:
"""
AGE = "        - {code: age, label: {en: Age}, asked_by: age_group}\n"
GOES_ON = "        - {code: goes_on, label: {en: On?}, kind: yes_no, section: account, required_for: [adult]}\n"


def written(*lines: str) -> str:
    """The Demo Republic's profile with these questions in its form."""
    text = profile_text("XD")
    place = text.index("\nentitlements:", text.index("referral_form:"))
    before = text.rindex("\n", 0, text.rindex("code:", 0, place) + 1)
    end = text.index("\n", before + 1) + 1
    return text[:end] + HEAD + "".join(lines) + text[end:]


def question(code: str, more: str, kind: str = "long_text", section: str = "account") -> str:
    """One line of a form."""
    return f"        - {{code: {code}, label: {{en: {code}}}, kind: {kind}, section: {section}{more}}}\n"


def refused(*lines: str) -> list[Any]:
    """What the loader says is wrong."""
    with pytest.raises(ProfileErrors) as wrong:
        profile_from_text("XD", written(*lines))
    return list(wrong.value.problems)


def form_of(*lines: str) -> ReferralForm:
    """The form, if it is sound."""
    return profile_from_text("XD", written(*lines)).referral_form


MISTAKES = {
    "a condition on nothing that there is": (
        (GOES_ON, question("why", ', shown_when: {goes_onn: "yes"}')),
        "no question goes_onn",
        "goes_on",
        "goes_onn:",
    ),
    "a condition on what comes later": (
        (question("why", ', shown_when: {goes_on: "yes"}'), GOES_ON),
        "goes_on comes later",
        "move the question up",
        'goes_on: "yes"',
    ),
    "a condition on itself": (
        (question("why", ', shown_when: {why: "yes"}', "yes_no"),),
        "why and why wait for each other",
        "move the question up",
        'why: "yes"',
    ),
    "two that wait for each other": (
        (question("one", ', shown_when: {two: "yes"}', "yes_no"), question("two", ', shown_when: {one: "yes"}', "yes_no")),
        "one and two wait for each other",
        "move the question up",
        'two: "yes"',
    ),
    "an answer that is never given": (
        (GOES_ON, question("why", ", shown_when: {goes_on: perhaps}")),
        "goes_on is never perhaps",
        "yes, no",
        "goes_on: perhaps",
    ),
    "a condition on a text": (
        (question("why", ""), question("more", ", shown_when: {why: x}")),
        "why has no answers to choose from",
        "yes_no",
        "why: x",
    ),
    "never shown": (
        (GOES_ON, question("why", ', shown_when: {all: [{goes_on: "yes"}, {goes_on: "no"}]}')),
        "why can never be shown",
        "no answers meet",
        "shown_when: {all",
    ),
    "never shown because what it rests on is hidden": (
        (
            GOES_ON,
            question("hurt", ', shown_when: {goes_on: "yes"}', "yes_no"),
            question("why", ', shown_when: {goes_on: "no", hurt: "yes"}'),
        ),
        "why can never be shown",
        "no answers meet",
        'shown_when: {goes_on: "no"',
    ),
    "required of whom it is hidden from": (
        (AGE, question("why", ", shown_when: {age: [child, unknown]}, required_for: [adult]")),
        "why is required of adult and never shown to one",
        "required_for",
        "required_for: [adult]}",
    ),
    "a section that the policy does not know": (
        (question("why", "", section="secret"),),
        "unknown section secret",
        "account",
        "section: secret",
    ),
    "a coarse section for words": (
        (question("why", "", section="coarse"),),
        "unknown section coarse",
        "account",
        "section: coarse",
    ),
    "the answer of the person before the person is asked": (
        ("        - {code: wants, label: {en: W}, asked_by: referral_consent}\n", question("why", ', shown_when: {wants: "yes"}')),
        "wants is asked only after the person's answer",
        "before: check",
        'wants: "yes"',
    ),
    "a code twice": ((GOES_ON, GOES_ON), "the question goes_on stands twice", "each code once", None),
    "a screen that there is not": (
        ("        - {code: why, label: {en: W}, asked_by: age_grup}\n",),
        "no shared screen asks age_grup",
        "age_group",
        "asked_by: age_grup",
    ),
    "cooperation required": (
        (question("helps", ", cooperation: true, required_for: [adult]", "yes_no", "proceedings"),),
        "helps asks for cooperation and is required",
        "help is never conditional",
        "required_for: [adult]}",
    ),
    "cooperation told to who decides": (
        (question("helps", ", cooperation: true", "yes_no"),),
        "helps asks for cooperation",
        "seal it in proceedings",
        "section: account, cooperation",
    ),
    "a question that rests on cooperation": (
        (question("helps", ", cooperation: true", "yes_no", "proceedings"), question("bed", ', shown_when: {helps: "yes"}')),
        "bed rests on whether the person helps an authority",
        "ask it without",
        "shown_when: {helps",
    ),
    "no section": (("        - {code: why, label: {en: W}, kind: text}\n",), "does not say where it is sealed", "section", "{code: why"),
    "two ways at once": (
        ("        - {code: why, label: {en: W}, kind: text, section: account, asked_by: age_group}\n",),
        "kind and asked_by",
        "exactly one",
        "{code: why",
    ),
    "options for a text": ((question("why", ", options: {a: {en: A}}"),), "options do not fit", "radios", "{code: why"),
    "radios without options": ((question("why", "", "radios"),), "options do not fit", "radios", "{code: why"),
    "a group without parts": ((question("why", ", up_to: 3", "group"),), "parts do not fit", "up_to", "{code: why"),
    "a length for a yes": ((question("why", ", max_length: 3", "yes_no"),), "is no text", "only texts", "{code: why"),
    "a condition that asks nothing": ((question("why", ", shown_when: {}"),), "asks nothing", "any", "{}"),
    "yes that might be true": ((GOES_ON, question("why", ", shown_when: {goes_on: true}")), "no answer", "quotes", "{goes_on: true}"),
    "an any of one": ((GOES_ON, question("why", ', shown_when: {any: [{goes_on: "yes"}]}')), "two conditions", "any", "{any"),
}


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES)
def test_what_a_form_may_not_be_is_told_with_its_place(mistake: tuple[tuple[str, ...], str, str, str | None]) -> None:
    lines, says, right, stands = mistake
    found = [one for one in refused(*lines) if says in one.says]
    assert found, [str(one) for one in refused(*lines)]
    assert right in found[0].right
    text = written(*lines).splitlines()
    assert found[0].file == "XD.yaml"
    if stands is not None:
        assert text[found[0].line - 1][found[0].column - 1 :].startswith(stands), text[found[0].line - 1][found[0].column - 1 :]


def test_a_step_before_the_answer_stands_before_those_after_it() -> None:
    field = "{code: x, label: {en: X}, kind: text, section: account}"
    late = f"    - {{id: late, label: {{en: L}}, before: check, source: Act s 4, fields: [{field}]}}\n"
    early = late.replace("late", "early").replace("check", "answer").replace("code: x", "code: y")
    assert "the step early comes before the answer" in refused(GOES_ON, late, early)[0].says
    assert "the step one stands twice" in refused(GOES_ON, late.replace("id: late", "id: one"))[0].says


def test_conditions_nest() -> None:
    condition = Condition.model_validate({"a": ["x", "y"], "any": [{"b": "1"}, {"all": [{"c": "2"}, {"d": "3"}]}]})
    assert holds(condition, {"a": "y", "b": "1"})
    assert holds(condition, {"a": ("z", "x"), "c": "2", "d": "3"})
    assert not holds(condition, {"a": "y", "c": "2"})
    assert not holds(condition, {"b": "1"})


def test_what_rests_on_a_hidden_question_is_hidden_and_does_not_go() -> None:
    form = form_of(
        GOES_ON,
        question("hurt", ', shown_when: {goes_on: "yes"}, required_for: [adult]', "yes_no"),
        question("doctor", ', shown_when: {hurt: "yes"}'),
    )
    given: dict[str, Answer] = {"goes_on": "yes", "hurt": "yes", "doctor": "today"}
    assert list(sent(form, given, {})) == ["goes_on", "hurt", "doctor"]
    changed = {**given, "goes_on": "no"}
    assert list(sent(form, changed, {})) == ["goes_on"]
    assert [one.code for one in left_out(form, changed, {})] == ["hurt", "doctor"]
    assert [one.code for one in wanting(form, {"goes_on": "yes"}, {}, "adult")] == ["hurt"]
    assert [one.code for one in wanting(form, {"goes_on": "yes"}, {}, "child")] == []
    assert [one.code for one in wanting(form, {"goes_on": "no"}, {}, "adult")] == []


def test_countries_without_pages_of_their_own_keep_the_short_form() -> None:
    for country in COUNTRIES:
        form = load_profile(country).referral_form
        if not form.steps:
            assert sent(form, {"anything": "typed"}, {}) == {}
            assert "has no further pages" in form_words(load_profile(country))


# --- every condition of every country, both ways ------------------------------------------------------------------------------

QUESTIONS = [(country, one.code) for country in COUNTRIES for one in load_profile(country).referral_form.questions()]


def everything(form: ReferralForm) -> tuple[dict[str, Answer], dict[str, Answer]]:
    """Each question answered with all that it may be answered with."""
    given: dict[str, Answer] = {}
    shared: dict[str, Answer] = {}
    for one in form.questions():
        if one.asked_by:
            shared[one.asked_by] = one.answers
        elif one.kind:
            given[one.code] = one.answers or "words"
    return given, shared


@pytest.mark.parametrize(("country", "code"), QUESTIONS, ids=[f"{country}-{code}" for country, code in QUESTIONS])
def test_each_condition_shows_and_hides(country: str, code: str) -> None:
    form = load_profile(country).referral_form
    asked = form.question(code)
    assert asked is not None
    given, shared = everything(form)
    assert asked.kind is None or code in codes(form, given, shared, asked.way)
    step = next(step for step in form.steps if asked in step.fields)
    for condition in (asked.shown_when, step.shown_when):
        for name, wanted in condition.asks.items():
            other = form.question(name)
            assert other is not None
            rest = tuple(value for value in other.answers if value not in wanted)
            hidden, shared_hidden = dict(given), dict(shared)
            (shared_hidden if other.asked_by else hidden)[other.asked_by or name] = rest
            assert code not in codes(form, hidden, shared_hidden, asked.way), name
            none, shared_none = dict(given), dict(shared)
            (shared_none if other.asked_by else none).pop(other.asked_by or name)
            assert code not in codes(form, none, shared_none, asked.way), name


def codes(form: ReferralForm, given: dict[str, Answer], shared: dict[str, Answer], way: Any) -> list[str]:
    """The questions that are shown."""
    return [one.code for _, one in shown(form, given, shared, way)]


@pytest.mark.parametrize("country", [country for country in COUNTRIES if load_profile(country).referral_form.steps])
@given(data=st.data())
def test_what_goes_is_what_is_shown_and_answered_in_whatever_order(country: str, data: st.DataObject) -> None:
    form = load_profile(country).referral_form
    asked = [one for one in form.questions() if one.kind]
    given: dict[str, Answer] = {}
    for one in data.draw(st.lists(st.sampled_from(asked), max_size=60)):  # an answer given later overwrites, in any order of the pages
        given[one.code] = data.draw(answers_to(one))
    shared = {one.asked_by: data.draw(st.sampled_from(one.answers)) for one in form.questions() if one.asked_by and one.answers}
    goes = sent(form, given, shared)
    visible = codes(form, given, shared, "referral")
    assert set(goes) == {code for code in visible if given.get(code)}
    assert {one.code for one in left_out(form, given, shared)} == {code for code in given if given[code] and code not in visible}
    for code in goes:  # said again from what went alone, it is the same: nothing that did not go has decided anything
        assert code in codes(form, goes, shared, "referral")
    assert sent(form, goes, shared) == goes


def answers_to(one: Question) -> st.SearchStrategy[Answer]:
    """Any answer to a question, an empty one too."""
    if one.kind == "ticks":
        return st.lists(st.sampled_from(one.answers), unique=True).map(tuple)
    if one.answers:
        return st.sampled_from(("", *one.answers))
    if one.parts:
        return st.lists(st.just({one.parts[0].code: "there"}), max_size=2).map(tuple)
    return st.sampled_from(("", "words"))
