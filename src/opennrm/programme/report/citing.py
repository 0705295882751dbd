"""A figure within a sentence of an editor: a reference to a frozen cell in the place of a number; and numbers that were typed. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from opennrm.programme.report.frames import Frames
from opennrm.programme.report.ground import Figure
from opennrm.programme.report.text import Note, Piece, Reference, Text, said, sentence_text
from opennrm.programme.spans import Span

__all__ = ["GAP", "KEY", "Cited", "cite", "cited", "edition_note", "in_words", "put_in", "typed_numbers", "written"]

GAP = re.compile(r"\[(?:…|\.{3}|)\]")  # where a figure is to stand
KEY = re.compile(r"[A-Z]{2}-\d{4}(?:-Q[1-4])?/\d{1,5}:\w+(?::[\w+./-]+)?")
CITED = re.compile(rf"\[({KEY.pattern})\]")
QUOTED = re.compile(r"[‘“«][^’”»]*[’”»]")
CLAUSE = re.compile(
    r"\b(?:Art(?:icle)?|section|chapter|chapitre|No|n|paragraph|paragraphe|ст|статья|п|пункт)s?[.°]?\s*\d[\w.()]*", re.IGNORECASE
)
NUMBER = re.compile(
    r"(?<![\w/.,:–-])\d{1,3}(?:[.,\u00a0\u202f ]\d{3})*(?:[.,]\d+)?(?:\s?%)?(?![\w/:]|[.–-]\w)|(?<![\w/.,:–-])\d{4,}(?![\w/:]|[.–-]\w)"
)


@dataclass(frozen=True, slots=True)
class Cited:
    """A figure as a sentence has it: the number as the language writes it, and the note that says whose it is and of which day."""

    figure: Figure
    value: str
    note: Note

    @property
    def reference(self) -> Reference:
        """The cell that it is. Source: issue 13, point 7."""
        return Reference("figure", self.figure.key)


def cited(text: str) -> tuple[str, ...]:
    """The keys of the figures that a text cites, each once. Source: issue 13, point 7 (never typed)."""
    return tuple(dict.fromkeys(CITED.findall(text)))


def cite(figure: Figure, frames: Frames) -> Cited:
    """A figure in the words of a report. Source: issue 13, point 7 (a frozen table cell with its as-at)."""
    slots = {"says": said(figure.says), **_slots(figure, frames)}
    return Cited(figure, frames.figure(figure.count), Note(f"figure:{figure.key}", sentence_text(frames.fill("figure_note", **slots))))


def edition_note(figure: Figure, frames: Frames) -> Note:
    """The note of all figures of one edition. Source: issue 13, point 7."""
    return Note(f"edition:{figure.country}-{figure.edition}", sentence_text(frames.fill("edition_note", **_slots(figure, frames))))


def _slots(figure: Figure, frames: Frames) -> dict[str, Text]:
    words = {
        "country": frames.country(figure.country),
        "as_at": frames.day(figure.as_at),
        "edition": figure.edition,
        "position": frames.figure(figure.position),
    }
    return {**{name: said(word) for name, word in words.items()}, "when": frames.when(Span.parse(figure.period.lower()), "bare")}


def in_words(text: str, figures: Mapping[str, Cited]) -> Text:
    """What an editor wrote with each figure in its place; one that is not told stays as it was written. Source: issue 13, point 7."""
    return tuple(_pieces(text, figures))


def _pieces(text: str, figures: Mapping[str, Cited]) -> Iterator[Piece]:
    at = 0
    for found in CITED.finditer(text):
        known = figures.get(found[1])
        if known is not None:
            yield from said(text[at : found.start()])
            yield Piece(known.value, figure=found[1])
            at = found.end()
    yield from said(text[at:])


def written(text: Text) -> str:
    """A text as an editor rewrites it: each figure by its key, so that no number of it is ever typed. Source: issue 13, point 7."""
    return "".join(f"[{piece.figure}]" if piece.figure else piece.text for piece in text)


def put_in(text: str, key: str) -> str | None:
    """The text with a figure where its first gap is; none where it has no gap. Source: issue 13, point 7."""
    filled, gaps = GAP.subn(f"[{key}]", text, count=1)
    return filled if gaps else None


def typed_numbers(text: str, known: Iterable[str], frames: Frames) -> tuple[str, ...]:
    """Numbers that an editor typed and that look like figures: no years, days, articles, numbers of documents or what stands in marks.

    `known`: texts of the record, whose numbers are its own. Source: issue 13, point 7 (a figure is never typed).
    """
    ours = {number for one in known for number in NUMBER.findall(one)}
    bare = CLAUSE.sub("", QUOTED.sub("", CITED.sub("", text)))
    months = "|".join(re.escape(month) for month in (*frames.months, *frames.raw["months_in"]))
    dated = re.compile(rf"\d{{1,2}}(?:st|nd|rd|th|er)?\s+(?:{months})", re.IGNORECASE)
    found = NUMBER.findall(dated.sub("", bare))
    return tuple(dict.fromkeys(one for one in found if one not in ours and not re.fullmatch(r"(?:19|20)\d\d", one)))
