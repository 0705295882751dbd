"""The work beside cases, in the browser: an officer from a training to its outcome, at night on a telephone; a focal point who reads it."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.journeys.conftest import NARROW, WIDE, Walks
from tests.journeys.test_without import key, opens, to
from tests.journeys.walker import Walker

if TYPE_CHECKING:
    from opennrm.portal.demo.mechanism import Mechanism

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])


def test_from_a_training_to_its_outcome_on_a_telephone_without_a_script(work: "Mechanism", walks: Walks) -> None:
    nela = walks("Nela Brandt", width=NARROW, scripts=False)
    nela.reads("Activities", "Record an activity")
    nela.press("Record an activity")
    nela.pick("Kind", "Training")
    nela.write("Title", "Night shift")
    nela.write("When", "yesterday")
    nela.page.locator("#id_places-0-country").fill("Demo Republic")
    nela.page.locator("#id_places-0-town").fill("Port")
    nela.press("Add another place")
    assert nela.page.locator("#id_places-0-town").input_value() == "Port"
    nela.page.locator("#id_places-1-country").fill("Moldova")
    nela.press("Add a link to another activity")
    nela.pick("How it stands to the other", "Follows")
    nela.write("The other activity", "training papers")
    nela.press("Find it", within="[aria-labelledby=h-links]")
    nela.answers("Which of these?", "Seeing people, not papers, 19 to 21 May 2026")
    nela.press("Save")
    nela.reads("There is one thing to put right", "This is no time.")
    nela.write("When", "16 November 2026")
    nela.press("Save")
    nela.reads("Night shift", "16 November 2026", "Port, Demo Republic; Moldova", "Nothing is recorded yet.")
    nela.reads("Beside other activities", "Seeing people, not papers")
    nela.press("Add an outcome")
    nela.pick("What it led to", "Further request")
    nela.write("In a few words", "same training for border guards")
    nela.write("When", "November 2026")
    nela.write("By what evidence", "A letter of the border guard")
    nela.press("Save")
    nela.reads("Further request: same training for border guards", "A letter of the border guard")
    nela.press("What was changed, and by whom")
    nela.reads("Nela Brandt", "An outcome: recorded")


def test_what_was_promised_is_answered(work: "Mechanism", walks: Walks) -> None:
    nela = walks("Nela Brandt")
    nela.press("Plan")
    nela.reads("Its time is over, and nobody said what became of it", "work with media on sensitive reporting")
    nela.press(re.compile("Say what became of it.*media"))
    nela.answers("What became of it", "Not done")
    nela.write("Why, if it was not done or only partly", "no trainer was found")
    nela.press("Save")
    nela.reads("Not done: no trainer was found")
    nela.reads_not("Its time is over")
    for place in ("Aims", "Organisations", "Year", "By country"):
        nela.press(place)
    nela.press("Demo Republic")
    nela.reads("What came of it", "Promised")


def test_a_focal_point_reads_what_is_open_and_no_more(work: "Mechanism", walks: Walks) -> None:
    petra = walks("Petra Lunn", both=True)
    petra.reads("The work of Rights Watch Centre", "Seeing people, not papers")
    petra.reads_not("Record an activity", "in confidence")
    petra.press("Calendar")
    petra.reads("November 2026", "Seeing people, not papers")
    petra.press("By country")
    petra.reads("Where the work was", "Moldova")
    petra.press("Activities")
    petra.pick("Kind", "Comment on a plan")
    petra.press("Show")
    petra.reads("No activity is like this.")


def test_a_table_is_judged_and_taken_over(work: "Mechanism", walks: Walks, tmp_path: Path) -> None:
    rows = tmp_path / "rows.csv"
    rows.write_text("key,kind,title,when,place_country\nt-1,training,First,2026-09,XD\nt-2,festival,Second,2026-09,XD\n")
    nela = walks("Nela Brandt")
    nela.press("Bring in a table")
    nela.press("Judge it")
    nela.reads("There is one thing to put right")
    nela.answers("What the rows are", "Activities")
    nela.page.set_input_files("#id_file", rows)
    nela.press("Judge it")
    nela.reads("1 record is right", "1 row is refused", "Write one of:")
    nela.press("Take it over")
    nela.reads("1 of 1 are taken over.")
    nela.press("All that is right is taken over: to the activities")
    nela.reads("First")
    nela.reads_not("Second")
    nela.press("Calendar")
    nela.press("The calendar on your own device")
    nela.write("Where you will use it", "my telephone")
    nela.press("Open it")
    nela.reads("Copy this address now: it is shown this once", "Not used yet")
    nela.press(re.compile("End it"))
    nela.reads("its address opens nothing any more")


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_from_a_training_to_its_outcome_by_keyboard_alone(work: "Mechanism", walks: Walks, width: int) -> None:
    nela = walks("Nela Brandt", width=width)
    to(nela, "Record an activity")
    opens(nela, "Enter")
    types(nela, "Kind", "Training")
    types(nela, "Title", "Night shift")
    types(nela, "When", "yesterday")
    types(nela, "Country", "Demo Republic")
    types(nela, "Town", "Port")
    to(nela, "Add somebody who took part")
    opens(nela, "Space")
    assert nela.page.locator("#id_places-0-town").input_value() == "Port"
    types(nela, "As what", "Participant")
    types(nela, "Or a kind of people", "Police")
    types(nela, "How many", "14")
    to(nela, re.compile("^labour exploitation$"))
    key(nela, "Space")
    to(nela, "Save")
    opens(nela, "Enter")
    nela.reads("There is one thing to put right")
    assert nela.page.evaluate("document.activeElement.className") == "govuk-error-summary"
    to(nela, "This is no time.")
    key(nela, "Enter")
    assert nela.page.evaluate("document.activeElement.labels[0].textContent").strip() == "When"
    key(nela, "Control+a")
    nela.page.keyboard.type("16 November 2026")
    opens(nela, "Enter")
    nela.reads("Night shift", "16 November 2026", "Port, Demo Republic", "14 police", "Nothing is recorded yet.")
    to(nela, "Add an outcome")
    opens(nela, "Enter")
    types(nela, "What it led to", "Means")
    types(nela, "In a few words", "money for a night shift")
    types(nela, "When", "mid-November 2026")
    types(nela, "By what evidence", "A letter of the border guard")
    to(nela, "Save")
    opens(nela, "Space")
    nela.reads("Means found: money for a night shift", "mid-November 2026", "A letter of the border guard")


def types(walker: Walker, label: str, text: str) -> None:
    """Press Tab until the focus stands in the field with this label, and type: of a list, what the choice begins with."""
    to(walker, re.compile(rf"^{re.escape(label)}$"))
    walker.page.keyboard.type(text)
