"""Two at once: of two who decide one event stands and the other loses nothing; a consent that is taken back closes the next click."""

import pytest
from tests.journeys import steps
from tests.journeys.conftest import Walks
from tests.journeys.country import Country
from tests.journeys.walker import Walker

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])

TYPED = "He was held by a debt that grew. I would say yes; the dates still want an answer."


def test_two_deciders_at_once(country: Country, walks: Walks) -> None:
    from opennrm.journal.models import JournalEvent  # noqa: PLC0415

    case = country.taken_up()
    oda, henrik = walks("Oda Brissen"), walks("Henrik Sall")
    for decider in (oda, henrik):
        decider.go(f"/cases/{case}/decision/")
    henrik.write("Reasons", TYPED)
    henrik.unfolds("What was done to the person")
    henrik.ticks("Fear", "Told what to say")
    steps.says_yes(oda)
    oda.reads("There are reasonable grounds")
    henrik.press("Decide yes")
    henrik.reads("Somebody else recorded something on this case while you were writing: There are reasonable grounds")
    henrik.reads("This is the page of the next decision", "was recorded nowhere")
    assert henrik.page.get_by_label("Reasons").and_(henrik.page.locator("textarea")).input_value() == TYPED
    assert henrik.page.get_by_label("Told what to say", exact=True).is_checked()
    assert JournalEvent.objects.filter(stream=case, type="identification.grounds_found").count() == 1


def test_consent_taken_back_while_a_page_is_open(country: Country, walks: Walks) -> None:
    case = country.presumed()
    ilva, oda = walks("Ilva Marden"), walks("Oda Brissen")
    ilva.go(f"/cases/{case}/")
    ilva.press("Show : Name and date of birth")
    ilva.reads("Vasarin")
    take_back(oda, case)
    with ilva.meeting(404):
        ilva.press("Show : How the person may be reached")
    ilva.reads_not("Vasarin")
    ilva.reads("There is nothing to see at this address")
    ilva.go("/today/")
    ilva.reads("Nothing is overdue.")


def take_back(oda: Walker, case: object) -> None:
    """As easy as giving it, and no reason is asked; the police who referred may not record it, the authority that hears it may."""
    oda.go(f"/cases/{case}/")
    oda.press("Consents", within="main .nrm-rows")
    oda.press("Record that it is taken back : Be supported by this provider, who may know what the support needs (Harbour House)")
    oda.reads("No reason is asked, and no other help changes.")
    oda.press("Record that it is taken back")
    oda.reads("It is taken back. Reading is closed.")
