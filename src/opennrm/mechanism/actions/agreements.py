"""Cooperation agreements between agencies."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from opennrm.access.actor import Actor
from opennrm.mechanism import reads, rules
from opennrm.mechanism.actions.acting import absent, acting, keep, plain, require
from opennrm.mechanism.models import Agency, Agreement, AgreementParty
from opennrm.mechanism.scope import PURPOSES, SECTIONS
from opennrm.standards.refusal import Refused


def make_agreement(actor: Actor, *, title: str, terms: rules.Terms, data_terms: str, at: datetime) -> Agreement:
    """Record a signed agreement. The coordinator alone. Raises Refused. Source: domain §5.1, inter-agency agreement clauses."""
    with acting(actor, "make_agreement", at):
        require(rules.may_agree(reads.standing(actor.id), terms, SECTIONS, PURPOSES, at.date()))
        parties = Agency.objects.filter(pk__in=terms.parties)
        if len(parties) != len(set(terms.parties)):
            raise Refused(absent("parties"))
        row = Agreement(
            title=plain("title", title),
            sections=_in_order(terms.sections, SECTIONS),
            purposes=_in_order(terms.purposes, PURPOSES),
            data_terms=plain("data_terms", data_terms, lines=True),
            starts_on=terms.starts_on,
            ends_on=terms.ends_on,
            signed_on=terms.signed_on,
        )
        row.recorded_by_id, row.recorded_at = actor.id, at
        keep(row, actor.id, at)
        AgreementParty.objects.bulk_create([AgreementParty(agreement=row, agency=party) for party in parties])
        return row


def end_agreement(actor: Actor, agreement: UUID, *, ends_on: date, at: datetime) -> Agreement:
    """End an agreement after a day; the coordinator, or an administrator of a party. Raises Refused."""
    with acting(actor, "end_agreement", at):
        row = Agreement.objects.select_for_update(of=("self",)).filter(pk=agreement).first()
        if row is None:
            raise Refused(absent())
        parties = row.parties.values_list("pk", flat=True)
        require(rules.may_end_agreement(reads.standing(actor.id), parties, (row.starts_on, row.ends_on), ends_on))
        row.ends_on = ends_on
        keep(row, actor.id, at)
        return row


def _in_order(chosen: Collection[str], order: Collection[str]) -> list[str]:
    return [code for code in order if code in chosen]
