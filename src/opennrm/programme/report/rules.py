"""Whether a report may be edited, approved, published: every refusal, not the first. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from uuid import UUID

from opennrm.programme.report.editing import Edited
from opennrm.standards.refusal import Refusal, gettext_noop

__all__ = ["may_approve", "may_begin", "may_check_law", "may_edit", "may_publish"]

HOUSE = gettext_noop("How a report is edited, approved and published")
PUBLISHED = gettext_noop("It was published. What is published is never changed: begin the report of the next period.")
BACKWARDS = gettext_noop("The period ends before it begins. Write an end that is not before %(since)s.")
TOO_LONG = gettext_noop("A period of more than ten years is no report. Write a shorter one.")
NO_TEXT = gettext_noop("Write the sentence, or take the assembled text.")
SELF = gettext_noop("Whoever edits a report does not approve it. Somebody else of the agency does.")
UNFOUNDED = gettext_noop("A sentence has nothing on record that bears it: “%(text)s”. Name a record, or take the sentence out.")
STRANDED = gettext_noop("The record no longer has what this was written on: “%(text)s”. Take it out.")
MOVED = gettext_noop("The record changed beneath an edited sentence: “%(text)s”. Keep the words, write others, or take the text.")
WITHDRAWN = gettext_noop("A figure is of an edition that was withdrawn: “%(text)s”. Take it from one that stands, or take it out.")
OWN_LAW = gettext_noop("Whoever edits a report does not check the law in it. Somebody else of the agency does.")
LAW = gettext_noop("The law in it was not checked as it stands now. Somebody who did not edit it looks at its clauses first.")
OPEN = gettext_noop("A comment is not settled: “%(text)s”.")
EMPTY = gettext_noop("The report has no sentence.")
NOT_APPROVED = gettext_noop("It is not approved yet.")
CHANGED = gettext_noop("The text is not the one that was approved: the record changed since. It has to be approved again.")
SHOWN = 80


def may_begin(since: date, until: date) -> Iterator[Refusal]:
    """Against a period. Source: issue 13, point 7 (any period)."""
    if until < since:
        yield Refusal("report.backwards", BACKWARDS, HOUSE, field="until", since=since.isoformat())
    elif (until - since).days > 3660:
        yield Refusal("report.too-long", TOO_LONG, HOUSE, field="until")


def may_edit(*, published: bool, text: str | None = None) -> Iterator[Refusal]:
    """Against an edit or a comment. Source: issue 13, point 7 (published, immutable)."""
    if published:
        yield Refusal("report.published", PUBLISHED, HOUSE)
    if text is not None and not text.strip():
        yield Refusal("report.no-text", NO_TEXT, HOUSE, field="text")


def may_check_law(editors: Collection[UUID | None], by: UUID | None) -> Iterator[Refusal]:
    """Against a legal check: by another person than who edited. Source: issue 13, point 7; screen report-editor (legal check)."""
    if by is not None and by in editors:
        yield Refusal("report.own-law", OWN_LAW, HOUSE)


def may_approve(
    edited: Edited,
    open_comments: Collection[str],
    editors: Collection[UUID | None],
    by: UUID | None,
    *,
    law_checked: bool,
    withdrawn: Collection[str] = (),
) -> Iterator[Refusal]:
    """Against an approval: by another person than who edited, after the legal check; nothing without ground.

    `withdrawn`: the keys of figures whose edition was. Source: issue 13, point 7.
    """
    if by is not None and by in editors:
        yield Refusal("report.own", SELF, HOUSE)
    if not edited.lines:
        yield Refusal("report.empty", EMPTY, HOUSE)
    yield from _against_sentences(edited, withdrawn)
    for text in open_comments:
        yield Refusal("report.comment", OPEN, HOUSE, text=_short(text))
    if not law_checked:
        yield Refusal("report.law", LAW, HOUSE)


def _against_sentences(edited: Edited, withdrawn: Collection[str]) -> Iterator[Refusal]:
    for line in edited.unfounded:
        yield Refusal("report.unfounded", UNFOUNDED, HOUSE, text=_short(line.sentence.words))
    for edit in edited.stranded:
        yield Refusal("report.stranded", STRANDED, HOUSE, text=_short(edit.text))
    for line in edited.moved:
        yield Refusal("report.moved", MOVED, HOUSE, text=_short(line.sentence.words))
    for line in edited.lines.values():
        if {ref.key for ref in line.sentence.references if ref.kind == "figure"} & set(withdrawn):
            yield Refusal("report.withdrawn", WITHDRAWN, HOUSE, text=_short(line.sentence.words))


def may_publish(*, approved: bool, published: bool, same: bool) -> Iterator[Refusal]:
    """Against a publication: what is published is what was approved. Source: issue 13, point 7."""
    if published:
        yield Refusal("report.published", PUBLISHED, HOUSE)
    elif not approved:
        yield Refusal("report.not-approved", NOT_APPROVED, HOUSE)
    elif not same:
        yield Refusal("report.changed", CHANGED, HOUSE)


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[:SHOWN].rstrip()}…"
