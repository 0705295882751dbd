"""What stands where a section is closed: it helps whoever reads it, and sends no reader to itself."""

from opennrm.mechanism.kinds import KINDS
from opennrm.portal.case_page import ASK, USUAL


def test_every_section_that_may_be_closed_says_what_helps() -> None:
    assert set(ASK) == set(USUAL)
    assert all(str(words).endswith(".") for words in ASK.values())


def test_no_reader_is_sent_to_an_agency_that_may_be_the_reader_s_own() -> None:
    named = {kind.lower() for kind in KINDS.values()} | {"the authority", "the support provider"}
    assert [(section, name) for section, words in ASK.items() for name in named if name in str(words).lower()] == []
