"""What the stage offers on the page of a case."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from opennrm.access.policy import Holder
from opennrm.cases.referral import file_reads, pressing
from opennrm.cases.referral.form_told import unfolded
from opennrm.cases.referral.reads import ACCOUNT, DANGER
from opennrm.cases.referral.rules import answer_due, answer_for_child, ask_anew, source_of_asking_anew, to_ask_now
from opennrm.cases.referral.sealed_form import CODES
from opennrm.cases.spine import codes, majority, told
from opennrm.cases.spine.file_events import files_of
from opennrm.cases.spine.right_words import words_of
from opennrm.cases.spine.ways import Seen, Way, offers
from opennrm.ui.dates import FuzzyDate, distance

told.fields("account", ACCOUNT)
told.fields("risk_and_safety", DANGER)
for _code in CODES.values():
    told.unfolds(_code, unfolded)


@offers
def referral_ways(seen: Seen) -> Iterator[Way]:
    """Answer it, tell the referrer, send it again; consents for whoever may record them."""
    id, sent = seen.door.case_id, seen.state.note("referral.sent")
    if sent is None:
        return
    relations = seen.door.relations
    if "recipient" in relations and sent.answer == "" and seen.door.may("decisions", "write", purpose="answer_referral").allowed:
        note = " ".join(filter(None, (_presses(seen), _by(seen))))
        yield Way(gettext("Answer the referral"), reverse("referral:answer_referral", args=[id]), note, turn=True)
    if "referrer" in relations and sent.answer == "refused" and seen.door.may("decisions", "write", purpose="referral").allowed:
        yield Way(gettext("Send the referral again"), reverse("referral:again", args=[id]), gettext("It came back"), turn=True)
    if "recipient" in relations and sent.answer == "refused" and (presses := _presses(seen)):
        note = gettext("%(needed)s You sent the referral back, and nobody else in the case may hear of it.") % {"needed": presses}
        yield Way(gettext("See to what is needed at once"), reverse("referral:referral", args=[id]), note, turn=True)
    yield from _coming_of_age(seen)
    yield from _help_sought(seen)
    yield from _advice_sought(seen)
    if "competent_authority" in relations and seen.door.may("decisions", "write").allowed:
        yield Way(gettext("Tell the referrer what became of it"), reverse("referral:feedback", args=[id]))
    if seen.profile.referral_form.steps and seen.door.may("account", "read", Holder(sent.referrer, sent.referrer_kind)).allowed:
        yield Way(gettext("The form that was sent"), reverse("referral:sent_form", args=[id]), gettext("Question by question"))
    yield from _files(seen)
    if relations & {"referrer", "recipient"}:
        yield Way(gettext("The referral"), reverse("referral:referral", args=[id]))
    yield Way(gettext("Consents"), reverse("referral:consents", args=[id]), gettext("What stands, ask, take back"))


def _files(seen: Seen) -> Iterator[Way]:
    """The files that one may open, and the way to put others in."""
    count = sum(file_reads.may_read(seen.door, one) for one in files_of(seen.state))
    if count or file_reads.writable(seen.door):
        note = ngettext("%(count)s file is open to you", "%(count)s files are open to you", count) % {"count": count} if count else ""
        yield Way(gettext("Files"), reverse("referral:files", args=[seen.door.case_id]), note or gettext("None yet that is open to you"))


def _coming_of_age(seen: Seen) -> Iterator[Way]:
    """From the month before the 18th birthday on the person is asked anew, by those who support, decide or referred."""
    month, wanted = majority.month(seen.state), to_ask_now(seen.state, seen.profile, seen.on)
    asks = set(ask_anew(seen.state)) & seen.door.relations and seen.door.may("coarse", "write").allowed
    if month is None or not wanted or not asks:
        return
    labels = [seen.profile.consent[scope].label.told(codes.reads_in()) for scope in wanted]
    words = {"month": FuzzyDate(month.year, month.month), "what": "; ".join(labels), "source": source_of_asking_anew(seen.profile, seen.on)}
    note = gettext(
        "Turns 18 soon: ask whether to stay in the procedure and be supported as an adult, by the end of %(month)s. "
        "Not answered yet by the person: %(what)s. (%(source)s)"
    )
    yield Way(gettext("Ask the person"), reverse("referral:consents", args=[seen.door.case_id]), note % words, turn=True)


def _help_sought(seen: Seen) -> Iterator[Way]:
    """Something is needed at once and nobody helps yet: the authority asks the person whom it may bring in."""
    if answer_for_child(seen.state, seen.profile) and "guardian" in seen.door.relations and seen.door.may("coarse", "write").allowed:
        note = gettext("Nobody supports the child yet, and you answer for it.")
        yield Way(
            gettext("Answer for the child who may help"), reverse("referral:ask", args=[seen.door.case_id, "support"]), note, turn=True
        )
        return
    alone = "competent_authority" in seen.door.relations and not seen.state.agency_by("support_provider")
    if alone and seen.door.may("coarse", "write").allowed and (presses := _presses(seen)) and "support" in seen.profile.consent:
        note = gettext("%(needed)s Nobody supports the person yet.") % {"needed": presses}
        yield Way(gettext("Ask who may help"), reverse("referral:ask", args=[seen.door.case_id, "support"]), note, turn=True)


def _advice_sought(seen: Seen) -> Iterator[Way]:
    """Nobody has asked yet whether the person wants a lawyer: who supports the person, decides, or answers for a child may."""
    asks = {"support_provider", "competent_authority", "guardian", "child_office"} & seen.door.relations
    unasked = "legal_help" in seen.profile.consent and not seen.state.facts.entries("consent:legal_help")
    accepted = seen.state.note("referral.sent").answer == "accepted"
    if asks and unasked and accepted and not seen.door.enforces and seen.door.may("coarse", "write").allowed:
        note = gettext("A lawyer comes into the case by the person's yes.")
        yield Way(gettext("Ask about a lawyer"), reverse("referral:ask", args=[seen.door.case_id, "legal_help"]), note)


def _presses(seen: Seen) -> str:
    found = pressing.told_to(seen.door)
    return f"{found.words}." if found else ""


def _by(seen: Seen) -> str:
    """By when receipt is to be acknowledged, in words; nothing where no day is set."""
    due = answer_due(seen.state, seen.profile)
    return gettext("Due %(day)s, %(distance)s.") % {"day": words_of(due), "distance": distance(due, seen.on)} if due else ""
