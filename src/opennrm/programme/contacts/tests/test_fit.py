"""What was typed is read back as what it looks for; who fits is shown with reasons, who fits in part with what is missing."""

from datetime import date
from typing import Any

import pytest

from opennrm.programme.contacts.fit import Facet, fit, match, shown_by
from opennrm.programme.contacts.search import read_back
from opennrm.programme.contacts.typed import Consent, Contact, Evidence, Exchange, Need, Role

CONSENT = Consent(to="programme", given_on=date(2026, 1, 1), until=date(2027, 12, 31), how="in_writing", own=True)
TRAINED = Evidence(kind="trained", people="police", when="2024", number=2)
CLAIMS = Evidence(kind="represented", topic="compensation", number=31)
ANA = Contact(key="ana", professions=("lawyer",), languages=("ro", "en"), evidence=(TRAINED, CLAIMS), consent=CONSENT)
ASKED = "lawyer, Romanian, compensation, has trained police"


def test_a_search_is_read_back_as_what_it_looks_for() -> None:
    need = read_back(ASKED, "en").need
    assert (need.professions, need.languages, need.topics) == (("lawyer",), ("ro",), ("compensation",))
    assert need.evidence == (Evidence(kind="trained", people="police"),)


@pytest.mark.parametrize("typed", ["Romanian lawyer", "  LAWYER;romanian ", "lawyer,, Romanian,"])
def test_it_is_read_with_or_without_commas_in_any_case(typed: str) -> None:
    need = read_back(typed, "en").need
    assert (set(need.professions), set(need.languages)) == ({"lawyer"}, {"ro"})


def test_words_in_which_nothing_is_found_are_said() -> None:
    asked = read_back("lawyer, wages on farms", "en")
    assert asked.need.professions == ("lawyer",)
    assert asked.words == ("wages", "on", "farms")


def test_countries_are_understood_in_the_language_of_the_page_and_in_english() -> None:
    assert read_back("Moldavie", "fr").need.countries == read_back("Moldova", "fr").need.countries == ("MD",)


def test_whoever_fits_is_shown_with_the_reasons() -> None:
    found = fit(ANA, read_back(ASKED, "en").need)
    assert found.whole
    assert set(found.has) == {
        Facet("profession", "lawyer"),
        Facet("language", "ro"),
        Facet("topic", "compensation"),
        Facet("trained", "police"),
    }
    assert shown_by(ANA, Facet("topic", "compensation")) == (CLAIMS,)
    assert shown_by(ANA, Facet("trained", "police")) == (TRAINED,)


@pytest.mark.parametrize(
    ("changes", "lacks", "shown"),
    [
        ({"evidence": (TRAINED,)}, {Facet("topic", "compensation")}, True),
        ({"languages": ("fr",), "evidence": (TRAINED,)}, {Facet("language", "ro"), Facet("topic", "compensation")}, True),
        ({"languages": (), "evidence": ()}, {Facet("language", "ro"), Facet("topic", "compensation"), Facet("trained", "police")}, False),
        ({"professions": (), "roles": (Role(profession="lawyer", when="2020/.."),)}, set(), False),
    ],
    ids=["one missing", "half missing", "more than half missing", "a role counts"],
)
def test_whoever_fits_in_part_is_shown_with_what_is_missing(changes: dict[str, Any], lacks: set[Facet], shown: bool) -> None:
    found = fit(ANA.model_copy(update=changes), read_back(ASKED, "en").need)
    assert set(found.lacks) == lacks
    assert found.partial is shown


def test_nothing_looked_for_is_nothing() -> None:
    assert not Need().anything


ASKS = Exchange(key="asks", kind="asks", country="MD", profession="shelter_manager", languages=("ro",), when="2026-03", weeks=2)
OFFERS = Exchange(key="offers", kind="offers", country="GB", profession="shelter_manager", languages=("ro", "en"), when="2026-q1")


def test_a_request_and_an_offer_of_two_countries_match_with_reasons() -> None:
    found = match(ASKS, OFFERS)
    assert found is not None
    assert found.whole
    assert found == match(OFFERS, ASKS)


@pytest.mark.parametrize(
    "changes",
    [{"kind": "asks"}, {"country": "MD"}, {"other": "FR"}, {"profession": "lawyer"}, {"closed": True}],
    ids=["no offer", "the same country", "for a third country", "another profession", "closed"],
)
def test_these_do_not_match(changes: dict[str, Any]) -> None:
    assert match(ASKS, OFFERS.model_copy(update=changes)) is None


@pytest.mark.parametrize(
    ("changes", "lacks"),
    [({"languages": ()}, Facet("language", "ro")), ({"when": "2026-06"}, Facet("when", "2026-03"))],
    ids=["no such language", "at another time"],
)
def test_what_is_missing_of_a_match_is_said(changes: dict[str, Any], lacks: Facet) -> None:
    found = match(ASKS, OFFERS.model_copy(update=changes))
    assert found is not None
    assert found.lacks == (lacks,)
