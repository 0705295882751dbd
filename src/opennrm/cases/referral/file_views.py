"""The files of a case: those that the reader may open, one of them, and putting others in."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from opennrm.access.receiving import received
from opennrm.access.through import through
from opennrm.cases.referral import file_actions, file_reads, file_words
from opennrm.cases.referral.file_forms import CaseFilesForm
from opennrm.cases.spine import door
from opennrm.cases.spine import reads as spine
from opennrm.ui.posted import acted, posted

# Whatever a browser makes of it, it runs nothing and belongs to no page of ours.
SHUT = "default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; sandbox"


@through(section="coarse")
def files(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The files that the reader may open, by what they are about."""
    state = door.glance(request.case).state
    context = _context(request) | {
        "files": file_reads.shown(request.case, state),
        "may_add": bool(file_reads.writable(request.case)),
        "back": reverse("portal:case", args=[case_id]),
    }
    return render(request, "referral/files.html", context)


@through(section="coarse")
def file(request: HttpRequest, case_id: UUID, file: UUID) -> HttpResponse:
    """One file, to be saved and never shown in the page; one that is closed or not there leads back to those that can be opened."""
    found = file_reads.download(request.case, door.glance(request.case).state, file)
    if found is None:
        messages.warning(request, gettext("No such file is open to you."))
        return redirect("referral:files", case_id)
    head = {"Content-Disposition": f'attachment; filename="{found.name}"', "Accept-Ranges": "none", "Content-Security-Policy": SHUT}
    return HttpResponse(found.content, content_type=found.type, headers=head)


@through(section="coarse", mode="write", files=True)
def add(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Put files into the case. One that is refused is named with the reason, the others are in."""
    sections = file_reads.writable(request.case)
    form = CaseFilesForm(sections, posted(request))
    chosen = received(request, "chosen") if request.method == "POST" else []
    if acted(request, form) and not chosen:
        form.add_error("chosen", gettext("Choose a file"))
    if form.is_valid() and form.act(file_actions.add, request.actor, case_id, section=form.cleaned_data["section"], received=chosen):
        _say_in(request, len(chosen) - len(form.outcome))
        if not form.outcome:
            return redirect("referral:files", case_id)
        for refusal in file_words.refusals(form.outcome):
            form.add_error("chosen", refusal)
    return render(request, "referral/add_files.html", _context(request) | {"form": form, "sections": sections})


def _context(request: HttpRequest) -> dict[str, Any]:
    return {"today": door.today(), "case": spine.case_behind(request.case)}


def _say_in(request: HttpRequest, count: int) -> None:
    if count:
        messages.success(request, ngettext("%(count)s file is in.", "%(count)s files are in.", count) % {"count": count})
