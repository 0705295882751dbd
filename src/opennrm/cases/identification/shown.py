"""What the pages of the decision are made of: the test, the evidence, what is missing, what follows. Words and values, no writes."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, gettext, ngettext

from opennrm.cases.identification import reads, rules
from opennrm.cases.identification.forms import DecisionForm, ReviewForm
from opennrm.cases.identification.reads import Party, Texts
from opennrm.cases.spine import door, editions
from opennrm.cases.spine import reads as spine
from opennrm.cases.spine.door import Glance
from opennrm.cases.spine.right_words import words_of
from opennrm.cases.spine.state import CaseState
from opennrm.countries.clocks import due
from opennrm.countries.profile import Profile
from opennrm.standards.load import law
from opennrm.standards.refusal import Refusal
from opennrm.standards.refusal import gettext_noop as _noop

CHANNELS = {
    "phone": _noop("By telephone"),
    "message": _noop("By a message"),
    "email": _noop("By e-mail"),
    "post": _noop("By post"),
    "through": _noop("Through the person whom they named"),
}


def decision(request: HttpRequest, glance: Glance, form: DecisionForm) -> dict[str, Any]:
    """Everything on the page of the decision; the texts are opened in one look that is recorded."""
    on, profile, language, state = door.today(), editions.today(), get_language() or "en", glance.state
    opened = reads.texts(request.case, "decision")
    request.case.log("decision", "decisions", "coarse")
    now, before = reads.tests(state, profile, on)
    speaks_for, against, doubts = reads.weighed(state, opened)
    asked = reads.parties(state, profile, on, language)
    return {
        "today": on,
        "case": spine.case_behind(request.case),
        "form": form,
        "seen": state.seq,
        "open": profile.event_for("rg.positive", state.state) in {row.event for row in profile.transitions if state.state in row.origins},
        "standing": profile.state(state.state).label.told(language),
        "due": due(profile, "presumption", state.facts, on) if "presumption" in profile.clocks else None,
        "test": now,
        "before": before,
        "for": speaks_for,
        "against": against,
        "doubts": [{"one": one, "by": explained(one.event.explained_by, language)} for one in doubts],
        "parties": asked,
        "missing": list(missing(state, profile, asked, on, request.case.case_id)),
        "follows": list(follows(state, profile, on)),
        "follows_no": list(follows_no(state, profile, on)),
        "sent_back": opened.last("sent_back"),
        "answers": answers(glance, opened, asked),
    }


def explained(codes: tuple[str, ...], language: str) -> str:
    """What may explain a doubt, by the labels of the list."""
    listed = law().code_lists["mitigations"]
    return ", ".join(listed[code].label.told(language) for code in codes if code in listed)


def missing(state: CaseState, profile: Profile, asked: list[Party], on: date, case_id: UUID) -> Iterator[dict[str, Any]]:
    """What must be there before a negative may be proposed: the parties of the law, doubts put to the person, reasons, a second reader."""
    for party in asked:
        href = reverse("identification:party", args=[case_id, party.id])
        if party.asked_on is None:
            yield {
                "code": "overdue",
                "words": gettext("Missing"),
                "text": gettext("Ask: %(party)s.") % {"party": party.label},
                "href": href,
                "label": gettext("Record that it was asked"),
            }
        elif party.answered_on is None:
            words = gettext("Asked on %(day)s: %(party)s.") % {"party": party.label, "day": words_of(party.asked_on)}
            yield {"code": "open", "words": gettext("Awaited"), "text": words, "href": href, "label": gettext("Record the answer")}
        else:
            yield {"code": "met_in_time", "words": gettext("Heard"), "text": party.label}
    if any(getattr(one, "matters", False) and not one.person_asked for _, one in state.note("identification.weighed") or ()):
        yield {"code": "overdue", "words": gettext("Missing"), "text": gettext("A doubt that matters was not put to the person.")}
    others = [refusal for refusal in reads.barred(state, profile, "rg.propose_negative", on) if not _only_parties(refusal)]
    for refusal in others:
        yield {"code": "overdue", "words": gettext("Missing"), "text": gettext(refusal.says) % refusal.values}
    yield {"code": "open", "words": gettext("With the proposal"), "text": gettext("The reasons, written below, go with it.")}
    yield {
        "code": "not_yet_open",
        "words": gettext("After that"),
        "text": gettext("A second reviewer, who is somebody else, reads it. The reviewer can send it back, not decide it."),
    }


def _only_parties(refusal: Refusal) -> bool:
    """Parties and the minute stand in lines of their own."""
    return bool(refusal.needs) and all(need.startswith(("asked:", "minute.written")) for need in refusal.needs)


def follows(state: CaseState, profile: Profile, on: date) -> Iterator[str]:
    """What a yes brings, counted by the law of today."""
    found = reads.follows(state, profile, on)
    yield ngettext("%(n)s right opens the same day", "%(n)s rights open the same day", found.opens) % {"n": found.opens}
    if found.period is not None and found.period.due_on is not None:
        yield gettext("time to recover and decide, until %(day)s at least") % {"day": words_of(found.period.due_on)}
    elif found.period is not None:
        yield gettext("time to recover and decide; its length here is not set by any source that we read")
    yield gettext("no removal until the final decision")


def follows_no(state: CaseState, profile: Profile, on: date) -> Iterator[str]:
    """What a no leaves open."""
    found = reads.follows(state, profile, on)
    if found.again is not None and found.again.due_on is not None:
        yield gettext("told today, the person may ask until %(day)s that it is looked at again") % {"day": words_of(found.again.due_on)}
    yield gettext("unpaid wages and conditions of work go to the labour inspectorate, if the person agrees")
    yield gettext("the way to asylum stays open")
    yield gettext("letter and reasons by a safe way only")


def answers(glance: Glance, opened: Texts, asked: list[Party]) -> list[dict[str, Any]]:
    """Who was asked, what was answered, in the order of the law."""
    said: dict[str, str] = {}
    for happened in glance.happened:
        if happened.envelope.type == "identification.party_answered":
            said[happened.event.party] = opened.of(happened.envelope.row_id("sealed"), "answer")  # type: ignore[attr-defined]
    return [{"party": party, "answer": said.get(party.id, "")} for party in asked]


def review(request: HttpRequest, glance: Glance, form: ReviewForm) -> dict[str, Any]:
    """What the second reviewer reads: the test, the evidence, the doubts, the answers, the reasons. Not who proposed it."""
    on, profile, language, state = door.today(), editions.today(), get_language() or "en", glance.state
    opened = reads.texts(request.case, "review")
    request.case.log("review", "decisions", "coarse")
    speaks_for, against, doubts = reads.weighed(state, opened)
    proposal = state.note("identification.proposed")
    return {
        "today": on,
        "case": spine.case_behind(request.case),
        "form": form,
        "seen": state.seq,
        "proposal": proposal[1] if proposal else None,
        "reason": law().code_lists["negative_reasons"][proposal[1].reason].label.told(language) if proposal else "",
        "minute": opened.last("minute"),
        "considered": explained(state.note("identification.mitigations") or (), language),
        "for": speaks_for,
        "against": against,
        "doubts": [{"one": one, "by": explained(one.event.explained_by, language)} for one in doubts],
        "answers": answers(glance, opened, reads.parties(state, profile, on, language)),
        "own": bool(proposal and proposal[0] == request.actor.id),
    }


def notice_ways(state: CaseState) -> Iterator[tuple[str, str]]:
    """To whom, and how: the ways that the person called safe, or the representative. A child is never among them."""
    if state.about.age == "adult":
        for channel in state.note("referral.safe_channels") or ():
            yield f"person.{channel}", gettext("The person: %(way)s") % {"way": gettext(CHANNELS[channel])}
        yield "representative.provider", gettext("Through the support provider, who passes it on")
        return
    yield "representative.guardian", gettext("The guardian")
    yield "representative.child_office", gettext("The child office, as long as there is no guardian")


def letter(state: CaseState, profile: Profile, language: str) -> list[str]:
    """The words of the notice. They call the person nothing, and tell a stranger who opens it as little as can be."""
    decided = state.note("identification.decided")
    if decided is None:
        return []
    if hasattr(decided, "test"):
        return [
            gettext("A decision was taken on %(day)s. It is a good one: help and time are yours from that day.")
            % {"day": words_of(decided.on)},
            gettext("You need not help anybody in return. Your adviser explains every part of it."),
        ]
    again = due(profile, "reconsideration", state.facts, decided.on) if "reconsideration" in profile.clocks else None
    asked = (
        gettext("You may ask that it is looked at again until %(day)s.") % {"day": words_of(again.due_on)}
        if again and again.due_on
        else gettext("You may ask that it is looked at again; your adviser knows by when.")
    )
    return [
        gettext("A decision was taken on %(day)s. The reasons are with it, and your adviser goes through them with you.")
        % {"day": words_of(decided.on)},
        asked,
        gettext("Other help, pay that is owed to you and asylum do not depend on it."),
    ]


def may_be_told(state: CaseState) -> bool:
    return state.note("identification.decided") is not None and not rules.told(state)
