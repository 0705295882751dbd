"""The rows of the list of cases: what they say, and that nothing in them is markup by chance."""

from datetime import date
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse

from opennrm.portal.templatetags.portal import case_rows

TODAY, CASE = date(2026, 11, 17), UUID("7ddbcf9b-bf6f-401c-a398-ff7664a397f3")


def a_row(**changed: Any) -> dict[str, Any]:
    case = SimpleNamespace(id=CASE, reference="7KQ-42M", since=date(2026, 11, 12))
    return {"case": case, "new": False, "child": False, "age": "Adult", "languages": "", "state": "Presumed trafficked"} | changed


def test_a_row_leads_to_its_case_and_says_how_it_stands() -> None:
    made = case_rows({"today": TODAY}, [a_row()])
    assert f'href="{reverse("portal:case", args=[CASE])}"' in made
    assert '<bdi class="nrm-ref">7KQ-42M</bdi>' in made
    assert '<time datetime="2026-11-12">Thu 12 November</time>' in made
    assert '<span class="nrm-mark">Adult</span></td>' in made
    assert "New" not in made


def test_a_child_and_what_is_new_are_marked_on_their_own_row() -> None:
    first, second = case_rows({"today": TODAY}, [a_row(new=True, child=True, languages="Romanian"), a_row()]).split("</tr>")[:2]
    assert 'nrm-mark nrm-mark--child">Adult</span> Romanian</td>' in first
    assert "New</span></th>" in first
    assert "nrm-mark--child" not in second
    assert "New" not in second


@pytest.mark.parametrize("name", ["age", "languages", "state"])
def test_words_are_escaped(name: str) -> None:
    made = case_rows({"today": TODAY}, [a_row(**{name: "<b>'x'&"})])
    assert "&lt;b&gt;&#x27;x&#x27;&amp;" in made
    assert "<b>" not in made


def test_no_cases_are_no_rows() -> None:
    assert case_rows({}, []) == ""
