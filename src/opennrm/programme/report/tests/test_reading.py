"""A report read as a delegate reads it: what lies ahead stands ahead, and each sentence means one thing in each language."""

from datetime import date

import pytest

from opennrm.programme import typed
from opennrm.programme.report.frames import LANGUAGES, frames
from opennrm.programme.report.template import templates
from opennrm.programme.report.tests import dossiers as told
from opennrm.programme.report.tests.test_assemble import about, report, words
from opennrm.programme.report.text import Assembled, plain
from opennrm.programme.spans import Span

HALF = (date(2026, 1, 1), date(2026, 6, 30))
TO_THE_GOVERNMENT = {
    "parts": (typed.Part(role="addressee", body="gov"), typed.Part(role="author", body="strada")),
    "asked": typed.Asked(body="gov"),
}


def chapter_of(made: Assembled, key: str) -> list[str]:
    """The chapters in which a record is told."""
    return [one.key for one in made.chapters if any(ref.key == key for said in one.sentences() for ref in said.references)]


def spoken(text: str) -> str:
    """The same with plain spaces, where a language parts a year from its sign by a narrow one."""
    return text.replace("\u202f", " ")


def what_follows(*kinds: str, when: str = "2005-11") -> str:
    """An assessment and what came of it, in this order."""
    outcomes = tuple(typed.Outcome(key=f"o-{n}", kind=kind, body="gov", subject=f"thing {n}", when=when) for n, kind in enumerate(kinds))
    return words(report(told.ground(told.activity("one", "assessment", "2005", "KZ", subject="referral", outcomes=outcomes))))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", templates())
@pytest.mark.parametrize("state", ["planned", "under_discussion"])
def test_what_is_planned_for_the_time_after_the_period_stands_in_the_outlook_and_nowhere_else(name: str, language: str, state: str) -> None:
    done = told.activity("done", "workshop", "2026-03", subject="signs", topics=("children",), groups=("children",))
    ahead = told.activity("ahead", "workshop", "2026-12", subject="guardians", state=state, topics=("children",), groups=("children",))
    made = report(told.ground(done, ahead, period=HALF), name, language)
    assert chapter_of(made, "ahead") == ["outlook"]
    assert "outlook" not in chapter_of(made, "done")
    assert not [one for one in made.unused if one.reference.key == "ahead"]


def test_what_was_planned_within_the_period_stands_with_what_was_done_in_it() -> None:
    late = told.activity("late", "workshop", "2026-03", subject="guardians", state="planned", topics=("children",))
    made = report(told.ground(late, period=HALF))
    assert chapter_of(made, "late") == ["background", "identification"]
    assert "what became of it is not on record" in about(made, "late")[-1].words


def test_nothing_is_said_of_chapters_within_one_that_is_silent() -> None:
    text = words(report(told.ground(told.TRAININGS[0])))
    assert "‘Access to remedies and rights’ and ‘Co-ordination and co-operation’." in text
    assert "‘With others’" not in text


def test_at_its_request_is_said_before_another_body_is_named_that_could_be_meant() -> None:
    asked = told.activity("advice", "technical_advice", "2005-05", "KZ", subject="a form", **TO_THE_GOVERNMENT)
    (one,) = about(report(told.ground(asked)), "advice")
    assert one.words.endswith("to the Government of Kazakhstan, at its request, written by La Strada Moldova.")
    with_others = {**TO_THE_GOVERNMENT, "parts": (*TO_THE_GOVERNMENT["parts"], typed.Part(role="addressee", body="ombudsman"))}
    several = told.activity("advice", "technical_advice", "2005-05", "KZ", subject="a form", **with_others)
    (one,) = about(report(told.ground(several)), "advice")
    assert one.words.endswith("written by La Strada Moldova, at the request of the Government of Kazakhstan.")


def test_it_means_the_activity_only_where_nothing_else_was_named_since() -> None:
    assert "It shaped a plan of action" in what_follows("plan_adopted")
    text = what_follows("inquiry_opened", "plan_adopted", "mechanism_established")
    assert "opened an inquiry into thing 0. The same work shaped a plan of action" in text
    assert "The same work strengthened the referral mechanism" in text
    assert "It shaped a plan of action" in (text := what_follows("plan_adopted", "inquiry_opened"))
    assert "As a result" not in text


