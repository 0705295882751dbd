"""The source document as records: whole, with its lines, in words of our own; and what is wrong in a file is said with its place."""

import re
from collections.abc import Iterator

import pytest

from opennrm.programme import typed
from opennrm.programme.record import runs
from opennrm.programme.record.reading import documents, read, record
from opennrm.programme.record.source import lines_of, sourced
from opennrm.standards.reading import Misread

NAME = "odihr-2005-2006"
RECORD = record(NAME)
OURS = ("subject", "held_up_by", "method", "sample", "why", "pays_for", "outcome")


def test_every_line_that_says_something_is_in_a_fact() -> None:
    told = {line for fact in RECORD.facts for line in lines_of(fact.lines)}
    assert sorted(RECORD.source.saying() - told) == []


def test_what_is_left_out_as_saying_nothing_stands_in_no_fact_of_its_own() -> None:
    told = {line for fact in RECORD.facts if len(lines_of(fact.lines)) == 1 for line in lines_of(fact.lines)}
    assert told <= RECORD.source.saying()


def test_a_fact_is_carried_by_records_of_its_lines() -> None:
    astray = [
        (fact.lines, key) for fact in RECORD.facts for key in fact.by if not sourced(RECORD.by_key[key], NAME) & set(lines_of(fact.lines))
    ]
    assert astray == []


def test_every_record_carries_a_fact() -> None:
    carrying = {key for fact in RECORD.facts for key in fact.by}
    assert [one.key for one in RECORD if one.key not in carrying and not isinstance(one, typed.Body)] == []


def test_every_body_takes_part_in_something() -> None:
    named = {key for one in RECORD for key in re.findall(r"[a-z0-9][a-z0-9-]+", one.model_dump_json(exclude={"key"}))}
    assert [body.key for body in RECORD.bodies if body.key not in named] == []


def own_words() -> Iterator[tuple[str, str]]:
    """Each text that is ours, with what holds it; names and titles taken out of it."""
    names = [one.name for one in RECORD.bodies] + [one.short for one in RECORD.bodies if one.short]
    names += [one.title for one in (*RECORD.activities, *RECORD.materials) if one.title]
    texts = [(fact.lines, text) for fact in RECORD.facts for text in [fact.says]]
    for one in RECORD:
        texts += [(one.key, text) for name, text in one if name in OURS and text]
    known = re.compile("|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)))
    for held_by, text in texts:
        yield from ((held_by, part) for part in known.split(text))


def test_no_words_of_ours_are_a_sentence_of_the_document() -> None:
    assert [(held_by, found) for held_by, text in own_words() if (found := runs.shared(NAME, text))] == []


def test_a_run_of_the_document_is_known_whatever_its_case_and_marks() -> None:
    assert runs.shared(NAME, "The ODIHR: has been ACTIVE in preventing, and combating trafficking")
    assert not runs.shared(NAME, "The office has been active in preventing and combating trafficking")


WRONG = [
    ("facts.yaml", "by: [periodic-report]", "by: [nothing-here]", "nothing is recorded under nothing-here"),
    ("facts.yaml", 'lines: "5-6"', 'lines: "5-677"', "there are no lines 5-677"),
    ("bodies.yaml", "within: osce,", "within: oscar,", "there is no body oscar"),
    ("activities/rights.yaml", "to: hdim-2005", "to: hdim-1905", "there is no activity hdim-1905"),
    ("activities/rights.yaml", "key: return-09-police", "key: return-03-used", "key return-03-used is there twice"),
    ("promises.yaml", '"odihr-2005-2006:675"', '"odihr-2005-2006:677"', "rests on no line"),
    ("activities/rights.yaml", "police frequently cannot protect", "very frequently the police are not able to protect", "at most 8 words"),
    ("activities/rights.yaml", 'when: "2005-09"', 'when: "2005-13"', "is no time"),
]


@pytest.mark.parametrize(("file", "right", "wrong", "says"), WRONG, ids=[wrong for *_, wrong, _ in WRONG])
def test_what_is_wrong_is_said_with_its_place(file: str, right: str, wrong: str, says: str) -> None:
    texts = documents(NAME)
    assert right in texts[file]
    line = texts[file][: texts[file].index(right)].count("\n") + 1
    texts[file] = texts[file].replace(right, wrong, 1)
    with pytest.raises(Misread, match=re.escape(says)) as raised:
        read(NAME, texts)
    problem = next(one for one in raised.value.problems if says in one.says)
    assert problem.file.endswith(file)
    assert abs(problem.line - line) <= 20
