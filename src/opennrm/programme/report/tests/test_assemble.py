"""The record becomes a report: sentences with references, condensed by rule, honest about what is not known; nothing but the record."""

from datetime import date

import pytest

from opennrm.programme import typed
from opennrm.programme.report.assemble import assemble
from opennrm.programme.report.figures import figures_of
from opennrm.programme.report.frames import LANGUAGES, frames
from opennrm.programme.report.ground import Figure, Ground
from opennrm.programme.report.template import template, templates
from opennrm.programme.report.tests import dossiers as told
from opennrm.programme.report.text import Assembled, Sentence
from opennrm.statistics.publication.frozen import AsAt, Cell, Frozen, Released


def report(ground: Ground, name: str = "permanent-council", language: str = "en") -> Assembled:
    return assemble(template(name), ground, language)


def words(report_: Assembled) -> str:
    return " ".join(one.words for one in report_.sentences())


def about(report_: Assembled, key: str) -> list[Sentence]:
    """The sentences that carry a record, those that only count left out."""
    return [one for one in report_.sentences() if not one.figure and any(ref.key == key for ref in one.references)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", templates())
def test_every_sentence_rests_on_a_record_and_keys_are_unique(name: str, language: str) -> None:
    made = report(told.ground(*told.WHOLE, aims=told.AIMS, promises=told.PROMISES), name, language)
    sentences = list(made.sentences())
    assert len(sentences) > 5
    assert all(one.references for one in sentences)
    assert len({one.key for one in sentences}) == len(sentences)
    assert all(one.words == one.words.strip() and one.words[-1] in ".!?…" for one in sentences)
    assert not any(mark in one.words for one in sentences for mark in ("  ", " ,", ",.", "{", "}", "[", "]", "None"))


def test_the_same_record_gives_the_same_report() -> None:
    assert report(told.ground(*told.WHOLE)) == report(told.ground(*told.WHOLE))


def test_it_reads_as_somebody_would_write_it() -> None:
    text = words(report(told.ground(*told.WHOLE)))
    assert "In 2005 an assessment of identification, protection and access to justice was carried out." in text
    assert "As a result, the Ombudsman's Office was made responsible for the human rights of trafficked persons." in text
    assert "Afterwards, in September 2005 a round table was held on the findings of the assessment with government officials" in text
    assert "for law enforcement and civil society, in co-operation with La Strada Moldova." in text


def test_three_trainings_in_one_country_become_one_sentence_with_three_references() -> None:
    (one,) = about(report(told.ground(*told.TRAININGS)), "am-training-0")
    named = "on signs of trafficking (March 2005); on referral (October 2005); and on interviews (early 2006)."
    assert one.words == f"Three training courses were held: {named}"
    assert [ref.key for ref in one.references] == ["am-training-0", "am-training-1", "am-training-2"]


def test_presence_at_events_of_others_is_told_by_list() -> None:
    (one,) = about(report(told.ground(*told.TALKS)), "prague")
    assert one.words.startswith("The programme spoke at two events: ‘Durable Solutions’ (Prague, Czechia, February 2005); and")


def test_a_removed_activity_takes_its_sentence_its_count_and_its_note_along() -> None:
    noted = told.activity("gone", "visit", "2005-05", "AL", subject="the mission", clauses=("OAP-VI-7",))
    before, after = report(told.ground(*told.WHOLE, noted)), report(told.ground(*told.WHOLE))
    assert "nine activities in five countries" in words(before)
    assert about(before, "gone")
    assert not about(after, "gone")
    assert any(note.key == "clause:OAP-VI-7" for one in before.sentences() for note in one.notes)
    assert not any(note.key == "clause:OAP-VI-7" for one in after.sentences() for note in one.notes)
    assert "eight activities in four countries" in words(after)
    assert "Albania" not in [section.title for chapter in after.chapters for section in chapter.sections]


def test_no_activity_at_all_is_said_and_nothing_more() -> None:
    for name in templates():
        made = report(told.ground(), name)
        assert "No activity is on record for this period." in words(made)
        assert "What will be done next is not on record yet." in words(made)
        assert len(list(made.sentences())) == 3


def test_an_empty_country_is_named() -> None:
    made = report(told.ground(*told.WHOLE, countries=("KZ", "TJ")))
    assert "; it is about Kazakhstan and Tajikistan." in words(made)
    assert "Nothing is on record for this period in Tajikistan." in words(made)


def test_a_single_activity_makes_a_whole_report() -> None:
    made = report(told.ground(told.TRAININGS[0]))
    assert "one activity in one country: a training course." in words(made)
    assert "In March 2005 a training course was held on signs of trafficking." in words(made)
    assert "Nothing is on record for this period under" in words(made)


def test_what_lies_outside_the_period_is_not_in_it() -> None:
    made = report(told.ground(*told.WHOLE, period=(date(2010, 1, 1), date(2010, 12, 31))))
    assert "No activity is on record" in words(made)


def test_what_is_planned_for_the_time_after_and_what_went_before_is_told_and_not_counted() -> None:
    before = told.activity("before", "seminar", "2004", subject="first steps", topics=("referral_mechanism",))
    far = told.activity("far", "seminar", "2012", subject="far ahead", state="planned", topics=("referral_mechanism",))
    unrelated = told.activity("unrelated", "seminar", "2003", topics=("referral_mechanism",))
    now = told.activity("now", "workshop", "2005-05", topics=("referral_mechanism",), links=(typed.Link(kind="follows", to="before"),))
    made = report(told.ground(before, far, unrelated, now, told.KAZAKHSTAN[3]))
    assert "one activity in one country: a workshop." in words(made)
    assert about(made, "kz-next")[0].words.startswith("In the autumn of 2006 a round table will be held in Kazakhstan on")
    assert "In 2004 a seminar was held on first steps." in words(made)
    assert not about(made, "far")
    assert not about(made, "unrelated")


def test_what_several_were_on_is_said_once_and_with_whom_where_nobody_else_held_them() -> None:
    talks = [one.model_copy(update={"subject": "the referral mechanism"}) for one in told.TALKS]
    other = told.activity("other", "presentation", "2005-03", title="Another", topics=("coordination_outside",))
    exchanges = [
        told.activity(key, "exchange", "2005-05", country, subject=key, parts=(typed.Part(role="partner", body=body),), topics=("media",))
        for key, body, country in (("press", "strada", ""), ("radio", "gov", ""))
    ]
    made = report(told.ground(*talks, other, *exchanges))
    assert about(made, "prague")[0].words.startswith("The programme spoke on the referral mechanism at two events: ‘Durable Solutions’")
    assert about(made, "other")[0].words == "In March 2005 the programme spoke at ‘Another’ in the Demo Republic."
    assert "on press (May 2005, La Strada Moldova)" in words(made)


@pytest.mark.parametrize(
    ("state", "when", "expected"),
    [
        ("done", "2005-05", "In May 2005 a workshop was held on referral."),
        ("done", "", "A workshop was held on referral."),
        ("planned", "2006-autumn", "In the autumn of 2006 a workshop will be held on referral."),
        ("planned", "", "A workshop will be held on referral."),
        ("planned", "2006-05", "A workshop on referral was planned in May 2006; what became of it is not on record."),
        ("under_way", "2006-03/..", "A workshop on referral is under way (since March 2006)."),
        ("under_discussion", "2006-03/..", "A workshop on referral is under discussion (since March 2006)."),
        ("held_up", "2006-03/..", "A workshop on referral (since March 2006) is held up: registration."),
        ("given_up", "2006-05", "A workshop on referral (May 2006) was given up."),
    ],
)
def test_the_state_tells_the_tense_and_what_is_unknown_is_said(state: str, when: str, expected: str) -> None:
    held_up = {"held_up_by": "registration"} if state == "held_up" else {}
    one = told.activity("one", "workshop", when, subject="referral", state=state, topics=("referral_mechanism",), **held_up)
    until = date(2006, 12, 31) if when == "2006-autumn" else date(2006, 7, 31)
    period = (date(2005, 1, 1), until if state != "planned" or when != "2006-autumn" else date(2006, 10, 31))
    assert [sentence.words for sentence in about(report(told.ground(one, period=period)), "one")] == [expected]


def test_what_has_no_date_is_left_out_where_that_is_asked_and_said() -> None:
    undated = told.activity("undated", "workshop", subject="referral")
    ground = told.ground(*told.WHOLE, undated)
    left_out = Ground(ground.dossier, ground.scope.__class__(*told.PERIOD, (), "us", undated=False))
    made = report(left_out)
    assert not about(made, "undated")
    assert [(str(one.reference), one.why) for one in made.unused] == [("activity:undated", "no_date")]


def test_a_phrase_in_another_language_keeps_it() -> None:
    made = report(told.ground(*told.KAZAKHSTAN), language="fr")
    (table, *_) = about(made, "kz-round-table")
    assert ("the findings of the assessment", "en") in [(piece.text, piece.language) for piece in table.text]
    assert "une table ronde s’est tenue sur « the findings of the assessment »" in table.words


def test_another_organisation_names_the_first_one() -> None:
    ground = told.ground(told.KAZAKHSTAN[2])
    other = Ground(ground.dossier, ground.scope.__class__(*told.PERIOD, (), "strada"))
    (one,) = about(report(other), "kz-training")[:1]
    assert "organised by the Programme Office (PO)" in one.words
    assert "La Strada" not in one.words


def test_what_was_promised_is_answered_and_what_comes_is_said() -> None:
    text = words(report(told.ground(*told.KAZAKHSTAN, promises=told.PROMISES)))
    assert "Of what was promised for this period, this was done: a handbook in Turkish (Türkiye)." in text
    assert "The programme plans for August 2006 to July 2007: support for legal representation." in text


def test_a_figure_is_a_frozen_cell_with_its_day() -> None:
    figure = Figure("XD-2005/1:found", "Persons found to be trafficked", 31, date(2006, 1, 31), "XD", "2005", "2005/1", 9)
    (one,) = [one for one in report(told.ground(*told.WHOLE, figures=(figure,))).sentences() if "31 January 2006" in one.words]
    assert [str(ref) for ref in one.references] == ["figure:XD-2005/1:found"]


def test_figures_are_cells_of_a_published_edition_and_never_what_was_withheld() -> None:
    cells = (Cell(path=("total",), count=31, percent=100), Cell(path=("sex", "male"), count=12, percent=39))
    edition = Frozen.model_construct(
        country="XD",
        period="2005",
        edition=2,
        as_at=AsAt(position=9, recorded_at="2006-01-31T12:00:00Z"),
        labels={"found": {"en": "Found to be trafficked", "fr": "Reconnues"}},
        tables=(Released(measure="found", cells=cells), Released(measure="few", cells=(Cell(path=("total",), count=None, percent=None),))),
    )
    whole, part = figures_of(edition, "fr")
    assert (whole.key, whole.says, whole.count, whole.as_at) == ("XD-2005/2:found", "Reconnues", 31, date(2006, 1, 31))
    assert (part.key, part.says, part.count, part.whole) == ("XD-2005/2:found:sex/male", "Reconnues, sex: male", 12, False)


def test_what_takes_a_sentence_of_its_own_begins_with_no_mark() -> None:
    parts = tuple(typed.Part(role=role, body="strada") for role in ("partner", "supporter", "host"))
    for language in LANGUAGES:
        made = report(told.ground(told.activity("many", "workshop", "2005-05", parts=parts)), language=language)
        assert not any(mark in one.words for one in made.sentences() for mark in (": ;", ": ,", " : ;"))


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("2005-05-03/2005-05-05", "From 3 to 5 May 2005 a workshop was held on referral."),
        ("2005-05-30/2005-06-02", "Between 30 May 2005 and 2 June 2005 a workshop was held on referral."),
        ("2005-03/2005-05", "Between March and May 2005 a workshop was held on referral."),
        ("2005-03/2006-05", "Between March 2005 and May 2006 a workshop was held on referral."),
    ],
)
def test_a_time_with_two_ends_says_what_they_share_once(when: str, expected: str) -> None:
    one = told.activity("one", "workshop", when, subject="referral", topics=("referral_mechanism",))
    assert [sentence.words for sentence in about(report(told.ground(one)), "one")] == [expected]


