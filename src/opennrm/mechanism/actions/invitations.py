"""Invitations: the only way in. One use, one person, and never to oneself."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from allauth.account.models import EmailAddress
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from opennrm.access.actor import Actor
from opennrm.journal.models import Installation
from opennrm.mechanism import reads, rules
from opennrm.mechanism.actions.acting import absent, acting, end_rights, keep, locked, note, plain, require
from opennrm.mechanism.canonical import canonical_email
from opennrm.mechanism.kinds import COORDINATOR
from opennrm.mechanism.models import Agency, Invitation, Membership, User
from opennrm.mechanism.rules import HOUSE, AgencySeen, Offer
from opennrm.mechanism.tokens import hashed, new_token
from opennrm.standards.refusal import Refusal, Refused, gettext_noop

LASTS = timedelta(days=7)
OFFICE = "Office of the National Coordinator"


@dataclass(frozen=True, slots=True)
class Invited:
    """An invitation as its giver sees it once: the token is kept nowhere."""

    id: UUID
    token: str


def invite_first_coordinator(*, agency_name: str = OFFICE, at: datetime) -> str:
    """The token of the one invitation that nobody gives: for `opennrm init`. An earlier one that was not used is withdrawn.

    Raises Refused once there ever was a coordinator. Source: design §9, people.
    """
    with transaction.atomic():
        require(_first_is_taken())
        agency = Agency.objects.filter(kind="national_coordinator", admitted_by__isnull=True).first()
        if agency is None:
            agency = Agency(kind="national_coordinator", name=plain("agency_name", agency_name), admitted_at=at)
            agency._history_date = at
            agency.save()
        Invitation.objects.filter(invited_by__isnull=True, used_at__isnull=True, withdrawn_at__isnull=True).update(withdrawn_at=at)
        return _invite(agency.pk, {COORDINATOR}, "", None, at).token


def invite_person(actor: Actor, *, agency: UUID, email: str, roles: Collection[str], at: datetime) -> Invited:
    """Invite somebody into an agency: its administrator, or the coordinator for administrators. Says nothing of whether the address
    has an account. Raises Refused. Source: design §9, people; security §12, ORA-06.
    """
    with acting(actor, "invite_person", at, agency=agency, roles=roles):
        seen = locked(agency)
        address = canonical_email(email)
        own = address is not None and User.objects.filter(pk=actor.id, email=address).exists()
        require([*rules.may_invite(reads.standing(actor.id), seen, roles, own_address=own), *_no_address(address)])
        return _invite(agency, roles, address or "", actor.id, at)


def withdraw_invitation(actor: Actor, agency: UUID, invitation: UUID, *, at: datetime) -> None:
    """Let an invitation open nothing any more; by whoever may give its roles. Raises Refused."""
    with acting(actor, "withdraw_invitation", at, agency=agency):
        seen = locked(agency)
        row = reads.open_invitations(agency, at).filter(pk=invitation).first()
        if row is None:
            raise Refused(absent())
        require(r for r in rules.may_give(reads.standing(actor.id), seen, row.roles) if r.code != "agency.suspended")
        Invitation.objects.filter(pk=row.pk, used_at__isnull=True).update(withdrawn_at=at)


def invitation_for(token: str, at: datetime) -> Invitation | None:
    """The invitation that a token still opens, or None: one answer for a used, withdrawn, lapsed or invented one."""
    row = Invitation.objects.select_related("agency", "invited_by").filter(token_hash=hashed(token)).first()
    agency = reads.seen(row.agency_id) if row else None
    return row if row and agency and not _closed(row, agency, None, at) else None


def accept_invitation(token: str, *, name: str, password: str | None, at: datetime, email: str = "") -> User:
    """Take up the roles that an invitation offers, with a new account or with one's own, proved by its password.

    `email` is asked for by the invitation of `init` alone; every other one is bound to the address it went to. `password` may be None
    only where all data are invented. Opens no session: the person then signs in. Raises Refused. Source: design §9, people; RAC-08.
    """
    try:
        with transaction.atomic():
            return _accept(token, name, password, at, email)
    except IntegrityError:  # two at once: the database let one of them in
        raise Refused(_closed_refusal()) from None
    except Refused as refused:
        _note_inviter(token, [refusal.code for refusal in refused.refusals], at)
        raise


def _accept(token: str, name: str, password: str | None, at: datetime, email: str) -> User:
    row = Invitation.objects.select_for_update(of=("self",)).filter(token_hash=hashed(token)).first()
    if row is None:
        raise Refused(_closed_refusal())
    address = row.email or canonical_email(email)
    known = User.objects.filter(email=address).first() if address else None
    require(_closed(row, locked(row.agency_id), known.pk if known else None, at))
    require(_no_address(address))
    user = _proved(known, password) if known else _new(address or "", name, password, at)
    if not Invitation.objects.filter(pk=row.pk, used_at__isnull=True, withdrawn_at__isnull=True).update(used_at=at, used_by=user.pk):
        raise Refused(_closed_refusal())
    _give(row, user, at)
    user.refresh_from_db()
    return user


def _closed(row: Invitation, agency: AgencySeen, person: UUID | None, at: datetime) -> tuple[Refusal, ...]:
    """Why the invitation opens nothing for this person now; nothing if it does."""
    offer = Offer(frozenset(row.roles), row.invited_by_id, row.expires_at, bool(row.used_at or row.withdrawn_at))
    giver = reads.standing(row.invited_by_id) if row.invited_by_id else None
    first = _first_is_taken() if row.invited_by_id is None else ()
    return (*rules.may_accept(offer, giver, agency, person, at), *first)


def _note_inviter(token: str, codes: list[str], at: datetime) -> None:
    row = Invitation.objects.filter(token_hash=hashed(token), invited_by__isnull=False).first()
    if row and row.invited_by_id:
        note(row.invited_by_id, "accept_invitation", at, codes, agency=row.agency_id, roles=row.roles)


def _give(row: Invitation, user: User, at: datetime) -> None:
    held = set(Membership.objects.filter(user=user, agency=row.agency_id, ends_at__isnull=True).values_list("role", flat=True))
    for role in sorted(set(row.roles) - held):
        Membership.objects.create(user=user, agency_id=row.agency_id, role=role, starts_at=at, given_by_id=row.invited_by_id)
    end_rights([user.pk])


def _proved(user: User, password: str | None) -> User:
    invented = password is None and _only_invented()
    if not user.is_active or not (invented or user.check_password(password or "")):
        raise Refused(
            Refusal("password.mismatch", gettext_noop("This is not the password of the account with this address."), HOUSE, "password")
        )
    return user


def _new(address: str, name: str, password: str | None, at: datetime) -> User:
    user = User(email=address, name=plain("name", name), last_login=None)
    if password is not None:
        _strong(password, user)
        user.set_password(password)
    elif _only_invented():
        user.set_unusable_password()
    else:
        raise Refused(Refusal("password.missing", gettext_noop("Choose a password."), HOUSE, field="password"))
    keep(user, user.pk, at)
    # The address is the one that the agency wrote to; an unverified one would bar the person from a second factor.
    EmailAddress.objects.create(user=user, email=address, verified=True, primary=True)
    return user


def _strong(password: str, user: User) -> None:
    try:
        validate_password(password, user)
    except ValidationError as weak:
        raise Refused(Refusal("password.weak", message, HOUSE, field="password") for message in weak.messages) from None


def _invite(agency: UUID, roles: Collection[str], address: str, by: UUID | None, at: datetime) -> Invited:
    token = new_token()
    row = Invitation(agency_id=agency, roles=sorted(set(roles)), email=address, token_hash=hashed(token), invited_by_id=by)
    row.invited_at, row.expires_at = at, at + LASTS
    row.save()
    return Invited(row.pk, token)


def _first_is_taken() -> tuple[Refusal, ...]:
    if not Membership.objects.filter(role=COORDINATOR).exists():
        return ()
    return (Refusal("coordinator.exists", gettext_noop("There is a coordinator already, who can invite another one."), HOUSE),)


def _no_address(address: str | None) -> tuple[Refusal, ...]:
    says = gettext_noop("Enter an e-mail address in the usual form, such as name@agency.example.")
    return () if address else (Refusal("email.form", says, HOUSE, field="email"),)


def _closed_refusal() -> Refusal:
    return Refusal("invitation.closed", gettext_noop("This invitation no longer opens anything. Ask for a new one."), HOUSE)


def _only_invented() -> bool:
    installation = Installation.current()
    return installation is not None and installation.synthetic
