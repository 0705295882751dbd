"""The pages of correction: what is counted of a case, and what was recorded wrongly."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from opennrm.access.through import through
from opennrm.cases.correction import actions, reads, shown
from opennrm.cases.correction.forms import ExploitationForm, FactsForm, MergeForm, VoidForm, WhyForm
from opennrm.cases.correction.shown import Words
from opennrm.cases.spine import door, editions
from opennrm.cases.spine import reads as spine
from opennrm.cases.spine.act_pages import back, page
from opennrm.cases.spine.step_pages import place_seen
from opennrm.ui.forms import Sheet
from opennrm.ui.posted import acted, posted

COUNTED = "correction:counted"


@through(section="decisions", mode="write")
def counted(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """What figures count of the case, and what may be put right."""
    state = door.glance(request.case).state
    request.case.log("correction", "coarse", "decisions")
    context = {
        "today": door.today(),
        "case": spine.case_behind(request.case),
        "facts": shown.counted(state, editions.today()),
        "standing": reads.standing(state, request.actor),
        "aliases": list(reads.aliases(state, request.actor)),
        "links": list(shown.links(state, door.today())),
    }
    return render(request, "correction/counted.html", context)


@through(section="decisions", mode="write")
def void(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """A referral that was none."""
    form = VoidForm(posted(request), today=door.today())
    if acted(request, form) and form.act(actions.void, request.actor, case_id, **form.cleaned_data, seen=place_seen(request)):
        return back(request, case_id, gettext("Voided. It counts nowhere from today on."), COUNTED)
    return _asked(request, shown.void(), form)


@through(section="decisions", mode="write")
def restore(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """A voided referral stands again."""
    form = WhyForm(posted(request), today=door.today())
    if acted(request, form) and form.act(actions.restore, request.actor, case_id, **form.cleaned_data, seen=place_seen(request)):
        return back(request, case_id, gettext("It stands again, and counts from today on."), COUNTED)
    return _asked(request, shown.restore(), form)


@through(section="decisions", mode="write")
def merge(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Two referrals of one person: the other case goes on."""
    form = MergeForm(posted(request), today=door.today())
    if acted(request, form):
        said = form.cleaned_data
        other = spine.named_to(request.actor, said["reference"])
        told = {"other": other, "why": said["why"], "on": said["on"], "sure": bool(said["sure"]), "seen": place_seen(request)}
        if form.act(actions.merge, request.actor, case_id, **told):
            return back(request, case_id, gettext("Joined. The other case goes on."), COUNTED)
    return _asked(request, shown.merge(), form)


@through(section="decisions", mode="write")
def part(request: HttpRequest, case_id: UUID, other: UUID) -> HttpResponse:
    """They were two persons: both cases stand."""
    form = WhyForm(posted(request), today=door.today())
    if acted(request, form):
        told = {**form.cleaned_data, "other": other, "seen": place_seen(request)}
        if form.act(actions.part, request.actor, case_id, **told):
            return back(request, case_id, gettext("Both cases stand again."), COUNTED)
    return _asked(request, shown.part(), form)


@through(section="decisions", mode="write")
def facts(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Coarse facts that were recorded wrongly."""
    about = spine.case_behind(request.case).about
    form = FactsForm(posted(request), today=door.today(), about=about, profile=editions.today())
    if acted(request, form):
        said = form.cleaned_data
        told = {"right": form.right(), "reason": said["reason"], "why": said["why"], "on": said["on"], "seen": place_seen(request)}
        if form.act(actions.put_right, request.actor, case_id, **told):
            return back(request, case_id, gettext("Recorded. What stood before stays on record."), COUNTED)
    return _asked(request, shown.facts(), form)


@through(section="decisions", mode="write")
def exploitation(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The exploitation, coded on what is known now."""
    form = ExploitationForm(posted(request), today=door.today(), about=spine.case_behind(request.case).about)
    if acted(request, form):
        told = {"right": form.coded(), "why": form.cleaned_data["why"], "on": form.cleaned_data["on"], "seen": place_seen(request)}
        if form.act(actions.recategorise, request.actor, case_id, **told):
            return back(request, case_id, gettext("Recorded. What stood before stays on record."), COUNTED)
    return _asked(request, shown.exploitation(), form)


def _asked(request: HttpRequest, words: Words, form: Sheet) -> HttpResponse:
    request.case.log("correction", "coarse", "decisions")
    return page(request, "correction/act.html", form, door.glance(request.case).place, words=words)
