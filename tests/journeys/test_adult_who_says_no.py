"""An adult says no: that is a full answer. Codes stay; of all that was typed nothing is left, in no file, with no key to open it."""

import re
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from tests.journeys import steps
from tests.journeys.conftest import Walks
from tests.journeys.walker import Walker

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])

# Words that stand nowhere by chance; each is typed into one field.
SAFE = {
    "Call": "Qarvunel one",
    "Write a message": "Qarvunel two",
    "Write an e-mail": "qarvunel.three@demo.invalid",
    "Send a letter": "Qarvunel four",
    "Through somebody whom the person trusts": "Qarvunel five",
    "When is it safe?": "Qarvunel six",
}
CANARY = "arvunel"


def test_adult_who_says_no(republic: object, walks: Walks) -> None:
    pell = walks("Pell Haro")
    types_everything(pell)
    assert held("Northgate Police"), "what is searched for is found"
    assert not held(CANARY), "a draft stands in no file in clear"
    says_no(pell)
    assert not held(CANARY)
    nothing_could_be_opened()
    comes_back(pell)
    oda = walks("Oda Brissen")
    oda.visit("Referrals")
    oda.reads("No referral waits for your answer.")


def types_everything(pell: Walker) -> None:
    """Every field of the way, so that there is something to be destroyed."""
    pell.visit("Contacts")
    pell.press("Begin with somebody")
    pell.page.get_by_text("About the age, in words").first.click()
    pell.write("About the age, in words", "Qarvunel seven")
    steps.who(pell, "Adult", sex="Male")
    steps.safe(pell, **SAFE)
    steps.account(pell, "Qarvunel eight was the name of the place.", "He is called Qarvunel nine.")
    pell.sees("G5", "Reported", told_by="Qarvunel ten")
    steps.signs(pell)
    pell.press("Continue")
    pell.write("Where exactly, and who did it?", "Qarvunel eleven")
    steps.what_was_done(pell)
    steps.result(pell)
    pell.press(re.compile("^Who it is"), within="nav")
    steps.details(pell, "Qarvunel twelve", "Qarvunel thirteen")


def says_no(pell: Walker) -> None:
    """Yes, no and not now weigh the same; what is kept and what is destroyed stand side by side."""
    pell.press(re.compile("^The person's answer"), within="nav")
    chosen = pell.page.locator("input[name=answer]:checked")
    assert chosen.count() == 0, "nothing is chosen before"
    boxes = [box.bounding_box() for box in pell.page.locator(".nrm-choice").all()]
    assert len({round(box["width"]) for box in boxes if box}) == 1
    steps.answered(pell, "No")
    pell.reads("The person said no: what is kept, what is destroyed", "Kept, in codes", "Destroyed", "There is no hidden copy.")
    pell.reads_not(CANARY)
    pell.press("Keep the codes, destroy the draft")
    pell.reads("The person said no, and that is a full answer", "Forced labour")
    pell.reads_not(CANARY)


def comes_back(pell: Walker) -> None:
    """The back button shows nothing of what was typed, and the contact is listed in codes."""
    pell.page.go_back()
    pell.page.wait_for_load_state()
    pell.reads_not(CANARY)
    pell.visit("Contacts")
    pell.reads("None. What you type is kept here until you send it", "closed")
    pell.reads_not(CANARY)
    pell.visit("Cases")
    pell.reads("No case is open to your agency.")


def nothing_could_be_opened() -> None:
    """No draft, no key of a draft, no sealed value: whoever had the keys too would find nobody."""
    from opennrm.vault.models import Draft, DraftKey, IndexRow, SealedValue, SubjectKey  # noqa: PLC0415

    assert [model.__name__ for model in (Draft, DraftKey, IndexRow, SealedValue, SubjectKey) if model.objects.exists()] == []


def held(word: str) -> list[str]:
    """The files of the installation, both databases with their logs among them, in which the word stands, plain or encoded."""
    return [str(path) for path in files() if any(form in path.read_bytes() for form in forms(word))]


def files() -> Iterator[Path]:
    for place in (settings.HOME, settings.KEYS):
        yield from (path for path in place.rglob("*") if path.is_file())


def forms(word: str) -> Iterator[bytes]:
    """A word as it may stand in a file: in UTF-8, in UTF-16, in hexadecimal, in base64 at any of three offsets."""
    plain = word.encode()
    yield from (plain, word.encode("utf-16-le"), plain.hex().encode())
    for ahead, begins in enumerate((0, 2, 3)):
        yield b64encode(bytes(ahead) + plain)[begins:-4]
