"""A report from its editor's first look to its reader: made from what was recorded, edited, commented, approved, published, taken away."""

from datetime import date

import pytest
from tests.journeys.conftest import BEGINS, STANDS, Walks
from tests.journeys.walker import Walker

from opennrm.portal.demo import programme
from opennrm.portal.demo.mechanism import Mechanism

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
def test_a_report_goes_from_its_editor_to_its_readers(republic: Mechanism, walks: Walks, scripts: bool) -> None:
    programme.build(programme.read("XD"), republic, BEGINS, STANDS)
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
