"""A country begun in a folder of one's own: valid at once, every gap told, every word explained; the own folder wins, and wins whole."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from opennrm.countries import folders
from opennrm.countries.check import check
from opennrm.countries.dated import ATTRIBUTES
from opennrm.countries.guards import GUARDS
from opennrm.countries.load import ProfileErrors, UnknownCountry, countries, load_profile, profile_from_text
from opennrm.countries.parts import Duration
from opennrm.countries.profile import Profile
from opennrm.countries.scenario import failures, scenarios
from opennrm.countries.sheets import sheets_of, unsound_sheets
from opennrm.countries.skeleton import Stands, begin, skeleton
from opennrm.countries.steps import STEPS
from opennrm.standards.entitlement import Status
from opennrm.standards.load import law


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(folders.VARIABLE, str(tmp_path))
    return tmp_path


def test_a_country_that_was_begun_is_a_valid_draft_and_each_gap_is_told_with_its_line(own: Path) -> None:
    begin("ZZ", own)
    told = check("ZZ")
    assert (told.status, told.problems, told.findings) == ("draft", (), ())
    lines = (own / "ZZ.yaml").read_text().splitlines()
    unknown = [int(gap.split(":")[0].removeprefix("line ")) for gap in told.gaps if "not known to us" in gap]
    gaps = [number for number, line in enumerate(lines, 1) if "{not_known_to_us: " in line and not line.startswith("#")]
    assert unknown == gaps
    (sources,) = [gap for gap in told.gaps if "still to be found" in gap]
    open_sources = [number for number, line in enumerate(lines, 1) if 'source: "to be found' in line]
    assert sources.endswith(", ".join(map(str, open_sources)))
    assert "the profile says nothing of" in str(told)
    assert set(told.silent) < set(law().entitlements)


def test_a_published_profile_has_no_source_that_is_still_to_be_found() -> None:
    with pytest.raises(ProfileErrors) as wrong:
        profile_from_text("ZZ", skeleton("ZZ")["ZZ.yaml"].replace("status: draft", "status: published"))
    assert "its source is still to be found: who refers, to whom" in str(wrong.value)


def test_the_scenarios_and_sheets_of_the_skeleton_hold(own: Path) -> None:
    begin("ZZ", own)
    sheets, profile = sheets_of("ZZ"), load_profile("ZZ")
    assert sheets is not None
    assert list(unsound_sheets(sheets, profile)) == []
    assert set(sheets.sections) == {section for sheet in sheets.sheets for section in sheet.sections}
    assert [failure for one in scenarios("ZZ") for failure in failures(profile, one)] == []
    assert len(scenarios("ZZ")) == 2


def test_the_skeleton_explains_every_section_and_every_word_that_may_stand_in_it() -> None:
    text = skeleton("ZZ")["ZZ.yaml"]
    comments = "\n".join(line for line in text.splitlines() if line.startswith("#"))
    lengths = Duration.model_fields
    words = [*STEPS, *GUARDS, *ATTRIBUTES, *get_args(Status), *(value for values in ATTRIBUTES.values() for value in values or ())]
    words += [*get_args(lengths["unit"].annotation), *get_args(lengths["kind"].annotation), *law().instruments]
    assert [word for word in words if word not in comments] == []
    sections = {name for name in Profile.model_fields if name not in {"country", "name", "start"}}
    assert [name for name in sections if f"\n{name}:" not in text] == []


def test_another_code_stands_everywhere_and_what_is_no_code_is_refused(tmp_path: Path) -> None:
    begin("QQ", tmp_path)
    assert not [path for path in tmp_path.iterdir() if "ZZ" in path.read_text()]
    for wrong in ("zz", "Z", "ZZZ", "../Z", ""):
        with pytest.raises(ValueError, match="two capitals"):
            begin(wrong, tmp_path)


def test_nothing_is_overwritten_and_then_nothing_at_all_is_written(tmp_path: Path) -> None:
    (tmp_path / "ZZ.sheets.yaml").write_text("mine")
    with pytest.raises(Stands, match=r"ZZ\.sheets\.yaml"):
        begin("ZZ", tmp_path)
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("ZZ.sheets.yaml", "mine")]


def test_the_folder_adds_its_countries_to_those_that_ship(own: Path) -> None:
    shipped = countries()
    begin("ZZ", own)
    (own / "notes.yaml").write_text("no profile")
    assert countries() == tuple(sorted((*shipped, "ZZ")))
    assert load_profile("ZZ") is load_profile("ZZ")
    with folders.using(None):
        assert countries() == shipped
        with pytest.raises(UnknownCountry):
            load_profile("ZZ")


def test_a_country_of_the_own_folder_beats_the_one_that_ships_with_its_scenarios_and_sheets(own: Path) -> None:
    shipped = load_profile("XD")
    begin("XD", own)
    assert load_profile("XD").status == "draft"
    assert load_profile("XD").edition != shipped.edition
    assert len(scenarios("XD")) == 2
    for path in (own / "XD.scenarios.yaml", own / "XD.sheets.yaml"):
        path.unlink()
    assert scenarios("XD") == ()
    assert sheets_of("XD") is None
    assert folders.folder_of("XD") == own
    with folders.using(None):
        assert load_profile("XD") is shipped


def test_a_folder_that_is_not_there_adds_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shipped = countries()
    monkeypatch.setenv(folders.VARIABLE, str(tmp_path / "nowhere"))
    assert countries() == shipped