def test_a_report_on_one_month_names_it_once() -> None:
    made = report(told.ground(*told.WHOLE, period=(date(2005, 5, 1), date(2005, 5, 31))))
    assert made.period == "May 2005"
    assert "This report covers May 2005." in words(made)


def test_many_findings_are_told_by_what_they_are_on() -> None:
    found = [typed.Finding(key=f"f-{n}", subject=f"finding {n}", topics=(topic,)) for n, topic in enumerate(["media", "roma"] * 4)]
    one = told.activity("one", "assessment", "2005", subject="all of it", topics=("referral_mechanism",), findings=tuple(found))
    text = words(report(told.ground(one)))
    assert "It found: on media, finding 0; finding 2; finding 4; and finding 6." in text
    assert "On Roma communities, finding 1; finding 3; finding 5; and finding 7." in text


def test_letters_are_counted_and_never_say_for_whom() -> None:
    letters = (
        typed.Intervention(key="letter-1", when="2005-10", country="GB", concern="detention", asked_by=typed.Asked(people="lawyers"),
                           reply="replied", outcome="release from detention"),
        typed.Intervention(key="letter-2", when="2006-01", country="GB", concern="detention"),
    )  # fmt: skip
    text = words(report(told.ground(interventions=letters)))
    assert "Two letters went to authorities for persons in individual situations, at the request of lawyers: on detention" in text
    assert "Of these, one was answered and one has no reply on record." in text
    alone = words(report(told.ground(interventions=letters[:1])))
    assert "One letter went to an authority for a person in an individual situation, at the request of lawyers: on detention" in alone
    assert "It was answered." in alone


