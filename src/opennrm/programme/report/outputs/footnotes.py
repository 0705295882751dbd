"""Footnotes of a document for a word processor: a part of the package of their own, which python-docx does not write."""

from __future__ import annotations

from typing import Any

from opennrm.programme.report.text import Text

__all__ = ["Footnotes"]

SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{SPACE}}}"
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
KEEP = {"{http://www.w3.org/XML/1998/namespace}space": "preserve"}


class Footnotes:
    """The footnotes of one document: `add` puts a mark in a line, `attach` writes the part. Source: ISO/IEC 29500-1, 17.11."""

    def __init__(self, file: Any) -> None:
        from lxml import etree  # noqa: PLC0415  needed by files alone

        self.file, self.etree = file, etree
        self.root = etree.Element(f"{W}footnotes", nsmap={"w": SPACE})
        for number, kind, mark in ((-1, "separator", "separator"), (0, "continuationSeparator", "continuationSeparator")):
            note = etree.SubElement(self.root, f"{W}footnote", {f"{W}type": kind, f"{W}id": str(number)})
            etree.SubElement(self._run(etree.SubElement(note, f"{W}p")), f"{W}{mark}")
        self.count = 0

    def styles(self) -> None:
        """The two styles that a footnote is written in. Source: ISO/IEC 29500-1, 17.11."""
        from docx.enum.style import WD_STYLE_TYPE  # noqa: PLC0415  needed by files alone
        from docx.shared import Pt  # noqa: PLC0415

        text = self.file.styles.add_style("footnote text", WD_STYLE_TYPE.PARAGRAPH)
        text.base_style, text.font.size = self.file.styles["Normal"], Pt(9)
        text.paragraph_format.space_after = Pt(2)
        mark = self.file.styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER)
        mark.font.superscript = True
        self.text_style, self.mark_style = text.style_id, mark.style_id

    def add(self, line: Any, text: Text) -> None:
        """A footnote at the end of the line so far. Source: ISO/IEC 29500-1, 17.11."""
        self.count += 1
        mark = line.add_run()._r
        self._styled(mark, self.mark_style)
        mark.append(mark.makeelement(f"{W}footnoteReference", {f"{W}id": str(self.count)}))
        note = self.etree.SubElement(self.root, f"{W}footnote", {f"{W}id": str(self.count)})
        paragraph = self.etree.SubElement(note, f"{W}p")
        style = self.etree.SubElement(self.etree.SubElement(paragraph, f"{W}pPr"), f"{W}pStyle")
        style.set(f"{W}val", self.text_style)
        number = self._run(paragraph)
        self._styled(number, self.mark_style)
        self.etree.SubElement(number, f"{W}footnoteRef")
        self._said(paragraph, " ", None)
        for piece in text:
            self._said(paragraph, piece.text, piece.language)

    def attach(self) -> None:
        """Write the part, and say in the package that it is there. Source: ISO/IEC 29500-1, 11.3.7."""
        from docx.opc.packuri import PackURI  # noqa: PLC0415  needed by files alone
        from docx.opc.part import Part  # noqa: PLC0415

        content = self.etree.tostring(self.root, xml_declaration=True, encoding="UTF-8", standalone=True)
        self.file.part.relate_to(Part(PackURI("/word/footnotes.xml"), KIND, content, self.file.part.package), RELATION)

    def _said(self, paragraph: Any, words: str, language: str | None) -> None:
        run = self._run(paragraph)
        if language:
            self.etree.SubElement(self.etree.SubElement(run, f"{W}rPr"), f"{W}lang").set(f"{W}val", language)
        self.etree.SubElement(run, f"{W}t", KEEP).text = words

    def _run(self, paragraph: Any) -> Any:
        return self.etree.SubElement(paragraph, f"{W}r")

    def _styled(self, run: Any, style: str) -> None:
        properties = run.makeelement(f"{W}rPr", {})
        named = properties.makeelement(f"{W}rStyle", {f"{W}val": style})
        properties.append(named)
        run.insert(0, properties)
