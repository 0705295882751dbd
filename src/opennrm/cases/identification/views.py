"""The pages of the decision: show, ask, act."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext

from opennrm.access.through import through
from opennrm.cases.identification import actions, drafts, reads, shown
from opennrm.cases.identification.forms import AgeForm, DecisionForm, DoubtForm, EvidenceForm, NoticeForm, PartyForm, ReviewForm
from opennrm.cases.spine import door, editions
from opennrm.cases.spine import reads as spine
from opennrm.ui.forms import Sheet

ONWARD = {"evidence": "identification:evidence", "doubt": "identification:doubt"}


@through(section="decisions", mode="write")
def decision(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """What is still missing before this may be decided? The test on top, the reasons in the middle, what is missing beside."""
    form = DecisionForm(request.POST if request.method == "POST" else None, initial=drafts.load(request.actor, case_id))
    if request.method == "POST":
        answer = _decided(request, form, case_id)
        if answer is not None:
            return answer
    glance = door.glance(request.case)
    return render(request, "identification/decision.html", shown.decision(request, glance, form))


def _decided(request: HttpRequest, form: DecisionForm, case_id: UUID) -> HttpResponse | None:
    """What a button did. Everything typed is kept first, so that nothing is lost whatever the answer."""
    form.is_valid()
    drafts.keep(request.actor, case_id, form.typed())
    does = request.POST.get("does", "save")
    seen = int(request.POST.get("seen", "0") or 0) if request.POST.get("seen", "").isdigit() else None
    if does == "yes" and form.act(actions.find_grounds, request.actor, case_id, seen=seen):
        return _finished(request, case_id, gettext("There are reasonable grounds. Rights are open from today; the person has to be told."))
    if does == "no" and form.act(actions.decide_with_minute, request.actor, case_id, seen=seen, **form.typed()):
        return _finished(request, case_id, gettext("It is with the second reviewer. Nobody is told before."))
    if does in ONWARD:
        return redirect(ONWARD[does], case_id=case_id)
    if does.startswith("party."):
        return redirect("identification:party", case_id=case_id, party=does.removeprefix("party."))
    if does == "save":
        messages.success(request, gettext("What you typed is kept, sealed, for you alone."))
        return redirect("identification:decision", case_id=case_id)
    return None


def _finished(request: HttpRequest, case_id: UUID, words: str) -> HttpResponse:
    drafts.drop(request.actor, case_id)
    messages.success(request, words)
    return redirect("portal:case", case_id=case_id)


@through(section="decisions", mode="write")
def evidence(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """One piece of evidence, weighed."""
    form = EvidenceForm(request.POST if request.method == "POST" else None)
    if _acted(request, form) and form.act(actions.weigh, request.actor, case_id, **form.cleaned_data):
        return redirect("identification:decision", case_id=case_id)
    return _asked(request, "identification/evidence.html", form)


@through(section="decisions", mode="write")
def doubt(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """One doubt, with what may explain it."""
    form = DoubtForm(request.POST if request.method == "POST" else None)
    if _acted(request, form):
        said = {
            **form.cleaned_data,
            "matters": form.cleaned_data["matters"] == "yes",
            "person_asked": form.cleaned_data["person_asked"] == "yes",
        }
        if form.act(actions.note_doubt, request.actor, case_id, **said):
            return redirect("identification:decision", case_id=case_id)
    return _asked(request, "identification/doubt.html", form)


@through(section="decisions", mode="write")
def party(request: HttpRequest, case_id: UUID, party: str) -> HttpResponse:
    """A party that is heard before a negative: asked, answered, silent."""
    glance, profile, on = door.glance(request.case), editions.today(), door.today()
    known = {one.id: one for one in reads.parties(glance.state, profile, on, get_language() or "en")}
    if party not in known:
        raise Http404
    form = PartyForm(request.POST if request.method == "POST" else None, today=on)
    if _acted(request, form) and _heard(request, form, case_id, party):
        return redirect("identification:decision", case_id=case_id)
    return _asked(request, "identification/party.html", form, party=known[party])


def _heard(request: HttpRequest, form: PartyForm, case_id: UUID, party: str) -> bool:
    said = form.cleaned_data
    if said["what"] == "asked":
        return form.act(actions.ask_party, request.actor, case_id, party=party, on=said["on"], question=said["text"])
    answered = said["what"] == "answered"
    return form.act(actions.record_answer, request.actor, case_id, party=party, on=said["on"], answered=answered, answer=said["text"])


@through(section="decisions", mode="write", purpose="second_review")
def review(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The second pair of eyes: it holds, or it goes back. A reviewer never decides otherwise."""
    form = ReviewForm(request.POST if request.method == "POST" else None)
    glance = door.glance(request.case)
    if _acted(request, form):
        words = form.cleaned_data["words"]
        seen = request.POST.get("seen", "")
        place = int(seen) if seen.isdigit() else None
        holds = form.cleaned_data["verdict"] == "holds"
        done = (
            form.act(actions.confirm_negative, request.actor, case_id, note=words, seen=place)
            if holds
            else form.act(actions.send_back, request.actor, case_id, why=words, seen=place)
        )
        if done:
            messages.success(
                request, gettext("Recorded. It is the decision now.") if holds else gettext("It is back with the decision maker.")
            )
            return redirect("portal:case", case_id=case_id)
    return render(request, "identification/review.html", shown.review(request, glance, form))


@through(section="decisions", mode="write")
def notice(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The outcome is told: by a safe way only, never to a child directly."""
    glance, on = door.glance(request.case), door.today()
    form = NoticeForm(request.POST if request.method == "POST" else None, ways=shown.notice_ways(glance.state), today=on)
    if _acted(request, form):
        to, _, channel = form.cleaned_data["way"].partition(".")
        if form.act(actions.tell_outcome, request.actor, case_id, to=to, channel=channel, on=form.cleaned_data["on"]):
            messages.success(request, gettext("Recorded: the outcome was told by a safe way."))
            return redirect("portal:case", case_id=case_id)
    return _asked(request, "identification/notice.html", form, letter=shown.letter(glance.state, editions.today(), get_language() or "en"))


@through(section="decisions", mode="write")
def age(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """A doubt about age is settled."""
    form = AgeForm(request.POST if request.method == "POST" else None, today=door.today())
    if _acted(request, form) and form.act(actions.settle_age, request.actor, case_id, **form.cleaned_data):
        messages.success(request, gettext("Recorded. Rights follow the age from that day on."))
        return redirect("portal:case", case_id=case_id)
    return _asked(request, "identification/age.html", form)


def _acted(request: HttpRequest, form: Sheet) -> bool:
    return request.method == "POST" and form.is_valid()


def _asked(request: HttpRequest, template: str, form: Sheet, **more: Any) -> HttpResponse:
    request.case.log("decision", "decisions")
    shown_now = {"today": door.today(), "case": spine.case_behind(request.case), "form": form, "back": _back(request.case.case_id), **more}
    return render(request, template, shown_now)


def _back(case_id: UUID) -> str:
    return reverse("identification:decision", args=[case_id])
