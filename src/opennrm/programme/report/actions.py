"""The only code that changes reports: begins one, edits, comments, approves, publishes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from opennrm.mechanism.models import User
from opennrm.programme.door import Keeper, keep
from opennrm.programme.report import frozen, reads, rules
from opennrm.programme.report.citing import cited
from opennrm.programme.report.editing import digest
from opennrm.programme.report.models import Checked, Comment, Edit, Report
from opennrm.programme.report.states import APPROVED, DRAFT, IN_COMMENT, PUBLISHED
from opennrm.programme.report.text import Reference
from opennrm.standards.refusal import Refusal, Refused, gettext_noop

__all__ = [
    "Wanted",
    "add",
    "approve",
    "ask_for_comments",
    "begin",
    "check",
    "check_law",
    "comment",
    "freeze_anew",
    "keep_words",
    "look_over",
    "publish",
    "remove",
    "rewrite",
    "settle",
    "take_out",
]

UNKNOWN = gettext_noop("Nothing that reports may tell of stands on record under %(name)s any more. Take it out, or name another.")
NO_FIGURE = gettext_noop("No published edition that stands tells the figure %(name)s. Choose one from the list of figures.")
GONE = gettext_noop("The report no longer has this sentence.")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A report as it is asked for."""

    template: str
    since: date
    until: date
    language: str
    organisation: str
    countries: tuple[str, ...] = ()
    us: str = ""
    undated: bool = True


@transaction.atomic
def begin(keeper: Keeper, wanted: Wanted, at: datetime) -> Report:
    """Begin a report: nothing of its text is kept. Raises Refused. Source: issue 13, point 7."""
    _refuse(rules.may_begin(wanted.since, wanted.until))
    row = Report(
        agency=keeper.agency,
        key=f"{wanted.template}-{uuid4().hex[:8]}",
        recorded_at=at,
        made_by=keeper.id,
        countries=list(wanted.countries),
        **{name: getattr(wanted, name) for name in ("template", "since", "until", "language", "organisation", "us", "undated")},
    )
    keep(row, keeper, at)
    return look_over(keeper, row, at)


@transaction.atomic
def look_over(keeper: Keeper, report: Report, at: datetime) -> Report:
    """Say that what is there now was seen: from here on a refresh shows what changed. Raises Refused. Source: issue 13, point 7."""
    row = _open(report)
    made = reads.drafted(row)
    row.seen = {key: digest(line.assembled) for key, line in made.lines.items() if line.assembled is not None}
    keep(row, keeper, at)
    return row


@transaction.atomic
def rewrite(keeper: Keeper, report: Report, sentence: str, text: str, at: datetime) -> Edit:
    """Put an editor's words in the place of a sentence; its references stay. Raises Refused. Source: issue 13, point 7."""
    row = _open(report, text)
    line = reads.drafted(row).lines.get(sentence)
    if line is None:
        raise Refused(Refusal("report.gone", GONE, rules.HOUSE))
    _refuse_unknown_figures(row, text, line.written)
    edit = row.edits.filter(sentence=sentence).first() or Edit(report=row, sentence=sentence, chapter=line.chapter)
    edit.text = " ".join(text.split())
    if line.assembled is not None:
        edit.against, edit.digest = line.assembled.words, digest(line.assembled)
    return _written(keeper, row, edit, at)


@transaction.atomic
def keep_words(keeper: Keeper, report: Report, sentence: str, at: datetime) -> Edit:
    """Say that an editor's words still hold though the record changed beneath them. Raises Refused. Source: issue 13, point 7."""
    row = _open(report)
    line = reads.drafted(row).lines.get(sentence)
    if line is None or line.edit is None:
        raise Refused(Refusal("report.gone", GONE, rules.HOUSE))
    return rewrite(keeper, row, sentence, line.edit.text, at)


