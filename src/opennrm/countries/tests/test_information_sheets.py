"""What is read to a person before a consent is asked: whole, sourced, fitting the profile, and every mistake told with its line."""

import json
from datetime import date

import pytest

from opennrm.countries.load import countries, load_profile
from opennrm.countries.schema import sheets_schema
from opennrm.countries.sheets import read_sheets, sheets_of, unsound_sheets
from opennrm.standards.reading import Misread

TODAY = date(2026, 11, 17)
TEXT = """country: XX
standing: draft
notice: {en: A draft}
sections:
  what: {heading: {en: What}, says: [{en: This.}], source: "law"}
sheets:
  - {id: one, scope: referral, version: "1", title: {en: One}, sections: [what]}
"""


@pytest.mark.parametrize("country", countries())
def test_every_country_has_sheets_that_fit_its_profile(country: str) -> None:
    sheets, profile = sheets_of(country), load_profile(country)
    assert sheets is not None
    assert list(unsound_sheets(sheets, profile)) == []
    assert {section for sheet in sheets.sheets for section in sheet.sections} == set(sheets.sections)


@pytest.mark.parametrize("scope", load_profile("XD").consent)
def test_the_text_of_each_sheet_that_is_in_use_is_kept(scope: str) -> None:
    profile, sheets = load_profile("XD"), sheets_of("XD")
    assert sheets is not None
    version = profile.value(profile.consent[scope].sheet, on=TODAY, attributes={}).value  # type: ignore[union-attr]
    assert sheets.explaining(scope, version) is not None


@pytest.mark.parametrize("country", countries())
def test_a_referral_is_explained_with_all_that_a_yes_must_rest_on(country: str) -> None:
    sheets = sheets_of(country)
    assert sheets is not None
    sheet = next(one for one in sheets.sheets if one.scope == "referral")
    named = {"mechanism", "referral", "say_no", "unconditional", "time", "back", "readers_referral", "risks", "data", "ask"}
    assert named <= set(sheet.sections)
    assert sheets.sections["time"].clock == "reflection"
    assert "CETS 197 Art 12(6)" in sheets.sections["unconditional"].source
    assert sheets.languages(sheet) == ("en",)


def test_a_draft_stands_for_no_version_and_says_what_it_is() -> None:
    sheets = sheets_of("GB")
    assert sheets is not None
    assert sheets.standing == "draft"
    assert "not the official leaflet" in str(sheets.notice)
    assert all(sheet.version == "" for sheet in sheets.sheets)


def test_a_sheet_is_in_a_language_when_the_whole_of_it_is() -> None:
    half = TEXT.replace("{en: One}", "{en: One, ro: Unu}").replace("{en: What}", "{en: What, ro: Ce}")
    sheets = read_sheets("x", half)
    assert sheets.languages(sheets.sheets[0]) == ("en",)
    whole = read_sheets("x", half.replace("{en: This.}", "{en: This., ro: Asta.}"))
    assert whole.languages(whole.sheets[0]) == ("en", "ro")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("sections: [what]", "sections: [what, why]", "x:7:.*no section why"),
        ('source: "law"', "", "x:5:.*[Ff]ield required"),
        ("standing: draft", "standing: maybe", "x:2:"),
        ("  - {id: one", "  - {id: one, scope: referral, version: '1', title: {en: O}, sections: [what]}\n  - {id: one", "stands twice"),
    ],
)
def test_a_mistake_is_told_with_its_line(old: str, new: str, says: str) -> None:
    with pytest.raises(Misread, match=says):
        read_sheets("x", TEXT.replace(old, new))


def test_a_version_or_a_clock_that_the_profile_lacks_is_found() -> None:
    wrong = TEXT.replace('source: "law"', 'source: "law", clock: eternity')
    assert list(unsound_sheets(read_sheets("x", wrong), load_profile("XD"))) == [
        "one: the profile has no version '1' for referral",
        "what: the profile has no clock eternity",
    ]


def test_the_schema_for_editors_is_json() -> None:
    schema = sheets_schema()
    assert set(schema["required"]) == {"country", "standing", "notice", "sections", "sheets"}
    assert json.loads(json.dumps(schema)) == schema
