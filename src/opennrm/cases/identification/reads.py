"""What the pages of identification ask. Scoped by the door that is passed in; texts are opened only through it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from opennrm.access import doors
from opennrm.access.doors import CaseDoor
from opennrm.cases.identification import events, rules
from opennrm.cases.identification.stages import FIRST, Stage, notice_event, stage_of
from opennrm.cases.spine import ledger
from opennrm.cases.spine.begun import begun
from opennrm.cases.spine.facts import CaseFacts
from opennrm.cases.spine.outcomes import Outcome, is_told, outcome_of
from opennrm.cases.spine.row import LedgerRow
from opennrm.cases.spine.state import CaseState
from opennrm.countries import machine
from opennrm.countries.clocks import Due, due
from opennrm.countries.dated import Given
from opennrm.countries.profile import Profile
from opennrm.standards.refusal import Refusal

PERIOD = "period:reflection"
CODES = {
    "question": "identification.question",
    "answer": "identification.answer",
    "evidence": "identification.evidence",
    "evidence_why": "identification.evidence_why",
    "doubt": "identification.doubt",
    "doubt_explained": "identification.doubt_explained",
    "doubt_answer": "identification.doubt_answer",
    "minute": "identification.minute",
    "sent_back": "identification.sent_back",
    "panel_words": "identification.panel_words",
    "body_words": "identification.body_words",
    "test_stated": "identification.test_stated",
}


@dataclass(frozen=True, slots=True)
class Texts:
    """The opened texts of a case's decision, by the event that carried them, and by field code."""

    by_event: dict[tuple[UUID, str], str]

    def of(self, event: UUID, code: str) -> str:
        return self.by_event.get((event, CODES[code]), "")

    def last(self, code: str) -> str:
        found = [text for (_, field), text in self.by_event.items() if field == CODES[code]]
        return found[-1] if found else ""


def reasons(door: CaseDoor, outcome: Outcome, page: str) -> list[str]:
    """The reasons of an outcome, in the words in which they were last written; the look is recorded."""
    opened = {one.code: one.text or "" for one in doors.reveal_all(door, "account", list(outcome.written), page)}
    return [opened[code] for code in outcome.written if opened.get(code)]


def texts(door: CaseDoor, page: str) -> Texts:
    """Every text of the decision that the actor may read, in one look that is recorded."""
    opened = doors.reveal_all(door, "account", list(CODES.values()), page)
    return Texts({(one.event, one.code): one.text or "" for one in opened})


@dataclass(frozen=True, slots=True)
class Party:
    """A party that is asked before a negative: by whom it is known, when asked, when and whether it answered."""

    id: str
    label: str
    asked_on: date | None
    answered_on: date | None
    answered: bool


def parties(state: CaseState, profile: Profile, on: date, language: str) -> list[Party]:
    """Each party that the law asks before a negative, asked or not."""
    known: dict[str, tuple[date, date | None, bool]] = state.note("identification.parties") or {}
    found = []
    for id in rules.parties(profile, stage_of(profile, state), state.state, on):
        asked_on, answered_on, answered = known.get(id, (None, None, False))
        label = profile.parties[id].label.told(language) if id in profile.parties else id.replace("_", " ")
        found.append(Party(id, label, asked_on, answered_on, answered))
    return found


def barred(state: CaseState, profile: Profile, does: str, on: date) -> tuple[Refusal, ...]:
    """Everything that the profile's guards say against a step from here."""
    event = profile.event_for(does, state.state)
    went = machine.step(profile, state.state, event, state.facts, on) if event else ()
    return went if isinstance(went, tuple) else ()


def tests(state: CaseState, profile: Profile, on: date) -> tuple[Given[str] | None, Given[str] | None]:
    """The test in force on the day, and the one before it."""
    now = rules.test_on(profile, state, on)
    before = rules.test_on(profile, state, date.fromordinal(now.since.toordinal() - 1)) if now and now.since else None
    return now, before


Rows = Mapping[tuple[str, int], LedgerRow]


@dataclass(frozen=True, slots=True)
class Period:
    """How long the time to recover and decide lasts; whether it begins by law, with the decision, or has to be started."""

    lasts: Due
    begins: bool


@dataclass(frozen=True, slots=True)
class Follows:
    """What a yes and a no bring: the rights that a yes opens and those that it ends the same day, those that a no ends, how long the
    period is, until when one may ask again.
    """

    opens: tuple[str, ...]
    yes_ends: tuple[str, ...]
    no_ends: tuple[str, ...]
    bars_removal: bool
    period: Period | None
    again: Due | None


def period_after(yes: CaseFacts, profile: Profile, on: date) -> Period | None:
    """The time to recover and decide that a first yes on `on` lets begin, or that may be started from that day on; None where there is no
    such time here. Source: CETS 197 Art 13(1).
    """
    if "reflection" not in profile.clocks:
        return None
    begins = bool(yes.entries(PERIOD))
    return Period(due(profile, "reflection", yes if begins else yes.note(PERIOD, on=on), on), begins)


