"""A document is loaded through the actions: whole, once, and again without a trace."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest

from opennrm.programme import typed
from opennrm.programme.activities import actions, models, reads
from opennrm.programme.door import Keeper
from opennrm.programme.interventions import reads as letters
from opennrm.programme.materials import reads as texts
from opennrm.programme.record.again import again, sentences
from opennrm.programme.record.coverage import coverage, share
from opennrm.programme.record.installed import of_agency
from opennrm.programme.record.loading import Loaded, load
from opennrm.programme.record.reading import record

pytestmark = pytest.mark.django_db
KEEPER, AT = Keeper(None, UUID(int=9), "tester"), datetime(2026, 11, 1, tzinfo=UTC)
RECORD = record("odihr-2005-2006")
ALL = len(list(RECORD.in_order()))


def in_order(activity: typed.Activity) -> typed.Activity:
    parts = {name: tuple(sorted(getattr(activity, name), key=lambda one: one.key)) for name in ("outcomes", "findings")}
    return activity.model_copy(update=parts)


def test_what_was_loaded_is_read_as_the_files_say_it() -> None:
    assert load(KEEPER, RECORD, AT) == Loaded(ALL, 0, 0, 0)
    found = reads.dossier(KEEPER.agency, KEEPER.agency)
    assert dict(found.bodies) == {one.key: one for one in RECORD.bodies}
    assert {one.key: in_order(one) for one in found.activities} == {one.key: in_order(one) for one in RECORD.activities}
    assert {one.key for one in (*found.aims, *found.promises)} == {one.key for one in (*RECORD.aims, *RECORD.promises)}
    assert {one.key: one for one in texts.materials(texts.readable(KEEPER.agency, None))} == {one.key: one for one in RECORD.materials}
    assert letters.recorded(KEEPER.agency) == RECORD.interventions


def test_a_second_time_changes_nothing_and_what_the_files_lost_is_taken_out() -> None:
    load(KEEPER, RECORD, AT)
    assert load(KEEPER, RECORD, AT) == Loaded(0, 0, ALL, 0)
    assert models.Activity.history.count() == len(RECORD.activities)
    actions.record(KEEPER, typed.Activity(key="of-our-own", kind="visit"), AT)
    promised = RECORD.promises[0]
    other = replace(
        RECORD,
        promises=(promised.model_copy(update={"state": "goes_on"}), *RECORD.promises[2:]),
        materials=RECORD.materials[1:],
        interventions=(),
    )
    assert load(KEEPER, other, AT) == Loaded(0, 1, ALL - 5, 4)
    assert "of-our-own" in {one.key for one in reads.dossier(KEEPER.agency, None).activities}


def test_the_report_of_an_installation_is_that_of_the_files_and_tells_every_fact() -> None:
    load(KEEPER, RECORD, AT)
    made = of_agency(RECORD, KEEPER.agency)
    assert {one.key for one in made.sentences()} == {one.key for one in again(RECORD).sentences()}
    assert share(coverage(RECORD, tuple(sentences(made)))).whole


def test_a_removed_activity_is_missed_in_the_report_of_an_installation() -> None:
    load(KEEPER, RECORD, AT)
    actions.remove(KEEPER, models.Activity.objects.get(key="kz-training"), AT)
    found = coverage(RECORD, tuple(sentences(of_agency(RECORD, KEEPER.agency))))
    assert [one.fact.lines for one in found if not one.told] == ["228-237", "237", "237-238"]
