"""What the pages of the procedure ask. Scoped by the door that is passed in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from opennrm.access import doors
from opennrm.access.doors import CaseDoor
from opennrm.cases.procedure import rules
from opennrm.cases.spine import codes, ledger
from opennrm.cases.spine import reads as spine
from opennrm.cases.spine.codes import Choices
from opennrm.cases.spine.row import LedgerRow
from opennrm.cases.spine.state import CaseState
from opennrm.cases.spine.status import Status, StatusCode, status
from opennrm.countries.clocks import Due, due
from opennrm.countries.profile import Profile


def held_clocks(profile: Profile, state: CaseState, on: date) -> list[str]:
    """The clocks that the law here holds while the procedure rests, by their names; those alone that run in this case."""
    held = {id: clock for id, clock in profile.clocks.items() if "suspended" in clock.suspended_by}
    return [clock.label.told(codes.reads_in()) for id, clock in held.items() if due(profile, id, state.facts, on).starts_on is not None]


def found_by() -> Choices:
    """Who may find that to leave is in the child's best interests, in words."""
    return [(kind, codes.word("agency_kinds", kind)) for kind in rules.FOUND_BY_KINDS]


def time_to_ask(profile: Profile, state: CaseState, on: date) -> list[tuple[str, Due]]:
    """Until when it may be asked to look again: on each basis where the law here knows several, with its name; one count where it does not.

    Nothing where the country's procedure has no such clock.
    """
    if rules.CLOCK not in profile.clocks:
        return []
    facts, language = state.facts, codes.reads_in()
    if not profile.bases:
        return [("", due(profile, rules.CLOCK, facts, on))]
    on_each = ((label.told(language), facts.note("basis", on=on, value=basis)) for basis, label in profile.bases.items())
    return [(label, due(profile, rules.CLOCK, noted, on)) for label, noted in on_each]


def texts_of(case: CaseDoor, fields: Sequence[str], page: str) -> dict[str, str]:
    """The latest text of each of these sealed fields that the actor may read, in their order; the look is recorded."""
    latest = {one.code: one.text or "" for one in doors.reveal_all(case, "account", fields, page)}
    return {field: latest[field] for field in fields if field in latest}


@dataclass(frozen=True, slots=True)
class Running:
    """A right that is owed or given on a day, and whether it ends when the case is closed."""

    row: LedgerRow
    now: Status
    ends: bool


def running(case: CaseDoor, state: CaseState, profile: Profile, on: date) -> list[Running]:
    """What still runs, as far as this actor may see it: what is owed first, then what is given now. What would end is found by the same
    law from the same facts and one more; nothing of it is recorded.
    """
    told, _ = spine.rights_told(case)
    found = [(row, status(row, on)) for row in told if row.opened_on <= on]
    runs = [(row, now) for row, now in found if now.wants or now.code is StatusCode.KEPT]
    event = profile.event_for("close", state.state)
    to = next((row.to for row in profile.transitions if row.event == event and state.state in row.origins), state.state)
    after = {(row.entitlement, row.opening): row.ends_on for row in ledger.rows(state.facts.note("state", on=on, value=to), profile)}
    made = [Running(row, now, row.ends_on is None and after.get((row.entitlement, row.opening)) is not None) for row, now in runs]
    return sorted(made, key=lambda one: not one.now.wants)
