"""Every field of the online form of the United Kingdom, written down from its code by hand and held against the file of the profile.

The list was taken from the source (domain 1.7.2), not from the profile, and this test reads the profile as any reader of YAML would.
R: has to be answered · o: may be left out · shared: a screen that all countries share asks it · -: not asked here, with a reason.
After "if" stands the question on which it rests, by its own key, and the answers that show it, in the words of the profile.
"""

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from opennrm import countries

LA = "local-authority-contacted-about-child-local-authority-"
JOURNEY = "were-they-taken-somewhere-by-their-exploiter"
PLACE = "where-exploitation-happened"
WAS = "types-of-exploitation-"
REFERRAL = f"""
1 user-email -
1 reference shared
1 user-organisation shared
1 fr-location shared
2 pv-under-age shared
2 {LA}name shared if pv-under-age child unknown
2 {LA}phone R if pv-under-age child unknown
2 {LA}email R if pv-under-age child unknown
2 {LA}first-name o if pv-under-age child unknown
2 {LA}last-name o if pv-under-age child unknown
2 pv-under-age-at-time-of-exploitation shared if pv-under-age adult
3 birthplace R
3 family R
3 education R
3 employment-history R
4 potential-victim-exploitative-situation-multiple R
4 when-did-the-exploitation-take-place shared
4 when-did-the-exploitation-take-place-multiple R if potential-victim-exploitative-situation-multiple yes
5 what-happened shared
5 how-did-the-exploitation-start R
5 {JOURNEY} R
5 {JOURNEY}-journey-details R if {JOURNEY} yes
5 what-were-they-required-to-do R
5 living-conditions R
5 how-they-were-treated R
5 more-than-one-exploitation-situation -
5 why-they-stayed -
5 why-are-you-making-the-referral -
6 still-in-exploitative-situation R
6 what-is-keeping-them-in-situation R if still-in-exploitative-situation yes
6 how-why-did-they-leave-the-situation R if still-in-exploitative-situation no
7 when-last-contact R
7 details-last-contact o
8 is-this-the-first-chance-to-report R
8 yes-the-first-chance-to-report o if is-this-the-first-chance-to-report yes not_sure
8 not-sure-the-first-chance-to-report o if is-this-the-first-chance-to-report yes not_sure
8 why-report-now R if is-this-the-first-chance-to-report no
9 modern-slavery-indicators shared
9 modern-slavery-indicators-details R if modern-slavery-indicators seen
9 where-how-interview-carried-out R
9 professional-insight R
9 evidence-of-dishonesty R
9 evidence-of-dishonesty-details R if evidence-of-dishonesty yes
9 are-others-involved R
9 are-others-involved-details R if are-others-involved yes
10 {PLACE} shared
10 {PLACE}-uk-city R if {PLACE} in_country both
10 {PLACE}-other-uk-other-location o if {PLACE} in_country both
10 {PLACE}-overseas-country R if {PLACE} abroad both
10 {PLACE}-other-overseas-other-location o if {PLACE} abroad both
10 current-pv-location-uk-city R
10 current-pv-location-uk-region R
11 who-exploited-pv R
11 exploiters-location R
11 are-exploiters-in-the-uk R if exploiters-location yes
11 exploiters-current-location-details R if exploiters-location yes
12 {WAS}forced-to-work R
12 {WAS}wages-taken R
12 {WAS}forced-to-commit-fraud R
12 {WAS}prostitution R
12 {WAS}child-exploitation R
12 {WAS}taken-somewhere R
12 {WAS}forced-to-commit-crime R
12 {WAS}organs-removed R
12 {WAS}unpaid-household-work R
12 {WAS}other R
12 other-exploitation-details R if {WAS}other other
13 any-other-pvs shared
13 other-potential-victims-yes-details shared
13 other-potential-victims-not-sure-details shared
13 future-exploitation-concerns R
13 future-exploitation-reasons R if future-exploitation-concerns yes
14 reported-to-police R
14 reported-to-police-police-forces R if reported-to-police yes
14 reported-to-police-crime-reference R if reported-to-police yes
14 authorities-cooperation o
14 authorities-cooperation-details o if authorities-cooperation yes
15 pv-want-to-submit-nrm shared if pv-under-age adult
16b does-pv-need-support shared if pv-under-age adult
16b pv-phone-number R if does-pv-need-support yes
16b pv-phone-number-yes R if pv-phone-number own
16b pv-phone-number-alternative R if pv-phone-number alternative
16b alternative-number-relation-to-pv R if pv-phone-number alternative
16b no-contact-details R if pv-phone-number none
17 pv-name-first-name shared
17 pv-name-last-name shared
17 pv-name-nickname shared
17 pv-dob shared
17 pv-gender shared
17 does-pv-have-children R
17 does-pv-have-children-yes-amount R if does-pv-have-children yes
17 pv-nationality shared
17 pv-nationality-second shared
17 pv-interpreter-requirements shared
17 pv-interpreter-requirements-language shared
17 pv-other-help-with-communication R
17 pv-other-help-with-communication-aid R if pv-other-help-with-communication yes
17 pv-ho-reference R
17 pv-ho-reference-type R if pv-ho-reference yes
18 who-contact R
18 pv-contact-details R if who-contact person
18 pv-contact-details-email-input R if pv-contact-details email
18 pv-contact-details-email-check R if pv-contact-details email
18 pv-contact-details-street R if pv-contact-details post
18 pv-contact-details-town R if pv-contact-details post
18 pv-contact-details-county o if pv-contact-details post
18 pv-contact-details-postcode R if pv-contact-details post
18 pv-contact-details-post-check R if pv-contact-details post
18 someone-else R if who-contact someone_else
18 someone-else-first-name o if who-contact someone_else
18 someone-else-last-name o if who-contact someone_else
18 someone-else-email-input R if someone-else email
18 someone-else-street R if someone-else post
18 someone-else-town R if someone-else post
18 someone-else-county o if someone-else post
18 someone-else-postcode R if someone-else post
18 someone-else-permission-check R if who-contact someone_else
19 fr-details-first-name R
19 fr-details-last-name R
19 fr-details-role R
19 fr-details-phone R
19 fr-alternative-contact R
20 upload-file o
20 what-evidence-you-will-submit R if upload-file added
"""
NOTIFICATION = """
16a refuse-nrm o
16a pv-gender R
16a pv-nationality R
16a pv-nationality-second o
16a pv-name-first-name o if authorities-cooperation yes
16a pv-name-last-name o if authorities-cooperation yes
16a pv-name-nickname o if authorities-cooperation yes
16a pv-contact-details o if authorities-cooperation yes
16a pv-contact-details-email-input o if authorities-cooperation yes
16a pv-contact-details-email-check o if authorities-cooperation yes
16a pv-contact-details-street o if authorities-cooperation yes
16a pv-contact-details-town o if authorities-cooperation yes
16a pv-contact-details-county o if authorities-cooperation yes
16a pv-contact-details-postcode o if authorities-cooperation yes
16a pv-contact-details-post-check o if authorities-cooperation yes
"""
# Of whom an answer is asked; everything else that has to be answered has to be of everybody.
OF_CHILDREN = ("2 ",)
OF_ADULTS = ("16a ", "16b ", "18 ")
REPEATED = {f"{PLACE}-uk-city", f"{PLACE}-overseas-country"}