def test_of_a_letter_that_was_only_asked_for_no_more_is_said() -> None:
    asked = typed.Intervention(key="asked", country="GB", concern="detention", asked_by=typed.Asked(people="lawyers", when="2005-10"))
    text = words(report(told.ground(interventions=(asked,))))
    assert (
        "The programme was asked by lawyers to intervene in one individual situation: on detention (the United Kingdom, October 2005)"
        in text
    )
    assert "whether a letter went is not on record." in text
    assert "went to" not in text
    assert "repl" not in text


def test_where_something_has_no_time_the_report_says_so_once() -> None:
    undated, other = (told.activity(key, "workshop", subject=key, topics=("referral_mechanism",)) for key in ("one", "other"))
    says = "An activity that is told without a time has none on record."
    assert words(report(told.ground(*told.WHOLE, undated, other))).count(says) == 1
    assert says not in words(report(told.ground(*told.WHOLE)))
    assert says not in words(report(told.ground(*told.WHOLE, undated), "short"))


def test_what_was_at_the_margin_of_another_is_told_in_its_sentence() -> None:
    at = {"places": (told.P(country="PL", town="Warsaw"),), "topics": ("labour_exploitation",)}
    seminar = told.activity("seminar", "seminar", "2005-05", title="Seminar on Migration", **at)
    beside = told.activity("beside", "side_event", "2005-05", subject="farm work", links=(typed.Link(kind="beside", to="seminar"),), **at)
    (one,) = about(report(told.ground(seminar, beside)), "beside")
    assert (
        one.words == "In May 2005 the ‘Seminar on Migration’ was held in Warsaw, Poland; at its margin, a side event was held on farm work."
    )
    assert [ref.key for ref in one.references] == ["seminar", "beside"]


