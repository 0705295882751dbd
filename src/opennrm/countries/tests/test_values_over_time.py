"""Dated values: exactly one answers, silence keeps its kind, and what the case does not say is told and not guessed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError
from tests.breadth import examples

from opennrm.countries.coverage import domains, spells
from opennrm.countries.dated import Given, NotKnown, NotProvided, Series, Value, apart, fits
from opennrm.countries.load import load_profile
from opennrm.countries.tests.told import told, with_changes

GB, XD = load_profile("GB"), load_profile("XD")
ANY_DAY = date(2026, 3, 1)
DOMAIN = {"age": ("adult", "child"), "region": ("N", "S")}
UNKNOWN_AGE = (
    'age_unknown_as: {value: child, source: "Act s 5: who may be a child is treated as one until age is settled"}',
    'age_unknown_as: {not_known_to_us: "the rule, the Act and its note were read", source: "Act s 5"}',
)


@st.composite
def whens(draw: st.DrawFn) -> dict[str, tuple[str, ...]]:
    names = draw(st.sets(st.sampled_from(sorted(DOMAIN))))
    return {name: tuple(draw(st.lists(st.sampled_from(DOMAIN[name]), min_size=1, max_size=2, unique=True))) for name in sorted(names)}


@st.composite
def values(draw: st.DrawFn) -> list[Value[str]]:
    rows = []
    for place in range(draw(st.integers(1, 5))):
        since = draw(st.none() | st.dates(date(2020, 1, 1), date(2020, 1, 20)))
        until = draw(st.none() | st.dates(since or date(2020, 1, 1), date(2020, 1, 25)))
        rows.append(Value[str](value=str(place), since=since, until=until, when=draw(whens()), source="drawn"))
    return rows


PEOPLE = [{"age": age, "region": region} for age in DOMAIN["age"] for region in DOMAIN["region"]]


@settings(max_examples=examples(50), deadline=None)
@given(values())
def test_the_enumeration_of_spells_agrees_with_asking_on_every_day(rows: list[Value[str]]) -> None:
    found = list(spells(rows, DOMAIN))
    for person in PEOPLE:
        for ahead in range(-1, 28):
            day = date(2020, 1, 1) + timedelta(ahead)
            answering = tuple(place for place, row in enumerate(rows) if row.holds_on(day) and fits(row.when, person))
            mine = [
                spell
                for spell in found
                if (spell.since or date.min) <= day <= (spell.until or date.max)
                and all(person[name] == value for name, value in spell.person.items())
            ]
            assert [spell.answering for spell in mine] == [answering]


@settings(deadline=None)
@given(values())
def test_where_exactly_one_answers_for_each_day_the_series_gives_it_and_raises_in_a_gap(rows: list[Value[str]]) -> None:
    series = Series[str](governed_by="decision", values=tuple(rows))
    for person in PEOPLE:
        for ahead in (-1, 0, 5, 19, 26):
            day = date(2020, 1, 1) + timedelta(ahead)
            answering = [row for row in rows if row.holds_on(day) and fits(row.when, person)]
            if not answering:
                with pytest.raises(LookupError):
                    series.answer(day, person)
            elif len(answering) == 1:
                answer = series.answer(day, person)
                assert isinstance(answer, Given)
                assert answer.value == answering[0].value


@settings(deadline=None)
@given(values(), st.sampled_from(PEOPLE), st.sampled_from(["age", "region"]))
def test_less_said_of_the_person_never_gives_another_value(rows: list[Value[str]], person: dict[str, str], untold: str) -> None:
    series = Series[str](governed_by="decision", values=tuple(rows))
    day = date(2020, 1, 10)
    assume(sum(bool(row.holds_on(day) and fits(row.when, person)) for row in rows) == 1)
    less = series.answer(day, {name: value for name, value in person.items() if name != untold})
    if isinstance(less, Given):
        assert less == series.answer(day, person)
    else:
        assert isinstance(less, NotKnown)
        assert less.missing == (untold,)


@settings(deadline=None)
@given(whens(), whens())
def test_two_conditions_are_apart_when_nobody_meets_both(one: dict[str, tuple[str, ...]], other: dict[str, tuple[str, ...]]) -> None:
    assert apart(one, other) is not any(fits(one, person) and fits(other, person) for person in PEOPLE)


def test_each_kind_of_silence_keeps_its_words_and_its_source() -> None:
    facts = told({"2023-01-01": ["region=NIR"]})
    unknown = GB.value(GB.clocks["reflection"], on=date(2023, 2, 1), facts=facts)
    assert isinstance(unknown, NotKnown)
    assert (unknown.missing, unknown.source) == ((), "SG 8.13; NABA s61")
    silent = GB.value(GB.clocks["identification"], on=date(2023, 2, 1), facts=facts)
    assert isinstance(silent, NotProvided)
    assert silent.reason.startswith("no target")
    unsaid = GB.value(GB.clocks["reflection"], on=date(2023, 2, 1))
    assert isinstance(unsaid, NotKnown)
    assert unsaid.missing == ("region",)


def test_a_value_is_given_with_its_source_and_its_days() -> None:
    answer = XD.value(XD.tests["presumption"], on=date(2026, 2, 28))
    assert isinstance(answer, Given)
    assert (answer.source, answer.since, answer.until) == ("Act s 12(1), text of 2012", None, date(2026, 2, 28))


def test_a_value_may_be_asked_for_a_person_of_whom_only_attributes_are_known() -> None:
    asked = {age: XD.value(XD.consent["referral"], on=date(2026, 1, 1), attributes={"age": age}) for age in ("adult", "child")}
    assert {age: getattr(answer, "value", None) for age, answer in asked.items()} == {"adult": "required", "child": "not_required"}
    assert str(XD.time_zone) == "Europe/Chisinau"


def test_no_is_a_value_and_no_silence() -> None:
    series = Series[bool](governed_by="decision", values=(Value[bool](value=False, source="a test"),))
    assert series.answer(date(2026, 1, 1), {}) == Given(False, "a test")


def test_an_unknown_age_counts_as_the_law_says_and_otherwise_as_not_recorded() -> None:
    doubt = told({"2026-01-01": ["age=unknown", "nationality=unknown", "region=VEL"]})
    assert XD.attributes(doubt, date(2026, 1, 2)) == {"age": "child", "region": "VEL"}
    unruled = with_changes("XD", UNKNOWN_AGE)
    assert unruled.attributes(doubt, date(2026, 1, 2)) == {"region": "VEL"}
    answer = unruled.value(unruled.consent["referral"], on=date(2026, 1, 2), facts=doubt)
    assert isinstance(answer, NotKnown)
    assert answer.missing == ("age",)


def test_the_row_of_a_right_is_that_of_the_person_or_the_first_that_may_be() -> None:
    row = "{id: child.guardian, clock: guardian, source"
    north, south = row.replace("source", "when: {region: NOR}, source"), "{id: child.guardian, when: {region: [VEL, ALD]}, source"
    profile = with_changes("XD", (row, north + ': "Act s 6(1)"}\n  - ' + south))
    known: dict[str, dict[str, str]] = {"NOR": {"region": "NOR"}, "VEL": {"region": "VEL"}, "": {}}
    found = {region: profile.local("child.guardian", person, ANY_DAY) for region, person in known.items()}
    assert {region: getattr(local, "clock", "none") for region, local in found.items()} == {"NOR": "guardian", "VEL": None, "": "guardian"}
    assert profile.local("nothing.known", {}, ANY_DAY) is None


def test_the_row_of_a_right_is_that_of_the_day() -> None:
    profile = with_changes(
        "XD",
        (
            '{id: child.guardian, clock: guardian, source: "Act s 6"}',
            '{id: child.guardian, until: 2026-02-28, not_provided: "no guardian before then", source: "Act s 6, text of 2012"}\n'
            '  - {id: child.guardian, since: 2026-03-01, clock: guardian, source: "Act s 6(1)"}',
        ),
    )
    assert len(profile.locals("child.guardian")) == 2
    days = (date(2026, 2, 28), date(2026, 3, 1))
    found = [profile.local("child.guardian", {}, day) for day in days]
    assert [(local.kind, local.clock) for local in found if local] == [("not_provided", None), ("value", "guardian")]


def test_every_attribute_has_its_values_in_a_country() -> None:
    assert domains(GB)["region"] == ("ENG", "WLS", "SCT", "NIR")
    assert domains(XD)["track"] == ()
    assert domains(XD)["age"] == ("adult", "child")


@pytest.mark.parametrize("field", ["country", "status", "events", "edition"])
def test_a_profile_cannot_be_changed(field: str) -> None:
    with pytest.raises((ValidationError, AttributeError)):
        setattr(XD, field, "other")
