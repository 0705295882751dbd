"""A lawyer's scenarios: a sentence, what was recorded on which day, and what is then expected; each with its line in the file.

    - says: Presumed on the last day of the old text, thirty days at least
      facts: {"2026-02-28": [age=adult, state=presumed, "decision:rg=positive", "period:reflection"]}
      expect: {"2026-03-20": {due reflection: "2026-03-30", reflection.period: kept}}

A fact may end in `to DAY` (a span that ended) and in `because GROUND` (`because !GROUND`: none that the law knows). What the profile alone
can answer is answered here: `step STATE/EVENT`, `due CLOCK`, `test`, `decider`, `review`, `consent`, `value`, `police places`, `police
reference`. Everything else is the name of an entitlement, and the ledger answers it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path as File
from typing import Any
from zoneinfo import ZoneInfo

from opennrm.countries import routing
from opennrm.countries.clocks import due
from opennrm.countries.dated import Answer, Given, NotKnown
from opennrm.countries.facts import Asked, Entry, Facts, day
from opennrm.countries.folders import beside
from opennrm.countries.load import ProfileErrors, load_profile
from opennrm.countries.machine import step
from opennrm.countries.profile import Profile, State
from opennrm.countries.sheet import Sheet
from opennrm.standards.load import law, wrong_fact
from opennrm.standards.reading import Misread, Path, Problem
from opennrm.standards.refusal import Refusal

__all__ = [
    "Expected",
    "Failure",
    "Said",
    "Scenario",
    "ScenarioFacts",
    "answer",
    "failures",
    "is_ours",
    "scenarios",
    "scenarios_from_text",
    "shown",
]

_SAID = re.compile(r"(?P<fact>\S+)(?: to (?P<until>[0-9]{4}-[0-9]{2}-[0-9]{2}))?(?: because (?P<unlawful>!?)(?P<ground>[a-z_]+))?")
_KEYS = ("says", "facts", "expect")


@dataclass(frozen=True, slots=True)
class Said:
    """One fact as a scenario says it; `at` is an aware instant where the scenario gives an hour. Source: law-as-data 2."""

    name: str
    qualifier: str | None
    entry: Entry
    line: int


@dataclass(frozen=True, slots=True)
class Expected:
    """One expectation: on this day (or at this instant) the question has this answer. Source: house-style 3.4."""

    on: date | datetime
    question: str
    answer: str
    line: int


@dataclass(frozen=True, slots=True)
class Scenario:
    """A sentence with its facts and expectations. Source: house-style 3.4, scenarios."""

    country: str
    says: str
    facts: tuple[Said, ...]
    expects: tuple[Expected, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Failure:
    """An expectation that was not met. Source: house-style 3.8, scenarios."""

    scenario: Scenario
    expected: Expected
    got: str

    def __str__(self) -> str:
        """As compilers write it, so that an editor jumps to the line."""
        at, what = f"{self.scenario.country}.scenarios.yaml:{self.expected.line}", f"{self.expected.question} on {self.expected.on}"
        return f"{at}: {self.scenario.says}: {what}: expected {self.expected.answer}, got {self.got}"


class ScenarioFacts:
    """The facts of a scenario as the profile sees a case; satisfies `countries.facts.Facts`. Source: docs/architecture.md, Facts."""

    def __init__(self, said: Iterable[Said]) -> None:
        self._entries: dict[str, list[Entry]] = {}
        for one in sorted(said, key=lambda one: (one.entry.on, one.entry.seq)):
            self._entries.setdefault(one.name, []).append(one.entry)
            if one.qualifier is not None:
                self._entries.setdefault(f"{one.name}:{one.qualifier}", []).append(one.entry)

    def entries(self, name: str, /) -> tuple[Entry, ...]:
        """Entries under a name, chronological. Source: docs/architecture.md, Facts."""
        return tuple(self._entries.get(name, ()))


def scenarios(country: str) -> tuple[Scenario, ...]:
    """The scenarios that lie beside a country's profile; none where there is no file. Raises ProfileErrors. Source: house-style 3.4."""
    file = beside(country, "scenarios")
    return _read(country, file) if file is not None else ()


@cache
def _read(country: str, file: File) -> tuple[Scenario, ...]:
    return scenarios_from_text(country, file.read_text(encoding="utf-8"), zone=load_profile(country).zone)


