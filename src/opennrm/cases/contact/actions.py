"""How a first contact is recorded: coded facts as events, again only when they changed; what is typed, as a draft."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from opennrm.access.actor import Actor
from opennrm.cases.contact import reads, rules, signs
from opennrm.cases.contact.events import (
    AboutCorrected,
    AgeReasonsRecorded,
    ContactOpened,
    EpisodeDescribed,
    EpisodeRemoved,
    Screened,
    SignsAssessed,
    Way,
)
from opennrm.cases.contact.signs import Age
from opennrm.cases.spine import door, drafting
from opennrm.cases.spine.about import About
from opennrm.cases.spine.door import Act
from opennrm.cases.spine.drafting import Paper, Typed
from opennrm.standards.load import law

WHO = "who"


def open_contact(actor: Actor, *, on: date, channel: str, about: About, reasons: Collection[str] = (), typed: Typed | None = None) -> UUID:
    """Record a first contact and begin its draft with what was typed; bulk work types nothing and has none. Raises Refused.

    Source: domain 1.3, contact.
    """
    with door.begin(actor, "contact") as act:
        act.require(rules.may_open(about, reasons, on, act.on, act.profile))
        draft = None if typed is None else drafting.begin(actor, WHO, typed).id
        act.record(ContactOpened(on=on, channel=channel, about=about, draft=draft))
        _reasons(act, reasons)
        return act.id


def correct_person(actor: Actor, contact: UUID, *, about: About, reasons: Collection[str] = ()) -> None:
    """Record the coarse facts again where they are others now. Raises Refused, NotVisible. Source: design 3, corrections are events."""
    with door.act(actor, contact, kind="contact", section="coarse") as act:
        act.require(rules.may_change(act.state), rules.may_open(about, reasons, act.on, act.on, act.profile))
        known = act.state.about
        wanted = about.changed(forms=known.forms, place=known.place, age_at_exploitation=known.age_at_exploitation)
        if wanted != known:
            act.record(AboutCorrected(on=act.on, about=wanted))
        _reasons(act, reasons)


def _reasons(act: Act, reasons: Collection[str]) -> None:
    if reasons and tuple(sorted(reasons)) != act.state.note("contact.age_reasons"):
        act.record(AgeReasonsRecorded(on=act.on, reasons=tuple(sorted(reasons))))


def keep(actor: Actor, contact: UUID, step: str, typed: Typed, seen: int) -> Paper:
    """Save what was typed in a step, right or wrong. Raises Moved, DraftGone, Refused, NotVisible. Source: design 4, drafts."""
    with door.act(actor, contact, kind="contact", section="coarse") as act:
        act.require(rules.may_change(act.state))
        return drafting.keep(actor, act.state.note("draft"), step, typed, seen)


def destroy_left_over(actor: Actor) -> None:
    """Destroy the actor's drafts of contacts that are over: one that a crash left behind after its referral was sent."""
    for draft in reads.left_over(actor):
        drafting.destroy(actor, draft)


def look_at_signs(actor: Actor, contact: UUID, *, observations: Mapping[str, str], episodes: Iterable[Mapping[str, Any]], way: Way) -> None:
    """Record the signs, what happened and what they come to, and go on this way. What did not change is not recorded again.

    Any other way than a referral destroys the draft: what was coded is all that is kept. Raises Refused, NotVisible.
    Source: domain 1.3, screened; ILO 2009, decision rule.
    """
    with door.act(actor, contact, kind="contact", section="coarse") as act:
        act.require(rules.may_change(act.state), rules.may_assess(observations))
        told = list(episodes)
        _signs(act, observations)
        _episodes(act, told)
        found = signs.main(signs.findings(observations, _treated(act), act=any(one.get("acts") for one in told)))
        screened = Screened(on=act.on, set=found.set, result=found.found.value, way=way)
        if not _same(screened, act.state.note("contact.screened")):
            act.record(screened, by=rules.moves(act.state, screened, act.profile.start))
        if way != "refer" and (draft := act.state.note("draft")):
            drafting.destroy(actor, draft)


def _treated(act: Act) -> Age:
    return "adult" if act.profile.read("age", act.state.about.age, act.on) == "adult" else "child"


def _signs(act: Act, observations: Mapping[str, str]) -> None:
    """Set by set. A set that is not for this person, since the age is another than was thought, keeps no answer."""
    here = {one.head.id for one in signs.sets_for(_treated(act))}
    for one in law().indicator_sets.values():
        told = {code: answer for code, answer in signs.of_set(one, observations).items() if answer != "not_assessed"}
        found = told if one.head.id in here else {}
        assessed = SignsAssessed(on=act.on, set=one.head.id, edition=one.head.version, observations=found)
        known = (act.state.note("contact.signs") or {}).get(one.head.id)
        if (found or known) and not _same(assessed, known):
            act.record(assessed)


def _episodes(act: Act, episodes: Iterable[Mapping[str, Any]]) -> None:
    told = [EpisodeDescribed(on=act.on, number=number, **episode) for number, episode in enumerate(episodes, start=1)]
    known: dict[int, EpisodeDescribed] = act.state.note("contact.episodes") or {}
    for one in told:
        if not _same(one, known.get(one.number)):
            act.record(one, unless=rules.may_describe(one, act.on))
    for number in sorted(set(known) - {one.number for one in told}):
        act.record(EpisodeRemoved(on=act.on, number=number))


def _same(new: Any, old: Any) -> bool:
    return old is not None and new.model_copy(update={"on": old.on}) == old
