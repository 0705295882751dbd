"""Who may bring an agency into a case and let it go again: by hand, from `docs/access-in-words.md`, How an agency comes into a case."""

from tests.access.oracle import allowed
from tests.access.oracle_words import ENFORCEMENT, Question


def names_the_guardian(q: Question) -> bool:
    """Asked as writing `coarse`: the case worker of the child office of this case, and nobody else who may write that section."""
    return allowed(q) and q.writes("coarse") and q.has(["case_worker"], ["child_office"])


def tells_of_the_bar(q: Question) -> bool:
    """Asked as writing `legal_status`."""
    return allowed(q) and q.writes("legal_status") and q.has(["decision_maker"], ["competent_authority"])


def says_that_it_stands_in_its_files(q: Question) -> bool:
    """Asked as writing `proceedings`."""
    return allowed(q) and q.writes("proceedings") and q.has(["migration_officer"], ["migration_authority"])


def tells_the_police_force(q: Question) -> bool:
    """Asked as writing `decisions`: the decision maker of the authority, who also closes the case to it and notes its reference."""
    return allowed(q) and q.writes("decisions") and q.has(["decision_maker"], ["competent_authority"])


def hears_a_consent_that_brings_in(q: Question) -> bool:
    """Asked as writing `coarse`: the consents for a lawyer, a shelter, the labour inspectorate. Enforcement hears none of them."""
    return allowed(q) and q.writes("coarse") and q.kind not in ENFORCEMENT
