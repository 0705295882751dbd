"""A report as its pages show it: chapters with how far they are, sentences with their numbers, what stands behind one of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from opennrm.mechanism import reads as mechanism
from opennrm.programme import typed
from opennrm.programme.codes import told
from opennrm.programme.report import reads
from opennrm.programme.report.citing import typed_numbers
from opennrm.programme.report.editing import Edited, Line
from opennrm.programme.report.frames import Frames
from opennrm.programme.report.models import Report
from opennrm.programme.report.outputs import drawing
from opennrm.programme.report.outputs.document import Document
from opennrm.programme.report.states import APPROVED, DRAFT, IN_COMMENT, PUBLISHED
from opennrm.programme.report.summing import OVER_ALL
from opennrm.programme.report.text import Chapter, Chart, Paragraph, Section, Sentence, numbered, plain
from opennrm.programme.spans import Span
from opennrm.standards.load import law
from opennrm.ui.charts import Grid, with_grid

__all__ = [
    "Said",
    "asked",
    "bearers",
    "behind",
    "chapters",
    "clauses",
    "counts",
    "figures",
    "part_links",
    "part_of",
    "parts",
    "sections",
    "standing",
    "steps",
    "who",
]

TOGETHER = 40  # sentences on one page of the editor
BEHIND = 30  # records that are shown behind one of them


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of a page: its number in the chapter, its notes, and how it stands."""

    number: int
    sentence: Sentence
    line: Line
    notes: tuple[tuple[int, Any], ...]


def standing(report: Report) -> str:
    """How far it is, in a word."""
    words = {DRAFT: gettext("Draft"), IN_COMMENT: gettext("In comment"), APPROVED: gettext("Approved"), PUBLISHED: gettext("Published")}
    return words[report.state]


