"""A report as its pages show it: chapters with how far they are, sentences with their numbers, what stands behind one of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import get_language, gettext

from opennrm.mechanism import reads as mechanism
from opennrm.programme import typed
from opennrm.programme.codes import told
from opennrm.programme.report import reads
from opennrm.programme.report.citing import typed_numbers
from opennrm.programme.report.editing import Edited, Line
from opennrm.programme.report.frames import Frames
from opennrm.programme.report.models import Report
from opennrm.programme.report.states import APPROVED, DRAFT, IN_COMMENT, PUBLISHED
from opennrm.programme.report.text import Chapter, Sentence, numbered
from opennrm.programme.spans import Span
from opennrm.standards.load import law

__all__ = ["Said", "asked", "behind", "chapters", "counts", "figures", "sections", "standing", "steps", "who"]


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


def steps(report: Report) -> list[dict[str, Any]]:
    """The steps of a report, those done and the one at hand."""
    order = (DRAFT, IN_COMMENT, APPROVED, PUBLISHED)
    words = (gettext("Edited"), gettext("Commented"), gettext("Approved"), gettext("Published, frozen"))
    at = order.index(report.state)
    return [{"words": word, "done": n < at, "current": n == at} for n, word in enumerate(words)]


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


def sections(made: Edited, chapter: Chapter) -> Iterator[dict[str, Any]]:
    """The sections of a chapter, each paragraph with its sentences."""
    notes, number = numbered(made.report), 0
    for section in chapter.sections:
        paragraphs = []
        for paragraph in section.paragraphs:
            said = []
            for one in paragraph.sentences:
                number += 1
                said.append(Said(number, one, made.lines[one.key], notes[one.key]))
            paragraphs.append({"said": said, "figure": all(one.figure for one in paragraph.sentences)})
        yield {"section": section, "deep": section.level > 1, "paragraphs": paragraphs}


def counts(made: Edited, chapter: Chapter) -> dict[str, int]:
    """How many sentences a chapter has, and how many of them something bears."""
    lines = [made.lines[one.key] for one in chapter.sentences()]
    return {"all": len(lines), "borne": sum(not line.unfounded for line in lines), "changed": sum(bool(line.changed) for line in lines)}


def behind(report: Report, line: Line) -> list[dict[str, Any]]:
    """What stands behind a sentence, record by record, in the reader's language."""
    return [_record(one) for one in reads.behind(report, line.sentence.references)]


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
