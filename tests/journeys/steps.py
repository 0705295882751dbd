"""The steps of a first contact and a referral as somebody types them, page by page; each ends with the button that leads on."""

from datetime import date

from tests.journeys.walker import Walker

ON = "Save and continue"
ACCOUNT = (
    "A woman from home had said there was work in a kitchen, and a room.",
    "The man at the station took her passport to register her.",
    "At the end of each month he wrote numbers in a book and said that the room cost more than she had earned.",
)

RECRUITED = "Somebody engaged, promised, hired or lured the person"
HARBOURED = "Somebody kept, housed or hid the person"
DECEIVED = "Lies about the work, the pay, the place, the papers or a marriage"


def begin(walker: Walker, age: str, *, sex: str = "Female", band: str = "27 to 29", reasons: tuple[str, ...] = ()) -> None:
    """Who is in front of you."""
    walker.visit("Contacts")
    walker.press("Begin with somebody")
    who(walker, age, sex=sex, band=band, reasons=reasons)


def who(
    walker: Walker, age: str, *, sex: str = "Female", band: str = "27 to 29", reasons: tuple[str, ...] = (), region: str = "Northgate"
) -> None:
    """The first page, filled in; no region where the country has none."""
    walker.answers("Adult or child?", age)
    if age == "Child":
        walker.answers("Is the child without parents or guardian here?", "Yes")
    walker.ticks(*reasons)
    walker.answers("Sex", sex)
    walker.pick("About how old?", band)
    walker.answers("Nationality", "Of another country")
    walker.answers("Lives here lawfully?", "No")
    if region:
        walker.pick("In which region are you?", region)
    walker.pick("How did you meet?", "Outreach")
    walker.press(ON)


def safe(walker: Walker, **typed: str) -> None:
    """How the person can be reached."""
    for label, text in {"Write a message": "+000 555 0144", "When is it safe?": "Weekdays from 9 to 15", **typed}.items():
        walker.write(label, text)
    walker.write("What must never be done?", "Never call. Never write to the last address")
    walker.write("Where does the person stay now?", "A room above the bakery")
    walker.pick("Which language does the person understand best?", "Romanian")
    walker.answers("Does the person want an interpreter?", "Yes, a woman")
    walker.press(ON)


def account(walker: Walker, *paragraphs: str) -> None:
    """What happened."""
    walker.write("What happened, in the person's words", "\n".join(paragraphs or ACCOUNT))
    walker.answers("Is the person in danger now?", "No, as far as is known")
    walker.ticks("A safe bed tonight", "A doctor")
    walker.write("More about what is needed at once", "Her hand is swollen")
    walker.press(ON)


def signs(walker: Walker) -> None:
    """The signs that were seen, on both pages of the general set; no other set is looked through."""
    walker.sees("G3")
    walker.sees("G13", "Reported", told_by="she did")
    walker.sees("G7", "Absent")
    walker.press(ON)
    walker.sees("G25", "Reported", told_by="a colleague of hers")
    walker.press(ON)
    walker.reads("Which other signs do you look through?")
    walker.press("Continue")


def passages(walker: Walker) -> None:
    """Which paragraph shows which sign."""
    walker.pick("Add a sign to paragraph 2", "G13 Papers are held by somebody else")
    walker.press("Mark in paragraph 2")
    walker.reads("G13 Papers are held by somebody else")
    walker.press("Continue")


def what_was_done(walker: Walker, *, then: str = "Adult", region: str = "Northgate", year: int = 2026) -> None:
    """One time in which the person was exploited."""
    walker.ticks("Forced labour", RECRUITED, HARBOURED)
    if then == "Adult":
        walker.ticks(DECEIVED)
    walker.answers("How old was the person then?", then)
    walker.answers("Where did it happen?", "In this country")
    if region:
        walker.pick("In which region?", region)
    began = walker.page.get_by_role("group", name="When did it begin?", exact=True)
    began.get_by_label("Month").fill("8")
    began.get_by_label("Year").fill(str(year))
    walker.press(ON)


def result(walker: Walker) -> None:
    """What the signs come to; then on towards a referral."""
    walker.answers("Which way do you take from here?", "Go on towards a referral")
    walker.press("Continue")


def answered(walker: Walker, answer: str) -> None:
    """What an adult answered."""
    walker.answers("The person's answer", answer)
    walker.pick("In which language was it explained?", "Romanian")
    walker.answers("With an interpreter?", "Yes, in the room")
    walker.press(ON)


def support(walker: Walker, organisation: str = "Harbour House") -> None:
    """Support, then the police."""
    walker.answers("Does the person want support by an organisation?", "Yes")
    walker.pick("Which organisation?", organisation)
    walker.answers("May the police get in touch?", "Not asked yet")
    walker.press(ON)


def details(walker: Walker, given: str = "Ileana", family: str = "Vasarin") -> None:
    """Who it is."""
    walker.write("Given names", given)
    walker.write("Family names", family)
    walker.write("Other names in use", "Lia")
    birth = walker.page.get_by_role("group", name="Date of birth", exact=True)
    birth.get_by_label("Year").fill("1998")
    walker.answers("How is it known?", "As the person says")
    walker.pick("Citizenship", "Moldova")
    walker.press(ON)


def told_a_child(walker: Walker, today: date) -> None:
    """The child office knows first, and the child was told."""
    walker.pick("Which office did you inform?", "Child Office")
    walker.dates("When did you inform it?", today)
    walker.pick("In which language did you tell the child what happens now?", "Romanian")
    walker.answers("With an interpreter?", "Yes, by telephone or video")
    walker.press(ON)


def says_yes(walker: Walker) -> None:
    """From the page of the decision: what follows from a yes is read once more before it is the decision."""
    walker.press("Decide yes")
    walker.reads("Nothing is decided yet", "No removal", "Who is told")
    walker.press("Decide: there are reasonable grounds")


def take_up(walker: Walker) -> None:
    """The authority takes up the one referral that waits, and stands on the page of the case."""
    walker.visit("Today")
    walker.press("Answer the referral")
    walker.press("Answer the referral")
    walker.answers("Do you take it up?", "Yes, take it up")
    walker.press("Record the answer")
