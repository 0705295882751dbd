"""Which kinds of agencies take part, and which roles each kind may give to its people. Codes are stable; words are translations. Pure."""

from collections.abc import Mapping
from types import MappingProxyType

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
        "data_protection_officer": gettext_noop("Data-protection officer"),
    }
)

# What a role may do, in a sentence beside its name where roles are given.
ROLE_SAYS: Mapping[str, str] = MappingProxyType(
    {
        "first_responder": gettext_noop("Meets the person, screens, informs, refers with consent."),
        "decision_maker": gettext_noop("Decides whether there are reasonable grounds, with reasons."),
        "second_reviewer": gettext_noop("Reads every negative before it is made."),
        "case_worker": gettext_noop("Accompanies the person and records support."),
        "investigator": gettext_noop("Investigates the offence; reads no support file."),
        "prosecutor": gettext_noop("Reads what the proceedings need."),
        "guardian": gettext_noop("Acts for a child."),
        "lawyer": gettext_noop("Advises the person; reads what the person agrees to."),
        "migration_officer": gettext_noop("Reads bars on removal and permits; no account, no health."),
        "labour_inspector": gettext_noop("Inspects workplaces and may refer."),
        ADMINISTRATOR: gettext_noop("Invites the agency's people and ends their roles. Reads no case."),
        COORDINATOR: gettext_noop("Admits agencies, records agreements, reviews emergency access. Reads no names."),
        "monitor": gettext_noop("Reads figures and findings. Reads no names."),
        "data_protection_officer": gettext_noop("Reviews who read what and why."),
    }
)

_EVERY = (ADMINISTRATOR, "data_protection_officer")

# Each kind with the roles it may give besides the two that every agency has.
_GIVES: Mapping[str, tuple[str, tuple[str, ...]]] = MappingProxyType(
    {
        "police": (gettext_noop("Police"), ("first_responder", "investigator")),
        "border_guard": (gettext_noop("Border guard"), ("first_responder", "investigator", "migration_officer")),
        "labour_inspectorate": (gettext_noop("Labour inspectorate"), ("first_responder", "labour_inspector")),
        "social_services": (gettext_noop("Social services"), ("first_responder", "case_worker")),
        "child_office": (gettext_noop("Child protection office"), ("first_responder", "case_worker", "guardian")),
        "health": (gettext_noop("Health service"), ("first_responder", "case_worker")),
        "listed_ngo": (gettext_noop("Listed non-governmental organisation"), ("first_responder", "case_worker", "lawyer")),
        "hotline": (gettext_noop("Hotline"), ("first_responder",)),
        "competent_authority": (gettext_noop("Competent authority"), ("decision_maker", "second_reviewer")),
        "support_provider": (gettext_noop("Support provider"), ("first_responder", "case_worker")),
        "prosecutor": (gettext_noop("Prosecutor's office"), ("prosecutor",)),
        "court": (gettext_noop("Court"), ()),
        "guardian_office": (gettext_noop("Guardian office"), ("guardian",)),
        "legal_aid": (gettext_noop("Legal aid"), ("lawyer",)),
        "migration_authority": (gettext_noop("Migration authority"), ("first_responder", "migration_officer")),
        "asylum_authority": (gettext_noop("Asylum authority"), ("first_responder", "migration_officer")),
        "education": (gettext_noop("School or education authority"), ("first_responder",)),
        "prison_service": (gettext_noop("Prison service"), ("first_responder",)),
        "consulate": (gettext_noop("Embassy or consulate"), ("first_responder",)),
        "trade_union": (gettext_noop("Trade union"), ("first_responder", "case_worker")),
        "local_authority": (gettext_noop("Local authority"), ("first_responder", "case_worker")),
        "national_coordinator": (gettext_noop("National coordinator's office"), (COORDINATOR, "monitor")),
        "monitor": (gettext_noop("National rapporteur or monitoring body"), ("monitor",)),
        "international_organisation": (gettext_noop("International organisation"), ("first_responder", "case_worker", "monitor")),
    }
)

KINDS: Mapping[str, str] = MappingProxyType({kind: name for kind, (name, _) in _GIVES.items()})

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
    """The roles that an agency of this kind may give to its people; an unknown kind gives none. Source: domain §1.2."""
    return frozenset((*_EVERY, *_GIVES[kind][1])) if kind in _GIVES else frozenset()


def needs_second_factor(roles: frozenset[str]) -> bool:
    """Whether someone with these roles must hold a second factor outside a demonstration. Source: issue 10 §6; security §9."""
    return bool(roles - WITHOUT_SECOND_FACTOR)
