"""The only code that writes whom to ask: lists with a consent, takes it back, erases, passes requests on, notes answers and visits."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localtime

from opennrm.programme import sealed
from opennrm.programme.contacts import fit, models, reads, rules
from opennrm.programme.contacts.past import PARTS
from opennrm.programme.contacts.typed import SAYS, SAYS_SECTION, SECTIONS, Consent, Contact, Exchange, Person, Request, Visit
from opennrm.programme.door import Keeper, keep
from opennrm.programme.kept import Kept
from opennrm.programme.past import laid
from opennrm.programme.rows import dated, row_of
from opennrm.standards.refusal import Refusal, Refused, gettext_noop

__all__ = ["agree", "answer", "ask", "close", "erase", "exchange", "record", "remove", "visit", "withdraw"]

GONE = gettext_noop("Who this was is erased. Somebody who comes back is entered anew.")
HOUSE = gettext_noop("How records of the programme hang together")


@transaction.atomic
def record(keeper: Keeper, said: Contact, at: datetime, person: Person | None = None) -> models.Contact:
    """List somebody by their own consent, or put right what stands under the key; `person` takes the place of what was sealed.

    Raises Refused with everything that bars it. Source: issue 13, point 4.
    """
    row = row_of(models.Contact, keeper, said, at)
    if row.erased_at:
        raise Refused(Refusal("contact.erased", GONE, HOUSE))
    row.kind, row.interviewed_in = said.kind, said.interviewed_in or ""
    _agreed(row, said.consent, at)
    row.laid = laid(said, PARTS)
    keep(row, keeper, at)
    _written_anew(row, said)
    if person is not None:
        sealed.seal_texts(models.ContactText, row, [sealed.Text(SECTIONS[code], code, getattr(person, code)) for code in SECTIONS])
    return row


@transaction.atomic
def agree(keeper: Keeper, key: str, consent: Consent, at: datetime) -> None:
    """The same person's next consent, in the place of the one that holds. Raises Refused. Source: issue 13, point 4."""
    row = _locked(keeper, key)
    _agreed(row, consent, at)
    keep(row, keeper, at)


@transaction.atomic
def withdraw(keeper: Keeper, key: str, at: datetime) -> None:
    """The consent is taken back: from now on nobody finds them, nobody asks, and no page opens who it is. Source: issue 13, point 4."""
    row = _locked(keeper, key)
    row.withdrawn_on = localtime(at).date()
    keep(row, keeper, at)


@transaction.atomic
def erase(keeper: Keeper, key: str, at: datetime) -> None:
    """Who it is, how they are reached and all by which they were found goes, with its past. That there was an entry, what was asked and
    what came of it stays, so that no count moves. Source: issue 13, point 4.
    """
    row = _locked(keeper, key)
    for part in (row.facets, row.roles, row.evidence):
        part.all().delete()
    row.history.all().delete()
    row.erased_at, row.interviewed_in, row.sources, row.laid = at, "", [], None
    keep(row, keeper, at)
    sealed.erase(models.ContactText, row.id, at)


@transaction.atomic
def remove(keeper: Keeper, row: Kept, at: datetime) -> None:
    """Take a request, an exchange or a visit out of every list. Its past is kept. Source: issue 13, Not this."""
    row.removed_at = at
    keep(row, keeper, at)


@transaction.atomic
def ask(keeper: Keeper, said: Request, at: datetime, contact: models.Contact | None = None, says: str = "") -> models.Request:
    """Ask somebody who is listed, or leave a request that is passed on to whoever fits and is not shown to the asker.

    What is recorded of the request is the same whether or not anybody fits; what it `says` at length is sealed. Raises Refused.
    Source: issue 13, point 4.
    """
    if refusals := tuple(rules.may_ask(said, contact is not None, localtime(at).date())):
        raise Refused(refusals)
    row = row_of(models.Request, keeper, said, at)
    row.asker = keeper.id  # type: ignore[assignment]  # a person asks, and never a command
    row.subject, row.by, row.contact = said.subject, said.by, contact
    row.need = said.need.model_dump(mode="json", exclude_defaults=True)
    keep(row, keeper, at)
    sealed.seal_texts(models.RequestText, row, [sealed.Text(SAYS_SECTION, SAYS, says)] if says else [])
    fitting = [contact] if contact else [one for one in reads.live(localtime(at).date()) if fit.fit(reads.as_typed(one), said.need).whole]
    models.Passing.objects.bulk_create(models.Passing(request=row, contact=one, keeper=one.agency) for one in fitting)
    return row


