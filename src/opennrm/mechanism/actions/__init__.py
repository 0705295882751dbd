"""What can be done in the mechanism: the only code that changes it. Each act raises Refused with every reason against it."""

from opennrm.mechanism.actions.agencies import (
    admit_agency,
    describe_agency,
    designate,
    end_designation,
    lift_suspension,
    name_body,
    suspend_agency,
)
from opennrm.mechanism.actions.agreements import end_agreement, make_agreement
from opennrm.mechanism.actions.factors import agree_factor_reset, ask_factor_reset, factor_changed, finish_factor_resets, stop_factor_reset
from opennrm.mechanism.actions.invitations import accept_invitation, invite_first_coordinator, invite_person, withdraw_invitation
from opennrm.mechanism.actions.people import change_profile, end_membership, grant_roles
from opennrm.mechanism.actions.sign_in import choose_agency, enter_demo

__all__ = [
    "accept_invitation",
    "admit_agency",
    "agree_factor_reset",
    "ask_factor_reset",
    "change_profile",
    "choose_agency",
    "describe_agency",
    "designate",
    "end_agreement",
    "end_designation",
    "end_membership",
    "enter_demo",
    "factor_changed",
    "finish_factor_resets",
    "grant_roles",
    "invite_first_coordinator",
    "invite_person",
    "lift_suspension",
    "make_agreement",
    "name_body",
    "stop_factor_reset",
    "suspend_agency",
    "withdraw_invitation",
]
