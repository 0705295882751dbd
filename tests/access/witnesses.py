"""Questions on which a row of the policy would answer, to find whether a word in it makes any difference."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from tests.access.asking import OTHERS, US

from opennrm.access.policy import AccessRequest, Consent, Holder, Policy, decide
from opennrm.access.policy_page import Row

FIELDS = {
    "stream": "streams",
    "role": "roles",
    "agency": "agencies",
    "relation": "relations",
    "section": "sections",
    "holder": "holders",
    "mode": "modes",
    "purpose": "purposes",
}


def only(policy: Policy, row: Row, about: str, word: str) -> Row:
    """The row for this word alone (a group: for its members)."""
    return replace(row, **{FIELDS[about]: policy.page.groups.get(word, frozenset({word}))})


def questions(policy: Policy, row: Row) -> Iterator[AccessRequest]:
    """Every question that a row which opens says yes to, with one role and one relation each."""
    people = [(kind, role) for kind in sorted(row.agencies) for role in sorted(row.roles or ()) if role in policy.agency_kinds[kind].roles]
    ties = sorted(row.relations) if row.relations else [""]
    for (kind, role), tie, section, mode, stream in product(people, ties, sorted(row.sections), sorted(row.modes), sorted(row.streams)):
        for holder, (purpose, consents) in product(_holders(row, kind), _consents(row, kind)):
            tied = frozenset({tie} - {""})
            yield AccessRequest(
                frozenset({role}), US, kind, tied, section, holder, mode, purpose, consents, stream, break_glass=row.break_glass
            )


def differ(one: Policy, other: Policy, asked: Iterator[AccessRequest]) -> bool:
    return any(decide(one, request).allowed != decide(other, request).allowed for request in asked)


def _holders(row: Row, kind: str) -> list[Holder]:
    return [Holder(US, kind)] if row.own else [Holder(OTHERS, held) for held in sorted(row.holders)]


def _consents(row: Row, kind: str) -> list[tuple[str | None, frozenset[Consent]]]:
    if row.consent is None:
        return [(None if purpose == "unstated" else purpose, frozenset()) for purpose in sorted(row.purposes or {"unstated"})]
    stated = row.consent.purposes is None
    purposes = ["investigation"] if row.consent.purposes is None else sorted(row.consent.purposes)
    recipient = kind if row.consent.own_kind else str(US)
    return [
        (purpose if stated else None, frozenset({Consent(scope, recipient, purpose)}))
        for scope, purpose in product(sorted(row.consent.scopes), purposes)
    ]
