"""What the stage offers on the page of a case."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext, gettext_noop

from opennrm.cases.procedure import reads, rules, step_rules
from opennrm.cases.procedure.events import END_PROPOSED
from opennrm.cases.procedure.shown import in_time
from opennrm.cases.spine import codes, told
from opennrm.cases.spine.ways import Seen, Way, offers
from opennrm.countries import machine
from opennrm.ui.forms import refusal_words

# What a request to look again says is part of what was told: whoever decides next reads it with the account.
told.fields(
    "account",
    {
        "procedure.request": gettext_noop("What was said when it was asked to look again"),
        "procedure.step": gettext_noop("What was said of a step of this country's procedure"),
    },
)


@offers
def procedure_ways(seen: Seen) -> Iterator[Way]:
    """What the authority may record, and what a second person reviews: only steps that lead from where the case stands."""
    if seen.state.kind != "case":
        return
    yield from _reviews(seen)
    yield from _asks_by_letter(seen)
    if seen.door.may("decisions", "write").allowed:
        yield from _own_steps(seen)
        yield from _rests(seen)
        if _leads(seen, "withdraw"):
            note = gettext("In writing, and by nobody else")
            if not rules.is_adult(seen.state, seen.profile, seen.on):
                note = gettext("A child: only where it was found to be best")
            yield _way(seen, gettext("The person withdraws"), "withdraw", note)
        yield from _again(seen)
        yield from _ends(seen)
        if _leads(seen, "close"):
            yield _way(seen, gettext("Close the case"), "close", gettext("What still runs is shown first"))


def _own_steps(seen: Seen) -> Iterator[Way]:
    """The steps that only this country has, with what stands against each."""
    waits = step_rules.decides_nothing_else(seen.profile, seen.state.state, seen.on)
    for one in step_rules.steps_from(seen.profile, seen.state.state, seen.on):
        went = machine.step(seen.profile, seen.state.state, one, seen.state.facts, seen.on)
        blocked = tuple(refusal_words(refusal) for refusal in went) if isinstance(went, tuple) else ()
        label = seen.profile.events[one].label.told(codes.reads_in())
        address = reverse("procedure:step", args=[seen.door.case_id, one])
        yield Way(label, address, gettext("A step of this country's procedure"), blocked, turn=waits and not blocked)


def _rests(seen: Seen) -> Iterator[Way]:
    if _leads(seen, "resume"):
        yield _way(seen, gettext("Let the procedure go on"), "resume", gettext("It rests. Look whether it can go on."), turn=True)
    if _leads(seen, "suspend"):
        yield _way(seen, gettext("Let the procedure rest"), "suspend", gettext("The person is missing, or too little is known yet"))


def _again(seen: Seen) -> Iterator[Way]:
    if _leads(seen, "reconsider.ask"):
        yield _way(seen, gettext("It was asked to look at the decision again"), "ask", gettext("A request came in, by letter or otherwise"))
    if _leads(seen, "reconsider.accept"):
        blocked = tuple(refusal_words(one) for one in rules.may_answer(seen.state, seen.door.actor.id))
        yield _way(seen, gettext("Answer: is it decided otherwise?"), "answer", turn=not blocked, blocked=blocked)


def _asks_by_letter(seen: Seen) -> Iterator[Way]:
    """Who may ask for the person and records no decisions is told how, and until when."""
    speaks = not seen.door.enforces and seen.door.relations & set(rules.FOR_THE_PERSON)
    if speaks and seen.door.may("decisions").allowed and _leads(seen, "reconsider.ask"):
        until = [in_time(label, clock) for label, clock in reads.time_to_ask(seen.profile, seen.state, seen.on)]
        how = gettext("For the person, by letter to the authority: the day on which it comes counts.")
        yield _way(seen, gettext("Ask that the decision is looked at again"), "ask", blocked=(" ".join([how, *until]),))


def _ends(seen: Seen) -> Iterator[Way]:
    if seen.state.note(END_PROPOSED) is not None:
        return
    if _leads(seen, "revoke"):
        yield _way(seen, gettext("Propose to revoke a flawed decision"), "revoke", gettext("A second person looks before it ends"))
    if _leads(seen, "disqualify"):
        yield _way(seen, gettext("Propose to disqualify"), "disqualify", gettext("After an assessment of this person alone"))


def _reviews(seen: Seen) -> Iterator[Way]:
    if seen.state.note(END_PROPOSED) is None or not seen.door.may("decisions", "write", purpose="second_review").allowed:
        return
    blocked = tuple(refusal_words(one) for one in rules.may_review_end(seen.state, seen.door.actor.id))
    yield _way(seen, gettext("Review: does the decision end?"), "end_review", turn=not blocked, blocked=blocked)


def _leads(seen: Seen, does: str) -> bool:
    return bool(seen.state.state) and rules.leads(seen.profile, seen.state.state, does, seen.on)


def _way(seen: Seen, label: str, page: str, note: str = "", *, turn: bool = False, blocked: tuple[str, ...] = ()) -> Way:
    return Way(label, reverse(f"procedure:{page}", args=[seen.door.case_id]), note, blocked, turn)
