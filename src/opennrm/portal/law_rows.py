"""The parts of a country's page: stages and ways, clocks on an axis, values in force with who they are for, and what opens."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext, gettext_noop, pgettext

from opennrm.countries import axis
from opennrm.countries.dated import Given, NotKnown, Series, Value
from opennrm.countries.profile import Local, Profile, State, Transition
from opennrm.portal import gaps, law_words
from opennrm.portal.rights import entitlement_of
from opennrm.standards.load import law
from opennrm.standards.reading import Path
from opennrm.ui.drawn import Leg, Stop

RIGHTS_OPEN = ("presumed", "formally_identified")


@dataclass(frozen=True, slots=True)
class Told:
    """A value in force: whom it is for, what it says, which kind of answer it is, on which source, from when to when."""

    who: str
    says: str
    kind: str
    source: str
    span: str


def told(profile: Profile, value: Value[Any], language: str) -> Told:
    return Told(
        law_words.who(profile, value.when, language),
        law_words.value(profile, value, language),
        value.kind,
        value.source,
        law_words.span(value.since, value.until),
    )


def in_force(profile: Profile, series: Series[Any], on: date, language: str) -> list[Told]:
    """The values of a series that hold on a day."""
    return [told(profile, value, language) for value in series.values if value.holds_on(on)]


# --- the way


def way(profile: Profile, on: date, language: str) -> dict[str, Any]:
    """The stages with the ways out of each as the law knows them on a day, and the picture of both."""
    places = {state.id: place for place, state in enumerate(profile.states)}
    ways = [row for row in profile.transitions if row.holds_on(on)]
    legs = [Leg(places[origin], places[row.to]) for row in ways for origin in row.origins]
    stops = [Stop(place + 1, state.label.told(language), _look(state)) for place, state in enumerate(profile.states)]
    shown: dict[int, int] = {}
    stages = [_stage(profile, state, ways, places, shown, language) for state in profile.states]
    return {"stops": stops, "legs": legs, "stages": stages}


def _look(state: State) -> str:
    return "end" if state.end else "rights" if state.status in RIGHTS_OPEN else "plain"


Places = dict[str, int]


def _stage(
    profile: Profile, state: State, ways: Iterable[Transition], places: Places, shown: dict[int, int], language: str
) -> dict[str, Any]:
    """A stage with its ways out. A way that leads out of several is told whole at the first: `shown` remembers where that was."""
    number = places[state.id] + 1
    out = [row for row in ways if state.id in row.origins]
    return {
        "number": number,
        "label": state.label.told(language),
        "status": gettext(law_words.STATUSES[state.status]),
        "look": _look(state),
        "turn": profile.parties[state.owner].label.told(language),
        "end": state.end,
        "ways": [_way(profile, row, places, shown.setdefault(id(row), number), language, number) for row in out],
    }


def _way(profile: Profile, row: Transition, places: Places, first: int, language: str, number: int) -> dict[str, Any]:
    told_before = first != number
    return {
        "does": profile.events[row.event].label.told(language),
        "who": law_words.who(profile, row.when, language),
        "number": places[row.to] + 1,
        "to": profile.state(row.to).label.told(language),
        "as_at": first if told_before else 0,
        "guards": [] if told_before else [{"says": law_words.guard(profile, one, language), "source": one.source} for one in row.guards],
        "span": law_words.span(row.since, row.until),
        "source": row.source,
        "by_law": row.conditional_by_law or "",
    }


# --- clocks


def clocks(profile: Profile, on: date, language: str) -> dict[str, Any]:
    """Every clock in force on one axis, what starts it, extends it and holds it; several values for several persons below one another."""
    ticks = [(tick.at, _step(tick)) for tick in axis.ticks(profile, on)]
    drawn: dict[str, list[axis.Bar]] = {}
    for bar in axis.bars(profile, on):
        drawn.setdefault(bar.clock, []).append(bar)
    holidays = profile.holidays
    days = gettext("public holidays are not left out")
    if holidays.calendar is not None:
        days = gettext("without the public holidays of the region") if holidays.by_region else gettext("without the public holidays")
    source = holidays.source
    if holidays.yearly is not None:
        years = ", ".join(str(one.year) for one in holidays.yearly.decisions) or gettext("no year")
        days = gettext("%(days)s; days are moved year by year, known for: %(years)s") % {"days": days, "years": years}
        source = "; ".join((source, holidays.yearly.source, *(one.source for one in holidays.yearly.decisions)))
    rows = [_clock(profile, name, bars, on, language) for name, bars in drawn.items()]
    return {"ticks": ticks, "clocks": rows, "workdays": days, "workdays_source": source}


def _step(tick: axis.Tick) -> str:
    """A step as short as it stands on a phone beside its neighbours."""
    words = {
        "hours": pgettext("hours on an axis", "%(n)s h"),
        "calendar_days": pgettext("days on an axis", "%(n)s d"),
        "months": pgettext("months on an axis", "%(n)s mo"),
        "years": pgettext("years on an axis", "%(n)s y"),
    }
    return words[tick.unit] % {"n": tick.n}


def _clock(profile: Profile, name: str, bars: Iterable[axis.Bar], on: date, language: str) -> dict[str, Any]:
    clock = profile.clocks[name]
    runs = [gettext("from: %(what)s") % {"what": law_words.facts(profile, clock.starts_on, language)}]
    if clock.begins_by_law(on):
        runs.append(gettext("by law: nobody has to grant it"))
    if clock.extends_until:
        runs.append(gettext("at least until: %(what)s") % {"what": law_words.facts(profile, clock.extends_until, language)})
    if clock.suspended_by:
        runs.append(gettext("not while: %(what)s") % {"what": law_words.facts(profile, clock.suspended_by, language)})
    return {
        "name": clock.label.told(language),
        "runs": "; ".join(runs),
        "bars": [{"kind": bar.kind, "at": bar.at, "told": told(profile, bar.value, language)} for bar in bars],
        "by_law": clock.conditional_by_law or "",
    }


# --- values in force


def groups(profile: Profile, on: date, language: str) -> list[dict[str, Any]]:
    """Who decides on which test, who looks before; what is asked of the person; who refers; what a permit is given for."""
    sections: list[tuple[str, list[tuple[str, Series[Any]]]]] = [
        (gettext("Who decides, on which test"), [*_of(profile, "deciders"), *_of(profile, "tests"), *_of(profile, "reviews")]),
        (gettext("What the person is asked"), [*_of(profile, "consent"), *_majority(profile)]),
        (
            gettext("Who may refer, and without a name"),
            [("referrers", profile.referrers), ("anonymous_track", profile.anonymous_track), *_police(profile)],
        ),
        (gettext("Residence permits"), [("permit_grounds", profile.permit_grounds)]),
    ]
    return [
        {"title": title, "rows": [_valued(profile, name, series, on, language) for name, series in rows]}
        for title, rows in sections
        if rows
    ]


def _of(profile: Profile, section: str) -> Iterator[tuple[str, Series[Any]]]:
    yield from ((f"{section} {name}", series) for name, series in getattr(profile, section).items())


def _majority(profile: Profile) -> Iterator[tuple[str, Series[Any]]]:
    if profile.majority is not None:
        yield "majority", profile.majority


def _police(profile: Profile) -> Iterator[tuple[str, Series[Any]]]:
    if profile.police_routing is not None:
        yield "police_routing", profile.police_routing


def _valued(profile: Profile, name: str, series: Series[Any], on: date, language: str) -> dict[str, Any]:
    sheet = getattr(series, "sheet", None)
    return {
        "what": name_of(tuple(name.split()), profile, language),
        "values": in_force(profile, series, on, language),
        "sheet": in_force(profile, sheet, on, language) if sheet is not None else [],
    }


def age(profile: Profile, language: str) -> Told:
    """As what somebody counts who may be a child."""
    return told(profile, profile.age_unknown_as, language)


def early_ends(profile: Profile, language: str) -> list[dict[str, str]]:
    """On what a period may end before its time."""
    return [
        {
            "period": profile.clocks[row.period].label.told(language),
            "ground": row.label.told(language),
            "needs": law_words.facts(profile, row.all_of, language),
            "source": row.source,
        }
        for row in profile.early_ends
    ]


def instruments(profile: Profile, on: date, language: str) -> list[dict[str, str]]:
    """Which instruments bind on a day, and since when."""
    return [_binds(profile, name, on, language) for name in profile.instruments]


def _binds(profile: Profile, name: str, on: date, language: str) -> dict[str, str]:
    title, answer = law().instruments[name].title if name in law().instruments else profile.acts[name], profile.bound(name, on)
    if isinstance(answer, NotKnown):
        says, kind = gettext("not known to us"), "not_known_to_us"
    else:
        says, kind = law_words.span(answer.since, None) or gettext("binds") if answer.value else gettext("does not bind"), "value"
    return {"what": title.told(language), "says": says, "kind": kind, "source": answer.source}


# Which decision a decider, a test or a review is about, by the ids that every profile shares.
ABOUT = {"presumption": "rg", "identification": "cg"}
TITLED = {
    "deciders": gettext_noop("Who decides: %(what)s"),
    "tests": gettext_noop("Test: %(what)s"),
    "reviews": gettext_noop("Looked at before a negative: %(what)s"),
}


def name_of(path: Path, profile: Profile, language: str) -> str:
    """What a value is called; a test and who decides by the decision that they are about."""
    decision = ABOUT.get(str(path[-1]).removesuffix("_negative"))
    if str(path[0]) in TITLED and decision in profile.decisions:
        return gettext(TITLED[str(path[0])]) % {"what": profile.decisions[decision].told(language)}
    what = gaps.place(path, profile, language)
    return gettext("%(what)s: the information sheet") % {"what": what} if path[-1] == "sheet" else what


# --- rights


def rights(profile: Profile, on: date, language: str) -> list[dict[str, str]]:
    """What opens for the person: on which clause, when, and by when."""
    return [_right(profile, name, row, on, language) for row in profile.entitlements if row.holds_on(on) for name in row.id]


def _right(profile: Profile, name: str, row: Local, on: date, language: str) -> dict[str, str]:
    one = entitlement_of(profile, name)
    statuses = row.who if row.who is not None else one.who
    facts = row.opens_on if row.opens_on is not None else one.opens_on
    opens = [gettext(" or ").join(gettext(law_words.STATUSES[status]) for status in statuses)] if statuses else []
    opens += [law_words.facts(profile, facts, language)] if facts else []
    says, kind = _here(profile, row, on, language)
    return {
        "title": one.title.told(language),
        "who": law_words.who(profile, row.when, language),
        "clauses": ", ".join(one.clauses),
        "opens": "; ".join(opens) or gettext("for everybody"),
        "says": says,
        "kind": kind,
        "source": row.source,
        "span": law_words.span(row.since, row.until),
        "by_law": row.conditional_by_law or "",
    }


def _here(profile: Profile, row: Local, on: date, language: str) -> tuple[str, str]:
    """By when, or which of the two silences."""
    if row.not_provided:
        return gettext("The law gives none: %(reason)s") % {"reason": row.not_provided}, "not_provided"
    if row.not_known_to_us:
        return gettext("Not known to us: %(searched)s") % {"searched": row.not_known_to_us}, "not_known_to_us"
    if row.clock is None:
        return gettext("No time was read."), "value"
    values = [value for value in profile.clocks[row.clock].values if value.holds_on(on)]
    lengths = (told(profile, value, language) for value in values)
    kind = "value" if any(isinstance(value.answer(), Given) for value in values) else values[0].kind
    return "; ".join(f"{one.says} ({one.who})" if one.who else one.says for one in lengths), kind
