"""The pages of support: show, ask, act."""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext

from opennrm.access.through import through
from opennrm.cases.spine import door, editions, ways
from opennrm.cases.spine import reads as spine
from opennrm.cases.spine.right_words import sentence, shown_code, words_shown
from opennrm.cases.spine.status import OWN_CHOICE
from opennrm.cases.support import actions, reads
from opennrm.cases.support.forms import NoticedForm, OnRightForm
from opennrm.cases.support.reads import RightSeen
from opennrm.standards.load import law
from opennrm.ui.posted import acted, posted


@through(section="coarse")
def act(request: HttpRequest, case_id: UUID, entitlement: str, opening: int) -> HttpResponse:
    """One right: how it stands, what meets it, and what became of it."""
    on, profile, language = door.today(), editions.today(), get_language() or "en"
    seen = reads.right(request.case, profile, entitlement, opening, on)
    if seen is None or not (reads.can_be_given(profile, entitlement) and reads.may_record(request.case, seen.row)):
        raise Http404
    form = OnRightForm(posted(request), one=seen.one, runs=_runs(seen), today=on, grounds=_grounds(seen, language))
    if acted(request, form) and _done(form, request, case_id, entitlement, opening):
        messages.success(request, gettext("Recorded. The ledger shows it."))
        return redirect("portal:case", case_id=case_id)
    request.case.log("right", "coarse")
    shown = {
        "today": on,
        "case": spine.case_behind(request.case),
        "form": form,
        "code": shown_code(seen.row, seen.now, on),
        "words": words_shown(seen.row, seen.now, on),
        "own_choice": seen.now.ground == OWN_CHOICE,
        "title": seen.one.title.told(language),
        "meets": seen.one.met_by_words.told(language),
        "sentence": sentence(seen.row, seen.now, on, profile, language),
        "readers": law_words(seen.one.section),
    }
    return render(request, "support/act.html", shown)


def _done(form: OnRightForm, request: HttpRequest, case_id: UUID, entitlement: str, opening: int) -> bool:
    action, taken = form.action()
    return form.act(action, request.actor, case_id, entitlement=entitlement, opening=opening, **taken)


def _runs(seen: RightSeen) -> bool:
    return any(act.what == "given" and act.until is None for act in seen.row.acts)


def _grounds(seen: RightSeen, language: str) -> Iterator[tuple[str, str]]:
    listed = law().code_lists["withholding_grounds"]
    return ((code, listed[code].label.told(language) if code in listed else code) for code in seen.one.withheld_on)


def law_words(section: str) -> str:
    """Who will be able to read the note, said beside the field."""
    return gettext("The note is sealed. Your agency reads it; nobody else does without what the table of access asks.")


@through(section="support", mode="write")
def notice(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """A need, a request, a wrong: each opens or breaks a right."""
    on, profile = door.today(), editions.today()
    choices = [(code, gettext(words)) for code, words in reads.noticeable(profile)]
    form = NoticedForm(posted(request), choices=choices, today=on)
    if acted(request, form) and _noticed(form, request, case_id):
        messages.success(request, gettext("Recorded. What answers it is open in the ledger now."))
        return redirect("portal:case", case_id=case_id)
    return render(request, "support/notice.html", {"today": on, "case": spine.case_behind(request.case), "form": form})


WRONGS: dict[str, Callable[..., Any]] = {"conditioned": actions.note_condition, "without_consent": actions.note_without_consent}


def _noticed(form: NoticedForm, request: HttpRequest, case_id: UUID) -> bool:
    kind, _, code = form.cleaned_data["what"].partition(".")
    taken = {"on": form.cleaned_data["on"], "note": form.cleaned_data["note"]}
    if kind == "need":
        return form.act(actions.note_need, request.actor, case_id, need=code, **taken)
    if kind == "request":
        return form.act(actions.note_request, request.actor, case_id, what=code, **taken)
    return form.act(WRONGS[code], request.actor, case_id, **taken)


@through(section="support")
def notes(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The notes that this actor may read, newest first. POST alone opens them."""
    if request.method != "POST":
        return redirect("portal:case", case_id=case_id)
    found = [note for section in reads.NOTES for note in reads.notes(request.case, section)]
    days = {happened.envelope.row_id("sealed"): happened.envelope.recorded_at for happened in door.glance(request.case).happened}
    dated = [(days[note.event], note.text) for note in found if note.event in days]
    rows = [{"at": at, "text": text} for at, text in sorted(dated, key=lambda row: row[0], reverse=True)]
    return render(request, "support/notes.html", {"today": door.today(), "case": spine.case_behind(request.case), "rows": rows})


@ways.offers
def offered(seen: ways.Seen) -> Iterator[ways.Way]:
    """What support offers on the page of a case."""
    if seen.state.kind == "case" and seen.door.may("support", "write").allowed:
        yield ways.Way(
            gettext("Note a need, a request or a wrong"),
            reverse("support:notice", args=[seen.door.case_id]),
            gettext("It opens what answers it."),
        )
