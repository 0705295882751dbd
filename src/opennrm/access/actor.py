"""Who acts: what the doors and the policy know of a signed-in person. Pure; `opennrm.mechanism.reads` builds it."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Actor:
    """A person acting for one agency, with the roles that live now; `rights_version` is compared with the session at each request."""

    id: UUID
    name: str
    agency: UUID
    agency_name: str
    agency_kind: str
    roles: frozenset[str]
    rights_version: int
    language: str = "en"
