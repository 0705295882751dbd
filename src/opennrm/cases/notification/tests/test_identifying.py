"""Which words could lead to a person: in each language, in each alphabet, by pattern, by list, by capital letter."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opennrm.cases.notification.identifying import LONGEST, WHY, findings, tidy
from opennrm.cases.notification.word_lists import Row, folded, lists_for, shipped

LANGUAGES = ("en", "cy", "ro", "ru", "ar")
REGIONS = tuple(folded(one) for one in ("Vellin", "Northgate Coast", "Веллин", "فيلين"))


def kinds(text: str, *languages: str) -> dict[str, str]:
    """What is marked, with its kind."""
    return {one.words: one.kind for one in findings(tidy(text), lists_for(languages or LANGUAGES), REGIONS)}


# --- what leads to somebody, one thing a line ------------------------------------------------------------------------------

ONE_THING = [
    ("Write to ana.v@example.org for more", "email", "ana.v@example.org"),
    ("Write to ana (at) example for more", "email", "ana (at) example"),
    ("See https://example.org/ad/17 for more", "link", "https://example.org/ad/17"),
    ("The advertisement is on example.com/ad", "link", "example.com/ad"),
    ("The account is @lena_99 there", "handle", "@lena_99"),
    ("Call 07700 900123 now", "phone", "07700 900123"),
    ("Call +373 (69) 12-34-56 now", "phone", "+373 (69) 12-34-56"),
    ("zero seven seven double nine one two", "phone", "zero seven seven double nine one two"),
    ("They stand at 47.0105, 28.8638 at night", "coordinates", "47.0105, 28.8638"),
    ("The van is AB 12 CDE and grey", "plate", "AB 12 CDE"),
    ("The passport is P1234567", "plate", "P1234567"),
    ("It was on 3.8.2025", "date", "3.8.2025"),
    ("It was on 2025-08-03", "date", "2025-08-03"),
    ("It was on 3rd of August", "date", "3rd of August"),
    ("It was on August 3", "date", "August 3"),
    ("The van comes at 22:30", "time", "22:30"),
    ("The van comes at 6 am", "time", "6 am"),
    ("A woman aged 23 is held", "age", "aged 23"),
    ("She is 23 years old", "age", "23 years"),
    ("She was born in 1998", "age", "born in 1998"),
    ("Room 1204 is locked", "number", "1204"),
    ("They sleep at 5 Mill Lane", "address", "Lane"),
    ("They sleep in Oakham", "place", "Oakham"),
    ("The village of Oakham is near", "place", "Oakham"),
    ("Maria is held there", "name", "Maria"),
    ("maria is held there", "name", "maria"),
    ("The man is called Zork", "name", "Zork"),
    ("They pay Zorkovic every week", "capital", "Zorkovic"),
    ("A Vietnamese woman is held", "origin", "Vietnamese"),
    ("Her sister is there too", "family", "sister"),
    ("A woman with a tattoo is held", "mark", "tattoo"),
    ("She is the only woman there", "unique", "the only"),
    ("She posts on Instagram", "handle", "Instagram"),
    ("Ei dorm în satul Bucovăț", "place", "Bucovăț"),
    ("Are 23 de ani", "age", "23 de ani"),
    ("Sora Elenei este acolo", "name", "Elenei"),
    ("O cheamă pe Mariei", "name", "Mariei"),
    ("Născută în 1998", "age", "Născută în 1998"),
    ("A venit pe 3 august", "date", "3 august"),
    ("Doarme pe strada Morii 7", "address", "strada Morii"),
    ("O ucraineancă este închisă", "origin", "ucraineancă"),
    ("Они спят в Орхее", "place", "Орхее"),
    ("Ей 23 года", "age", "23 года"),
    ("Говорили с Марией", "name", "Марией"),
    ("говорили с машей", "name", "машей"),
    ("Приехала 3 августа", "date", "3 августа"),
    ("Спит на улице Мельничной", "address", "улице Мельничной"),
    ("Её сестра там", "family", "сестра"),
    ("Украинка заперта", "origin", "Украинка"),
    ("Телефон ноль семь девять один два", "phone", "ноль семь девять один два"),
    ("اسمها فاطمة وهي هناك", "name", "فاطمة"),
    ("تعمل هناك وفاطمة معها", "name", "وفاطمة"),
    ("في قرية الزيتون", "place", "الزيتون"),
    ("عمرها ٢٣ سنة", "age", "عمرها ٢٣"),
    ("رقمها ٠٧٩١٢٣٤٥٦٧", "phone", "٠٧٩١٢٣٤٥٦٧"),
    ("جاءت في ٣ آب", "date", "٣ آب"),
    ("تسكن في شارع طويل", "address", "شارع طويل"),
    ("أختها معها", "family", "أختها"),
    ("امرأة سورية محتجزة", "origin", "سورية"),
    ("Mae hi'n 23 oed", "age", "23 oed"),
    ("Mae hi yn Aberystwyth", "place", "Aberystwyth"),
    ("Mae chwaer ganddi", "family", "chwaer"),
    ("Mae Rhiannon yno", "name", "Rhiannon"),
]


@pytest.mark.parametrize(("text", "kind", "words"), ONE_THING, ids=[line[0] for line in ONE_THING])
def test_what_leads_to_somebody_is_marked_with_its_reason(text: str, kind: str, words: str) -> None:
    assert kinds(text).get(words) == kind
    assert WHY[kind]


# --- what leads to nobody --------------------------------------------------------------------------------------------------

NOTHING = [
    "Several people are held in a house. Wages are not paid and papers are taken.",
    "Work under threat, every day until late. Food is kept back.",
    "It goes on since 2025, in the region of Vellin.",
    "On Monday they are driven away. I saw it myself.",
    "Oamenii sunt închiși și nu sunt plătiți. Actele sunt luate.",
    "Людей держат взаперти. Денег не платят, документы отняли.",
    "يحتجز الناس ولا يدفع لهم أجر. أخذت أوراقهم.",
    "Mae pobl yn cael eu dal. Nid yw cyflog yn cael ei dalu.",
    "",
]


@pytest.mark.parametrize("text", NOTHING)
def test_a_plain_text_is_left_alone(text: str) -> None:
    assert kinds(text) == {}


def test_the_name_of_a_region_may_be_said_and_no_smaller_one() -> None:
    assert kinds("People are held in Vellin") == {}
    assert kinds("People are held in Oakham") == {"Oakham": "place"}


def test_work_is_marked_only_beside_a_place() -> None:
    assert kinds("They are held on a farm") == {}
    assert kinds("They are held on a farm near Oakham") == {"farm": "work", "Oakham": "place"}


def test_a_word_is_asked_about_once() -> None:
    found = findings("Maria and Maria and MARIA", lists_for(("en",)))
    assert len({one.key for one in found}) == len(found) == 1


def test_an_alphabet_without_capitals_is_read_by_lists_only() -> None:
    assert kinds("قابلت زعفران هناك", "ar") == {}


# --- hidden from the rules ---------------------------------------------------------------------------------------------------

HIDDEN = [
    ("Call 0\u200b77\u200c00 9\u00ad00123", "phone"),
    ("Ma\u200bria is held", "name"),
    ("Ｍａｒｉａ is held", "name"),
    ("Call ０７７００９００１２３", "phone"),
    ("Maria\u0301 is held", "name"),
    ("فـاطـمـة هناك", "name"),
    ("فَاطِمَة هناك", "name"),
    ("\u202eMaria\u202c is held", "name"),
]


@pytest.mark.parametrize(("text", "kind"), HIDDEN)
def test_signs_that_nobody_sees_hide_nothing(text: str, kind: str) -> None:
    assert kind in kinds(text).values()
    assert not any(sign in tidy(text) for sign in "\u200b\u200c\u00ad\u202e\u202c")


# --- for any text ------------------------------------------------------------------------------------------------------------

TEXTS = st.text(max_size=LONGEST)
PLAIN = ["people", "are", "held", "there", "wages", "not", "paid", "papers", "taken", "every", "day"]
WORDS = st.lists(st.sampled_from(PLAIN), max_size=12).map(" ".join)


@given(TEXTS)
def test_any_text_is_read_and_every_mark_is_of_the_text(text: str) -> None:
    shown = tidy(text)
    assert tidy(shown) == shown
    for one in findings(shown, lists_for(LANGUAGES), REGIONS):
        assert shown[one.start : one.end].strip() == one.words
        assert one.kind in WHY
        assert one.key.isidentifier()


@given(WORDS, st.from_regex(r"\+?[0-9]{7,12}", fullmatch=True), WORDS)
def test_a_number_to_call_is_found_wherever_it_stands(before: str, number: str, after: str) -> None:
    assert "phone" in kinds(f"{before} {number} {after}").values()


@given(WORDS, st.sampled_from(["maria", "Ahmed", "Марию", "فاطمة", "Rhiannon", "Ileana"]), WORDS)
def test_a_name_of_the_lists_is_found_wherever_it_stands(before: str, name: str, after: str) -> None:
    assert {"name", "capital"} & set(kinds(f"{before} {name} {after}").values())


@given(WORDS, st.from_regex(r"[A-ZČȘЖ][a-zăîжд]{2,9}", fullmatch=True), WORDS)
def test_no_capital_letter_inside_a_sentence_is_passed_over(before: str, word: str, after: str) -> None:
    text = f"people {before} {word} {after}"
    assert any(word in words for words in kinds(text)) or lists_for(LANGUAGES).has("capital", lists_for(LANGUAGES).forms(word))


@given(TEXTS)
def test_what_was_changed_away_is_not_marked_any_more(text: str) -> None:
    shown = tidy(text)
    for one in sorted(findings(shown, lists_for(LANGUAGES)), key=lambda one: -one.start):
        shown = shown[: one.start] + shown[one.end :]
    assert len(findings(tidy(shown), lists_for(LANGUAGES))) <= len(text)


@pytest.mark.security("INJ-04")
@pytest.mark.parametrize("text", ["a" * 400, "1 " * 200, "@" * 400, "a." * 200, "+" * 400, "(1" * 200, "-" * 400, "٠ " * 200])
def test_no_text_holds_the_rules_up(text: str) -> None:
    started = time.perf_counter()
    findings(tidy(text), lists_for(LANGUAGES), REGIONS)
    assert time.perf_counter() - started < 1


# --- the lists ----------------------------------------------------------------------------------------------------------------


def test_each_language_of_the_demonstration_and_of_the_united_kingdom_has_its_lists() -> None:
    assert set(LANGUAGES) <= set(shipped())


def test_every_row_says_who_made_it() -> None:
    with pytest.raises(ValueError, match="maker"):
        Row.model_validate({"kind": "name", "words": "maria"})