def test_what_differs_only_in_what_it_was_on_is_one_sentence() -> None:
    twins = [told.activity(key, "direct_help", "2005", subject=f"help with {key}", topics=("protection",)) for key in ("papers", "school")]
    (one,) = about(report(told.ground(*twins)), "school")
    assert one.words == "In 2005 help to persons (help with papers; and help with school) was given."
    assert [ref.key for ref in one.references] == ["papers", "school"]


def test_the_same_time_and_the_same_asker_are_not_said_twice() -> None:
    asked = {
        "asked": typed.Asked(body="gov"),
        "topics": ("referral_mechanism",),
        "links": (typed.Link(kind="follows", to="kz-assessment"),),
    }
    two = [told.activity(kind, kind, "2006-05", "KZ", subject=kind, **asked) for kind in ("seminar", "workshop")]
    text = words(report(told.ground(*told.KAZAKHSTAN[:1], *two)))
    assert "Also in May 2006 a workshop was held on workshop, following the assessment of 2005." in text
    assert text.count("at the request of the Government of Kazakhstan") == 1


def test_what_came_later_is_no_ground_for_saying_afterwards() -> None:
    later = typed.Outcome(key="later", kind="request_made", body="gov", subject="more", when="2006-05")
    first = told.KAZAKHSTAN[0].model_copy(update={"outcomes": (later,)})
    text = words(report(told.ground(first, told.KAZAKHSTAN[1])))
    assert "In September 2005 a round table was held" in text
    assert "Afterwards, in September 2005" not in text


