"""An edition is frozen with all that it depends on, and follows from the journal for ever."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from tests import people
from tests.once import once

from opennrm.access.actor import Actor
from opennrm.cases.correction import actions as correction
from opennrm.cases.identification import actions as identification
from opennrm.cases.identification.tests.world import World
from opennrm.cases.spine import door as cases_door
from opennrm.cases.spine import editions
from opennrm.countries import folders
from opennrm.countries.load import profile_text
from opennrm.journal import places, replay, store
from opennrm.journal.models import JournalEvent, WrittenOnlyByReplay, applying
from opennrm.standards.languages import OFFERED
from opennrm.standards.refusal import Refused
from opennrm.statistics import definition
from opennrm.statistics.period import Period
from opennrm.statistics.publication import actions, answer, door, reads
from opennrm.statistics.publication.frozen import Frozen
from opennrm.statistics.publication.models import PublishedEdition
from opennrm.statistics.publication.tests.world import OPERATOR, YEAR, counted, published
from opennrm.statistics.release import protect as release

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
Cells = dict[tuple[str, ...], int | None]


@pytest.fixture
def world() -> tuple[World, list[Any]]:
    return once(counted)


def cells(frozen: Frozen, measure: str) -> Cells:
    return {cell.path: cell.count for table in frozen.tables if table.measure == measure for cell in table.cells}


def void(world: tuple[World, list[Any]]) -> None:
    """The last of the cases of which nothing was decided yet was none."""
    office, found = world
    correction.void(office.decider, found[-1], reason="trial_entry", why="Typed to try it out.", on=cases_door.today())


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [refusal.code for refusal in refused.value.refusals]


# --- what is frozen


def test_an_edition_holds_its_question_and_its_answer(world: tuple[World, list[Any]]) -> None:
    position = places.last()
    made = published().frozen
    assert (made.country, made.data, made.name, made.revises) == ("XD", "demo", "2026/1", None)
    assert (made.as_at.position, made.threshold) == (position, 10)
    assert made.profile_edition == editions.today().edition
    assert made.definition["measures"][0]["id"] == "referrals"
    assert set(made.labels["referrals"]) == {"en", *OFFERED}
    assert made.labels["referrals"]["ro"] == "Referiri"
    assert cells(made, "referrals")[("total",)] == 26
    assert cells(made, "reasonable_grounds")[("total",)] == 12


def test_a_small_number_is_in_no_byte_of_it(world: tuple[World, list[Any]]) -> None:
    """One case more is abroad than may be told: neither it nor what it follows from is there."""
    office, found = world
    change = {"right": {"place": ("abroad",)}, "why": "The papers say so.", "on": cases_door.today()}
    correction.recategorise(office.decider, found[0], **change)
    told = cells(published().frozen, "referrals")
    assert told[("place_of_exploitation", "abroad")] is None
    assert told[("place_of_exploitation", "in_country")] is None
    assert told[("total",)] == 26


def test_the_journal_says_who_published(world: tuple[World, list[Any]]) -> None:
    published()
    by_hand = store.read(door.stream_of("XD", "2026"))[-1].envelope
    assert (by_hand.type, by_hand.kind, by_hand.agency_kind, by_hand.actor) == (
        "publication.figures_published",
        "publication",
        "operator",
        door.OPERATOR,
    )
    assert reads.edition("2026/1").account == "olga"
    void(world)
    coordinator = people.the_coordinator()
    actions.publish(door.publishing(coordinator), YEAR, position=places.last())
    row = reads.edition("2026/2")
    assert (row.actor, row.agency, row.account) == (coordinator.id, coordinator.agency, "")


def test_only_the_coordinator_publishes_on_a_page(world: tuple[World, list[Any]]) -> None:
    with pytest.raises(Refused) as refused:
        door.publishing(world[0].decider)
    assert codes(refused) == ["access.closed"]
    watcher: Actor = people.a_person(people.an_agency("monitor"), "monitor")
    with pytest.raises(Refused):
        door.publishing(watcher)


# --- it follows from the journal


def test_an_edition_still_follows_after_everything_has_changed(world: tuple[World, list[Any]]) -> None:
    office, found = world
    first = published()
    void(world)
    correction.recategorise(office.decider, found[1], right={"place": ("abroad",)}, why="The papers say so.", on=cases_door.today())
    identification.decide_yes(office.decider, found[12])
    second = published()
    assert cells(second.frozen, "referrals")[("total",)] in (25, None)  # the rule on small numbers says whether it may be told
    assert second.frozen.revises is not None
    assert (second.frozen.revises.edition, second.frozen.revises.hash) == (1, first.hash)
    for name in ("2026/1", "2026/2"):
        proof = reads.prove(reads.edition(name))
        assert proof.holds, proof.differing
        assert proof.otherwise == ()


def test_dropped_and_rebuilt_every_edition_is_the_same_to_the_byte(world: tuple[World, list[Any]]) -> None:
    published()
    void(world)
    published()
    actions.withdraw(OPERATOR, YEAR, edition=1, reason="figures_wrong")
    before = list(PublishedEdition.objects.order_by("edition").values())
    replay.rebuild()
    assert list(PublishedEdition.objects.order_by("edition").values()) == before
    assert list(replay.verify()) == []


def test_a_definition_that_changes_later_leaves_it_as_it_was(world: tuple[World, list[Any]], monkeypatch: pytest.MonkeyPatch) -> None:
    published()
    text = (Path(definition.__file__).parent / "data/tables.yaml").read_text()
    other = definition.read("tables.yaml", text.replace("parts: [male, female]", "parts: [female]").replace("stage: rg", "stage: cg"))
    monkeypatch.setattr(actions, "definitions", lambda: other)
    assert reads.prove(reads.edition("2026")).holds
    second = published()
    assert ("sex", "male") not in cells(second.frozen, "referrals")
    assert cells(second.frozen, "reasonable_grounds")[("total",)] == 0
    assert reads.prove(reads.edition("2026/1")).holds
    assert reads.prove(reads.edition("2026/2")).holds


def test_a_threshold_that_changes_later_leaves_it_as_it_was(world: tuple[World, list[Any]], tmp_path: Path) -> None:
    first = published().frozen
    text = profile_text("XD").replace("small_number_threshold: {outside: 10", "small_number_threshold: {outside: 20")
    (tmp_path / "XD.yaml").write_text(text)
    with folders.using(tmp_path):
        editions.forget()
        second = published().frozen
        assert (first.threshold, second.threshold) == (10, 20)
        assert first.profile_edition != second.profile_edition
        assert cells(second, "reasonable_grounds")[("total",)] is None
        assert all(reads.prove(reads.edition(f"2026/{n}")).holds for n in (1, 2))
    editions.forget()


def test_what_does_not_follow_is_named_cell_by_cell(world: tuple[World, list[Any]]) -> None:
    """Somebody who writes the database moves a case that was counted: the edition no longer follows, and says where."""
    from opennrm.cases.spine.models import Counted  # noqa: PLC0415  settings must be ready first

    published()
    with applying():
        Counted.objects.filter(case_id=world[1][0]).delete()
    proof = reads.prove(reads.edition("2026"))
    assert not proof.holds
    moved = {(one.measure, one.path): (one.before, one.after) for one in proof.differing}
    before, after = moved[("referrals", ("total",))]
    assert before is not None
    assert after is not None
    assert (before.count, after.count) == (26, 25)


def test_a_row_is_written_by_events_alone(world: tuple[World, list[Any]]) -> None:
    published()
    with pytest.raises(WrittenOnlyByReplay):
        PublishedEdition.objects.filter(edition=1).update(content="{}")
    with pytest.raises(WrittenOnlyByReplay):
        reads.edition("2026").delete()


# --- what is refused


def test_the_same_figures_are_no_new_edition(world: tuple[World, list[Any]]) -> None:
    published()
    with pytest.raises(Refused) as refused:
        published()
    assert codes(refused) == ["publication.same"]
    actions.withdraw(OPERATOR, YEAR, edition=1, reason="protection_wrong")
    assert published().frozen.edition == 2


@pytest.mark.parametrize(("position", "code"), [(10**9, "publication.not-yet"), (0, "publication.nothing")])
def test_a_position_that_was_not_reached_is_refused(world: tuple[World, list[Any]], position: int, code: str) -> None:
    with pytest.raises(Refused) as refused:
        published(position=position)
    assert codes(refused) == [code]


def test_an_edition_does_not_look_back_behind_the_one_before_it(world: tuple[World, list[Any]]) -> None:
    early = places.last()
    void(world)
    published()
    with pytest.raises(Refused) as refused:
        published(position=early)
    assert codes(refused) == ["publication.backwards"]


def test_an_edition_is_withdrawn_once_and_not_found_by_its_period_any_more(world: tuple[World, list[Any]]) -> None:
    published()
    void(world)
    published()
    assert reads.edition("2026").edition == 2
    actions.withdraw(OPERATOR, YEAR, edition=2, reason="figures_wrong")
    assert reads.edition("2026").edition == 1
    assert reads.edition("2026/2").withdrawn_because == "figures_wrong"
    for edition, code in ((2, "publication.gone"), (7, "publication.no-edition")):
        with pytest.raises(Refused) as refused:
            actions.withdraw(OPERATOR, YEAR, edition=edition, reason="figures_wrong")
        assert codes(refused) == [code]


@pytest.mark.parametrize("name", ["2026/9", "2026/x", "2026/", "2026/-1", "soon", "2025", "2026/99999999999999"])
def test_a_name_of_nothing_says_what_there_is(world: tuple[World, list[Any]], name: str) -> None:
    published()
    with pytest.raises(reads.NoEdition):
        reads.edition(name)


# --- periods that overlap


def test_what_was_seen_of_a_year_counts_in_what_its_quarter_shows(world: tuple[World, list[Any]], monkeypatch: pytest.MonkeyPatch) -> None:
    """Withdrawn or not, of this period or of one that shares days with it; not of another."""
    seen: list[list[str]] = []

    def protect(known: Any, period: Period, tables: Any, threshold: int, former: Any, inside: Any) -> Any:
        seen.append([one.period.name for one in former])
        return release.protect(known, period, tables, threshold, former, inside)

    monkeypatch.setattr(answer, "protect", protect)
    published()
    actions.withdraw(OPERATOR, YEAR, edition=1, reason="figures_wrong")
    published(Period.parse("2025"))
    with pytest.raises(Refused, match="Nothing of it may be told"):
        published(Period.parse("2026-Q4"))
    assert seen == [[], [], ["2026"]]
    assert all(reads.prove(row).holds for row in reads.editions())


# --- the bytes


def test_the_event_holds_the_bytes_that_are_hashed(world: tuple[World, list[Any]]) -> None:
    made = published()
    payload = json.loads(bytes(JournalEvent.objects.get(type="publication.figures_published").payload))
    assert Frozen.model_validate(payload["frozen"]).content() == made.frozen.content()
    assert payload["hash"] == made.hash
    assert reads.edition("2026").content == made.frozen.content().decode()


def test_time_is_the_clocks(world: tuple[World, list[Any]]) -> None:
    people.time_passes(datetime(2026, 12, 1, 9, 0, tzinfo=UTC))
    published()
    assert reads.edition("2026").published_at == datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
