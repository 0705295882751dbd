"""Figures of published editions in sentences: referred to and never typed, still when an edition follows, withheld where they are."""

import zipfile
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from tests import people
from tests.people import codes

from opennrm.journal import clock
from opennrm.programme.activities import actions as work
from opennrm.programme.door import Keeper
from opennrm.programme.report import actions, frozen, reads
from opennrm.programme.report.citing import put_in, typed_numbers
from opennrm.programme.report.frames import frames
from opennrm.programme.report.models import Report
from opennrm.programme.report.outputs.document import Document
from opennrm.programme.report.outputs.page import page
from opennrm.programme.report.outputs.pdf import pdf
from opennrm.programme.report.outputs.word import word
from opennrm.programme.report.tests import dossiers as told
from opennrm.programme.report.tests.test_kept import AT, DIRECTOR, EDITOR, TRAINING, WANTED, approve, begun
from opennrm.standards.refusal import Refused
from opennrm.statistics.publication import actions as publications
from opennrm.statistics.publication.tests.world import OPERATOR, YEAR, counted, published

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
ALL = "XD-2026/1:referrals"


def report_with(text: str) -> tuple[Report, str]:
    """A report of another time with a sentence of an editor's own."""
    row = begun()
    return row, actions.add(EDITOR, row, TRAINING, text, (), AT).sentence


def words(row: Report, key: str) -> str:
    return reads.drafted(row).lines[key].sentence.words


def test_the_wholes_of_an_edition_of_the_period_are_told_with_their_day_and_what_is_withheld_is_not() -> None:
    counted()
    edition = published()
    row = begun(since=date(2026, 1, 1), until=date(2026, 12, 31))
    (line,) = [one for key, one in reads.drafted(row).lines.items() if key == "activity.figures.XD-2026"]
    assert line.sentence.words.startswith("Published figures (Demo Republic, 2026, as at ")
    assert "referrals, 26" in line.sentence.words
    shown = {table.measure for table in edition.frozen.tables for cell in table.cells if len(cell.path) == 1 and cell.count is not None}
    assert {ref.key.partition(":")[2] for ref in line.sentence.references} <= shown
    assert "frozen at position" in " ".join(piece.text for note in line.sentence.notes for piece in note.text)


def test_an_editor_cites_a_cell_and_it_is_the_ground_of_the_sentence_with_a_note_in_every_file() -> None:
    counted()
    published()
    row, own = report_with(f"There were [{ALL}] referrals.")
    assert words(row, own) == "There were 26 referrals."
    line = reads.drafted(row).lines[own]
    assert [str(ref) for ref in line.sentence.references] == [f"figure:{ALL}"]
    assert not line.unfounded
    assert line.written == f"There were [{ALL}] referrals."
    document = Document(reads.drafted(row).report, "Programme Office")
    with zipfile.ZipFile(BytesIO(word(document))) as package:
        assert "frozen at position" in package.read("word/footnotes.xml").decode()
    assert pdf(document)
    shown = page(document).decode()
    assert "There were 26 referrals." in shown
    assert "edition 2026/1 of the published figures, frozen at position" in shown
    (behind,) = reads.behind(row, line.sentence.references)
    assert behind.figure is not None
    assert behind.figure.value == "26"


@pytest.mark.security("GH-13")
def test_a_withheld_cell_and_one_that_is_not_there_are_refused_alike() -> None:
    counted()
    withheld = [f"XD-2026/1:{table.measure}:{'/'.join(cell.path)}"
                for table in published().frozen.tables for cell in table.cells if cell.count is None]  # fmt: skip
    assert withheld
    row = begun()
    for key in (*withheld, "XD-2026/1:referrals:age/dragon", "XD-2026/7:referrals", "XF-2026/1:referrals"):
        with pytest.raises(Refused) as refused:
            actions.rewrite(EDITOR, row, TRAINING, f"[{key}] were children.", AT)
        assert codes(refused) == {"report.no-such-figure"}
        with pytest.raises(Refused) as refused:
            actions.add(EDITOR, row, TRAINING, f"[{key}] were children.", (), AT)
        assert codes(refused) == {"report.no-such-figure"}
    with pytest.raises(Refused) as refused:
        actions.add(EDITOR, row, TRAINING, "Some were children.", [f"figure:{withheld[0]}"], AT)
    assert codes(refused) == {"report.no-such-record"}


