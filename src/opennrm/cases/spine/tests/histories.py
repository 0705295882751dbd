"""Random but possible histories of a case, for properties that must hold of every one."""

from datetime import date, timedelta

from hypothesis import strategies as st

from opennrm.cases.spine.facts import CaseFacts
from opennrm.cases.spine.plan import Right, plan_of
from opennrm.countries.profile import Profile
from opennrm.standards.load import law

FIRST = date(2026, 9, 1)
DAYS = 90
PERSON = {
    "age": ("adult", "child", "unknown"),
    "nationality": ("national", "foreign", "stateless", "unknown"),
    "residence": ("lawful", "none", "unknown"),
    "lacks_resources": ("yes", "no", "unknown"),
    "place": ("in_country", "abroad", "both", "unknown"),
}
GROUNDS = (None, "own_choice", "public_order", "court_order", "convenience")
KINDS = {"decision": "decision:rg=positive", "notified": "notified:rg"}

days = st.integers(0, DAYS).map(lambda ahead: FIRST + timedelta(ahead))


def names(profile: Profile, right: Right) -> list[str]:
    """Every fact that bears on one right: what opens, ends, meets and breaks it, starts its clock, or is done about its thing."""
    one = right.entitlement
    found = {str(asked) for asked in (*right.opens_on, *right.ends_on) if asked.name not in PERSON} | {
        *one.met_by,
        *one.breached_by,
        *one.reasons,
    }
    if one.breached_by == () and one.period is None:
        found |= {f"{what}:{one.asked_as}" for what in ("given", "declined", "unavailable", "withheld", "asked_for")}
    if one.period is not None:
        found |= {
            f"period:{one.period}",
            f"period.refused:{one.period}",
            "ground:own_choice",
            "ground:public_order",
            "decision:cg=negative",
        }
    if right.local is not None and right.local.clock is not None:
        clock = profile.clocks[right.local.clock]
        found |= {*clock.starts_on, *clock.suspended_by}
    if any(name.startswith("returned") for name in found):
        found |= {"returned", "given:return_risk_assessment"}
    return sorted({KINDS.get(name, name) for name in found})


def histories(profile: Profile, *, states: tuple[str, ...] = (), around: tuple[str, ...] = ()) -> st.SearchStrategy[CaseFacts]:
    """Histories in this country that turn around one or two of its rights (of those named); the region is known from the first day."""
    some = [right for right in plan_of(profile).rights if not around or right.entitlement.id in around]
    rights = st.lists(st.sampled_from(some), min_size=1, max_size=2)
    state = st.sampled_from(states or tuple(state.id for state in profile.states))
    person = st.sampled_from([(name, value) for name, values in PERSON.items() for value in values])
    return st.builds(
        _history,
        st.just(sorted(profile.regions)[0] if profile.regions else None),
        st.lists(st.tuples(state, days), min_size=1, max_size=4),
        st.lists(st.tuples(person, days), max_size=5),
        rights.flatmap(lambda some: st.lists(_moment([name for right in some for name in names(profile, right)]), max_size=12)),
    )


def _moment(some: list[str]) -> st.SearchStrategy[tuple]:
    return st.tuples(st.sampled_from(some), days, st.sampled_from(GROUNDS), st.none() | st.integers(1, 40))


def _history(region: str | None, states: list, person: list, moments: list) -> CaseFacts:
    facts = CaseFacts().note("contact.opened", on=FIRST).note("indicators.seen", on=FIRST)
    if region is not None:
        facts = facts.note("region", on=FIRST, value=region)
    for value, on in states:
        facts = facts.note("state", on=on, value=value)
    for (name, value), on in person:
        facts = facts.note(name, on=on, value=value)
    for name, on, ground, length in moments:
        plain, _, value = name.partition("=")
        span = law().facts[plain.partition(":")[0]].shape == "span"
        until = on + timedelta(length) if span and length is not None else None
        facts = facts.note(plain, on=on, value=value or None, ground=ground, until=until)
    return facts
