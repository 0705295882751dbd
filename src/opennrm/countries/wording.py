"""Facts, lengths of time and conditions of a profile in words, for refusals and for the explanation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from opennrm.countries.facts import Asked
from opennrm.countries.profile import Duration, Profile
from opennrm.standards.load import law
from opennrm.standards.words import Phrase, Words

__all__ = ["about", "fact_words", "facts_words", "length_words", "listed", "person_words", "titles", "value_words"]

_UNITS = {"hours": "hour", "calendar_days": "calendar day", "working_days": "working day", "months": "month"}
_PLACES = {"in_country": "exploited in this country", "abroad": "exploited abroad", "both": "exploited here and abroad"}
_KINDS = {"minimum": "at least", "maximum": "at most", "target": "target"}


def listed(labels: Iterable[Words | Phrase | str], between: str = "; ") -> Phrase:
    """Several labels as one. Source: design 9, Languages."""
    parts = [part for label in labels for part in (between, label)]
    return Phrase(tuple(parts[1:]) or ("-",))


def fact_words(profile: Profile, fact: str) -> Phrase:
    """A fact asked of the case in words, with what it is about: "A decision in one stage (Reasonable grounds, positive)".

    Raises KeyError for a fact the standards do not know. Source: law-as-data 2.
    """
    return _with(profile, [Asked.parse(fact)])


def facts_words(profile: Profile, facts: Iterable[str]) -> Phrase:
    """Several facts in words; those of one name told together: "One of the parties was asked (First responder; The person)".

    Raises KeyError for a fact the standards do not know. Source: law-as-data 2.
    """
    groups: dict[str, list[Asked]] = {}
    for fact in facts:
        groups.setdefault(Asked.parse(fact).name, []).append(Asked.parse(fact))
    return listed(_with(profile, group) for group in groups.values())


def _with(profile: Profile, group: list[Asked]) -> Phrase:
    said = [listed(parts, ", ") for one in group if (parts := [part for part in (about(profile, one), value_words(one)) if part])]
    means = law().facts[group[0].name].means
    return Phrase((means, " (", listed(said), ")")) if said else Phrase((means,))


def value_words(asked: Asked) -> Words | str:
    """The value that is asked for, in words; its code where no list names it, as a track or a state; empty where none is asked.

    Source: law-as-data 2.
    """
    if asked.value is None:
        return ""
    known = law().code_lists["fact_values"].get(asked.value)
    return known.label if known else asked.value.replace("_", " ")


def about(profile: Profile, asked: Asked) -> Words | str:
    """What stands after the colon of a fact, in words: a party, a decision, a consent, a period, a thing; empty where nothing does.

    Source: law-as-data 2.
    """
    if asked.qualifier is None:
        return ""
    label = _LABELS.get(asked.name, _no_label)(profile, asked.qualifier)
    if label is None and (known := law().code_lists["fact_subjects"].get(asked.qualifier)):
        label = known.label
    return label if label is not None else asked.qualifier.replace("_", " ")


def _part_in_proceedings(profile: Profile, name: str) -> Words | None:
    known = law().code_lists["parts_in_proceedings"].get(name)
    return known.label if known else None


def _no_label(profile: Profile, name: str) -> Words | None:
    return None


def _party(profile: Profile, name: str) -> Words | None:
    return profile.parties[name].label if name in profile.parties else None


def _decision(profile: Profile, name: str) -> Words | None:
    return profile.decisions.get(name)


def _scope(profile: Profile, name: str) -> Words | None:
    return profile.consent[name].label if name in profile.consent else None


def _period(profile: Profile, name: str) -> Words | None:
    return profile.clocks[name].label if name in profile.clocks else None


def _thing(profile: Profile, name: str) -> Words | None:
    known = (*law().entitlements.values(), *profile.own)
    return next((entitlement.title for entitlement in known if entitlement.thing == name), None)


def _ground(profile: Profile, name: str) -> Words | None:
    early = next((end.label for end in profile.early_ends if end.reason == name), None)
    known = law().code_lists["withholding_grounds"].get(name)
    return early or (known.label if known else None)


def _need(profile: Profile, name: str) -> Words | None:
    return law().needs[name].label if name in law().needs else None


_LABELS: Mapping[str, Callable[[Profile, str], Words | None]] = {
    **dict.fromkeys(("agreed", "asked", "reviewed"), _party),
    **dict.fromkeys(("decision", "notified", "minute.written"), _decision),
    **dict.fromkeys(("period", "period.length", "period.refused", "ended"), _period),
    **dict.fromkeys(("given", "declined", "unavailable", "withheld", "asked_for"), _thing),
    "ground": _ground,
    "need": _need,
    "consent": _scope,
    "proceeding": _part_in_proceedings,
}


def length_words(duration: Duration) -> str:
    """`at least 45 calendar days`, `target: 5 working days`, `at most 48 hours`. Source: law-as-data 1, Duration."""
    unit = _UNITS[duration.unit] + ("" if duration.n == 1 else "s")
    length = f"{duration.n} {unit}" + (", set by the authority" if duration.set_by == "authority" else "")
    return f"{_KINDS[duration.kind]}{':' if duration.kind == 'target' else ''} {length}"


def person_words(profile: Profile, when: Mapping[str, tuple[str, ...]]) -> str:
    """For whom something holds: `adult`, `region England or Wales`, `exploited abroad`; empty for everybody.

    Source: law-as-data 1, When.
    """
    labels: Mapping[str, Mapping[str, object]]
    labels = {"region": profile.regions, "track": profile.tracks, "basis": profile.bases, "place": _PLACES}
    parts = []
    for name, values in when.items():
        known = labels.get(name, {})
        words = " or ".join(str(known.get(value, value)) for value in values)
        parts.append(words if name in {"age", "place"} else f"{name.replace('_', ' ')} {words}")
    return ", ".join(parts)


def titles(profile: Profile, ids: Iterable[str]) -> str:
    """Rights by their titles, those of the country's own too. Source: law-as-data 1, Entitlement."""
    known = {**law().entitlements, **{own.id: own for own in profile.own}}
    return "; ".join(str(known[name].title) for name in ids)
