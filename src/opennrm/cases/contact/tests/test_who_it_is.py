"""The first screen: of who is of this country nobody asks whether they live here lawfully."""

from typing import Any

import pytest
from tests import people

from opennrm.cases.contact.forms import EpisodeForm, WhoForm
from opennrm.cases.spine import drafting

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture(autouse=True)
def installed() -> None:
    people.an_installation()


def filled(**said: Any) -> WhoForm:
    days = {"on-day": "2", "on-month": "11", "on-year": "2026"}
    form = WhoForm(drafting.unbegun(), {"age": "adult", "sex": "female", "channel": "outreach", **days, **said})
    assert form.is_valid(), form.errors
    return form


@pytest.mark.parametrize(
    ("nationality", "said", "kept"),
    [
        ("national", "", "lawful"),
        ("national", "none", "lawful"),  # chosen before the nationality was put right
        ("foreign", "none", "none"),
        ("stateless", "lawful", "lawful"),
        ("unknown", "none", "none"),
        ("foreign", "", "unknown"),
    ],
)
def test_a_national_lives_here_lawfully_and_anybody_else_as_was_said(nationality: str, said: str, kept: str) -> None:
    assert filled(nationality=nationality, residence=said).about().residence == kept


def test_what_was_done_is_asked_in_plain_words_with_the_word_of_the_law_beside_them() -> None:
    fields = EpisodeForm(drafting.unbegun()).fields
    assert dict(fields["acts"].choices)["harbouring"] == "Somebody kept, housed or hid the person"
    assert fields["acts"].hints["harbouring"] == "Harbouring"
    assert dict(fields["means"].choices)["abuse_of_vulnerability"].startswith("Somebody used that the person had no real")