def steps(report: Report, made: Edited, found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The steps of a report, those done and the one at hand; and of its chapters how many were read as they stand."""
    words = (gettext("Edited"), gettext("Commented"), gettext("Legal check"), gettext("Approved"), gettext("Published, frozen"))
    at = {DRAFT: 0, IN_COMMENT: 1, APPROVED: 3, PUBLISHED: 4}[report.state]
    at = max(at, 2) if reads.law_stands(report, made) else at
    of = [one for one in found if one["state"]]
    read = gettext("%(n)s of %(all)s chapters read") % {"n": sum(one["read"] for one in of), "all": len(of)}
    return [{"words": word, "more": "" if n else read, "done": n < at, "current": n == at} for n, word in enumerate(words)]


def chapters(report: Report, made: Edited, chosen: str) -> list[dict[str, Any]]:
    """The chapters with how far each is: checked as it stands, edited, changed on record, or as assembled."""
    checked = dict(report.checked.values_list("chapter", "digest")) if report.pk else {}
    found = []
    for chapter in made.report.chapters:
        lines = [line for line in made.lines.values() if line.chapter == chapter.key]
        found.append(
            {
                "chapter": chapter,
                "chosen": chapter.key == chosen,
                "state": _state(chapter, lines, checked),
                "read": bool(lines) and checked.get(chapter.key) == reads.chapter_digest(chapter),
                "unfounded": sum(line.unfounded for line in lines),
            }
        )
    return found


def _state(chapter: Chapter, lines: list[Line], checked: Mapping[str, str]) -> str:
    if not lines:
        return ""
    if checked.get(chapter.key) == reads.chapter_digest(chapter):
        return gettext("checked")
    if any(line.changed or line.moved for line in lines):
        return gettext("changed on record")
    return gettext("edited") if any(line.edit for line in lines) else gettext("assembled")


def parts(chapter: Chapter, together: int = TOGETHER) -> list[Chapter]:
    """A long chapter in parts that can be read on one page: whole sections where they fit, else some of their paragraphs."""
    pages: list[list[Section]] = [[]]
    room = together
    for section in chapter.sections:
        for piece in _pieces(section, together):
            size = sum(len(one.sentences) for one in piece.paragraphs)
            if size > room and pages[-1]:
                pages.append([])
                room = together
            pages[-1].append(piece)
            room -= size
    return [replace(chapter, sections=tuple(some)) for some in pages]


def _pieces(section: Section, together: int) -> Iterator[Section]:
    """A section as it is, or, of one that fills a page by itself, so many paragraphs at a time; its charts stand with the last."""
    left: list[Paragraph] = []
    for paragraph in section.paragraphs:
        if left and sum(len(one.sentences) for one in (*left, paragraph)) > together:
            yield replace(section, paragraphs=tuple(left), charts=())
            left = []
        left.append(paragraph)
    yield replace(section, paragraphs=tuple(left))


def part_links(found: list[Chapter], chosen: int) -> list[dict[str, Any]]:
    """How the parts of a chapter are called: by the first and the last of their headings."""
    links = []
    for n, part in enumerate(found, 1):
        titles = list(dict.fromkeys(section.title for section in part.sections if section.title))
        links.append({"n": n, "titles": titles[:1] + titles[-1:] if len(titles) > 1 else titles, "chosen": n == chosen})
    return links


def part_of(found: list[Chapter], sentence: str, asked: str) -> int:
    """The number of the part that is shown: that of the sentence at hand, else the one asked for, else the first."""
    holding = (n for n, part in enumerate(found, 1) if any(one.key == sentence for one in part.sentences()))
    wanted = int(asked) if asked.isdecimal() and len(asked) < 5 and 0 < int(asked) <= len(found) else 1
    return next(holding, wanted)


def sections(made: Edited, chapter: Chapter, part: Chapter) -> Iterator[dict[str, Any]]:
    """The sections of a part of a chapter, each paragraph with its sentences, numbered as in the whole chapter."""
    notes = numbered(made.report)
    number = {one.key: n for n, one in enumerate(chapter.sentences(), 1)}
    for section in part.sections:
        paragraphs = [
            {
                "said": [Said(number[one.key], one, made.lines[one.key], notes[one.key]) for one in paragraph.sentences],
                "figure": all(one.figure for one in paragraph.sentences),
            }
            for paragraph in section.paragraphs
        ]
        drawn = [_charted(made, chart) for chart in section.charts]
        yield {"section": section, "deep": section.level > 1, "paragraphs": paragraphs, "charts": drawn}


def _charted(made: Edited, chart: Chart) -> dict[str, Any]:
    """A chart with its figures as a table below, in the words of the report."""
    document = Document(made.report, "")
    heads, rows = drawing.table(chart, document.chrome("all"))
    picture = with_grid(SafeString(drawing.picture(chart)), Grid(heads, rows), chart.head)  # drawn by ourselves from escaped words
    return {"title": document.heading(chart), "note": chart.note, "picture": picture}


def counts(made: Edited, chapter: Chapter) -> dict[str, int]:
    """How many sentences a chapter has, and how many of them something bears."""
    lines = [made.lines[one.key] for one in chapter.sentences()]
    return {"all": len(lines), "borne": sum(not line.unfounded for line in lines), "changed": sum(bool(line.changed) for line in lines)}


def clauses(made: Edited) -> list[dict[str, Any]]:
    """The clauses that the report cites, each with what it says and the sentences that it stands under, last those that list many."""
    found: dict[str, dict[str, Any]] = {}
    for line in made.lines.values():
        for note in line.sentence.notes:
            if note.key.startswith("clause:"):
                row = found.setdefault(note.key, {"name": note.key.partition(":")[2], "says": plain(note.text), "lines": []})
                row["lines"].append(line)
    for row in found.values():
        row["lines"].sort(key=lambda line: line.sentence.key.endswith(OVER_ALL))
    return list(found.values())


def behind(report: Report, line: Line) -> list[dict[str, Any]]:
    """What stands behind a sentence, record by record, in the reader's language; of very many, the first."""
    return [_record(one) for one in reads.behind(report, line.sentence.references[:BEHIND])]


def bearers(report: Report, line: Line) -> list[tuple[str, str, str]]:
    """The records behind a sentence that may bear another: reference, name, and what tells it from others that are called so."""
    found = (_record(one) for one in reads.behind(report, line.sentence.references[:BEHIND]) if one.record is not None)
    return [(one["reference"], one["title"], ", ".join(filter(None, (one["kind"], one["when"], one["of"])))) for one in found]


def _record(one: reads.Behind) -> dict[str, Any]:
    words = reads.reader_words()
    record = one.record
    taskings = getattr(record, "taskings", ()) or getattr(one.within, "taskings", ())
    return {
        "reference": str(one.reference),
        "opened": one.opened,
        "title": one.figure.figure.says if one.figure else _title(record) if record else _selection(one.reference.kind),
        "figure": one.figure,
        "kind": _kind(one.reference.kind, record) if record else "",
        "of": _title(one.within) if one.within else "",
        "when": _when(words, record) if record else "",
        "sources": record.sources if record else (),
        "taskings": [(name, law().clauses[name].title.told(get_language() or "en")) for name in taskings],
        "evidence": getattr(record, "evidence", ""),
    }


def _title(record: typed.Typed) -> str:
    language = get_language() or "en"
    if isinstance(record, typed.Outcome) and not record.subject:
        return told("outcomes", record.kind, language)
    if isinstance(record, typed.Intervention):
        return told("topics", record.concern, language)
    named = next((text for name in ("title", "subject") if (text := getattr(record, name, ""))), "")
    if named:
        return str(named)
    return told("activities", record.kind, language) if isinstance(record, typed.Activity) else record.key


def _kind(kind: str, record: typed.Typed) -> str:
    lists = {"activity": "activities", "outcome": "outcomes", "material": "materials", "aim": "aims"}
    if kind in lists:
        return told(lists[kind], record.kind, get_language() or "en")  # type: ignore[attr-defined]
    return {"finding": gettext("Finding"), "promise": gettext("Promise"), "intervention": gettext("Letter")}[kind]


def figures(report: Report, made: Edited, line: Line) -> dict[str, Any]:
    """What is to be asked of the numbers of a sentence: which were typed, and of which an edition says something else since."""
    since = reads.said_since(report, made)
    keys = [ref.key for ref in line.sentence.references if ref.kind == "figure"]
    return {
        "typed": _typed_in(report, line),
        "since": [{"key": key, "since": since[key], "here": made.figures[key]} for key in keys if key in since],
    }


def asked(report: Report, made: Edited, chapter: Chapter | None) -> list[dict[str, Any]]:
    """The sentences of a chapter whose numbers something is to be asked about."""
    lines = [line for line in made.lines.values() if chapter and line.edit and line.chapter == chapter.key]
    found = [{"line": line, **figures(report, made, line)} for line in lines]
    return [one for one in found if one["typed"] or one["since"]]


def _typed_in(report: Report, line: Line) -> tuple[str, ...]:
    """The numbers of an editor's sentence that look like figures and come from no record."""
    if line.edit is None or report.state == PUBLISHED:
        return ()
    known = [line.assembled.words] if line.assembled else []
    return typed_numbers(line.edit.text, known, reads.words_of(report))


def _selection(kind: str) -> str:
    if kind == "selection":
        return gettext("What was looked for in the record, and how much of it there is")
    if kind == "figure":
        return gettext("A frozen cell of a published table")
    return gettext("This is not on record any more")


def _when(words: Frames, record: typed.Typed) -> str:
    span = Span.parse(getattr(record, "when", None) or getattr(record, "due", "") or "")
    return "".join(piece.text for piece in words.when(span, "bare")) or gettext("no date on record")


def who(person: UUID | None) -> str:
    """The name of somebody of the agency, or that a command did it."""
    found = mechanism.person_names({person}).get(person) if person else None
    return found or gettext("The operator")