def test_a_figure_does_not_move_with_a_later_edition_which_is_told_and_taken_by_hand() -> None:
    world, _ = counted()
    published()
    row, own = report_with(f"There were [{ALL}] referrals.")
    for _n in range(11):
        world.case()
    published()
    made = reads.drafted(row)
    assert words(row, own) == "There were 26 referrals."
    since = reads.said_since(row, made)[ALL]
    assert (since.later, since.now and since.now.value, since.withdrawn) == ("2026/2", "37", False)
    actions.freeze_anew(EDITOR, row, own, ALL, AT)
    assert words(row, own) == "There were 37 referrals."
    assert not reads.said_since(row, reads.drafted(row))
    with pytest.raises(Refused) as refused:
        actions.freeze_anew(EDITOR, row, own, ALL, AT)
    assert codes(refused) == {"report.gone"}


def test_a_figure_of_a_withdrawn_edition_blocks_approval_and_is_offered_no_more() -> None:
    counted()
    published()
    row, own = report_with(f"There were [{ALL}] referrals.")
    publications.withdraw(OPERATOR, YEAR, edition=1, reason="figures_wrong")
    with pytest.raises(Refused) as refused:
        approve(row)
    assert codes(refused) == {"report.withdrawn"}
    with pytest.raises(Refused) as refused:
        actions.add(EDITOR, row, TRAINING, f"Again [{ALL}].", (), AT)
    assert codes(refused) == {"report.no-such-figure"}
    actions.rewrite(EDITOR, row, own, f"Referrals: [{ALL}].", AT)
    actions.take_out(EDITOR, row, own, AT)
    assert approve(row)


def test_what_was_published_keeps_its_figure_whatever_is_published_after_it() -> None:
    world, _ = counted()
    published()
    row, own = report_with(f"There were [{ALL}] referrals.")
    row = actions.publish(DIRECTOR, approve(row), AT)
    for _n in range(11):
        world.case()
    published()
    publications.withdraw(OPERATOR, YEAR, edition=1, reason="figures_wrong")
    assert words(row, own) == "There were 26 referrals."
    assert reads.said_since(row, reads.drafted(row)) == {}
    assert frozen.hash_of(row.frozen) == row.frozen_hash


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("There were 31 of them.", ("31",)),
        ("About 12 % and 1,204 persons.", ("12 %", "1,204")),
        ("It met on 14 September 2005, in May 2006 and on 3 October.", ()),
        (f"There were [{ALL}] of them.", ()),
        ("It rests on MC.DEC/13/05, Article 12.1 and ‘Ten ways, 10 steps’.", ()),
        ("Three courses were held.", ()),
        ("The record says 3 of them.", ()),
    ],
)
def test_numbers_that_were_typed_and_look_like_figures_are_asked_about(text: str, asked: tuple[str, ...]) -> None:
    assert typed_numbers(text, ["So many: 3."], frames("en")) == asked


def page_of(actor: Any, row: Report, more: str, **said: str) -> str:
    client = people.signed_in(actor)
    url = f"/programme/report/{row.pk}/{more}"
    return str((client.post(url, said, follow=True) if said else client.get(url)).content.decode())


def test_the_picker_puts_a_figure_into_a_sentence_and_a_typed_number_is_asked_about() -> None:
    counted()
    published()
    ours = people.an_agency("international_organisation")
    keeper, editor = Keeper(None, ours.pk, "operator"), people.a_person(ours, "programme_editor")
    for told_ in (*told.BODIES.values(), *told.WHOLE):
        work.record(keeper, told_, clock.now())
    row = actions.begin(keeper, WANTED, clock.now())
    place = {"chapter": "identification", "sentence": TRAINING}
    asked = page_of(editor, row, "add/", **place, text="There were 26 referrals.")
    assert "26 was typed. Is it a figure that was published?" in asked
    own = row.edits.get().sentence
    shown = page_of(editor, row, f"figure/?chapter=identification&sentence={own}&number=26")
    assert "There were […] referrals." in shown
    assert "Referrals: 26" in shown
    assert "Write […] in the sentence" in page_of(editor, row, "figure/", sentence=own, chapter="identification", text="None.", figure=ALL)
    said = {"text": "There were […] referrals.", "figure": ALL, "edition": "2026/1"}
    shown = page_of(editor, row, "figure/", sentence=own, chapter="identification", **said)
    assert "There were <strong" in shown
    assert "was typed" not in shown
    assert "Frozen at position" in shown
    page_of(editor, row, "figure/", sentence=own, chapter="identification", new="1", **said)
    assert row.edits.count() == 2


def test_a_figure_goes_where_the_gap_is() -> None:
    assert put_in("Of […] there were [...].", ALL) == f"Of [{ALL}] there were [...]."
    assert put_in("Nothing is open.", ALL) is None
