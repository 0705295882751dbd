"""Whether an act on a right may be recorded. Pure; cooperation with an authority is no argument here, and cannot become one.

Source of that: CETS 197 Art 12(6).
"""

from collections.abc import Iterator
from datetime import date

from opennrm.cases.spine.days import has_come
from opennrm.cases.spine.facts import CaseFacts
from opennrm.cases.spine.row import LedgerRow
from opennrm.cases.spine.state import CaseState
from opennrm.countries.facts import running
from opennrm.standards.entitlement import Entitlement, Kind
from opennrm.standards.refusal import Refusal, gettext_noop

NO_ROW = gettext_noop("Nothing has opened this right yet, or it stands in another row")
RUNS = gettext_noop("It is already given since %(day)s. Record first that it stopped")
RUNS_NOT = gettext_noop("It is not given on that day, so it cannot stop")
BACKWARDS = gettext_noop("It cannot have ended before it began")
NO_GROUND = gettext_noop("Choose the ground that the authority gave, or that it gave none")
NOT_YOURS = gettext_noop("Another agency records what became of this right")
NOT_HERE = gettext_noop("This cannot be done on this right")
CODE = gettext_noop("Choose one of the list")

SAID_TO_ANOTHER = gettext_noop(
    "That the person does not want it is recorded by those who help or by the authority. Tell them what the person said"
)
ENFORCEMENT = "CETS 197 Art 12(6), 12(7); decision 0005"

GIVABLE = (Kind.DELIVER_BY, Kind.PROVIDE_WHILE)
NONE = "none"


def opened_row(state: CaseState, entitlement: str, opening: int) -> LedgerRow | None:
    """The row of the ledger on which an act is recorded. Source: law-as-data 3."""
    held = state.ledger.get((entitlement, opening))
    return held.row if held else None


def may_record(relations: frozenset[str], in_section: bool, by_enforcement: bool, own_turn: bool) -> Iterator[Refusal]:
    """Whoever owes the right, writes in its section, or supports the person: the worker sees what was given and what was not.

    Who can detain or remove records what it owes itself and nothing else. Source: access/policy.yaml, provider.writes; CETS 197
    Art 12(5); decision 0005.
    """
    if not in_section and not own_turn and "support_provider" not in relations:
        yield Refusal("right.not-yours", NOT_YOURS, "access/policy.yaml, provider.writes")
    if by_enforcement and not own_turn:
        yield Refusal("right.not-owed-by-you", NOT_YOURS, ENFORCEMENT)


def may_speak_for(by_enforcement: bool) -> Iterator[Refusal]:
    """That the person does not want what is owed is not attested by who can detain or remove. Source: CETS 197 Art 12(7); decision 0005."""
    if by_enforcement:
        yield Refusal("right.said-to-another", SAID_TO_ANOTHER, ENFORCEMENT)


def may_act(one: Entitlement, row: LedgerRow | None, on: date, today: date) -> Iterator[Refusal]:
    """Every reason against recording anything on this row on `on`. Source: law-as-data 3; design 6."""
    if row is None:
        yield Refusal("right.not-open", NO_ROW, "law-as-data 3 (5)")
        return
    if one.kind not in GIVABLE or one.thing is None:
        yield Refusal("right.not-givable", NOT_HERE, "law-as-data 3, kinds")
    yield from has_come(on, today)


def may_give(facts: CaseFacts, one: Entitlement, on: date, until: date | None) -> Iterator[Refusal]:
    """Giving, also before the opening (met in time then). What lasts is not begun twice. Source: law-as-data 3 (10), (11)."""
    if until is not None and until < on:
        yield Refusal("right.backwards", BACKWARDS, "design 3, effective", field="until")
    runs = running(facts, f"given:{one.asked_as}", on)
    if one.kind is Kind.PROVIDE_WHILE and runs is not None:
        yield Refusal("right.given", RUNS, "law-as-data 3 (11)", field="on", day=runs.on.isoformat())


def may_stop(facts: CaseFacts, one: Entitlement, on: date) -> Iterator[Refusal]:
    """Only what is given can stop. Source: law-as-data 3 (13)."""
    if running(facts, f"given:{one.asked_as}", on) is None:
        yield Refusal("right.not-given", RUNS_NOT, "law-as-data 3 (13)", field="on", needs=[f"given:{one.asked_as}"])


def may_withhold(one: Entitlement, ground: str) -> Iterator[Refusal]:
    """With a ground that the clause knows, or with none, which the ledger shows. Source: CETS 197 Art 13(3); law-as-data 3 (12)."""
    if ground not in (*one.withheld_on, NONE):
        yield Refusal("right.ground", NO_GROUND, one.clauses[0], field="ground")


def may_note(code: str, known: tuple[str, ...], field: str) -> Iterator[Refusal]:
    """A need or a request is one that some right answers. Source: law-as-data 1, opens_on."""
    if code not in known:
        yield Refusal("right.code", CODE, "standards, entitlements opens_on", field=field)


def openers(entitlements: tuple[Entitlement, ...], name: str) -> tuple[str, ...]:
    """The qualifiers of a fact (`need`, `asked_for`) that open some right, in the order of the entitlements. Source: law-as-data 1."""
    found = [fact.partition(":")[2] for one in entitlements for fact in one.opens_on if fact.startswith(f"{name}:")]
    return tuple(dict.fromkeys(found))