def scenarios_from_text(country: str, text: str, *, zone: str = "UTC") -> tuple[Scenario, ...]:
    """Scenarios from their text; raises ProfileErrors with every mistake. Hours are read in `zone`. Source: house-style 3.4."""
    try:
        sheet = Sheet.read(f"{country}.scenarios.yaml", text)
    except Misread as wrong:
        raise ProfileErrors(wrong.problems) from None
    reading = _Reading(country, sheet, ZoneInfo(zone))
    found = tuple(reading.all())
    if reading.problems:
        raise ProfileErrors(reading.problems)
    return found


def is_ours(question: str) -> bool:
    """Whether the profile alone answers a question; otherwise it names an entitlement of the ledger. Source: law-as-data 3."""
    return question.partition(" ")[0] in _ANSWERS and " " in question


def answer(profile: Profile, question: str, facts: Facts, on: date | datetime) -> str:
    """What the profile answers on `on`, as scenarios write it. Raises KeyError for a question or a name it does not know.

    Source: house-style 3.4, scenarios.
    """
    kind, _, about = question.partition(" ")
    return _ANSWERS[kind](profile, about, facts, on)


def failures(profile: Profile, scenario: Scenario) -> Iterator[Failure]:
    """Every expectation that the profile alone can answer and that is not met. Source: house-style 3.8, scenarios."""
    facts = ScenarioFacts(scenario.facts)
    for expected in scenario.expects:
        if is_ours(expected.question):
            try:
                got = answer(profile, expected.question, facts, expected.on)
            except KeyError as unknown:
                got = f"nothing, as the profile has no {unknown}"
            if got != expected.answer:
                yield Failure(scenario, expected, got)


def shown(refusals: Iterable[Refusal]) -> str:
    """Refusals in the short form of scenarios: the facts that are missing, or what stands against the step. Source: house-style 3.5."""
    return "refused: " + ", ".join(_short(refusal) for refusal in refusals)


def _short(refusal: Refusal) -> str:
    form = _SHORT.get(refusal.code)
    if form is not None and not refusal.needs:
        return form % refusal.values
    return ", ".join(refusal.needs) or refusal.code


_SHORT: Mapping[str, str] = {
    "clock.over": "%(clock_id)s ended %(due)s",
    "minimum.running": "%(clock_id)s ends %(due)s",
    "minimum.unknown": "%(clock_id)s is not known",
    "ground.none": "one of: %(reason_ids)s",
    "step.not-from-here": "from %(state)s: %(event_ids)s",
}


def _step(profile: Profile, about: str, facts: Facts, on: date | datetime) -> str:
    state, _, event = about.partition("/")
    went = step(profile, state, event, facts, on)
    return went.id if isinstance(went, State) else shown(went)


def _due(profile: Profile, about: str, facts: Facts, on: date | datetime) -> str:
    at = due(profile, about, facts, on)
    if at.silent is not None:
        return at.silent
    return f"{at.due_at:%Y-%m-%d %H:%M}" if at.due_at is not None else str(at.due_on)


def _test(profile: Profile, about: str, facts: Facts, on: date | datetime) -> str:
    return _said(profile.value(profile.tests[about], on=on, facts=facts), str)


def _decider(profile: Profile, about: str, facts: Facts, on: date | datetime) -> str:
    answer = profile.value(profile.deciders[about], on=on, facts=facts)
    return _said(answer, lambda decider: (" and " if decider.jointly else " or ").join(decider.bodies))


def _review(profile: Profile, about: str, facts: Facts, on: date | datetime) -> str:
    return _said(profile.value(profile.reviews[about], on=on, facts=facts), lambda review: review.by)


def _consent(profile: Profile, about: str, facts: Facts, on: date | datetime) -> str:
    return _said(profile.value(profile.consent[about], on=on, facts=facts), str)


def _value(profile: Profile, about: str, facts: Facts, on: date | datetime) -> str:
    series = {name: getattr(profile, name) for name in ("permit_grounds", "referrers", "anonymous_track", "majority")}
    sheets = {f"sheet {name}": scope.sheet for name, scope in profile.consent.items()}
    found: Any = {**series, **sheets}[about]
    return _said(profile.value(found, on=on, facts=facts), lambda value: ", ".join(value) if isinstance(value, tuple) else str(value))


def _police(profile: Profile, about: str, facts: Facts, on: date | datetime) -> str:
    if profile.police_routing is None:
        raise KeyError("police_routing")
    answer = profile.value(profile.police_routing, on=on, facts=facts)
    return _said(answer, lambda law: routing.in_short(law, about, facts, on))