def test_links_that_go_in_a_ring_and_to_records_that_are_gone_harm_nothing() -> None:
    ring = (
        told.activity("a", "workshop", "2005-05", links=(typed.Link(kind="follows", to="b"),)),
        told.activity("b", "seminar", "2005-06", links=(typed.Link(kind="follows", to="a"), typed.Link(kind="part_of", to="nowhere"))),
    )
    made = report(told.ground(*ring))
    assert about(made, "a")
    assert about(made, "b")
    assert made.unused == ()


def test_a_country_may_be_called_as_its_time_called_it() -> None:
    ground = told.ground(told.TALKS[0])
    made = report(Ground(ground.dossier, ground.scope, named={"CZ": "Czech Republic"}))
    assert "in Prague, the Czech Republic" in words(made)
    assert "Prague, Czechia" in words(report(ground))


def test_who_asked_may_be_unknown() -> None:
    asked = told.activity("asked", "visit", "2005-05", asked=typed.Asked(country="XD", when="2005-04"))
    assert about(report(told.ground(asked)), "asked")[0].words == "In May 2005 a visit was made to the Demo Republic, on request."


def test_two_hundred_trainings_are_one_sentence_of_a_readable_length() -> None:
    many = [told.activity(f"t-{n}", "training", "2005-05", subject=f"subject {n}", topics=("identification",)) for n in range(200)]
    (one,) = about(report(told.ground(*many)), "t-7")
    assert one.words.startswith("200 training courses were held: among them on subject 0 (May 2005);")
    assert len(one.references) == 200
    assert len(one.words) < 700


@pytest.mark.parametrize("language", ["fr", "ru"])
def test_every_language_words_what_english_words(language: str) -> None:
    def keys(raw: object, at: str = "") -> set[str]:
        if not isinstance(raw, dict) or at.count("/") > 3:
            return {at}
        return {key for name, value in raw.items() for key in keys(value, f"{at}/{name}")}

    plural = ("/one", "/few", "/many", "/other", "/s", "/p", "/m", "/f", "/n", "/mp", "/fp", "/or", "/plan")
    own = ("/on", "/about_at", "/number", "/several", "/people", "/title_many", "/place", "/about_titled")
    english, other = (
        {key for key in keys(frames(code).raw) if not key.endswith(plural + own) and "/no_more" not in key} for code in ("en", language)
    )
    assert english - other == set()
    assert other - english == set()
