"""From the ties of a case to the rows that open it: pure in the case's state, so a rebuild gives the same rows."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from uuid import UUID

from opennrm.access.models import LONG_AGO, CaseAccess
from opennrm.access.policy import Consent
from opennrm.access.tie import Tie


def rows(
    case_id: UUID, kind: str, ties: Iterable[Tie], consents: Iterable[Consent], open: bool, since: date | None = None
) -> Iterator[CaseAccess]:
    """One row an agency: its live relations and the consents that it may rest on, and since when the case stands where it stands."""
    by_agency: dict[UUID, list[str]] = defaultdict(list)
    for tie in ties:
        by_agency[tie.agency] += [tie.relation] if tie.live else []
    given = [[c.scope, c.recipient, c.purpose] for c in sorted(consents, key=lambda c: (c.scope, c.recipient, c.purpose))]
    for agency, relations in by_agency.items():
        held = " ".join(sorted(set(relations)))
        place = {"agency": agency, "case_id": case_id, "stream_kind": kind, "since": since or LONG_AGO}
        yield CaseAccess(**place, relations=held, consents=given, open=open and bool(held))


def consents_of(row: CaseAccess) -> frozenset[Consent]:
    """The live consents as the policy asks for them."""
    return frozenset(Consent(scope, recipient, purpose) for scope, recipient, purpose in row.consents)
