"""A report as a document for a word processor: real styles, a table of contents that is a field, footnotes that are footnotes."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from opennrm.programme.report.outputs.document import Document
from opennrm.programme.report.outputs.drawing import png, table
from opennrm.programme.report.outputs.footnotes import Footnotes
from opennrm.programme.report.text import Chapter, Chart, Paragraph, Section, Text, numbered

__all__ = ["word"]

A4 = (7560310, 10692130)  # in EMU
MADE = (1980, 1, 1, 0, 0, 0)  # the day on every part of the file, so that the same report gives the same bytes
IN_TABLES = 101_600  # 8 points, in the units of the format
NAMES = 0.28  # of a table's width
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def word(document: Document) -> bytes:
    """The whole file. Source: issue 13, point 7 (docx: styles, footnotes, table of contents)."""
    return _Writing(document).bytes()


class _Writing:
    def __init__(self, document: Document) -> None:
        from docx import Document as new  # noqa: PLC0415  needed by files alone

        self.document, self.report = document, document.report
        self.file: Any = new()
        self.notes, self.footnotes = numbered(document.report), Footnotes(self.file)

    def bytes(self) -> bytes:
        self._styles()
        self._properties()
        self._head()
        self._contents()
        for chapter in self.report.chapters:
            self._chapter(chapter)
        self._page_numbers()
        self.footnotes.attach()
        self._without_picture()
        made = BytesIO()
        self.file.save(made)
        return _same_bytes(made)

    def _styles(self) -> None:
        from docx.oxml.ns import qn  # noqa: PLC0415  as above
        from docx.shared import Pt, RGBColor  # noqa: PLC0415

        styles = self.file.styles
        styles["Normal"].font.name, styles["Normal"].font.size = "Liberation Serif", Pt(11)
        styles["Normal"].paragraph_format.space_after = Pt(8)
        _language(styles["Normal"].element.get_or_add_rPr(), self.report.language)
        for name, size in (("Title", 22), ("Heading 1", 16), ("Heading 2", 13), ("Heading 3", 11.5), ("Heading 4", 11)):
            font = styles[name].font
            font.name, font.size, font.color.rgb = "Liberation Sans", Pt(size), RGBColor(0x12, 0x45, 0x4F)
            fonts = styles[name].element.rPr.find(qn("w:rFonts"))
            for attribute in [name for name in fonts.attrib if "Theme" in name]:
                del fonts.attrib[attribute]
        self.footnotes.styles()

    def _properties(self) -> None:
        core = self.file.core_properties
        day = self.document.published_on
        at = datetime(day.year, day.month, day.day, tzinfo=UTC) if day else datetime(2000, 1, 1, tzinfo=UTC)
        core.title, core.author, core.language = (
            f"{self.report.title}, {self.report.period}",
            self.document.organisation,
            self.report.language,
        )
        core.last_modified_by, core.comments, core.created, core.modified, core.revision = self.document.organisation, "", at, at, 1

    def _head(self) -> None:
        sheet = self.file.sections[0]
        sheet.page_width, sheet.page_height = A4
        self.file.add_paragraph(self.report.title, style="Title")
        self.file.add_paragraph(self.report.period, style="Subtitle")
        self.file.add_paragraph(self.document.organisation)
        self.file.add_paragraph(self.document.standing)

    def _contents(self) -> None:
        """The table of contents: a field, filled with the chapters, so that it is there before anybody refreshes it."""
        from docx.oxml.ns import qn  # noqa: PLC0415  as above
        from docx.shared import Pt  # noqa: PLC0415

        self.file.add_paragraph(self.document.chrome("contents"), style="TOC Heading")
        chapters = self.report.chapters
        for n, chapter in enumerate(chapters):
            line = self.file.add_paragraph(style="Normal")
            line.paragraph_format.left_indent, line.paragraph_format.space_after = Pt(14 * (chapter.level - 1)), Pt(2)
            if n == 0:
                _field(line, 'TOC \\o "1-2" \\h \\z \\u')
            link = line._p.makeelement(qn("w:hyperlink"), {qn("w:anchor"): _anchor(chapter), qn("w:history"): "1"})
            link.append(line.add_run(f"{chapter.number} {chapter.title}")._r)
            line._p.append(link)
            if n == len(chapters) - 1:
                line.add_run()._r.append(line._p.makeelement(qn("w:fldChar"), {qn("w:fldCharType"): "end"}))

    def _chapter(self, chapter: Chapter) -> None:
        heading = self.file.add_heading(f"{chapter.number} {chapter.title}", level=chapter.level)
        _bookmark(heading, _anchor(chapter), self.report.chapters.index(chapter))
        for section in chapter.sections:
            self._section(section, chapter.level)

    def _section(self, section: Section, above: int) -> None:
        if section.title:
            self.file.add_heading(section.title, level=min(above + section.level, 4))
        for paragraph in section.paragraphs:
            self._paragraph(paragraph)
        for chart in section.charts:
            self._chart(chart)

    def _chart(self, chart: Chart) -> None:
        """The chart as a picture with what it shows in words, and its figures as a table whose heads repeat."""
        from docx.shared import Cm  # noqa: PLC0415  as above

        line = self.file.add_paragraph(self.document.heading(chart), style="Caption")
        line.paragraph_format.keep_with_next = True
        shape = self.file.add_picture(BytesIO(png(chart)), width=Cm(14))
        properties = shape._inline.docPr
        properties.set("descr", chart.desc)
        properties.set("title", chart.title)
        if chart.note:
            self.file.add_paragraph(chart.note)
        heads, rows = table(chart, self.document.chrome("all"))
        made = self.file.add_table(rows=1, cols=len(heads), style="Light List Accent 1")
        for cells, words in ((made.rows[0].cells, heads), *((made.add_row().cells, row) for row in rows)):
            for n, (cell, word) in enumerate(zip(cells, words, strict=True)):
                cell.text = word
                cell.width = self._width(n, len(heads))
                cell.paragraphs[0].alignment = 2 if n else 0
                cell.paragraphs[0].runs[0].font.size = IN_TABLES
        header = made.rows[0]._tr.get_or_add_trPr()
        header.append(header.makeelement(f"{W}tblHeader", {}))
        self.file.add_paragraph()

    def _width(self, column: int, columns: int) -> int:
        """Names stand in the first column and want more of it than numbers do."""
        page = self.file.sections[0]
        whole = int(page.page_width) - int(page.left_margin) - int(page.right_margin)
        first = int(whole * NAMES)
        return (whole - first) // (columns - 1) if column else first

    def _paragraph(self, paragraph: Paragraph) -> None:
        figure = all(one.figure for one in paragraph.sentences)
        line = self.file.add_paragraph(style="Intense Quote" if figure else "Normal")
        for n, sentence in enumerate(paragraph.sentences):
            if n:
                line.add_run(" ")
            _runs(line, sentence.text)
            for number, (_, note) in enumerate(self.notes.get(sentence.key, ())):
                if number:
                    line.add_run(",").font.superscript = True
                self.footnotes.add(line, note.text)

    def _page_numbers(self) -> None:
        foot = self.file.sections[0].footer.paragraphs[0]
        foot.alignment = 1
        _field(foot, "PAGE")
        foot.add_run("1")
        foot.add_run()._r.append(foot._p.makeelement(f"{W}fldChar", {f"{W}fldCharType": "end"}))

    def _without_picture(self) -> None:
        """The preview that the empty file brings along shows another document."""
        relations = self.file.part.package.rels
        for name in [name for name, one in relations.items() if one.reltype.endswith("/thumbnail")]:
            del relations[name]


def _runs(line: Any, text: Text) -> None:
    for piece in text:
        run = line.add_run(piece.text)
        if piece.language:
            _language(run._r.get_or_add_rPr(), piece.language)


def _language(properties: Any, language: str) -> None:
    for old in properties.findall(f"{W}lang"):
        properties.remove(old)
    properties.append(properties.makeelement(f"{W}lang", {f"{W}val": language}))


def _field(line: Any, code: str) -> None:
    """Begin a field: its code, then what it shows until somebody refreshes it."""
    for kind in ("begin", code, "separate"):
        run = line.add_run()._r
        if kind == code:
            told = run.makeelement(f"{W}instrText", {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
            told.text = f" {code} "
            run.append(told)
        else:
            run.append(run.makeelement(f"{W}fldChar", {f"{W}fldCharType": kind}))


def _bookmark(heading: Any, name: str, n: int) -> None:
    start = heading._p.makeelement(f"{W}bookmarkStart", {f"{W}id": str(n), f"{W}name": name})
    end = heading._p.makeelement(f"{W}bookmarkEnd", {f"{W}id": str(n)})
    heading._p.insert(1, start)
    heading._p.append(end)


def _anchor(chapter: Chapter) -> str:
    return f"_Toc_{chapter.key.replace('-', '_')}"


def _same_bytes(made: BytesIO) -> bytes:
    """The package with its parts as they are and one day on all of them."""
    again = BytesIO()
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in _parts(old):
            new.writestr(zipfile.ZipInfo(name, MADE), content, zipfile.ZIP_DEFLATED)
    return again.getvalue()


def _parts(package: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    return ((name, package.read(name)) for name in package.namelist())
