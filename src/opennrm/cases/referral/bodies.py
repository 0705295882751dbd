"""Which bodies of the country decide about a person: by age, by track, alone or together; and which agency is which body. Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from opennrm.cases.spine.state import CaseState
from opennrm.countries.dated import Given
from opennrm.countries.profile import Profile


@dataclass(frozen=True, slots=True)
class Deciding:
    """The bodies that decide what a referral asks for, on one track or on all that are open; none where no source tells."""

    bodies: tuple[str, ...]
    jointly: bool
    source: str


def deciding(profile: Profile, state: CaseState, on: date, track: str | None = None) -> Deciding:
    """Who takes the first decision that the country's procedure knows, on `on`, by age and by `track`; where the track is still to be
    taken, the bodies of all of them. Source: profile, deciders, tracks.
    """
    first = "presumption" if any((event.does or "").startswith("rg.") for event in profile.events.values()) else "identification"
    known = profile.attributes(state.facts, on)
    taken = track or known.get("track")
    ways = [{"track": one} for one in ([taken] if taken else profile.tracks)] or [{}]
    found = [_deciders(profile, first, {**known, **way}, on) for way in ways]
    bodies = tuple(dict.fromkeys(body for one in found for body in one.bodies))
    return Deciding(bodies, any(one.jointly for one in found), "; ".join(dict.fromkeys(one.source for one in found)))


def _deciders(profile: Profile, series: str, attributes: dict[str, str], on: date) -> Deciding:
    answer = profile.value(profile.deciders[series], on=on, attributes=attributes)
    if isinstance(answer, Given):
        return Deciding(answer.value.bodies, answer.value.jointly, answer.source)
    return Deciding((), False, answer.source)


def is_one_of(profile: Profile, bodies: Collection[str], agency_body: str, agency_kind: str) -> bool:
    """Whether an agency is one of these bodies: the one that it was admitted as, else any of its kind. Where no source tells who decides
    (`bodies` is empty), whoever is designated to decide may be sent to. Source: profile, deciders; domain 0.1.
    """
    if not bodies:
        return True
    return agency_body in bodies if agency_body else agency_kind in {profile.parties[body].kind for body in bodies}


def track_of(profile: Profile, state: CaseState, on: date, agency_body: str) -> str:
    """The track that is taken by sending to this body; nothing where the country has none, or the body sits on several.

    Source: profile, tracks; domain 1.6, Georgia.
    """
    taken = [one for one in profile.tracks if agency_body and agency_body in deciding(profile, state, on, one).bodies]
    return taken[0] if len(taken) == 1 else ""
