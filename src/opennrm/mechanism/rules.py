"""Who may admit, invite, give a role, end it, designate and agree. Pure: yields every refusal; time is an argument.

Nobody raises himself: a refusal whose code begins with "raise." is an attempt at that, and the coordinator reads of it.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from opennrm.countries.parts import Party
from opennrm.mechanism.kinds import ADMINISTRATOR, COORDINATOR, DESIGNATIONS, KINDS, roles_of
from opennrm.standards.refusal import Refusal, gettext_noop

HOUSE = gettext_noop("Rules of this mechanism")

# What an agency must be able to do before it can be designated to do it.
_DESIGNATION_NEEDS = {"first_responder": "first_responder", "competent_authority": "decision_maker", "support_provider": "case_worker"}


@dataclass(frozen=True, slots=True)
class Standing:
    """What someone may do in the mechanism at one moment: the roles that live, by agency."""

    user: UUID
    roles: Mapping[UUID, frozenset[str]] = field(default_factory=dict)

    @property
    def coordinates(self) -> bool:
        return any(COORDINATOR in roles for roles in self.roles.values())

    def administers(self, agency: UUID) -> bool:
        return ADMINISTRATOR in self.roles.get(agency, frozenset())


@dataclass(frozen=True, slots=True)
class AgencySeen:
    """An agency as the rules see it: its kind, whether it is suspended, and who holds which role."""

    id: UUID
    kind: str
    suspended: bool = False
    holders: Mapping[str, frozenset[UUID]] = field(default_factory=dict)

    def members(self) -> frozenset[UUID]:
        return frozenset().union(*self.holders.values())


@dataclass(frozen=True, slots=True)
class Offer:
    """An invitation as the rules see it. `invited_by` is None for the one that `init` makes."""

    roles: frozenset[str]
    invited_by: UUID | None
    expires_at: datetime
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Terms:
    """What agencies agree: who, about which sections and purposes, and for how long. Dates are whole days; the last one counts."""

    parties: tuple[UUID, ...]
    sections: tuple[str, ...]
    purposes: tuple[str, ...]
    signed_on: date
    starts_on: date
    ends_on: date | None = None


def givable(by: Standing, agency: AgencySeen) -> frozenset[str]:
    """The roles that this person may give to somebody else in this agency. Source: design §9, people."""
    own = roles_of(agency.kind) - {COORDINATOR} if by.administers(agency.id) else frozenset()
    coordinators = {ADMINISTRATOR, COORDINATOR} & roles_of(agency.kind) if by.coordinates else frozenset()
    return own | coordinators


def may_coordinate(by: Standing) -> Iterator[Refusal]:
    """Why this person may not act as coordinator; nothing yielded means that they may. Source: design §9, people."""
    if not by.coordinates:
        yield Refusal("raise.not-coordinator", gettext_noop("Only the national coordinator does this."), HOUSE)


def may_admit(by: Standing, kind: str) -> Iterator[Refusal]:
    """Why this agency may not be admitted. Source: design §9, people."""
    yield from may_coordinate(by)
    if kind not in KINDS:
        yield Refusal("kind.unknown", gettext_noop("Choose one of the kinds of agency in the list."), HOUSE, field="kind")


def may_be(body: str, kind: str, parties: Mapping[str, Party]) -> Iterator[Refusal]:
    """Why an agency of this kind is not that body of the country's law. Source: profile, parties."""
    party = parties.get(body)
    if body and (party is None or party.kind != kind):
        yield Refusal("body.other-kind", gettext_noop("An agency of this kind is not that body of the law."), HOUSE, field="body")


def may_give(by: Standing, agency: AgencySeen, roles: Collection[str]) -> Iterator[Refusal]:
    """Why this person may not hand out these roles in this agency, to whomever. Source: design §9, people; security §12 ACC-10."""
    can_be, may_be = roles_of(agency.kind), givable(by, agency)
    if agency.suspended:
        yield Refusal("agency.suspended", gettext_noop("The agency is suspended: no role can be given in it."), HOUSE)
    if not by.administers(agency.id) and not by.coordinates:
        yield Refusal("raise.elsewhere", gettext_noop("People are admitted by an administrator of their own agency."), HOUSE)
        return
    if not roles:
        yield Refusal("roles.none", gettext_noop("Choose at least one role."), HOUSE, field="roles")
    if set(roles) - can_be:
        yield Refusal("raise.not-of-kind", gettext_noop("An agency of this kind has no such role."), HOUSE, field="roles")
    if (set(roles) & can_be) - may_be:
        yield Refusal("raise.above", gettext_noop("This role is not yours to give."), HOUSE, field="roles")


