"""A country in an afternoon: its profile is one file in a folder of its own, and whole ways run under it; nothing outside it changes.

The law of ZZ is invented here: what the skeleton leaves open is filled in, gap after gap, as somebody would who has read an act.
"""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from click.testing import CliRunner
from tests import people
from tests.pages import page_of
from tests.people import signed_in

from opennrm.access.actor import Actor
from opennrm.cases.identification import actions as identification
from opennrm.cases.protection import actions as protection
from opennrm.cases.referral import actions as referrals
from opennrm.cases.referral.tests.ways import agreed, begun, seen, sent
from opennrm.cases.spine import door, editions
from opennrm.cases.spine.ledger import StatusCode, status
from opennrm.cases.spine.reads import rights_of
from opennrm.countries import folders
from opennrm.countries.check import check
from opennrm.countries.load import load_profile
from opennrm.journal import replay
from opennrm.journal.models import Installation
from opennrm.mechanism.models import Agency
from opennrm.portal.commands import country as command
from opennrm.portal.commands import init

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
SOURCE = Path(folders.__file__).parents[1]
STARTS = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
MINUTE = "We accept that he worked there. We are not satisfied that he could not leave."
# What was found out in the afternoon: where it stands in the skeleton, and what is written there.
FOUND = (
    (r"COE: \{not_known_to_us.*", 'COE: {value: true, since: 2010-05-01, source: "ZZ accession (invented)"}'),
    (r"OAP: \{not_known_to_us.*", 'OAP: {value: true, source: "ZZ is a participating State (invented)"}'),
    (r"age_unknown_as: .*", 'age_unknown_as: {value: child, source: "ZZ Act art 3 (invented)"}'),
    (r"zone: .*", "zone: Europe/Athens"),
    (
        r"\[\{[^\[]*consent of adults and of children[^\]]*\]",
        '[{value: required, when: {age: adult}, source: "ZZ Act art 4"},'
        ' {value: not_required, when: {age: child}, source: "ZZ Act art 5"}]',
    ),
    (r"\[\{[^\[]*consent to assistance[^\]]*\]", '[{value: required, source: "ZZ Act art 6"}]'),
    (r"\[\{[^\[]*whether police may contact[^\]]*\]", '[{value: required, source: "ZZ Act art 7"}]'),
    (r"\[\{[^\[]*the test of the first decision[^\]]*\]", '[{value: "signs that somebody was traded", source: "ZZ Act art 8"}]'),
    (r"\[\{[^\[]*who takes the first decision[^\]]*\]", '[{value: {bodies: [competent_authority]}, source: "ZZ Act art 8"}]'),
    (r"\[\{[^\[]*who looks at a negative first[^\]]*\]", '[{value: {by: second_reviewer}, source: "ZZ Act art 9"}]'),
    (r"\[\{[^\[]*time for the first decision[^\]]*\]", '[{value: {n: 9, unit: calendar_days, kind: target}, source: "ZZ Act art 8(2)"}]'),
    (
        r"\[\{[^\[]*recovery and reflection period[^\]]*\]",
        '[{value: {n: 61, unit: calendar_days, kind: minimum}, source: "ZZ Act art 12"}]',
    ),
    (r"\[\{[^\[]*who may refer[^\]]*\]", '[{value: [listed_ngo, police], source: "ZZ Act art 2"}]'),
    (r"\[\{[^\[]*notice without a name[^\]]*\]", '[{not_provided: "the Act knows no notice without a name", source: "ZZ Act (invented)"}]'),
    (r"\Z", '  - {id: [accommodation, removal.bar], source: "ZZ Act art 13"}\n'),
)


