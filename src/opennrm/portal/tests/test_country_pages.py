"""The law of a country as a page: what holds on the day that was asked for, each value with its source, and no silence passed over."""

import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from tests import people
from tests.pages import page_of
from tests.people import signed_in

from opennrm.cases.spine import editions
from opennrm.countries import check, folders, skeleton
from opennrm.countries.check import report
from opennrm.countries.coverage import all_series
from opennrm.countries.load import countries, load_profile, profile_text
from opennrm.portal import law_page

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
FORTY_FIVE = "{n: 45, unit: calendar_days, kind: minimum, begins: by_law, counts_first_day: false}, since"


@pytest.fixture
def client() -> Client:
    """Somebody of any agency with any role."""
    people.an_installation()
    return signed_in(people.a_person(people.an_agency("listed_ngo"), "first_responder"))


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv(folders.VARIABLE, str(tmp_path))
    yield tmp_path
    check._checked.clear()
    law_page._scenarios.cache_clear()


def words(page: str) -> str:
    """The text of a page, without its markup and its pictures."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", " ", re.sub(r"(?s)<svg.*?</svg>", " ", page))))


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def test_whoever_is_not_signed_in_is_led_to_sign_in() -> None:
    for url in ("/countries/", "/countries/XD/", "/countries/XD/rights/", "/countries/XD/changes/", "/countries/QQ/"):
        answer = Client().get(url)
        assert (answer.status_code, answer.headers["Location"]) == (302, f"/sign-in/?next={url}")


def test_a_country_without_a_profile_is_not_there(client: Client) -> None:
    for code in ("QQ", "xd", "XDX", "..", "XD.yaml"):
        assert client.get(f"/countries/{code}/").status_code == 404
        assert client.get(f"/countries/{code}/rights/").status_code == 404
        assert client.get(f"/countries/{code}/changes/").status_code == 404


@pytest.mark.parametrize("country", countries())
def test_every_country_has_its_pages_and_none_is_too_heavy(client: Client, country: str) -> None:
    for language, _ in settings.LANGUAGES:
        client.post("/language/", {"language": language})
        for part in ("", "?on=2012-01-01", "rights/", "changes/"):
            page = page_of(client, f"/countries/{country}/{part}")
            assert f'lang="{language}"' in page


@pytest.mark.parametrize(("country", "on"), [("GB", date(2022, 6, 1)), ("GB", date(2024, 3, 1)), ("XD", date(2026, 2, 28))])
def test_every_value_in_force_stands_there_with_its_source(client: Client, country: str, on: date) -> None:
    text, profile = words(page_of(client, f"/countries/{country}/?on={on}")), load_profile(country)
    for _, series in all_series(profile):
        for value in series.values:
            assert not value.holds_on(on) or plain(value.source) in text, value
    for row in profile.transitions:
        assert not row.holds_on(on) or (profile.events[row.event].label.told("en") in text and plain(row.source) in text)
    assert all(state.label.told("en") in text for state in profile.states)
    assert all(row.source in text for row in profile.early_ends)


@pytest.mark.parametrize("country", countries())
def test_no_finding_and_no_gap_is_passed_over(client: Client, country: str) -> None:
    text, profile = words(page_of(client, f"/countries/{country}/changes/")), load_profile(country)
    for _, series in all_series(profile):
        for value in series.values:
            assert not value.not_known_to_us or plain(value.not_known_to_us) in text
    assert all(plain(row.not_known_to_us) in text for row in profile.entitlements if row.not_known_to_us)
    for finding in report(profile).findings:
        assert plain(finding.source) in text
        assert plain(finding.says.partition(": ")[2] if finding.code == "not_provided" else finding.says) in text


def test_the_day_decides(client: Client) -> None:
    before, after = (page_of(client, f"/countries/XD/?on={on}") for on in ("2026-02-28", "2026-03-01"))
    for page, reflection, test in (
        (before, "at least 30 days", "may have been trafficked"),
        (after, "at least 45 days", "reasonable grounds"),
    ):
        clocks = re.search(r'(?s)id="h-clocks".*?</section>', page)
        decides = re.search(r'(?s)id="h-group-1".*?</section>', page)
        assert clocks
        assert decides
        assert reflection in words(clocks[0])
        assert test in words(decides[0])
    assert "The law in force on 28 February 2026." in words(before)
    assert "The law of today," in words(page_of(client, "/countries/XD/"))


def test_a_right_stands_on_the_page_of_its_day_and_among_what_changes(client: Client) -> None:
    eve, day = (words(page_of(client, f"/countries/GB/rights/?on={on}")) for on in ("2023-01-29", "2023-01-30"))
    asked = "Not known to us: whether and how leave was considered before section 65"
    assert (asked in eve, asked in day) == (True, False)
    assert "since 30 Jan 2023 · NABA s65" in day
    changes = words(page_of(client, "/countries/GB/changes/?on=2023-01-29"))
    assert "An answer on a residence permit A right, on these days" in changes
    assert "In force: not known to us until 29 Jan 2023 · SG 15; NABA s65" in changes
    assert "29 Jan 2023, before a change" in changes


def test_each_day_of_change_is_offered_before_and_after(client: Client) -> None:
    page = page_of(client, "/countries/XD/changes/?on=2026-03-01")
    assert '<option value="2026-02-28">28 Feb 2026, before a change</option>' in page
    assert '<option value="2026-03-01" selected>1 Mar 2026, after it</option>' in page


def test_what_is_no_day_is_said_beside_the_field_with_what_was_typed(client: Client) -> None:
    for typed in ("tomorrow", "2026-13-01", "31/12/2026", "1066-10-14"):
        page = page_of(client, f"/countries/XD/?on={typed}")
        assert "The law of today is shown." in words(page)
        assert f'value="{typed}"' in page
        assert 'aria-describedby="on-error"' in page
        assert "<title>Error:" in page


def test_a_draft_says_that_it_is_one_and_a_published_profile_does_not(client: Client, own: Path) -> None:
    skeleton.begin("ZZ", own)
    assert "Nobody who practises there has read it yet" in words(page_of(client, "/countries/ZZ/"))
    assert "Nobody who practises there has read it yet" in words(page_of(client, "/countries/ZZ/rights/"))
    assert "Nobody who practises there" not in words(page_of(client, "/countries/XD/"))
    assert "In force in this installation" in words(page_of(client, "/countries/XD/"))


def test_the_list_counts_what_the_check_counts(client: Client) -> None:
    page = page_of(client, "/countries/")
    for country in countries():
        found = report(load_profile(country))
        row = words((re.search(rf'(?s)<li class="nrm-sheet">\s*<h2[^>]*><a[^>]*/{country}/.*?</dl>', page) or [""])[0])
        everything = found.counts.value + found.counts.not_provided + found.counts.not_known_to_us
        assert f"{found.counts.not_known_to_us} of {everything} values" in row
        assert f"Findings {len(found.findings)}" in row
        assert ("Draft" in row) is (found.status == "draft")


def test_a_profile_that_cannot_be_read_is_named_and_takes_no_other_with_it(client: Client, own: Path) -> None:
    skeleton.begin("ZZ", own)
    (own / "ZZ.yaml").write_text((own / "ZZ.yaml").read_text().replace("start: contact", "start: nowhere"))
    assert "ZZ Its file cannot be read: 1 mistake to mend." in words(page_of(client, "/countries/"))
    assert client.get("/countries/ZZ/").status_code == 404


def test_scenarios_are_told_as_sentences_with_what_came_of_them(client: Client, own: Path) -> None:
    text = words(page_of(client, "/countries/XD/rights/"))
    assert "Holds She is presumed" in text or "Holds Signs are seen, so she may be referred" in text
    assert "Fails" not in text
    for part in ("", ".scenarios", ".sheets"):
        (own / f"XD{part}.yaml").write_text((folders.SHIPPED / f"XD{part}.yaml").read_text())
    (own / "XD.yaml").write_text(profile_text("XD").replace(FORTY_FIVE, FORTY_FIVE.replace("45", "50")))
    failing = words(page_of(client, "/countries/XD/rights/"))
    assert "Fails" in failing
    assert re.search(r"due reflection : expected 2026-\d\d-\d\d, got 2026-\d\d-\d\d", failing)


def test_the_law_that_is_in_force_here_is_shown_whatever_the_file_says(own: Path) -> None:
    people.an_installation(kind="synth")
    in_force = editions.today()
    (own / "XD.yaml").write_text(profile_text("XD").replace(FORTY_FIVE, FORTY_FIVE.replace("45", "50")))
    assert load_profile("XD").edition != in_force.edition
    assert law_page.law_of("XD").edition == in_force.edition
    assert law_page.law_of("GB") is load_profile("GB")
