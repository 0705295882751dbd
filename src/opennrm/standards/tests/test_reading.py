"""A YAML text is read, or every mistake in it is told with file, line, column and what would be right."""

import pytest

from opennrm.standards.fact import Fact
from opennrm.standards.load import read_facts
from opennrm.standards.reading import Document, Misread, Problem
from opennrm.standards.shape import rows
from opennrm.standards.words import Words

GOOD = """\
# names
- {name: charged, shape: moment, stage: justice, means: {en: Charged}}
- name: given
  shape: span
  stage: support
  qualified: true
  means: {en: Given}
"""


def read(text: str) -> Document:
    return Document.read("facts.yaml", text)


def problems(text: str) -> list[Problem]:
    with pytest.raises(Misread) as wrong:
        read_facts(read(text))
    return list(wrong.value.problems)


def test_a_right_file_is_read() -> None:
    assert [fact.name for fact in read_facts(read(GOOD)).values()] == ["charged", "given"]


@pytest.mark.parametrize(
    ("path", "position"),
    [
        ((), (1, 1)),
        ((0,), (2, 3)),
        ((0, "stage"), (2, 34)),
        ((1, "stage"), (5, 3)),
        ((1, "means", "en"), (7, 11)),
        ((1, "nowhere"), (3, 3)),
    ],
)
def test_a_path_has_its_line_and_column_or_those_of_what_is_above_it(path: tuple[str | int, ...], position: tuple[int, int]) -> None:
    assert read(GOOD).position(path) == position


@pytest.mark.parametrize(
    ("text", "line", "column", "says"),
    [
        ("- {name: charged, name: given}", 1, 19, "duplicate"),
        ("a: [1\nb: 2\n", 2, 2, "expected"),
        ("a: 'x", 1, 6, "while scanning"),
        ("\ta: 1", 1, 1, "tab|cannot start"),
    ],
)
def test_what_is_no_yaml_is_told_where_it_breaks(text: str, line: int, column: int, says: str) -> None:
    with pytest.raises(Misread, match=f"^facts.yaml:{line}:") as wrong:
        read(text)
    assert wrong.value.problems[0].right


@pytest.mark.parametrize(
    ("instead", "by", "place", "says"),
    [
        ("stage: support", "stage: suport", (5, 3, "[1].stage"), "'suport' is not among the words"),
        ("stage: support", "stagge: support", (5, 3, "[1].stagge"), "unknown key stagge"),
        ("  stage: support\n", "", (3, 3, "[1].stage"), "stage is missing"),
        ("{en: Given}", "Given", (7, 3, "[1].means"), "language map"),
        ("{en: Given}", "{ro: Dat}", (7, 3, "[1].means"), "needs English"),
        ("qualified: true", "qualified: perhaps", (6, 3, "[1].qualified"), "valid boolean"),
        ("name: given", "name: charged", (3, 3, "[1].name"), "there twice"),
    ],
)
def test_a_wrong_row_is_told_with_its_place(instead: str, by: str, place: tuple[int, int, str], says: str) -> None:
    found = problems(GOOD.replace(instead, by, 1))
    line, column, path = place
    told = next(one for one in found if one.path == path)
    assert (told.line, says in told.says, bool(told.right)) == (line, True, True)
    assert str(told).startswith(f"facts.yaml:{told.line}:{told.column}: {path}: ")
    assert told.column == column


def test_every_mistake_is_told_at_once_in_the_order_of_the_file() -> None:
    found = problems(
        GOOD.replace("shape: span", "shape: spam").replace("shape: moment", "shape: momment").replace("stage: support", "stage: s")
    )
    assert [(one.line, one.path) for one in found] == [(2, "[0].shape"), (4, "[1].shape"), (5, "[1].stage")]


def test_where_a_list_is_asked_for_nothing_else_will_do() -> None:
    with pytest.raises(Misread, match="no list"):
        rows(read("a: 1"), Fact, {"a": 1})


def test_words_are_told_in_a_language_in_its_base_or_in_english() -> None:
    words = Words.of({"en": "Yes", "pt": "Sim"})
    assert [words.told(language) for language in ("pt", "pt-BR", "ka", "en")] == ["Sim", "Sim", "Yes", "Yes"]
    assert str(words) == "Yes"


@pytest.mark.parametrize("texts", [{}, {"ro": "Da"}, {"en": " "}, {"en": "Yes", "ro": ""}])
def test_words_without_english_or_with_an_empty_text_are_refused(texts: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="needs English"):
        Words.of(texts)
