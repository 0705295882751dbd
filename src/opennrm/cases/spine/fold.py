"""One step serves live, bulk and replay: facts, then ties and consents, then the place in the procedure, then the ledger."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from opennrm.cases.spine import deciders, editions, ledger, lines, waiting
from opennrm.cases.spine.bearing import fields_that_bear, places
from opennrm.cases.spine.begun import begun
from opennrm.cases.spine.changes import fields_changed
from opennrm.cases.spine.counted import recounted, unmoved
from opennrm.cases.spine.meaning import meanings_of
from opennrm.cases.spine.row import LedgerRow
from opennrm.cases.spine.state import CaseState, Counting, HeldRow, RowKey
from opennrm.countries.profile import Profile
from opennrm.journal import registry
from opennrm.journal.event import Envelope, Event

# A case is opened only to be referred in the same act: its ledger is counted then, from all that was carried into it.
OPENED = 1


def step(state: CaseState, event: Event, envelope: Envelope) -> CaseState:
    """The state after an event. Source: design 2, One step serves live, bulk and replay."""
    before = state
    state = known(state, event, envelope)
    if not envelope.profile_edition:
        return state
    profile, on = _law(envelope)
    if state.kind == "case" and state.seq > OPENED and _bears(before, state, profile):
        state = _kept(state, profile, on)
    return _counted(_lined(_waited(state, profile, on), before, profile), before)


def _bears(before: CaseState, state: CaseState, profile: Profile) -> bool:
    bear = fields_that_bear(profile)
    return before.closed != state.closed or any(name in bear for name, _, _ in fields_changed(before.facts, state.facts))


def known(state: CaseState, event: Event, envelope: Envelope) -> CaseState:
    """The state after an event but for the ledger and what waits: enough for rules and pages, at a fraction of the cost."""
    before, facts = state, state.facts
    for fold in registry.folds_of(envelope.type):
        facts = fold(facts, event, envelope)
    if facts is not before.facts and envelope.profile_edition:
        facts = begun(facts, *_law(envelope), envelope.seq)
    state = state.after(envelope, facts)
    for mean in meanings_of(envelope.type):
        state = mean(state, event, envelope)
    return _moved(deciders.deciding(before, state, envelope), envelope)


def _law(envelope: Envelope) -> tuple[Profile, date]:
    """The edition under which it was recorded, and on which day there."""
    profile = editions.profile(envelope.profile_edition)
    return profile, envelope.recorded_at.astimezone(profile.time_zone).date()


def _waited(state: CaseState, profile: Profile, on: date) -> CaseState:
    now = lines.waiting_since(tuple(waiting.lines(state, profile)), state.waiting, on)
    return state if now == state.waiting else state.having(waiting=now)


# All that a line of a worklist is made from.
SHOWN = ("ledger", "waiting", "ties", "about", "since", "closed", "state")


def _lined(state: CaseState, before: CaseState, profile: Profile) -> CaseState:
    """The lines of worklists, made again where anything changed that they show; of a procedure that is over, word of how it ended."""
    if state.kind != "case" or all(getattr(state, name) == getattr(before, name) for name in SHOWN):
        return state
    made = lines.after_the_end if profile.is_end(state.state) else lines.lines
    now = {} if state.closed else made(state)
    return state.having(lines=now, moved=tuple(lines.moved(before.lines, now)))


def _counted(state: CaseState, before: CaseState) -> CaseState:
    """What figures count of a case that was referred, a version more where that changed."""
    if unmoved(before, state):
        return state
    recount = recounted(state.counted, state)
    return state if recount is None else state.having(counted=recount.new, recounted=recount)


def _moved(state: CaseState, envelope: Envelope) -> CaseState:
    if envelope.to == state.state:
        return state
    on = envelope.effective.start or envelope.recorded_at.date()
    return state.having(state=envelope.to, since=on, facts=state.facts.note("state", on=on, value=envelope.to, seq=envelope.seq))


def _kept(state: CaseState, profile: Profile, on: date) -> CaseState:
    """The ledger as the facts now have it; only a row that differs is written again, and one that no fact gives any more is closed. Of a
    case that is set aside nothing stands: it is owed in no figure.
    """
    anew = _anew(state, profile)
    wanted = {(row.entitlement, row.opening): row for rows in anew.values() for row in rows}
    kept = dict(state.ledger)
    changed: list[tuple[HeldRow | None, HeldRow | None]] = [
        (kept.pop(key), None) for key in state.ledger if key[0] in anew and key not in wanted
    ]
    for key, row in wanted.items():
        held = kept.get(key)
        if held is None or held.row != row:
            kept[key] = HeldRow.of(row, state.position, on)
            changed.append((held, kept[key]))
    if kept.keys() - state.ledger.keys():  # all others stand in their order already
        kept = _in_order(kept, profile)
    counted_by = None if state.closed else Counting(profile, state.facts)
    return state.having(ledger=kept, changed=tuple(changed), counted_by=counted_by)


def _anew(state: CaseState, profile: Profile) -> dict[str, tuple[LedgerRow, ...]]:
    """The rows of each entitlement that are counted again: all of them, where it was not by this profile that they were counted."""
    known = state.counted_by
    if known is not None and known.profile is profile and not state.closed:
        return ledger.rows_anew(state.facts, profile, known.facts)
    made: dict[str, list[LedgerRow]] = {entitlement: [] for entitlement, _ in state.ledger}
    for row in () if state.closed else ledger.rows(state.facts, profile):
        made.setdefault(row.entitlement, []).append(row)
    return {entitlement: tuple(rows) for entitlement, rows in made.items()}


def _in_order(ledger: dict[RowKey, HeldRow], profile: Profile) -> dict[RowKey, HeldRow]:
    """The rows in the order of the entitlements, as if all had been counted at once."""
    place = places(profile)
    return dict(sorted(ledger.items(), key=lambda item: (place[item[0][0]], item[0][1])))


def empty(kind: str) -> Callable[[UUID], CaseState]:
    """The state before the first event of a stream of a kind. Source: design 3."""
    return lambda stream: CaseState(stream=stream, kind=kind)
