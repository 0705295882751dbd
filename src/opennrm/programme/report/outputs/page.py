"""A report as a page that stands alone: no script, nothing fetched, readable in forty years."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from opennrm.programme.report.outputs.document import Document
from opennrm.programme.report.outputs.drawing import WIDE, picture, table
from opennrm.programme.report.text import Chapter, Chart, Note, Section, Sentence, Text, numbered

__all__ = ["page"]

STYLE = """
body { font: 1.06rem/1.6 Georgia, "DejaVu Serif", serif; color: #1b2326; max-width: 42rem; margin: 2rem auto; padding: 0 1rem; }
h1, h2, h3, h4 { font-family: system-ui, "DejaVu Sans", sans-serif; line-height: 1.25; margin: 2rem 0 .5rem; }
h1 { font-size: 1.9rem; } h2 { font-size: 1.4rem; } h3 { font-size: 1.15rem; } h4 { font-size: 1rem; }
.head { color: #4a5659; font-family: system-ui, sans-serif; font-size: .95rem; overflow-wrap: anywhere; }
.figure { border-left: 4px solid #12454f; background: #eaf0ef; padding: .5rem .75rem; }
figure { margin: 1.5rem 0; } figcaption { font: 600 1rem/1.35 system-ui, "DejaVu Sans", sans-serif; margin-bottom: .5rem; }
figure svg { max-width: 100%; height: auto; } .wide { display: none; }
table { border-collapse: collapse; font: .9rem/1.4 system-ui, "DejaVu Sans", sans-serif; } .scroll { overflow-x: auto; }
th, td { border-bottom: 1px solid #c9d2d1; padding: .2rem .6rem .2rem 0; text-align: start; vertical-align: top; }
td { text-align: end; } thead th { vertical-align: bottom; } figure p { font-size: .95rem; }
@media (min-width: 40rem) { .wide { display: block; } .narrow { display: none; } }
a { color: #0b5563; } sup { line-height: 0; } nav ol { padding-left: 0; list-style: none; } nav .inner { padding-left: 1.25rem; }
section[role=doc-endnotes] { border-top: 1px solid #c9d2d1; margin-top: 3rem; font-size: .95rem; }
@media print { body { margin: 0; max-width: none; } a { color: inherit; text-decoration: none; } h2, h3 { break-after: avoid; } }
"""


def page(document: Document) -> bytes:
    """The whole page. Source: issue 13, point 7 (HTML)."""
    report = document.report
    notes = numbered(report)
    head = [
        "<!doctype html>",
        f'<html lang="{report.language}"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(report.title)}, {escape(report.period)}</title><style>{STYLE}</style></head><body><main>",
        f"<h1>{escape(report.title)}<br>{escape(report.period)}</h1>",
        f'<p class="head">{escape(document.organisation)}<br>{escape(document.standing)}</p>',
        *_contents(document),
    ]
    body = [line for chapter in report.chapters for line in _chapter(document, chapter, notes)]
    return "\n".join([*head, *body, *_endnotes(document, notes), "</main></body></html>", ""]).encode()


def _contents(document: Document) -> Iterator[str]:
    title = escape(document.chrome("contents"))
    yield f'<nav aria-labelledby="contents"><h2 id="contents">{title}</h2><ol>'
    for one in document.report.chapters:
        inner = ' class="inner"' if one.level == 2 else ""
        yield f'<li{inner}><a href="#{one.key}">{one.number} {escape(one.title)}</a></li>'
    yield "</ol></nav>"


def _chapter(document: Document, chapter: Chapter, notes: dict[str, tuple[tuple[int, Note], ...]]) -> Iterator[str]:
    level = chapter.level + 1
    yield f'<h{level} id="{chapter.key}">{chapter.number} {escape(chapter.title)}</h{level}>'
    for section in chapter.sections:
        yield from _section(section, level, notes)
        for chart in section.charts:
            yield from _chart(document, chart)


def _section(section: Section, above: int, notes: dict[str, tuple[tuple[int, Note], ...]]) -> Iterator[str]:
    if section.title:
        level = min(above + section.level, 6)
        yield f"<h{level}>{escape(section.title)}</h{level}>"
    for paragraph in section.paragraphs:
        figure = ' class="figure"' if all(one.figure for one in paragraph.sentences) else ""
        yield f"<p{figure}>{' '.join(_sentence(one, notes) for one in paragraph.sentences)}</p>"


def _chart(document: Document, chart: Chart) -> Iterator[str]:
    """The chart drawn twice, for a wide and a narrow page, of which one is there; and its figures as a table."""
    yield f"<figure><figcaption>{escape(document.heading(chart))}</figcaption>"
    yield f'<div class="narrow">{picture(chart)}</div><div class="wide">{picture(chart, WIDE)}</div>'
    yield f"<p>{escape(chart.note)}</p>" if chart.note else ""
    heads, rows = table(chart, document.chrome("all"))
    yield f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(chart.head)}"><table><caption>{escape(chart.head)}</caption>'
    named = "".join(f'<th scope="col">{escape(head)}</th>' if head else "<td></td>" for head in heads)
    yield f"<thead><tr>{named}</tr></thead><tbody>"
    for name, *cells in rows:
        counts = "".join(f"<td>{escape(cell)}</td>" for cell in cells)
        yield f'<tr><th scope="row">{escape(name)}</th>{counts}</tr>'
    yield "</tbody></table></div></figure>"


def _sentence(sentence: Sentence, notes: dict[str, tuple[tuple[int, Note], ...]]) -> str:
    found = notes.get(sentence.key, ())
    marks = "<sup>,</sup>".join(f'<sup><a id="back-{n}" href="#note-{n}" role="doc-noteref">{n}</a></sup>' for n, _ in found)
    return f"{_text(sentence.text)}{marks}"


def _text(text: Text) -> str:
    return "".join(
        f'<span lang="{escape(piece.language)}">{escape(piece.text)}</span>' if piece.language else escape(piece.text) for piece in text
    )


def _endnotes(document: Document, notes: dict[str, tuple[tuple[int, Note], ...]]) -> Iterator[str]:
    found = [numbered_note for some in notes.values() for numbered_note in some]
    if not found:
        return
    yield f'<section role="doc-endnotes"><h2>{escape(document.chrome("notes"))}</h2><ol>'
    for n, note in found:
        back = escape(document.chrome("back"))
        yield f'<li id="note-{n}">{_text(note.text)} <a href="#back-{n}" role="doc-backlink" aria-label="{back}">↩</a></li>'
    yield "</ol></section>"