def lines(text: str) -> list[str]:
    """The lines of a list."""
    return [line for line in text.splitlines() if line]


@cache
def form() -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Each question of the file with its step."""
    file = Path(str(countries.__file__)).parent / "data" / "GB.yaml"
    steps = YAML(typ="safe").load(file.read_text())["referral_form"]["steps"]
    return [(step, field) for step in steps for field in step["fields"]]


def keys(field: dict[str, Any]) -> list[str]:
    """The names of a question in the form of the country."""
    given = field.get("key", [])
    return [given] if isinstance(given, str) else list(given)


def asked(key: str, way: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """The one question with this key."""
    (found,) = [(step, field) for step, field in form() if key in keys(field) and field.get("way", "referral") == way]
    return found


BOTH = [*((line, "referral") for line in lines(REFERRAL)), *((line, "notification") for line in lines(NOTIFICATION))]


@pytest.mark.parametrize(("line", "way"), BOTH, ids=[" ".join(line.split()[:2]) for line, _ in BOTH])
def test_a_field_is_there_with_its_condition_and_of_whom_it_is_required(line: str, way: str) -> None:
    number, key, stands, *rest = line.split()
    step, field = asked(key, way)
    assert number.rstrip("ab") in re.findall(r"\d+", step["source"].partition("form, 2026, ")[2])
    ways = {"shared": "asked_by", "-": "not_asked", "R": "kind", "o": "kind"}
    assert ways[stands] in field
    required = [] if stands != "R" else ["child"] if line.startswith(OF_CHILDREN) else ["adult"]
    if stands == "R" and not line.startswith((*OF_CHILDREN, *OF_ADULTS)):
        required = ["adult", "child"]
    assert field.get("required_for", []) == required
    condition = {name: [value] if isinstance(value, str) else value for name, value in field.get("shown_when", {}).items()}
    if rest:
        on, *answers = rest[1:]
        assert condition == {asked(on, "referral")[1]["code"]: answers}
    else:
        assert condition == {}


def test_there_are_as_many_as_in_the_code_of_the_form_and_no_other() -> None:
    written = {line.split()[1] for line, _ in BOTH}
    assert {key for _, field in form() for key in keys(field)} == written
    assert all(keys(field) for _, field in form())
    repeats = sum(field["up_to"] - 1 for _, field in form() if set(keys(field)) & REPEATED)
    assert len(written - {"user-email"}) + repeats == 142  # the address of who refers is asked before the form itself


def test_what_was_reported_before_is_what_the_label_asks_and_not_what_the_key_says() -> None:
    _, reported = asked("is-this-the-first-chance-to-report", "referral")
    assert reported["code"] == "reported_before"
    assert "reported this before" in reported["label"]["en"]
    assert asked("why-report-now", "referral")[1]["shown_when"] == {"reported_before": "no"}


def test_cooperation_may_be_left_out_is_closed_to_who_decides_and_shows_nothing_else_of_a_referral() -> None:
    about = [field["code"] for _, field in form() if field.get("cooperation")]
    assert about == ["cooperation", "cooperation_details"]
    for _, field in form():
        if field["code"] in about:
            assert (field["section"], field.get("required_for")) == ("proceedings", None)
        elif field.get("way") != "notification":
            assert not set(about) & set(field.get("shown_when", {}))


def test_of_a_no_only_a_notification_is_made_and_its_names_rest_on_the_law() -> None:
    steps = {step["id"]: step for step, field in form() if field.get("way") == "notification"}
    assert [step["shown_when"] for step in steps.values()] == [{"wants_referral": "no"}]
    named = [field for _, field in form() if field.get("shown_when") == {"cooperation": "yes"} and field.get("way")]
    assert len(named) == 4
    assert all(field["conditional_by_law"] for field in named)


def test_texts_are_no_longer_than_the_form_takes_them() -> None:
    assert {field.get("max_length", 15_000) <= 15_000 for _, field in form()} == {True}
