"""The policy against the oracle: two readings of one page, made apart, have to give one answer to every question."""

import ast
import random
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import combinations, product
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.access import oracle, oracle_of_the_work, oracle_words
from tests.access.oracle import allowed
from tests.access.oracle_words import MODES, PURPOSES, RECORDS, RELATIONS, ROLES_OF, SCOPES, SECTIONS, Agreed, Question
from tests.breadth import examples, some_then_all

from opennrm.access.policy import AccessRequest, Consent, Holder, decide, load_policy

US, THEM = str(UUID(int=0xA11CE)), str(UUID(int=0xB0B))
POLICY = load_policy()
KINDS = sorted(ROLES_OF)
ROLES = sorted(set().union(*ROLES_OF.values(), oracle_words.EVERYBODY))
WORKERS = [(kind, role) for kind in KINDS for role in sorted(ROLES_OF[kind])]
TIES = ("", *RELATIONS)
BY = [(US, "itself"), (US, "support_provider"), *((THEM, kind) for kind in KINDS)]
CIRCLES = [*BY[:2], (THEM, "police"), (THEM, "hotline"), (THEM, "health"), (THEM, "competent_authority")]
DRAWN = 120_000
TWO_TIES = [frozenset(ties) for ties in combinations(RELATIONS, 2)]
_id = cache(UUID)


def answer(question: Question) -> bool:
    """What the policy says to the question of the oracle."""
    return decide(
        POLICY,
        AccessRequest(
            question.roles,
            _id(question.agency),
            question.kind,
            question.relations,
            question.section,
            Holder(_id(question.held_by) if question.held_by else None, question.held_as),
            question.mode,
            question.purpose,
            frozenset(Consent(one.scope, one.recipient, one.purpose) for one in question.consents),
            question.record,
            question.glass_broken,
        ),
    ).allowed


def differing(questions: Iterable[Question]) -> list[tuple[str, Question]]:
    """The first questions to which policy and oracle answer differently."""
    found = []
    for question in questions:
        if (said := answer(question)) is not allowed(question):
            found.append(("the policy opens" if said else "the policy closes", question))
            if len(found) == 5:
                break
    return found


def asked(kind: str, role: str, tie: str, section: str, by: tuple[str, str], mode: str, *more: object) -> Question:
    held_as = kind if by[1] == "itself" else by[1]
    return Question(frozenset({role}), US, kind, frozenset({tie} - {""}), section, by[0], held_as, mode, *more)  # type: ignore[arg-type]


# --- the oracle itself -------------------------------------------------------------------------------------------------


def test_the_oracle_knows_nothing_of_the_software() -> None:
    pages = (oracle, oracle_words, oracle_of_the_work)
    own = {page.__name__ for page in pages}
    for page in pages:
        tree = ast.parse(Path(page.__file__).read_text(encoding="utf-8"))
        taken = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        assert taken <= {"collections.abc", "dataclasses"} | own
        assert not [node for node in ast.walk(tree) if isinstance(node, ast.Import)]


def test_oracle_and_policy_know_the_same_words() -> None:
    assert set(SECTIONS) == set(POLICY.sections)
    assert set(MODES) == set(POLICY.modes)
    assert set(RECORDS) == set(POLICY.streams)
    assert set(PURPOSES) == set(POLICY.purposes)
    assert set(SCOPES) == set(POLICY.scopes)
    assert set(RELATIONS) == set(POLICY.relations)
    assert set(ROLES) == set(POLICY.roles)
    assert {kind: row.roles for kind, row in POLICY.agency_kinds.items()} == {k: r | oracle_words.EVERYBODY for k, r in ROLES_OF.items()}


# --- everything, where there is no consent ------------------------------------------------------------------------------


@pytest.mark.parametrize("mode", MODES)
def test_every_role_with_every_tie_on_every_section_of_every_holder(mode: str) -> None:
    everything = product(WORKERS, TIES, SECTIONS, BY if mode == "read" else CIRCLES)
    assert differing(asked(*worker, tie, section, by, mode) for worker, tie, section, by in everything) == []


def test_every_role_in_an_agency_that_cannot_have_it() -> None:
    strangers = [(kind, role) for kind in KINDS for role in ROLES if role not in ROLES_OF[kind]]
    everything = product(strangers, TIES, SECTIONS, MODES)
    assert differing(asked(*worker, tie, section, (US, "itself"), mode) for worker, tie, section, mode in everything) == []


@pytest.mark.parametrize("record", ["contact", "notification", "sealed_contact"])
def test_every_role_with_every_tie_before_a_referral(record: str) -> None:
    holders = [(US, "itself"), (THEM, "hotline"), (THEM, "support_provider"), (THEM, "police")]
    everything = product(WORKERS, TIES, SECTIONS, holders, MODES)
    questions = (asked(*worker, tie, section, by, mode, None, frozenset(), record) for worker, tie, section, by, mode in everything)
    assert differing(questions) == []


def test_every_purpose_of_writing() -> None:
    everything = product(WORKERS, TIES, SECTIONS, PURPOSES)
    assert differing(asked(*worker, tie, section, (US, "itself"), "write", purpose) for worker, tie, section, purpose in everything) == []


def test_every_role_that_breaks_the_glass() -> None:
    everything = product(WORKERS, ("", "referrer"), SECTIONS, CIRCLES, MODES, RECORDS)
    questions = (asked(*who, tie, what, by, mode, None, frozenset(), record, True) for who, tie, what, by, mode, record in everything)
    assert differing(questions) == []


# --- consent ------------------------------------------------------------------------------------------------------------

OPENING = ("support", "disclosure", "police_contact", "legal_help")


