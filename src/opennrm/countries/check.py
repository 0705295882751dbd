"""What `opennrm country check` tells of a profile that loads: how much is known, and where the law falls short of what is owed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from opennrm.countries.cooperation import conditions
from opennrm.countries.coverage import all_series, domains, persons
from opennrm.countries.dated import Dated, Given, NotProvided, fits
from opennrm.countries.load import ProfileErrors, load_profile, profile_from_text
from opennrm.countries.profile import Duration, Holidays, Local, Profile
from opennrm.countries.unfound import to_find, unknown
from opennrm.countries.wording import facts_words, length_words, person_words, titles
from opennrm.countries.workdays import is_regional, is_usually_worked, known_calendar
from opennrm.standards.entitlement import Entitlement
from opennrm.standards.load import law
from opennrm.standards.reading import Path, Problem, dotted

__all__ = ["Counts", "Finding", "Report", "check", "checked", "not_said", "report"]

DAYS_OF_A_MONTH = 28  # the shortest: what a month gives at least
OWN_CHOICE = "own_choice"


@dataclass(frozen=True, slots=True)
class Counts:
    """How many values the profile gives, how many the law leaves out, how many we could not find. Source: design 6."""

    value: int
    not_provided: int
    not_known_to_us: int


@dataclass(frozen=True, slots=True)
class Finding:
    """Something true of the law that the monitor should see; no mistake of the profile. Source: law-as-data 4; design 6."""

    code: str
    says: str
    source: str
    path: Path
    line: int
    since: date | None = None
    until: date | None = None

    @property
    def told(self) -> str:
        """What it says, and from when to when where that is not for ever. Source: design 6."""
        days = [f"from {self.since}"] if self.since else []
        days += [f"until {self.until}"] if self.until else []
        return f"{' '.join(days)}: {self.says}" if days else self.says

    def __str__(self) -> str:
        """One line: where, what, on which source."""
        return f"line {self.line}: {dotted(self.path)}: {self.told} ({self.source})"


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of a check: `problems` refuse the profile; `findings`, `silent` rights and `gaps` of our knowledge are told.

    Source: design 6.
    """

    country: str
    status: str
    counts: Counts
    problems: tuple[Problem, ...]
    findings: tuple[Finding, ...]
    silent: tuple[str, ...]
    gaps: tuple[str, ...] = ()

    def __str__(self) -> str:
        """The report for a reader."""
        return "\n".join(self.lines())

    def lines(self) -> Iterator[str]:
        """The report for a reader, line by line. Source: design 6, `country check` prints the counts."""
        yield from (str(problem) for problem in self.problems)
        if self.status == "refused":
            yield f"{self.country}: refused, {len(self.problems)} to mend"
            return
        counts = self.counts
        known = f"{counts.value} values, {counts.not_provided} not provided by law, {counts.not_known_to_us} not known to us"
        yield f"{self.country}, {self.status}: {known}"
        yield from (f"finding: {finding}" for finding in self.findings)
        if self.silent:
            yield f"the profile says nothing of {len(self.silent)} rights: {', '.join(self.silent)}"
        yield from (f"gap: {gap}" for gap in self.gaps)


def check(country: str, text: str | None = None) -> Report:
    """Everything wrong with a country's profile (its file, or `text`), or the counts and findings of one that is sound.

    Raises UnknownCountry. Source: house-style 3.4, `opennrm country check`; law-as-data 6.
    """
    try:
        return report(profile_from_text(country, text) if text is not None else load_profile(country))
    except ProfileErrors as wrong:
        return Report(country, "refused", Counts(0, 0, 0), wrong.problems, (), ())


def report(profile: Profile) -> Report:
    """Count the silences and list every finding of a profile that was loaded, and so is sound. Source: design 6; law-as-data 4, 6."""
    found = (_not_provided, _below_floor, _early_ends, _opens_later, _reaches_fewer, _permits, _cooperation, _recalled)
    findings = tuple(
        Finding(code, says, source, path, profile.line(path), *_days(profile, path))
        for rule in found
        for code, says, source, path in rule(profile)
    )
    problems, gaps = tuple(_calendar(profile)), tuple(_gaps(profile))
    return Report(profile.country, profile.status, _counts(profile), problems, findings, not_said(profile), gaps)


_checked: dict[str, Report] = {}


