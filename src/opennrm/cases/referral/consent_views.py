"""The consents of a case: what stands, a new question, taking one back, and what was read before."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from opennrm.access import doors
from opennrm.access.policy import Consent, load_policy
from opennrm.access.through import through
from opennrm.cases.referral import actions, information, reads, rules
from opennrm.cases.referral.consent_forms import LATER, AskForm, TakeBackForm
from opennrm.cases.spine import codes, door, editions
from opennrm.cases.spine import reads as spine
from opennrm.cases.spine.state import CaseState
from opennrm.countries.profile import Profile
from opennrm.ui.posted import acted, posted


@through(section="coarse")
def consents(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Every answer that the person gave, those that stand first; each can be taken back here."""
    profile, glance = editions.today(), door.glance(request.case)
    request.case.log("consents")
    may = request.case.may("coarse", "write").allowed
    scopes = [(scope, profile.consent[scope].label.told(codes.reads_in())) for scope in _askable(request, profile, glance.state)]
    anew = rules.to_ask_now(glance.state, profile, door.today())
    context = {
        "today": door.today(),
        "case": spine.case_behind(request.case),
        "told": reads.consents_told(request.case, glance, codes.reads_in()),
        "sent": reads.reached(request.case, glance.state),
        "asks": [
            {"label": label, "url": reverse("referral:ask", args=[case_id, scope]), "anew": scope in anew} for scope, label in scopes if may
        ],
        "may": may,
        "back": reverse("portal:case", args=[case_id]),
    }
    return render(request, "referral/consents.html", context)


def _askable(request: HttpRequest, profile: Profile, state: CaseState) -> list[str]:
    """The questions that this actor may ask after the referral, of those that the country knows; the referral itself of whoever comes of
    age.
    """
    scopes = (rules.REFERRAL, *LATER) if rules.REFERRAL in rules.to_ask_now(state, profile, door.today()) else LATER
    against = ((scope, list(rules.may_ask_later(scope, request.case.enforces))) for scope in scopes)
    known = set(profile.consent) - (set() if rules.disclosed_to(profile, door.today()) else {rules.DISCLOSURE})
    return [scope for scope, refusals in against if scope in known and not refusals]


@through(section="coarse", mode="write")
def ask(request: HttpRequest, case_id: UUID, scope: str) -> HttpResponse:
    """One question and its answer."""
    profile, state, today = editions.today(), door.glance(request.case).state, door.today()
    if scope not in _askable(request, profile, state):
        raise Http404
    spoken = state.about.languages[0] if state.about.languages else ""
    stays = scope == rules.REFERRAL
    adult = stays or profile.read("age", state.about.age, today) == "adult"
    deciding = reads.decides(state) if stays else None
    given = posted(request)
    form = AskForm(profile, scope, today, given, language=spoken, adult=adult, deciding=deciding)
    if request.case.enforces and scope == "police_contact":
        form.without_yes()
    if acted(request, form) and _recorded(request, form, case_id):
        return redirect("referral:consents", case_id)
    context = {
        "form": form,
        "today": today,
        "label": profile.consent[scope].label.told(codes.reads_in()),
        "sheet": information.link(profile, scope, reads.sheet_of(profile, scope, state, today)),
        "police": scope == "police_contact",
        "purposes": _purposes(form),
        "back": reverse("referral:consents", args=[case_id]),
    }
    return render(request, "referral/ask.html", context)


def _purposes(form: AskForm) -> list[str]:
    """For what a disclosure is asked, in the words of the policy."""
    asked = dict.fromkeys(rules.DISCLOSED[kind] for kind in form.kinds.values()) if form.scope == rules.DISCLOSURE else {}
    return [load_policy().purposes[purpose].told(codes.reads_in()) for purpose in asked]


def _recorded(request: HttpRequest, form: AskForm, case_id: UUID) -> bool:
    done = form.act(actions.ask_consent, request.actor, case_id, asked=form.asked(), talk=form.talk())
    if done:
        messages.success(request, gettext("The answer is recorded."))
    return done


@through(section="coarse", mode="write")
def take_back(request: HttpRequest, case_id: UUID, key: str) -> HttpResponse:
    """What closes when it is taken back, what was read before and cannot be unread, and one button."""
    glance = door.glance(request.case)
    told = next((one for one in reads.consents_told(request.case, glance, codes.reads_in()) if one.key == key), None)
    if told is None or (request.case.enforces and not told.may_close):
        raise Http404  # whom a consent names that one may not close is not to be guessed by its address: decision 0005
    today = door.today()
    form = TakeBackForm(posted(request), today=today, scope=told.scope)
    if acted(request, form):
        consent = Consent(told.scope, told.recipient, told.purpose)
        done = {"on": form.cleaned_data["on"], "in_writing": form.cleaned_data.get("in_writing", False)}
        if form.act(actions.take_back, request.actor, case_id, consent, **done):
            messages.success(request, gettext("It is taken back. Reading is closed."))
            return _on_from(request, case_id)
    context = {
        "form": form,
        "today": today,
        "told": told,
        "reached": reads.reached(request.case, glance.state, {told.recipient}),
        "back": reverse("referral:consents", args=[case_id]),
    }
    return render(request, "referral/take_back.html", context)


def _on_from(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Back to the consents; to the own day where the consent taken back was what opened the case."""
    try:
        doors.case(request.actor, case_id)
    except doors.NotVisible:
        return redirect("portal:today")
    return redirect("referral:consents", case_id)