def _said(answer: Answer[Any], words: Callable[[Any], str]) -> str:
    if isinstance(answer, Given):
        return words(answer.value)
    if isinstance(answer, NotKnown):
        return "not_recorded" if answer.missing else "not_known_to_us"
    return "not_provided"


_ANSWERS: Mapping[str, Callable[[Profile, str, Facts, date | datetime], str]] = {
    "step": _step,
    "due": _due,
    "test": _test,
    "decider": _decider,
    "review": _review,
    "consent": _consent,
    "value": _value,
    "police": _police,
}


class _Reading:
    def __init__(self, country: str, sheet: Sheet, zone: ZoneInfo) -> None:
        self.country, self.sheet, self.zone = country, sheet, zone
        self.problems: list[Problem] = []
        self.seq = 0

    def all(self) -> Iterator[Scenario]:
        rows = self.sheet.data if isinstance(self.sheet.data, tuple) else ()
        if not rows:
            self._wrong((), "no scenarios", "write a list of {says, facts, expect}")
        for place, row in enumerate(rows):
            if not isinstance(row, dict) or set(row) != set(_KEYS) or not isinstance(row["says"], str):
                self._wrong((place,), "not a scenario", f"write the keys {', '.join(_KEYS)}, and a sentence in says")
                continue
            yield self._scenario(place, row)

    def _scenario(self, place: int, row: dict[str, Any]) -> Scenario:
        facts = tuple(self._facts((place, "facts"), row["facts"]))
        expects = tuple(self._expects((place, "expect"), row["expect"]))
        return Scenario(self.country, row["says"], facts, expects, self.sheet.position((place,))[0])

    def _days(self, path: Path, days: Any, inside: type) -> Iterator[tuple[Path, date | datetime, Any]]:
        if not isinstance(days, dict):
            self._wrong(path, "no days", 'write days and what belongs to each, as {"2026-03-01": …}')
            return
        for key, what in days.items():
            on = self._on((*path, key), key)
            if on is not None and isinstance(what, inside):
                yield (*path, key), on, what
            elif on is not None:
                self._wrong((*path, key), "not what belongs to a day", "facts are a list, expectations a map of question and answer")

    def _on(self, path: Path, key: Any) -> date | datetime | None:
        try:
            on = (datetime if "T" in key else date).fromisoformat(key) if isinstance(key, str) else key
        except ValueError:
            on = None
        if not isinstance(on, date):
            self._wrong(path, f"{key} is no day", 'write "2026-03-01", or "2026-03-01T09:00" where the hour counts')
            return None
        return on.replace(tzinfo=self.zone) if isinstance(on, datetime) else on

    def _facts(self, path: Path, days: Any) -> Iterator[Said]:
        for at, on, texts in self._days(path, days, tuple):
            for place, text in enumerate(texts):
                said = self._said((*at, place), on, text)
                if said is not None:
                    yield said

    def _said(self, path: Path, on: date | datetime, text: Any) -> Said | None:
        found = _SAID.fullmatch(text) if isinstance(text, str) else None
        says = wrong_fact(law().facts, found["fact"]) if found else "not a fact"
        if found is None or says is not None:
            self._wrong(path, f"{text}: {says}", "write name[:qualifier][=value] [to DAY] [because GROUND]")
            return None
        self.seq += 1
        asked, ground = Asked.parse(found["fact"]), found["ground"]
        entry = Entry(
            on=day(on),
            at=on if isinstance(on, datetime) else None,
            until=date.fromisoformat(found["until"]) if found["until"] else None,
            value=asked.value,
            ground=ground,
            lawful=(found["unlawful"] != "!") if ground else None,
            qualifier=asked.qualifier,
            seq=self.seq,
        )
        return Said(asked.name, asked.qualifier, entry, self.sheet.position(path)[0])

    def _expects(self, path: Path, days: Any) -> Iterator[Expected]:
        for at, on, questions in self._days(path, days, dict):
            for question, answer in questions.items():
                if not is_ours(question) and " " in str(question):
                    known = ", ".join(f"{kind} …" for kind in _ANSWERS)
                    self._wrong((*at, question), f"{question} is no question", f"ask {known}, or name an entitlement")
                yield Expected(on, str(question), str(answer), self.sheet.position((*at, question))[0])

    def _wrong(self, path: Path, says: str, right: str) -> None:
        self.problems.append(self.sheet.problem(path, says, right))
