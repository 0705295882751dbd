"""How files come in: into the draft of a referral, from there into the case that is made of it, and into a case."""

from collections.abc import Collection, Sequence
from uuid import UUID

from opennrm.access.actor import Actor
from opennrm.access.receiving import Received
from opennrm.cases.referral import rules
from opennrm.cases.spine import door, drafting, filing
from opennrm.cases.spine.door import Act
from opennrm.cases.spine.drafting import DraftGone
from opennrm.cases.spine.file_events import files_of
from opennrm.countries.form import Question

__all__ = ["MOST_IN_A_CASE", "add", "keep_files", "send_files"]

MEGABYTES, MOST_IN_A_CASE = 25, 200
Refused = list[tuple[str, str]]


def keep_files(actor: Actor, contact: UUID, question: Question, received: Sequence[Received], out: Collection[str]) -> Refused:
    """Put files into a draft and take others out; what comes back names each that was not taken, and why.

    Raises DraftGone, Refused, NotVisible. Source: domain 1.7.2, files; design 4, drafts.
    """
    with door.act(actor, contact, kind="contact", section="coarse") as act:
        act.require(rules.may_go_on(act.state))
        there = filing.take_out(actor, act.state.note("draft"), question.code, out).files.get(question.code, ())
    looked = filing.looked_through(received, question.formats, question.megabytes or MEGABYTES, (question.up_to or 1) - len(there))
    if looked.clean:
        with door.act(actor, contact, kind="contact", section="coarse") as act:
            act.require(rules.may_go_on(act.state))
            filing.put_in(actor, act.state.note("draft"), question.code, looked)
    return looked.refused


def send_files(case: Act, draft: UUID | None, goes: Collection[str]) -> None:
    """The files of the questions that go with the referral; what another answer took away stays in the draft and is destroyed with it."""
    try:
        held = drafting.load(case.actor, draft).files if draft else {}
    except DraftGone:
        return
    for question in case.profile.referral_form.questions():
        if draft and question.code in goes and question.section and question.code in held:
            filing.hand_over(case, draft, question.section, held[question.code])


def add(actor: Actor, case_id: UUID, *, section: str, received: Sequence[Received]) -> Refused:
    """Put files into a case, in the section that they belong to; what comes back names each that was not taken, and why.

    Raises Refused, NotVisible. Source: domain 1.7.2, files; 1.7.6, the file of a case.
    """
    there = door.state_of(case_id)
    looked = filing.looked_through(received, filing.FORMATS, MEGABYTES, MOST_IN_A_CASE - len(files_of(there) if there else ()))
    if looked.clean:
        with door.act(actor, case_id, section=section) as act:
            filing.add(act, section, looked)
    return looked.refused
