"""The pages that look for a person among cases: possible second cases at intake, and search by name. For the authority alone."""

from itertools import groupby
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext

from opennrm.access import doors
from opennrm.access.doors import CaseDoor
from opennrm.access.through import for_roles, through
from opennrm.cases.identification import actions
from opennrm.cases.identification.forms import DuplicateForm, SearchForm
from opennrm.cases.spine import codes, door, editions
from opennrm.cases.spine import reads as spine
from opennrm.cases.spine.right_words import words_of
from opennrm.ui.posted import acted, posted

NAMES = ("identity.given_names", "identity.family_names", "identity.aliases")


@through(section="decisions", mode="write")
def intake(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Does this person stand in another case of the authority? A POST opens the name and looks; each look is recorded."""
    found, whole = _candidates(request.case) if request.method == "POST" else (None, True)
    noted = door.glance(request.case).state.note("identification.duplicates") or {}
    request.case.log("intake", "decisions")
    context = {
        "today": door.today(),
        "case": spine.case_behind(request.case),
        "candidates": _rows(found, noted) if found is not None else None,
        "whole": whole,
    }
    return render(request, "identification/intake.html", context)


def _candidates(case: CaseDoor) -> tuple[list[CaseDoor], bool]:
    """The authority's other cases whose person bears one of the names of this one; False where not every name could be looked for."""
    found: dict[UUID, CaseDoor] = {}
    for name in _names(case):
        try:
            found |= {one.case_id: one for one in doors.find_by_name(case.actor, name, "intake") if one.case_id != case.case_id}
        except doors.TooMany:
            return list(found.values()), False
    return list(found.values()), True


def _names(case: CaseDoor) -> list[str]:
    """Every name that the person was ever written down with, the latest first: one put right later may be the wrong one."""
    stood: dict[str, str] = {}
    names: list[str] = []
    for _event, fields in groupby(doors.reveal_all(case, "identity", NAMES, "intake"), lambda one: one.event):
        told = {one.code: one.text or "" for one in fields}
        stood |= told
        names = [" ".join(stood.get(code, "") for code in NAMES[:2]).strip(), *told.get(NAMES[2], "").splitlines(), *names]
    return list(dict.fromkeys(filter(None, names)))


def _rows(candidates: list[CaseDoor], noted: dict[UUID, str]) -> list[dict[str, Any]]:
    return [{"case": one, "noted": noted.get(one.id, "")} for one in spine.cases_behind(candidates)]


@through(section="decisions", mode="write")
def same(request: HttpRequest, case_id: UUID, other: UUID) -> HttpResponse:
    """Is it the same person? Noted, never merged here; the other case is reached only where the actor may see it."""
    beside = doors.case(request.actor, other)
    form = DuplicateForm(posted(request))
    noted = acted(request, form)
    if noted and form.act(actions.note_duplicate, request.actor, case_id, other=other, same=form.cleaned_data["same"]):
        return redirect("identification:intake", case_id=case_id)
    for looked_at in (request.case, beside):  # a look at the case beside is a look at that case
        looked_at.log("intake", "decisions", "coarse")
    here, there = spine.case_behind(request.case), spine.case_behind(beside)
    sides = [(term, one, two) for (term, one), (_term, two) in zip(_coarse(here), _coarse(there), strict=True)]
    context = {"today": door.today(), "case": here, "other": there, "sides": sides, "form": form}
    return render(request, "identification/same.html", context)


def _coarse(case: spine.CaseSeen) -> list[tuple[str, str]]:
    """What does not point to the person, to be held against another case; names and accounts are opened in each case."""
    about = case.about
    return [
        (gettext("Opened"), words_of(case.opened_on) if case.opened_on else ""),
        (gettext("Age"), codes.word("age_groups", about.age)),
        (gettext("About how old"), codes.word("age_bands", about.age_band)),
        (gettext("Sex"), codes.word("sexes", about.sex)),
        (gettext("Languages"), ", ".join(map(codes.language, about.languages))),
        (gettext("Exploitation"), codes.words("forms", about.forms)),
    ]


@for_roles("decision_maker", "second_reviewer")
def search(request: HttpRequest) -> HttpResponse:
    """A person by name, in any script, among the authority's own cases. By POST alone: a name stands in no address."""
    form = SearchForm(posted(request))
    rows: list[dict[str, Any]] | None = None
    if acted(request, form):
        try:
            rows = [_row(one) for one in spine.cases_behind(doors.find_by_name(request.actor, form.cleaned_data["name"]))]
        except doors.TooMany:
            form.add_error("name", gettext("You have searched thirty times in this hour. Go through the list of cases, or wait."))
    return render(request, "identification/search.html", {"today": door.today(), "form": form, "rows": rows})


def _row(case: spine.CaseSeen) -> dict[str, Any]:
    state = editions.today().state(case.state)
    return {"case": case, "state": state.label.told(get_language() or "en")}