def may_invite(by: Standing, agency: AgencySeen, roles: Collection[str], *, own_address: bool) -> Iterator[Refusal]:
    """Why this person may not be invited. `own_address`: the invitation goes to the inviter. Source: design §9, people."""
    yield from may_give(by, agency, roles)
    if own_address:
        yield _himself("email")


def may_grant(by: Standing, agency: AgencySeen, person: UUID, roles: Collection[str]) -> Iterator[Refusal]:
    """Why these roles may not be given to somebody who already works in the agency. Source: design §9, people."""
    yield from may_give(by, agency, roles)
    if person == by.user:
        yield _himself("roles")
    elif person not in agency.members():
        yield Refusal("person.not-here", gettext_noop("This person does not work in this agency."), HOUSE, field="person")


def may_accept(offer: Offer, by: Standing | None, agency: AgencySeen, person: UUID | None, at: datetime) -> Iterator[Refusal]:
    """Why an invitation opens nothing: used, withdrawn, past its day, or its giver could not give it now. `by` is the giver's standing,
    None for the invitation of `init`; `person` is who accepts, None for somebody new. Source: design §9, people.
    """
    stale = by is not None and any(True for _ in may_give(by, agency, offer.roles))
    if offer.closed or at >= offer.expires_at or stale or agency.suspended:
        yield Refusal("invitation.closed", gettext_noop("This invitation no longer opens anything. Ask for a new one."), HOUSE)
    if person is not None and person == offer.invited_by:
        yield _himself(None)


def may_end(by: Standing, agency: AgencySeen, person: UUID, roles: Collection[str], coordinators: Collection[UUID]) -> Iterator[Refusal]:
    """Why these roles of a person may not end. `coordinators` are all who hold that role anywhere. Source: security §9, RAC-07."""
    held = {role for role in roles if person in agency.holders.get(role, frozenset())}
    if not held:
        yield Refusal("person.not-here", gettext_noop("This person does not hold this role now."), HOUSE, field="person")
    if not _may_close(by, agency, person, held):
        yield Refusal("raise.elsewhere", gettext_noop("Roles are ended by an administrator of the agency, or by who holds them."), HOUSE)
    if ADMINISTRATOR in held and agency.holders[ADMINISTRATOR] == {person}:
        yield Refusal(
            "last.administrator", gettext_noop("The last administrator cannot leave. Invite a second one first."), HOUSE, field="person"
        )
    if COORDINATOR in held and set(coordinators) <= {person}:
        yield Refusal(
            "last.coordinator", gettext_noop("The last coordinator cannot leave. Invite a second one first."), HOUSE, field="person"
        )


def may_suspend(by: Standing, agency: AgencySeen, reason: str) -> Iterator[Refusal]:
    """Why an agency may not be suspended. Source: design §9, people."""
    yield from may_coordinate(by)
    if agency.id in by.roles:
        yield Refusal("agency.own", gettext_noop("Nobody suspends the agency for which they act."), HOUSE)
    if agency.suspended:
        yield Refusal("agency.suspended", gettext_noop("The agency is suspended already."), HOUSE)
    if not reason:
        yield Refusal("reason.missing", gettext_noop("Say why: the agency reads it."), HOUSE, field="reason")


def may_lift(by: Standing, agency: AgencySeen) -> Iterator[Refusal]:
    """Why a suspension may not be lifted. Source: design §9, people."""
    yield from may_coordinate(by)
    if not agency.suspended:
        yield Refusal("agency.open", gettext_noop("The agency is not suspended."), HOUSE)


def may_designate(
    by: Standing, agency: AgencySeen, capacity: str, span: tuple[date, date | None], taken: bool, source: str
) -> Iterator[Refusal]:
    """Why an agency may not be designated from the first to the last day of `span`; `taken` says that a designation in the same capacity
    holds on one of these days. Source: domain §0.1 (only designated first responders may refer); CETS 197 Art 10(1).
    """
    yield from may_coordinate(by)
    if capacity not in DESIGNATIONS:
        yield Refusal("designation.unknown", gettext_noop("Choose one of the capacities in the list."), HOUSE, field="capacity")
    elif _DESIGNATION_NEEDS[capacity] not in roles_of(agency.kind):
        yield Refusal(
            "designation.not-of-kind", gettext_noop("An agency of this kind cannot act in this capacity."), HOUSE, field="capacity"
        )
    yield from _in_order(*span)
    if taken:
        yield Refusal("designation.already", gettext_noop("The agency is designated in this capacity already."), HOUSE, field="starts_on")
    if not source:
        yield Refusal("source.missing", gettext_noop("Name the act or decision that designates it."), HOUSE, field="source")


def may_end_designation(by: Standing, span: tuple[date, date | None], ends_on: date) -> Iterator[Refusal]:
    """Why a designation may not end after the day `ends_on`. Source: design §9, people."""
    yield from may_coordinate(by)
    yield from _may_shorten(span, ends_on)


