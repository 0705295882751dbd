"""A file of margins held against the tables that were computed."""

from typing import Any


def differing(wanted: Any, tables: Any) -> list[str]:
    """Each number of margins that the tables do not show, as `opennrm statistics table --json` tells them."""
    return [said for key in wanted if key in tables for said in _differing((key,), wanted[key], tables[key])]


def _differing(path: tuple[str, ...], wanted: Any, found: Any) -> list[str]:
    """A part that is not named in a table is in its rest."""
    if path in {("country",), ("period",)}:
        return [] if str(wanted) == found else [f"{path}: {found}"]
    if path[-1] == "positive_percent":
        return [] if found["percent"] == wanted else [f"{path}: {found}"]
    if isinstance(wanted, dict):
        within = {**found, "positive_percent": found.get("positive")}
        return [said for key in wanted for said in _differing((*path, key), wanted[key], within.get(key, {"count": None}))]
    return [] if found["count"] == wanted else [f"{path}: {found['count']} and not {wanted}"]
