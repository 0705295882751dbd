"""What a stream folds to: the facts, who is tied to the case and by what consent, the ledger, and where the procedure stands. Pure."""

from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple
from uuid import UUID

from opennrm.access.policy import Consent
from opennrm.access.tie import Tie
from opennrm.cases.spine.about import About
from opennrm.cases.spine.counted import HeldCount, Recount
from opennrm.cases.spine.facts import CaseFacts
from opennrm.cases.spine.row import LedgerRow
from opennrm.countries.profile import Profile
from opennrm.journal.event import Envelope

RowKey = tuple[str, int]


@dataclass(frozen=True)
class HeldRow:
    """A ledger row, the position and the day that last changed it, and what an index needs of it for good, found once."""

    row: LedgerRow
    since: int
    changed_on: date
    flat: dict[str, Any] = field(compare=False)

    @classmethod
    def of(cls, row: LedgerRow, since: int, changed_on: date) -> "HeldRow":
        return cls(row, since, changed_on, row.flat())

    @cached_property
    def body(self) -> dict[str, Any]:
        """What is stored of it: once when it begins to stand, once when another takes its place."""
        return self.row.to_json()


@dataclass(frozen=True, slots=True)
class Counting:
    """By which profile, and from which facts, a ledger was counted last."""

    profile: Profile
    facts: CaseFacts


class Line(NamedTuple):
    """A step that an agency with this relation has to take; `due` is None where no clock is set. `lane`: who of the agency takes it
    (`lines.LANES`); `changed_on`: since when it waits as it does.
    """

    key: str
    relation: str
    due: date | None = None
    lane: str = "ours"
    changed_on: date | None = None


LineKey = tuple[UUID, str, int]


class WorkLine(NamedTuple):
    """What one agency is told of one step or right that wants an act: in which lane, whose turn it is, by when, since when.

    `own_words`: it tells what the person asked or needs; `ties`: the relations by which the agency is in the case.
    """

    lane: str
    relation: str
    due: date | None
    since: date | None
    own_words: bool
    child: bool
    ties: str
    changed_on: date | None


@dataclass(frozen=True)
class CaseState:
    """One case, or one contact, as its events say.

    `changed` holds the ledger rows that the last event closed or made, `moved` the lines of worklists that it made, changed or (None) took
    away, `recounted` what figures count anew; `wrote` the last event that each agency recorded here. `closed`: nothing more is to be done
    here, whatever state the procedure has reached, as in a contact that became a case.
    """

    stream: UUID
    kind: str
    seq: int = 0
    position: int = 0
    edition: str = ""
    reference: str = ""
    opened_on: date | None = None
    state: str = ""
    since: date | None = None
    closed: bool = False
    about: About = field(default_factory=About)
    facts: CaseFacts = field(default_factory=CaseFacts)
    ties: tuple[Tie, ...] = ()
    consents: frozenset[Consent] = frozenset()
    noted: tuple[tuple[str, Any], ...] = ()
    ledger: dict[RowKey, HeldRow] = field(default_factory=dict)
    counted_by: Counting | None = field(default=None, compare=False)
    changed: tuple[tuple[HeldRow | None, HeldRow | None], ...] = ()
    waiting: tuple[Line, ...] = ()
    lines: dict[LineKey, WorkLine] = field(default_factory=dict)
    wrote: dict[UUID, int] = field(default_factory=dict)
    moved: tuple[tuple[LineKey, WorkLine | None], ...] = ()
    counted: HeldCount | None = None
    recounted: Recount | None = None

    def having(self, **changes: object) -> "CaseState":
        """This state with some of it another; `dataclasses.replace` would run over every field, and a fold does this for each event.

        Source: design 2, One step serves live, bulk and replay.
        """
        made = object.__new__(CaseState)
        made.__dict__.update(self.__dict__)
        made.__dict__.update(changes)
        return made

    def relations_of(self, agency: UUID) -> frozenset[str]:
        """The relations by which an agency is tied to this case today. Source: design 5."""
        return frozenset(tie.relation for tie in self.ties if tie.agency == agency and tie.live)

    def agency_by(self, relation: str) -> UUID | None:
        """The agency tied by a relation, the latest of several; None when there is none. Source: design 5."""
        return next((tie.agency for tie in reversed(self.ties) if tie.relation == relation and tie.live), None)

    def note(self, key: str) -> Any:
        """What a stage noted under its own key (`identification.proposed`), or None. Source: architecture.md, Facts."""
        for name, value in self.noted:
            if name == key:
                return value
        return None

    def after(self, envelope: Envelope, facts: CaseFacts) -> "CaseState":
        """This state moved to an event's place in the stream, with the facts as they are then. Source: architecture.md, One act."""
        return self.having(
            seq=envelope.seq,
            position=envelope.position,
            edition=envelope.profile_edition,
            facts=facts,
            wrote={**self.wrote, envelope.agency: envelope.seq},
            changed=(),
            moved=(),
            recounted=None,
        )


def tied(state: CaseState, agency: UUID, *relations: str) -> CaseState:
    """The state with an agency tied by these relations. Source: design 5, relations are a projection of events."""
    wanted = tuple(Tie(agency, relation) for relation in relations if relation not in state.relations_of(agency))
    kept = tuple(tie for tie in state.ties if (tie.agency, tie.relation) not in {(agency, relation) for relation in relations} or tie.live)
    return state.having(ties=kept + wanted)


def untied(state: CaseState, agency: UUID, *relations: str) -> CaseState:
    """The state with these relations of an agency ended: its reading closes with the same event. Source: design 5."""
    ended = tuple(replace(tie, live=False) if tie.agency == agency and tie.relation in relations else tie for tie in state.ties)
    return state.having(ties=ended)


def noting(state: CaseState, key: str, value: Any) -> CaseState:
    """The state with a stage's own note under `key`; None takes it away. Source: architecture.md, Facts."""
    rest = tuple(item for item in state.noted if item[0] != key)
    return state.having(noted=rest if value is None else (*rest, (key, value)))
