"""The pages between a first contact and the authority: how to reach the person, what happened, the answer, who it is, sending."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from opennrm.access.through import through
from opennrm.cases.referral import actions, addressing, form_told, information, pressing, presuming, reads
from opennrm.cases.referral.assembled import sending_of
from opennrm.cases.referral.forms import (
    AccountForm,
    AnswerForm,
    CheckForm,
    ChildForm,
    DetailsForm,
    PresumeForm,
    SafeForm,
    SupportForm,
)
from opennrm.cases.referral.sent import Sent
from opennrm.cases.referral.shown import urgency_told
from opennrm.cases.referral.told import answer_consequences, answers_told, sent_follows
from opennrm.cases.spine import call, codes, door, drafting, editions, step_pages
from opennrm.cases.spine import reads as spine
from opennrm.cases.spine.drafting import Filling, Step
from opennrm.cases.spine.step_pages import Page
from opennrm.ui.forms import Sheet
from opennrm.ui.posted import acted, posted


def _adult(filling: Filling) -> bool:
    return filling.treated_as == "adult"


def _not_adult(filling: Filling) -> bool:
    return not _adult(filling)


def _presumes_first(filling: Filling) -> bool:
    return presuming.comes_first(filling.profile, filling.contact, filling.today)


drafting.step(Step("safe", 20, gettext_lazy("How to reach the person"), "referral:safe", SafeForm))
drafting.step(Step("account", 30, gettext_lazy("What happened"), "referral:account", AccountForm))
drafting.step(Step("presume", 69.5, gettext_lazy("What you presume"), "referral:presume", PresumeForm, asked=_presumes_first))
drafting.step(Step("answer", 70, gettext_lazy("The person's answer"), "referral:answer", AnswerForm, asked=_adult))
drafting.step(Step("child", 70, gettext_lazy("Child protection, and the child"), "referral:child", ChildForm, asked=_not_adult))
drafting.step(Step("support", 80, gettext_lazy("Support, and the police"), "referral:support", SupportForm, asked=_adult))
drafting.step(Step("details", 90, gettext_lazy("Who it is"), "referral:details", DetailsForm))
drafting.step(Step("check", 100, gettext_lazy("Check and send"), "referral:check", lambda filling, data: Sheet(data), last=True))


@through(section="coarse", mode="write", kind="contact")
def safe(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """How the person can be reached without danger."""
    return step_pages.answer(request, Page("safe", "referral/safe.html", actions.keep))


@through(section="coarse", mode="write", kind="contact")
def presume(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Whoever met the person presumes, where the law here wants that before a referral."""
    filling = step_pages.filling_of(request)
    if filling is None or not _presumes_first(filling):
        return redirect(step_pages.OVERVIEW, case_id)

    def records(filling: Filling, form: Any) -> bool:
        done: bool = form.act(actions.presume, request.actor, case_id)
        return done

    def adds(filling: Filling, form: Any) -> dict[str, Any]:
        event = filling.profile.event_for(presuming.PRESUME, filling.contact.state)
        label = filling.profile.events[event].label.told(codes.reads_in()) if event else ""
        return {"step_label": label, "source": presuming.source_of(filling.profile, filling.contact, filling.today)}

    return step_pages.answer(request, Page("presume", "referral/presume.html", actions.keep, records=records, adds=adds))


