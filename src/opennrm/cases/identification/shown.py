"""What the pages of the decision are made of: the test, the evidence, what is missing. Words and values, no writes."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, gettext, ngettext

from opennrm.access.doors import CaseDoor
from opennrm.cases.identification import events, last_look, outcome, reads, rules, told
from opennrm.cases.identification.forms import DecisionForm, ReviewForm
from opennrm.cases.identification.reads import Party, Texts
from opennrm.cases.identification.stages import FINAL, Stage, is_open, stage_of, steps_from, way_to_no
from opennrm.cases.identification.told import Passage
from opennrm.cases.spine import door, editions
from opennrm.cases.spine import reads as spine
from opennrm.cases.spine.door import Glance
from opennrm.cases.spine.outcomes import is_owed_word
from opennrm.cases.spine.right_words import words_of
from opennrm.cases.spine.state import CaseState
from opennrm.countries.clocks import due
from opennrm.countries.profile import Profile
from opennrm.standards.load import law
from opennrm.standards.refusal import Refusal
from opennrm.ui.dates import distance
from opennrm.ui.forms import refusal_words

Item = dict[str, Any]
MISSING, AWAITED = "overdue", "open"


def came_back(state: CaseState, opened: Texts) -> dict[str, Any]:
    """What was proposed and came back from the second reviewer, to go on writing from; nothing where nothing did."""
    reason = state.note("identification.sent_back")
    if reason is None:
        return {}
    return {"text": opened.last("minute"), "reason": reason, "mitigations": list(state.note("identification.mitigations") or ())}


def decision(request: HttpRequest, glance: Glance, form: DecisionForm, opened: Texts) -> dict[str, Any]:
    """Everything on the page of the decision."""
    on, profile, language, state = door.today(), editions.today(), get_language() or "en", glance.state
    request.case.log("decision", "decisions", "coarse")
    now, before = reads.tests(state, profile, on)
    stage = stage_of(profile, state)
    decided_before = bool(state.facts.entries("decision")) and state.note("identification.proposed") is None
    follows = reads.follows(state, profile, on)
    asked = reads.parties(state, profile, on, language)
    items = list(missing(state, profile, asked, form, request.case.case_id))
    case = spine.case_behind(request.case)
    return {
        "today": on,
        "case": case,
        "form": form,
        "seen": glance.place,
        "stage": stage_label(profile, stage),
        "stage_id": stage.id,
        "overtaken": request.POST.get("stage", stage.id) != stage.id,
        "earlier": opened.last("minute") if decided_before else "",
        "final": stage is FINAL,
        "open": is_open(profile, state),
        "knows_no": way_to_no(profile, stage) in steps_from(profile, state.state),
        "searched": rules.searched(profile, state, on),
        "may_yes": last_look.may_still(state, profile, on),
        "minute": opened.last("minute"),
        "untold": is_owed_word(state),
        "writes": is_open(profile, state) or state.note("identification.proposed") is not None or any(form.typed().values()),
        "standing": profile.state(state.state).label.told(language),
        "facts": list(facts(state, profile, on)),
        "doubtful": state.about.age == "unknown",
        "test": now,
        "before": before,
        "missing": items,
        "short": short(items),
        "barred": any(item["bars"] for item in items),
        "first": list(before_yes(state, profile, on)),
        "parts": rules.parts(profile, state, language),
        "follows": list(outcome.if_yes(follows)),
        "follows_no": list(outcome.if_no(follows)),
        "no_ends": last_look.rights(follows.no_ends, profile),
        "sent_back": opened.last("sent_back") if state.note("identification.sent_back") is not None else "",
        "answers": answers(glance, opened, asked),
        "told": told.shown(request, state, "decision"),
        **_weighed(state, opened, language),
    }


def stage_label(profile: Profile, stage: Stage) -> str:
    """What the country calls this decision."""
    label = profile.decisions.get(stage.id)
    return label.told(get_language() or "en") if label is not None else gettext("Decision")


def before_yes(state: CaseState, profile: Profile, on: date) -> Iterator[str]:
    """What a yes waits for beside its reasons, in the words of the guards: an age that is settled, for a final one."""
    stage = stage_of(profile, state)
    if stage.positive in steps_from(profile, state.state):
        for refusal in rules.may_go(reads.barred(state, profile, stage.positive, on), stage.minute):
            yield _cited(refusal_words(refusal), refusal)


def _weighed(state: CaseState, opened: Texts, language: str) -> dict[str, Any]:
    speaks_for, against = reads.evidence(state, opened)
    doubted = reads.doubts(state, opened)
    return {"for": speaks_for, "against": against, "doubts": [{"one": one, "by": explained(one.explained_by, language)} for one in doubted]}


def explained(codes: tuple[str, ...], language: str) -> str:
    """What may explain a doubt, by the labels of the list."""
    listed = law().code_lists["mitigations"]
    return ", ".join(listed[code].label.told(language) for code in codes if code in listed)


def facts(state: CaseState, profile: Profile, on: date) -> Iterator[dict[str, str]]:
    """The head of the page: by when, how old, seen by whom."""
    stage = stage_of(profile, state)
    clock = due(profile, stage.series, state.facts, on) if stage.series in profile.clocks else None
    came = _since(state, stage)
    if clock is not None and clock.due_on is not None:
        value = f"{words_of(clock.due_on)}, {distance(clock.due_on, on)}"
        note = gettext("a target; %(came)s") % {"came": came} if clock.kind == "target" else came
    else:
        value, note = gettext("no limit in law"), came
    yield {"term": gettext("Due"), "value": value, "note": note}
    yield {"term": gettext("Age"), **_age(state)}
    edition = gettext("edition of the law %(edition)s") % {"edition": profile.edition[:4]}
    yield {"term": gettext("What you write"), "value": gettext("A draft, for you alone"), "note": edition}


def _since(state: CaseState, stage: Stage) -> str:
    """From when the decision is awaited: the referral, or for a final one the first decision."""
    if stage is FINAL and (first := state.facts.entries("decision:rg")):
        return gettext("presumed since %(day)s") % {"day": words_of(first[-1].on)}
    received = state.facts.entries("referral.received")
    return gettext("the referral came on %(day)s") % {"day": words_of(received[-1].on)} if received else ""


def _age(state: CaseState) -> dict[str, str]:
    now, then = state.about.age, state.about.age_at_exploitation
    words = {"adult": gettext("Adult"), "child": gettext("Child"), "unknown": gettext("In doubt: treated as a child")}
    if now == "adult" and then == "adult":
        return {"value": words[now], "note": gettext("an adult when it happened: the means are looked at")}
    if now == "adult" and then == "unknown":
        return {"value": words[now], "note": gettext("age when it happened not known")}
    return {"value": words[now], "note": gettext("for a child no means are needed: act and purpose are enough")}


def missing(state: CaseState, profile: Profile, asked: list[Party], form: DecisionForm, case_id: UUID) -> Iterator[Item]:
    """What must be there before a negative may be proposed, and by which act it would be: from the guards of the profile and our rules."""
    on, known, way = door.today(), {f"asked:{party.id}": party for party in asked}, way_to_no(profile, stage_of(profile, state))
    if not is_open(profile, state) or way not in steps_from(profile, state.state):
        return
    barred = rules.may_go(reads.barred(state, profile, way, on), "reviewed")
    against = [(refusal, need) for refusal in barred for need in refusal.needs or ("",)]
    for refusal, need in against:
        if not need.startswith("minute.written"):
            yield _missing(refusal, known.get(need), case_id)
    for refusal in rules.may_rest_on(profile, state, on):
        text = gettext("Evidence, weighed: at least one piece, for or against.")
        yield _item(MISSING, _cited(text, refusal), reverse("identification:evidence", args=[case_id]), gettext("Weigh it"), bars=True)
    for doubt in events.unasked(state):
        href = reverse("identification:put", args=[case_id, doubt])
        text = gettext("A doubt that matters was not put to the person.")
        yield _item(MISSING, text, href, gettext("Record that it was put"), bars=True)
    yield from _reasons(form)
    unasked = {need for _, need in against}
    awaited = {need: refusal for refusal in rules.may_close_hearing(profile, state, on) for need in refusal.needs}
    for need, party in known.items():
        if need not in unasked:
            yield _heard(party, awaited.get(need), case_id)
    reviewer = profile.parties.get(rules.reviewer(profile, state, on)[0])
    label = reviewer.label.told(get_language() or "en") if reviewer else gettext("Second reviewer")
    text = gettext("%(reviewer)s: somebody who has not proposed it. It can be sent back, not decided otherwise.") % {"reviewer": label}
    yield _item("not_yet_open", text)


def _item(code: str, text: str, href: str = "", label: str = "", *, words: str = "", bars: bool = False) -> Item:
    said = {MISSING: gettext("Missing"), AWAITED: gettext("Awaited"), "not_yet_open": gettext("After these")}
    return {"code": code, "words": words or said[code], "text": text, "href": href, "label": label, "bars": bars}


def _cited(text: str, refusal: Refusal) -> str:
    """What is missing, with the text that asks it."""
    return f"{text} ({refusal.source})"


def _missing(refusal: Refusal, party: Party | None, case_id: UUID) -> Item:
    if party is None:
        return _item(MISSING, _cited(refusal_words(refusal), refusal), bars=True)
    href = reverse("identification:party", args=[case_id, party.id])
    text = _cited(gettext("Ask: %(party)s.") % {"party": party.label}, refusal)
    return _item(MISSING, text, href, gettext("Record it"), bars=True)


def _reasons(form: DecisionForm) -> Iterator[Item]:
    if not str(form["text"].value() or "").strip():
        yield _item(MISSING, gettext("The reasons, in your words."), "#id_text", gettext("Go on writing"))
    if not form["reason"].value():
        yield _item(MISSING, gettext("The main reason."), "#id_reason", gettext("Choose it"))


def _heard(party: Party, awaited: Refusal | None, case_id: UUID) -> Item:
    if awaited is not None:
        href = reverse("identification:party", args=[case_id, party.id])
        text = gettext("%(party)s, asked on %(day)s.") % {"party": party.label, "day": words_of(party.asked_on)}
        return _item(AWAITED, _cited(text, awaited), href, gettext("Record the answer"), bars=True)
    return _item("met_in_time", party.label, words=gettext("Heard") if party.answered else gettext("Asked, no answer"))


def short(items: list[Item]) -> str:
    """How much is missing, in one line that stays in sight on a phone."""
    lacking = sum(item["code"] == MISSING for item in items)
    awaited = sum(item["code"] == AWAITED for item in items)
    parts = []
    if lacking:
        parts.append(ngettext("%(n)s thing is missing", "%(n)s things are missing", lacking) % {"n": lacking})
    if awaited:
        parts.append(ngettext("%(n)s answer is awaited", "%(n)s answers are awaited", awaited) % {"n": awaited})
    return ", ".join(parts)


def answers(glance: Glance, opened: Texts, asked: list[Party]) -> list[dict[str, Any]]:
    """Who was asked what, what was answered, in the order of the law."""
    said: dict[tuple[str, str], str] = {}
    for happened in glance.happened:
        event = happened.event
        if isinstance(event, events.PartyAsked):
            said[event.party, "question"] = opened.of(happened.envelope.row_id("sealed"), "question")
            said.pop((event.party, "answer"), None)
        elif isinstance(event, events.PartyAnswered):
            said[event.party, "answer"] = opened.of(happened.envelope.row_id("sealed"), "answer")
    return [
        {"party": party, "question": said.get((party.id, "question"), ""), "answer": said.get((party.id, "answer"), "")} for party in asked
    ]


def passage(case: CaseDoor, key: str) -> Passage | None:
    """What is weighed, by the name that it has in an address: a piece of what was told, or what a party answered."""
    glance, what, party = door.glance(case), *key.partition("-")[::2]
    if what != "heard":
        return told.passage(case, glance.state, key, "decision")
    language = get_language() or "en"
    heard = answers(glance, reads.texts(case, "decision"), reads.parties(glance.state, editions.today(), door.today(), language))
    found = next((one for one in heard if one["party"].id == party and one["answer"]), None)
    return Passage(key, gettext("What was answered: %(party)s") % {"party": found["party"].label}, found["answer"]) if found else None


def review(request: HttpRequest, glance: Glance, form: ReviewForm) -> dict[str, Any]:
    """What the second reviewer reads: the test, the evidence, the doubts, the answers, the reasons. Not who proposed it."""
    on, profile, language, state = door.today(), editions.today(), get_language() or "en", glance.state
    opened = reads.texts(request.case, "review")
    request.case.log("review", "decisions", "coarse")
    proposal = state.note("identification.proposed")
    return {
        "today": on,
        "case": spine.case_behind(request.case),
        "form": form,
        "seen": glance.place,
        "facts": list(facts(state, profile, on))[:2],
        "proposal": proposal[1] if proposal else None,
        "stated": opened.last("test_stated") if proposal and not proposal[1].test else "",
        "stage": stage_label(profile, stage_of(profile, state)),
        "panel": panel_said(glance, profile, opened, on),
        "reason": law().code_lists["negative_reasons"][proposal[1].reason].label.told(language) if proposal else "",
        "minute": opened.last("minute"),
        "considered": explained(state.note("identification.mitigations") or (), language),
        "answers": answers(glance, opened, reads.parties(state, profile, on, language)),
        "own": bool(proposal and proposal[0] == request.actor.id),
        "told": told.shown(request, state, "review"),
        **_weighed(state, opened, language),
    }


def panel_said(glance: Glance, profile: Profile, opened: Texts, on: date) -> dict[str, Any] | None:
    """What the panel said of the proposal that waits: nothing where the law of the day has none; `heard` is None until it was heard."""
    found = rules.panel(profile, glance.state, on)
    if found is None:
        return None
    party = profile.parties[found[0]].label.told(get_language() or "en")
    said: dict[str, Any] | None = None
    for one in glance.happened:
        if isinstance(one.event, events.NegativeProposed):
            said = None
        elif isinstance(one.event, events.PanelHeard):
            words = opened.of(one.envelope.row_id("sealed"), "panel_words")
            said = {"on": one.event.on, "holds": one.event.verdict == "holds", "words": words}
    return {"label": party, "source": found[1], "heard": said}
