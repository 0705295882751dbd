"""One clause, or one right, side by side in all countries: who is bound since when, what the law there gives, by when, by whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from opennrm.countries.dated import Dated, Given, Value, apart
from opennrm.countries.profile import Decider, Duration, Local, Profile
from opennrm.countries.wording import length_words, person_words
from opennrm.standards.clause import Clause
from opennrm.standards.entitlement import Entitlement
from opennrm.standards.load import law
from opennrm.standards.treaty import TreatyStatus

__all__ = ["Binding", "Here", "NoSuchClause", "binding", "compare", "here", "rights_of"]

NOT_SAID = "not known to us: the profile says nothing of it"
TREATY = {"V": "read", "C": "computed", "S2": "second-hand", "R": "recalled, not read"}


class NoSuchClause(LookupError):
    """Neither a clause nor a right has this id; says which are likest. Source: house-style 3.4, no fall-through."""


@dataclass(frozen=True, slots=True)
class Binding:
    """Whether an instrument binds a country on a day, since when, and who says so."""

    country: str
    instrument: str
    binds: str
    source: str


@dataclass(frozen=True, slots=True)
class Here:
    """What the law of one country gives for one right to some persons: by when, by whom, since when, and who says so."""

    country: str
    whom: str
    gives: str
    by_when: str
    by_whom: str
    since: str
    source: str


def compare(asked: str, profiles: Iterable[Profile], on: date) -> str:
    """Markdown: a clause (`COE-13.1`) or a right (`reflection.period`) in all countries on a day. Raises NoSuchClause.

    Source: design 6, the law as data; legal-facts 3.
    """
    clauses, rights = _asked(asked)
    here_now = sorted(profiles, key=lambda profile: profile.country)
    parts = [_head(asked, clauses, on), _bound(clauses, here_now, on)]
    parts += [_right(one, here_now, on) for one in rights]
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def rights_of(clause: Clause) -> tuple[Entitlement, ...]:
    """The rights that rest on a clause, and on those that give what it promises as a whole. Source: design 1."""
    giving = {clause.id, *clause.given_by}
    return tuple(one for one in law().entitlements.values() if giving & set(one.clauses))


def _asked(asked: str) -> tuple[list[Clause], tuple[Entitlement, ...]]:
    clauses, entitlements = law().clauses, law().entitlements
    if asked in clauses:
        return [clauses[asked]], rights_of(clauses[asked])
    if asked in entitlements:
        return [clauses[id] for id in entitlements[asked].clauses], (entitlements[asked],)
    near = get_close_matches(asked, [*clauses, *entitlements], n=3, cutoff=0.5)
    meant = f"; did you mean {' or '.join(near)}?" if near else "; docs/made/ledger.md has them all"
    raise NoSuchClause(f"no clause and no right is called {asked}{meant}")


def _head(asked: str, clauses: Sequence[Clause], on: date) -> Iterator[str]:
    if asked in law().clauses:
        (clause,) = clauses
        yield f"# {clause.cite} ({asked}): {clause.title}"
        yield from ("", f"{clause.says}" if clause.says is not None else "The heading alone is known: it was not read again.")
        yield from ("", f"{clause.conditions}") if clause.conditions is not None else ()
        yield from ("", f"It gives no right of its own: {clause.gives_none}") if clause.gives_none is not None else ()
    else:
        yield f"# {law().entitlements[asked].title} ({asked})"
        yield from ("", f"Clauses: {', '.join(clause.cite for clause in clauses)}.")
    yield from ("", f"Law in force on {_day(on)}. What no source says is not known to us; nobody may conclude anything from it.")


def binding(instrument: str, profiles: Iterable[Profile], on: date) -> Iterator[Binding]:
    """Who is bound by an instrument: each country with a profile, and each state of the table of treaty status without one.

    Source: legal-facts 3.
    """
    told = set()
    for profile in profiles:
        told.add(profile.country)
        answer = profile.bound(instrument, on)
        if instrument not in profile.instruments:
            yield Binding(_name(profile), instrument, "not known to us: the profile does not name it", "")
        elif isinstance(answer, Given):
            yield Binding(_name(profile), instrument, _since(answer) if answer.value else "no", answer.source)
        else:
            yield Binding(_name(profile), instrument, f"not known to us: {answer.searched}", answer.source)
    table = law().treaties
    for row in table.treaties:
        if row.instrument == instrument and row.state not in told:
            yield Binding(f"{table.states[row.state]} ({row.state}, no profile)", instrument, _stands(row, on), _read(row))


def _since(answer: Given[bool]) -> str:
    return f"since {_day(answer.since)}" if answer.since else "yes"


def _stands(row: TreatyStatus, on: date) -> str:
    first = row.in_force
    if not row.party or (first is not None and first.on is not None and on < first.on):
        return "no"
    return f"since {_day(first.on)}" if first is not None and first.on is not None else "yes; since when is not known to us"


def _read(row: TreatyStatus) -> str:
    stated = row.in_force if row.party and row.in_force is not None else row
    return f"{law().sources[str(stated.source)].title} ({TREATY[str(stated.tag)]})" if stated.source else ""


def _bound(clauses: Sequence[Clause], profiles: Sequence[Profile], on: date) -> Iterator[str]:
    yield from ("## Who is bound", "")
    instruments = dict.fromkeys(clause.instrument.id for clause in clauses)
    rows = (row for instrument in instruments for row in binding(instrument, profiles, on))
    yield from _table(
        ("Country", "Instrument", "Bound", "Source"),
        ((row.country, law().instruments[row.instrument].short, row.binds, row.source) for row in rows),
    )


def _right(one: Entitlement, profiles: Sequence[Profile], on: date) -> Iterator[str]:
    yield from (f"## {one.title} ({one.id})", "")
    if one.unseen is not None:
        yield from (f"No case shows it: {one.unseen}", "")
    rows = (row for profile in profiles for row in here(profile, one, on))
    cells = ((row.country, row.whom, row.gives, row.by_when, row.by_whom, row.since, row.source) for row in rows)
    yield from _table(("Country", "For whom", "The law gives it", "By when", "By whom", "Since", "Source"), cells)


def here(profile: Profile, one: Entitlement, on: date) -> Iterator[Here]:
    """What a profile says of a right on a day: one line for each kind of person and each value of its clock; one line where it is silent.

    Source: law-as-data 1, Local; design 6, three kinds of silence.
    """
    rows = [row for row in profile.locals(one.id) if row.holds_on(on)]
    if not rows:
        yield Here(_name(profile), "", NOT_SAID, "", "", "", "")
    for row in rows:
        whom = person_words(profile, row.when)
        if row.not_provided is not None:
            yield Here(_name(profile), whom, f"not provided by law: {row.not_provided}", "", "", _from(row), row.source)
        elif row.not_known_to_us is not None:
            yield Here(_name(profile), whom, f"not known to us: {row.not_known_to_us}", "", "", _from(row), row.source)
        elif row.clock is None:
            yield Here(_name(profile), whom, "yes", "no time is set", _by_whom(profile, one, row, on), _from(row), row.source)
        else:
            yield from _clocked(profile, one, row, on)


def _clocked(profile: Profile, one: Entitlement, row: Local, on: date) -> Iterator[Here]:
    assert row.clock is not None
    for value in profile.clocks[row.clock].values:
        if value.holds_on(on) and not apart(row.when, value.when):
            both = {name: tuple(one for one in words if one in row.when.get(name, words)) for name, words in value.when.items()}
            whom = person_words(profile, {**row.when, **both})
            source = row.source if value.source == row.source else f"{row.source}; {value.source}"
            yield Here(_name(profile), whom, "yes", _length(value), _by_whom(profile, one, row, on), _from(row, value), source)


def _length(value: Value[Duration]) -> str:
    if value.not_provided is not None:
        return f"not provided by law: {value.not_provided}"
    return length_words(value.value) if value.value is not None else f"not known to us: {value.not_known_to_us}"


def _from(*dated: Dated) -> str:
    """Since when all of it holds."""
    return _day(max(one.since for one in dated if one.since)) if any(one.since for one in dated) else ""


def _by_whom(profile: Profile, one: Entitlement, row: Local, on: date) -> str:
    """Who decides, where the right is a decision; else the parties of the kind whose turn it is."""
    if row.clock in profile.deciders:
        found = [_deciding(profile, value) for value in profile.deciders[str(row.clock)].values if value.holds_on(on)]
        return "; ".join(found)
    kind = one.responsible
    named = [profile.parties[kind]] if kind in profile.parties else [party for party in profile.parties.values() if party.kind == kind]
    labels = dict.fromkeys(str(party.label) for party in named)
    return " or ".join(labels) or f"not known to us: no {kind.replace('_', ' ')} is named"


def _deciding(profile: Profile, value: Value[Decider]) -> str:
    if value.value is None:
        return f"not provided by law: {value.not_provided}" if value.not_provided else f"not known to us: {value.not_known_to_us}"
    bodies = (" and " if value.value.jointly else " or ").join(str(profile.parties[body].label) for body in value.value.bodies)
    whom = person_words(profile, value.when)
    return f"{bodies} ({whom})" if whom else bodies


def _name(profile: Profile) -> str:
    return f"{profile.name} ({profile.country}, {profile.status})"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    for row in (head, tuple("---" for _ in head), *rows):
        yield "| " + " | ".join(cell.replace("|", "/").replace("\n", " ") for cell in row) + " |"
