"""The pages of the procedure: it rests, it goes on, the person leaves it, it is looked at again, a decision ends, a case is closed."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from opennrm.access.through import through
from opennrm.cases.procedure import actions, reads, shown, step_rules
from opennrm.cases.procedure.forms import (
    AdultWithdrawsForm,
    AnswerForm,
    AskAgainForm,
    ChildLeavesForm,
    CloseForm,
    DisqualifyForm,
    EndReviewForm,
    ResumeForm,
    RevokeForm,
    StepForm,
    SuspendForm,
)
from opennrm.cases.procedure.shown import Place, Words
from opennrm.cases.spine import codes
from opennrm.cases.spine.act_pages import back, page
from opennrm.cases.spine.outcomes import is_owed_word
from opennrm.cases.spine.step_pages import place_seen
from opennrm.ui.forms import Sheet
from opennrm.ui.posted import acted, posted

REASONS = "suspension_reasons"


@through(section="decisions", mode="write")
def suspend(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The procedure rests."""
    place = Place.of(request.case)
    form = SuspendForm(posted(request), today=place.on, reasons=codes.choices(REASONS), hints=codes.hints(REASONS))
    if acted(request, form) and form.act(actions.suspend, request.actor, case_id, **form.cleaned_data, seen=place_seen(request)):
        return back(request, case_id, gettext("Recorded. The procedure rests; what the person is owed does not."))
    return asked(request, place, shown.suspend(place), form)


@through(section="decisions", mode="write")
def resume(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The procedure goes on."""
    place = Place.of(request.case)
    form = ResumeForm(posted(request), today=place.on)
    if acted(request, form) and form.act(actions.resume, request.actor, case_id, **form.cleaned_data, seen=place_seen(request)):
        return back(request, case_id, gettext("Recorded. The procedure goes on where it stood."))
    return asked(request, place, shown.resume(place), form)


@through(section="decisions", mode="write")
def withdraw(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The person leaves the procedure: an adult in writing, a child where that was found best."""
    place = Place.of(request.case)
    form: Sheet = ChildLeavesForm(posted(request), today=place.on, found_by=reads.found_by())
    act: Callable[..., object] = actions.withdraw_child
    if place.adult:
        form, act = AdultWithdrawsForm(posted(request), today=place.on, through=shown.through(place.state)), actions.withdraw
    if acted(request, form) and form.act(act, request.actor, case_id, **form.cleaned_data, seen=place_seen(request)):
        return back(request, case_id, gettext("Recorded. The procedure ended; the person may be referred again."))
    return asked(request, place, shown.withdraw(place), form, consents=reverse("referral:consents", args=[case_id]))


@through(section="decisions", mode="write")
def ask(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """It was asked to look at a decision again."""
    place = Place.of(request.case)
    form = AskAgainForm(posted(request), today=place.on, askers=shown.askers(place.state), bases=shown.bases(place.profile))
    if acted(request, form) and form.act(
        actions.ask_reconsideration, request.actor, case_id, **form.cleaned_data, seen=place_seen(request)
    ):
        return back(request, case_id, gettext("Recorded. Another person than the one who said no looks at it again."))
    return asked(request, place, shown.ask(place), form)


@through(section="decisions", mode="write")
def answer(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Looked at again: yes, or it stays as it is."""
    place = Place.of(request.case)
    choices, hints = shown.answers(place)
    form = AnswerForm(posted(request), answers=choices, hints=hints)
    if acted(request, form) and _answered(request, form, case_id):
        return back(request, case_id, gettext("Recorded. The answer has to be told to the person, by a safe way."))
    decision = reverse("identification:decision", args=[case_id])
    return asked(request, place, shown.answer(place), form, waits=shown.request_of(place), decision=decision)


def _answered(request: HttpRequest, form: AnswerForm, case_id: UUID) -> bool:
    act = actions.accept_reconsideration if form.cleaned_data["verdict"] == "yes" else actions.refuse_reconsideration
    return form.act(act, request.actor, case_id, words=form.cleaned_data["words"], seen=place_seen(request))


@through(section="decisions", mode="write")
def revoke(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """To revoke a flawed decision is proposed."""
    place = Place.of(request.case)
    form = RevokeForm(posted(request))
    if acted(request, form) and form.act(actions.propose_revocation, request.actor, case_id, **form.cleaned_data, seen=place_seen(request)):
        return back(request, case_id, _with_second())
    return asked(request, place, shown.revoke(place), form)


@through(section="decisions", mode="write")
def disqualify(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """To disqualify is proposed, with an assessment of this person alone."""
    place = Place.of(request.case)
    form, act = DisqualifyForm(posted(request), grounds=shown.grounds()), actions.propose_disqualification
    if acted(request, form) and form.act(act, request.actor, case_id, **form.cleaned_data, seen=place_seen(request)):
        return back(request, case_id, _with_second())
    return asked(request, place, shown.disqualify(place), form)


def _with_second() -> str:
    return gettext("Sent to a second person. Nothing ends before that person agrees.")


@through(section="decisions", mode="write", purpose="second_review")
def end_review(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """A second person looks whether a decision ends."""
    place = Place.of(request.case)
    form = EndReviewForm(posted(request))
    if acted(request, form) and _reviewed(request, form, case_id):
        return back(request, case_id, gettext("Recorded."))
    return asked(request, place, shown.end_review(place), form, waits=shown.proposal_of(place))


def _reviewed(request: HttpRequest, form: EndReviewForm, case_id: UUID) -> bool:
    act = actions.confirm_end if form.cleaned_data["verdict"] == "holds" else actions.send_end_back
    return form.act(act, request.actor, case_id, words=form.cleaned_data["words"], seen=place_seen(request))


@through(section="decisions", mode="write")
def close(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """A case is closed; what still runs stands first."""
    place = Place.of(request.case)
    form = CloseForm(posted(request))
    if acted(request, form) and form.act(actions.close, request.actor, case_id, **form.cleaned_data, seen=place_seen(request)):
        return back(request, case_id, gettext("The case is closed."))
    untold = reverse("identification:notice", args=[case_id]) if is_owed_word(place.state) else ""
    return asked(request, place, shown.close(place), form, template="procedure/close.html", runs=shown.still_running(place), untold=untold)


@through(section="decisions", mode="write")
def step(request: HttpRequest, case_id: UUID, step: str) -> HttpResponse:
    """A step that only this country's procedure has."""
    place = Place.of(request.case)
    words = shown.step(place, step)
    form = StepForm(posted(request), today=place.on, decides=words.leads and step_rules.is_a_decision(place.profile, step))
    if acted(request, form) and form.act(
        actions.take_step, request.actor, case_id, step=step, **form.cleaned_data, seen=place_seen(request)
    ):
        return back(request, case_id, gettext("Recorded: %(step)s.") % {"step": words.title})
    return asked(request, place, words, form)


def asked(request: HttpRequest, place: Place, words: Words, form: Sheet, template: str = "procedure/act.html", **more: Any) -> HttpResponse:
    """A page with its question, and beside it what holds here."""
    request.case.log("procedure", "decisions")
    return page(request, template, form, place.seen, words=words, **more)
