"""Roles of people who work in an agency already, and what they say of themselves."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db.models import F, Q
from django.db.models.functions import Greatest

from opennrm.access.actor import Actor
from opennrm.mechanism import reads, rules
from opennrm.mechanism.actions.acting import acting, end_rights, keep, locked, note, plain, require
from opennrm.mechanism.kinds import ADMINISTRATOR, COORDINATOR
from opennrm.mechanism.models import Agency, Invitation, Membership, User
from opennrm.mechanism.rules import HOUSE
from opennrm.standards.refusal import Refusal, Refused, gettext_noop


def grant_roles(actor: Actor, person: UUID, *, agency: UUID, roles: Collection[str], at: datetime) -> None:
    """Give further roles to somebody who works in the agency; never to oneself. Their sessions end. Raises Refused. Source: design §9."""
    with acting(actor, "grant_roles", at, agency=agency, roles=roles):
        seen = locked(agency)
        require(rules.may_grant(reads.standing(actor.id), seen, person, roles))
        new = [role for role in sorted(set(roles)) if person not in seen.holders.get(role, frozenset())]
        for role in new:
            Membership.objects.create(user_id=person, agency_id=agency, role=role, starts_at=at, given_by_id=actor.id)
        if new:
            end_rights([person])


def end_membership(actor: Actor, person: UUID, *, agency: UUID, roles: Collection[str] | None = None, at: datetime) -> None:
    """End roles of a person in an agency, by default all of them, with their sessions, links and open invitations.

    By an administrator of the agency, by the coordinator for administrators, or by the person. The last administrator and the last
    coordinator cannot leave: of two who remove each other at once, one is refused. Raises Refused. Source: security §9, RAC-07.
    """
    with acting(actor, "end_membership", at, agency=agency, roles=roles or ()):
        _hold_coordinators()
        seen = locked(agency)
        held = {role for role, holders in seen.holders.items() if person in holders}
        ended = held & set(roles) if roles is not None else held
        require(rules.may_end(reads.standing(actor.id), seen, person, ended, reads.coordinators()))
        rows = Membership.objects.filter(user=person, agency=agency, role__in=ended, ends_at__isnull=True)
        rows.update(ends_at=Greatest(at, F("starts_at")), ended_by=actor.id)
        _withdraw_invitations(person, agency, ended, left=ended == held, at=at)
        end_rights([person])


def change_profile(user: User, *, name: str, language: str, at: datetime, asked: Collection[str] = ()) -> None:
    """What people may say of themselves: name and language. `asked` names whatever else was sent along: if any of it would change rights,
    all is refused and the coordinator reads of it. Raises Refused. Source: security §12, ACC-10.
    """
    if raising := sorted(set(asked) & RIGHTS):
        note(user.pk, "change_profile", at, ["raise.self"], roles=raising)
        raise Refused(Refusal("raise.self", gettext_noop("Nobody gives a role to themselves."), HOUSE))
    if language not in dict(settings.LANGUAGES):
        raise Refused(Refusal("language.unknown", gettext_noop("Choose one of the languages in the list."), HOUSE, field="language"))
    row = User.objects.get(pk=user.pk)
    row.name, row.language = plain("name", name), language
    keep(row, user.pk, at)


# What a form on oneself might be made to carry in order to gain rights.
RIGHTS = frozenset(
    {
        "role",
        "roles",
        "group",
        "groups",
        "agency",
        "membership",
        "memberships",
        "is_staff",
        "is_superuser",
        "is_active",
        "rights_version",
        "mfa",
    }
)


def _hold_coordinators() -> None:
    """Coordinators may sit in several offices: these are all held first, in one order, so that two who leave at once see each other."""
    rows = Agency.objects.select_for_update(of=("self",)).filter(kind="national_coordinator").order_by("pk")
    list(rows.values_list("pk", flat=True))


def _withdraw_invitations(person: UUID, agency: UUID, ended: Collection[str], *, left: bool, at: datetime) -> None:
    gave = Q(invited_by=person) if COORDINATOR in ended else Q(invited_by=person, agency=agency) if ADMINISTRATOR in ended else Q(pk__in=[])
    for_them = Q(agency=agency, email__in=User.objects.filter(pk=person).values("email")) if left else Q(pk__in=[])
    Invitation.objects.filter(gave | for_them, used_at__isnull=True, withdrawn_at__isnull=True).update(withdrawn_at=at)
