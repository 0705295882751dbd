"""docs/made/ledger.md: clause → right → fact, who is bound since when, how each right is done in each country. Made from data and code."""

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from opennrm.countries.load import countries, load_profile
from opennrm.countries.parts import OwnClause
from opennrm.countries.profile import Clock, Duration, Local, Profile
from opennrm.portal.markdown import codes, page, table
from opennrm.standards.entitlement import Entitlement
from opennrm.standards.load import law
from opennrm.standards.tables import facts_behind, ledger_table, treaty_table

__all__ = ["ledger_page", "recorded", "unrecorded"]

STAGES = Path(__file__).resolve().parents[1] / "cases"
SAYS = (
    "From what states have promised to what a case shows. Each clause ends in rights, or in the reason why it gives none; each right in "
    "the facts that open, meet and break it, or in the reason why no case shows it. † no stage records this fact yet: what hangs on it "
    "cannot be seen in a case before one does. One row of a case's ledger per right and opening; status: a function of row and date."
)


def ledger_page() -> str:
    """Every clause with its rights and their facts; treaty status; every right with what each country has for it.

    Source: design 1, commitment → entitlement → fact; legal-facts 1–5.
    """
    missing = unrecorded()
    return page(
        "What is owed",
        SAYS,
        ["## Clause by clause", "", ledger_table(missing)],
        ["## National law", "", *table(("Country", "Clause", "What it says", "Source", "Rights"), _national(missing))],
        ["## Facts that no stage records yet", "", *table(("Fact", "Stage", "Rights that wait for it"), _waiting(missing))],
        ["## Who is bound, and since when", "", treaty_table()],
        ["## Right by right", "", *_groups()],
    )


# --- facts


def recorded(stages: Path = STAGES) -> frozenset[str]:
    """The names of facts that some stage writes down: those that its events.py names, and those that an event of a profile records."""
    texts = (node.value for path in sorted(stages.glob("*/events.py")) for node in ast.walk(ast.parse(path.read_text())) if _text(node))
    told = (event.records for code in countries() for event in load_profile(code).events.values() if event.records)
    return frozenset(_name(str(text)) for text in (*texts, *told)) & frozenset(law().facts)


def unrecorded() -> frozenset[str]:
    """The facts that no stage writes down; a derived one, as `returned.unassessed`, where that from which it follows is not.

    The state follows from every event of a case, so that no stage need name it.
    """
    known = recorded()
    derived = {fact.name for fact in law().facts.values() if fact.derived and fact.name.partition(".")[0] in known}
    return frozenset(law().facts) - known - derived - {"state"}


def _text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _name(fact: str) -> str:
    return fact.partition(":")[0].partition("=")[0]


def _waiting(missing: frozenset[str]) -> Iterator[tuple[str, ...]]:
    for name, fact in law().facts.items():
        if name in missing:
            rights = [one.id for one in law().entitlements.values() if name in _facts(one)]
            yield f"`{name}`: {fact.means}", fact.stage.value.replace("_", " "), codes(rights) or "none"


def _facts(one: Entitlement) -> set[str]:
    return {_name(fact) for fact in (*one.opens_on, *one.reasons, *one.ends_on, *one.met_by, *one.breached_by, *one.when)}


# --- national law


def _national(missing: frozenset[str]) -> Iterator[tuple[str, ...]]:
    """Each clause of a country's own law, and each right of its own that rests on a clause of the instruments alone."""
    for profile in map(load_profile, countries()):
        told: set[str] = set()
        for name, clause in profile.clauses.items():
            own = [one for one in profile.own if name in one.clauses]
            told.update(one.id for one in own)
            yield profile.country, f"`{name}`", f"{clause.title}. {clause.says}", clause.source, _gives(clause, own, missing)
        for one in profile.own:
            if one.id not in told:
                yield profile.country, codes(one.clauses), "", "", _own(one, missing)


def _gives(clause: OwnClause, own: Iterable[Entitlement], missing: frozenset[str]) -> str:
    rights = [_own(one, missing) for one in own]
    rights += [f"carries out {codes(clause.carries)}"] if clause.carries else []
    return "; ".join(rights) or f"none of its own: {clause.gives_none}"


def _own(one: Entitlement, missing: frozenset[str]) -> str:
    return f"{one.title} (`{one.id}`): {facts_behind(one, missing)}"


# --- right by right


def _groups() -> Iterator[str]:
    profiles = [load_profile(code) for code in countries()]
    groups: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for one in law().entitlements.values():
        groups[one.group].append((*_row(one), *(_here(profile, one.id) for profile in profiles)))
    head = ("Right", "Kind", "Clauses", "For", "Opens on", "Met by", *(profile.country for profile in profiles))
    for group, rows in groups.items():
        yield from (f"### {group.replace('_', ' ').capitalize()}", "", *table(head, rows), "")


def _row(one: Entitlement) -> tuple[str, ...]:
    cited = ", ".join(law().clauses[clause].cite for clause in one.clauses)
    who = ", ".join(status.replace("_", " ") for status in one.who) or "everybody"
    limits = "; ".join(f"{name} {' or '.join(values)}" for name, values in one.when.items())
    whom = f"{who}; {limits}" if limits else who
    met = f"not seen in a case: {one.unseen}" if one.unseen else str(one.met_by_words)
    return (f"{one.title} (`{one.id}`)", one.kind.value.replace("_", " "), cited, whom, codes(one.opens_on), met)


def _here(profile: Profile, entitlement: str) -> str:
    rows = profile.locals(entitlement)
    said = list(dict.fromkeys(_local(profile, row) for row in rows))
    if len(said) > 1:
        said = list(dict.fromkeys(f"{_local(profile, row)} {_days(row)}".rstrip() for row in rows))
    return "; ".join(said) or "—"


def _local(profile: Profile, row: Local) -> str:
    given = _latest(profile.clocks[row.clock]) if row.clock else "yes, no clock"
    return {"value": given, "not_provided": "not provided by law", "not_known_to_us": "not known to us"}[row.kind]


def _days(row: Local) -> str:
    days = [f"from {row.since}"] if row.since else []
    return " ".join([*days, f"until {row.until}"] if row.until else days)


def _latest(clock: Clock) -> str:
    value = clock.values[-1]
    if isinstance(value.value, Duration):
        return f"{value.value.n} {value.value.unit.replace('_', ' ')} ({value.value.kind})"
    return "not provided by law" if value.not_provided else "not known to us"