def in_an_afternoon(text: str) -> str:
    """The skeleton with all that was found written into it."""
    for gap, found in FOUND:
        text, times = re.subn(gap, lambda _, found=found: found, text)
        assert times == 1, (gap, times)
    return text


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The profile of ZZ, begun by the command and filled in."""
    monkeypatch.setenv(folders.VARIABLE, str(tmp_path))
    begun = CliRunner().invoke(command.command, ["new", "ZZ"])
    assert begun.exit_code == 0, begun.output
    file = tmp_path / "ZZ.yaml"
    file.write_text(in_an_afternoon(file.read_text()))
    return tmp_path


def sources() -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in SOURCE.rglob("*") if path.suffix in {".py", ".yaml", ".html"}}


class World:
    """Those who take part in ZZ."""

    def __init__(self) -> None:
        people.an_installation("ZZ", STARTS)
        self.ngo: Agency = people.an_agency("listed_ngo", region="ALL")
        self.authority: Agency = people.an_agency("competent_authority", region="ALL")
        self.provider: Agency = people.an_agency("support_provider", region="ALL")
        self.responder: Actor = people.a_person(self.ngo, "first_responder")
        self.decider: Actor = people.a_person(self.authority, "decision_maker")
        self.reviewer: Actor = people.a_person(self.authority, "second_reviewer")
        self.worker: Actor = people.a_person(self.provider, "case_worker")

    def case(self) -> UUID:
        contact = people.a_contact(self.responder, region="ALL")
        case = people.a_referral(self.responder, self.authority, contact=contact)
        referrals.accept(self.decider, case)
        return case


@pytest.fixture
def world(folder: Path) -> Iterator[World]:
    before = sources()
    yield World()
    assert sources() == before
    assert list(replay.verify()) == []


def test_the_profile_is_sound_and_its_gaps_are_still_told(folder: Path) -> None:
    told = check("ZZ")
    assert (told.status, told.problems) == ("draft", ())
    assert "clocks.identification.values[0]: not known to us" in str(told)
    shown = CliRunner().invoke(command.command, ["check", "ZZ"])
    assert shown.exit_code == 0
    assert str(folder / "ZZ.yaml") in shown.output
    assert re.search(rf"^ZZ .* draft .*{re.escape(str(folder))}/ZZ.yaml$", CliRunner().invoke(command.command, ["list"]).output, re.M)


def test_a_second_beginning_overwrites_nothing(folder: Path) -> None:
    mine = (folder / "ZZ.yaml").read_text()
    again = CliRunner().invoke(command.command, ["new", "ZZ"])
    assert again.exit_code == 1
    assert "nothing was written" in again.output
    assert (folder / "ZZ.yaml").read_text() == mine


def test_the_folder_is_said_or_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(folders.VARIABLE, raising=False)
    assert CliRunner().invoke(command.command, ["new", "ZZ"]).exit_code == 2
    said = CliRunner().invoke(command.command, ["new", "ZZ", "--to", str(tmp_path / "new")])
    assert f"export OPENNRM_PROFILES={tmp_path / 'new'}" in said.output
    assert (tmp_path / "new/ZZ.yaml").is_file()


def test_a_database_is_made_for_it_with_invented_persons_alone(folder: Path) -> None:
    refused = CliRunner().invoke(init.command, ["--country", "ZZ"])
    assert refused.exit_code == 2
    assert "is a draft" in refused.output
    assert Installation.objects.count() == 0
    made = CliRunner().invoke(init.command, ["--country", "ZZ", "--kind", "synth"])
    assert made.exit_code == 0, made.output
    assert "/join/" in made.output
    standing = Installation.current()
    assert standing is not None
    assert (standing.country, standing.kind) == ("ZZ", "synth")


def test_referral_decision_period_and_ledger_go_by_the_numbers_of_the_file(world: World) -> None:
    case = world.case()
    on = door.today()
    waits = {row.entitlement: row for row in rights_of(case)}
    assert waits["identification.decision"].due_on == on + timedelta(days=9)
    identification.decide_yes(world.decider, case)
    protection.start_reflection_period(world.decider, case, on=on)
    rows = {row.entitlement: row for row in rights_of(case)}
    assert rows["reflection.period"].due_on == on + timedelta(days=61)
    assert rows["accommodation"].opened_on == on
    assert rows["reflection.period"].edition == load_profile("ZZ").edition
    assert status(rows["reflection.period"], on).code is StatusCode.KEPT
    assert editions.today().state(door.state_of(case).state).status == "presumed"


def test_a_no_goes_by_the_second_reviewer_that_the_file_names(world: World) -> None:
    case = world.case()
    identification.weigh(world.decider, case, side="against", weight="2", what="Pay slips for seven months")
    identification.decide_with_minute(world.decider, case, text=MINUTE, mitigations=["trauma"], reason="too_little")
    assert door.state_of(case).state == "negative_proposed"
    identification.confirm_negative(world.reviewer, case)
    assert door.state_of(case).state == "not_presumed"


def test_a_whole_way_through_the_pages(world: World, django_capture_on_commit_callbacks: Any) -> None:
    responder = signed_in(world.responder)
    contact = begun(responder, region="ALL")
    seen(responder, contact, region="ALL")
    agreed(responder, contact, str(world.provider.pk))
    with django_capture_on_commit_callbacks(execute=True):
        case = sent(responder, contact)
    referrals.accept(world.decider, case)
    decider = signed_in(world.decider)
    assert "signs that somebody was traded" in page_of(decider, f"/cases/{case}/decision/")
    for url in ("/today/", "/cases/", "/referrals/", f"/cases/{case}/", f"/cases/{case}/decision/yes/"):
        assert page_of(decider, url)
    identification.decide_yes(world.decider, case)
    assert "ZZ Act art 12" in page_of(decider, f"/cases/{case}/reflection/start/")
    protection.start_reflection_period(world.decider, case, on=door.today())
    shown = page_of(signed_in(world.worker), f"/cases/{case}/")
    assert "2 January 2027" in shown
    assert "Presumed trafficked" in shown
    assert door.today() + timedelta(days=61) == date(2027, 1, 2)


def test_what_a_person_is_read_comes_from_the_folder(world: World) -> None:
    assert "not written down here yet" in page_of(signed_in(world.responder), "/information/referral-draft/")
