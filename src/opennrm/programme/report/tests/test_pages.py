"""The pages of reports: who sees which, what an editor, a commenter and a director do, and what everybody may take away."""

from datetime import date
from io import BytesIO
from uuid import uuid4

import docx
import pytest
from django.test import Client
from tests import people

from opennrm.journal import clock
from opennrm.programme import typed
from opennrm.programme.activities import actions as work
from opennrm.programme.door import Keeper
from opennrm.programme.report import actions, frozen
from opennrm.programme.report.models import Comment, Edit, Report
from opennrm.programme.report.tests import dossiers as told
from opennrm.programme.report.tests.worlds import TRAINING, World, a_world, page, send, text

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def world() -> World:
    return a_world()


def approved_and_published(world: World) -> None:
    keeper = Keeper(world.director.id, world.row.agency)
    actions.check_law(Keeper(world.officer.id, world.row.agency), world.row, clock.now())
    actions.approve(keeper, world.row, clock.now())
    world.row = actions.publish(keeper, world.row, clock.now())


def test_a_draft_is_there_for_its_own_agency_alone(world: World) -> None:
    for actor in (world.officer, world.editor, world.director):
        assert page(actor, world.url()).status_code == 200
    for actor in (world.focal, world.monitor, world.stranger, world.police):
        for more in ("", "compare/", "report.pdf"):
            assert page(actor, world.url(more)).status_code == 404, (actor.roles, more)
    assert Client().get(world.url()).status_code == 302


def test_a_draft_is_taken_as_a_file_by_who_writes_and_who_approves_it_and_by_nobody_else(world: World) -> None:
    for actor in (world.editor, world.director):
        assert page(actor, world.url("report.html")).status_code == 200
        assert "report.docx" in text(page(actor, world.url()))
    assert page(world.officer, world.url("report.html")).status_code == 404
    assert "report.docx" not in text(page(world.officer, world.url()))


def test_of_another_agency_nobody_changes_a_report(world: World) -> None:
    for more in (
        "rewrite/",
        "add/",
        "check/",
        "look/",
        "ask/",
        "settle/",
        "remove/",
        "comment/",
        "approve/",
        "publish/",
        "figure/",
        "check-law/",
    ):
        assert send(world.stranger, world.url(more), sentence=TRAINING, text="Mine.").status_code == 404, more
    world.row.refresh_from_db()
    assert (world.row.state, world.row.edits.count(), world.row.comments.count()) == ("draft", 0, 0)


@pytest.mark.parametrize("who", ["officer", "director", "focal", "monitor", "police"])
def test_only_an_editor_edits(world: World, who: str) -> None:
    for more in ("rewrite/", "add/", "check/", "look/", "ask/", "settle/", "remove/"):
        assert send(getattr(world, who), world.url(more), sentence=TRAINING, text="Mine.").status_code == 404
    assert not Edit.objects.exists()


def test_what_was_published_is_read_by_all_who_may_and_never_changes(world: World) -> None:
    approved_and_published(world)
    for actor in (world.officer, world.editor, world.director, world.focal, world.monitor, world.stranger):
        assert "Three training courses were held" in text(page(actor, world.url("?chapter=identification"))), actor.roles
        assert page(actor, world.url("report.docx")).status_code == 200
    assert page(world.police, world.url()).status_code == 404
    assert "What is published is never changed" in text(send(world.editor, world.url("rewrite/"), sentence=TRAINING, text="Otherwise."))
    kept = page(world.monitor, world.url("report.json")).content.decode()
    assert frozen.hash_of(kept) == world.row.frozen_hash


def test_an_editor_begins_one_from_a_form(world: World) -> None:
    said = {"template": "short", "language": "fr", "us": "us", "undated": "on", "countries": ["KZ"]}
    days = {"since-day": "1", "since-month": "1", "since-year": "2005", "until-day": "31", "until-month": "7", "until-year": "2006"}
    answer = send(world.editor, "/programme/report/new/", **said, **days)
    made = Report.objects.exclude(pk=world.row.pk).get()
    assert (made.template, made.language, made.countries, made.since) == ("short", "fr", ["KZ"], date(2005, 1, 1))
    assert "Ce rapport porte sur la période de janvier 2005 à juillet 2006 et concerne : Kazakhstan." in text(answer)
    assert page(world.officer, "/programme/report/new/").status_code == 404


def test_what_is_wrong_in_the_form_is_said_beside_it(world: World) -> None:
    days = {"since-day": "1", "since-month": "1", "since-year": "2006", "until-day": "1", "until-month": "1", "until-year": "2005"}
    answer = send(world.editor, "/programme/report/new/", template="short", language="en", **days)
    assert "ends before it begins" in text(answer)


def test_a_chapter_at_a_time_and_behind_a_sentence_its_records(world: World) -> None:
    shown = text(page(world.editor, world.url(f"?chapter=identification&sentence={TRAINING}")))
    assert "am-training-2" in shown
    assert "In 2005 an assessment" not in shown
    other = text(page(world.editor, world.url("?chapter=mechanisms&sentence=mechanisms.by-country.KZ.outcome:kz-mandate")))
    assert "Came of" in other
    assert "OAP-V-11.1" not in text(page(world.editor, world.url("?chapter=nothing&sentence=nothing")))


