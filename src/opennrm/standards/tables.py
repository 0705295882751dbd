"""What is owed, as a page: each clause with the rights that rest on it and the facts that show them; who is bound since when."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from opennrm.standards.clause import Clause
from opennrm.standards.entitlement import Entitlement, Kind
from opennrm.standards.load import law
from opennrm.standards.treaty import STEPS, Stated, TreatyStatus

__all__ = ["facts_behind", "ledger_table", "treaty_table"]

HEAD = ("Clause", "What it asks", "Strength, from", "Known from", "Right", "Facts that show it")
KNOWN = {"V": "read", "S": "stated there", "S2": "second-hand", "C": "computed", "R": "recalled"}


def ledger_table(unrecorded: Collection[str] = ()) -> str:
    """Markdown: one table for each instrument, clause → right → fact; a clause that gives no right of its own says why.

    `unrecorded`: names of facts to mark with †. Source: design 1, commitment → entitlement → fact; law-as-data 3.
    """
    return "\n".join(line for instrument in law().instruments for line in _instrument(instrument, unrecorded))


def _instrument(id: str, unrecorded: Collection[str]) -> Iterator[str]:
    instrument = law().instruments[id]
    yield from (f"### {instrument.title}", "", f"Adopted {instrument.adopted}, in force {instrument.in_force}. Paraphrases are ours.", "")
    yield _line(HEAD)
    yield _line(["---"] * len(HEAD))
    for clause in law().clauses.values():
        if clause.instrument.id == id:
            yield from _clause(clause, unrecorded)
    yield ""


def _clause(clause: Clause, unrecorded: Collection[str]) -> Iterator[str]:
    bites = {"none": "", "any": ", everybody"}.get(clause.from_status, f", {_status(clause.from_status)}")
    known = f"{KNOWN[clause.tag]}: {law().sources[clause.source].title}"
    cells = (f"{clause.cite} (`{clause.id}`)", _asks(clause), f"{clause.strength}{bites}", known)
    resting = [one for one in law().entitlements.values() if clause.id in one.clauses]
    rights = [(f"{one.title} (`{one.id}`)", facts_behind(one, unrecorded)) for one in resting]
    if clause.given_by:
        cited = ", ".join(f"{law().clauses[id].cite} (`{id}`)" for id in clause.given_by)
        rights.append((f"what it promises as a whole is given by {cited}", ""))
    if clause.gives_none is not None:
        rights.append((f"none of its own: {clause.gives_none}", ""))
    for place, (right, facts) in enumerate(rights):
        yield _line((*(cells if place == 0 else ("",) * len(cells)), right, facts))


def _asks(clause: Clause) -> str:
    if clause.says is None:
        return f"{clause.title} (heading alone: not read again)"
    limits = f" *{clause.conditions}*" if clause.conditions is not None else ""
    return f"{clause.title}. {clause.says}{limits}"


def _status(status: str) -> str:
    # the codes speak as the treaties do, the page does not
    return {"victim": "whoever was trafficked", "returnee": "who has returned"}.get(status, status)


def facts_behind(one: Entitlement, unrecorded: Collection[str] = ()) -> str:
    """The facts that open, meet, break and end a right, as words and codes, or why no case shows it; those `unrecorded` with a †.

    Source: law-as-data 1, Entitlement; 2.
    """
    thing = f"given:{one.thing}" if one.thing is not None else ""
    told = {
        "opens": one.opens_on or tuple(f"status {status}" for status in one.who),
        "met": (*((thing,) if thing else ()), *one.met_by) if one.kind is not Kind.REFRAIN else (),
        "runs": (f"period:{one.period}",) if one.period is not None else (),
        "broken": one.breached_by,
        "ends": one.ends_on,
    }
    words = "; ".join(f"{word} {_codes(facts, unrecorded)}" for word, facts in told.items() if facts)
    if one.unseen is None:
        return words
    return f"not seen in a case: {one.unseen}{f' ({words})' if words else ''}"


def treaty_table() -> str:
    """Markdown: who is bound by which instrument, each day with how it is known; an open day says what was read. Source: legal-facts 3."""
    table = law().treaties
    lines = [_line(("State", "Instrument", "Bound", *(step.replace("_", " ") for step in STEPS))), _line(["---"] * (3 + len(STEPS)))]
    lines += [_line((str(table.states[row.state]), row.instrument, _bound(row), *_steps(row))) for row in table.treaties]
    searched = [f"- ({place}) not known to us: {text}" for place, text in enumerate(table.searched, 1)]
    return "\n".join((*lines, "", *searched))


def _bound(row: TreatyStatus) -> str:
    return f"{'yes' if row.party else 'no'} ({KNOWN[row.tag]}: {law().sources[row.source].title})"


def _steps(row: TreatyStatus) -> Iterator[str]:
    for step in STEPS:
        stated: Stated | None = getattr(row, step)
        yield "" if stated is None else _stated(stated)


def _stated(stated: Stated) -> str:
    searched = law().treaties.searched
    if stated.not_known_to_us is not None:
        place = searched.index(stated.not_known_to_us) + 1 if stated.not_known_to_us in searched else None
        return f"not known to us ({place or stated.not_known_to_us})"
    assert stated.tag is not None
    assert stated.source is not None
    return f"{stated.on or 'never'} ({KNOWN[stated.tag]}: {law().sources[stated.source].title})"


def _codes(facts: tuple[str, ...], unrecorded: Collection[str]) -> str:
    return ", ".join(f"`{fact}`{' †' if fact.partition(':')[0].partition('=')[0] in unrecorded else ''}" for fact in facts)


def _line(cells: tuple[str, ...] | list[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"
