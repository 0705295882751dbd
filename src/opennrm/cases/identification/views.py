"""The pages of the decision: show, ask, act."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext

from opennrm.access.through import through
from opennrm.cases.identification import actions, drafts, outcome, reads, rules, shown, sources
from opennrm.cases.identification import last_look as checked
from opennrm.cases.identification.forms import (
    AgeForm,
    AgreeForm,
    DecisionForm,
    DoubtForm,
    EvidenceForm,
    NoticeForm,
    PanelForm,
    PartyForm,
    PutForm,
    ReviewForm,
)
from opennrm.cases.identification.letter import letter
from opennrm.cases.identification.stages import STAGES, stage_of
from opennrm.cases.spine import door, editions
from opennrm.cases.spine import reads as spine
from opennrm.cases.spine.act_pages import carried
from opennrm.cases.spine.outcomes import is_owed_word, outcome_of
from opennrm.cases.spine.step_pages import place_seen
from opennrm.ui.forms import Sheet
from opennrm.ui.posted import acted, posted

ONWARD = {"evidence": "identification:evidence", "doubt": "identification:doubt"}


@through(section="decisions", mode="write")
def decision(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """What is still missing before it may be decided? The test on top, the reasons in the middle, what is missing beside."""
    form = DecisionForm(request.POST) if request.method == "POST" else None
    if form is not None and (answer := _decided(request, form, case_id)) is not None:
        return answer
    glance, opened = door.glance(request.case), reads.texts(request.case, "decision")
    if form is None:
        kept = drafts.load(request.actor, case_id, stage_of(editions.today(), glance.state).id)
        form = DecisionForm(None, initial=kept if any(kept.values()) else shown.came_back(glance.state, opened))
    return render(request, "identification/decision.html", shown.decision(request, glance, form, opened))


def _decided(request: HttpRequest, form: DecisionForm, case_id: UUID) -> HttpResponse | None:
    """What a button did. Everything typed is kept first, so that nothing is lost whatever the answer."""
    form.is_valid()
    typed, does, seen, stage = form.typed(), request.POST.get("does", "save"), place_seen(request), _stage_of_page(request)
    drafts.keep(request.actor, case_id, stage, typed)
    if does == "yes":
        said = {"text": typed["text"], "test_stated": typed["test_stated"], "seen": seen}
        free = form.is_valid() and form.act(actions.look_before_yes, request.actor, case_id, **said)
        return redirect(f"{reverse('identification:last_look', args=[case_id])}?seen={seen}") if free else None
    if does == "no":
        said = {**typed, "seen": seen}
        acted = form.is_valid() and form.act(actions.decide_with_minute, request.actor, case_id, **said)
        return _finished(request, case_id, stage, acted)
    name, _, which = does.partition(".")
    if name == "show":
        return None
    if (onward := _onward(name, which, case_id)) is not None:
        return redirect(onward)
    messages.success(request, gettext("What you typed is kept, sealed, for you alone."))
    return redirect("identification:decision", case_id=case_id)


def _stage_of_page(request: HttpRequest) -> str:
    """The stage from which a page was made: what was typed for the first decision is no draft of the final one."""
    said = request.POST.get("stage", "")
    return said if said in {one.id for one in STAGES} else stage_of(editions.today(), door.glance(request.case).state).id


ONTO = {"party": "parties", "evidence": "evidence", "put": "doubts"}


def _onward(name: str, which: str, case_id: UUID) -> str | None:
    """The page that a button leads to; what was typed is kept meanwhile."""
    if name == "weigh" and which:
        return f"{reverse('identification:evidence', args=[case_id])}?{urlencode({'of': which})}"
    if name in ONTO and which:
        return f"{reverse('identification:decision', args=[case_id])}{ONTO[name]}/{which}/"
    return reverse(ONWARD[name], args=[case_id]) if name in ONWARD else None


def _finished(request: HttpRequest, case_id: UUID, stage: str, acted: bool) -> HttpResponse | None:
    if not acted:
        return None
    drafts.drop(request.actor, case_id, stage)
    return redirect("identification:done", case_id=case_id)


@through(section="decisions", mode="write")
def last_look(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """What follows from a yes, once more, before it is the decision; the reasons that were typed go with it."""
    form, seen = Sheet(posted(request)), _carried(request)
    stage = _stage_of_page(request)
    typed = drafts.load(request.actor, case_id, stage)
    if request.method == "POST":
        said = {"text": typed.get("text", ""), "mitigations": typed.get("mitigations", ()), "test_stated": typed.get("test_stated", "")}
        answer = _finished(request, case_id, stage, form.act(actions.decide_yes, request.actor, case_id, seen=seen, **said))
        if answer is not None:
            return answer
    glance = door.glance(request.case)
    written = bool(str(typed.get("text", "")).strip())
    if request.method != "POST" and not checked.may_still(glance.state, editions.today(), door.today(), written=written):
        return redirect("identification:decision", case_id=case_id)
    return render(request, "identification/last_look.html", checked.context(request, glance, form, typed, seen))


def _carried(request: HttpRequest) -> int:
    """The place from which the page of the decision was made; it goes through the last look unchanged."""
    if request.method == "POST":
        return place_seen(request)
    seen = request.GET.get("seen", "")
    return int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < 9 else -1


@through(section="decisions")
def done(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """What happened last on the way to a decision, and what comes next."""
    told = outcome.done(request.case, door.glance(request.case), editions.today(), door.today())
    if told is None:
        return redirect("portal:case", case_id=case_id)
    request.case.log("decision", "decisions")
    return render(request, "identification/done.html", told)


@through(section="decisions", mode="write")
def evidence(request: HttpRequest, case_id: UUID, again: UUID | None = None) -> HttpResponse:
    """One piece of evidence, weighed, or weighed again; a passage that is weighed stands beside."""
    passage = shown.passage(request.case, request.GET["of"]) if "of" in request.GET else None
    initial = {"what": passage.title} if passage is not None else _known_evidence(request, again)
    form = EvidenceForm(posted(request), initial=initial)
    if acted(request, form) and form.act(actions.weigh, request.actor, case_id, again=again, **form.cleaned_data):
        return redirect("identification:decision", case_id=case_id)
    return _asked(request, "identification/evidence.html", form, passage=passage)


def _known_evidence(request: HttpRequest, again: UUID | None) -> dict[str, Any]:
    if again is None:
        return {}
    both = reads.evidence(door.glance(request.case).state, reads.texts(request.case, "decision"))
    found = next((one for side in both for one in side if one.id == again), None)
    if found is None:
        raise Http404
    return {"side": found.event.side, "weight": found.event.weight, "what": found.what, "why": found.why}


@through(section="decisions", mode="write")
def doubt(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """One doubt, with what may explain it."""
    form = DoubtForm(posted(request))
    if acted(request, form):
        yes = {name: form.cleaned_data[name] == "yes" for name in ("matters", "person_asked")}
        if form.act(actions.note_doubt, request.actor, case_id, **{**form.cleaned_data, **yes}):
            return redirect("identification:decision", case_id=case_id)
    return _asked(request, "identification/doubt.html", form)


@through(section="decisions", mode="write")
def put(request: HttpRequest, case_id: UUID, doubt: UUID) -> HttpResponse:
    """A doubt was put to the person."""
    known = {one.id: one for one in reads.doubts(door.glance(request.case).state, reads.texts(request.case, "decision"))}
    if doubt not in known:
        raise Http404
    form = PutForm(posted(request), today=door.today())
    if acted(request, form) and form.act(actions.put_doubt, request.actor, case_id, doubt=doubt, **form.cleaned_data):
        return redirect("identification:decision", case_id=case_id)
    return _asked(request, "identification/put.html", form, doubt=known[doubt])


@through(section="decisions", mode="write")
def party(request: HttpRequest, case_id: UUID, party: str) -> HttpResponse:
    """A party that is heard before a negative: asked, answered, silent."""
    glance, profile, on = door.glance(request.case), editions.today(), door.today()
    known = {one.id: one for one in reads.parties(glance.state, profile, on, get_language() or "en")}
    if party not in known:
        raise Http404
    form = PartyForm(posted(request), today=on)
    if acted(request, form) and _heard(request, form, case_id, party):
        return redirect("identification:decision", case_id=case_id)
    before_yes = rules.asked_before_yes(profile, glance.state, party)
    return _asked(request, "identification/party.html", form, party=known[party], before_yes=before_yes)


def _heard(request: HttpRequest, form: PartyForm, case_id: UUID, party: str) -> bool:
    said = form.cleaned_data
    if said["what"] == "asked":
        return form.act(actions.ask_party, request.actor, case_id, party=party, on=said["on"], question=said["text"])
    answered = said["what"] == "answered"
    return form.act(actions.record_answer, request.actor, case_id, party=party, on=said["on"], answered=answered, answer=said["text"])


@through(section="decisions", mode="write", purpose="second_review")
def review(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The second pair of eyes: it holds, or it goes back. A reviewer never decides otherwise."""
    shows = request.POST.get("does", "").startswith("show")
    form = ReviewForm(None, initial=request.POST.dict()) if shows else ReviewForm(posted(request))
    if not shows and acted(request, form) and _reviewed(request, form, case_id):
        return redirect("identification:done", case_id=case_id)
    return render(request, "identification/review.html", shown.review(request, door.glance(request.case), form))


