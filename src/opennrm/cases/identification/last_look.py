"""The last look before a yes is the decision: what follows from it, from which day, who learns of it. Words and values, no writes."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language, gettext, gettext_noop

from opennrm.cases.identification import outcome, reads, rules
from opennrm.cases.identification.stages import FINAL, Stage, stage_of, steps_from
from opennrm.cases.spine import door, editions
from opennrm.cases.spine import reads as spine
from opennrm.cases.spine.door import Glance
from opennrm.cases.spine.plan import plan_of
from opennrm.cases.spine.right_words import words_of
from opennrm.cases.spine.state import CaseState
from opennrm.countries.profile import Profile
from opennrm.ui.forms import Sheet

# Whoever is in the case reads there that it was decided; the order of a page.
LEARNS = {
    "referrer": gettext_noop("Whoever referred reads the outcome in the case, never the reasons."),
    "support_provider": gettext_noop("The support provider sees which rights are open, and by when."),
    "guardian": gettext_noop("The guardian reads the outcome in the case."),
    "child_office": gettext_noop("The child office reads the outcome in the case."),
    "investigator": gettext_noop("The police in the case read the outcome, so that the person is neither punished nor removed."),
    "lawyer": gettext_noop("The lawyer reads it as far as the person's mandate goes."),
    "migration_authority": gettext_noop("The migration authority reads that removal is barred."),
}


def context(request: HttpRequest, glance: Glance, form: Sheet, typed: dict[str, Any], seen: int) -> dict[str, Any]:
    """Everything on the page."""
    state, on, profile = glance.state, door.today(), editions.today()
    request.case.log("decision", "decisions", "coarse")
    test, _before = reads.tests(state, profile, on)
    follows, stage = reads.follows(state, profile, on), stage_of(profile, state)
    return {
        "today": on,
        "case": spine.case_behind(request.case),
        "form": form,
        "seen": seen,
        "test": test,
        "stated": typed.get("test_stated", ""),
        "final": stage is FINAL,
        "stage": stage.id,
        "held": outcome.not_told_before(state, profile, on),
        "text": typed.get("text", ""),
        "follows": list(_follows(follows, on)),
        "rights": rights(follows.opens, profile),
        "ends": rights(follows.yes_ends, profile),
        "ways": [words for _code, words in outcome.notice_ways(state)],
        **outcome.ways_missing(request.case, state),
        "learns": list(_learns(state)),
        "direct": state.about.age == "adult",
        "stays": list(_stays(state, stage)),
    }


def _follows(follows: reads.Follows, on: date) -> Iterator[tuple[str, str, str]]:
    """What begins: its name, until when, and what it means."""
    if follows.bars_removal:
        until = gettext("From %(day)s until the final decision") % {"day": words_of(on)}
        yield gettext("No removal"), until, gettext("Nobody may make the person leave the country. Public order is no exception to it.")
    if follows.period is not None:
        by_law = gettext("It runs by law from the day of the decision; nobody has to start it.")
        starts = by_law if follows.period.begins else gettext("It is started on the page of the case, and can begin today.")
        if follows.period.lasts.missing:
            starts = gettext("Once that is recorded, it may begin by law, from the day of the decision on.")
        lasts = outcome.sentence(outcome.lasting(follows.period.lasts)).rstrip(".")
        yield gettext("Time to recover and decide"), lasts, starts


def rights(ids: tuple[str, ...], profile: Profile) -> list[str]:
    """The rights that open, by their titles."""
    titles, language = plan_of(profile).entitlements, get_language() or "en"
    return [titles[id].title.told(language) for id in dict.fromkeys(ids)]


def _learns(state: CaseState) -> Iterator[str]:
    tied = {tie.relation for tie in state.ties if tie.live}
    yield from (gettext(words) for relation, words in LEARNS.items() if relation in tied)


def _stays(state: CaseState, stage: Stage) -> Iterator[str]:
    """What a yes leaves as it is."""
    if state.about.age == "unknown":
        yield gettext("The doubt about age stays: until it is settled the person is treated as a child.")
    if state.note("identification.proposed") is not None:
        yield gettext("A no is with the second reviewer. A yes settles it: nobody reviews it any more.")
    if stage is FINAL:
        yield gettext(
            "It is no finding against anybody, and binds no criminal court. It does not depend on the person helping an investigation."
        )
    else:
        yield gettext("It is no final decision, and no finding against anybody. It does not depend on the person helping an investigation.")


def may_still(state: CaseState, profile: Profile, on: date, *, written: bool = True) -> bool:
    """Whether a yes can be taken from here today; `written`: the reasons that a final one needs go with it."""
    stage = stage_of(profile, state)
    leads = stage.positive in steps_from(profile, state.state)
    return leads and not list(rules.may_go(reads.barred(state, profile, stage.positive, on), *([stage.minute] if written else [])))