def test_an_editor_rewrites_takes_back_and_adds(world: World) -> None:
    place = {"chapter": "identification", "sentence": TRAINING}
    assert "Armenia trained three times." in text(send(world.editor, world.url("rewrite/"), text="Armenia trained three times.", **place))
    shown = text(page(world.editor, world.url(f"?chapter=identification&sentence={TRAINING}")))
    assert "Three training courses were held" in shown
    send(world.editor, world.url("rewrite/"), how="assembled", **place)
    assert not Edit.objects.exists()
    assert "1 sentence without a record" in text(send(world.editor, world.url("add/"), text="It has become a model.", **place))
    refused = text(send(world.director, world.url("approve/")))
    assert "has nothing on record that bears it" in refused


def test_what_is_refused_is_said_beside_what_was_typed_and_nothing_of_it_is_lost(world: World) -> None:
    place, long = {"chapter": "identification", "sentence": TRAINING}, "Too long. " * 300
    for url, field in (("rewrite/", "text"), ("add/", "text"), ("comment/", "say-text")):
        actor = world.officer if url == "comment/" else world.editor
        refused = text(send(actor, world.url(url), **place, **{field: long}))
        assert (long.strip() in refused, f'id="id_{field}-error"' in refused, 'class="govuk-error-summary"' in refused) == (True,) * 3
        assert f'href="{world.url("")}?chapter=' in refused  # its links lead to the report, not to the address of the act
    assert (world.row.edits.count(), world.row.comments.count()) == (0, 0)


def test_comments_are_made_by_officers_and_settled_by_the_editor(world: World) -> None:
    for actor in (world.officer, world.director):
        send(actor, world.url("comment/"), chapter="mechanisms", **{"say-text": f"From {actor.name}"})
    assert send(world.editor, world.url("comment/"), **{"say-text": "Mine"}).status_code == 404
    assert "A comment is not settled" in text(send(world.director, world.url("approve/")))
    for one in Comment.objects.all():
        send(world.editor, world.url("settle/"), comment=str(one.pk))
    send(world.editor, world.url("settle/"), comment=str(uuid4()))
    assert "The law in it was not checked" in text(send(world.director, world.url("approve/")))
    assert "OAP-V-11.1" in text(page(world.officer, world.url("law/")))
    assert page(world.editor, world.url("law/")).status_code == 404
    assert "Checked as it stands" not in text(page(world.officer, world.url("law/")))
    send(world.officer, world.url("check-law/"))
    assert "Checked as it stands" in text(page(world.director, world.url("law/")))
    send(world.director, world.url("approve/"))
    send(world.director, world.url("publish/"))
    world.row.refresh_from_db()
    assert world.row.state == "published"


def test_a_chapter_is_checked_until_its_record_changes(world: World) -> None:
    shown = text(send(world.editor, world.url("check/"), chapter="identification"))
    assert ">checked<" in shown
    more = told.activity("am-4", "training", "2006-05", "AM", subject="children", topics=("identification",))
    work.record(Keeper(None, world.row.agency, "operator"), more, clock.now())
    shown = text(page(world.editor, world.url("?chapter=identification")))
    assert ">checked<" not in shown
    assert "Four training courses" in shown
    assert "changed on record" in shown
    assert ">changed on record<" not in text(send(world.editor, world.url("look/")))


@pytest.mark.security("GH-13")
def test_published_pages_and_files_hold_no_marker_of_what_is_confidential(world: World) -> None:
    hidden = told.activity("tell-tale", "visit", "2006-05", "TJ", subject="MARKER", confidence="own", topics=("roma",),
                           outcomes=(typed.Outcome(key="tell-tale-2", kind="trust_grew", subject="MARKER"),))  # fmt: skip
    work.record(Keeper(None, world.row.agency, "operator"), hidden, clock.now())
    approved_and_published(world)
    chapters = ("background", "activity", "mechanisms", "identification", "inside", "outside", "outlook")
    pages = [text(page(world.monitor, world.url(f"?chapter={one}"))) for one in chapters]
    files = [page(world.monitor, world.url(f"report.{one}")).content for one in ("html", "json")]
    body = " ".join(line.text for line in docx.Document(BytesIO(page(world.monitor, world.url("report.docx")).content)).paragraphs)
    for shown in (*pages, *(one.decode() for one in files), body):
        assert "MARKER" not in shown
        assert "Tajikistan" not in shown
        assert "tell-tale" not in shown


def test_the_former_period_is_beside_it(world: World) -> None:
    work.record(Keeper(None, world.row.agency, "operator"), told.activity("old", "visit", "2004-03", "TJ", topics=("roma",)), clock.now())
    shown = text(page(world.officer, world.url("compare/")))
    assert "Tajikistan" in shown
    assert "a handbook in Turkish" in shown


@pytest.mark.parametrize("language", ["fr", "ru", "ro"])
def test_every_page_is_read_in_every_language(world: World, language: str) -> None:
    client = people.signed_in(world.editor)
    client.post("/language/", {"language": language})
    for url in (
        "/programme/report/",
        "/programme/report/new/",
        world.url(f"?chapter=identification&sentence={TRAINING}"),
        world.url("compare/"),
        world.url(f"figure/?chapter=identification&sentence={TRAINING}"),
        world.url(f"add/?chapter=identification&sentence={TRAINING}"),
    ):
        assert client.get(url).status_code == 200