def follows(state: CaseState, profile: Profile, on: date) -> Follows:
    """What would follow, by the same fold and the same law: nothing of it is recorded."""
    stage = stage_of(profile, state)
    before = {(row.entitlement, row.opening): row for row in ledger.rows(state.facts, profile)}
    yes = _decided(state, profile, stage, stage.positive, on)
    after = {(row.entitlement, row.opening): row for row in ledger.rows(yes, profile)}
    opens = tuple(entitlement for entitlement, opening in after if (entitlement, opening) not in before)
    no = _decided(state, profile, stage, stage.negative, on)
    without = {(row.entitlement, row.opening): row for row in ledger.rows(no, profile)}
    period = period_after(yes, profile, on) if stage is FIRST else None
    told = no.note(f"notified:{stage.id}", on=on)
    again = due(profile, "reconsideration", told, on) if "reconsideration" in profile.clocks else None
    return Follows(opens, _ending(before, after), _ending(before, without), "removal.bar" in opens, period, again)


def _ending(before: Rows, after: Rows) -> tuple[str, ...]:
    """The rights that are open before and not after; what was settled before it ends is no loss."""
    return tuple(key[0] for key, row in before.items() if row.ends_on is None and (key not in after or after[key].ends_on is not None))


def _decided(state: CaseState, profile: Profile, stage: Stage, step: str, on: date) -> CaseFacts:
    """The facts as they would be after a decision; where the step leads on by another, as the no that is only proposed, from there."""
    event = profile.event_for(step, state.state)
    rows = [row for row in profile.transitions if row.event == event]
    to = next((row.to for row in rows if state.state in row.origins), rows[0].to if rows else state.state)
    value = "positive" if step == stage.positive else "negative"
    decided = begun(state.facts.note(f"decision:{stage.id}", on=on, value=value), profile, on, state.seq + 1)
    return decided.note("state", on=on, value=to)


def notice_waits(state: CaseState, profile: Profile, on: date) -> tuple[Refusal, ...]:
    """What holds the telling of the outcome up, of a decision that was made or of the yes that would be made now: a minimum that runs."""
    outcome = outcome_of(state)
    if outcome is not None and not is_told(state):
        return _waits(profile, state.state, outcome.stage, state.facts, on)
    stage = stage_of(profile, state)
    yes = _decided(state, profile, stage, stage.positive, on)
    return _waits(profile, str(yes.entries("state")[-1].value), stage.id, yes, on)


def _waits(profile: Profile, place: str, stage: str, facts: CaseFacts, on: date) -> tuple[Refusal, ...]:
    event = notice_event(profile, place, stage)
    went = machine.step(profile, place, event, facts, on) if event is not None else ()
    return went if isinstance(went, tuple) else ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """A piece of evidence, with its opened texts."""

    id: UUID
    event: events.EvidenceWeighed
    what: str
    why: str

    @property
    def level(self) -> int:
        """The weight as a number of boxes."""
        return int(self.event.weight)


@dataclass(frozen=True, slots=True)
class Doubt:
    """A doubt, with its opened texts; `put_on` is the day on which it was put to the person, where it was after it was noted."""

    id: UUID
    event: events.DoubtNoted
    what: str
    explanation: str
    answer: str
    put_on: date | None
    explained_by: tuple[str, ...]

    @property
    def asked(self) -> bool:
        """Whether the person was asked about it."""
        return self.event.person_asked or self.put_on is not None


def evidence(state: CaseState, opened: Texts) -> tuple[list[Evidence], list[Evidence]]:
    """What speaks for it, and what against."""
    found: dict[str, list[Evidence]] = {"for": [], "against": []}
    for id, event in (state.note("identification.weighed") or {}).items():
        if isinstance(event, events.EvidenceWeighed):
            found[event.side].append(Evidence(id, event, opened.of(id, "evidence"), opened.of(id, "evidence_why")))
    return found["for"], found["against"]


def doubts(state: CaseState, opened: Texts) -> list[Doubt]:
    """What is doubted, in the order in which it was noted."""
    put: dict[UUID, tuple[UUID, events.DoubtPut]] = state.note("identification.put") or {}
    weighed = state.note("identification.weighed") or {}
    return [_doubt(id, event, put.get(id), opened) for id, event in weighed.items() if isinstance(event, events.DoubtNoted)]


def _doubt(id: UUID, event: events.DoubtNoted, put: tuple[UUID, events.DoubtPut] | None, opened: Texts) -> Doubt:
    texts = (opened.of(id, "doubt"), opened.of(id, "doubt_explained"), opened.of(put[0], "doubt_answer") if put else "")
    by = tuple(dict.fromkeys((*event.explained_by, *(put[1].explained_by if put else ()))))
    return Doubt(id, event, *texts, put[1].on if put else None, by)
