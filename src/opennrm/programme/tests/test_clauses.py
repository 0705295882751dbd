"""A clause is chosen by its name: the whole of it, its number, or words that no other has; else what fits is told."""

from collections.abc import Iterator

import pytest
from django.http import QueryDict
from django.utils import translation

from opennrm.programme.clauses import ClausesField, fitting, listed
from opennrm.standards.load import law
from opennrm.ui.forms import Sheet

LIVING, FULL = "COE-12.1a", "COE-12.1a: A living: safe home, psychological and material help"


class Asked(Sheet):
    clauses = ClausesField()


def typed(*lines: str) -> Asked:
    data = QueryDict(mutable=True)
    data.setlist("clauses", list(lines))
    return Asked(data)


@pytest.mark.parametrize(
    "text",
    [LIVING, "coe-12.1A", FULL, FULL.upper(), FULL.partition(": ")[2], "psychological", "material psych", f"{LIVING}: Un lieu où vivre"],
    ids=["number", "small", "whole", "capitals", "title", "a word", "beginnings", "in another language"],
)
def test_a_clause_is_meant_by_its_number_its_name_or_words_that_no_other_has(text: str) -> None:
    assert fitting(text) == [LIVING]


def test_every_clause_is_meant_by_what_the_list_says_of_it() -> None:
    assert list(listed()) == list(law().clauses)
    for id, name in listed().items():
        assert typed(name).is_valid(), name
        assert fitting(name) == [id]


def test_a_beginning_is_no_middle() -> None:
    assert LIVING in fitting("psycho")
    assert LIVING not in fitting("sychological")


@pytest.mark.parametrize(
    ("lines", "means"),
    [
        (("COE-12.1, OAP-V-3.2",), ("COE-12.1", "OAP-V-3.2")),
        (("COE-12.1; OAP-V-3.2",), ("COE-12.1", "OAP-V-3.2")),
        ((f"{FULL}, COE-12.1", "", "  "), (LIVING, "COE-12.1")),
        (("COE-12.1", FULL, "coe-12.1"), ("COE-12.1", LIVING)),
        (("psychological, OAP-V-3.2", "COE-2"), (LIVING, "OAP-V-3.2", "COE-2")),
        ((), ()),
    ],
    ids=["commas", "semicolons", "commas in a title", "lines, each once", "words", "nothing"],
)
def test_several_stand_in_lines_or_with_commas_between(lines: tuple[str, ...], means: tuple[str, ...]) -> None:
    form = typed(*lines)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["clauses"] == means


def test_what_fits_is_told_up_to_five_and_nothing_typed_is_lost() -> None:
    form = typed("COE-12.1", "identify", "COE", "Zqnothing")
    assert not form.is_valid()
    several, too_many, none = form.errors["clauses"]
    assert "“identify”" in several
    assert all(listed()[id] in several for id in fitting("identify"))
    assert too_many.count("COE-") == 5
    assert "Zqnothing" in none
    page = str(form)
    for value in ("COE-12.1", "identify", "COE", "Zqnothing"):
        assert f'value="{value}' in page
    assert page.count("govuk-input--error") == 3
    assert '<a href="#id_clauses-2">' in form.summary
    assert 'id="id_clauses-2"' in page


@pytest.fixture
def french() -> Iterator[None]:
    with translation.override("fr"):
        yield


def test_it_is_shown_by_its_name_in_the_language_of_the_page(french: None) -> None:
    page = str(Asked(initial={"clauses": ("COE-12.1",)}))
    assert f'value="COE-12.1: {law().clauses["COE-12.1"].title.told("fr")}"' in page
    assert page.count('list="clauses"') == 2


def test_every_clause_at_once_is_kept_and_what_is_too_long_is_said() -> None:
    every = typed(*listed().values())
    assert every.is_valid()
    assert every.cleaned_data["clauses"] == tuple(listed())
    long = typed("COE-2, " * 2000, "COE-3")
    assert long.errors["clauses"] == ["At most 10000 characters"]
    assert 'value="COE-3: ' in str(long)
