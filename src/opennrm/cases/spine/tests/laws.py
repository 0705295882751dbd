"""The law of the Demo Republic, changed in one thing; no check stands before it, so that a test may make it wrong."""

from collections.abc import Callable
from copy import deepcopy
from functools import cache
from typing import Any

from opennrm.countries.load import profile_text
from opennrm.countries.profile import Profile
from opennrm.countries.sheet import Sheet

Change = Callable[[dict[str, Any]], None]


def of_a_right(entitlement: str, **changes: Any) -> Change:
    """A row of its own for one right, changed."""

    def change(data: dict[str, Any]) -> None:
        kept = [{**row, "id": tuple(name for name in _ids(row) if name != entitlement)} for row in data["entitlements"]]
        source = next(row["source"] for row in data["entitlements"] if entitlement in _ids(row))
        clock = next((row.get("clock") for row in data["entitlements"] if entitlement in _ids(row)), None)
        own = {"id": (entitlement,), "source": source, **({"clock": clock} if clock else {}), **changes}
        data["entitlements"] = (*(row for row in kept if row["id"]), own)

    return change


def _ids(row: dict[str, Any]) -> tuple[str, ...]:
    return row["id"] if isinstance(row["id"], tuple) else (row["id"],)


def of_a_clock(clock: str, **changes: Any) -> Change:
    return lambda data: data["clocks"][clock].update(changes)


def one_more_end(data: dict[str, Any]) -> None:
    end = {
        "period": "reflection",
        "reason": "no_cooperation",
        "label": {"en": "None"},
        "all_of": ("cooperation=no",),
        "source": "mutant of the test",
    }
    data["early_ends"] = (*data["early_ends"], end)


def changed(change: Change) -> Profile:
    """The Demo Republic with a law that no check would let through."""
    data = deepcopy(_shipped())
    change(data)
    return Profile.model_validate(data)


@cache
def _shipped() -> dict[str, Any]:
    data: dict[str, Any] = Sheet.read("XD.yaml", profile_text("XD")).data
    return data
