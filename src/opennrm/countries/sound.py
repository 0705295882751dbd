"""What a profile may not be, however well it is written: gaps between dates, clocks that never start, states nobody reaches."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from opennrm.countries.cooperation import conditions, reachable
from opennrm.countries.coverage import Spell, all_series, domains, spells
from opennrm.countries.dated import Given
from opennrm.countries.facts import Asked
from opennrm.countries.form_sound import unsound_form
from opennrm.countries.profile import Clock, Duration, Profile, Transition
from opennrm.countries.steps import JOINT
from opennrm.countries.unfound import to_find
from opennrm.standards.load import law
from opennrm.standards.reading import Path

__all__ = ["Unsound", "unsound"]

Unsound = tuple[Path, str, str]

NEEDED = ("consent.referral", "deciders.presumption", "tests.presumption", "referrers", "anonymous_track")


def unsound(profile: Profile) -> Iterator[Unsound]:
    """Every reason for which the profile is refused: where, what is wrong, what would be right. Source: law-as-data 6; design 6."""
    yield from _series(profile)
    yield from _twofold(profile)
    yield from _locals(profile)
    yield from _moved_days(profile)
    yield from _steps(profile)
    yield from _states(profile)
    yield from _starts(profile)
    yield from _guard_clocks(profile)
    yield from _own(profile)
    yield from _clauses(profile)
    yield from _cooperation(profile)
    yield from unsound_form(profile)
    if profile.status == "published":
        yield from _published(profile)


def _series(profile: Profile) -> Iterator[Unsound]:
    """Gaps and contradictions between the values of a series."""
    domain = domains(profile)
    for path, series in all_series(profile):
        for spell in spells(series.values, domain):
            if not spell.answering:
                yield path, f"no value answers {spell}", "close the gap, or say not_provided or not_known_to_us for these days"
            elif len(spell.answering) > 1:
                yield _second(path, spell), f"{len(spell.answering)} values answer {spell}", "exactly one may: move a date or narrow a when"


def _second(path: Path, spell: Spell) -> Path:
    return (*path, "values", spell.answering[1])


def _twofold(profile: Profile) -> Iterator[Unsound]:
    """Two lines for the same step that could hold together."""
    domain = domains(profile)
    ways: dict[tuple[str, str], list[tuple[int, Transition]]] = {}
    for place, row in enumerate(profile.transitions):
        for origin in row.origins:
            ways.setdefault((origin, row.event), []).append((place, row))
    for (origin, event), rows in ways.items():
        for spell in spells([row for _, row in rows], domain) if len(rows) > 1 else ():
            if len(spell.answering) > 1:
                says = f"{event} leads out of {origin} twice {spell}"
                yield ("transitions", rows[spell.answering[1]][0]), says, "for each day and person a step leads to one state"


def _locals(profile: Profile) -> Iterator[Unsound]:
    """A right that two rows answer for the same person on the same day, or that none answers between days on which one does."""
    domain, places = domains(profile), _places(profile)
    for name, where in places.items():
        found = list(spells([profile.entitlements[place] for place in where], domain))
        reached = [spell.person for spell in found if spell.answering]
        for spell in found:
            if len(spell.answering) > 1:
                says = f"{name} stands twice for the same persons {spell}"
                yield ("entitlements", where[spell.answering[1]]), says, "tell the rows apart by when or by days, or make one of them"
            elif not spell.answering and spell.person in reached:
                right = "close the gap, or say not_provided or not_known_to_us for these days"
                yield _edge(profile, where, spell), f"no row answers for {name} {spell}", right


def _places(profile: Profile) -> dict[str, list[int]]:
    """Where the rows of each entitlement stand."""
    found: dict[str, list[int]] = {}
    for place, row in enumerate(profile.entitlements):
        for name in row.id:
            found.setdefault(name, []).append(place)
    return found


def _edge(profile: Profile, where: list[int], gap: Spell) -> Path:
    """The day beside which a gap lies: the last one of the row before it, else the first one of the row behind."""
    before, behind = gap.since and gap.since - timedelta(1), gap.until and gap.until + timedelta(1)
    rows = [(place, profile.entitlements[place]) for place in where]
    ends: list[Path] = [("entitlements", place, "until") for place, row in rows if before is not None and row.until == before]
    begins: list[Path] = [("entitlements", place, "since") for place, row in rows if behind is not None and row.since == behind]
    return (*ends, *begins)[0]


def _steps(profile: Profile) -> Iterator[Unsound]:
    """Two events that are the same step out of the same state: an action could not tell which it takes. Of bodies that decide together
    each has an event of its own, told apart by what it records.
    """
    ways: dict[tuple[str, str], str] = {}
    for row in profile.transitions:
        event = profile.events[row.event]
        for origin in row.origins if event.does and event.does != JOINT else ():
            first = ways.setdefault((origin, str(event.does)), row.event)
            if first != row.event:
                says = f"{row.event} and {first} both do {event.does} out of {origin}"
                yield ("events", row.event, "does"), says, "say does of one of them only"


def _moved_days(profile: Profile) -> Iterator[Unsound]:
    """Two decisions for one year, and days that a decision of another year would have to move, or that one moves both ways."""
    decisions = profile.holidays.yearly.decisions if profile.holidays.yearly is not None else ()
    for place, one in enumerate(decisions):
        path: Path = ("holidays", "yearly", "decisions", place)
        if any(one.year == earlier.year for earlier in decisions[:place]):
            yield path, f"the year {one.year} stands twice", "write one decision for each year, with all that it moves"
        for key, days in (("free", one.free), ("worked", one.worked)):
            for at, day in enumerate(days):
                if day.year != one.year:
                    yield (*path, key, at), f"{day} lies not in {one.year}", f"write it with the decision of {day.year}"
                elif key == "worked" and day in one.free:
                    yield (*path, key, at), f"{day} is free and worked", "say one of the two"


def _states(profile: Profile) -> Iterator[Unsound]:
    """States that nothing leads to, that nothing leads out of, or that end and go on."""
    reached, left = reachable(profile), {origin for row in profile.transitions for origin in row.origins}
    for place, state in enumerate(profile.states):
        if state.id not in reached:
            yield ("states", place), f"nothing leads to {state.id} from {profile.start}", "add the transition to it, or take it out"
        if state.end and state.id in left:
            yield ("states", place), f"{state.id} is an end, and a transition leads out of it", "take end: true or the transition out"
        if not state.end and state.id not in left:
            yield ("states", place), f"nothing leads out of {state.id}", "add a transition, or say end: true"


def _starts(profile: Profile) -> Iterator[Unsound]:
    """Clocks whose start no step of the procedure records, so that they never run."""
    recorded = {row.records for name, row in profile.events.items() if row.records and _happens(profile, name)}
    for name, clock in profile.clocks.items():
        if not any(_possible(fact, recorded) for fact in clock.starts_on):
            says = f"{name} never starts: nothing in the procedure records {' or '.join(clock.starts_on)}"
            yield ("clocks", name, "starts_on"), says, f"the events record: {', '.join(sorted(recorded)) or 'nothing'}"


def _happens(profile: Profile, event: str) -> bool:
    reached = reachable(profile)
    return any(row.event == event and reached & set(row.origins) for row in profile.transitions)


def _possible(fact: str, recorded: set[str]) -> bool:
    """A decision, and the notice of it, must come from an event; other facts are recorded whenever they happen."""
    asked = Asked.parse(fact)
    if asked.name not in {"decision", "notified"}:
        return True
    made = (Asked.parse(one) for one in recorded)
    return any(
        one.name == "decision"
        and asked.qualifier in (None, one.qualifier)
        and (asked.name == "notified" or asked.value in (None, one.value))
        for one in made
    )


def _guard_clocks(profile: Profile) -> Iterator[Unsound]:
    """A minimum guarded as a limit, or a limit as a minimum."""
    wanted = {"minimum_over": {"minimum"}, "within": {"maximum", "target"}}
    for place, row in enumerate(profile.transitions):
        for at, guard in enumerate(row.guards):
            kinds = wanted.get(guard.guard)
            if kinds and not {duration.kind for duration in _durations(profile.clocks[guard.args["clock"][0]])} <= kinds:
                says = f"{guard.guard} asks for a clock that is a {' or '.join(sorted(kinds))}"
                yield ("transitions", place, "guards", at), says, f"{guard.args['clock'][0]} is not one: name another clock or guard"


def _durations(clock: Clock) -> Iterator[Duration]:
    return (answer.value for answer in clock.answers() if isinstance(answer, Given))


def _clauses(profile: Profile) -> Iterator[Unsound]:
    """A clause of national law of which nobody learns what it gives to a person."""
    rested = {clause for own in profile.own for clause in own.clauses}
    for name, clause in profile.clauses.items():
        path, gives = ("clauses", name), name in rested or bool(clause.carries)
        if gives == (clause.gives_none is not None):
            says = "gives a right and says that it gives none" if gives else "no right rests on it, and it does not say why"
            yield path, f"{name}: {says}", "cite it under own, or write carries with rights of the standards, or gives_none with the reason"
        for place, right in enumerate(clause.carries):
            if right in law().entitlements and law().entitlements[right].unseen is None and not profile.locals(right):
                says = f"{name} carries {right}, of which entitlements say nothing"
                yield (*path, "carries", place), says, f"add a row {{id: {right}, source: …}} to entitlements"


def _own(profile: Profile) -> Iterator[Unsound]:
    """Rights of national law that take a name of the standards, or that no row says how to have."""
    for place, own in enumerate(profile.own):
        if own.id in law().entitlements:
            yield ("own", place, "id"), f"{own.id} is an entitlement of the standards", "give the right of national law a name of its own"
        if not profile.locals(own.id):
            yield ("own", place), f"entitlements say nothing of {own.id}", f"add a row {{id: {own.id}, source: …}} to entitlements"


def _cooperation(profile: Profile) -> Iterator[Unsound]:
    for condition in conditions(profile):
        if condition.by_law is None:
            right = "help is never tied to cooperation; if the law itself does so, say conditional_by_law with the clause"
            yield condition.path, condition.says, right


def _published(profile: Profile) -> Iterator[Unsound]:
    """A profile that opens real cases knows who decides on which test, whom consent is asked of, and one clock for the person."""
    known = {".".join(map(str, path)): series for path, series in all_series(profile)}
    for name in NEEDED:
        if name not in known or not any(isinstance(answer, Given) for answer in known[name].answers()):
            yield ("status",), f"published, but {name} is not known", "find it, or leave the profile a draft"
    for path, wanted in to_find(profile):
        yield path, f"published, but its source is still to be found: {wanted}", "name what was read, or leave the profile a draft"
    clocks = {row.clock for row in profile.entitlements if row.clock}
    if not any(isinstance(answer, Given) for clock in clocks for answer in profile.clocks[clock].answers()):
        yield ("status",), "published, but no right has a sourced clock", "find one, or leave the profile a draft"