@transaction.atomic
def freeze_anew(keeper: Keeper, report: Report, sentence: str, key: str, at: datetime) -> Edit:
    """Take a figure from the later edition that says something else of it; by itself it never moves. Source: issue 13, point 7."""
    row = _open(report)
    made = reads.drafted(row)
    line, since = made.lines.get(sentence), reads.said_since(row, made).get(key)
    if line is None or line.edit is None or since is None or since.now is None:
        raise Refused(Refusal("report.gone", GONE, rules.HOUSE))
    return rewrite(keeper, row, sentence, line.edit.text.replace(f"[{key}]", f"[{since.now.figure.key}]"), at)


@transaction.atomic
def add(keeper: Keeper, report: Report, after: str, text: str, references: Iterable[str], at: datetime) -> Edit:
    """Add a sentence of an editor's own after another one; without a reference it blocks approval. Source: issue 13, point 7."""
    row = _open(report, text)
    line = reads.drafted(row).lines.get(after)
    if line is None:
        raise Refused(Refusal("report.gone", GONE, rules.HOUSE))
    _refuse_unknown_figures(row, text)
    key = f"{line.chapter}.own:{uuid4().hex[:8]}"
    edit = Edit(report=row, sentence=key, chapter=line.chapter, text=" ".join(text.split()), new=True, after=after)
    edit.references = _known(row, references)
    return _written(keeper, row, edit, at)


@transaction.atomic
def take_out(keeper: Keeper, report: Report, sentence: str, at: datetime) -> None:
    """Take an edit out: the assembled text stands again, a sentence of the editor's own is gone. Source: issue 13, point 7."""
    row = _open(report)
    for edit in row.edits.filter(sentence=sentence):
        _gone(edit, keeper, at)
    _back_to_draft(keeper, row, at)


@transaction.atomic
def check(keeper: Keeper, report: Report, chapter: str, at: datetime) -> None:
    """Say that a chapter was read as it stands. Source: issue 13, point 7 (chapters with state)."""
    row = _open(report)
    found = next((one for one in reads.drafted(row).report.chapters if one.key == chapter), None)
    if found is None:
        raise Refused(Refusal("report.gone", GONE, rules.HOUSE))
    checked = row.checked.filter(chapter=chapter).first() or Checked(report=row, chapter=chapter)
    checked.digest, checked.by, checked.at = reads.chapter_digest(found), keeper.id, at
    keep(checked, keeper, at)


@transaction.atomic
def comment(keeper: Keeper, report: Report, chapter: str, sentence: str, text: str, at: datetime) -> Comment:
    """Say something of a chapter or of one of its sentences. Raises Refused. Source: issue 13, point 7 (comments)."""
    row = _open(report, text)
    said = Comment(report=row, chapter=chapter, sentence=sentence, text=text.strip(), by=keeper.id, at=at)
    keep(said, keeper, at)
    return said


@transaction.atomic
def settle(keeper: Keeper, report: Report, comment_id: Any, at: datetime) -> None:
    """Settle a comment: it was answered, or taken up. Source: issue 13, point 7 (comments)."""
    row = _open(report)
    for said in row.comments.filter(pk=comment_id, settled_at=None):
        said.settled_by, said.settled_at = keeper.id, at
        keep(said, keeper, at)


@transaction.atomic
def ask_for_comments(keeper: Keeper, report: Report, at: datetime) -> None:
    """Hand the draft round: officers and directors comment. Source: issue 13, point 7 (draft, comments, approval)."""
    row = _open(report)
    row.state = IN_COMMENT
    keep(row, keeper, at)


@transaction.atomic
def check_law(keeper: Keeper, report: Report, at: datetime) -> Report:
    """Say that the law in the text as it stands was looked at, by another person than its editors. Source: issue 13, point 7."""
    row = _open(report)
    _refuse(rules.may_check_law(_editors(row), keeper.id))
    row.law_by, row.law_at, row.law_digest = keeper.id, at, reads.whole_digest(reads.drafted(row))
    keep(row, keeper, at)
    return row


