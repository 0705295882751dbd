"""An edition comes into force by being published: what moves is told before, nothing recorded changes, every edition is kept."""

import re
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from uuid import UUID

import pytest
from click.testing import CliRunner, Result
from tests import people

from opennrm.cases.identification import actions as identification
from opennrm.cases.protection import actions as protection
from opennrm.cases.referral import actions as referrals
from opennrm.cases.referral.tests.world import World
from opennrm.cases.spine import door, editions
from opennrm.cases.spine.models import Edition
from opennrm.cases.spine.reads import rights_of
from opennrm.countries import folders
from opennrm.countries.load import load_profile, profile_text
from opennrm.journal import replay
from opennrm.journal.models import Installation, JournalEvent
from opennrm.portal.commands import publishing
from opennrm.portal.commands.country import command

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

FORTY_FIVE = "{n: 45, unit: calendar_days, kind: minimum, begins: by_law, counts_first_day: false}"
FIFTY = FORTY_FIVE.replace("45", "50")
AMENDED = (
    f"- {{value: {FORTY_FIVE}, since: 2026-03-01, source",
    f"""- {{value: {FIFTY}, since: 2027-01-01, source: "Act s 14(1), Official Gazette 2026/80 (invented)"}}
      - {{value: {FORTY_FIVE}, since: 2026-03-01, until: 2026-12-31, source""",
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    own = tmp_path / "own"
    monkeypatch.setenv(folders.VARIABLE, str(own))
    return own


@pytest.fixture
def world(folder: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    """The Demo Republic as an installation that follows what was published, as one with real persons does."""
    monkeypatch.setattr(people, "an_installation", partial(people.an_installation, kind="synth"))
    return World()


Write = Callable[..., Path]


@pytest.fixture
def written(tmp_path: Path) -> Write:
    def write(*changes: tuple[str, str]) -> Path:
        with folders.using(None):
            text = profile_text("XD")
        for before, after in changes:
            assert before in text, before
            text = text.replace(before, after)
        file = tmp_path / "XD.new.yaml"
        file.write_text(text)
        return file

    return write


def published(*args: str | Path) -> Result:
    return CliRunner().invoke(command, ["publish", *map(str, args)])


def presumed(world: World) -> UUID:
    case = people.a_referral(world.responder, world.authority, world.supported())
    referrals.accept(world.decider, case)
    identification.decide_yes(world.decider, case)
    return case


def reference(case: UUID) -> str:
    state = door.state_of(case)
    assert state is not None
    return state.reference


def due(case: UUID) -> object:
    return next(row.due_on for row in rights_of(case) if row.entitlement == "reflection.period")


def test_what_moves_is_told_and_nothing_is_changed(world: World, written: Write, folder: Path) -> None:
    moves, stays, gone = presumed(world), people.a_referral(world.responder, world.authority), presumed(world)
    referrals.accept(world.decider, stays)
    on, before = door.today(), editions.today().edition
    told = published("XD", written((FORTY_FIVE, FIFTY)))
    assert told.exit_code == 0, told.output
    assert f"{reference(moves)}\n" in told.output
    assert f"{reference(gone)}\n" in told.output
    assert reference(stays) not in told.output
    assert "Open cases whose dates or statuses move: 2 of 3" in told.output
    assert f"kept, not before {on + timedelta(45)} → kept, not before {on + timedelta(50)}" in told.output
    assert "Scenarios that come out otherwise: 0" not in told.output
    assert re.search(r"due reflection: 2026-\d\d-\d\d → 2026-\d\d-\d\d\n", told.output)
    assert "FAILS line" in told.output
    assert "Nothing was changed" in told.output
    assert editions.today().edition == before
    assert Edition.objects.count() == 1
    assert not folder.exists()


def test_the_cases_are_named_by_reference_alone_and_only_the_first_are_listed(world: World, written: Write) -> None:
    cases = [presumed(world) for _ in range(3)]
    told = published("XD", written((FORTY_FIVE, FIFTY)), "--first", "1").output
    assert sum(reference(case) in told for case in cases) == 1
    assert "and 2 more" in told
    assert "Ileana" not in told
    assert "Vasarin" not in told


def test_a_case_takes_up_the_new_text_with_the_next_thing_recorded_and_no_decision_changes(world: World, written: Write) -> None:
    case, on, old = presumed(world), door.today(), editions.today().edition
    told = published("XD", written((FORTY_FIVE, FIFTY)), "--yes")
    assert told.exit_code == 0, told.output
    new = editions.today().edition
    assert new != old
    assert due(case) == on + timedelta(45)
    identification.ask_party(world.decider, case, party="person", on=on, question="How are you?")
    protection.record_removal(world.worker, case, on=on)
    assert due(case) == on + timedelta(50)
    editions_used = [event.header for event in JournalEvent.objects.filter(stream=case).order_by("seq")]
    assert old.encode() in bytes(editions_used[0])
    assert new.encode() in bytes(editions_used[-1])
    assert editions.profile(old).edition == old
    editions.forget()
    assert editions.profile(old).edition == old
    assert list(replay.verify()) == []


def test_a_change_of_law_on_a_later_day_moves_no_case_of_today(world: World, written: Write) -> None:
    presumed(world)
    told = published("XD", written(AMENDED))
    assert "Open cases whose dates or statuses move: 0 of 1" in told.output
    assert "Scenarios that come out otherwise: 0" in told.output


def test_what_was_published_is_followed_whatever_the_file_says(
    world: World, written: Write, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert published("XD", written((FORTY_FIVE, FIFTY)), "--yes").exit_code == 0
    assert (folder / "XD.yaml").read_text() == written((FORTY_FIVE, FIFTY)).read_text()
    in_force = editions.today().edition
    assert load_profile("XD").edition == in_force
    (folder / "XD.yaml").unlink()
    editions.forget()
    assert editions.today().edition == in_force
    assert load_profile("XD").edition != in_force
    publishing.say_unpublished()
    assert "opennrm country publish XD" in capsys.readouterr().err
    back = published("XD", "--yes")
    assert back.exit_code == 0, back.output
    assert editions.today().edition == load_profile("XD").edition
    assert Edition.objects.count() == 2
    publishing.say_unpublished()
    assert capsys.readouterr().err == ""


def test_a_text_that_is_in_force_already_has_nothing_to_publish(world: World) -> None:
    told = published("XD", "--yes")
    assert (told.exit_code, "Nothing to publish" in told.output) == (0, True)


def test_a_demonstration_follows_its_file(folder: Path) -> None:
    World()
    first = editions.today().edition
    folder.mkdir()
    (folder / "XD.yaml").write_text(profile_text("XD").replace(FORTY_FIVE, FIFTY))
    editions.forget()
    assert editions.today().edition != first


def test_a_draft_never_comes_into_force_where_persons_are_real(folder: Path, written: Write) -> None:
    Installation.objects.create(country="XD", kind="live", created_at=people.STARTS)
    before = editions.today().edition
    refused = published("XD", written(("status: published", "status: draft")), "--yes")
    assert refused.exit_code == 1
    assert "a draft is never in force" in refused.output
    editions.forget()
    assert editions.today().edition == before
    assert published("XD", written((FORTY_FIVE, FIFTY)), "--yes").exit_code == 0


def test_with_invented_persons_a_draft_may(world: World, written: Write) -> None:
    assert published("XD", written(("status: published", "status: draft")), "--yes").exit_code == 0
    assert editions.today().status == "draft"


def test_no_case_is_left_in_a_state_that_the_new_text_does_not_have(world: World, written: Write) -> None:
    case, file = presumed(world), written()
    head, procedure, rest = re.split(r"(?m)^(?=states:|deciders:)", file.read_text())
    file.write_text(head + re.sub(r"(?<!status: )\bpresumed\b", "found", procedure) + rest)
    before = editions.today().edition
    refused = published("XD", file, "--yes")
    assert refused.exit_code == 1, refused.output
    assert f"1 open cases stand in a state that this text does not have, and would be stuck: {reference(case)}" in refused.output
    assert editions.today().edition == before


def test_a_text_with_mistakes_is_refused_with_its_lines(world: World, written: Write) -> None:
    refused = published("XD", written(("kind: minimum", "kind: least")), "--yes")
    assert refused.exit_code == 1
    assert re.search(r"XD\.new\.yaml:\d+:\d+", refused.output)


def test_another_country_is_not_in_force_here(world: World) -> None:
    assert "this installation runs XD" in published("GB").output


def test_without_a_folder_no_other_file_comes_into_force(world: World, written: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(folders.VARIABLE)
    before = editions.today().edition
    refused = published("XD", written((FORTY_FIVE, FIFTY)), "--yes")
    assert refused.exit_code == 1
    assert "OPENNRM_PROFILES" in refused.output
    editions.forget()
    assert editions.today().edition == before
