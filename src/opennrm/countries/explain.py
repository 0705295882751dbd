"""A profile in words, for lawyers: stages and whose turn it is, tests in force, clocks, consent, what opens, and what nobody knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from opennrm.countries.axis import text_axis
from opennrm.countries.check import not_said, report
from opennrm.countries.coverage import all_series
from opennrm.countries.dated import Dated, Given, Series, Value
from opennrm.countries.diagram import mermaid
from opennrm.countries.profile import Clock, Decider, Duration, Guard, Local, PoliceRouting, Profile, Review, Scope, State
from opennrm.countries.wording import facts_words, length_words, person_words, titles
from opennrm.standards.entitlement import Entitlement
from opennrm.standards.load import law
from opennrm.standards.reading import dotted

__all__ = ["explain"]


def explain(profile: Profile, on: date) -> str:
    """The procedure of a country as it is in law on `on`, in Markdown with a Mermaid diagram; the same text for the same profile and day.

    Source: house-style 3.4, `opennrm country explain`; design 6.
    """
    parts = (_head, _way, _stages, _decisions, _consents, _clocks, _early_ends, _who_and_what, _rights, _over_time, _silences)
    return "\n".join(line for part in parts for line in (*part(profile, on), "")).rstrip() + "\n"


def _head(profile: Profile, on: date) -> Iterator[str]:
    counts = report(profile).counts
    yield f"# How the procedure works in {profile.name}"
    yield ""
    yield f"Law in force on {_day(on)}. Profile {profile.country}, {profile.status}. Every value has its day and its source:"
    yield f"{counts.value} values, {counts.not_provided} not provided by law, {counts.not_known_to_us} not known to us."
    yield ""
    yield from _table(("Instrument", "Binds", "Source"), (_instrument(profile, name, on) for name in profile.instruments))


def _instrument(profile: Profile, name: str, on: date) -> tuple[str, ...]:
    title = law().instruments[name].title if name in law().instruments else profile.acts[name]
    answer = profile.bound(name, on)
    binds = "not known to us" if not isinstance(answer, Given) else "no"
    if isinstance(answer, Given) and answer.value:
        binds = f"since {_day(answer.since)}" if answer.since else "yes"
    return str(title), binds, answer.source


def _way(profile: Profile, on: date) -> Iterator[str]:
    yield from ("## The way", "", "```mermaid", mermaid(profile, on), "```")


def _stages(profile: Profile, on: date) -> Iterator[str]:
    yield "## Stages, and whose turn it is"
    for state in profile.states:
        yield from ("", f"### {state.label}", "")
        end = " The procedure ends here." if state.end else ""
        yield f"Status: {state.status.replace('_', ' ')}. Turn: {profile.parties[state.owner].label}.{end}"
        ways = list(_ways_out(profile, state, on))
        yield from ("", *ways) if ways else ()


def _ways_out(profile: Profile, state: State, on: date) -> Iterator[str]:
    for row in profile.transitions:
        if state.id in row.origins and row.holds_on(on):
            who = person_words(profile, row.when)
            yield f"- **{profile.events[row.event].label}**{f' ({who})' if who else ''} → {profile.state(row.to).label}. {row.source}"
            yield from (f"  - {_guard(profile, guard)}. {guard.source}" for guard in row.guards)


def _guard(profile: Profile, guard: Guard) -> str:
    args = guard.args
    if guard.guard in {"happened", "happened_any"}:
        facts = facts_words(profile, args["facts"])
        first = f". Only what was recorded since the last of: {facts_words(profile, args['since'])}" if "since" in args else ""
        return f"{'All of' if guard.guard == 'happened' else 'One of'}: {facts}{first}"
    labels: Mapping[str, Mapping[str, Any]] = {"scope": profile.consent, "clock": profile.clocks, "period": profile.clocks}
    about = {name: _label(labels.get(name, {}), values[0]) for name, values in args.items()}
    said = {
        "consent": "Consent: {scope}",
        "review": "Reviewed before: {of}",
        "minimum_over": "Not before its end: {clock}",
        "within": "Within: {clock}",
        "early_end_ground": "On a ground for ending early: {period}",
    }
    return said.get(guard.guard, f"{guard.guard}: {', '.join(about.values())}").format_map(about)


def _decisions(profile: Profile, on: date) -> Iterator[str]:
    yield from ("## Decisions, tests and reviews", "")
    sections: tuple[tuple[str, Mapping[str, Series[Any]]], ...] = (
        ("Who decides", profile.deciders),
        ("Test", profile.tests),
        ("Reviewed by", profile.reviews),
    )
    rows = (
        (what, name.replace("_", " "), *cells)
        for what, section in sections
        for name, series in section.items()
        for cells in _in_force(profile, series, on)
    )
    yield from _table(("What", "Of", "For whom", "In force", "Source"), rows)


def _consents(profile: Profile, on: date) -> Iterator[str]:
    yield from ("## Consent", "")
    rows = (
        (str(scope.label), *cells, _sheet(profile, scope, on))
        for scope in profile.consent.values()
        for cells in _in_force(profile, scope, on)
    )
    yield from _table(("To what", "For whom", "Is it asked", "Source", "Information sheet"), rows)
    yield from _majority(profile, on)
    unknown = profile.age_unknown_as
    yield ""
    if unknown.value is not None:
        yield f"Who may be a child, the age not being known, counts as {unknown.value}. {unknown.source}"
    else:
        yield f"How an unknown age counts is not known to us: {unknown.not_known_to_us}. {unknown.source}"
    yield from _police(profile, on)


def _majority(profile: Profile, on: date) -> Iterator[str]:
    for who, text, source in _in_force(profile, profile.majority, on) if profile.majority is not None else ():
        whom = f" ({who})" if who else ""
        yield from ("", f"Whether who is about to come of age{whom} is asked anew, as an adult: {text}. {source}")


def _police(profile: Profile, on: date) -> Iterator[str]:
    if profile.police_routing is None:
        return
    yield from ("", "## Which police force is told of a referral", "")
    for who, text, source in _in_force(profile, profile.police_routing, on):
        yield f"{f'{who}: ' if who else ''}{text[:1].upper()}{text[1:]}. {source}"


def _sheet(profile: Profile, scope: Scope, on: date) -> str:
    return "; ".join(text for _, text, _ in _in_force(profile, scope.sheet, on))


def _clocks(profile: Profile, on: date) -> Iterator[str]:
    yield from ("## Clocks", "", "A target missed is data, a maximum missed is late; a minimum is no expiry.", "")
    rows = (
        (str(clock.label), _runs(profile, clock, on), *cells)
        for clock in profile.clocks.values()
        for cells in _in_force(profile, clock, on)
    )
    yield from _table(("Clock", "Runs", "For whom", "Length", "Source"), rows)
    yield from ("", f"Working days: Monday to Friday, {_calendar(profile)}.")
    if profile.clocks:
        yield from ("", "On one axis, in steps that grow; a working day is drawn at its usual length:", "", "```text")
        yield from (*text_axis(profile, on), "```")


def _runs(profile: Profile, clock: Clock, on: date) -> str:
    parts = [f"from: {_facts(profile, clock.starts_on)}"]
    if clock.begins_by_law(on):
        parts.append("by law: nobody has to grant it")
    if clock.extends_until:
        parts.append(f"at least until: {_facts(profile, clock.extends_until)}")
    if clock.suspended_by:
        parts.append(f"not while: {_facts(profile, clock.suspended_by)}")
    return ". ".join(parts)


def _calendar(profile: Profile) -> str:
    holidays = profile.holidays
    usual = f"without the public holidays of {'the region' if holidays.by_region else 'the country'} ({holidays.source})"
    if holidays.calendar is None:
        usual = f"public holidays not left out ({holidays.source})"
    if holidays.yearly is None:
        return usual
    known = (f"{one.year} ({one.source})" for one in holidays.yearly.decisions)
    return f"{usual}; moved year by year ({holidays.yearly.source}), known for: {', '.join(known) or 'no year'}"


def _early_ends(profile: Profile, on: date) -> Iterator[str]:
    if not profile.early_ends:
        return
    yield from ("## What may end a period early", "")
    rows = ((_label(profile.clocks, row.period), str(row.label), _facts(profile, row.all_of), row.source) for row in profile.early_ends)
    yield from _table(("Period", "Ground", "Needs all of", "Source"), rows)


def _who_and_what(profile: Profile, on: date) -> Iterator[str]:
    yield from ("## Who may refer, notice without a name, permits", "")
    named = (
        ("Who may refer", profile.referrers),
        ("Notice without a name", profile.anonymous_track),
        ("Grounds of a permit", profile.permit_grounds),
    )
    rows = ((what, *cells) for what, series in named for cells in _in_force(profile, series, on))
    yield from _table(("What", "For whom", "In force", "Source"), rows)


def _rights(profile: Profile, on: date) -> Iterator[str]:
    yield from ("## What opens, and by when", "")
    known = {**law().entitlements, **{own.id: own for own in profile.own}}
    rows = (_right(profile, known[name], row, on) for row in profile.entitlements if row.holds_on(on) for name in row.id)
    yield from _table(("Right", "Clause", "Opens", "Here", "Source"), rows)


def _right(profile: Profile, entitlement: Entitlement, row: Local, on: date) -> tuple[str, ...]:
    statuses = row.who if row.who is not None else entitlement.who
    facts = row.opens_on if row.opens_on is not None else entitlement.opens_on
    opens = [", ".join(status.replace("_", " ") for status in statuses)] if statuses else []
    opens += [_facts(profile, facts)] if facts else []
    here = _silence(row) or (_length(profile, row.clock, on) if row.clock else "no time is set")
    who = person_words(profile, row.when)
    title = f"{entitlement.title} ({who})" if who else str(entitlement.title)
    return title, ", ".join(entitlement.clauses), "; on ".join(opens) or "for everybody", here, row.source


def _silence(row: Local) -> str:
    if row.not_provided:
        return f"not provided by law: {row.not_provided}"
    return f"not known to us: {row.not_known_to_us}" if row.not_known_to_us else ""


def _called(profile: Profile, row: Local) -> str:
    """The rights of a row, with from when to when it holds where that is not for ever."""
    return f"{titles(profile, row.id)} ({_span(row)})" if row.since or row.until else str(titles(profile, row.id))


def _given(profile: Profile, row: Local) -> str:
    """What a row gives that holds for a time alone: who has it, by which clock."""
    parts = ["given"]
    parts += [", ".join(status.replace("_", " ") for status in row.who)] if row.who else []
    parts += [f"by the clock “{profile.clocks[row.clock].label}”"] if row.clock else []
    return _silence(row) or "; ".join(parts)


def _length(profile: Profile, clock: str, on: date) -> str:
    found = _in_force(profile, profile.clocks[clock], on)
    return "; ".join(f"{text} ({who})" if who else text for who, text, _ in found)


def _over_time(profile: Profile, on: date) -> Iterator[str]:
    """Every value, and every row of a right, that is not in force for ever."""
    yield from ("## Values that change", "")
    values = ((path, series, value) for path, series in all_series(profile) for value in series.values)
    rows: list[tuple[str, ...]] = [
        (_name(path), person_words(profile, value.when), _text(profile, value), _span(value), series.governed_by, value.source)
        for path, series, value in values
        if value.since or value.until
    ]
    rows += [
        (str(titles(profile, row.id)), person_words(profile, row.when), _given(profile, row), _span(row), "right, on each day", row.source)
        for row in profile.entitlements
        if row.since or row.until
    ]
    yield from _table(("Value", "For whom", "Says", "When", "By the day of the", "Source"), rows)


def _silences(profile: Profile, on: date) -> Iterator[str]:
    findings = report(profile).findings
    yield from ("## What the law leaves out, and what falls short", "")
    yield from ([f"- {finding.told[:1].upper()}{finding.told[1:]}. {finding.source}" for finding in findings] or ["Nothing found."])
    yield from ("", "## What we do not know", "", "Nobody may conclude anything from it, and no clock starts.", "")
    unknown = [
        f"- {_name(path)}: {value.not_known_to_us}. {value.source}"
        for path, series in all_series(profile)
        for value in series.values
        if value.not_known_to_us
    ]
    unknown += [f"- {_called(profile, row)}: {row.not_known_to_us}. {row.source}" for row in profile.entitlements if row.not_known_to_us]
    unknown += [f"- {titles(profile, [name])}: the profile says nothing of it" for name in not_said(profile)]
    yield from unknown or ["Nothing."]


def _in_force(profile: Profile, series: Series[Any], on: date) -> Iterator[tuple[str, str, str]]:
    """For whom, what and on which source: the values of a series that hold on `on`."""
    for value in series.values:
        if value.holds_on(on):
            yield person_words(profile, value.when), _text(profile, value), value.source


def _text(profile: Profile, value: Value[Any]) -> str:
    if value.not_provided is not None:
        return f"not provided by law: {value.not_provided}"
    if value.not_known_to_us is not None:
        return "not known to us"
    return _said(profile, value.value)


def _said(profile: Profile, said: object) -> str:
    if isinstance(said, Duration):
        return length_words(said)
    if isinstance(said, Decider):
        return (" and " if said.jointly else " or ").join(str(profile.parties[body].label) for body in said.bodies)
    if isinstance(said, Review):
        return f"{profile.parties[said.by].label}, who {'may overturn' if said.overturns else 'does not decide'}"
    if isinstance(said, PoliceRouting):
        return _routed(profile, said)
    if isinstance(said, tuple):
        return ", ".join(_label(profile.parties, one) for one in said)
    if isinstance(said, bool):
        return "yes" if said else "no"
    return str(said).replace("_", " ")


PLACES = {"exploitation": "where the exploitation happened", "home": "where the person lives", "encounter": "where the person was met"}


def _routed(profile: Profile, law: PoliceRouting) -> str:
    forces = " or ".join(str(profile.parties[force].label) for force in law.forces)
    abroad = "" if law.recorded_if_abroad else ", unless all of it happened abroad"
    after = _facts(profile, law.recorded_after)
    return (
        f"{forces}: {', else '.join(PLACES[place] for place in law.places)}. It records a crime and gives its reference back "
        f"after: {after}{abroad}"
    )


def _label(known: Mapping[str, Any], name: str) -> str:
    return str(known[name].label) if name in known else name.replace("_", " ")


def _facts(profile: Profile, facts: Iterable[str]) -> str:
    return str(facts_words(profile, facts))


def _name(path: tuple[str | int, ...]) -> str:
    return dotted(path).replace("_", " ").replace(".", ", ")


def _span(value: Dated) -> str:
    if value.since and value.until:
        return f"{_day(value.since)} to {_day(value.until)}"
    return f"since {_day(value.since)}" if value.since else f"until {_day(value.until)}" if value.until else "always"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield _row(head)
    yield _row("---" for _ in head)
    yield from (_row(row) for row in rows)


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "/").replace("\n", " ") for cell in cells) + " |"