@transaction.atomic
def approve(keeper: Keeper, report: Report, at: datetime) -> Report:
    """Approve the text as it stands now, by another person than its editors. Raises Refused. Source: issue 13, point 7."""
    row = _open(report)
    made = reads.drafted(row)
    unsettled = list(row.comments.filter(settled_at=None).order_by("at").values_list("text", flat=True))
    withdrawn = {key for key, since in reads.said_since(row, made).items() if since.withdrawn}
    checked = reads.law_stands(row, made)
    _refuse(rules.may_approve(made, unsettled, _editors(row), keeper.id, law_checked=checked, withdrawn=withdrawn))
    row.state, row.approved_by, row.approved_at = APPROVED, keeper.id, at
    row.approved_hash = frozen.hash_of(reads.text_of(row, made))
    keep(row, keeper, at)
    return row


@transaction.atomic
def publish(keeper: Keeper, report: Report, at: datetime) -> Report:
    """Publish what was approved: frozen with its hash, for ever. Raises Refused. Source: issue 13, point 7 (published, immutable)."""
    row = _locked(report)
    text = "" if row.state == PUBLISHED else reads.text_of(row, reads.drafted(row))
    same = frozen.hash_of(text) == row.approved_hash
    _refuse(rules.may_publish(approved=row.state == APPROVED, published=row.state == PUBLISHED, same=same))
    row.state, row.published_at, row.frozen, row.frozen_hash = PUBLISHED, at, text, row.approved_hash
    keep(row, keeper, at)
    return row


@transaction.atomic
def remove(keeper: Keeper, report: Report, at: datetime) -> None:
    """Take a draft off the list. Raises Refused for a published one. Source: issue 13, point 7 (immutable)."""
    row = _open(report)
    row.removed_at = at
    keep(row, keeper, at)


def _written(keeper: Keeper, report: Report, edit: Edit, at: datetime) -> Edit:
    edit.by, edit.at = keeper.id, at
    keep(edit, keeper, at)
    _back_to_draft(keeper, report, at)
    return edit


def _known(report: Report, references: Iterable[str]) -> list[str]:
    """The references, each of something that stands on record and that every reader may see."""
    asked = [Reference(*name.split(":", 1)) for name in references]
    for one in reads.behind(report, asked):
        if one.record is None and one.figure is None:
            raise Refused(Refusal("report.no-such-record", UNKNOWN, rules.HOUSE, field="references", name=str(one.reference)))
    return [str(one) for one in asked]


def _refuse_unknown_figures(report: Report, text: str, before: str = "") -> None:
    """Each figure that a text cites anew is a cell that an edition shows which stands: what was withheld is none."""
    known = {*reads.figures(report, (text,), standing=True), *cited(before)}
    _refuse(Refusal("report.no-such-figure", NO_FIGURE, rules.HOUSE, field="text", name=key) for key in cited(text) if key not in known)


def _editors(report: Report) -> set[UUID | None]:
    return {report.made_by, *report.edits.values_list("by", flat=True)} - {None}


def _back_to_draft(keeper: Keeper, report: Report, at: datetime) -> None:
    """An approval is of the text as it stood: an edit ends it."""
    if report.state == APPROVED:
        report.state, report.approved_by, report.approved_at, report.approved_hash = DRAFT, None, None, ""
        keep(report, keeper, at)


def _open(report: Report, text: str | None = None) -> Report:
    row = _locked(report)
    _refuse(rules.may_edit(published=row.state == PUBLISHED, text=text))
    return row


def _locked(report: Report) -> Report:
    return Report.objects.select_for_update(of=("self",)).get(pk=report.pk)


def _gone(row: Any, keeper: Keeper, at: datetime) -> None:
    """Take a row out; its past says by whom."""
    row._history_user = User(pk=keeper.id) if keeper.id else None
    row._history_date, row._change_reason = at, keeper.account or None
    row.delete()


def _refuse(refusals: Iterable[Refusal]) -> None:
    found = tuple(refusals)
    if found:
        raise Refused(found)
