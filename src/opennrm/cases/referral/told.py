"""What is said before an answer and after a sending: what follows, and by when, from the law of the country."""

from collections.abc import Iterator
from datetime import date
from zoneinfo import ZoneInfo

from django.utils.translation import gettext

from opennrm.cases.referral import addressing, reads
from opennrm.cases.referral.sending import Sending
from opennrm.cases.spine import codes
from opennrm.cases.spine.drafting import Filling
from opennrm.cases.spine.right_words import words_of
from opennrm.cases.spine.state import CaseState
from opennrm.countries.clocks import Due, due
from opennrm.countries.dated import Given
from opennrm.countries.profile import Profile
from opennrm.ui.dates import length


def answer_consequences(filling: Filling) -> dict[str, tuple[str, ...]]:
    """What follows from yes, no and not now; none of them costs the person any help."""
    possible, _source = addressing.recipients(filling.contact, filling.profile, filling.today)
    name = possible[0].name if len(possible) == 1 else gettext("The authority")
    learns = gettext("%(authority)s learns the name and what was told, and decides%(within)s.") % {
        "authority": name,
        "within": _within(filling.profile, "presumption", filling.today),
    }
    ends = filling.paper.ends.astimezone(ZoneInfo(filling.profile.zone))
    until = words_of(ends.date())
    return {
        "yes": (
            learns,
            gettext("Support is a question of its own, asked next. So is contact by police."),
            gettext("It can be taken back at any time."),
        ),
        "no": (
            gettext("What was seen is kept in codes, without anything that points to the person. You see first what that is."),
            gettext("What could identify the person is destroyed."),
            gettext("A doctor, a bed and a lawyer's first advice stay open."),
        ),
        "not_now": (gettext("The draft waits, sealed, until %(day)s. Nothing is sent.") % {"day": until},),
    }


def answers_told(filling: Filling, sending: Sending) -> list[tuple[str, str]]:
    """What the person answered, question by question, as it goes with the referral: to be looked at once more before it is sent."""
    called = reads.names([one.recipient for one in sending.asked if one.recipient])
    told = []
    for one in sending.asked:
        said = gettext("Yes") if one.answer == "yes" else gettext("No")
        scope = filling.profile.consent.get(one.scope)
        whom = called.get(one.recipient, "") if one.recipient else ""
        told.append((scope.label.told(codes.reads_in()) if scope else one.scope, f"{said}: {whom}" if whom else said))
    return told


def _within(profile: Profile, clock: str, on: date) -> str:
    answer = profile.value(profile.clocks[clock], on=on, attributes={}) if clock in profile.clocks else None
    if not isinstance(answer, Given):
        return ""
    return gettext(" within %(time)s") % {"time": length(answer.value.n, answer.value.unit)}


def sent_follows(state: CaseState, profile: Profile, reads_it: bool) -> list[str]:
    """What comes next after a sending, and by when; `reads_it` says whether whoever referred may go on reading what was written."""
    return list(_follows(state, profile, reads_it))


def _follows(state: CaseState, profile: Profile, reads_it: bool) -> Iterator[str]:
    referral = state.note("referral.sent")
    name = reads.names([referral.recipient]).get(referral.recipient, "") if referral else ""
    yield gettext("%(authority)s acknowledges receipt%(by)s. You see it under Referrals.") % {
        "authority": name,
        "by": _by(state, profile, "referral_answer"),
    }
    yield gettext("It decides%(by)s. You are told that a decision was made, and which.") % {"by": _by(state, profile, "presumption")}
    if "support_provider" in {tie.relation for tie in state.ties if tie.live}:
        yield gettext("The organisation that the person chose can open the case now.")
    if reads_it:
        yield gettext("Your draft is destroyed. What you wrote is sealed in the case; you can read it there.")
    else:
        yield gettext(
            "Your draft is destroyed. What you wrote is sealed in the case, for those to whom the person said yes; it is closed to you."
        )
    if state.about.age == "adult":  # of a child, or while the age is in doubt, none was asked
        yield gettext("If the person takes the consent back, record it in the case: reading closes at once.")


def _by(state: CaseState, profile: Profile, clock: str) -> str:
    if clock not in profile.clocks or state.since is None:
        return ""
    at: Due = due(profile, clock, state.facts, state.since)
    if at.due_on is None:
        return ""
    return gettext(" by %(day)s") % {"day": words_of(at.due_on)}
