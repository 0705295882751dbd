"""The past of a material is whole: versions, files, countries, clauses, bodies; and what was in confidence stays so."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils.html import strip_tags
from tests import people

from opennrm.access.actor import Actor
from opennrm.access.receiving import Received
from opennrm.programme import door, typed
from opennrm.programme.materials import actions
from opennrm.programme.materials.models import Material
from opennrm.programme.materials.tests.test_materials import HANDBOOK, a_picture, staff  # noqa: F401 (a fixture)

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
AT = datetime(2026, 11, 2, 9, tzinfo=UTC)
OUTSIDE = ("focal_point", "stranger", "coordinator")


def put_right(officer: Actor, hours: int = 1, **changes: Any) -> Material:
    keeper = door.keeping(officer, door.PROGRAMME, "account")
    return actions.record(keeper, HANDBOOK.model_copy(update=changes), AT + timedelta(hours=hours))


def told(actor: Actor, row: Material) -> str:
    return strip_tags(people.signed_in(actor).get(reverse("materials:history", args=[row.pk])).content.decode())


def test_what_was_added_and_taken_out_is_told_to_whoever_sees_the_material(staff: dict[str, Actor]) -> None:  # noqa: F811
    ours = typed.Version(language="ro", title="Cum", link="https://example.org/ro")
    changes = {"versions": (HANDBOOK.versions[0], ours), "countries": ("XD", "MD"), "clauses": (), "publishers": ("centre",)}
    row = put_right(staff["programme_officer"], title="How to refer people", **changes)
    for who in ("programme_officer", *OUTSIDE):
        page = told(staff[who], row)
        for words in (
            "The material: put right: Title",
            "Title, before: How to refer",
            "Language versions, added: Romanian: Cum (Published, https://example.org/ro)",
            "Language versions, taken out: Turkish: Nasil yonlendirilir (Planned, late 2006)",
            "Countries, added: Moldova",
            "Clauses, taken out: OAP-V-14.2",
            "Published by, added: centre",
        ):
            assert words.casefold() in page.casefold(), (who, words, page)


def test_saving_it_as_it_stands_changes_nothing(staff: dict[str, Actor]) -> None:  # noqa: F811
    assert "put right" not in told(staff["focal_point"], put_right(staff["programme_officer"]))


def test_a_file_that_came_and_went_is_told_without_its_name(staff: dict[str, Actor]) -> None:  # noqa: F811
    keeper = door.keeping(staff["programme_officer"], door.PROGRAMME)
    row = Material.objects.get(key="handbook")
    actions.attach(keeper, row, "tr", [Received("Zqname.png", 99, a_picture())], AT + timedelta(hours=1))
    put_right(staff["programme_officer"], hours=2)
    assert "Files, added: PNG, " in told(staff["focal_point"], row)
    assert "Files, taken out" not in told(staff["focal_point"], row)
    actions.detach(keeper, row, row.files.get().pk, AT + timedelta(hours=3))
    page = told(staff["focal_point"], row)
    assert "Files, taken out: PNG, " in page
    assert "versions, taken out" not in page
    assert "Zqname" not in str([*Material.history.values()])


@pytest.mark.security("ACC-12")
def test_what_was_recorded_in_confidence_is_told_to_nobody_else_once_it_is_open(staff: dict[str, Actor]) -> None:  # noqa: F811
    secret = (typed.Version(language="ro", title="Zqsecret"),)
    row = put_right(staff["programme_officer"], confidence="own", title="Zqsecret draft", versions=secret)
    for who in OUTSIDE:
        assert people.signed_in(staff[who]).get(reverse("materials:history", args=[row.pk])).status_code == 404
    put_right(staff["programme_officer"], hours=2)
    assert "Zqsecret" in told(staff["programme_officer"], row)
    for who in OUTSIDE:
        page = told(staff[who], row)
        assert "Zqsecret" not in page
        assert "put right" not in page
        assert page.count("The material: recorded") == 1


def test_of_what_was_recorded_before_the_past_was_whole_nothing_is_made_up(staff: dict[str, Actor]) -> None:  # noqa: F811
    Material.history.update(laid=None)
    assert "taken out" not in told(staff["focal_point"], put_right(staff["programme_officer"], versions=()))
