"""The kinds of agencies, roles and capacities by name. Codes are stable, words are translations; which kind has which roles, and what a
role may do, stands on the policy page (access/policy.yaml) alone. Pure.
"""

from collections.abc import Mapping
from types import MappingProxyType

from opennrm.access.policy import load_policy
from opennrm.standards.refusal import gettext_noop

COORDINATOR = "national_coordinator"
ADMINISTRATOR = "agency_administrator"

ROLES: Mapping[str, str] = MappingProxyType(
    {
        "first_responder": gettext_noop("First responder"),
        "decision_maker": gettext_noop("Decision maker"),
        "second_reviewer": gettext_noop("Second reviewer"),
        "case_worker": gettext_noop("Case worker"),
        "investigator": gettext_noop("Investigator"),
        "prosecutor": gettext_noop("Prosecutor"),
        "guardian": gettext_noop("Guardian"),
        "lawyer": gettext_noop("Lawyer"),
        "migration_officer": gettext_noop("Migration officer"),
        "labour_inspector": gettext_noop("Labour inspector"),
        ADMINISTRATOR: gettext_noop("Agency administrator"),
        COORDINATOR: gettext_noop("National coordinator"),
        "monitor": gettext_noop("Monitor"),
        "programme_officer": gettext_noop("Programme officer"),
        "programme_editor": gettext_noop("Programme editor"),
        "programme_director": gettext_noop("Programme director"),
        "focal_point": gettext_noop("Focal point"),
        "data_protection_officer": gettext_noop("Data-protection officer"),
    }
)

KINDS: Mapping[str, str] = MappingProxyType(
    {
        "police": gettext_noop("Police"),
        "border_guard": gettext_noop("Border guard"),
        "labour_inspectorate": gettext_noop("Labour inspectorate"),
        "social_services": gettext_noop("Social services"),
        "local_authority": gettext_noop("Local authority"),
        "child_office": gettext_noop("Child protection office"),
        "health": gettext_noop("Health service"),
        "education": gettext_noop("School or education authority"),
        "listed_ngo": gettext_noop("Listed non-governmental organisation"),
        "trade_union": gettext_noop("Trade union"),
        "hotline": gettext_noop("Hotline"),
        "other_government": gettext_noop("Another authority of the state"),
        "competent_authority": gettext_noop("Competent authority"),
        "support_provider": gettext_noop("Support provider"),
        "prosecutor": gettext_noop("Prosecutor's office"),
        "court": gettext_noop("Court"),
        "guardian_office": gettext_noop("Guardian office"),
        "legal_aid": gettext_noop("Legal aid"),
        "migration_authority": gettext_noop("Migration authority"),
        "asylum_authority": gettext_noop("Asylum authority"),
        "prison_service": gettext_noop("Prison service"),
        "consulate": gettext_noop("Embassy or consulate"),
        "national_coordinator": gettext_noop("National coordinator's office"),
        "monitor": gettext_noop("National rapporteur or monitoring body"),
        "international_organisation": gettext_noop("International organisation"),
    }
)

# An administrator reads no case, yet hands out the roles that do: so only figures alone go without a second factor.
WITHOUT_SECOND_FACTOR = frozenset({"monitor"})

DESIGNATIONS: Mapping[str, str] = MappingProxyType(
    {
        "first_responder": gettext_noop("First responder: may refer"),
        "competent_authority": gettext_noop("Competent authority: decides"),
        "support_provider": gettext_noop("Support provider: gives assistance"),
    }
)


def roles_of(kind: str) -> frozenset[str]:
    """The roles that an agency of this kind may give to its people; an unknown kind gives none. Source: domain §1.2; access/policy.yaml."""
    known = load_policy().agency_kinds.get(kind)
    return known.roles if known else frozenset()


def capacity_of(kind: str) -> str:
    """The capacity in which an agency of this kind is designated before it can do its part; empty where its part asks for none.

    Source: domain §1.2; access/policy.yaml.
    """
    if kind in DESIGNATIONS:
        return kind
    return "first_responder" if "first_responder" in roles_of(kind) else ""


def role_says(role: str, language: str) -> str:
    """What a role does, in a sentence of the policy page. Source: access/policy.yaml."""
    return load_policy().roles[role].told(language)


def needs_second_factor(roles: frozenset[str]) -> bool:
    """Whether someone with these roles must hold a second factor outside a demonstration. Source: issue 10 §6; security §9."""
    return bool(roles - WITHOUT_SECOND_FACTOR)
