"""In which stage a case is decided: the first decision or the final one, as far as the country's procedure knows both. Pure.

Rules, tests, reviews and pages are the same in each; the profile says what each asks. Source: domain 1.3, 1.4; law-as-data 1.
"""

from dataclasses import dataclass

from opennrm.cases.spine.outcomes import outcome_of
from opennrm.cases.spine.state import CaseState
from opennrm.countries.profile import Profile

NOTICE = "notice"
SEND_BACK = "rg.send_back"  # one step, whichever decision it was that a second pair of eyes did not let pass


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage: `id` names its steps, decision and minute (`rg.positive`, `decision:rg`), `series` its test and clock in the profile,
    `opens` the right to its decision.
    """

    id: str
    series: str
    opens: str

    @property
    def review(self) -> str:
        """Who looks a second time at a negative, by its name in the profile's reviews."""
        return f"{self.series}_negative"

    @property
    def minute(self) -> str:
        """The fact that its reasons are written."""
        return f"minute.written:{self.id}"

    @property
    def positive(self) -> str:
        """The step of a yes."""
        return f"{self.id}.positive"

    @property
    def propose(self) -> str:
        """The step that proposes a no."""
        return f"{self.id}.propose_negative"

    @property
    def negative(self) -> str:
        """The step of a no."""
        return f"{self.id}.negative"


FIRST = Stage("rg", "presumption", "identification.decision")
FINAL = Stage("cg", "identification", "identification.conclusive")
STAGES = (FIRST, FINAL)


def steps_from(profile: Profile, place: str) -> frozenset[str]:
    """The steps that lead out of a place of the procedure, whoever the person is. Source: law-as-data 1, Transition."""
    return frozenset(step for row in profile.transitions if place in row.origins and (step := profile.events[row.event].does))


def stage_of(profile: Profile, state: CaseState) -> Stage:
    """The stage that may be decided from where the case stands; where none may, the one decided last, else the country's first.

    Source: domain 1.3.
    """
    leading = steps_from(profile, state.state)
    found = next((one for one in STAGES if leading & {one.positive, one.propose, one.negative}), None)
    last = outcome_of(state)
    decided = next((one for one in STAGES if last is not None and one.id == last.stage), None)
    return found or decided or next((one for one in STAGES if one.id in profile.decisions), FIRST)


def notice_event(profile: Profile, place: str, stage: str) -> str | None:
    """The country's event that tells the outcome of a stage from this place, with guards of its own; None where telling is no step.

    Source: SG 14.106; law-as-data 1, Transition.
    """
    event = profile.event_for(NOTICE, place) if NOTICE in steps_from(profile, place) else None
    return event if event is not None and profile.events[event].records == f"notified:{stage}" else None


def way_to_no(profile: Profile, stage: Stage) -> str:
    """The step by which a no begins: its proposal, or the negative itself where the country's procedure knows no proposal.

    Source: SG 14.74; law-as-data 5.
    """
    return stage.propose if any(event.does == stage.propose for event in profile.events.values()) else stage.negative


def is_open(profile: Profile, state: CaseState) -> bool:
    """Whether a decision may be begun here: a no that is proposed already waits for its reviewer. Source: domain 1.3."""
    way = way_to_no(profile, stage_of(profile, state))
    proposed = state.note("identification.proposed") is not None
    leads = steps_from(profile, state.state)
    return not proposed and bool(leads & {way, stage_of(profile, state).positive})
