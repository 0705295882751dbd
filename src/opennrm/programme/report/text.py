"""A report as text that knows what it rests on: chapters, sections, paragraphs, sentences, each with its references. Pure.

A sentence is a row of pieces, so that a title or a phrase of a record keeps the language in which it was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

__all__ = [
    "EMPTY",
    "Assembled",
    "Bar",
    "Chapter",
    "Chart",
    "Note",
    "Paragraph",
    "Piece",
    "Reference",
    "Section",
    "Sentence",
    "Text",
    "Unused",
    "fill",
    "join",
    "numbered",
    "plain",
    "said",
    "sentence_text",
]

_SPACED = re.compile(r" +(?=[,.)])")
_DOUBLED = re.compile(r",(?=[,.;)])")
_TOKEN = re.compile(r"\{(\w+)\}|(\[)|(\])")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text, its language where that is not the report's own, and the key of the figure that it is, where it is one."""

    text: str
    language: str | None = None
    figure: str = ""


Text = tuple[Piece, ...]
EMPTY: Text = ()


@dataclass(frozen=True, slots=True, order=True)
class Reference:
    """A record that a sentence rests on: its kind (activity, outcome, finding, aim, promise, material, intervention, figure) and key."""

    kind: str
    key: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}"


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: a clause or a text that a sentence is about. The same one stands once in a report, where it is named first."""

    key: str
    text: Text


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence. `key` stays the same as long as it is about the same; `notes` become footnotes; `figure` sets it apart."""

    key: str
    text: Text
    references: tuple[Reference, ...]
    notes: tuple[Note, ...] = ()
    figure: bool = False

    @property
    def words(self) -> str:
        """The sentence as plain text. Source: issue 13, point 7."""
        return plain(self.text)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences that stand together."""

    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """One thing of a chart and how many of each part there are."""

    name: str
    counts: tuple[int, ...]

    @property
    def whole(self) -> int:
        """All its parts together. Source: issue 13, point 7."""
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class Chart:
    """Figures that are drawn: a title that says what was found, what to know of them, the head of the bars, the names of the parts."""

    key: str
    title: str
    note: str
    head: str
    parts: tuple[str, ...]
    bars: tuple[Bar, ...]
    references: tuple[Reference, ...]

    @property
    def desc(self) -> str:
        """What it shows, for whoever does not see it. Source: WCAG 2.2, 1.1.1."""
        return f"{self.head}: {'; '.join(f'{bar.name} {bar.whole}' for bar in self.bars)}. {self.note}".rstrip()


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a chapter; without a title it continues the chapter's own text."""

    key: str
    title: str
    paragraphs: tuple[Paragraph, ...]
    level: int = 1
    number: str = ""
    charts: tuple[Chart, ...] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter with its number as it is cited."""

    key: str
    number: str
    title: str
    sections: tuple[Section, ...]
    level: int = 1

    def sentences(self) -> Iterator[Sentence]:
        """Each sentence in order. Source: issue 13, point 7."""
        return (one for section in self.sections for paragraph in section.paragraphs for one in paragraph.sentences)


@dataclass(frozen=True, slots=True)
class Unused:
    """A record of the period that no sentence carries, and why as a code: no_date, no_place (in the template), or not_told."""

    reference: Reference
    title: str
    why: str


@dataclass(frozen=True, slots=True)
class Assembled:
    """A whole report as the record gives it. Source: issue 13, point 7 (a source reference per sentence)."""

    title: str
    period: str
    language: str
    chapters: tuple[Chapter, ...]
    unused: tuple[Unused, ...] = ()

    def sentences(self) -> Iterator[Sentence]:
        """Each sentence in order. Source: issue 13, point 7."""
        return (one for chapter in self.chapters for one in chapter.sentences())


def numbered(report: Assembled) -> dict[str, tuple[tuple[int, Note], ...]]:
    """The notes of each sentence, numbered, by its key: each note once, where it is first. Source: issue 13, point 7 (footnotes)."""
    seen: set[str] = set()
    found: dict[str, tuple[tuple[int, Note], ...]] = {}
    for one in report.sentences():
        fresh = [note for note in dict.fromkeys(one.notes) if note.key not in seen]
        found[one.key] = tuple((len(seen) + n, note) for n, note in enumerate(fresh, start=1))
        seen.update(note.key for note in fresh)
    return found


def said(text: str, language: str | None = None) -> Text:
    """A text of one piece, or none of an empty string. Source: issue 13, point 7."""
    return (Piece(text, language),) if text else EMPTY


def plain(text: Text) -> str:
    """The words alone. Source: issue 13, point 7."""
    return "".join(piece.text for piece in text)


def join(texts: Iterable[Text], between: str) -> Text:
    """Texts in a row with something between them; empty ones leave no trace. Source: issue 13, point 7."""
    found: list[Piece] = []
    for text in texts:
        if text:
            found.extend((Piece(between), *text) if found else text)
    return tuple(found)


def fill(frame: str, slots: Mapping[str, Text]) -> Text:
    """A frame with its slots filled. A part in [brackets] is left out where one of its own slots is empty. Raises KeyError for no slot.

    Source: issue 13, point 7 (grouped and condensed by rule, never a dump of rows).
    """
    levels: list[tuple[list[Piece], bool]] = [([], True)]
    at = 0
    for token in _TOKEN.finditer(frame):
        _add(levels, said(frame[at : token.start()]), whole=True)
        at = token.end()
        if token[1]:
            _add(levels, slots[token[1]], whole=bool(slots[token[1]]))
        elif token[2]:
            levels.append(([], True))
        else:
            inner, whole = levels.pop()
            _add(levels, tuple(inner) if whole else EMPTY, whole=True)
    _add(levels, said(frame[at:]), whole=True)
    return tuple(levels[0][0])


def _add(levels: list[tuple[list[Piece], bool]], text: Text, *, whole: bool) -> None:
    pieces, before = levels[-1]
    pieces.extend(text)
    levels[-1] = (pieces, before and whole)


def sentence_text(text: Text) -> Text:
    """As a sentence is written: single spaces, none before a mark, a capital first, a full stop last. Source: issue 13, point 7."""
    merged: list[Piece] = []
    for piece in text:
        if merged and not piece.figure and not merged[-1].figure and merged[-1].language == piece.language:
            merged[-1] = replace(merged[-1], text=merged[-1].text + piece.text)
        elif piece.text:
            merged.append(piece)
    for n, piece in enumerate(merged):
        before = merged[n - 1].text if n else " "
        words = re.sub(r" +", " ", piece.text)
        words = _DOUBLED.sub("", _SPACED.sub("", words)).replace(", (", " (")
        if before.endswith(" ") and words.startswith(" "):
            words = words[1:]
        if n and words[:1] in ",.)" and merged[n - 1].text.endswith(" "):
            merged[n - 1] = replace(merged[n - 1], text=merged[n - 1].text.rstrip(" "))
        merged[n] = replace(piece, text=words)
    return _ended(_begun([piece for piece in merged if piece.text]))


def _begun(pieces: list[Piece]) -> list[Piece]:
    for n, piece in enumerate(pieces):
        for at, letter in enumerate(piece.text):
            if letter.isalnum():
                if piece.language is None:
                    pieces[n] = replace(piece, text=piece.text[:at] + letter.upper() + piece.text[at + 1 :])
                return pieces
    return pieces


def _ended(pieces: list[Piece]) -> Text:
    words = "".join(piece.text for piece in pieces).rstrip()
    if not words or words[-1] in ".!?…":
        return tuple(pieces)
    if pieces[-1].language is None and not pieces[-1].figure:
        pieces[-1] = replace(pieces[-1], text=pieces[-1].text.rstrip(" ,;") + ".")
    else:
        pieces.append(Piece("."))
    return tuple(pieces)