def checked(profile: Profile) -> Report:
    """As `report`, worked out once for each edition: pages ask it again and again. Source: house-style 3.4."""
    if profile.edition not in _checked:
        _checked[profile.edition] = report(profile)
    return _checked[profile.edition]


def _days(profile: Profile, path: Path) -> tuple[date | None, date | None]:
    """From when to when what stands at a place holds."""
    node: Any = profile
    for key in path:
        node = getattr(node, key) if isinstance(key, str) and not isinstance(node, Mapping) else node[key]
    return (node.since, node.until) if isinstance(node, Dated) else (None, None)


def _gaps(profile: Profile) -> Iterator[str]:
    """What is not known, each with its line; then the sources that nobody looked for yet."""
    for path, searched in sorted(unknown(profile), key=lambda gap: profile.line(gap[0])):
        yield f"line {profile.line(path)}: {dotted(path)}: not known to us: {searched}"
    lines = sorted({profile.line(path) for path, _ in to_find(profile)})
    if lines:
        yield f"{sum(1 for _ in to_find(profile))} sources are still to be found, on lines {', '.join(map(str, lines))}"


def not_said(profile: Profile) -> tuple[str, ...]:
    """The rights of the standards on which the profile has no row: unknown, and a task of research; not those that bind nowhere here.

    Source: law-as-data 3, rows 1 and 3.
    """
    return tuple(
        one.id for one in law().entitlements.values() if one.unseen is None and not profile.locals(one.id) and _may_bind(profile, one)
    )


def _may_bind(profile: Profile, entitlement: Entitlement) -> bool:
    instruments = (law().clauses[clause].instrument.id for clause in entitlement.clauses)
    return any(value.value is not False for name in instruments for value in profile.instruments.get(name, ()))


Found = tuple[str, str, str, Path]


def _counts(profile: Profile) -> Counts:
    kinds = Counter(value.kind for _, series in all_series(profile) for value in series.values)
    kinds.update(value.kind for values in profile.instruments.values() for value in values)
    kinds.update([profile.age_unknown_as.kind])
    for row in profile.entitlements:
        kinds[row.kind] += len(row.id)
    return Counts(kinds["value"], kinds["not_provided"], kinds["not_known_to_us"])


def _calendar(profile: Profile) -> Iterator[Problem]:
    """What only the calendar of holidays can tell, which loading a profile does without."""
    file, holidays, regions = f"{profile.country}.yaml", profile.holidays, tuple(profile.regions)
    wrong = known_calendar(holidays.calendar, regions if holidays.by_region else ()) if holidays.calendar is not None else None
    if wrong is not None:
        at: Path = ("holidays", "calendar")
        right = "write a country code of the holidays library, or null and the days themselves"
        yield Problem(file, profile.line(at), 1, dotted(at), wrong, right)
        return
    for at, day, worked in _moved(holidays):
        if is_usually_worked(holidays, day, regions if is_regional(holidays) else ()) is worked:
            says = f"{day} is {'worked' if worked else 'free'} without any decision"
            yield Problem(file, profile.line(at), 1, dotted(at), says, "name the days alone that the decision moves")


def _moved(holidays: Holidays) -> Iterator[tuple[Path, date, bool]]:
    """Each day that a decision of a year moves, and whether it is worked."""
    for place, one in enumerate(holidays.yearly.decisions if holidays.yearly is not None else ()):
        for key, days in (("free", one.free), ("worked", one.worked)):
            yield from ((("holidays", "yearly", "decisions", place, key, at), day, key == "worked") for at, day in enumerate(days))


def _known(profile: Profile) -> Iterator[tuple[int, Local, Entitlement]]:
    """Each row of the profile with each entitlement of the standards that it speaks of."""
    for place, row in enumerate(profile.entitlements):
        yield from ((place, row, law().entitlements[name]) for name in row.id if name in law().entitlements)


def _not_provided(profile: Profile) -> Iterator[Found]:
    """What the law leaves out; that it sets the person no time limit is nothing to find."""
    limits = {guard.args["clock"][0] for row in profile.transitions for guard in row.guards if guard.guard == "within"}
    for path, series in all_series(profile):
        if path[0] == "clocks" and path[1] in limits:
            continue
        for place, value in enumerate(series.values):
            answer = value.answer()
            if isinstance(answer, NotProvided):
                yield "not_provided", f"the law does not provide it: {answer.reason}", answer.source, (*path, "values", place)
    for place, row in enumerate(profile.entitlements):
        if row.not_provided:
            says = f"the law does not provide “{titles(profile, row.id)}”: {row.not_provided}"
            yield "not_provided", says, row.source, ("entitlements", place)


