"""Pages in the language that the reader chose: kept in the browser, said on the page, and marked where nobody reviewed the words."""

import pytest
from django.test import Client
from django.urls import reverse
from tests.once import once
from tests.people import signed_in

from opennrm.cases.identification.tests.world import World
from opennrm.mechanism.models import User

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
OFFERED = ("en", "fr", "ro", "ru")


def start_in(language: str, browser: Client | None = None) -> str:
    browser = browser or Client()
    browser.post(reverse("portal:language"), {"language": language})
    return browser.get("/sign-in/").content.decode()


@pytest.mark.parametrize("language", OFFERED)
def test_the_page_speaks_the_language_that_was_chosen(language: str) -> None:
    assert f'<html lang="{language}" dir="ltr"' in start_in(language)


@pytest.mark.parametrize("language", OFFERED)
def test_words_that_nobody_reviewed_say_so(language: str) -> None:
    assert ("nrm-foot__unreviewed" in start_in(language)) == (language != "en")


def test_every_language_is_offered_by_its_own_name() -> None:
    page = start_in("ru")
    assert all(name in page for name in ("English", "Français", "Română", "Русский"))


def test_a_language_that_is_not_offered_changes_nothing() -> None:
    browser = Client()
    start_in("fr", browser)
    assert '<html lang="fr"' in start_in("xx", browser)


def test_the_choice_is_forgotten_when_the_browser_closes_and_no_script_reads_it() -> None:
    browser = Client()
    cookie = browser.post(reverse("portal:language"), {"language": "ru"}).cookies["language"]
    assert (cookie["max-age"], cookie["expires"]) == ("", "")
    assert cookie["httponly"]


def test_the_choice_leads_back_and_never_to_another_site() -> None:
    answer = Client().post(reverse("portal:language"), {"language": "fr", "next": "https://elsewhere.example/"})
    assert answer.headers["Location"] == "/"


def test_who_is_signed_in_finds_the_language_again_in_another_browser() -> None:
    actor = once(World).decider
    start_in("ro", signed_in(actor))
    assert User.objects.get(pk=actor.id).language == "ro"
    assert '<html lang="ro"' in signed_in(actor).get("/today/").content.decode()


def test_what_was_chosen_before_signing_in_stands_before_what_the_account_says() -> None:
    browser = signed_in(once(World).decider)
    browser.cookies["language"] = "fr"
    assert '<html lang="fr"' in browser.get("/today/").content.decode()


def test_a_language_that_is_not_offered_does_not_come_into_an_account() -> None:
    actor = once(World).decider
    start_in("xx", signed_in(actor))
    assert User.objects.get(pk=actor.id).language == "en"
