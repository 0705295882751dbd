"""How a command shows a case: its place in the procedure and its ledger, with codes and clauses, never who it is."""

from datetime import date, datetime
from uuid import UUID

import click

from opennrm.cases.spine import door, editions
from opennrm.cases.spine.ledger import status, waiting


def say_case(case_id: UUID, *, on: date | datetime, until: int | None = None) -> None:
    """Print the case as recorded up to position `until`, with each right's status on `on`."""
    state = door.state_of(case_id, until)
    if state is None:
        raise click.ClickException("nothing was recorded of this case by then")
    click.echo(f"{state.kind} {state.reference}  state {state.state} since {state.since}  {state.seq} events, edition {state.edition[:12]}")
    say_ledger(case_id, on=on, until=until)


def say_ledger(case_id: UUID, *, on: date | datetime, until: int | None = None) -> None:
    """Print the rights ledger: status on the day, what is owed, when it opened, by when, and on which clause it rests."""
    state = door.state_of(case_id, until)
    if state is None:
        raise click.ClickException("nothing was recorded of this case by then")
    profile = editions.profile(state.edition)
    for held in sorted(state.ledger.values(), key=lambda h: (h.row.opened_on, h.row.entitlement)):
        row = held.row
        due = row.due_at or row.due_on or ""
        click.echo(f"{status(row, on).code.value:16} {row.entitlement:28} opened {row.opened_on}  due {due!s:25} {', '.join(row.clauses)}")
    closed = [w for w in waiting(state.facts, profile, on) if w.why == "later"]
    click.echo(f"{len(state.ledger)} rows; not yet open: {', '.join(w.entitlement.id for w in closed) or 'none'}")
