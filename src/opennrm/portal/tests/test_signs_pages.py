"""The signs on their pages: which sets one goes through, what they come to in words, and the same words before whoever decides."""

import re
from html import unescape

import pytest
from django.test import Client
from tests import people
from tests.once import once
from tests.pages import page_of, text
from tests.people import signed_in

from opennrm.cases.identification import told
from opennrm.cases.referral import actions as referrals
from opennrm.cases.referral.tests.ways import begun, fields, fill
from opennrm.cases.referral.tests.world import World
from opennrm.cases.spine import door
from opennrm.standards.load import law

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def world() -> World:
    return once(World)


@pytest.fixture
def client(world: World) -> Client:
    return signed_in(world.responder)


def words(page: str) -> str:
    main = page.partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", " ", main)))


def ticks(page: str) -> dict[str, bool]:
    """Each set that can be chosen, and whether it is ticked, in their order."""
    boxes = re.findall(r'<input[^>]*type="checkbox"[^>]*>', page)
    return {re.findall(r'value="([^"]*)"', box)[0]: "checked" in box for box in boxes}


ADULTS = ["ilo_al", "ilo_11", "unodc_labour", "unodc_domestic", "unodc_sexual", "unodc_begging", "county_lines"]
CHILDREN = ["ilo_cl", *ADULTS[1:], "seraf"]


@pytest.mark.parametrize(("age", "offered"), [("adult", ADULTS), ("child", CHILDREN)])
def test_the_sets_to_choose_from_are_those_for_this_age(client: Client, age: str, offered: list[str]) -> None:
    contact = begun(client, age=age)
    page = page_of(client, f"/contacts/{contact}/signs/")
    assert ticks(page) == dict.fromkeys(offered, False)
    assert "41 signs, points and categories" in page if age == "child" else "SERAF" not in page


def test_an_age_in_doubt_is_offered_what_a_child_is(client: Client) -> None:
    contact = begun(client, age="unknown", reasons=["looks"])
    assert list(ticks(page_of(client, f"/contacts/{contact}/signs/"))) == CHILDREN


def test_what_fits_what_was_told_comes_first_and_is_not_ticked(client: Client) -> None:
    contact = begun(client, age="adult")
    fill(client, f"/contacts/{contact}/what/1/", forms=["sexual"])
    page = page_of(client, f"/contacts/{contact}/signs/")
    assert next(iter(ticks(page).items())) == ("unodc_sexual", False)
    assert page.count("Fits what was told") == 1


def test_one_goes_from_the_general_signs_through_what_was_chosen_to_the_account(client: Client) -> None:
    contact = begun(client)
    at = f"/contacts/{contact}/signs/"
    assert fill(client, f"{at}g1/").url == f"{at}g2/"
    assert fill(client, f"{at}g2/").url == at
    assert client.post(at, {"sets": ["county_lines", "unodc_domestic"]}).url == f"{at}ds1/"
    assert fill(client, f"{at}ds1/", sign_DS3="observed").url == f"{at}do1/"
    assert fill(client, f"{at}do1/").url == f"{at}k1/"
    assert fill(client, f"{at}k1/").url == f"{at}account/"


def test_without_a_choice_one_goes_on_to_the_account(client: Client) -> None:
    contact = begun(client)
    assert client.post(f"/contacts/{contact}/signs/", {}).url == f"/contacts/{contact}/signs/account/"
    assert client.post(f"/contacts/{contact}/signs/", {"sets": ["ilo_al"], "later": "1"}).url == "/contacts/"
    assert ticks(page_of(client, f"/contacts/{contact}/signs/"))["ilo_al"]


def test_a_set_that_is_not_for_this_person_is_not_chosen(client: Client) -> None:
    contact = begun(client)
    for set in ("seraf", "uk_health", "none"):
        assert client.post(f"/contacts/{contact}/signs/", {"sets": [set]}).status_code == 200
    assert client.get(f"/contacts/{contact}/signs/ss1/").status_code == 404
    assert client.get(f"/contacts/{contact}/signs/h1/").status_code == 404


def test_answers_stay_when_their_set_is_taken_away(client: Client) -> None:
    contact = begun(client)
    fill(client, f"/contacts/{contact}/signs/k1/", sign_K3="observed", sign_K9="absent")
    page = page_of(client, f"/contacts/{contact}/signs/")
    assert ticks(page)["county_lines"]
    assert "2 answered; the answers stay" in page
    client.post(f"/contacts/{contact}/signs/", {})
    assert fields(page_of(client, f"/contacts/{contact}/signs/k1/"))["sign_K3"] == ["observed"]
    assert "K3 Very many messages" in page_of(client, f"/contacts/{contact}/result/")


def test_signs_of_health_stand_there_to_read(client: Client) -> None:
    contact = begun(client)
    said = words(page_of(client, f"/contacts/{contact}/signs/"))
    assert "To read: Signs of health" in said
    assert "Teeth damaged or long without care" in said


@pytest.mark.parametrize(
    ("part", "says"),
    [("g1", "no published score: read the signs"), ("d41", "weighs signs by a published rule"), ("ss1", "adds points to a category")],
)
def test_each_screen_says_how_its_set_is_read_and_whence_it_comes(client: Client, part: str, says: str) -> None:
    said = words(page_of(client, f"/contacts/{begun(client, age='child')}/signs/{part}/"))
    assert says in said
    assert "The words are ours" in said


# --- the result


