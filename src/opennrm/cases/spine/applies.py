"""The spine's rows, renewed by every event of a case or contact: the case, the ledger rows that changed, what waits, who may open it."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid5

from opennrm.access import relations
from opennrm.access.tie import Due
from opennrm.cases.spine import editions, fold
from opennrm.cases.spine.models import Case, Right, Waiting
from opennrm.cases.spine.owners import relation_of
from opennrm.cases.spine.state import CaseState, HeldRow
from opennrm.journal import registry
from opennrm.journal.event import Envelope, Event


def rows(state: CaseState, event: Event, envelope: Envelope) -> Iterator[Any]:
    """Whole rows of one stream after one event."""
    yield case_row(state)
    for old, new in state.changed:
        if old is not None:
            yield right_row(state.stream, old, until=state.position)
        if new is not None:
            yield right_row(state.stream, new)
    yield from waiting_rows(state)
    yield from relations.rows(state.stream, state.kind, state.ties, state.consents, dues(state), open=is_open(state))


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
    row = held.row
    flat = row.flat()
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
        body=row.to_json(),
        from_position=held.since,
        until_position=until,
    )


def waiting_rows(state: CaseState) -> Iterator[Waiting]:
    for line, open in [*((line, True) for line in state.waiting), *((line, False) for line in state.vanished)]:
        yield Waiting(
            id=uuid5(state.stream, f"waiting:{line.key}"),
            case_id=state.stream,
            key=line.key,
            relation=line.relation,
            due=line.due,
            open=open,
        )


def dues(state: CaseState) -> Iterator[Due]:
    """What is due from whom: rights that still want an act, those without a day that are owed at once among them, and steps that wait."""
    for held in state.ledger.values():
        flat = held.row.flat()
        if flat["due"] is not None:
            yield Due(relation_of(flat["responsible"]), flat["due"])
        elif flat["wants"] and held.row.at_once:
            yield Due(relation_of(flat["responsible"]), held.row.opened_on, dated=False)
    for line in state.waiting:
        if line.due is not None:
            yield Due(line.relation, line.due)


def is_open(state: CaseState) -> bool:
    """Whether the procedure still runs: nothing closed it, and its state is no end in the profile under which it was reached."""
    return not state.closed and (not state.edition or not editions.profile(state.edition).is_end(state.state))


for name in ("case", "contact"):
    registry.stream_kind(name, registry.StreamKind(empty=fold.empty(name), step=fold.step, rows=rows))
