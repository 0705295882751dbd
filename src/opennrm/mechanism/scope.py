"""What a cooperation agreement can cover, by name: sections of a case, and purposes. Each is explained on the policy page. Pure."""

from collections.abc import Mapping
from types import MappingProxyType

from opennrm.access.policy import load_policy
from opennrm.standards.refusal import gettext_noop

SECTIONS: Mapping[str, str] = MappingProxyType(
    {
        "identity": gettext_noop("Identity"),
        "contact_and_location": gettext_noop("Contact and location"),
        "account": gettext_noop("Account of exploitation"),
        "health": gettext_noop("Health"),
        "risk_and_safety": gettext_noop("Risk and safety"),
        "support": gettext_noop("Support"),
        "legal_status": gettext_noop("Legal status"),
        "proceedings": gettext_noop("Proceedings"),
        "return": gettext_noop("Return"),
        "decisions": gettext_noop("Decisions"),
        "coarse": gettext_noop("What does not point to the person"),
    }
)

PURPOSES: Mapping[str, str] = MappingProxyType(
    {
        "referral": gettext_noop("Referral"),
        "answer_referral": gettext_noop("Answer to a referral"),
        "answer_question": gettext_noop("Answer before a negative decision"),
        "crime_reference": gettext_noop("Reference of a recorded crime"),
        "identification": gettext_noop("Identification"),
        "second_review": gettext_noop("Second review"),
        "assistance": gettext_noop("Assistance"),
        "protection": gettext_noop("Protection"),
        "investigation": gettext_noop("Investigation"),
        "prosecution": gettext_noop("Prosecution"),
        "legal_help": gettext_noop("Legal help"),
        "residence": gettext_noop("Stay, permit or asylum"),
        "labour_claim": gettext_noop("Wages and conditions of work"),
        "return": gettext_noop("Return"),
    }
)


def section_says(section: str, language: str) -> str:
    """What a section holds, in a sentence of the policy page. Source: access/policy.yaml."""
    return load_policy().sections[section].told(language)
