"""How a step of the form is shown and saved: right or wrong it is kept, and what two tabs typed is shown side by side."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from opennrm.cases.spine import drafting
from opennrm.cases.spine.drafting import Filling, Moved, Over, Paper, Step
from opennrm.cases.spine.step_sheet import StepSheet

Keep = Callable[..., Paper]
Records = Callable[[Filling, StepSheet], bool]
HOME, OVERVIEW = "contact:list", "contact:contact"


@dataclass(frozen=True, slots=True)
class Page:
    """A step's page: its key and template, the action that keeps what was typed, and what else happens once it is right.

    `data` makes of what was posted what the whole step holds, `ready` says whether one may go on: where a step stands on several screens.
    """

    key: str
    template: str
    keep: Keep
    records: Records | None = None
    adds: Callable[[Filling, StepSheet], Mapping[str, Any]] | None = None
    goes: Callable[[Filling, StepSheet], str] | None = None
    data: Callable[[Filling, QueryDict], QueryDict] = lambda filling, posted: posted
    ready: Callable[[StepSheet], bool] = lambda form: form.is_valid()


def answer(request: HttpRequest, page: Page) -> HttpResponse:
    """Show the step, or save what was typed and go on."""
    filling = filling_of(request)
    if filling is None:
        return redirect(OVERVIEW, request.case.case_id)
    if request.method == "POST":
        return _save(request, page, filling)
    form = drafting.read(filling, page.key)
    return show(request, page, filling, form.quiet() if form.is_bound else form)


def filling_of(request: HttpRequest) -> Filling | None:
    """What is being filled in of this contact; nothing where it went or the time for it is over."""
    try:
        return drafting.open_filling(request.case)
    except Over:
        return None


def _save(request: HttpRequest, page: Page, filling: Filling) -> HttpResponse:
    form = drafting.form_of(filling, page.key, page.data(filling, request.POST))
    try:
        paper = page.keep(request.actor, request.case.case_id, page.key, drafting.typed_of(form), place_seen(request))
    except Moved as moved:
        there = drafting.form_of(drafting.with_paper(filling, moved.paper), page.key, moved.paper.typed(page.key))
        return show(request, page, drafting.with_paper(filling, moved.paper), form.quiet(), differing=differing(form, there))
    filling = drafting.with_paper(filling, paper)
    form = drafting.form_of(filling, page.key, page.data(filling, request.POST))
    if "later" in request.POST:
        messages.success(request, gettext("Saved. Nobody else can read it."))
        return redirect(HOME)
    if page.ready(form) and (page.records is None or page.records(filling, form)):
        return redirect(page.goes(filling, form) if page.goes else next_url(filling, page.key))
    return show(request, page, filling, form)


def place_seen(request: HttpRequest) -> int:
    """The place in the stream, or in the draft, that the page was made from; none that could be one where the form does not say it."""
    text = request.POST.get("seen", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else -1


def next_url(filling: Filling, key: str) -> str:
    """The page of the step that follows."""
    return url_of(drafting.after(filling, key), filling.contact.stream)


def url_of(step: Step, contact: UUID) -> str:
    """The page of a step."""
    return reverse(step.url, args=[contact, *step.args])


def show(request: HttpRequest, page: Page, filling: Filling, form: StepSheet, **more: Any) -> HttpResponse:
    """The page of a step with its form, the list of steps beside it, and when it was saved last."""
    steps = drafting.steps(filling)
    place = next((number for number, one in enumerate(steps, start=1) if one.key == page.key), 1)
    context = {
        "form": form,
        "today": filling.today,
        "title": steps[place - 1].title,
        "place": place,
        "places": len(steps),
        "seen": filling.paper.saved.get(page.key, 0),
        "saved_at": filling.paper.saved_last,
        "expires_at": filling.paper.ends,
        "steps": listed(filling, page.key),
        "back": url_of(steps[place - 2], filling.contact.stream) if place > 1 else reverse(HOME),
        "back_words": steps[place - 2].title if place > 1 else gettext("Contacts"),
        "onward": next_url(filling, page.key),
        "differing": (),
        **(page.adds(filling, form) if page.adds else {}),
        **more,
    }
    return render(request, page.template, context)


def listed(filling: Filling, current: str = "") -> list[dict[str, Any]]:
    """The steps with how far each is, for the list beside the form."""
    wanting = {step.key: sum(len(errors) for errors in wrong.values()) for step, wrong in drafting.wanting(filling)}
    return [_line(one, filling, wanting, current) for one in drafting.steps(filling)]


def to_do(filling: Filling) -> str:
    """The page of the first step that still wants something; the last step where none does."""
    wanting = {step.key for step, _ in drafting.wanting(filling)}
    there = drafting.steps(filling)
    return url_of(next((one for one in there if one.key in wanting), there[-1]), filling.contact.stream)


def _line(one: Step, filling: Filling, wanting: Mapping[str, int], current: str) -> dict[str, Any]:
    begun, missing = one.key in filling.paper.steps, wanting.get(one.key, 0)
    if missing and begun:
        state = ngettext("%(n)s thing missing", "%(n)s things missing", missing) % {"n": missing}
    else:
        state = gettext("Done") if begun else gettext("Not started")
    return {
        "label": one.title,
        "href": url_of(one, filling.contact.stream),
        "state": "" if one.last else state,
        "current": one.key == current,
        "wanting": bool(missing and begun),
    }


@dataclass(frozen=True, slots=True)
class Differs:
    """A field that two tabs filled in differently."""

    label: Any
    here: str
    there: str


def differing(here: StepSheet, there: StepSheet) -> list[Differs]:
    """Field by field what stands in this page and what was saved elsewhere, both as they were typed."""
    both = [(name, _typed(here, name), _typed(there, name)) for name in here.fields]
    return [Differs(here.fields[name].label, one, other) for name, one, other in both if one != other]


def _typed(form: StepSheet, name: str) -> str:
    typed = drafting.typed_of(form)
    own = form.add_prefix(name)
    return "; ".join(text for key, values in typed.items() for text in values if text and (key == own or key.startswith(f"{own}-")))
