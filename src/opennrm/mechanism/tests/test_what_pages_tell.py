"""What the pages of the mechanism say where there is nothing yet, or nothing to choose."""

from typing import Any

import pytest

from opennrm.mechanism.models import Agency
from opennrm.mechanism.tests import world
from opennrm.mechanism.tests.test_pages import as_, text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _afresh() -> None:
    world.install("demo")


@pytest.mark.parametrize(
    ("kind", "says"),
    [("listed_ngo", "it cannot refer"), ("competent_authority", "no case can be referred to it"), ("court", "neither refers nor decides")],
)
def test_an_agency_that_is_not_designated_reads_what_it_cannot_do_yet(kind: str, says: str) -> None:
    coordinator = as_(world.first_coordinator())
    coordinator.post("/agencies/admit/", {"kind": kind, "name": "Not Yet", "region": "NOR"})
    assert says in text(coordinator.get(f"/agencies/{Agency.objects.get(name='Not Yet').pk}/"))


def test_nobody_is_asked_to_choose_among_one_language(settings: Any) -> None:
    settings.LANGUAGES = [("en", "English")]
    client = as_(world.first_coordinator())
    assert "Language of the pages" not in text(client.get("/me/"))
    assert client.post("/me/", {"name": "Jory Tal"}).status_code == 302
