"""A sentence of an editor's own: what it rests on is ticked or named in words; nobody has to know a reference."""

import re
from typing import Any

import pytest
from tests import people
from tests.once import once
from tests.statements import statements

from opennrm.journal import clock
from opennrm.programme import typed
from opennrm.programme.activities import actions as work
from opennrm.programme.door import Keeper
from opennrm.programme.materials import actions as materials
from opennrm.programme.report import reads
from opennrm.programme.report.models import Edit
from opennrm.programme.report.pointing import NAMED
from opennrm.programme.report.tests import dossiers as told
from opennrm.programme.report.tests.worlds import TRAINING, World, a_world, page, send, text
from opennrm.programme.report.text import Reference

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
PLACE = {"chapter": "identification", "sentence": TRAINING}
SAID = "It has become a model."
SECRET = "whispers"
FINDING = typed.Finding(key="tj-finding", subject="no interpreters at night")
OPEN = told.activity("tj-visit", "visit", "2006-05", "TJ", subject="the mountain road", topics=("roma",), findings=(FINDING,))
HIDDEN = told.activity(
    "tell-tale", "visit", "2006-05", "TJ", subject=f"{SECRET} at the mountain road", confidence="own", topics=("roma",),
    outcomes=(typed.Outcome(key="tell-tale-2", kind="trust_grew", subject=f"{SECRET} are heard"),),
    findings=(typed.Finding(key="tell-tale-3", subject=f"{SECRET} were true"),),
)  # fmt: skip


def the_world() -> World:
    made = a_world()
    keeper = Keeper(None, made.row.agency, "operator")
    for said in (OPEN, HIDDEN):
        work.record(keeper, said, clock.now())
    for key, title, confidence in (("handbook", "How to refer", "open"), ("whisper", f"Of {SECRET}", "own")):
        materials.record(keeper, typed.Material(key=key, kind="study", title=title, confidence=confidence), clock.now())
    return made


@pytest.fixture
def world(db: None) -> World:
    return once(the_world)


def asked(world: World, **said: Any) -> str:
    """The page that answers what was sent."""
    return text(send(world.editor, world.url("add/"), **{"text": SAID, **PLACE, **said}))


def named(*names: str, **more: str) -> dict[str, str]:
    """Records by what was typed, row by row."""
    rows = {f"further-{n}-record": name for n, name in enumerate(names)}
    return {"further-n": str(len(names)), **rows, **more}


def found(shown: str, row: int = 0) -> set[str]:
    """What is offered to choose from in a row."""
    return {one[1] for one in re.finditer(rf'name="further-{row}-record-found"[^>]*value="([^"]*)"', shown)}


def rests_on() -> list[str]:
    """What the sentence that was added rests on."""
    return list(Edit.objects.get(text=SAID).references)


def test_the_records_behind_the_sentence_before_it_are_ticked(world: World) -> None:
    shown = text(page(world.editor, world.url(f"add/?chapter=identification&sentence={TRAINING}")))
    offered = re.findall(r'name="references"[^>]*value="([^"]*)"', shown)
    assert offered == [f"activity:am-training-{n}" for n in range(3)]
    assert " checked" not in shown, "that a record bears the one sentence says nothing of the next"
    assert "Training, March 2005" in shown, "and each is told from the others that are called so"
    assert "Three training courses were held" in shown
    told_ = asked(world, references=["activity:am-training-0", "activity:am-training-2"])
    assert rests_on() == ["activity:am-training-0", "activity:am-training-2"]
    assert (SAID in told_, "without a record" in told_) == (True, False)


def test_what_was_not_behind_the_sentence_cannot_be_ticked(world: World) -> None:
    shown = asked(world, references=["activity:am-training-0", "activity:kz-training"])
    assert "does not bear the sentence before it any more" in shown
    assert (SAID in shown, Edit.objects.exists()) == (True, False)


@pytest.mark.parametrize(
    ("words", "reference"),
    [
        ("mountain road", "activity:tj-visit"),
        ("visit 2006", "activity:tj-visit"),
        ("human rights of trafficked", "outcome:kz-mandate"),
        ("better working", "outcome:kz-trust"),
        ("no interpreters", "finding:tj-finding"),
        ("mountain interpreters", "finding:tj-finding"),
        ("refer how", "material:handbook"),
        ("handbook in turkish 2006", "promise:before"),
        ("many agencies", "aim:aim-1"),
    ],
)
def test_a_record_of_any_kind_is_found_by_words_of_its_name(world: World, words: str, reference: str) -> None:
    shown = asked(world, **named(words))
    assert "Choose which one you mean" in shown
    assert reference in found(shown)
    asked(world, **named(words, **{"further-0-record-for": words, "further-0-record-found": reference}))
    assert rests_on() == [reference]
    assert [one.record is None for one in reads.behind(world.row, [Reference(*reference.split(":"))])] == [False]