def test_in_few_words_what_several_led_to_is_said_of_all_of_them() -> None:
    made = told.activity("made", "translation", "2005-05", outcomes=(typed.Outcome(key="text", kind="text_translated", subject="a book"),))
    several = told.ground(made, told.activity("sent", "questionnaire_answer", "2005-06"))
    assert "They led to a translation." in words(report(several, "short"))
    assert "It led to a translation." in words(report(told.ground(made), "short"))


@pytest.mark.parametrize(
    ("language", "whole", "days", "month"),
    [
        ("en", "January 2005 to July 2006.", "1 May 2005 to 3 June 2006.", "covers May 2005."),
        ("fr", "la période d’avril 2005 à juillet 2006.", "la période du 1er mai 2005 au 3 juin 2006.", "porte sur mai 2005."),
        ("ru", "январь 2005 г. – июль 2006 г.", "1 мая 2005 г. – 3 июня 2006 г.", "период май 2005 г."),
    ],
)
def test_a_report_says_what_time_it_covers(language: str, whole: str, days: str, month: str) -> None:
    since = date(2005, 4, 1) if language == "fr" else date(2005, 1, 1)
    for period, said in (
        ((since, date(2006, 7, 31)), whole),
        ((date(2005, 5, 1), date(2006, 6, 3)), days),
        ((date(2005, 5, 1), date(2005, 5, 31)), month),
    ):
        assert said in spoken(words(report(told.ground(period=period), language=language)))


@pytest.mark.parametrize(
    ("language", "counts"),
    [
        ("en", ("holds one activity in one country:", "holds two activities in two countries:")),
        (
            "fr",
            (
                "Une activité est consignée pour cette période, dans un pays :",
                "Deux activités sont consignées pour cette période, dans deux",
            ),
        ),
        ("ru", ("За этот период записано 1 мероприятие (1 страна):", "За этот период записано 2 мероприятия (2 страны):")),
    ],
)
def test_one_activity_and_several_are_counted_as_the_language_counts(language: str, counts: tuple[str, str]) -> None:
    two = told.activity("one", "visit", "2005-05", "AM"), told.activity("two", "workshop", "2005-06", "KZ")
    assert counts[0] in words(report(told.ground(two[0]), language=language))
    assert counts[1] in words(report(told.ground(*two), language=language))


@pytest.mark.parametrize(
    ("said", "english", "french", "russian"),
    [
        ("2005-11-18/2005-11-19", "on 18 and 19 November 2005", "les 18 et 19 novembre 2005", "18 и 19 ноября 2005 г."),
        ("2005-11-18/2005-11-20", "from 18 to 20 November 2005", "du 18 au 20 novembre 2005", "18–20 ноября 2005 г."),
        ("2005-06-01", "on 1 June 2005", "le 1er juin 2005", "1 июня 2005 г."),
        ("2005-06-01/2005-06-02", "on 1 and 2 June 2005", "les 1er et 2 juin 2005", "1 и 2 июня 2005 г."),
        ("2005-06-11", "on 11 June 2005", "le 11 juin 2005", "11 июня 2005 г."),
    ],
)
def test_days_are_said_as_they_are_spoken(said: str, english: str, french: str, russian: str) -> None:
    assert [spoken(plain(frames(one).when(Span.parse(said)))) for one in LANGUAGES] == [english, french, russian]


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("en", "The programme plans for autumn 2006: more (Türkiye)."),
        ("fr", "Le programme prévoit, à l’automne 2006 : « more » (Turquie)."),
        ("ru", "Программа планирует осенью 2006 г.: «more» (Турция)."),
    ],
)
def test_what_is_promised_is_said_with_its_time(language: str, says: str) -> None:
    promise = typed.Promise(key="ahead", subject="more", due="2006-autumn", countries=("TR",))
    assert says in words(report(told.ground(promises=(promise,)), language=language))


def test_a_number_of_an_uncounted_kind_of_people_says_of_what() -> None:
    parts = (typed.Part(role="participant", people="civil_society", number=15),)
    (one,) = about(report(told.ground(told.activity("one", "round_table", "2005-05", "KZ", subject="signs", parts=parts))), "one")
    assert one.words.endswith("with civil society (15 persons).")
