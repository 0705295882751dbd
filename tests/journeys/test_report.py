"""A report from its editor's first look to its reader: made from what was recorded, edited, commented, approved, published, taken away."""

import re
from datetime import date

import pytest
from tests.journeys.conftest import Walks, the_programme
from tests.journeys.country import Country
from tests.journeys.walker import Walker
from tests.once import once

from opennrm.journal import clock, places
from opennrm.portal.demo.mechanism import Mechanism
from opennrm.programme import door
from opennrm.programme.activities import actions, models, reads
from opennrm.statistics.period import Period
from opennrm.statistics.publication import actions as publications
from opennrm.statistics.publication import door as publishing

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])
PERIOD = (date(2025, 1, 1), date(2026, 6, 30))


def begin(editor: Walker) -> None:
    """A report of eighteen months, as the form asks for it."""
    editor.visit("Reports")
    editor.press("Begin a report")
    editor.answers("By which template", "Report to the Permanent Council")
    editor.dates("The first day of its period", PERIOD[0])
    editor.dates("The last day of its period", PERIOD[1])
    editor.answers("In which language", "English")
    editor.pick("Which organisation reports", "Rights Watch Centre")
    editor.press("Assemble it")


@pytest.mark.parametrize("scripts", [False], ids=["without-a-script"])
def test_a_report_goes_from_its_editor_to_its_readers(work: Mechanism, walks: Walks, scripts: bool) -> None:
    corin, sabine, linde = (
        walks("Corin Vale", scripts=scripts),
        walks("Sabine Orto", scripts=scripts),
        walks("Linde Oskar", scripts=scripts),
    )
    begin(corin)
    corin.reads("This report covers January 2025 to June 2026.", "Background and aims")
    corin.reads_not("draft plan before its publication")
    corin.go(corin.page.url.removeprefix(corin.at).partition("?")[0] + "?chapter=mechanisms")
    corin.page.locator(".nrm-said__ref").nth(1).click()
    corin.page.wait_for_load_state()
    corin.reads("Behind this sentence", "activity:")
    corin.unfolds("Rewrite")
    corin.write("The sentence in your words", "The mechanism was looked at from end to end.")
    corin.press("Keep these words")
    corin.reads("The mechanism was looked at from end to end.", "Assembled was:")
    corin.press("Ask for comments")

    sabine.visit("Reports")
    sabine.press("January 2025 – June 2026")
    sabine.write("Your comment", "Which towns?")
    sabine.press("Comment on the chapter")
    sabine.press("Approve it as it stands")
    sabine.reads("A comment is not settled: “Which towns?”.")
    linde.visit("Reports")
    linde.reads("Nothing was published yet.")

    corin.visit("Reports")
    corin.press("January 2025 – June 2026")
    corin.press("Settled")
    sabine.visit("Reports")
    sabine.press("January 2025 – June 2026")
    sabine.press("The law in this report")
    sabine.press("The law in it is right as it stands")
    sabine.press("Approve it as it stands")
    sabine.press("Publish it, for ever")
    sabine.reads("It never changes.")

    linde.visit("Reports")
    linde.press("January 2025 – June 2026")
    linde.reads("Hash (SHA-256)")
    linde.reads_not("draft plan before its publication")
    with linde.page.expect_download() as taken:
        linde.page.get_by_role("link", name="Word", exact=True).click()
    assert taken.value.suggested_filename == "permanent-council-2025-01-01-2026-06-30-en.docx"


def published(country: Country, more: int) -> None:
    """So many referrals more, and an edition of the year as it stands then."""
    for _ in range(more):
        country.referred()
    publications.publish(publishing.operating("olga"), Period.parse("2026"), position=places.last())


def the_work_and_figures() -> Mechanism:
    """The Demo Republic with the work of an organisation, and figures of the year that were published."""
    made = the_programme()
    published(Country(made), 12)
    return made


@pytest.fixture
def told(transactional_db: None) -> Country:
    return Country(once(the_work_and_figures))


def behind(editor: Walker, words: str) -> None:
    """What is behind the sentence that has these words."""
    said = editor.page.locator(".nrm-said").filter(has_text=words)
    with editor.page.expect_navigation():
        said.locator(".nrm-said__ref").click()
    editor.arrived()


