"""What a country's profile may say otherwise: tracks with rows of their own, other persons, other openings, other binding."""

from datetime import date
from typing import Any

import pytest

from opennrm.cases.spine.facts import CaseFacts
from opennrm.cases.spine.ledger import LedgerRow, rows, stands, status, waiting
from opennrm.cases.spine.tests.laws import Change, changed, of_a_clock, of_a_right
from opennrm.countries.profile import Profile


def day(month: int, number: int) -> date:
    return date(2026, month, number)


def of(facts: CaseFacts, profile: Profile, entitlement: str) -> list[LedgerRow]:
    return [row for row in rows(facts, profile) if row.entitlement == entitlement]


def both(*changes: Change) -> Change:
    def change(data: dict[str, Any]) -> None:
        for one in changes:
            one(data)

    return change


def two_tracks(data: dict[str, Any]) -> None:
    """Police decide within the law's clock; on the other track a group is asked first, and a limit of its own counts."""
    rest = tuple(row for row in data["entitlements"] if row["id"] != "identification.decision")
    data["tracks"] = {"police": {"en": "Police"}, "group": {"en": "Group"}}
    data["entitlements"] = (
        *rest,
        {"id": "identification.decision", "when": {"track": "police"}, "source": "model of the test"},
        {
            "id": "identification.decision",
            "when": {"track": "group"},
            "opens_on": ("asked:permanent_group",),
            "clock": "presumption",
            "source": "model of the test",
        },
    )
    of_a_clock("presumption", starts_on=("asked:permanent_group",))(data)


REFERRED = CaseFacts().note("state", on=day(10, 7), value="referred").note("referral.received", on=day(10, 7))
TRACKS = changed(two_tracks)


@pytest.mark.parametrize(("track", "opened", "due"), [("police", day(10, 7), None), ("group", day(10, 8), day(10, 15))])
def test_each_track_opens_and_counts_by_its_own_row(track: str, opened: date, due: date | None) -> None:
    facts = REFERRED.note("track", on=day(10, 7), value=track).note("asked:permanent_group", on=day(10, 8))
    assert [(row.opened_on, row.due_on) for row in of(facts, TRACKS, "identification.decision")] == [(opened, due)]


def test_who_turns_to_the_other_track_has_a_second_opening_and_the_first_keeps_its_end() -> None:
    facts = REFERRED.note("track", on=day(10, 7), value="police").note("track", on=day(10, 12), value="group")
    first, second = of(facts.note("asked:permanent_group", on=day(10, 12)), TRACKS, "identification.decision")
    assert (first.ends_on, second.opened_on, second.due_on) == (day(10, 12), day(10, 12), day(10, 19))


def test_where_the_track_is_not_recorded_the_right_is_open_once_and_in_doubt() -> None:
    found = of(REFERRED.note("asked:permanent_group", on=day(10, 8)), TRACKS, "identification.decision")
    assert [status(row, day(10, 9)).not_recorded for row in found] == [("track",)]


def test_persons_of_another_group_than_the_rows_name_have_no_such_right() -> None:
    profile = changed(of_a_right("accommodation", when={"residence": "none"}))
    presumed = REFERRED.note("state", on=day(10, 15), value="presumed").note("residence", on=day(10, 1), value="lawful")
    assert stands(presumed, profile, "accommodation", day(10, 16)).words == "not applicable"


def test_a_country_may_give_a_right_from_the_first_contact_on() -> None:
    profile = changed(of_a_right("accommodation", who=(), opens_on=()))
    row = of(CaseFacts().note("contact.opened", on=day(10, 1)).note("age", on=day(10, 3), value="adult"), profile, "accommodation")[0]
    assert (row.opened_on, row.opened_by, row.ends_on) == (day(10, 1), "first contact", None)


def test_a_country_may_give_it_to_those_formally_identified_alone() -> None:
    profile = changed(of_a_right("accommodation", who=("formally_identified",)))
    facts = REFERRED.note("state", on=day(10, 15), value="presumed").note("state", on=day(12, 1), value="identified")
    assert [stands(facts, profile, "accommodation", on).words for on in (day(11, 1), day(12, 1))] == ["not yet open", "open"]


