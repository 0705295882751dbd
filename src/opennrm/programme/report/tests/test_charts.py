"""Charts of a report: titled by what was found, told in words and as a table, in every file; none where there is little to draw."""

from io import BytesIO

import docx
import pikepdf
import pytest
from lxml import html

from opennrm.programme import typed
from opennrm.programme.report import frozen
from opennrm.programme.report.assemble import assemble
from opennrm.programme.report.frames import LANGUAGES
from opennrm.programme.report.outputs.document import Document
from opennrm.programme.report.outputs.page import page
from opennrm.programme.report.outputs.pdf import pdf
from opennrm.programme.report.outputs.word import word
from opennrm.programme.report.shown import part_of, parts
from opennrm.programme.report.template import template
from opennrm.programme.report.tests import dossiers as told
from opennrm.programme.report.text import Assembled, Chapter, Chart, Paragraph, Reference, Section, Sentence, said

PROMISED = (*told.PROMISES, typed.Promise(key="third", subject="a seminar", due="2006", state="not_done", why="no means"))


def made(language: str = "en") -> Assembled:
    visit = told.activity("kz-visit", "visit", "2006-01", "KZ", subject="the findings")
    return assemble(template("permanent-council"), told.ground(*told.WHOLE, visit, promises=PROMISED), language)


def charts(report: Assembled) -> list[Chart]:
    return [chart for chapter in report.chapters for section in chapter.sections for chart in section.charts]


def test_a_chart_says_what_was_found_and_counts_each_country() -> None:
    promised, activities = sorted(charts(made()), key=lambda one: len(one.bars))
    assert activities.title == "More activities were in or about Kazakhstan than any other country: 4 of 9"
    assert [(bar.name, bar.counts) for bar in activities.bars][:2] == [("Kazakhstan", (1, 3, 0, 0)), ("Armenia", (0, 3, 0, 0))]
    assert promised.title == "One of the two promises for this period was kept in full"
    assert [(bar.name, bar.whole) for bar in promised.bars] == [("Done", 1), ("Not done", 1)]
    assert {ref.kind for ref in promised.references} == {"promise"}


def test_where_there_is_little_to_draw_nothing_is_drawn() -> None:
    for some in ((), told.WHOLE[:1], told.KAZAKHSTAN):
        assert not charts(assemble(template("permanent-council"), told.ground(*some, promises=told.PROMISES[:1]), "en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_in_every_file_it_has_its_words_and_its_table(language: str) -> None:
    report = made(language)
    document, (first, *_) = Document(report, "Programme Office"), charts(report)
    tree = html.fromstring(page(document).decode())
    pictures = tree.xpath("//figure//svg")
    assert len(pictures) == 2 * len(charts(report))
    assert all(one.get("role") == "img" and one.xpath("./title")[0].text and one.xpath("./desc")[0].text for one in pictures)
    assert len(tree.xpath("//figure//table//tbody/tr")) == sum(len(one.bars) for one in charts(report))
    written = docx.Document(BytesIO(word(document)))
    assert [one._inline.docPr.get("descr") for one in written.inline_shapes] == [one.desc for one in charts(report)]
    assert [len(one.rows) for one in written.tables] == [len(one.bars) + 1 for one in charts(report)]
    with pikepdf.open(BytesIO(pdf(document))) as opened:
        told_ = [str(one.Alt) for one in opened.objects if isinstance(one, pikepdf.Dictionary) and "/Alt" in one]
    assert {one.desc for one in charts(report)} <= set(told_)
    assert first.title in page(document).decode()


def test_each_row_of_its_table_in_the_pdf_has_a_head_that_the_other_cells_name() -> None:
    report = made("en")
    with pikepdf.open(BytesIO(pdf(Document(report, "Programme Office")))) as opened:
        elements = [one for one in opened.objects if isinstance(one, pikepdf.Dictionary) and "/S" in one]
        bodies = [one for one in elements if str(one.S) == "/TBody"]
        assert [len(body.K) for body in bodies] == [len(one.bars) for one in charts(report)]
        by_id = pikepdf.NameTree(opened.Root.StructTreeRoot.IDTree)
        for row in (row for body in bodies for row in body.K):
            head, *cells = row.K
            (of_head,) = (one for one in head.A if str(one.O) == "/Table")
            assert (str(head.S), str(of_head.Scope)) == ("/TH", "/Row")
            assert by_id[str(head.ID)].objgen == head.objgen
            for cell in cells:
                (of_cell,) = (one for one in cell.A if str(one.O) == "/Table")
                assert str(cell.S) == "/TD"
                assert [str(name) for name in of_cell.Headers][1:] == [str(head.ID)]
                assert str(by_id[str(of_cell.Headers[0])].A[0].Scope) == "/Column"


def test_it_is_frozen_with_the_text() -> None:
    scope = (told.PERIOD[0], told.PERIOD[1], ())
    text = frozen.freeze(frozen.Frozen(made(), "Programme Office", "permanent-council", *scope, told.PERIOD[1]))
    assert charts(frozen.thaw(text).report) == charts(made())


def sentence(n: int) -> Sentence:
    return Sentence(f"s{n}", said(f"Sentence {n}."), (Reference("activity", str(n)),))


def test_a_long_chapter_is_read_in_parts_which_hold_all_of_it_once() -> None:
    long = tuple(Paragraph(tuple(sentence(n) for n in range(first, first + 5))) for first in range(0, 200, 5))
    sections = (Section("a", "A", long[:2]), Section("b", "B", long[2:30]), Section("c", "C", long[30:]))
    chapter = Chapter("c", "1", "Chapter", sections)
    found = parts(chapter, 40)
    assert [one.key for part in found for one in part.sentences()] == [one.key for one in chapter.sentences()]
    assert max(len(list(part.sentences())) for part in found) <= 40
    assert part_of(found, "s199", "1") == len(found)
    assert [part_of(found, "", asked) for asked in ("2", "99", "x", "")] == [2, 1, 1, 1]
    assert parts(Chapter("c", "1", "Short", sections[:1])) == [Chapter("c", "1", "Short", sections[:1])]
