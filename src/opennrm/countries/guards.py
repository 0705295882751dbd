"""The conditions a transition may carry: a few generic guards with arguments, and the registry to which rules may add their own.

A guard yields every reason against the step, in words a person can act on. What the law leaves unknown is read for the person: it never
shuts anyone out and never lets a safeguard fall.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

from opennrm.countries.clocks import due
from opennrm.countries.dated import Given, NotKnown
from opennrm.countries.facts import Asked, Entry, Facts, held, latest, matching, standing
from opennrm.countries.profile import Profile
from opennrm.countries.wording import about, fact_words, facts_words, listed, value_words
from opennrm.standards.fact import Shape
from opennrm.standards.load import law
from opennrm.standards.refusal import Refusal, gettext_noop
from opennrm.standards.words import Words

__all__ = ["GUARDS", "Ask", "RegisteredGuard", "guard", "met", "refusals_of"]

Args = Mapping[str, tuple[str, ...]]
Alternatives = tuple[tuple[str, ...], ...]

CONSENT = gettext_noop("Ask whether the person agrees: %(scope)s. A yes must be recorded, and not taken back.")
CONSENT_UNKNOWN = gettext_noop("It is not known to us whether the law asks for consent here, so ask for it: %(scope)s.")
MISSING = gettext_noop("Still missing: %(fact)s")
MISSING_ANY = gettext_noop("One of these is needed: %(facts)s")
# What a person can do about a fact that is not there yet; any other fact is named by what it means.
TO_DO: Mapping[str, str] = MappingProxyType(
    {
        "age.settled": gettext_noop("Settle first whether the person is an adult or a child."),
        "agreed": gettext_noop("This body has to agree first: %(about)s"),
        "asked": gettext_noop("Ask first, and record that you asked: %(about)s"),
        "best_interests.found": gettext_noop("Record first that this is in the child's best interests."),
        "consent": gettext_noop("This is open only after the person's answer (%(value)s): %(about)s"),
        "decision": gettext_noop("This needs a decision first (%(value)s): %(about)s"),
        "disclosure.checked": gettext_noop("Check first whether anything in it could point to the person."),
        "ground": gettext_noop("Establish the ground first, for this person alone: %(about)s"),
        "indicators.seen": gettext_noop("Record at least one sign that was observed or reported."),
        "minute.written": gettext_noop("Write the reasons first: %(about)s"),
        "reviewed": gettext_noop("This needs a second pair of eyes first: %(about)s"),
        "withdrawal.written": gettext_noop("The person withdraws in writing: record that first."),
    }
)
REVIEW = gettext_noop("This needs a second pair of eyes first: %(party)s reads it before it is decided.")
REVIEW_UNKNOWN = gettext_noop("It is not known to us who must review this before it is decided. Have it reviewed, and ask: %(searched)s")
RUNNING = gettext_noop("%(clock)s runs until %(due)s at least: not before that day.")
RUNNING_OPEN = gettext_noop("%(clock)s lasts until %(facts)s: not before that.")
LENGTH_UNKNOWN = gettext_noop("How long this runs is not set here: %(clock)s. Until that is settled, it counts as running. %(searched)s")
OVER = gettext_noop("%(clock)s ended on %(due)s.")
NO_GROUND = gettext_noop("No ground to end it early is established. The law knows: %(reasons)s")


@dataclass(frozen=True, slots=True)
class Ask:
    """What a guard is asked: may this step be taken from `state` on `on`? `args` and `source` are those of the profile's line."""

    profile: Profile
    state: str
    facts: Facts
    on: date | datetime
    args: Args
    source: str

    def one(self, name: str) -> str:
        """The only value of an argument. Source: house-style 3.4."""
        return self.args[name][0]


Rule = Callable[[Ask], Iterator[Refusal]]
RestsOn = Callable[[Profile, Args], Alternatives]


@dataclass(frozen=True, slots=True)
class RegisteredGuard:
    """A guard by name: its rule, what kind of name each argument holds, and the facts it can be met with (any-of over all-of).

    Kinds of arguments: consent, fact, review, clock, period; an optional one is marked with `?`. Source: house-style 3.4; law-as-data 4.
    """

    name: str
    rule: Rule
    takes: Mapping[str, str]
    rests_on: RestsOn


