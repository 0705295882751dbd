"""The pages by which agencies come into a case beside consent: a child's guardian, and who has to know of the bar on removal."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from opennrm.access.policy import Holder
from opennrm.access.through import through
from opennrm.cases.protection import actions, reads, rules
from opennrm.cases.protection.forms import GuardianEndForm, GuardianForm, NothingToSay, ToldForm
from opennrm.cases.spine import door, editions, ways
from opennrm.cases.spine.act_pages import back, page
from opennrm.cases.spine.door import Glance
from opennrm.cases.spine.step_pages import place_seen
from opennrm.mechanism import reads as mechanism
from opennrm.ui.forms import Sheet
from opennrm.ui.posted import acted, posted


@through(section="coarse", mode="write")
def guardian(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Who is the child's guardian, since when, by which decision."""
    _for_the_child_office(request)
    form = GuardianForm(posted(request), today=door.today(), offices=reads.agencies(rules.GUARDIAN_OFFICES, door.today()))
    if acted(request, form) and form.act(actions.appoint_guardian, request.actor, case_id, **form.said(), seen=place_seen(request)):
        return back(request, case_id, gettext("Recorded. The guardian reads what concerns the child from now on."))
    return _guardian_page(request, "protection/guardian.html", form)


@through(section="coarse", mode="write")
def guardian_ends(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The guardian acts no more."""
    _for_the_child_office(request)
    form = GuardianEndForm(posted(request), today=door.today())
    if acted(request, form) and form.act(actions.end_guardian, request.actor, case_id, **form.said(), seen=place_seen(request)):
        return back(request, case_id, gettext("Recorded. The case is closed to the guardian."))
    return _guardian_page(request, "protection/guardian_ends.html", form)


def _for_the_child_office(request: HttpRequest) -> None:
    """To everybody else there is no such page, though they may write coarse facts."""
    if list(rules.may_keep_guardians(request.actor.roles, request.case.relations)):
        raise Http404


@through(section="legal_status", mode="write")
def bar(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Who would carry out a removal is told that it is barred."""
    offices = reads.agencies(rules.WHO_WOULD_REMOVE, door.today())
    form = ToldForm(posted(request), offices=offices)
    if acted(request, form) and form.act(actions.tell_of_bar, request.actor, case_id, **form.said(), seen=place_seen(request)):
        return back(request, case_id, gettext("Told. The authority reads the decision, the stay and what does not point to the person."))
    return _bar_page(request, "protection/bar.html", form)


@through(section="legal_status", mode="write")
def bar_ends(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Who was told of the bar is told no longer."""
    told = mechanism.agency_names(rules.told_of_bar(door.glance(request.case).state))
    form = ToldForm(posted(request), offices=[(str(id), name) for id, name in told.items()])
    if acted(request, form) and form.act(actions.end_telling, request.actor, case_id, **form.said(), seen=place_seen(request)):
        return back(request, case_id, gettext("Recorded. The case is closed to that authority."))
    return _bar_page(request, "protection/bar_ends.html", form)


@through(section="proceedings", mode="write")
def bar_noted(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Who was told of the bar says that it stands in the own files."""
    if list(rules.may_be_told_of_bar(request.actor.roles, request.case.relations)):
        raise Http404
    form = NothingToSay(posted(request))
    if acted(request, form) and form.act(actions.note_bar, request.actor, case_id):
        return back(request, case_id, gettext("Recorded. The authority that decides sees that it stands in your files."))
    return _bar_page(request, "protection/bar_noted.html", form)


def _guardian_page(request: HttpRequest, template: str, form: Sheet) -> HttpResponse:
    glance, profile = door.glance(request.case), editions.today()
    shown = {"source": rules.appointed_by(profile, door.today()), "acts": _guardian_named(request, glance)}
    return _page(request, template, form, glance, shown)


def _guardian_named(request: HttpRequest, glance: Glance) -> str:
    """The office that acts for the child now, where the door names it."""
    agency = glance.state.agency_by("guardian")
    if agency is None or not request.case.names(Holder(agency, rules.GUARDIAN_OFFICES[0])):
        return ""
    return mechanism.agency_names([agency]).get(agency, "")


def _bar_page(request: HttpRequest, template: str, form: Sheet) -> HttpResponse:
    glance, profile = door.glance(request.case), editions.today()
    ours = Holder(request.actor.agency, request.actor.agency_kind)
    written = {happened.envelope.agency for happened in glance.happened if happened.event.section == "identity"}
    shown = {
        "source": rules.barred_by(profile, door.today()),
        "stands": list(reads.stands(glance.state.facts, profile, door.today())),
        "named": ours.agency in written,
        "identity": reverse("person:identity", args=[request.case.case_id]) if request.case.may("identity", "write").allowed else "",
    }
    return _page(request, template, form, glance, shown)


def _page(request: HttpRequest, template: str, form: Sheet, glance: Glance, more: dict[str, Any]) -> HttpResponse:
    request.case.log("protection", "coarse")
    return page(request, template, form, glance.place, **more)


@ways.offers
def offered(seen: ways.Seen) -> Iterator[ways.Way]:
    """What the child office, the authority and who was told of the bar find on the page of a case."""
    if seen.state.kind == "case":
        yield from _guardian_ways(seen)
        yield from _bar_ways(seen)


def _guardian_ways(seen: ways.Seen) -> Iterator[ways.Way]:
    yours = not list(rules.may_keep_guardians(seen.door.actor.roles, seen.door.relations))
    if not yours or not seen.door.may("coarse", "write").allowed or not rules.provided(seen.profile, rules.GUARDIAN, seen.on):
        return
    at, acts = [seen.door.case_id], seen.state.agency_by("guardian") is not None
    if not list(rules.may_have_guardian(seen.state, seen.profile, seen.on)):
        label = gettext("Name another guardian") if acts else gettext("Record who the guardian is")
        wanted = not acts and (seen.state.about.unaccompanied or rules.guardian_wanted(seen.state, seen.profile))
        note = gettext("The child is here without parents.") if wanted else ""
        yield ways.Way(label, reverse("protection:guardian", args=at), note, turn=wanted)
    if acts:
        over = rules.guardian_over(seen.state, seen.profile)
        note = gettext("The person is an adult, and the guardian still reads everything.") if over else ""
        yield ways.Way(gettext("The guardian acts no more"), reverse("protection:guardian_ends", args=at), note, turn=over)


def _bar_ways(seen: ways.Seen) -> Iterator[ways.Way]:
    at, told = [seen.door.case_id], rules.told_of_bar(seen.state)
    if seen.door.may("legal_status", "write").allowed and rules.provided(seen.profile, rules.REMOVAL, seen.on):
        if (found := reads.bar_to_tell(seen.door, seen.on)).barred:
            note = gettext("It is told already.") if told else gettext("Nobody who would remove the person knows of it yet.")
            yield ways.Way(gettext("Tell who would remove the person of the bar"), reverse("protection:bar", args=at), note)
        if told:
            note = "" if found.barred else gettext("No bar stands any more.")
            yield ways.Way(gettext("Close the case to who was told of the bar"), reverse("protection:bar_ends", args=at), note)
    yours = not list(rules.may_be_told_of_bar(seen.door.actor.roles, seen.door.relations))
    if yours and not list(rules.may_note_bar(seen.state, seen.door.actor.agency)):
        note = gettext("The person must not be removed. Put it into your files.")
        yield ways.Way(gettext("Record that it stands in your files"), reverse("protection:bar_noted", args=at), note, turn=True)