def test_each_set_is_told_by_itself_and_none_comes_to_nothing(client: Client) -> None:
    contact = begun(client, age="child")
    fill(client, f"/contacts/{contact}/signs/g1/", sign_G3="observed")
    fill(client, f"/contacts/{contact}/signs/d41/", sign_D4_1="observed")
    fill(client, f"/contacts/{contact}/signs/d51/", sign_D5_2="observed")
    fill(client, f"/contacts/{contact}/signs/k1/", sign_K3="absent")
    fill(client, f"/contacts/{contact}/signs/ss1/", sign_SS3="observed", sign_SS4="observed")
    said = words(page_of(client, f"/contacts/{contact}/result/"))
    for expected in (
        "G3 Movements are controlled",
        "This set has no published score: read the signs",
        "Exploited: signs, too few for the set's rule so far (1 strong)",
        "FL9 Bound by a debt to work, shown by: D5.2 Bound by a debt",
        "FL11 Excessive overtime, shown by: D4.1 Works too many days or hours",
        "None of the signs that were looked for was seen. That disproves nothing",
        "10 points at least: Category 2, mild risk",
        "If all that was not assessed were so: 81 points, Category 4, significant risk",
        "Consider a meeting of the agencies",
        "talk it over with a manager",
        "Whether to refer is not decided by points",
        "What follows is not decided by a score",
        "1 looked for and absent, 11 not assessed",
    ):
        assert expected in said, expected
    assert "Domestic servitude" not in said


def test_enough_by_the_rule_is_said_in_words(client: Client) -> None:
    contact = begun(client)
    fill(client, f"/contacts/{contact}/signs/d41/", sign_D4_1="observed", sign_D4_2="observed")
    said = words(page_of(client, f"/contacts/{contact}/result/"))
    assert "Exploited: enough by the set's rule (1 strong, 1 medium)" in said


def test_the_lowest_category_is_no_all_clear(client: Client) -> None:
    contact = begun(client, age="child")
    fill(client, f"/contacts/{contact}/signs/sm1/", sign_SM1="observed")
    said = words(page_of(client, f"/contacts/{contact}/result/"))
    assert "1 point at least: Category 1" in said
    assert "The lowest category disproves nothing" in said
    assert "Repeat it regularly, and whenever something changes" in said


def test_absent_here_and_shown_there_is_pointed_at(client: Client) -> None:
    contact = begun(client)
    fill(client, f"/contacts/{contact}/signs/fl1/", sign_FL9="absent")
    fill(client, f"/contacts/{contact}/signs/d51/", sign_D5_2="observed")
    said = words(page_of(client, f"/contacts/{contact}/result/"))
    assert "You noted it as absent: look at both again" in said


def test_before_anything_was_looked_for_the_page_leads_to_the_general_signs(client: Client) -> None:
    contact = begun(client)
    page = page_of(client, f"/contacts/{contact}/result/")
    assert f"/contacts/{contact}/signs/g1/" in page
    assert "That is not the same as absent" in page


def test_the_contact_says_what_was_looked_for_set_by_set(client: Client) -> None:
    contact = begun(client, age="child")
    fill(client, f"/contacts/{contact}/signs/g1/", sign_G3="observed")
    fill(client, f"/contacts/{contact}/signs/ss1/", sign_SS3="observed", sign_SS4="absent")
    for url in (f"/contacts/{contact}/end/other_help/", f"/contacts/{contact}/"):
        if url.endswith(f"{contact}/"):
            assert client.post(f"/contacts/{contact}/end/other_help/").status_code == 302
        said = words(page_of(client, url))
        assert "UNODC indicators: general, and for children: 1 sign observed, 0 reported, 0 absent" in said
        assert "SERAF: risk of sexual exploitation of a child: 1 sign observed, 0 reported, 1 absent" in said


# --- before whoever decides


def test_every_sign_of_every_set_has_its_words_before_whoever_decides() -> None:
    known = {code: {one.by_code[code].label.told("en") for one in law().indicator_sets.values() if code in one.by_code} for code in every()}
    assert {code: told.sign_words(code) for code in known if told.sign_words(code) not in known[code]} == {}
    assert "6 to 12 months ago" in told.sign_words("SP3")


def every() -> set[str]:
    return {code for one in law().indicator_sets.values() for code in one.by_code}


def test_what_was_seen_with_several_sets_is_read_by_whoever_decides(world: World) -> None:
    signs = {"G2": "observed", "FL9": "reported", "K3": "absent", "D5.2": "observed"}
    case = people.a_referral(world.responder, world.authority, contact=people.a_contact(world.responder, signs=signs))
    referrals.accept(world.decider, case)
    listed = {one["code"]: (one["label"], one["found"]) for one in told.coded(door.state_of(case)) if one["found"]}
    assert listed == {
        "G2": ("Cannot leave the work or the home", "observed"),
        "FL9": ("Bound by a debt to work", "reported"),
        "K3": ("Very many messages or calls, several telephones or SIM cards", "looked for, and not there"),
        "D5.2": ("Bound by a debt", "observed"),
    }
    page = words(page_of(signed_in(world.decider), f"/cases/{case}/decision/"))
    assert [label for label, _ in listed.values() if label not in page] == []


def test_pages_are_light_enough_for_an_old_phone(client: Client) -> None:
    contact = begun(client, age="child")
    client.post(f"/contacts/{contact}/signs/", {"sets": CHILDREN})
    for part in ("g1", "c1", "sv1", "l1", "d31"):
        text(client.get(f"/contacts/{contact}/signs/{part}/"))