GUARDS: dict[str, RegisteredGuard] = {}


def guard(name: str, *, rests_on: RestsOn, **takes: str) -> Callable[[Rule], Rule]:
    """Register a guard under `name`; raises ValueError when the name is taken by another rule. Source: house-style 3.4."""

    def register(rule: Rule) -> Rule:
        taken = GUARDS.get(name)
        if taken is not None and taken.rule is not rule:
            raise ValueError(f"a guard named {name} is registered already")
        GUARDS[name] = RegisteredGuard(name, rule, MappingProxyType(takes), rests_on)
        return rule

    return register


def refusals_of(ask: Ask, name: str) -> tuple[Refusal, ...]:
    """Everything that the guard `name` has against the step; raises KeyError for a guard nobody registered. Source: house-style 3.4."""
    return tuple(GUARDS[name].rule(ask))


def met(facts: Facts, asked: str, on: date | datetime, *, since: Entry | None = None) -> bool:
    """Whether a fact asked of the case is there on `on`: a standing one must hold, any other must have happened, not before `since`.

    Source: law-as-data 2 and 5.
    """
    known = law().facts.get(Asked.parse(asked).name)
    if known is not None and known.shape is Shape.STANDING and not held(facts, asked, on):
        return False
    return any(since is None or _order(entry) >= _order(since) for entry in matching(facts, asked, on))


def _order(entry: Entry) -> tuple[date, int]:
    return (entry.on, entry.seq)


def _since(ask: Ask) -> Entry | None:
    wanted = ask.args.get("since")
    return latest(ask.facts, wanted, ask.on) if wanted else None


def _all_facts(profile: Profile, args: Args) -> Alternatives:
    return (args["facts"],)


def _each_fact(profile: Profile, args: Args) -> Alternatives:
    return tuple((fact,) for fact in args["facts"])


def _consent_fact(profile: Profile, args: Args) -> Alternatives:
    return ((f"consent:{args['scope'][0]}=given",),)


def _clock_starts(profile: Profile, args: Args) -> Alternatives:
    return tuple((fact,) for fact in profile.clocks[args["clock"][0]].starts_on)


def _early_ends(profile: Profile, args: Args) -> Alternatives:
    return tuple(row.all_of for row in profile.early_ends if row.period == args["period"][0])


def _review_facts(profile: Profile, args: Args) -> Alternatives:
    answers = profile.reviews[args["of"][0]].answers()
    return tuple((f"reviewed:{answer.value.by}",) for answer in answers if isinstance(answer, Given)) or ((),)


@guard("consent", scope="consent", rests_on=_consent_fact)
def consent(ask: Ask) -> Iterator[Refusal]:
    """Consent for a scope is given and not taken back, where the law asks for it. Source: CETS 197 Art 12(7); domain 5.1."""
    scope = ask.profile.consent[ask.one("scope")]
    answer = ask.profile.value(scope, on=ask.on, facts=ask.facts)
    needs = f"consent:{ask.one('scope')}=given"
    if standing(ask.facts, f"consent:{ask.one('scope')}", ask.on) == "given" or not _asks_consent(answer):
        return
    says = CONSENT_UNKNOWN if isinstance(answer, NotKnown) else CONSENT
    yield Refusal("consent.missing", says, ask.source, needs=(needs,), scope=scope.label)


def _asks_consent(answer: object) -> bool:
    return isinstance(answer, NotKnown) or (isinstance(answer, Given) and answer.value == "required")


@guard("happened", facts="fact", since="fact?", rests_on=_all_facts)
def happened(ask: Ask) -> Iterator[Refusal]:
    """Every one of the facts is there, since the last of `since` where that is given: one refusal each. Source: law-as-data 1, Guard."""
    since = _since(ask)
    for fact in ask.args["facts"]:
        if not met(ask.facts, fact, ask.on, since=since):
            yield _missing(ask, fact)