def may_agree(by: Standing, terms: Terms, sections: Collection[str], purposes: Collection[str], on: date) -> Iterator[Refusal]:
    """Why this cooperation agreement may not be recorded on the day `on`. `sections` and `purposes` are the codes that exist.

    Source: domain §5.1, inter-agency agreement clauses.
    """
    yield from may_coordinate(by)
    if len(set(terms.parties)) < 2:
        yield Refusal(
            "agreement.parties", gettext_noop("An agreement has two parties or more: choose at least two agencies."), HOUSE, field="parties"
        )
    if not terms.sections or set(terms.sections) - set(sections):
        yield Refusal("agreement.sections", gettext_noop("Choose what the agreement covers."), HOUSE, field="sections")
    if not terms.purposes or set(terms.purposes) - set(purposes):
        yield Refusal("agreement.purposes", gettext_noop("Choose what the data may be used for."), HOUSE, field="purposes")
    yield from _in_order(terms.starts_on, terms.ends_on)
    if terms.signed_on > on:
        says = gettext_noop("The day of signature has not come. Record the agreement when the last party has signed.")
        yield Refusal("agreement.unsigned", says, HOUSE, field="signed_on")


def may_end_agreement(by: Standing, parties: Collection[UUID], span: tuple[date, date | None], ends_on: date) -> Iterator[Refusal]:
    """Why an agreement may not end after the day `ends_on`; a party may leave as well as the coordinator. Source: domain §5.1."""
    if not by.coordinates and not any(by.administers(party) for party in parties):
        yield Refusal("raise.elsewhere", gettext_noop("An agreement is ended by the coordinator or by an administrator of a party."), HOUSE)
    yield from _may_shorten(span, ends_on)


def may_ask_reset(by: Standing, agency: AgencySeen, person: UUID) -> Iterator[Refusal]:
    """Why the second factor of a person may not be asked to be reset. Source: security §9, lost second factor."""
    if not by.administers(agency.id):
        yield Refusal("raise.elsewhere", gettext_noop("A reset is asked for by an administrator of the person's own agency."), HOUSE)
    if person == by.user:
        yield Refusal("raise.self", gettext_noop("Nobody resets their own second factor. Another administrator asks for it."), HOUSE)
    elif person not in agency.members():
        yield Refusal("person.not-here", gettext_noop("This person does not work in this agency."), HOUSE, field="person")


def may_agree_reset(by: Standing, person: UUID, asked_by: UUID) -> Iterator[Refusal]:
    """Why a reset that was asked for may not be agreed to: it takes two, neither of them the person. Source: security §9; SES-08."""
    yield from may_coordinate(by)
    if by.user in (person, asked_by):
        yield Refusal("raise.self", gettext_noop("A reset takes two people besides the one whose factor it is."), HOUSE)


def may_stop_reset(by: Standing, person: UUID, agency: UUID) -> Iterator[Refusal]:
    """Why a reset may not be stopped: the person, an administrator of the agency and the coordinator can. Source: SES-08."""
    if by.user != person and not by.administers(agency) and not by.coordinates:
        yield Refusal("not-here", gettext_noop("There is no such entry."), HOUSE)


def delay(failures: int) -> int:
    """Seconds until the next attempt to sign in after so many failures in a row: none for three, then doubling up to a quarter of an hour.

    Source: security §9, lock-out.
    """
    return 0 if failures < 3 else min(900, 5 * 2 ** (min(failures, 20) - 3))


def _himself(at_field: str | None) -> Refusal:
    return Refusal(
        "raise.self",
        gettext_noop("Nobody gives a role to themselves. Another administrator or the coordinator does it."),
        HOUSE,
        field=at_field,
    )


def _may_close(by: Standing, agency: AgencySeen, person: UUID, held: Collection[str]) -> bool:
    if person == by.user:
        return True
    ends = (roles_of(agency.kind) - {COORDINATOR} if by.administers(agency.id) else frozenset()) | (
        {ADMINISTRATOR, COORDINATOR} if by.coordinates else frozenset()
    )
    return set(held) <= ends


def _in_order(starts_on: date, ends_on: date | None) -> Iterator[Refusal]:
    if ends_on is not None and ends_on < starts_on:
        yield Refusal("dates.order", gettext_noop("The last day lies before the first."), HOUSE, field="ends_on")


def _may_shorten(span: tuple[date, date | None], ends_on: date) -> Iterator[Refusal]:
    starts_on, ended_on = span
    yield from _in_order(starts_on, ends_on)
    if ended_on is not None and ended_on <= ends_on:
        yield Refusal("ended.already", gettext_noop("It ends on that day or earlier already."), HOUSE, field="ends_on")