def consents(kind: str, purpose: str | None) -> list[frozenset[Agreed]]:
    """What the person may have said: each opening scope to this agency, its kind, another; for this purpose or another; one beside one."""
    for_what = [purpose or "assistance", "investigation", "legal_help"]
    single = [Agreed(scope, to, what) for scope in OPENING for to in (US, kind, THEM) for what in dict.fromkeys(for_what)]
    both = [frozenset({Agreed("disclosure", US, what), Agreed("police_contact", kind, what)}) for what in for_what]
    return [
        *(frozenset({one}) for one in single),
        *both,
        frozenset({Agreed("research", US, "assistance"), Agreed("referral", US, "referral")}),
    ]


def the_pairs_that_consent_concerns() -> Iterator[tuple[str, str, str]]:
    """Who may be let in by a consent, and three who may not: kind, role, tie."""
    yield from (("support_provider", "case_worker", tie) for tie in ("support_provider", "referrer", ""))
    yield from (("police", "investigator", tie) for tie in ("investigator", "prosecutor", "recipient"))
    yield from (("police", "first_responder", tie) for tie in ("referrer", "consulted"))
    yield ("migration_authority", "migration_officer", "migration_authority")
    yield ("border_guard", "migration_officer", "investigator")
    yield ("prosecutor", "prosecutor", "prosecutor")
    yield ("competent_authority", "decision_maker", "competent_authority")
    yield ("competent_authority", "second_reviewer", "competent_authority")
    yield from (("legal_aid", "lawyer", tie) for tie in ("lawyer", "child_office"))
    yield ("labour_inspectorate", "labour_inspector", "labour_inspectorate")
    yield ("guardian_office", "guardian", "guardian")


def test_every_consent_for_every_purpose() -> None:
    holders = [(US, "itself"), (THEM, "support_provider"), (THEM, "hotline"), (THEM, "police"), (THEM, "competent_authority")]
    stated = (None, "assistance", "investigation", "prosecution", "legal_help")
    questions = (
        asked(*who, section, by, "read", purpose, agreed)
        for who, section, by, purpose in product(the_pairs_that_consent_concerns(), SECTIONS, holders, stated)
        for agreed in consents(who[0], purpose)
    )
    assert differing(questions) == []


def drawn(seed: int, count: int) -> Iterator[Question]:
    """Questions drawn from the whole product, the same ones at every run; half of them of people who fit their tie."""
    draw = random.Random(seed)
    for _ in range(count):
        kind, role = draw.choice(WORKERS)
        purpose = draw.choice((None, *PURPOSES))
        scopes = [draw.choice(OPENING) for _ in range(draw.randint(0, 2))]
        said = frozenset(Agreed(scope, draw.choice((US, kind)), purpose or draw.choice(PURPOSES)) for scope in scopes)
        tie = draw.choice((draw.choice(TIES), *FITS.get(role, ("holder",))))
        mode = draw.choice(("read", "read", *MODES))
        yield asked(kind, role, tie, draw.choice(SECTIONS), draw.choice(BY), mode, purpose, said, "case", draw.random() < 0.1)


FITS = {
    "first_responder": ("referrer", "consulted"),
    "case_worker": ("support_provider", "child_office"),
    "decision_maker": ("competent_authority",),
    "second_reviewer": ("competent_authority",),
    "investigator": ("investigator",),
    "prosecutor": ("prosecutor",),
    "guardian": ("guardian",),
    "lawyer": ("lawyer",),
    "migration_officer": ("migration_authority",),
    "labour_inspector": ("labour_inspectorate",),
}


def test_questions_drawn_from_everything() -> None:
    assert differing(drawn(20261112, DRAWN)) == []


# --- more than one of each -----------------------------------------------------------------------------------------------


def some(words: Iterable[str], most: int = 3) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(sorted(words)), max_size=most)


@st.composite
def any_question(draw: st.DrawFn) -> Question:
    """Several roles, ties and consents at once, words that nobody knows among them."""
    kind = draw(st.sampled_from([*KINDS, "militia"]))
    said = st.builds(
        Agreed, st.sampled_from([*SCOPES, "gossip"]), st.sampled_from([US, THEM, kind, "police"]), st.sampled_from([*PURPOSES, ""])
    )
    return Question(
        draw(some([*ROLES, "superuser"])),
        US,
        kind,
        draw(some([*RELATIONS, "friend"])),
        draw(st.sampled_from([*SECTIONS, "gossip"])),
        draw(st.sampled_from([US, THEM, None])),
        draw(st.sampled_from([kind, *KINDS, "militia"])),
        draw(st.sampled_from([*MODES, "delete"])),
        draw(st.sampled_from([None, *PURPOSES, "curiosity", ""])),
        draw(st.frozensets(said, max_size=3)),
        draw(st.sampled_from([*RECORDS, "diary"])),
        draw(st.booleans()),
    )


@given(question=any_question())
@settings(max_examples=examples(700), deadline=None)
def test_several_roles_ties_and_consents_at_once(question: Question) -> None:
    assert answer(question) is allowed(question)


@pytest.mark.security("MORE-02")
@some_then_all("two_ties", TWO_TIES[::5], TWO_TIES)
def test_a_second_role_and_a_second_tie_open_what_they_open_and_no_more(two_ties: list[frozenset[str]]) -> None:
    two_roles = [(kind, roles) for kind in KINDS for roles in product(sorted(ROLES_OF[kind]), repeat=2) if roles[0] < roles[1]]
    holders = [(US, None), (THEM, "support_provider"), (THEM, "hotline"), (THEM, "police")]
    questions = (
        Question(frozenset(roles), US, kind, ties, section, by, held or kind, mode)
        for (kind, roles), ties, section, (by, held), mode in product(two_roles, two_ties, SECTIONS, holders, ("read", "write"))
    )
    assert differing(questions) == []
