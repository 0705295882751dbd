"""As whom somebody acts in a case: an organisation that shelters is a provider there, whatever else it is. Pure."""

from collections.abc import Collection

from opennrm.access.actor import Actor

# role, relation, the kind of agency that it comes to
ACTS_AS = (
    ("case_worker", "support_provider", "support_provider"),
    ("lawyer", "lawyer", "legal_aid"),
    ("guardian", "guardian", "guardian_office"),
)


def kind_of(actor: Actor, relations: Collection[str]) -> str:
    """The kind of agency in which somebody records here. The firewall looks at who holds an item: a listed organisation's shelter notes are
    a shelter's, and what its lawyer records is a lawyer's. Source: access/policy.yaml, firewall.confidants.
    """
    return next((kind for role, tie, kind in ACTS_AS if role in actor.roles and tie in relations), actor.agency_kind)
