"""The pages of a country's own form, made from the data of its profile; and the form as it was sent, in the case."""

from collections.abc import Iterator
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from opennrm.access.receiving import received
from opennrm.access.through import through
from opennrm.cases.referral import actions, country_form, file_actions, file_words, form_told
from opennrm.cases.referral.country_forms import CountryForm, whole
from opennrm.cases.spine import codes, door, drafting, editions, step_pages
from opennrm.cases.spine import reads as spine
from opennrm.cases.spine.drafting import Filling, Paper, Step
from opennrm.cases.spine.step_pages import Page
from opennrm.countries.form import FormStep
from opennrm.ui.files import TAKE_OUT


@drafting.further
def country_steps(filling: Filling) -> Iterator[Step]:
    """Every page of the country's own form; those on which nothing is asked now are not shown."""
    for order, step, asked in country_form.steps_of(filling):
        title, makes = step.label.told(codes.reads_in()), partial(CountryForm, step, asked)
        yield Step(country_form.key_of(step), order, title, "referral:form", makes, asked=partial(_is, bool(asked)), args=(step.id,))


def _is(asked: bool, filling: Filling) -> bool:
    return asked


@through(section="coarse", mode="write", kind="contact", files=True)
def form(request: HttpRequest, case_id: UUID, part: str) -> HttpResponse:
    """One page of the form. What an answer opens on it is shown before one goes on; what an answer takes away is said to be left out."""
    filling = step_pages.filling_of(request)
    if filling is None:
        return redirect(step_pages.OVERVIEW, case_id)
    step = filling.profile.referral_form.step(part)
    if step is None or country_form.key_of(step) not in {one.key for one in drafting.steps(filling)}:
        return redirect(step_pages.to_do(filling))
    refused = _take_files(request, step)

    def keep(*args: Any) -> Paper:
        paper = actions.keep(*args)
        _tell_left_out(request, filling, drafting.with_paper(filling, paper))
        return paper

    def adds(_: Filling, shown: Any) -> dict[str, Any]:
        return {"more": [shown.fields[name].label for name in shown.more if name in shown.fields], "help": _said(step.help)}

    def ready(shown: Any) -> bool:
        shown.full_clean()
        for code, says in refused.items():
            shown.add_error(code, says)
        return shown.is_valid() and not shown.more and "another" not in request.POST

    data = partial(_whole, step)
    return step_pages.answer(request, Page(country_form.key_of(step), "referral/form.html", keep, adds=adds, data=data, ready=ready))


def _take_files(request: HttpRequest, step: FormStep) -> dict[str, list[str]]:
    """Put in what was chosen and take out what was ticked, whatever else is wrong on the page; why others were not taken, by question."""
    refused = {}
    for question in (one for one in step.fields if one.kind == "files"):
        chosen, out = received(request, question.code), request.POST.getlist(TAKE_OUT)
        told = file_actions.keep_files(request.actor, request.case.case_id, question, chosen, out) if chosen or out else []
        if told:
            refused[question.code] = file_words.refusals(told)
    if "later" in request.POST:  # the page is left: what was not taken is said on the next one
        for says in refused.values():
            messages.warning(request, " ".join(says))
    return refused


def _whole(step: Any, filling: Filling, posted: Any) -> Any:
    return whole(filling, posted, step)


def _said(words: Any) -> str:
    return words.told(codes.reads_in()) if words is not None else ""


def _tell_left_out(request: HttpRequest, before: Filling, after: Filling) -> None:
    """What this answer took away is said at once; it stays in the draft as it was typed, and comes back with the answer."""
    known = set(form_told.not_sent(before))
    if gone := [label for label in form_told.not_sent(after) if label not in known]:
        says = gettext("No longer asked because of your answer, and not sent: %(what)s") % {"what": "; ".join(gone)}
        messages.warning(request, says)


@through(section="coarse")
def sent_form(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The form as it was sent: each section that the reader may open, question by question."""
    request.case.log("form")
    context = {
        "today": door.today(),
        "case": spine.case_behind(request.case),
        "sections": form_told.opened(request.case),
        "has_form": bool(editions.today().referral_form.steps),
        "back": reverse("portal:case", args=[case_id]),
    }
    return render(request, "referral/sent_form.html", context)
