"""The information sheet can be opened where it is named; it tells lengths and readers as they are."""

import pytest
from tests import people
from tests.once import once
from tests.pages import page_of
from tests.people import signed_in

from opennrm.access.policy import load_policy
from opennrm.cases.referral import information
from opennrm.cases.referral.tests import ways
from opennrm.cases.referral.tests.world import World
from opennrm.cases.spine import door
from opennrm.countries.load import countries, load_profile
from opennrm.countries.sheets import sheets_of

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
REFERRAL = "/information/referral-3/"


@pytest.fixture
def world() -> World:
    return once(World)


@pytest.mark.parametrize("country", countries())
def test_a_sheet_names_rows_that_the_policy_has(country: str) -> None:
    sheets = sheets_of(country)
    assert sheets is not None
    assert {row for section in sheets.sections.values() for row in section.readers} <= {row.id for row in load_policy().rows}


def test_a_sheet_says_how_long_with_its_source_who_reads_and_in_which_language_it_is(world: World) -> None:
    page = page_of(signed_in(world.responder), REFERRAL)
    assert "at least 45 days" in page
    assert "Act s 14(1), Official Gazette 2026/14 (invented)" in page
    assert "CETS 197 Art 12(6)" in page
    assert "Until it accepts, the agency sees that somebody is referred and for what, not who it is." in page
    assert "This sheet is written in: English." in page
    assert "reads it aloud" in page
    assert "An invented text" in page


def test_in_the_united_kingdom_it_is_a_draft_and_the_length_is_told_by_nation() -> None:
    people.an_installation("GB")
    shown = information.sheet(load_profile("GB"), "referral-draft", door.today())
    assert shown is not None
    assert shown.standing == "A draft, not an official text"
    time = next(part for part in shown.parts if part.lengths)
    assert [(one.whom, one.words) for one in time.lengths] == [
        ("England, Wales", "at least 30 days"),
        ("Scotland", "at least 90 days"),
        ("Northern Ireland", "not known to us"),
    ]
    link = information.link(load_profile("GB"), "referral", "")
    assert link == information.Link(
        "“Being referred to the National Referral Mechanism”, a draft, as the official one is not known to us",
        "/information/referral-draft/",
    )


def test_it_is_linked_where_the_person_is_asked_and_beside_the_consent(world: World) -> None:
    client = signed_in(world.responder)
    contact = ways.begun(client)
    ways.seen(client, contact)
    assert REFERRAL in page_of(client, f"/contacts/{contact}/answer/")
    ways.agreed(client, contact, provider=str(world.provider.pk))
    support = page_of(client, f"/contacts/{contact}/support/")
    assert "/information/support-5/" in support
    assert "/information/police-4/" in support
    case = ways.sent(client, contact)
    for page in (f"/cases/{case}/", f"/cases/{case}/consents/"):
        assert REFERRAL in page_of(client, page)
        assert "“Being referred”, version 3, of March 2026" in page_of(client, page)
    assert "/information/lawyer-7/" in page_of(client, f"/cases/{case}/consents/ask/legal_help/")


def test_a_version_whose_text_is_not_kept_is_named_without_a_page() -> None:
    assert information.link(load_profile("XD"), "referral", "1, of 2012") == information.Link("version 1, of 2012", "")


def test_a_consent_that_no_sheet_explains_has_none() -> None:
    assert information.link(load_profile("GB"), "disclosure", "") is None


def test_a_sheet_that_is_not_there_is_not_found(world: World) -> None:
    assert signed_in(world.responder).get("/information/castle/").status_code == 404
