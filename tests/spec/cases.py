"""Facts of a case as a small table, and what is then owed in a state that is bound by the instruments and by nothing more."""

import re
from datetime import date, datetime
from functools import cache
from pathlib import Path

from opennrm.cases.spine.facts import CaseFacts
from opennrm.cases.spine.ledger import LedgerRow, rows, stands
from opennrm.cases.spine.status import Status
from opennrm.countries.facts import Asked
from opennrm.countries.load import profile_from_text
from opennrm.countries.profile import Profile

FACT = re.compile(r"(?P<fact>\S+)(?: to (?P<until>\S+))?(?: because (?P<unlawful>!?)(?P<ground>\S+))?")


@cache
def convention() -> Profile:
    """The model state of convention.yaml."""
    return profile_from_text("XX", (Path(__file__).parent / "convention.yaml").read_text(encoding="utf-8"))


@cache
def union() -> Profile:
    """The model state bound by European Union law and by nothing else, with the two rights that this law alone gives."""
    text = (Path(__file__).parent / "convention.yaml").read_text(encoding="utf-8")
    for treaty in ("COE", "PAL", "OAP"):
        text = re.sub(rf"^  {treaty}: {{value: true, since: [\d-]+, ", f"  {treaty}: {{value: false, ", text, flags=re.MULTILINE)
    text = text.replace("  EU: {value: false, ", "  EU: {value: true, since: 2013-04-06, ")
    return profile_from_text(
        "XX", text.replace("      - removal.bar\n", "      - removal.bar\n      - child.solution\n      - cross_border\n")
    )


def case(table: str) -> CaseFacts:
    """Facts from lines of a day (or an instant) and what was recorded on it, parted by commas, as scenarios write them."""
    facts = CaseFacts()
    for line in filter(None, map(str.strip, table.splitlines())):
        day, _, said = line.partition(" ")
        for one in said.split(","):
            facts = _noted(facts, day, one.strip())
    return facts


def _noted(facts: CaseFacts, day: str, said: str) -> CaseFacts:
    found = FACT.fullmatch(said)
    assert found is not None, said
    asked = Asked.parse(found["fact"])
    at = datetime.fromisoformat(f"{day}+00:00") if "T" in day else None
    return facts.note(
        asked.key,
        on=at.date() if at else date.fromisoformat(day),
        at=at,
        value=asked.value,
        until=date.fromisoformat(found["until"]) if found["until"] else None,
        ground=found["ground"],
        lawful=(found["unlawful"] != "!") if found["ground"] else None,
    )


def owed(facts: CaseFacts, on: str, profile: Profile | None = None) -> set[str]:
    """The ids of all rights that have opened by a day and have not ended."""
    day = date.fromisoformat(on)
    return {
        row.entitlement for row in rows(facts, profile or convention()) if row.opened_on <= day and not (row.ends_on and row.ends_on <= day)
    }


def stand(facts: CaseFacts, entitlement: str, on: str, profile: Profile | None = None) -> Status:
    """How a right stands on a day."""
    return stands(facts, profile or convention(), entitlement, date.fromisoformat(on))


def says(facts: CaseFacts, entitlement: str, *days: str, profile: Profile | None = None) -> list[str]:
    """How a right stands on each of some days, in words."""
    return [stand(facts, entitlement, on, profile).words for on in days]


def row(facts: CaseFacts, entitlement: str, opening: int = 1) -> LedgerRow:
    """One row of the ledger."""
    return next(one for one in rows(facts, convention()) if (one.entitlement, one.opening) == (entitlement, opening))


__all__ = ["case", "convention", "owed", "row", "says", "stand", "union"]
