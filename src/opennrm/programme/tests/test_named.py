"""What rooms name of one another by key: to each reader what that reader may know of."""

import pytest
from tests.once import once

from opennrm.journal import clock
from opennrm.programme import door, typed
from opennrm.programme.activities import actions, reads
from opennrm.programme.activities.tests.programme import BODIES, TRAINING, Programme, a_programme, at, page_of, recorded
from opennrm.programme.materials import actions as materials

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def programme() -> Programme:
    made = once(a_programme)
    recorded(made.officer, *BODIES)
    return made


@pytest.mark.security("ACC-01")
def test_materials_are_named_to_those_who_may_know_of_them_and_to_nobody_else(programme: Programme) -> None:
    keeper = door.keeping(programme.officer, door.PROGRAMME, "account")
    for key, confidence in (("open-one", "open"), ("hidden-one", "own")):
        said = typed.Material(key=key, kind="handbook", title=f"Title of {key}", confidence=confidence)
        materials.record(keeper, said, clock.now())
    outcome = typed.Outcome(key="led-to", kind="guidelines_issued", materials=("hidden-one",))
    actions.record(keeper, typed.Activity(key="hidden-visit", kind="visit", confidence="own"), clock.now())
    links = (typed.Link(kind="follows", to="hidden-visit"),)
    named = TRAINING.model_copy(update={"materials": ("open-one", "hidden-one"), "outcomes": (outcome,), "links": links})
    row = actions.record(keeper, named, clock.now())
    assert "Title of hidden-one" in page_of(programme.director, f"/programme/activities/{row.pk}/")
    for actor in programme.outside:
        page = page_of(actor, f"/programme/activities/{row.pk}/")
        assert "Title of open-one" in page
        assert "hidden-one" not in page
    for actor in (programme.focal_point, programme.officer):
        table = at(actor).get("/programme/export/activities.csv").content.decode()
        assert "hidden-" not in table
    told = reads.dossier(row.agency, row.agency).activity("training-1")
    assert told
    (open_part,) = reads.dossier(row.agency, None).activities
    assert (told.materials, told.outcomes[0].materials) == (("open-one", "hidden-one"), ("hidden-one",))
    assert (open_part.materials, open_part.outcomes[0].materials) == (("open-one",), ())
