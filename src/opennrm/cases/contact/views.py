"""The pages of a first contact: one question a screen, saved half-way, nothing lost."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from opennrm.access import readlog
from opennrm.access.through import for_roles, through
from opennrm.cases.contact import actions, coding, reads
from opennrm.cases.contact.coding import MOST_EPISODES, SIGNS, coded, episode_key
from opennrm.cases.contact.forms import EpisodeForm, ResultForm, SetsForm, SignsForm, WhoForm
from opennrm.cases.contact.result import result_context
from opennrm.cases.contact.screens import names_of, part_after, part_context, reading, set_after, sets_listed
from opennrm.cases.contact.signs import GENERAL
from opennrm.cases.spine import door, drafting, editions, step_pages
from opennrm.cases.spine.drafting import Filling, Moved, Paper, Step, Typed
from opennrm.cases.spine.step_pages import Page
from opennrm.cases.spine.step_sheet import StepSheet
from opennrm.cases.spine.ways import Seen, contact_ways
from opennrm.standards.load import law
from opennrm.ui.forms import Sheet
from opennrm.ui.posted import acted, posted


def _typed(number: int) -> Callable[[Filling], bool]:
    return lambda filling: episode_key(number) in filling.paper.steps


drafting.step(Step("who", 10, gettext_lazy("Adult or child"), "contact:who", WhoForm))
drafting.step(Step(SIGNS, 40, gettext_lazy("Signs of trafficking"), "contact:signs", SignsForm, args=("g1",)))
drafting.step(Step("what", 50, gettext_lazy("What was done to the person"), "contact:episode", EpisodeForm, args=(1,)))
for _one in range(2, MOST_EPISODES + 1):
    _again = gettext_lazy("What was done another time")
    drafting.step(Step(episode_key(_one), 50 + _one, _again, "contact:episode", EpisodeForm, asked=_typed(_one), args=(_one,)))
drafting.step(Step("result", 60, gettext_lazy("What the signs come to"), "contact:result", lambda filling, data: Sheet(data), last=True))


@for_roles("first_responder")
def listing(request: HttpRequest) -> HttpResponse:
    """Your drafts, each with the day on which it is destroyed, and the contacts of the agency without a name."""
    actions.destroy_left_over(request.actor)
    contacts = reads.contacts(request.actor, editions.today())
    readlog.looked(request.actor, "contacts", [one.id for one in contacts], ["coarse"])
    return render(request, "contact/list.html", {"drafts": reads.drafts(request.actor), "contacts": contacts, "today": door.today()})


@for_roles("first_responder")
def new(request: HttpRequest) -> HttpResponse:
    """The first step: with it the contact is recorded, coded, and the draft begins."""
    filling = drafting.unbegun()
    form = WhoForm(filling, posted(request))
    if acted(request, form):
        said = {"on": form.cleaned_data["on"], "channel": form.cleaned_data["channel"], "about": form.about()}
        typed = drafting.typed_of(form)
        if form.act(actions.open_contact, request.actor, reasons=form.reasons_given(), typed=typed, **said):
            return _begun(request, form.outcome)
    return render(
        request, "contact/new.html", {"form": form, "today": filling.today, "help": reads.help_for("other_help", "", filling.today)}
    )


def _begun(request: HttpRequest, contact: UUID) -> HttpResponse:
    if "later" in request.POST:
        messages.success(request, gettext("Saved. Nobody else can read it."))
        return redirect("contact:list")
    return redirect("referral:safe", contact)


@through(section="coarse", kind="contact")
def contact(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """What a contact holds, and where it went."""
    state = door.glance(request.case).state
    request.case.log("contact")
    filling = step_pages.filling_of(request)
    screened, went = state.note("contact.screened"), state.note("referral.case")
    way = screened.way if screened and screened.way != "refer" else ""
    context = {
        "today": door.today(),
        "held": reads.held(state, editions.today()),
        "outcome": state.note("referral.outcome") or way,
        "sent": reverse("referral:sent", args=[went]) if went else "",
        "steps": step_pages.listed(filling) if filling else [],
        "go_on": step_pages.to_do(filling) if filling else "",
        "expires_at": filling.paper.ends if filling else None,
        "closed": state.closed,
        "ways": contact_ways(Seen(request.case, state, editions.today(), door.today())),
        "help": [] if went else reads.help_for(way or "other_help", state.about.region, door.today()),
    }
    return render(request, "contact/contact.html", context)


@through(section="coarse", mode="write", kind="contact")
def who(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The first step again: what is other now is recorded again."""

    def records(filling: Filling, form: Any) -> bool:
        done: bool = form.act(actions.correct_person, request.actor, case_id, about=form.about(), reasons=form.reasons_given())
        return done

    return step_pages.answer(request, Page("who", "contact/who.html", actions.keep, records=records))