def _reviewed(request: HttpRequest, form: ReviewForm, case_id: UUID) -> bool:
    words = form.cleaned_data["words"]
    if form.cleaned_data["verdict"] == "holds":
        return form.act(actions.confirm_negative, request.actor, case_id, note=words, seen=place_seen(request))
    return form.act(actions.send_back, request.actor, case_id, why=words, seen=place_seen(request))


@through(section="decisions", mode="write")
def agree(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """One of the bodies that decide together says yes: for which does this person speak?"""
    glance, on = door.glance(request.case), door.today()
    parts = rules.parts(editions.today(), glance.state, get_language() or "en")
    if not parts:
        return redirect("identification:decision", case_id=case_id)
    form = AgreeForm(posted(request), bodies=[(part.id, part.label) for part in parts], today=on)
    if acted(request, form) and form.act(actions.agree, request.actor, case_id, seen=place_seen(request), **form.cleaned_data):
        return redirect("identification:decision", case_id=case_id)
    return _asked(request, "identification/agree.html", form, parts=parts, seen=carried(form, glance.place))


@through(section="decisions", mode="write", purpose="second_review")
def panel(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """A panel from outside read the proposed negative, where the law of the day has one: what did it say?"""
    glance, on = door.glance(request.case), door.today()
    form = PanelForm(posted(request), today=on)
    if acted(request, form) and form.act(actions.hear_panel, request.actor, case_id, seen=place_seen(request), **form.cleaned_data):
        return redirect("identification:review", case_id=case_id)
    said = shown.panel_said(glance, editions.today(), reads.texts(request.case, "review"), on)
    if said is None:
        return redirect("identification:review", case_id=case_id)
    return _asked(request, "identification/panel.html", form, panel=said, seen=carried(form, glance.place))


@through(section="decisions", mode="write")
def notice(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The outcome is told: by a safe way only, never to a child directly."""
    glance, on = door.glance(request.case), door.today()
    state, decided = glance.state, outcome_of(glance.state)
    form = NoticeForm(posted(request), ways=outcome.notice_ways(state), today=on)
    if acted(request, form):
        to, _, channel = form.cleaned_data["way"].partition(".")
        said = {"to": to, "channel": channel, "on": form.cleaned_data["on"], "seen": place_seen(request)}
        if form.act(actions.tell_outcome, request.actor, case_id, **said):
            messages.success(request, gettext("Recorded: the outcome was told by a safe way."))
            return redirect("portal:case", case_id=case_id)
    more = {
        "seen": carried(form, glance.place),
        "letter": letter(state, editions.today()),
        "held": outcome.not_told_before(state, editions.today(), on),
        "negative": decided is not None and not decided.positive,
        "reasons": reads.reasons(request.case, decided, "notice") if decided and not decided.positive else [],
        "direct": state.about.age == "adult",
        "source": sources.of_notice(editions.today(), state, on, "14.182-14.189"),
        "open": is_owed_word(state),
        "ways": list(outcome.notice_ways(state)),
        **outcome.ways_missing(request.case, state),
    }
    return _asked(request, "identification/notice.html", form, **more)


@through(section="decisions", mode="write")
def age(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """A doubt about age is settled, or a child came of age."""
    child = door.glance(request.case).state.about.age == "child"
    form = AgeForm(posted(request), today=door.today(), child=child)
    if acted(request, form):
        said = {"age": "adult", **form.cleaned_data}
        if form.act(actions.settle_age, request.actor, case_id, **said):
            messages.success(request, gettext("Recorded. Rights follow the age from that day on."))
            if said["age"] == "adult":
                messages.warning(request, gettext("An adult is asked whether the referral goes on: record the answer under Consents."))
            return redirect("portal:case", case_id=case_id)
    source = sources.of_age(editions.today(), "CETS 197 Art 10(3)")
    return _asked(request, "identification/age.html", form, source=source, child=child)


def _asked(request: HttpRequest, template: str, form: Sheet, **more: Any) -> HttpResponse:
    request.case.log("decision", "decisions")
    back = reverse("identification:decision", args=[request.case.case_id])
    shown_now = {"today": door.today(), "case": spine.case_behind(request.case), "form": form, "back": back, **more}
    return render(request, template, shown_now)
