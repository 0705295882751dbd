"""The agencies and people of an invented mechanism, made as life makes them: invited, admitted, designated, never inserted."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from importlib.resources import files
from typing import Any
from uuid import UUID

from ruamel.yaml import YAML

from opennrm.access.actor import Actor
from opennrm.journal import clock
from opennrm.mechanism import actions, reads
from opennrm.mechanism.actions.agencies import Contact
from opennrm.mechanism.models import Agency, User

SINCE = date(2012, 1, 1)
INVENTED = "invented, for the demonstration"


def countries() -> list[str]:
    """The countries of which there is a demonstration."""
    names = [one.name for one in files("opennrm.portal.demo").iterdir()]
    return sorted(name.removeprefix("data_").removesuffix(".yaml") for name in names if name.startswith("data_"))


def read(country: str) -> dict[str, Any]:
    """What the demonstration of a country holds."""
    text = (files("opennrm.portal.demo") / f"data_{country}.yaml").read_text(encoding="utf-8")
    return YAML(typ="safe").load(text)  # type: ignore[no-any-return]


@dataclass(frozen=True, slots=True)
class Mechanism:
    """Everybody, by name."""

    coordinator: Actor
    agencies: dict[str, Agency]
    people: dict[str, Actor]

    def who(self, name: str) -> Actor:
        return self.people[name]

    def agency(self, name: str) -> UUID:
        return UUID(str(self.agencies[name].pk))


def is_built() -> bool:
    """Whether the mechanism of the demonstration stands already."""
    return Agency.objects.exclude(kind="national_coordinator").exists()


def standing(country: str) -> Mechanism:
    """The mechanism of a demonstration that was built before, as today has it."""
    given, now = read(country), clock.now()
    names = [given["coordinator"]["person"], *(row["name"] for row in given["people"])]
    people = {user.name: _actor(user, now) for user in User.objects.filter(name__in=names)}
    return Mechanism(people[names[0]], {one.name: one for one in Agency.objects.all()}, people)


def address(name: str) -> str:
    """An address under a domain that can never exist (RFC 2606)."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return ".".join(plain.replace("'", "").split()) + "@demo.invalid"


def build(given: dict[str, Any], at: datetime) -> Mechanism:
    """The whole mechanism: the coordinator takes up the first invitation, admits the agencies, their administrators invite the people."""
    coordinator = first_coordinator(given["coordinator"]["agency"], given["coordinator"]["person"], at)
    agencies: dict[str, Agency] = {}
    administrators: dict[str, Actor] = {}
    for row in given["agencies"]:
        agencies[row["name"]], administrators[row["name"]] = admitted(coordinator, row, at)
    people = dict(_people(given["people"], agencies, administrators, at))
    return Mechanism(coordinator, agencies, people)


def first_coordinator(agency: str, person: str, at: datetime) -> Actor:
    """The one who takes up the invitation that `init` prints."""
    token = actions.invite_first_coordinator(agency_name=agency, at=at)
    return _actor(actions.accept_invitation(token, name=person, password=None, at=at, email=address(person)), at)


def admitted(coordinator: Actor, row: dict[str, Any], at: datetime) -> tuple[Agency, Actor]:
    """An agency with its administrator and its designations."""
    agency = actions.admit_agency(
        coordinator, kind=row["kind"], name=row["name"], region=row.get("region", ""), contact=_contact(row), at=at
    )
    if row.get("body"):
        agency = actions.name_body(coordinator, agency.pk, body=row["body"], at=at)
    for capacity in row.get("capacities", ()):
        actions.designate(coordinator, agency.pk, capacity=capacity, starts_on=SINCE, source=INVENTED, at=at)
    name = f"Administrator of {row['name']}"
    return agency, invited(coordinator, agency.pk, name, ["agency_administrator"], at)


def _contact(row: dict[str, Any]) -> Contact:
    return Contact(name="Duty desk", phone=row["phone"]) if "phone" in row else Contact()


def invited(by: Actor, agency: UUID, name: str, roles: list[str], at: datetime) -> Actor:
    """Somebody who was invited into an agency and came."""
    token = actions.invite_person(by, agency=agency, email=address(name), roles=roles, at=at).token
    return _actor(actions.accept_invitation(token, name=name, password=None, at=at), at)


def _people(rows: list[dict[str, Any]], agencies: dict[str, Agency], by: dict[str, Actor], at: datetime) -> Iterator[tuple[str, Actor]]:
    for row in rows:
        yield row["name"], invited(by[row["agency"]], agencies[row["agency"]].pk, row["name"], row["roles"], at)


def _actor(user: User, at: datetime) -> Actor:
    actor = reads.actor_for(user, at=at)
    if actor is None:
        raise LookupError(f"{user} has no role")
    return actor