@through(section="coarse", mode="write", kind="contact")
def episode(request: HttpRequest, case_id: UUID, number: int) -> HttpResponse:
    """One time in which the person was exploited; "another time" opens the next."""
    if not 1 <= number <= MOST_EPISODES:
        raise Http404

    def goes(filling: Filling, form: StepSheet) -> str:
        if "another" in request.POST and number < MOST_EPISODES:
            return reverse("contact:episode", args=[case_id, number + 1])
        return step_pages.next_url(filling, episode_key(number))

    def adds(filling: Filling, form: StepSheet) -> dict[str, Any]:
        return {"number": number, "more": number < MOST_EPISODES}

    page = Page(episode_key(number), "contact/episode.html", actions.keep, records=_recording(request), adds=adds, goes=goes)
    return step_pages.answer(request, page)


@through(section="coarse", mode="write", kind="contact")
def look(request: HttpRequest, case_id: UUID, part: str) -> HttpResponse:
    """One screen of signs; the last of the general set leads to the choice of others, the last of all to the account."""

    def adds(filling: Filling, form: StepSheet) -> Mapping[str, Any]:
        return part_context(filling, form, part)

    def data(filling: Filling, posted: QueryDict) -> QueryDict:
        names = names_of(filling, part)
        kept = filling.paper.typed(SIGNS) or QueryDict(mutable=True)
        for name in [name for name in kept if name.removesuffix("-who") in names]:
            del kept[name]
        for name in [name for name in posted if name.removesuffix("-who") in names]:
            kept.setlist(name, posted.getlist(name))
        return kept

    def ready(form: StepSheet) -> bool:
        return not set(form.errors) & names_of(form.filling, part)

    def goes(filling: Filling, form: StepSheet) -> str:
        return part_after(filling, part)

    page = Page(SIGNS, "contact/signs.html", actions.keep, records=_recording(request), adds=adds, goes=goes, data=data, ready=ready)
    return step_pages.answer(request, page)


def _recording(request: HttpRequest) -> Callable[[Filling, StepSheet], bool]:
    """Once the signs were looked at, what changed in them is recorded as soon as it is right."""

    def records(filling: Filling, form: StepSheet) -> bool:
        screened = filling.contact.note("contact.screened")
        return screened is None or _looked(request, filling, form, screened.way)

    return records


def _looked(request: HttpRequest, filling: Filling, form: Sheet, way: str) -> bool:
    observations, episodes = coded(filling)
    return form.act(actions.look_at_signs, request.actor, filling.contact.stream, observations=observations, episodes=episodes, way=way)


