"""The way in to the programme: what the policy says to a record of it, the pages that it opens, and who keeps a row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, TypeVar
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.timezone import localtime

from opennrm.access.actor import Actor
from opennrm.access.policy import AccessRequest, Decision, Holder, decide, load_policy
from opennrm.access.through import for_roles
from opennrm.journal import clock
from opennrm.mechanism.models import User
from opennrm.standards.refusal import Refusal, Refused, gettext_noop

__all__ = ["Keeper", "confidence", "keep", "keeping", "may", "operating", "page", "taking", "today"]

CLOSED = gettext_noop("This is not yours to do: %(why)s")
PROGRAMME, ROSTER, INTERVENTION, REPORT = "programme", "roster", "intervention", "periodic_report"
View = TypeVar("View", bound=Callable[..., HttpResponse])


@dataclass(frozen=True, slots=True)
class Keeper:
    """Who records: a person for an agency, or the account of the operating system that ran a command (`id` None)."""

    id: UUID | None
    agency: UUID
    account: str = ""


def may(actor: Actor, record: str, section: str = "coarse", mode: str = "read", holder: UUID | None = None) -> Decision:
    """What the policy says; the holder is the actor's own agency where none is named. Records of the programme are tied to no case."""
    return _asked(actor.roles, actor.agency, actor.agency_kind, record, section, mode, holder)


def _asked(roles: frozenset[str], agency: UUID, kind: str, record: str, section: str, mode: str, holder: UUID | None) -> Decision:
    return decide(
        load_policy(),
        AccessRequest(
            role=roles,
            agency=agency,
            agency_kind=kind,
            relations=frozenset(),
            section=section,
            holder=Holder(holder or agency, kind),
            mode=mode,
            stream_kind=record,
        ),
    )


def keeping(actor: Actor, record: str, section: str = "coarse", holder: UUID | None = None) -> Keeper:
    """The person as a keeper of a record. Raises Refused where the policy says no."""
    decision = may(actor, record, section, "write", holder)
    if not decision.allowed:
        raise Refused(Refusal("access.closed", CLOSED, decision.source, why=decision.says))
    return Keeper(actor.id, actor.agency)


def taking(actor: Actor, record: str) -> Keeper:
    """The person as one who takes the own agency's records along. Raises Refused where the policy says no."""
    decision = may(actor, record, mode="export")
    if not decision.allowed:
        raise Refused(Refusal("access.closed", CLOSED, decision.source, why=decision.says))
    return Keeper(actor.id, actor.agency)


def operating(account: str, agency: UUID) -> Keeper:
    """Whoever operates the installation records for an agency: a command asks no policy and says whose account it was."""
    return Keeper(None, agency, account)


def page(record: str, section: str = "coarse", mode: str = "read", files: bool = False) -> Callable[[View], View]:
    """The page shows this of the programme: whoever has a role that the policy opens it to, and to everybody else it is not there.

    `files`: it takes some.
    """

    def declare(view: View) -> View:
        def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not may(request.actor, record, section, mode).allowed:
                raise Http404
            return view(request, *args, **kwargs)

        asked.__name__, asked.__doc__ = view.__name__, view.__doc__
        return for_roles(*roles_that(record, section, mode), files=files)(asked)  # type: ignore[return-value]

    return declare


@cache
def roles_that(record: str, section: str, mode: str) -> tuple[str, ...]:
    """The roles to which the policy opens this, each asked by itself of its own agency. Source: access/policy.yaml."""
    us = UUID(int=1)
    opened = {
        role
        for kind, about in load_policy().agency_kinds.items()
        for role in about.roles
        if _asked(frozenset({role}), us, kind, record, section, mode, None).allowed
    }
    return tuple(sorted(opened))


def confidence(actor: Actor) -> UUID | None:
    """The agency whose confidential records the actor reads: the own one, or None. Source: access/policy.yaml, programme.confidence."""
    return actor.agency if may(actor, PROGRAMME, "account").allowed else None


def keep(row: Any, by: Keeper, at: datetime, why: str = "") -> None:
    """Save a row whose history says who changed it and when, by the door's time, and why; an operator's account stands as the reason."""
    row._history_user = User(pk=by.id) if by.id else None
    row._history_date = at
    row._change_reason = why or by.account or None
    row.save()


def today() -> date:
    """The day of the installation's clock, in the zone of the pages."""
    return localtime(clock.now()).date()