@through(section="coarse", mode="write", kind="contact")
def account(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """What happened, in the person's words."""

    def adds(filling: Filling, form: Any) -> dict[str, Any]:
        return {"help": call.tonight(filling.contact.about, filling.today)}

    return step_pages.answer(request, Page("account", "referral/account.html", actions.keep, adds=adds))


@through(section="coarse", mode="write", kind="contact")
def support(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Support, then the police, apart; of a child neither is asked here."""
    filling = step_pages.filling_of(request)
    if filling is not None and _not_adult(filling):
        return redirect("referral:child", case_id)

    def adds(filling: Filling, form: Any) -> dict[str, Any]:
        profile, state, today = filling.profile, filling.contact, filling.today
        versions = ((scope, reads.sheet_of(profile, scope, state, today)) for scope in ("support", "police_contact"))
        support, police = (information.link(profile, scope, version) for scope, version in versions)
        return {"support_sheet": support, "police_sheet": police}

    return step_pages.answer(request, Page("support", "referral/support.html", actions.keep, adds=adds))


@through(section="coarse", mode="write", kind="contact")
def details(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Who the person is."""
    return step_pages.answer(request, Page("details", "referral/details.html", actions.keep))


@through(section="coarse", mode="write", kind="contact")
def answer(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Does the person want to be referred? Yes, no and not now weigh the same."""
    if (away := _before_answer(request, child=False)) is not None:
        return away

    def adds(filling: Filling, form: Any) -> dict[str, Any]:
        form.fields["answer"].consequences = answer_consequences(filling)
        version = reads.sheet_of(filling.profile, "referral", filling.contact, filling.today)
        return {
            "sheet": information.link(filling.profile, "referral", version),
            "law": filling.profile.consent["referral"].label.told(request.LANGUAGE_CODE),
            "source": reads.law_of_asking(filling),
        }

    def records(filling: Filling, form: Any) -> bool:
        later = form.cleaned_data["answer"] == "not_now"
        return not later or bool(form.act(actions.record_answer, request.actor, case_id, answer="not_now", talk=form.talk()))

    def goes(filling: Filling, form: Any) -> str:
        given = form.cleaned_data["answer"]
        if given == "not_now":
            messages.success(request, gettext("Nothing is sent. The draft waits, sealed."))
            return reverse("contact:list")
        return reverse("referral:no", args=[case_id]) if given == "no" else step_pages.next_url(filling, "answer")

    return step_pages.answer(request, Page("answer", "referral/answer.html", actions.keep, records=records, adds=adds, goes=goes))


def _before_answer(request: HttpRequest, child: bool) -> HttpResponse | None:
    """Whether one may come to this page yet: the signs are looked at first, and a child is not asked."""
    filling = step_pages.filling_of(request)
    if filling is None:
        return redirect(step_pages.OVERVIEW, request.case.case_id)
    if filling.contact.note("contact.screened") is None:
        messages.warning(request, gettext("First see what the signs come to: what was seen is kept, whatever the answer."))
        return redirect("contact:result", request.case.case_id)
    if _adult(filling) is child:
        return redirect("referral:child" if _not_adult(filling) else "referral:answer", request.case.case_id)
    return None


@through(section="coarse", mode="write", kind="contact")
def no(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The person said no: what is kept and what is destroyed, side by side, and one button that names both."""
    filling = step_pages.filling_of(request)
    if filling is None:
        return redirect(step_pages.OVERVIEW, case_id)
    answered = drafting.read(filling, "answer")
    if not (answered.is_bound and answered.is_valid() and answered.cleaned_data["answer"] == "no"):
        return redirect("referral:answer", case_id)
    form = Sheet(posted(request))
    if request.method == "POST" and form.act(actions.record_answer, request.actor, case_id, answer="no", talk=answered.talk()):
        return redirect(step_pages.OVERVIEW, case_id)
    context = {"form": form, "today": filling.today, "kept": drafting.held(filling), "back": reverse("referral:answer", args=[case_id])}
    return render(request, "referral/no.html", context)


@through(section="coarse", mode="write", kind="contact")
def child(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """A child, or a person whose age is in doubt: no consent is asked; the child office knows first, and the child is told."""
    if (away := _before_answer(request, child=True)) is not None:
        return away

    def records(filling: Filling, form: Any) -> bool:
        said = form.cleaned_data
        party = reads.told_first(filling.profile, filling.today).party
        office = {"party": party, "agency": UUID(said["office"]), "on": said["informed_on"]}
        done: bool = form.act(actions.prepare_child, request.actor, case_id, **office, talk=form.talk())
        return done

    def adds(filling: Filling, form: Any) -> dict[str, Any]:
        first = reads.told_first(filling.profile, filling.today)
        return {"office": first.label, "help": call.whom((first.kind,), filling.contact.about.region, filling.today)}

    return step_pages.answer(request, Page("child", "referral/child.html", actions.keep, records=records, adds=adds))


@through(section="coarse", mode="write", kind="contact")
def check(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Everything once more; what is missing with a link to it; and the button that sends."""
    filling = step_pages.filling_of(request)
    if filling is None:
        return _sent_already(request, case_id)
    form = CheckForm(filling, posted(request))
    wanting = [(step, wrong) for step, wrong in drafting.wanting(filling)]
    if not wanting and acted(request, form):
        done = {"sending": sending_of(filling), "recipient": form.chosen()}
        if form.act(actions.refer, request.actor, case_id, **done):
            return redirect("referral:sent", form.outcome)
    context = {
        "form": form,
        "today": filling.today,
        "wanting": [_lacks(step, wrong, case_id) for step, wrong in wanting],
        "held": drafting.held(filling),
        "form_answers": form_told.answered(filling),
        "not_sent": form_told.not_sent(filling),
        "answers": answers_told(filling, sending_of(filling)) if not wanting else (),
        "presses": pressing.listed(sending_of(filling).needs) if not wanting else (),
        "steps": step_pages.listed(filling, "check"),
        "expires_at": filling.paper.ends,
        "possible": addressing.recipients(filling.contact, filling.profile, filling.today)[0],
        "back": step_pages.url_of(drafting.before(filling, "check"), case_id),
        "back_words": drafting.before(filling, "check").title,
        "treated_as": filling.treated_as,
    }
    return render(request, "referral/check.html", context)


def _lacks(step: Step, wrong: Any, contact: UUID) -> dict[str, Any]:
    errors = [error for name, errors in wrong.items() for error in errors]
    return {"title": step.title, "href": step_pages.url_of(step, contact), "errors": errors}


def _sent_already(request: HttpRequest, contact: UUID) -> HttpResponse:
    case = door.glance(request.case).state.note("referral.case")
    return redirect("referral:sent", case) if case else redirect(step_pages.OVERVIEW, contact)


@through(section="coarse")
def sent(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """What happened, what comes next, by when."""
    state = door.glance(request.case).state
    referral = state.note("referral.sent")
    request.case.log("referral sent")
    today = door.today()
    presses = _presses(request, referral, today)
    context = {
        "today": today,
        "presses": presses,
        "help": call.tonight(state.about, today) if presses else [],
        "title": gettext("The referral is sent"),
        "says": spine.case_behind(request.case).reference,
        "at": referral.at if referral else None,
        "follows": sent_follows(state, editions.today(), request.case.may("account").allowed),
        "links": [
            {"label": gettext("See the case"), "url": reverse("portal:case", args=[case_id])},
            {"label": gettext("Referrals"), "url": reverse("referral:list")},
        ],
    }
    return render(request, "referral/sent.html", context)


def _presses(request: HttpRequest, referral: Sent | None, today: date) -> str:
    """What cannot wait: the needs, to whom they are told; on the day of sending that there is something, which the sender wrote."""
    if told := pressing.told_to(request.case):
        return told.words
    if referral is None or referral.on != today or referral.urgency == "none":
        return ""
    return urgency_told(request.case, referral)
