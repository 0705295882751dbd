"""The pages of a referral once it is sent: the lists of both sides, the answer, feedback, sending again."""

from datetime import UTC, datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from opennrm.access import readlog
from opennrm.access.through import for_roles, through
from opennrm.cases.referral import actions, addressing, reads, shown
from opennrm.cases.referral.case_forms import AgainForm, AnswerReferralForm, FeedbackForm
from opennrm.cases.spine import call, door, editions
from opennrm.cases.spine import reads as spine
from opennrm.cases.spine.act_pages import carried
from opennrm.cases.spine.step_pages import place_seen
from opennrm.ui.posted import acted, posted


@for_roles("first_responder", "decision_maker", "second_reviewer")
def listing(request: HttpRequest) -> HttpResponse:
    """Referrals to answer and referrals sent, each with what became of it, by when, and whose turn it is."""
    groups = shown.grouped(request.actor, editions.today(), door.today(), _before(request))
    readlog.looked(request.actor, "referrals", [line["case_id"] for group in groups for line in group["lines"]], ["coarse"])
    context = {
        "today": door.today(),
        "groups": groups,
        "refers": "first_responder" in request.actor.roles,
        "earlier": next((group["earlier"] for group in groups if group["earlier"]), ""),
    }
    return render(request, "referral/list.html", context)


def _before(request: HttpRequest) -> datetime | None:
    """The instant before which those sent are listed, from the address; anything else there is left aside."""
    try:
        at = datetime.fromisoformat(request.GET.get("before", ""))
        return at.astimezone(UTC) if at.tzinfo else None
    except (ValueError, OverflowError):
        return None


@through(section="coarse")
def referral(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """One referral: what it is about in coarse facts, where it stands, what referrer and recipient told one another."""
    glance, today = door.glance(request.case), door.today()
    seen = shown.referral_seen(request.case, glance.state, editions.today())
    request.case.log("referral")
    context = {
        "today": today,
        "case": spine.case_behind(request.case),
        "seen": seen,
        "help": call.tonight(glance.state.about, today) if seen and seen.pressing else [],
        "beside": reads.told_beside(request.case),
    }
    return render(request, "referral/referral.html", context)


@through(section="decisions", mode="write", purpose="answer_referral")
def answer(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Take it up, or send it back with a reason and what would be right."""
    glance = door.glance(request.case)
    form = AnswerReferralForm(posted(request))
    if acted(request, form):
        if "competent_authority" in request.case.relations:
            return redirect("portal:case", case_id)
        if _answered(request, form, case_id):
            return redirect("portal:case", case_id) if form.cleaned_data["answer"] == "accept" else redirect("referral:list")
    context = {
        "form": form,
        "today": door.today(),
        "seen": shown.referral_seen(request.case, glance.state, editions.today()),
        "place": carried(form, glance.place),
        "back": reverse("referral:referral", args=[case_id]),
    }
    return render(request, "referral/answer_referral.html", context)


def _answered(request: HttpRequest, form: AnswerReferralForm, case_id: UUID) -> bool:
    said, seen = form.cleaned_data, place_seen(request)
    if said["answer"] == "accept":
        return form.act(actions.accept, request.actor, case_id, seen=seen)
    done = form.act(actions.refuse, request.actor, case_id, reason=said["reason"], words=said["words"], seen=seen)
    if done:
        messages.success(request, gettext("It went back. Whoever referred reads why, and what would be right."))
    return done


@through(section="decisions", mode="write")
def feedback(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Tell whoever referred what became of it."""
    form = FeedbackForm(posted(request))
    if acted(request, form) and form.act(actions.give_feedback, request.actor, case_id, **form.cleaned_data):
        messages.success(request, gettext("The referrer can read it now."))
        return redirect("referral:referral", case_id)
    context = {"form": form, "today": door.today(), "back": reverse("referral:referral", args=[case_id])}
    return render(request, "referral/feedback.html", context)


@through(section="decisions", mode="write", purpose="referral")
def again(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Send it once more, with what was missing."""
    state = door.glance(request.case).state
    possible, _source = addressing.recipients(state, editions.today(), door.today())
    form = AgainForm(possible, posted(request))
    if acted(request, form):
        said = {"recipient": UUID(form.cleaned_data["recipient"]), "added": form.cleaned_data["added"]}
        if form.act(actions.send_again, request.actor, case_id, **said):
            messages.success(request, gettext("It is sent again."))
            return redirect("referral:referral", case_id)
    context = {
        "form": form,
        "today": door.today(),
        "beside": reads.told_beside(request.case),
        "back": reverse("referral:referral", args=[case_id]),
    }
    return render(request, "referral/again.html", context)
