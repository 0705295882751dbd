"""A clause or a right in all countries: every profile has its line, what nobody knows stays so, and a day is asked, not assumed."""

from __future__ import annotations

from datetime import date

import pytest

from opennrm.countries.compare import NoSuchClause, binding, compare, here, rights_of
from opennrm.countries.load import countries, load_profile
from opennrm.countries.profile import Profile
from opennrm.countries.tests.told import with_changes
from opennrm.standards.load import law

ON = date(2026, 11, 17)


def everywhere() -> list[Profile]:
    return [load_profile(country) for country in countries()]


def lines(country: str, right: str, on: date = ON) -> list[tuple[str, str, str, str]]:
    return [(row.whom, row.gives, row.by_when, row.since) for row in here(load_profile(country), law().entitlements[right], on)]


@pytest.mark.parametrize("asked", [*law().clauses, *law().entitlements])
def test_every_clause_and_every_right_can_be_asked_for_and_each_country_has_its_line(asked: str) -> None:
    page = compare(asked, everywhere(), ON)
    rights = rights_of(law().clauses[asked]) if asked in law().clauses else (law().entitlements[asked],)
    bound, *told = page.split("\n## ")[1:]
    assert len(told) == len(rights)
    for country in countries():
        assert f"({country}, " in bound
        assert all(f"({country}, " in part for part in told)


def test_a_right_is_told_as_the_law_of_the_day_has_it() -> None:
    eve, day = date(2023, 1, 29), date(2023, 1, 30)
    ((_, before, _, _),), after = lines("GB", "permit.considered", eve), lines("GB", "permit.considered", day)
    assert before.startswith("not known to us: whether and how leave was considered before section 65")
    assert after == [("", "yes", "no time is set", "30 January 2023")]


def test_a_clause_that_gives_no_right_says_why() -> None:
    page = compare("COE-45", everywhere(), ON)
    assert "It gives no right of its own: It binds states when they join" in page
    assert page.count("\n## ") == 1


def test_a_promise_made_as_a_whole_is_shown_by_the_rights_that_give_it() -> None:
    rights = {one.id for one in rights_of(law().clauses["COE-13.2"])}
    assert {"accommodation", "subsistence", "psychological", "medical.emergency", "interpretation", "safety"} <= rights


@pytest.mark.parametrize(
    ("country", "on", "binds"),
    [
        ("Serbia", date(2009, 7, 31), "no"),
        ("Serbia", date(2009, 8, 1), "since 1 August 2009"),
        ("Türkiye", date(2016, 8, 31), "no"),
        ("Türkiye", date(2016, 9, 1), "since 1 September 2016"),
        ("Kyrgyzstan", ON, "no"),
    ],
)
def test_who_is_bound_is_told_for_the_day_with_or_without_a_profile(country: str, on: date, binds: str) -> None:
    (row,) = [row for row in binding("COE", everywhere(), on) if row.country.startswith(country)]
    assert row.binds == binds
    assert row.source


def test_a_state_without_a_profile_says_how_its_day_is_known() -> None:
    sources = {row.country.partition(" (")[0]: row.source for row in binding("COE", [], ON)}
    assert sources["Ukraine"].endswith("(computed)")
    assert sources["Russian Federation"].endswith("(second-hand)")
    assert sources["Belarus"].endswith("(read)")
    assert len(sources) == 17


def test_what_binds_is_not_known_where_nobody_found_it_or_the_profile_does_not_name_it() -> None:
    (kingdom,) = [row for row in binding("EU", everywhere(), ON) if "(GB, " in row.country]
    assert kingdom.binds.startswith("not known to us: first and last day")
    assert {row.binds for row in binding("NR", everywhere(), ON)} == {"not known to us: the profile does not name it"}


def test_a_length_is_told_in_words_for_whom_and_since_when() -> None:
    assert lines("GB", "reflection.period") == [
        ("region England or Wales", "yes", "at least 30 calendar days", "30 January 2023"),
        ("region Scotland", "yes", "at least 90 calendar days", ""),
        (
            "region Northern Ireland",
            "yes",
            "not known to us: recovery period in Northern Ireland; the statutory guidance for England and Wales and NABA s61 were read",
            "",
        ),
    ]


def test_another_day_has_another_length() -> None:
    assert lines("GB", "reflection.period", date(2022, 6, 1))[0] == ("region England or Wales", "yes", "at least 45 calendar days", "")
    old, new = (lines("XD", "reflection.period", on)[0][2] for on in (date(2026, 2, 28), date(2026, 3, 1)))
    assert old != new


def test_a_row_and_a_value_that_no_person_can_have_together_make_no_line() -> None:
    told = lines("GE", "identification.decision")
    assert len(told) == 2
    assert {by_when.partition(":")[0] for _, _, by_when, _ in told} == {"at most 48 hours", "not known to us"}
    assert all(whom.count("track") == 1 for whom, *_ in told)


def test_the_three_kinds_of_silence_are_told_apart() -> None:
    assert lines("XD", "cross_border")[0][1].startswith("not provided by law: ")
    assert lines("GB", "cross_border")[0][1].startswith("not known to us: whether any body")
    silent = with_changes("XD", ('  - {id: child.presumed, source: "Act s 5"}\n', ""))
    (row,) = here(silent, law().entitlements["child.presumed"], ON)
    assert row.gives == "not known to us: the profile says nothing of it"
    assert lines("GB", "accommodation")[0][1:3] == ("yes", "no time is set")


def test_it_is_told_who_decides_and_whose_turn_it_is() -> None:
    def by_whom(country: str, right: str, on: date = ON) -> str:
        return next(here(load_profile(country), law().entitlements[right], on)).by_whom

    assert by_whom("GB", "identification.decision", date(2020, 5, 1)) == "Single Competent Authority"
    assert by_whom("GB", "identification.decision", date(2018, 5, 1)).startswith("not known to us: who decided before")
    assert by_whom("GB", "reflection.period") == "Competent authority"
    assert by_whom("GB", "accommodation") == "Support provider"
    assert by_whom("GB", "compensation.claim") == "not known to us: no court is named"


def test_every_line_that_says_something_has_a_source() -> None:
    for one in law().entitlements.values():
        for profile in everywhere():
            assert all(row.source for row in here(profile, one, ON) if not row.gives.endswith("the profile says nothing of it"))


def test_a_right_that_no_case_shows_says_why_above_its_table() -> None:
    assert "No case shows it: No stage records the withdrawal of a permit" in compare("permit.kept", everywhere(), ON)


def test_what_was_only_recalled_has_no_wording() -> None:
    assert "The heading alone is known: it was not read again." in compare("COE-32", everywhere(), ON)


@pytest.mark.parametrize(
    ("asked", "says"), [("COE-13.9", "did you mean COE-13"), ("reflexion.period", "did you mean reflection.period"), ("?", "ledger.md")]
)
def test_what_nobody_knows_is_refused_with_what_was_meant(asked: str, says: str) -> None:
    with pytest.raises(NoSuchClause, match=says):
        compare(asked, [], ON)


def test_the_same_profiles_in_another_order_give_the_same_page() -> None:
    assert compare("COE-13.1", everywhere(), ON) == compare("COE-13.1", reversed(everywhere()), ON)


def test_the_invented_country_stands_beside_the_others_and_says_that_it_is_invented() -> None:
    (demo,) = [row for row in binding("COE", everywhere(), ON) if "(XD, " in row.country]
    assert (demo.country, demo.source) == ("Demo Republic (XD, published)", "invented accession")
