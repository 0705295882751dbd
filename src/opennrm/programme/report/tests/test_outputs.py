"""A report as a file: the same bytes for the same report, notes where they belong, and no word of the record taken for markup."""

import re
import zipfile
from datetime import date
from io import BytesIO

import docx
import pikepdf
import pytest
from lxml import etree, html

from opennrm.programme import typed
from opennrm.programme.report.assemble import assemble
from opennrm.programme.report.frames import LANGUAGES
from opennrm.programme.report.outputs.document import Document
from opennrm.programme.report.outputs.page import page
from opennrm.programme.report.outputs.pdf import NotSet, pdf
from opennrm.programme.report.outputs.word import word
from opennrm.programme.report.template import template
from opennrm.programme.report.tests import dossiers as told

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HOSTILE = (
    '#read("/etc/passwd")',
    '#import "x": *',
    "</script><script>alert(1)</script>",
    "$ x $ *b* _i_ `c` @ref <label>",
    "]]>&#x0;\\u{0}",
)


def document(language: str = "en", *more: typed.Activity, published: bool = True) -> Document:
    ground = told.ground(*told.WHOLE, *more, aims=told.AIMS, promises=told.PROMISES)
    report = assemble(template("permanent-council"), ground, language)
    return Document(report, "Programme Office", date(2026, 11, 30) if published else None, "ab" * 32)


def parts(made: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(made)) as package:
        return {name: package.read(name) for name in package.namelist()}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("write", [page, word, pdf], ids=["page", "word", "pdf"])
def test_the_same_report_gives_the_same_bytes(write: object, language: str) -> None:
    assert write(document(language)) == write(document(language))  # type: ignore[operator]


def test_a_draft_says_that_it_is_one_and_what_was_published_its_day() -> None:
    assert "Draft, not approved" in page(document(published=False)).decode()
    assert "Published on 30 November 2026. Frozen under abababababababab" in page(document()).decode()


def test_the_page_stands_alone_and_its_notes_lead_there_and_back() -> None:
    text = page(document()).decode()
    assert not re.search(r"https?://|<script|src=|@import|url\(", text)
    tree = html.fromstring(text)
    ids = set(tree.xpath("//@id"))
    links = [link[1:] for link in tree.xpath("//a/@href")]
    assert links
    assert set(links) <= ids


def test_the_word_processor_finds_styles_contents_and_footnotes() -> None:
    made = word(document())
    again = docx.Document(BytesIO(made))
    assert [line.text for line in again.paragraphs if line.style.name == "Heading 1"][:2] == [
        "1 Background and aims",
        "2 Overview of activity",
    ]
    package = parts(made)
    body, notes = etree.fromstring(package["word/document.xml"]), etree.fromstring(package["word/footnotes.xml"])
    marked = [one.get(f"{W}id") for one in body.iter(f"{W}footnoteReference")]
    assert marked
    assert marked == [one.get(f"{W}id") for one in notes if one.get(f"{W}type") is None]
    assert "TOC" in "".join(one.text for one in body.iter(f"{W}instrText"))
    anchors = {one.get(f"{W}anchor") for one in body.iter(f"{W}hyperlink")}
    assert anchors == {one.get(f"{W}name") for one in body.iter(f"{W}bookmarkStart")}
    assert b"footnotes+xml" in package["[Content_Types].xml"]
    starts = [one.get(f"{W}fldCharType") for one in body.iter(f"{W}fldChar")]
    assert starts.count("begin") == starts.count("end")


def test_every_relation_of_the_package_leads_to_a_part_of_it() -> None:
    package = parts(word(document()))
    for name, content in package.items():
        if name.endswith(".rels"):
            folder = name.replace("_rels/", "").rpartition("/")[0]
            for one in etree.fromstring(content):
                target = one.get("Target")
                assert (f"{folder}/{target}".lstrip("/") if not target.startswith("../") else target[3:]) in package, (name, target)


def test_the_pdf_is_tagged_in_its_language() -> None:
    with pikepdf.open(BytesIO(pdf(document("fr")))) as file:
        assert file.Root.MarkInfo.Marked
        assert str(file.Root.Lang) == "fr"
        assert "/StructTreeRoot" in file.Root
        with file.open_metadata() as about:
            assert about["pdfuaid:part"] == "1"
            assert about["dc:title"]


@pytest.mark.security("INJ-02")
@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_hostile_title_is_text_in_every_file(hostile: str) -> None:
    made = document("en", told.activity("hostile", "conference", "2005-05", title=hostile))
    assert hostile in html.fromstring(page(made).decode()).text_content()
    assert not html.fromstring(page(made).decode()).xpath("//script")
    assert any(hostile in line.text for line in docx.Document(BytesIO(word(made))).paragraphs)
    assert pdf(made).startswith(b"%PDF")


def test_a_letter_that_no_font_has_is_refused_and_never_left_out_in_silence() -> None:
    with pytest.raises(NotSet):
        pdf(document("en", told.activity("odd", "conference", "2005-05", title="\N{EGYPTIAN HIEROGLYPH A001}")))
