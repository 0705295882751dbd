"""The spine's rows of a case or contact: the ledger rows, lines and counts that an event changed, the case and who may open it."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from opennrm.access import relations
from opennrm.cases.spine import editions, fold
from opennrm.cases.spine.counted import Decision, HeldCount, Recount, alike
from opennrm.cases.spine.file_events import ADDED
from opennrm.cases.spine.models import FAR, Case, Counted, Decided, Right, Turn, WorklistLine
from opennrm.cases.spine.owners import relation_of
from opennrm.cases.spine.state import CaseState, HeldRow, LineKey, WorkLine
from opennrm.cases.spine.turns import turns
from opennrm.journal import registry
from opennrm.journal.event import Envelope, Event

COUNTED = (
    "opened_on",
    "referred_on",
    "state",
    "sex",
    "age",
    "age_at_exploitation",
    "place",
    "nationality",
    "region",
    "referrer_kind",
    "competent_authority",
    "track",
)
SAME = ("lane", "relation", "since", "own_words", "child", "ties", "changed_on")


def rows(state: CaseState) -> Iterator[Any]:
    """The whole rows that the last event of a stream changed."""
    for old, new in state.changed:
        if old is not None:
            yield right_row(state.stream, old, until=state.position)
        if new is not None:
            yield right_row(state.stream, new)
    yield from (Turn(case_id=state.stream, day=day) for day in sorted(new_turns(state)))
    yield from (line_row(state.stream, key, line) for key, line in state.moved)
    if state.recounted is not None:
        yield from count_rows(state, state.recounted)


def new_turns(state: CaseState) -> frozenset[date]:
    """The days to come on which a right that the last event changed may turn, but for those of the version that it ended."""
    found: set[date] = set()
    for old, new in state.changed:
        if new is not None:
            known = turns(old.row, new.changed_on) if old is not None else frozenset[date]()
            found |= turns(new.row, new.changed_on) - known
    return frozenset(found)


def stands(state: CaseState) -> Iterator[Any]:
    """The case as it stands, and who may open it: renewed by every event."""
    yield case_row(state)
    yield from relations.rows(state.stream, state.kind, state.ties, state.consents, open=is_open(state), since=state.since)


def case_row(state: CaseState) -> Case:
    return Case(
        case_id=state.stream,
        kind=state.kind,
        reference=state.reference,
        state=state.state,
        since=state.since,
        opened_on=state.opened_on,
        about=state.about.model_dump(mode="json"),
        edition=state.edition,
        seq=state.seq,
        position=state.position,
    )


def right_row(stream: UUID, held: HeldRow, until: int | None = None) -> Right:
    row, flat = held.row, held.flat
    return Right(
        id=uuid5(stream, f"{row.entitlement}:{row.opening}:{held.since}"),
        case_id=stream,
        entitlement=row.entitlement,
        opening=row.opening,
        section=row.section,
        responsible=relation_of(row.responsible),
        opened_on=row.opened_on,
        opened_by=row.opened_by,
        due=flat["due"],
        at_once=row.at_once,
        wants=flat["wants"],
        body=held.body,
        from_position=held.since,
        until_position=until,
    )


def count_rows(state: CaseState, recount: Recount) -> Iterator[Counted | Decided]:
    """The version of what is counted that ends, the one that begins, and the decisions that were added or are none any more."""
    old, new, at = recount.old, recount.new, state.position
    if old is not None:
        yield counted_row(state, old, until=at)
        kept = dict(new.decided) if new is not None else {}
        yield from (decided_row(state.stream, one, since, at) for one, since in old.decided if one not in kept)
    if new is not None:
        yield counted_row(state, new)
        yield from (decided_row(state.stream, one, since) for one, since in new.decided if since == at)


def counted_row(state: CaseState, held: HeldCount, until: int | None = None) -> Counted:
    count = held.count
    return Counted(
        id=uuid5(state.stream, f"counted:{held.since}"),
        case_id=state.stream,
        **{name: getattr(count, name) for name in COUNTED},
        citizenships=list(count.citizenships),
        forms=list(count.forms),
        alike=alike(count),
        from_position=held.since,
        until_position=until,
    )


def decided_row(stream: UUID, one: Decision, since: int, until: int | None = None) -> Decided:
    return Decided(
        id=uuid5(stream, f"decided:{one.number}:{since}"),
        case_id=stream,
        stage=one.stage,
        value=one.value,
        on=one.on,
        from_position=since,
        until_position=until,
    )


def line_row(stream: UUID, key: LineKey, line: WorkLine | None) -> WorklistLine:
    """One line of one agency's worklist; closed where there is none any more."""
    agency, owed, opening = key
    place = {"case_id": stream, "agency": agency, "key": owed, "opening": opening}
    if line is None:
        return WorklistLine(**place, lane="", due=FAR, open=False)
    return WorklistLine(**place, **{name: getattr(line, name) for name in SAME}, due=line.due or FAR, open=True)


def is_open(state: CaseState) -> bool:
    """Whether the procedure still runs: nothing closed it, and its state is no end in the profile under which it was reached."""
    return not state.closed and (not state.edition or not editions.profile(state.edition).is_end(state.state))


@registry.applies(*ADDED.values())
def no_row(state: CaseState, event: Event, envelope: Envelope) -> Iterator[Case]:
    """A file has no row of its own: pages read it from its event."""
    yield from ()


for name in ("case", "contact"):
    registry.stream_kind(name, registry.StreamKind(empty=fold.empty(name), step=fold.step, rows=rows, stands=stands))
