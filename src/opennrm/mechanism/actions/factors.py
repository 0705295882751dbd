"""A lost second factor: two people, a day's delay, the person told and able to stop it."""

from datetime import datetime, timedelta
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth import update_session_auth_hash
from django.db import transaction
from django.http import HttpRequest

from opennrm.access.actor import Actor
from opennrm.mechanism import post, reads, rules
from opennrm.mechanism.actions.acting import absent, acting, end_rights, locked, require
from opennrm.mechanism.models import FactorReset, User
from opennrm.mechanism.session import unsettle_factor
from opennrm.standards.refusal import Refused

WAITS = timedelta(hours=24)


def ask_factor_reset(actor: Actor, person: UUID, *, agency: UUID, at: datetime) -> FactorReset:
    """Ask that somebody's second factor be reset; an administrator of their agency. Nothing happens before the coordinator agrees.

    The person and the coordinators are told by mail. Raises Refused. Source: security §9; SES-08.
    """
    with acting(actor, "ask_factor_reset", at, agency=agency):
        require(rules.may_ask_reset(reads.standing(actor.id), locked(agency), person))
        asked = reads.factor_reset_of(person) or FactorReset.objects.create(
            user_id=person, agency_id=agency, asked_by_id=actor.id, asked_at=at
        )
    _tell(person)
    return asked


def agree_factor_reset(actor: Actor, reset: UUID, *, at: datetime) -> FactorReset:
    """Agree to a reset: it is done a day later, unless stopped. The coordinator, who did not ask for it. Raises Refused."""
    with acting(actor, "agree_factor_reset", at):
        row = _open(reset)
        require(rules.may_agree_reset(reads.standing(actor.id), row.user_id, row.asked_by_id))
        if row.due_at is None:
            row.agreed_by_id, row.due_at = actor.id, at + WAITS
            row.save(update_fields=["agreed_by", "due_at"])
    _tell(row.user_id)
    return row


def stop_factor_reset(by: UUID, reset: UUID, *, at: datetime) -> None:
    """Stop a reset; the person whose factor it is, an administrator of the agency, the coordinator. Raises Refused."""
    with transaction.atomic():
        row = _open(reset)
        require(rules.may_stop_reset(reads.standing(by), row.user_id, row.agency_id))
        row.stopped_at = at
        row.save(update_fields=["stopped_at"])


def finish_factor_resets(at: datetime, user: UUID | None = None) -> int:
    """Carry out the resets whose day has passed, of one person or of all; how many. The worker calls it, and each sign-in its own."""
    with transaction.atomic():
        rows = FactorReset.objects.select_for_update(of=("self",)).filter(due_at__lte=at, stopped_at__isnull=True, done_at__isnull=True)
        people = list((rows.filter(user=user) if user else rows).values_list("user", flat=True))
        if people:
            Authenticator.objects.filter(user__in=people).delete()
            FactorReset.objects.filter(user__in=people, due_at__lte=at, stopped_at__isnull=True, done_at__isnull=True).update(done_at=at)
            end_rights(people)
        return len(people)


def factor_changed(request: HttpRequest, user: User) -> None:
    """The person set up or removed a factor: every other session of theirs ends, this one goes on under a new key. Source: SES-01."""
    end_rights([user.pk])
    update_session_auth_hash(request, User.objects.get(pk=user.pk))
    unsettle_factor(request)
    UserSession.objects.create_from_request(request)


def _open(reset: UUID) -> FactorReset:
    rows = FactorReset.objects.select_for_update(of=("self",)).filter(pk=reset, stopped_at__isnull=True, done_at__isnull=True)
    if (row := rows.first()) is None:
        raise Refused(absent())
    return row


def _tell(person: UUID) -> None:
    addresses = User.objects.filter(pk__in={person, *reads.coordinators()}).values_list("email", flat=True)
    for address in sorted(addresses):
        post.news(address)