def test_what_the_law_does_not_provide_is_said_once_the_clause_is_open() -> None:
    profile = changed(of_a_right("accommodation", not_provided="the law knows no shelter"))
    facts = REFERRED.note("state", on=day(10, 15), value="presumed")
    assert [stands(facts, profile, "accommodation", on).words for on in (day(10, 14), day(10, 15))] == [
        "not yet open",
        "not provided by law",
    ]


def binding(**instruments: dict[str, Any]) -> Change:
    def change(data: dict[str, Any]) -> None:
        data["instruments"] = instruments

    return change


SOURCE = "model of the test"
FROM, UNTIL = ({"value": True, limit: on, "source": SOURCE} for limit, on in (("since", day(11, 1)), ("until", day(10, 31))))
NONE = {name: {"value": False, "source": SOURCE} for name in ("COE", "PAL", "OAP", "EU")}


@pytest.mark.parametrize(
    ("instruments", "words"),
    [
        (NONE, ["not applicable", "not applicable"]),
        (NONE | {"COE": FROM}, ["not applicable", "open"]),
        (NONE | {"COE": UNTIL}, ["open", "not met"]),
        (NONE | {"EU": {"not_known_to_us": "until when the directive bound the country", "source": SOURCE}}, ["unknown", "unknown"]),
        (
            NONE
            | {
                "COE": {"value": True, "until": day(10, 31), "source": SOURCE},
                "EU": {"value": True, "since": day(11, 1), "source": SOURCE},
            },
            ["open", "open"],
        ),
    ],
)
def test_a_right_is_owed_while_an_instrument_behind_it_binds(instruments: dict[str, Any], words: list[str]) -> None:
    profile = changed(binding(**instruments))
    facts = REFERRED.note("state", on=day(10, 15), value="presumed")
    assert [stands(facts, profile, "accommodation", on).words for on in (day(10, 20), day(11, 2))] == words


def test_a_right_of_national_law_is_owed_whatever_the_instruments_say() -> None:
    facts = REFERRED.note("asked_for:documents", on=day(10, 16))
    assert stands(facts, changed(binding(**NONE)), "documents.returned", day(10, 17)).words == "open"


def test_a_state_of_an_older_edition_has_no_known_status() -> None:
    facts = REFERRED.note("state", on=day(10, 15), value="presumed").note("state", on=day(11, 1), value="a_state_of_before")
    assert of(facts, TRACKS, "accommodation")[0].ends_on == day(11, 1)


def test_many_profiles_in_one_process_do_not_mix_their_rights() -> None:
    facts = REFERRED.note("state", on=day(10, 15), value="presumed")
    without = changed(of_a_right("accommodation", not_provided="the law knows no shelter"))
    profiles = [profile.model_copy() for _ in range(40) for profile in (without, TRACKS)]
    found = [stands(facts, profile, "accommodation", day(10, 16)).words for profile in profiles]
    assert found == ["not provided by law", "open"] * 40


def test_an_instrument_short_of_the_floor_is_told_beside_national_law() -> None:
    ten = {"value": {"n": 10, "unit": "calendar_days", "kind": "minimum", "counts_first_day": False}, "source": SOURCE}
    profile = changed(both(of_a_clock("reflection", values=(ten,), extends_until=())))
    facts = REFERRED.note("nationality", on=day(10, 1), value="foreign").note("state", on=day(10, 15), value="presumed")
    facts = facts.note("decision:rg", on=day(10, 15), value="positive").note("period:reflection", on=day(10, 15), until=day(10, 26))
    found = stands(facts, profile, "reflection.period", day(11, 1))
    assert (found.words, found.short_of_floor) == ("met in time", True)
    assert of(facts, profile, "reflection.period")[0].floor_on == day(11, 14)


def test_every_waiting_right_says_why_in_a_sentence() -> None:
    assert all(one.says for one in waiting(REFERRED, TRACKS, day(10, 20)))
