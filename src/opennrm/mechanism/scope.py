"""What a cooperation agreement can cover: the sections of a case, and the purposes for which data may be used. Codes are stable. Pure."""

from collections.abc import Mapping
from types import MappingProxyType

from opennrm.standards.refusal import gettext_noop

SECTIONS: Mapping[str, str] = MappingProxyType(
    {
        "identity": gettext_noop("Identity"),
        "contact_and_location": gettext_noop("Contact and location"),
        "account_of_exploitation": gettext_noop("Account of exploitation"),
        "health": gettext_noop("Health"),
        "risk_and_safety": gettext_noop("Risk and safety"),
        "support": gettext_noop("Support"),
        "legal_status": gettext_noop("Legal status"),
        "proceedings": gettext_noop("Proceedings"),
        "return": gettext_noop("Return"),
        "decisions": gettext_noop("Decisions"),
        "statistics": gettext_noop("Statistics"),
    }
)

PURPOSES: Mapping[str, str] = MappingProxyType(
    {
        "identification": gettext_noop("Identification"),
        "protection": gettext_noop("Protection and safety"),
        "support": gettext_noop("Support"),
        "legal_advice": gettext_noop("Legal advice and representation"),
        "investigation": gettext_noop("Investigation and prosecution"),
        "safe_return": gettext_noop("Safe return"),
        "monitoring": gettext_noop("Monitoring and statistics"),
    }
)
