"""What editors did, laid over what the record says: their words stay, what changed beneath them is shown, nothing is overwritten. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from types import MappingProxyType

from opennrm.programme.report.citing import Cited, cited, in_words, written
from opennrm.programme.report.text import Assembled, Chapter, Paragraph, Reference, Section, Sentence

__all__ = ["Edit", "Edited", "Line", "digest", "digests", "edited"]

NOTHING: Mapping[str, str] = MappingProxyType({})
NO_FIGURES: Mapping[str, Cited] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Edit:
    """A sentence in an editor's words: instead of an assembled one, or a new one after one (`new`), with references of its own."""

    key: str
    text: str
    chapter: str
    new: bool = False
    after: str = ""
    references: tuple[Reference, ...] = ()
    against: str = ""  # the assembled text that it was written against
    digest: str = ""  # what stood on record then


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence as it stands: assembled, in an editor's words, or new; and what changed on record since it was last looked at.

    Source: issue 13, point 7 (a refresh shows what changed in the record since and never overwrites an edit).
    """

    sentence: Sentence
    chapter: str
    assembled: Sentence | None
    edit: Edit | None = None
    changed: str = ""  # "new" or "changed" since the report was last looked over

    @property
    def unfounded(self) -> bool:
        """Whether nothing on record bears it. Source: issue 13, point 7 (one without a reference blocks approval)."""
        return not self.sentence.references

    @property
    def moved(self) -> bool:
        """Whether the record changed beneath an editor's words. Source: issue 13, point 7."""
        return self.edit is not None and self.assembled is not None and self.edit.digest != digest(self.assembled)

    @property
    def written(self) -> str:
        """The sentence as an editor rewrites it, its figures by their keys. Source: issue 13, point 7 (never typed)."""
        return self.edit.text if self.edit else written(self.sentence.text)


@dataclass(frozen=True, slots=True)
class Edited:
    """A report with its edits. `stranded` are edits whose sentence the record no longer gives; `gone` keys that were there before."""

    report: Assembled
    lines: Mapping[str, Line]
    stranded: tuple[Edit, ...] = ()
    gone: tuple[str, ...] = ()
    figures: Mapping[str, Cited] = field(default_factory=dict)  # that editors cite, by their keys

    @property
    def unfounded(self) -> tuple[Line, ...]:
        """Sentences that nothing bears. Source: issue 13, point 7."""
        return tuple(line for line in self.lines.values() if line.unfounded)

    @property
    def moved(self) -> tuple[Line, ...]:
        """Edits beneath which the record changed. Source: issue 13, point 7."""
        return tuple(line for line in self.lines.values() if line.moved)

    @property
    def changed(self) -> tuple[Line, ...]:
        """Sentences that are new or say something else than when the report was last looked over. Source: issue 13, point 7."""
        return tuple(line for line in self.lines.values() if line.changed)


def digest(sentence: Sentence) -> str:
    """What a sentence says and rests on, as a short hash. Source: issue 13, point 7 (a refresh shows what changed)."""
    whole = "\n".join((sentence.words, *(str(ref) for ref in sentence.references), *(note.key for note in sentence.notes)))
    return sha256(whole.encode()).hexdigest()[:16]


def digests(report: Assembled) -> dict[str, str]:
    """The hash of each sentence by its key: what an editor has seen. No text is kept. Source: issue 13, point 7."""
    return {one.key: digest(one) for one in report.sentences()}


def edited(
    report: Assembled, edits: Sequence[Edit], seen: Mapping[str, str] = NOTHING, figures: Mapping[str, Cited] = NO_FIGURES
) -> Edited:
    """The report with the edits laid over it. `seen` is what was there when it was last looked over; `figures` are those that edits cite.

    Source: issue 13, point 7.
    """
    return _Laid(report, edits, seen, figures).done()


class _Laid:
    def __init__(self, report: Assembled, edits: Sequence[Edit], seen: Mapping[str, str], figures: Mapping[str, Cited]) -> None:
        self.report, self.seen, self.figures = report, seen, figures
        self.over = {edit.key: edit for edit in edits if not edit.new}
        self.added: dict[str, list[Edit]] = {}
        for edit in edits:
            if edit.new:
                self.added.setdefault(edit.after, []).append(edit)
        self.lines: dict[str, Line] = {}

    def done(self) -> Edited:
        present = {one.key for one in self.report.sentences()}
        chapters = tuple(self._chapter(chapter) for chapter in self.report.chapters)
        homeless = [edit for anchor, some in self.added.items() if anchor not in present and anchor not in self.lines for edit in some]
        stranded = [edit for key, edit in self.over.items() if key not in present]
        gone = tuple(key for key in self.seen if key not in present)
        return Edited(replace(self.report, chapters=chapters), MappingProxyType(self.lines), (*stranded, *homeless), gone, self.figures)

    def _chapter(self, chapter: Chapter) -> Chapter:
        return replace(chapter, sections=tuple(self._section(section, chapter.key) for section in chapter.sections))

    def _section(self, section: Section, chapter: str) -> Section:
        return replace(section, paragraphs=tuple(self._paragraph(paragraph, chapter) for paragraph in section.paragraphs))

    def _paragraph(self, paragraph: Paragraph, chapter: str) -> Paragraph:
        return Paragraph(tuple(one for sentence in paragraph.sentences for one in self._sentences(sentence, chapter)))

    def _sentences(self, sentence: Sentence, chapter: str) -> Iterator[Sentence]:
        edit = self.over.get(sentence.key)
        now = self._written(sentence, edit) if edit else sentence
        self.lines[sentence.key] = Line(now, chapter, sentence, edit, self._changed(sentence))
        yield now
        for new in self.added.get(sentence.key, ()):
            yield from self._new(new, chapter)

    def _new(self, edit: Edit, chapter: str) -> Iterator[Sentence]:
        own = self._written(Sentence(edit.key, (), edit.references), edit)
        self.lines[edit.key] = Line(own, chapter, None, edit)
        yield own
        for further in self.added.get(edit.key, ()):
            yield from self._new(further, chapter)

    def _written(self, sentence: Sentence, edit: Edit) -> Sentence:
        """An editor's words in the place of a sentence: it rests on the cells that they cite, too, and each has its note."""
        ours = [self.figures[key] for key in cited(edit.text) if key in self.figures]
        references = tuple(dict.fromkeys((*sentence.references, *(one.reference for one in ours))))
        notes = (*sentence.notes, *(one.note for one in ours))
        return replace(sentence, text=in_words(edit.text, self.figures), references=references, notes=notes)

    def _changed(self, sentence: Sentence) -> str:
        if not self.seen or self.seen.get(sentence.key) == digest(sentence):
            return ""
        return "changed" if sentence.key in self.seen else "new"
