"""A report as a tagged PDF for everybody (PDF/UA-1), set by Typst. What is recorded reaches it as data and is never read as markup."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from typing import Any

from opennrm.programme.report.outputs.document import Document
from opennrm.programme.report.outputs.drawing import alone, table
from opennrm.programme.report.outputs.headed import with_row_heads
from opennrm.programme.report.text import Chapter, Chart, Sentence, Text, numbered

__all__ = ["NotSet", "pdf", "pictures"]

FONT = "Libertinus Serif"  # of the text: no other is asked for
FOLDER = files("opennrm.programme.report") / "data"


class NotSet(RuntimeError):
    """The file could not be set as it should: says what was wrong with it."""


def pdf(document: Document) -> bytes:
    """The whole file. Raises NotSet where something cannot be set, as a letter that no font has. Source: issue 13, point 7 (PDF/UA-1)."""
    import typst  # noqa: PLC0415  large, and needed by files alone

    try:
        made, warnings = typst.compile_with_warnings(
            _template(),
            sys_inputs={"report": json.dumps(_data(document), ensure_ascii=False)},
            ignore_system_fonts=True,
            pdf_standards="ua-1",
            format="pdf",
            timestamp=_day(document),
        )
    except typst.TypstError as wrong:
        raise NotSet(wrong.message) from wrong
    if warnings:
        raise NotSet("; ".join(one.message for one in warnings))
    return with_row_heads(bytes(made))


def pictures(document: Document) -> list[bytes]:
    """Its pages as pictures, for whoever looks them over. Source: issue 13, Shown by (rendered to images and looked at)."""
    import typst  # noqa: PLC0415  as above

    data = {"report": json.dumps(_data(document), ensure_ascii=False)}
    made = typst.compile(_template(), sys_inputs=data, ignore_system_fonts=True, format="png", ppi=80)
    return made if isinstance(made, list) else [made]


@cache
def _template() -> bytes:
    return (FOLDER / "report.typ").read_bytes()


def _day(document: Document) -> datetime:
    day = document.published_on
    return datetime(day.year, day.month, day.day, tzinfo=UTC) if day else datetime(2000, 1, 1, tzinfo=UTC)


def _data(document: Document) -> dict[str, Any]:
    report, notes = document.report, numbered(document.report)
    return {
        "title": report.title,
        "period": report.period,
        "language": report.language,
        "organisation": document.organisation,
        "standing": document.standing,
        "contents": document.chrome("contents"),
        "chapters": [_chapter(document, chapter, notes) for chapter in report.chapters],
    }


def _chapter(document: Document, chapter: Chapter, notes: dict[str, Any]) -> dict[str, Any]:
    return {
        "level": chapter.level,
        "title": f"{chapter.number} {chapter.title}",
        "sections": [
            {
                "level": chapter.level + section.level,
                "title": section.title,
                "paragraphs": [[_sentence(one, notes) for one in paragraph.sentences] for paragraph in section.paragraphs],
                "charts": [_chart(document, chart) for chart in section.charts],
            }
            for section in chapter.sections
        ],
    }


def _chart(document: Document, chart: Chart) -> dict[str, Any]:
    heads, rows = table(chart, document.chrome("all"))
    drawn = {"svg": alone(chart, FONT), "desc": chart.desc, "note": chart.note}
    return {"title": document.heading(chart), "heads": heads, "rows": rows, **drawn}


def _sentence(sentence: Sentence, notes: dict[str, Any]) -> dict[str, Any]:
    found = [_pieces(note.text) for _, note in notes.get(sentence.key, ())]
    return {"text": _pieces(sentence.text), "notes": found, "figure": sentence.figure}


def _pieces(text: Text) -> list[list[str]]:
    return [[piece.text, piece.language or ""] for piece in text]
