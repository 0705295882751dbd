"""Of each fact it is known which records carry it and which sentences tell it; what is taken out of the record is missed at once."""

from dataclasses import replace

import pytest

from opennrm.programme import typed
from opennrm.programme.record.again import again, covered, sentences
from opennrm.programme.record.coverage import Sentence, coverage, share
from opennrm.programme.record.reading import record
from opennrm.programme.report.summing import OVER_ALL

RECORD = record("odihr-2005-2006")
WHOLE = covered(RECORD)


def of(lines: str) -> int:
    return next(n for n, fact in enumerate(RECORD.facts) if fact.lines == lines)


def test_every_fact_is_recorded_and_told() -> None:
    assert [(one.fact.lines, one.lost, one.unsaid) for one in WHOLE if not (one.recorded and one.told)] == []
    assert share(WHOLE).whole


@pytest.mark.parametrize("key", ["kz-training", "return-side-event", "retreat"])
def test_without_an_activity_less_is_recorded_and_less_is_told(key: str) -> None:
    less = share(covered(replace(RECORD, activities=tuple(one for one in RECORD.activities if one.key != key))))
    assert less.recorded < share(WHOLE).recorded
    assert less.told < share(WHOLE).told
    assert not less.whole


def test_a_sentence_that_only_counts_tells_nothing_and_a_sum_of_its_aims_alone() -> None:
    report = again(RECORD)
    counting = {one.words for one in report.sentences() if one.figure}
    assert counting
    assert counting.isdisjoint(one.words for one in sentences(report))
    sums = {one.words for one in report.sentences() if one.key.endswith(OVER_ALL)} - counting
    carried = {RECORD.by_key[key] for one in sentences(report) if one.words in sums for key in one.keys}
    assert {type(one) for one in carried} == {typed.Aim}


TRAINING = "In November 2005 a training course was held in co-operation with La Strada Moldova"
SAYING = [
    (TRAINING, "", True),
    (TRAINING.replace("2005", "2004"), "", False),
    (TRAINING.replace("November", "a month of"), "", False),
    (TRAINING.replace("La Strada Moldova", "others"), "", False),
    (TRAINING.replace("La Strada Moldova", "others"), "La Strada Moldova", True),
]


@pytest.mark.parametrize(("words", "around", "told"), SAYING)
def test_a_fact_is_told_where_its_names_and_times_are_said(words: str, around: str, told: bool) -> None:
    found = coverage(RECORD, [Sentence("2.1:1", words, around, frozenset({"kz-training"}))])
    assert (found[of("228-237")].told and found[of("237")].told) is told


def test_a_sentence_that_rests_on_other_records_tells_nothing() -> None:
    found = coverage(RECORD, [Sentence("2.1:1", TRAINING, "", frozenset({"kz-round-table"}))])
    assert not found[of("237")].told


def test_a_country_is_said_by_its_name_and_a_body_by_its_short_one() -> None:
    said = "Comments went to the OCEEA on the Labour Migration Manual in March 2006; Serbia and Montenegro"
    found = coverage(RECORD, [Sentence("3.1:1", said, "", frozenset({"labour-manual-comment", "roma-round-table-2004"}))])
    assert found[of("526-527")].told
    assert "CS" not in found[of("420-421")].unsaid