@pytest.mark.parametrize("scripts", [True, False], ids=["with-scripts", "without"])
def test_an_editor_picks_a_figure_and_it_stays_when_the_record_and_the_figures_move(told: Country, walks: Walks, scripts: bool) -> None:
    corin = walks("Corin Vale", scripts=scripts)
    begin(corin)
    corin.go(place(corin) + "?chapter=identification")
    behind(corin, GAP)
    corin.unfolds("Rewrite")
    corin.write("The sentence in your words", "For the 12 persons who were referred no room for families was found.")
    corin.press("Keep these words")
    corin.reads("12 was typed. Is it a figure that was published?")
    corin.press("Put a published figure in the place of 12")
    corin.press(PUT_IN)
    corin.reads("There is one thing to put right", "Choose the figure")
    corin.write(SENTENCE, "For persons who were referred no room for families was found.")
    corin.pick("The figure", "Referrals: 12")
    corin.press(PUT_IN)
    corin.reads("Write […] in the sentence where the figure goes")
    assert corin.page.get_by_label(SENTENCE).input_value() == "For persons who were referred no room for families was found."
    assert corin.page.get_by_label("The figure", exact=True).locator("option:checked").inner_text() == "Referrals: 12"
    corin.write(SENTENCE, "For the […] persons who were referred no room for families was found.")
    corin.press(PUT_IN)
    corin.reads("For the 12 persons who were referred no room for families was found.", "Edition", "outcome:outcome-gap")

    put_right(told)
    published(told, 11)
    corin.go(corin.page.url.partition("#")[0])
    corin.reads("For the 12 persons", "The record changed after these words were written.", "here it is 12, of edition 2026/1.")
    corin.reads("Edition 2026/2 says 23.", "figure:XD-2026/1:referrals", "outcome:outcome-gap")
    corin.press("The words still hold")
    corin.reads("For the 12 persons")
    corin.reads_not("The record changed after these words were written.")
    corin.press("Take it as edition 2026/2 has it")
    corin.reads("For the 23 persons", "figure:XD-2026/2:referrals", "outcome:outcome-gap")
    corin.reads_not("here it is")


@pytest.mark.parametrize("scripts", [True, False], ids=["with-scripts", "without"])
def test_an_editor_says_by_names_what_a_sentence_more_rests_on(work: Mechanism, walks: Walks, scripts: bool) -> None:
    corin = walks("Corin Vale", scripts=scripts)
    begin(corin)
    corin.go(place(corin) + "?chapter=identification")
    behind(corin, GAP)
    corin.press("Add a sentence")
    corin.reads("The sentence before it", GAP)
    corin.write(MORE, "Both ports were told of it.")
    corin.ticks("no room for families")
    corin.write(BEARER, "recovery period")
    corin.press("Find it")
    corin.reads("Which of these?")
    assert corin.page.get_by_label(MORE, exact=True).input_value() == "Both ports were told of it."
    corin.page.get_by_label(re.compile("^Law changed: a longer recovery period")).check()
    corin.press("Name another record")
    corin.page.get_by_label(BEARER, exact=True).last.fill("weather at sea")
    corin.press("Add it")
    corin.reads("There is one thing to put right", "Nothing that reports may tell of has these words in its name.")
    corin.press(re.compile("^Take this out.*2$"))
    corin.press("Add it")
    corin.reads("Both ports were told of it.", "Behind this sentence", "outcome:outcome-gap", "outcome:outcome-law")


MORE, BEARER = "One sentence more, after this one", "Activity, outcome, finding, material, promise or aim"
GAP = "It led to a clearer view of what is missing (no room for families)."
SENTENCE = "The sentence, with […] where the figure goes"
PUT_IN = re.compile("^Put it in, frozen as")


def put_right(country: Country) -> None:
    """The officer says more exactly what was found to be missing."""
    nela = country.who("Nela Brandt")
    said = reads.as_typed(models.Activity.objects.get(agency=nela.agency, key="visit-port"))
    (gap,) = said.outcomes
    more = said.model_copy(update={"outcomes": (gap.model_copy(update={"subject": "no room for families at night"}),)})
    actions.record(door.keeping(nela, door.PROGRAMME), more, clock.now())


def place(walker: Walker) -> str:
    """The address of the report that is open."""
    return walker.page.url.removeprefix(walker.at).partition("?")[0]


@pytest.mark.parametrize("scripts", [True, False], ids=["with-scripts", "without"])
def test_the_law_is_checked_by_another_than_the_editor_and_again_when_the_text_changed(
    work: Mechanism, walks: Walks, scripts: bool
) -> None:
    corin, nela, sabine = (walks(who, scripts=scripts) for who in ("Corin Vale", "Nela Brandt", "Sabine Orto"))
    begin(corin)
    report = place(corin)
    sabine.go(report)
    sabine.press("Approve it as it stands")
    sabine.reads("The law in it was not checked as it stands now.")

    nela.visit("Reports")
    nela.press("January 2025 – June 2026")
    nela.reads("The law in it is not checked yet.")
    nela.press("The law in this report")
    nela.reads("Legal check", "CETS 197 Art 13(1)", "Said with it", "a longer recovery period")
    nela.press(re.compile("a longer recovery period"))
    nela.reads("Behind this sentence", "outcome:outcome-law")
    nela.write("Your comment", "Longer by how much?")
    nela.press("Comment on the sentence")
    nela.reads("Longer by how much?", "on a sentence")
    nela.press("The law in this report")
    nela.press("The law in it is right as it stands")
    nela.reads("The law in it was checked by Nela Brandt")

    corin.go(report)
    corin.reads("The law in it was checked by Nela Brandt")
    corin.press("on a sentence")
    corin.unfolds("Rewrite")
    corin.write("The sentence in your words", "As a result the recovery period became longer by thirty days.")
    corin.press("Keep these words")
    corin.press("Settled")
    corin.reads("The text changed since the law in it was checked.")

    sabine.go(report)
    sabine.press("Approve it as it stands")
    sabine.reads("The law in it was not checked as it stands now.")
    nela.go(report + "law/")
    nela.reads("Nela Brandt checked it; the text changed since.", "longer by thirty days")
    nela.press("The law in it is right as it stands")
    sabine.press("Approve it as it stands")
    sabine.reads("Approved by Sabine Orto")
