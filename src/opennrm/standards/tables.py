"""What is owed, as a page to read: each clause with the rights that rest on it, and the facts that show whether they were given."""

from __future__ import annotations

from collections.abc import Iterator

from opennrm.standards.clause import Clause
from opennrm.standards.entitlement import Entitlement, Kind
from opennrm.standards.load import law

__all__ = ["facts_behind", "ledger_table"]

HEAD = ("Clause", "What it asks", "Strength", "Right", "Facts that show it")


def ledger_table() -> str:
    """Markdown: one table for each instrument, clause → right → fact; a clause behind which no right stands says so.

    Source: design 1, commitment → entitlement → fact; law-as-data 3.
    """
    return "\n".join(line for instrument in law().instruments for line in _instrument(instrument))


def _instrument(id: str) -> Iterator[str]:
    instrument = law().instruments[id]
    yield from (f"## {instrument.title}", "", f"Adopted {instrument.adopted}, in force {instrument.in_force}. Paraphrases are ours.", "")
    yield _line(HEAD)
    yield _line(["---"] * len(HEAD))
    for clause in law().clauses.values():
        if clause.instrument.id == id:
            yield from _clause(clause)
    yield ""


def _clause(clause: Clause) -> Iterator[str]:
    asks = f"{clause.title}. {clause.says}" if clause.says is not None else f"{clause.title} (heading alone: not read again)"
    cells = (f"{clause.cite} (`{clause.id}`)", asks, clause.strength)
    rights = [one for one in law().entitlements.values() if clause.id in one.clauses]
    if not rights:
        yield _line((*cells, "none of its own in a case", ""))
    for place, one in enumerate(rights):
        yield _line((*(cells if place == 0 else ("", "", "")), f"{one.title} (`{one.id}`)", facts_behind(one)))


def facts_behind(one: Entitlement) -> str:
    """The facts that open, meet, break and end a right, as words and codes. Source: law-as-data 1, Entitlement; 2."""
    if one.unseen is not None:
        return f"not seen in a case: {one.unseen}"
    thing = f"given:{one.thing}" if one.thing is not None else ""
    told = {
        "opens": one.opens_on or tuple(f"status {status}" for status in one.who),
        "met": (*((thing,) if thing else ()), *one.met_by) if one.kind is not Kind.REFRAIN else (),
        "runs": (f"period:{one.period}",) if one.period is not None else (),
        "broken": one.breached_by,
        "ends": one.ends_on,
    }
    return "; ".join(f"{word} {_codes(facts)}" for word, facts in told.items() if facts)


def _codes(facts: tuple[str, ...]) -> str:
    return ", ".join(f"`{fact}`" for fact in facts)


def _line(cells: tuple[str, ...] | list[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"