@through(section="coarse", mode="write", kind="contact")
def sets(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Which sets of signs one goes through after the general one. Another keeps the answers that it has."""
    if (filling := step_pages.filling_of(request)) is None:
        return redirect(step_pages.OVERVIEW, case_id)
    listed, ticked = sets_listed(filling)
    form = SetsForm(posted(request), there=listed, initial={"sets": ticked})
    if acted(request, form):
        typed = {**filling.paper.steps.get(SIGNS, {}), "sets": form.cleaned_data["sets"]}
        if (kept := _kept(request, filling, typed)) is None:
            return redirect("contact:sets", case_id)
        general = law().indicator_sets[GENERAL]
        return redirect(step_pages.HOME if "later" in request.POST else set_after(drafting.with_paper(filling, kept), general))
    return render(request, "contact/sets.html", {"form": form, "reading": reading(filling), **_beside_signs(filling)})


def _kept(request: HttpRequest, filling: Filling, typed: Typed) -> Paper | None:
    """The draft with the signs as they are now; None, with a word about it, where another window was faster."""
    try:
        return actions.keep(request.actor, filling.contact.stream, SIGNS, typed, filling.paper.saved.get(SIGNS, 0))
    except Moved:
        messages.warning(request, gettext("The signs were saved in another window at the same moment. Look at them again."))
        return None


def _beside_signs(filling: Filling) -> dict[str, Any]:
    return {
        "today": filling.today,
        "steps": step_pages.listed(filling, SIGNS),
        "expires_at": filling.paper.ends,
        "back": reverse("contact:signs", args=[filling.contact.stream, "g1"]),
    }


@through(section="coarse", mode="write", kind="contact")
def passages(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The account, with the signs that each paragraph shows in the margin."""
    if (filling := step_pages.filling_of(request)) is None:
        return redirect(step_pages.OVERVIEW, case_id)
    if request.method != "POST":
        return _margins(request, filling)
    typed = {**filling.paper.steps.get(SIGNS, {}), "coded": coding.marking(filling, request.POST)}
    if _kept(request, filling, typed) is None:
        return redirect("contact:passages", case_id)
    if "mark" in request.POST or "drop" in request.POST:
        return redirect("contact:passages", case_id)
    return redirect(step_pages.HOME if "later" in request.POST else step_pages.next_url(filling, SIGNS))


def _margins(request: HttpRequest, filling: Filling) -> HttpResponse:
    known = coding.seen(filling)
    used = {one.partition(":")[2] for one in coding.marked(filling)}
    context = {
        "paragraphs": coding.margins(filling),
        "options": [{"value": code, "label": f"{code} {label}"} for code, label in known.items()],
        "loose": ", ".join(code for code in known if code not in used),
        **_beside_signs(filling),
    }
    return render(request, "contact/passages.html", context)


@through(section="coarse", mode="write", kind="contact")
def result(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """What the signs come to under the rule of their set, and the way that the responder takes."""
    if (filling := step_pages.filling_of(request)) is None:
        return redirect(step_pages.OVERVIEW, case_id)
    form = ResultForm(posted(request), treated_as=filling.treated_as)
    if acted(request, form):
        way = form.cleaned_data["way"]
        if way != "refer":
            return redirect("contact:end", case_id, way)
        if _looked(request, filling, form, way):
            # Asked anew: where the person stands now may want a step that was none before.
            return redirect(step_pages.next_url(step_pages.filling_of(request) or filling, "result"))
    return render(request, "contact/result.html", {**result_context(filling), "form": form})


@through(section="coarse", mode="write", kind="contact")
def end(request: HttpRequest, case_id: UUID, way: str) -> HttpResponse:
    """What is kept and what is destroyed, side by side, and one button that names both."""
    if (filling := step_pages.filling_of(request)) is None:
        return redirect(step_pages.OVERVIEW, case_id)
    if way not in ("labour_rights", "other_help"):
        raise Http404
    form = Sheet(posted(request))
    if acted(request, form) and _looked(request, filling, form, way):
        return redirect("contact:contact", case_id)
    context = {
        "form": form,
        "today": filling.today,
        "way": way,
        "kept": reads.would_hold(filling.contact, filling.profile, *coded(filling)),
        "help": reads.help_for(way, filling.contact.about.region, filling.today),
        "back": reverse("contact:result", args=[case_id]),
    }
    return render(request, "contact/end.html", context)
