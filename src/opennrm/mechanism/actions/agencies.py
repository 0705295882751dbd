"""Admitting agencies, describing, suspending and designating them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from opennrm.access.actor import Actor
from opennrm.mechanism import reads, rules
from opennrm.mechanism.actions.acting import absent, acting, end_rights, keep, locked, plain, require
from opennrm.mechanism.models import Agency, Designation, Suspension
from opennrm.standards.refusal import Refused


@dataclass(frozen=True, slots=True)
class Contact:
    """The single point of contact of an agency."""

    name: str = ""
    email: str = ""
    phone: str = ""


def admit_agency(
    actor: Actor, *, kind: str, name: str, region: str = "", languages: Sequence[str] = (), contact: Contact = Contact(), at: datetime
) -> Agency:
    """Admit an agency. The coordinator alone. Raises Refused. Source: design §9, people."""
    with acting(actor, "admit_agency", at):
        require(rules.may_admit(reads.standing(actor.id), kind))
        agency = Agency(kind=kind, admitted_at=at, admitted_by_id=actor.id)
        _describe(agency, name, region, languages, contact)
        keep(agency, actor.id, at)
        return agency


def describe_agency(
    actor: Actor, agency: UUID, *, name: str, region: str = "", languages: Sequence[str] = (), contact: Contact = Contact(), at: datetime
) -> Agency:
    """Change what is known of an agency, by its administrator or the coordinator; its kind never changes. Raises Refused."""
    with acting(actor, "describe_agency", at, agency=agency):
        seen = locked(agency)
        standing = reads.standing(actor.id)
        if not standing.administers(agency):
            require(rules.may_coordinate(standing))
        row = Agency.objects.get(pk=seen.id)
        _describe(row, name, region, languages, contact)
        keep(row, actor.id, at)
        return row


def name_body(actor: Actor, agency: UUID, *, body: str, at: datetime) -> Agency:
    """Say which body of the country's law an agency is, or that it is none in particular. The coordinator alone. Raises Refused.

    Source: profile, parties and deciders.
    """
    with acting(actor, "name_body", at, agency=agency):
        seen = locked(agency)
        require([*rules.may_coordinate(reads.standing(actor.id)), *rules.may_be(body, seen.kind, reads.bodies())])
        row = Agency.objects.get(pk=seen.id)
        row.body = body
        keep(row, actor.id, at)
        return row


def suspend_agency(actor: Actor, agency: UUID, *, reason: str, at: datetime) -> Suspension:
    """Suspend an agency: its people can do nothing and their sessions end. The coordinator alone. Raises Refused."""
    with acting(actor, "suspend_agency", at, agency=agency):
        seen = locked(agency)
        why = plain("reason", reason, required=False)
        require(rules.may_suspend(reads.standing(actor.id), seen, why))
        end_rights(seen.members())
        return Suspension.objects.create(agency_id=agency, reason=why, starts_at=at, suspended_by_id=actor.id)


def lift_suspension(actor: Actor, agency: UUID, *, at: datetime) -> None:
    """Let a suspended agency work again, with the roles that its people hold. The coordinator alone. Raises Refused."""
    with acting(actor, "lift_suspension", at, agency=agency):
        seen = locked(agency)
        require(rules.may_lift(reads.standing(actor.id), seen))
        Suspension.objects.filter(agency=agency, ends_at__isnull=True).update(ends_at=at, lifted_by=actor.id)
        end_rights(seen.members())


def designate(
    actor: Actor, agency: UUID, *, capacity: str, starts_on: date, ends_on: date | None = None, source: str, at: datetime
) -> Designation:
    """Record that an agency is designated in a capacity, from the first to the last day. The coordinator alone. Raises Refused."""
    with acting(actor, "designate", at, agency=agency):
        seen = locked(agency)
        named = plain("source", source, required=False)
        taken = Designation.objects.filter(_overlaps(starts_on, ends_on), agency=agency, capacity=capacity).exists()
        require(rules.may_designate(reads.standing(actor.id), seen, capacity, (starts_on, ends_on), taken, named))
        row = Designation(agency_id=agency, capacity=capacity, starts_on=starts_on, ends_on=ends_on, source=named)
        row.designated_by_id, row.recorded_at = actor.id, at
        keep(row, actor.id, at)
        return row


def end_designation(actor: Actor, agency: UUID, designation: UUID, *, ends_on: date, at: datetime) -> Designation:
    """End a designation after a day. The coordinator alone. Raises Refused."""
    with acting(actor, "end_designation", at, agency=agency):
        row = Designation.objects.select_for_update(of=("self",)).filter(agency=agency, pk=designation).first()
        if row is None:
            raise Refused(absent())
        require(rules.may_end_designation(reads.standing(actor.id), (row.starts_on, row.ends_on), ends_on))
        row.ends_on = ends_on
        keep(row, actor.id, at)
        return row


def _describe(agency: Agency, name: str, region: str, languages: Sequence[str], contact: Contact) -> None:
    agency.name = plain("name", name)
    agency.region = plain("region", region, required=False)
    agency.languages = sorted(set(languages))
    agency.contact_name = plain("contact_name", contact.name, required=False)
    agency.contact_email = plain("contact_email", contact.email, required=False)
    agency.contact_phone = plain("contact_phone", contact.phone, required=False)


def _overlaps(starts_on: date, ends_on: date | None) -> Q:
    begins_before = Q(starts_on__lte=ends_on) if ends_on else Q()
    return begins_before & (Q(ends_on__isnull=True) | Q(ends_on__gte=starts_on))