@guard("happened_any", facts="fact", since="fact?", rests_on=_each_fact)
def happened_any(ask: Ask) -> Iterator[Refusal]:
    """At least one of the facts is there. Source: law-as-data 1, Guard."""
    since = _since(ask)
    if not any(met(ask.facts, fact, ask.on, since=since) for fact in ask.args["facts"]):
        facts = facts_words(ask.profile, ask.args["facts"])
        yield Refusal("fact.missing", MISSING_ANY, ask.source, needs=ask.args["facts"], facts=facts)


@guard("review", of="review", rests_on=_review_facts)
def review(ask: Ask) -> Iterator[Refusal]:
    """The body that must look at a proposed decision has done so since the case came to this state. Source: domain 1.3; SG 14.74."""
    answer = ask.profile.value(ask.profile.reviews[ask.one("of")], on=ask.on, facts=ask.facts)
    since = latest(ask.facts, f"state={ask.state}", ask.on)
    if isinstance(answer, NotKnown) and not met(ask.facts, "reviewed", ask.on, since=since):
        yield Refusal("review.missing", REVIEW_UNKNOWN, ask.source, needs=("reviewed",), searched=answer.searched)
    if isinstance(answer, Given) and not met(ask.facts, f"reviewed:{answer.value.by}", ask.on, since=since):
        party = ask.profile.parties[answer.value.by].label
        yield Refusal("review.missing", REVIEW, ask.source, needs=(f"reviewed:{answer.value.by}",), party=party)


@guard("minimum_over", clock="clock", rests_on=_clock_starts)
def minimum_over(ask: Ask) -> Iterator[Refusal]:
    """A minimum has run, and what it extends to has happened; one that never began holds nothing up. Source: SG 14.106."""
    at = due(ask.profile, ask.one("clock"), ask.facts, ask.on)
    label = ask.profile.clocks[at.clock].label
    if at.silent in {"not_known_to_us", "not_recorded"}:
        yield Refusal("minimum.unknown", LENGTH_UNKNOWN, ask.source, needs=at.missing, clock=label, clock_id=at.clock, searched=at.reason)
    elif not at.silent and not at.fulfilled(ask.on):
        yield _still_running(ask, at.due_on, at.awaits, label)


def _still_running(ask: Ask, due_on: date | None, awaits: tuple[str, ...], label: Words) -> Refusal:
    clock = ask.one("clock")
    if awaits:
        facts = facts_words(ask.profile, awaits)
        return Refusal("minimum.running", RUNNING_OPEN, ask.source, needs=awaits, clock=label, clock_id=clock, due=due_on, facts=facts)
    return Refusal("minimum.running", RUNNING, ask.source, clock=label, clock_id=clock, due=due_on)


@guard("within", clock="clock", rests_on=_clock_starts)
def within(ask: Ask) -> Iterator[Refusal]:
    """A time limit is not over; one that has not begun, or that nobody knows, shuts nobody out. Source: domain 1.5, UK-RECON."""
    at = due(ask.profile, ask.one("clock"), ask.facts, ask.on)
    if at.over(ask.on):
        yield Refusal("clock.over", OVER, ask.source, clock=ask.profile.clocks[at.clock].label, clock_id=at.clock, due=at.due_on)


@guard("early_end_ground", period="period", rests_on=_early_ends)
def early_end_ground(ask: Ask) -> Iterator[Refusal]:
    """All facts of at least one ground for ending the period early are there. Source: law-as-data 1, EarlyEnd; CETS 197 Art 13(3)."""
    grounds = [row for row in ask.profile.early_ends if row.period == ask.one("period")]
    if not any(all(met(ask.facts, fact, ask.on) for fact in row.all_of) for row in grounds):
        reasons = listed(row.label for row in grounds)
        known = ", ".join(row.reason for row in grounds)
        yield Refusal("ground.none", NO_GROUND, ask.source, reasons=reasons, reason_ids=known)


def _missing(ask: Ask, fact: str) -> Refusal:
    asked = Asked.parse(fact)
    says = TO_DO.get(asked.name)
    if says is None:
        return Refusal("fact.missing", MISSING, ask.source, needs=(fact,), fact=fact_words(ask.profile, fact))
    return Refusal("fact.missing", says, ask.source, needs=(fact,), about=about(ask.profile, asked), value=value_words(asked))
