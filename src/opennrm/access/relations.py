"""From the ties of a case to the rows that open it: pure in the case's state, so a rebuild gives the same rows."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from uuid import UUID

from opennrm.access.models import NEVER, CaseAccess
from opennrm.access.policy import Consent
from opennrm.access.tie import Due, Tie

FAR = date.fromisoformat(NEVER)


def rows(
    case_id: UUID, kind: str, ties: Iterable[Tie], consents: Iterable[Consent], due: Iterable[Due], open: bool
) -> Iterator[CaseAccess]:
    """One row an agency: its live relations, the earliest day on which it must act, since when it owes something at once, and the earliest
    day on which another must act.
    """
    by_agency: dict[UUID, list[str]] = defaultdict(list)
    for tie in ties:
        by_agency[tie.agency] += [tie.relation] if tie.live else []
    given = [[c.scope, c.recipient, c.purpose] for c in sorted(consents, key=lambda c: (c.scope, c.recipient, c.purpose))]
    known = list(due)
    dues, at_once = [d for d in known if d.dated], [d for d in known if not d.dated]
    for agency, relations in by_agency.items():
        held = sorted(set(relations))
        yield CaseAccess(
            agency=agency,
            case_id=case_id,
            stream_kind=kind,
            relations=" ".join(held),
            consents=given,
            due=min((d.on for d in dues if d.relation in held), default=FAR),
            at_once=min((d.on for d in at_once if d.relation in held), default=FAR),
            due_others=min((d.on for d in dues if d.relation not in held), default=FAR),
            open=open and bool(held),
        )


def consents_of(row: CaseAccess) -> frozenset[Consent]:
    """The live consents as the policy asks for them."""
    return frozenset(Consent(scope, recipient, purpose) for scope, recipient, purpose in row.consents)
