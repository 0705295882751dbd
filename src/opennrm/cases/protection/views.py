"""The pages of protection: show, ask, act."""

from collections.abc import Iterator
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext

from opennrm.access.through import through
from opennrm.cases.protection import actions, reads, rules
from opennrm.cases.protection.forms import AskForm, EndForm, LengthForm, RefuseForm, RemovalForm, StartForm
from opennrm.cases.spine import door, editions, ways
from opennrm.cases.spine import reads as spine
from opennrm.cases.spine.act_pages import back, page
from opennrm.cases.spine.plan import plan_of
from opennrm.cases.spine.step_pages import place_seen
from opennrm.standards.load import law
from opennrm.standards.refusal import Refusal
from opennrm.ui.forms import Sheet, refusal_words
from opennrm.ui.posted import acted, posted


@through(section="legal_status", mode="write")
def start(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The recovery and reflection period begins."""
    form = StartForm(posted(request), today=door.today())
    said = {"on": form.cleaned_data.get("on"), "seen": place_seen(request)} if acted(request, form) else {}
    if said and form.act(actions.start_reflection_period, request.actor, case_id, **said):
        return back(request, case_id, gettext("The time to recover and decide runs."))
    return _asked(request, "protection/start.html", form)


@through(section="legal_status", mode="write")
def length(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """How long the period lasts, by need, where the law leaves it to the authority."""
    lawful = rules.lawful_length(door.glance(request.case).state.facts, editions.today(), door.today())
    if lawful is None:
        return redirect("portal:case", case_id=case_id)
    form = LengthForm(posted(request), today=door.today(), lawful=lawful)
    said = {**form.cleaned_data, "seen": place_seen(request)} if acted(request, form) else {}
    if said and form.act(actions.set_length, request.actor, case_id, **said):
        return back(request, case_id, gettext("Set. The ledger counts by it."))
    return _asked(request, "protection/length.html", form)


@through(section="legal_status", mode="write")
def refuse(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The period is not observed, on a ground or on none."""
    form = RefuseForm(posted(request), today=door.today(), grounds=_grounds())
    said = {**form.cleaned_data, "seen": place_seen(request)} if acted(request, form) else {}
    if said and form.act(actions.refuse_reflection_period, request.actor, case_id, **said):
        return back(request, case_id, gettext("Recorded, with its ground. The ledger shows it as withheld."))
    return _asked(request, "protection/refuse.html", form)


@through(section="legal_status", mode="write")
def end(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The period ends: its time is over, or a ground of the law lets it."""
    language = get_language() or "en"
    reasons = [(one.reason, one.label.told(language), one.source) for one in rules.early_ends(editions.today())]
    form = EndForm(posted(request), today=door.today(), reasons=reasons)
    said = {**form.cleaned_data, "seen": place_seen(request)} if acted(request, form) else {}
    if said and form.act(actions.end_reflection_period, request.actor, case_id, **said):
        return back(request, case_id, gettext("Recorded. The ledger shows how it ended."))
    return _asked(request, "protection/end.html", form)


@through(section="return", mode="write")
def removal(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """A removal was carried out."""
    form = RemovalForm(posted(request), today=door.today())
    if acted(request, form) and form.act(actions.record_removal, request.actor, case_id, **form.cleaned_data):
        return back(request, case_id, gettext("Recorded. Where a bar stood, the ledger shows it as broken, for good."))
    return _asked(request, "protection/removal.html", form)


@through(section="coarse")
def may_be_removed(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """May this person be removed on that day? Answered from the ledger, for whoever may see the case."""
    form = AskForm(posted(request), initial={"day": door.today()})
    asked = form.cleaned_data["day"] if acted(request, form) else None
    bar = reads.may_be_removed(request.case, asked) if asked else None
    titles = plan_of(editions.today()).entitlements
    language = get_language() or "en"
    request.case.log("removal", "coarse")
    shown = {
        "today": door.today(),
        "case": spine.case_behind(request.case),
        "form": form,
        "asked": asked,
        "bar": bar,
        "rights": [titles[id].title.told(language) for id in bar.rights] if bar else [],
        "doubted": [titles[id].title.told(language) for id in bar.doubted] if bar else [],
    }
    return render(request, "protection/may_be_removed.html", shown)


def _asked(request: HttpRequest, template: str, form: Sheet) -> HttpResponse:
    request.case.log("protection", "coarse")
    glance, on, profile = door.glance(request.case), door.today(), editions.today()
    facts = glance.state.facts
    source, stands = rules.cited(facts, profile, on), list(reads.stands(facts, profile, on))
    return page(request, template, form, glance.place, source=source, stands=stands)


def _grounds() -> Iterator[tuple[str, str]]:
    listed, language = law().code_lists["withholding_grounds"], get_language() or "en"
    return ((code, listed[code].label.told(language) if code in listed else code) for code in rules.grounds_to_refuse())


def _why_not(refusals: Iterator[Refusal]) -> tuple[str, ...]:
    return tuple(refusal_words(refusal) for refusal in refusals)


@ways.offers
def offered(seen: ways.Seen) -> Iterator[ways.Way]:
    """What protection offers on the page of a case: the period for the authority, the question for everybody."""
    if seen.state.kind != "case":
        return
    if seen.door.may("legal_status", "write").allowed:
        yield from _period_ways(seen)
    if seen.door.may("return", "write").allowed:
        yield ways.Way(gettext("Record a removal"), reverse("protection:removal", args=[seen.door.case_id]))
    yield ways.Way(gettext("May this person be removed?"), reverse("protection:may_be_removed", args=[seen.door.case_id]))


def _period_ways(seen: ways.Seen) -> Iterator[ways.Way]:
    facts, at = seen.state.facts, [seen.door.case_id]
    against = _why_not(rules.may_start(facts, seen.profile, seen.on, seen.on))
    runs = rules.period_runs(facts, seen.on)
    opened = rules.opened(facts, seen.profile, seen.on) is not None
    if opened and (not runs or rules.begins_by_law(facts, seen.profile, seen.on)):
        yield ways.Way(gettext("Refuse the time to recover and decide"), reverse("protection:refuse", args=at))
    if not runs:
        label = gettext("Start the time to recover and decide")
        yield ways.Way(label, reverse("protection:start", args=at), blocked=against, turn=opened and not against)
    else:
        if rules.lawful_length(facts, seen.profile, seen.on) is not None:
            yield ways.Way(gettext("Set how long the time to recover and decide lasts"), reverse("protection:length", args=at))
        yield ways.Way(gettext("End the time to recover and decide"), reverse("protection:end", args=at))
