"""A report that is kept: edits stay, the record moves beneath them and says so, another person approves, what is published stands."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest
from tests.people import codes

from opennrm.programme import typed
from opennrm.programme.activities import actions as work
from opennrm.programme.activities import reads as work_reads
from opennrm.programme.door import Keeper
from opennrm.programme.interventions import actions as letters
from opennrm.programme.report import actions, frozen, reads
from opennrm.programme.report.models import Report
from opennrm.programme.report.tests import dossiers as told
from opennrm.standards.refusal import Refused

pytestmark = pytest.mark.django_db
AGENCY, AT = UUID(int=7), datetime(2026, 11, 1, tzinfo=UTC)
EDITOR, DIRECTOR, LAWYER = (Keeper(None, AGENCY, account) for account in ("editor", "director", "lawyer"))
TRAINING = "identification.all.AM.several:training:done"
WANTED = actions.Wanted("permanent-council", *told.PERIOD, "en", "Programme Office", us="us")


def begun(**more: object) -> Report:
    for said in (*told.BODIES.values(), *told.WHOLE, *told.AIMS, *told.PROMISES):
        work.record(EDITOR, said, AT)
    return actions.begin(EDITOR, replace(WANTED, **more) if more else WANTED, AT)


def approve(row: Report) -> Report:
    """Approved by its director, the law in it checked before."""
    actions.check_law(LAWYER, row, AT)
    return actions.approve(DIRECTOR, row, AT)


def gone(key: str) -> None:
    work.remove(EDITOR, work_reads.readable(AGENCY, None).get(key=key), AT)


def test_no_generated_sentence_of_a_draft_is_kept() -> None:
    row = begun()
    assert reads.drafted(row).lines
    row.refresh_from_db()
    kept = " ".join(str(getattr(row, field.name)) for field in row._meta.fields)
    assert "training course" not in kept


def test_an_editors_words_stay_with_the_references_of_the_record() -> None:
    row = begun()
    actions.rewrite(EDITOR, row, TRAINING, "Armenia trained three times.", AT)
    line = reads.drafted(row).lines[TRAINING]
    assert line.sentence.words == "Armenia trained three times."
    assert [one.key for one in line.sentence.references] == ["am-training-0", "am-training-1", "am-training-2"]
    assert line.edit is not None
    assert line.edit.against.startswith("Three training courses were held")
    assert not line.moved
    actions.take_out(EDITOR, row, TRAINING, AT)
    assert reads.drafted(row).lines[TRAINING].sentence.words.startswith("Three training courses")


def test_a_refresh_shows_what_changed_and_overwrites_no_edit() -> None:
    row = begun()
    actions.rewrite(EDITOR, row, TRAINING, "Armenia trained three times.", AT)
    work.record(EDITOR, told.activity("am-training-3", "training", "2006-05", "AM", subject="children", topics=("identification",)), AT)
    work.record(EDITOR, told.activity("tj", "visit", "2006-05", "TJ", subject="the mission"), AT)
    made = reads.drafted(row)
    assert made.lines[TRAINING].sentence.words == "Armenia trained three times."
    assert made.lines[TRAINING].moved
    assert {line.sentence.key: line.changed for line in made.changed} == {
        TRAINING: "changed",
        "background.period.all": "changed",
        "activity.beyond.activity:tj": "new",
    }
    actions.keep_words(EDITOR, row, TRAINING, AT)
    row = actions.look_over(EDITOR, row, AT)
    assert not reads.drafted(row).changed
    assert not reads.drafted(row).moved


def test_a_removed_activity_takes_its_sentence_its_count_and_its_note_and_strands_the_edit_on_it() -> None:
    row = begun()
    key = "mechanisms.by-country.KZ.activity:kz-training"
    actions.rewrite(EDITOR, row, key, "Kazakhstan held one course.", AT)
    gone("kz-training")
    made = reads.drafted(row)
    assert key not in made.lines
    assert key in made.gone
    assert [edit.text for edit in made.stranded] == ["Kazakhstan held one course."]
    assert "seven activities" in made.lines["background.period.all"].sentence.words
    with pytest.raises(Refused) as refused:
        approve(row)
    assert codes(refused) == {"report.stranded"}
    actions.take_out(EDITOR, row, key, AT)
    assert approve(row).state == "approved"


def test_a_sentence_without_a_record_blocks_approval_and_one_with_it_does_not() -> None:
    row = begun()
    own = actions.add(EDITOR, row, TRAINING, "It has become a model for the region.", (), AT)
    with pytest.raises(Refused) as refused:
        approve(row)
    assert codes(refused) == {"report.unfounded"}
    actions.take_out(EDITOR, row, own.sentence, AT)
    actions.add(EDITOR, row, TRAINING, "Trust grew.", ["outcome:kz-trust"], AT)
    assert "Trust grew." in [one.words for one in reads.drafted(row).report.sentences()]
    assert approve(row)


def test_a_reference_to_what_is_not_there_or_not_open_is_refused() -> None:
    row = begun()
    hidden = told.activity("hidden", "visit", "2006-05", "KZ", subject="in confidence", confidence="own")
    work.record(EDITOR, hidden, AT)
    for name in ("activity:nothing", "activity:hidden"):
        with pytest.raises(Refused) as refused:
            actions.add(EDITOR, row, TRAINING, "Something.", [name], AT)
        assert codes(refused) == {"report.no-such-record"}


@pytest.mark.security("GH-13")
def test_what_is_confidential_leaves_no_sentence_and_no_count() -> None:
    row = begun()
    before = [one.words for one in reads.drafted(row).report.sentences()]
    marked = told.activity("hidden", "visit", "2006-05", "TJ", subject="MARKER", confidence="own",
                           links=(typed.Link(kind="follows", to="kz-training"),))  # fmt: skip
    work.record(EDITOR, marked, AT)
    assert [one.words for one in reads.drafted(row).report.sentences()] == before


def test_a_letter_that_is_recorded_or_answered_is_told_at_the_next_look() -> None:
    row = begun()
    letter = typed.Intervention(key="letter", when="2005-10", country="GB", concern="detention", told=True)
    assert "remedies.letters.letters" not in reads.drafted(row).lines
    letters.record(EDITOR, letter, AT)
    assert reads.drafted(row).lines["remedies.letters.replies"].sentence.words == "Whether it was answered is not on record."
    letters.record(EDITOR, letter.model_copy(update={"reply": "replied", "replied": "2005-12"}), AT)
    assert reads.drafted(row).lines["remedies.letters.replies"].sentence.words == "It was answered."


def test_whoever_edits_does_not_approve() -> None:
    editor = Keeper(uuid4(), AGENCY)
    row = begun()
    Report.objects.filter(pk=row.pk).update(made_by=editor.id)
    actions.check_law(LAWYER, row, AT)
    with pytest.raises(Refused) as refused:
        actions.approve(editor, row, AT)
    assert codes(refused) == {"report.own"}


def test_the_law_is_checked_before_an_approval_by_another_than_the_editor_and_anew_when_the_text_changes() -> None:
    row = begun()
    with pytest.raises(Refused) as refused:
        actions.approve(DIRECTOR, row, AT)
    assert codes(refused) == {"report.law"}
    actions.check_law(LAWYER, row, AT)
    actions.rewrite(EDITOR, row, TRAINING, "Otherwise.", AT)
    with pytest.raises(Refused) as refused:
        actions.approve(DIRECTOR, row, AT)
    assert codes(refused) == {"report.law"}
    assert approve(row)
    editor = Keeper(uuid4(), AGENCY)
    Report.objects.filter(pk=row.pk).update(made_by=editor.id)
    with pytest.raises(Refused) as refused:
        actions.check_law(editor, row, AT)
    assert codes(refused) == {"report.own-law"}


def test_an_open_comment_blocks_until_it_is_settled() -> None:
    row = begun()
    said = actions.comment(DIRECTOR, row, "mechanisms", "", "Which month?", AT)
    with pytest.raises(Refused) as refused:
        approve(row)
    assert codes(refused) == {"report.comment"}
    actions.settle(EDITOR, row, said.pk, AT)
    assert approve(row)


def test_what_is_published_is_what_was_approved_and_never_changes() -> None:
    row = begun()
    with pytest.raises(Refused) as refused:
        actions.publish(DIRECTOR, row, AT)
    assert codes(refused) == {"report.not-approved"}
    approve(row)
    gone("kz-training")
    with pytest.raises(Refused) as refused:
        actions.publish(DIRECTOR, row, AT)
    assert codes(refused) == {"report.changed"}
    approve(row)
    row = actions.publish(DIRECTOR, row, AT)
    assert frozen.hash_of(row.frozen) == row.frozen_hash
    was = [one.words for one in reads.drafted(row).report.sentences()]
    gone("kz-assessment")
    assert [one.words for one in reads.drafted(row).report.sentences()] == was
    for act in (actions.look_over, actions.check_law, actions.approve, actions.publish, actions.remove):
        with pytest.raises(Refused) as refused:
            act(DIRECTOR, row, AT)  # type: ignore[operator]
        assert codes(refused) == {"report.published"}


def test_the_frozen_text_gives_the_same_report_again() -> None:
    row = begun()
    made = reads.drafted(row)
    again = frozen.thaw(reads.text_of(row, made))
    assert again.report.chapters == made.report.chapters
    assert frozen.freeze(again) == reads.text_of(row, made)


def test_an_edit_ends_an_approval() -> None:
    row = begun()
    approve(row)
    actions.rewrite(EDITOR, row, TRAINING, "Otherwise.", AT)
    row.refresh_from_db()
    assert (row.state, row.approved_hash) == ("draft", "")


def test_the_former_period_beside_this_one() -> None:
    row = begun()
    work.record(EDITOR, told.activity("old", "training", "2004-03", "AM", topics=("identification",)), AT)
    work.record(EDITOR, told.activity("silent", "visit", "2004-03", "TJ", topics=("identification",)), AT)
    before, compared = reads.compared(row)
    assert (before.scope.since, before.scope.until) == (date(2003, 6, 1), date(2004, 12, 31))
    assert compared.continued == {("AM", "identification"): (1, 3)}
    assert compared.silent == {("TJ", "identification"): 1}
    assert ("KZ", "referral_mechanism") in compared.new
    assert [one.key for one in compared.promises["done"]] == ["before"]


def test_a_period_that_ends_before_it_begins_is_none() -> None:
    with pytest.raises(Refused) as refused:
        begun(since=date(2006, 1, 1), until=date(2005, 1, 1))
    assert codes(refused) == {"report.backwards"}