@transaction.atomic
def close(keeper: Keeper, row: models.Request, at: datetime) -> None:
    """The asker needs nobody any more: it is passed on to nobody else, and what it said at length has served. Source: issue 13, point 4."""
    row.closed_at = at
    keep(row, keeper, at)
    if models.RequestText.objects.filter(subject=row.id).exists():
        sealed.erase(models.RequestText, row.id, at)


@transaction.atomic
def answer(keeper: Keeper, passing: int, said: str, at: datetime) -> None:
    """What the person said to a request that was passed on: `yes` opens to the asker who it is. Once. Source: issue 13, point 4."""
    row = models.Passing.objects.select_for_update(of=("self",)).get(pk=passing, keeper=keeper.agency, answered_at=None)
    row.answer, row.answered_at = said, at
    row.save()


@transaction.atomic
def exchange(keeper: Keeper, said: Exchange, at: datetime) -> models.Exchange:
    """Record what a country asks or offers, or put it right. Source: issue 13, point 4 (origin and destination)."""
    row = dated(row_of(models.Exchange, keeper, said, at), said.when)
    row.kind, row.country, row.other, row.profession = said.kind, said.country, said.other or "", said.profession
    row.weeks, row.closed = said.weeks, said.closed
    row.marks = {name: list(found) for name in ("languages", "topics", "groups") if (found := getattr(said, name))}
    keep(row, keeper, at)
    return row


@transaction.atomic
def visit(keeper: Keeper, said: Visit, at: datetime) -> models.Visit:
    """Record a visit, or what came of it. Raises Refused. Source: issue 13, point 4 (visits, what came of them)."""
    if refusals := tuple(rules.may_visit(said)):
        raise Refused(refusals)
    row = dated(row_of(models.Visit, keeper, said, at), said.when)
    row.asks, row.offers = _exchange(said.asks), _exchange(said.offers)
    row.sends, row.receives, row.profession, row.state = said.sends, said.receives, said.profession, said.state
    row.outcome, row.came_of_it = said.outcome or "", said.came_of_it
    keep(row, keeper, at)
    return row


def _exchange(key: str | None) -> models.Exchange | None:
    return models.Exchange.objects.filter(key=key, removed_at=None).first() if key else None


def _agreed(row: models.Contact, consent: Consent, at: datetime) -> None:
    today: date = localtime(at).date()
    if _consent_of(row) != consent and (refusals := tuple(rules.may_agree(consent, today))):
        raise Refused(refusals)
    row.shown_to, row.agreed_on, row.agreed_until, row.agreed_how = consent.to, consent.given_on, consent.until, consent.how
    row.withdrawn_on = None


def _consent_of(row: models.Contact) -> Consent | None:
    return reads.consent_of(row) if row.shown_to and row.withdrawn_on is None else None


def _written_anew(row: models.Contact, said: Contact) -> None:
    for part in (row.facets, row.roles, row.evidence):
        part.all().delete()
    kinds = {"profession": said.professions, "topic": said.topics, "language": said.languages, "country": said.countries}
    models.Facet.objects.bulk_create(
        models.Facet(contact=row, kind=kind, code=code) for kind, codes in kinds.items() for code in dict.fromkeys(codes)
    )
    models.Role.objects.bulk_create(
        dated(models.Role(contact=row, order=n, profession=one.profession, country=one.country or "", body=one.body or ""), one.when)
        for n, one in enumerate(said.roles)
    )
    for n, one in enumerate(said.evidence):
        words = {"people": one.people or "", "topic": one.topic or "", "detail": one.detail, "activity": one.activity or ""}
        dated(models.Evidence(contact=row, order=n, kind=one.kind, number=one.number, **words), one.when).save()


def _locked(keeper: Keeper, key: str) -> models.Contact:
    row = models.Contact.objects.select_for_update(of=("self",)).get(agency=keeper.agency, key=key, removed_at=None)
    if row.erased_at:
        raise Refused(Refusal("contact.erased", GONE, HOUSE))
    return row