def _below_floor(profile: Profile) -> Iterator[Found]:
    for _, row, entitlement in _known(profile):
        if entitlement.floor is None or row.clock is None:
            continue
        for place, value in enumerate(profile.clocks[row.clock].values):
            if value.value is not None and (less := _less(value.value, entitlement.floor.n)):
                says = f"“{entitlement.title}”: {less}, where {_cite(entitlement)} asks for {entitlement.floor.n} days at least"
                yield "below_floor", says, value.source, ("clocks", row.clock, "values", place)


def _less(duration: Duration, floor: int) -> str | None:
    days = {"hours": duration.n // 24, "months": duration.n * DAYS_OF_A_MONTH}.get(duration.unit, duration.n)
    if duration.kind != "minimum":
        return f"{length_words(duration)}, no minimum"
    return length_words(duration) if days < floor else None


def _cite(entitlement: Entitlement) -> str:
    return law().clauses[entitlement.clauses[0]].cite


def _early_ends(profile: Profile) -> Iterator[Found]:
    """Grounds for ending a period that the clause does not know: the person's own choice is none."""
    for place, end in enumerate(profile.early_ends):
        for entitlement in _of_period(profile, end.period):
            if end.reason not in (OWN_CHOICE, *entitlement.withheld_on):
                says = f"“{entitlement.title}” may end early on a ground that {_cite(entitlement)} does not know: {end.label}"
                yield "ends_early", says, end.source, ("early_ends", place)


def _of_period(profile: Profile, period: str) -> Iterable[Entitlement]:
    return (entitlement for _, row, entitlement in _known(profile) if entitlement.floor is not None and row.clock == period)


def _opens_later(profile: Profile) -> Iterator[Found]:
    for place, row, entitlement in _known(profile):
        path, title = ("entitlements", place), f"“{entitlement.title}”"
        late = set(entitlement.who) - set(row.who) if row.who is not None and entitlement.who else set()
        if late:
            yield "opens_later", f"{title} does not reach who is {_statuses(late)}, whom the clause reaches", row.source, path
        if (row.opens_on and not set(entitlement.opens_on) <= set(row.opens_on)) or (row.opens_on and not entitlement.opens_on):
            yield "opens_later", f"{title} opens only with this: {facts_words(profile, row.opens_on)}", row.source, path
        if row.ends_on and not set(row.ends_on) <= set(entitlement.ends_on):
            yield "ends_early", f"{title} ends with this: {facts_words(profile, row.ends_on)}", row.source, path


def _statuses(statuses: Iterable[str]) -> str:
    return " or ".join(sorted(status.replace("_", " ") for status in statuses))


def _reaches_fewer(profile: Profile) -> Iterator[Found]:
    """Persons whom the clause reaches and no row of the profile does."""
    domain = domains(profile)
    seen: set[str] = set()
    for place, _, entitlement in _known(profile):
        rows = profile.locals(entitlement.id)
        if entitlement.id in seen or not any(row.when for row in rows):
            continue
        seen.add(entitlement.id)
        for person in persons(rows, domain):
            if fits(entitlement.when, person) is not False and not any(fits(row.when, person) for row in rows):
                who = person_words(profile, {name: (value,) for name, value in person.items()})
                yield "reaches_fewer", f"“{entitlement.title}” does not reach: {who}", rows[0].source, ("entitlements", place)


def _permits(profile: Profile) -> Iterator[Found]:
    """A permit that only cooperation gives: the clause leaves the choice of ground to the state, and the monitor should see it."""
    for place, value in enumerate(profile.permit_grounds.values):
        if value.value == ("cooperation",):
            says = "a residence permit is given for cooperation alone, never for the person's own situation"
            yield "permit_for_cooperation", says, value.source, ("permit_grounds", "values", place)


def _cooperation(profile: Profile) -> Iterator[Found]:
    by_law = ((condition, condition.by_law) for condition in conditions(profile) if condition.by_law)
    yield from (("depends_on_cooperation", condition.says, clause, condition.path) for condition, clause in by_law)


def _recalled(profile: Profile) -> Iterator[Found]:
    for path, series in all_series(profile):
        for place, value in enumerate(series.values):
            if "[R]" in value.source and isinstance(value.answer(), Given | NotProvided):
                yield "recalled", "the source was recalled and not read again", value.source, (*path, "values", place)
