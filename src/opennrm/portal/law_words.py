"""The law of a profile in the reader's words: lengths, persons, values, conditions, spans of days."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext, gettext_noop, pgettext

from opennrm.countries.dated import Given, NotProvided, Value
from opennrm.countries.profile import Decider, Duration, Guard, Local, PoliceRouting, Profile, Review
from opennrm.countries.wording import facts_words
from opennrm.ui import dates
from opennrm.ui.written import written

STATUSES = {
    "none": gettext_noop("no status"),
    "indicated": gettext_noop("signs seen"),
    "presumed": gettext_noop("presumed"),
    "formally_identified": gettext_noop("formally identified"),
    "not_identified": gettext_noop("not identified"),
    "unknown": gettext_noop("as before"),
}
LENGTHS = {
    "minimum": gettext_noop("at least %(time)s"),
    "maximum": gettext_noop("at most %(time)s"),
    "target": gettext_noop("%(time)s, as a target"),
}
GUARDS = {
    "consent": gettext_noop("Consent: %(what)s"),
    "happened": gettext_noop("All of: %(what)s"),
    "happened_any": gettext_noop("One of: %(what)s"),
    "review": gettext_noop("Looked at before by: %(what)s"),
    "minimum_over": gettext_noop("Not before the end of: %(what)s"),
    "within": gettext_noop("Within: %(what)s"),
    "early_end_ground": gettext_noop("On a ground for ending early: %(what)s"),
}
WHO = {
    ("age", "adult"): gettext_noop("adults"),
    ("age", "child"): gettext_noop("children"),
    ("nationality", "national"): gettext_noop("nationals"),
    ("nationality", "foreign"): gettext_noop("foreign nationals"),
    ("nationality", "stateless"): gettext_noop("stateless persons"),
    ("residence", "lawful"): gettext_noop("lawful residence"),
    ("residence", "none"): gettext_noop("no lawful residence"),
    ("lacks_resources", "yes"): gettext_noop("without resources"),
    ("lacks_resources", "no"): gettext_noop("with resources"),
    ("place", "in_country"): gettext_noop("exploited here"),
    ("place", "abroad"): gettext_noop("exploited abroad"),
    ("place", "both"): gettext_noop("exploited here and abroad"),
}


def length(duration: Duration) -> str:
    """A length of time with what its end means."""
    said = gettext(LENGTHS[duration.kind]) % {"time": dates.length(duration.n, duration.unit)}
    return gettext("%(length)s, set by the authority") % {"length": said} if duration.set_by == "authority" else said


def who(profile: Profile, when: Mapping[str, tuple[str, ...]], language: str) -> str:
    """For whom something holds; empty for everybody."""
    labels: Mapping[str, Mapping[str, Any]] = {"region": profile.regions, "track": profile.tracks, "basis": profile.bases}
    parts = []
    for name, values in when.items():
        known = labels.get(name, {})
        words = [known[value].told(language) if value in known else gettext(WHO.get((name, value), value)) for value in values]
        parts.append(gettext(" or ").join(words))
    return ", ".join(parts)


def value(profile: Profile, given: Value[Any], language: str) -> str:
    """What a value says; of the two silences which one, and why the law has none. What was searched stands in one place of a page."""
    answer = given.answer()
    if isinstance(answer, Given):
        return said(profile, answer.value, language)
    if isinstance(answer, NotProvided):
        return gettext("The law gives none: %(reason)s") % {"reason": answer.reason}
    return gettext("not known to us")


def right(profile: Profile, row: Local, language: str) -> str:
    """What a row says of a right that does not stand for ever: whom it reaches by it and by which clock, or which of the two silences."""
    if row.not_provided:
        return gettext("The law gives none: %(reason)s") % {"reason": row.not_provided}
    if row.not_known_to_us:
        return gettext("not known to us")
    parts = [gettext("the law gives it")]
    parts += [gettext(" or ").join(gettext(STATUSES[status]) for status in row.who)] if row.who else []
    parts += [gettext("clock: %(clock)s") % {"clock": profile.clocks[row.clock].label.told(language)}] if row.clock else []
    return "; ".join(parts)


def said(profile: Profile, given: object, language: str) -> str:
    """A value that the law gives."""
    if isinstance(given, Duration):
        return length(given)
    if isinstance(given, Decider):
        joint = gettext(" and ") if given.jointly else gettext(" or ")
        return joint.join(profile.parties[body].label.told(language) for body in given.bodies)
    if isinstance(given, Review):
        overturns = gettext("%(who)s, who may overturn it") if given.overturns else gettext("%(who)s, who sends back and does not decide")
        return overturns % {"who": profile.parties[given.by].label.told(language)}
    if isinstance(given, PoliceRouting):
        return _routed(profile, given, language)
    if isinstance(given, tuple):
        known = profile.parties
        return ", ".join(known[one].label.told(language) if one in known else gettext(PLAIN.get(one, plain(one))) for one in given)
    if isinstance(given, bool):
        return gettext("yes") if given else gettext("no")
    return gettext(PLAIN[given]) if given in PLAIN else str(given)


PLACES = {
    "exploitation": gettext_noop("where the exploitation happened"),
    "home": gettext_noop("where the person lives"),
    "encounter": gettext_noop("where the person was met"),
}


def _routed(profile: Profile, law: PoliceRouting, language: str) -> str:
    forces = gettext(" or ").join(profile.parties[force].label.told(language) for force in law.forces)
    places = gettext(", else ").join(gettext(PLACES[place]) for place in law.places)
    after = facts(profile, law.recorded_after, language)
    if law.recorded_if_abroad:
        words = gettext("%(forces)s: %(places)s. It records a crime and gives its reference back after: %(after)s")
    else:
        words = gettext(
            "%(forces)s: %(places)s. It records a crime and gives its reference back after: %(after)s, unless all of it happened abroad"
        )
    return words % {"forces": forces, "places": places, "after": after}


PLAIN: Mapping[Any, str] = {
    "required": gettext_noop("asked"),
    "not_required": gettext_noop("not asked"),
    "cooperation": gettext_noop("cooperation with the authorities"),
    "personal_situation": gettext_noop("the person's own situation"),
    "child": gettext_noop("a child"),
    "adult": gettext_noop("an adult"),
}


def plain(code: str) -> str:
    """A code of the profile as a reader may see it."""
    return code.replace("_", " ")


def guard(profile: Profile, given: Guard, language: str) -> str:
    """What bars a way until it is there."""
    args = given.args
    if "facts" in args:
        what = facts(profile, args["facts"], language)
        if "since" in args:
            words = gettext("%(what)s, recorded since: %(since)s")
            what = words % {"what": what, "since": facts(profile, args["since"], language)}
        return gettext(GUARDS[given.guard]) % {"what": what}
    named = next(iter(args.values()))[0]
    labels: Mapping[str, Any] = {**profile.clocks, **profile.consent}
    if given.guard == "review" and named in profile.reviews:
        bodies = {value.value.by for value in profile.reviews[named].values if value.value is not None}
        what = ", ".join(profile.parties[body].label.told(language) for body in sorted(bodies)) or plain(named)
    else:
        what = labels[named].label.told(language) if named in labels else plain(named)
    return gettext(GUARDS.get(given.guard, "%(what)s")) % {"what": what}


def facts(profile: Profile, names: Iterable[str], language: str) -> str:
    """Facts that are asked of a case."""
    return facts_words(profile, names).told(language)


def span(since: date | None, until: date | None) -> str:
    """From when to when something holds; empty where it always does."""
    form = pgettext("day and year", "j M Y")
    if since and until:
        return gettext("%(since)s to %(until)s") % {"since": written(since, form), "until": written(until, form)}
    if since:
        return gettext("since %(since)s") % {"since": written(since, form)}
    return gettext("until %(until)s") % {"until": written(until, form)} if until else ""