def test_a_whole_name_says_which_record_it_is_and_names_that_are_offered_are_whole(world: World) -> None:
    shown = text(page(world.editor, world.url(f"add/?chapter=identification&sentence={TRAINING}")))
    name = (
        "Task given to a body: the human rights of trafficked persons (Assessment: identification, protection and access to justice, 2005)"
    )
    assert f"<option>{name}<option>" in shown
    asked(world, **named(name))
    assert rests_on() == ["outcome:kz-mandate"]


def test_one_record_more_and_one_less_is_asked_for_without_a_script(world: World) -> None:
    first = {"further-0-record-for": "how to", "further-0-record-found": "material:handbook"}
    shown = asked(world, references=["activity:am-training-1"], again="further+", **named("how to", **first))
    assert 'name="further-n" value="2"' in shown
    assert 'value="Material: How to refer"' in shown
    assert re.search(r'value="activity:am-training-1"[^>]* checked', shown)
    assert ("govuk-error" in shown, SAID in shown, Edit.objects.exists()) == (False, True, False)
    shown = asked(world, again="further-0", **named("how to", "mountain road", **first))
    assert 'name="further-n" value="1"' in shown
    assert found(shown) >= {"activity:tj-visit"}
    both = {"further-1-record-for": "road", "further-1-record-found": "activity:tj-visit"}
    asked(world, references=["activity:am-training-1"], **named("Material: How to refer", "road", "", **both))
    assert rests_on() == ["activity:am-training-1", "material:handbook", "activity:tj-visit"]


def test_a_record_that_was_ticked_and_named_bears_the_sentence_once(world: World) -> None:
    asked(world, references=["activity:am-training-1"], **named("activity:am-training-1"))
    assert rests_on() == ["activity:am-training-1"]


def test_they_are_looked_for_before_anything_is_judged(world: World) -> None:
    shown = asked(world, text="", again="find", **named("mountain road", "nothing of the kind"))
    assert "activity:tj-visit" in found(shown)
    assert "govuk-error" not in shown


def test_what_is_unknown_or_may_be_several_is_said_beside_its_field_and_nothing_typed_is_lost(world: World) -> None:
    shown = asked(world, references=["activity:am-training-1"], **named("kazakh trombones", "training"))
    assert re.search(r'id="id_further-0-record-error"[^>]*>.*?Nothing that reports may tell of has these words', shown, re.DOTALL)
    assert re.search(r'id="id_further-1-record-error"[^>]*>.*?Choose which one you mean', shown, re.DOTALL)
    assert ('href="#id_further-0-record"' in shown, "<title>Error: Add a sentence" in shown) == (True, True)
    assert ('value="kazakh trombones"' in shown, 'value="training"' in shown, SAID in shown) == (True, True, True)
    assert re.search(r'value="activity:am-training-1"[^>]* checked', shown)
    assert found(shown, 1) >= {"activity:kz-training", "activity:am-training-0"}
    assert not Edit.objects.exists()


def test_a_sentence_that_is_gone_is_said_and_what_was_typed_stays(world: World) -> None:
    shown = asked(world, sentence="identification.all.AM.activity:gone")
    assert ("The report no longer has this sentence." in shown, SAID in shown) == (True, True)
    assert page(world.editor, world.url("add/?chapter=identification&sentence=gone")).status_code == 404


@pytest.mark.security("GH-13")
def test_what_is_in_confidence_is_offered_and_found_for_nobody_since_others_read_the_report(world: World) -> None:
    at = world.url(f"add/?chapter=identification&sentence={TRAINING}")
    assert SECRET not in text(page(world.editor, at))
    for words in (SECRET, "mountain road", "true", "heard", "tell-tale", "activity:tell-tale", "outcome:tell-tale-2", "material:whisper"):
        shown = asked(world, **named(words))
        assert not {one for one in found(shown) if "tell-tale" in one or "whisper" in one}, words
        assert f"{SECRET} " not in shown, words
    for reference in ("activity:tell-tale", "outcome:tell-tale-2", "finding:tell-tale-3", "material:whisper"):
        chosen = {"further-0-record-for": "x", "further-0-record-found": reference}
        assert "Nothing that reports may tell of has these words" in asked(world, **named("x", **chosen))
    assert not Edit.objects.exists()
    for actor in (world.officer, world.focal, world.monitor, world.stranger, world.police):
        assert page(actor, at).status_code == 404, actor.roles


def test_the_page_stays_light_however_much_is_on_record(world: World) -> None:
    at = world.url(f"add/?chapter=identification&sentence={TRAINING}")
    for n in range(120):
        some = told.activity(f"many-{n}", "training", "2003", "KZ", subject=f"signs of which people know, number {n}", topics=("roma",))
        work.record(Keeper(None, world.row.agency, "operator"), some, clock.now())
    client = people.signed_in(world.editor)
    assert len(client.get(at).content) < 60_000
    beside = statements(lambda: client.get(world.url(f"?chapter=identification&sentence={TRAINING}")))
    assert statements(lambda: client.get(at)) <= beside + len(NAMED), "as the report itself, and what it offers of each kind"
