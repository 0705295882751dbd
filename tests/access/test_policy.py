"""The policy page and its one decision: by sentences of the prose, by properties, and by mutants that must be noticed."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.access import mutants, witnesses
from tests.access.asking import OTHERS, US, agreed, asks
from tests.access.sentences import SENTENCES
from tests.breadth import examples

from opennrm.access.policy import AccessRequest, Consent, Holder, Policy, decide, load_policy
from opennrm.access.policy_page import Row
from opennrm.mechanism.kinds import KINDS, roles_of

PROSE = Path(__file__).parents[2] / "docs" / "access-in-words.md"
POLICY = load_policy()
SHIPPED = mutants.shipped()

# Widened, these two say no more than other rows of the same people say already.
SAYS_NO_MORE = {"referrer.own_contact for any section", "disclosure.location for any section"}
# Nothing opens these today without the very consent that lifts the row, or at all: they stand against a row to come.
STANDS_AGAINST_WHAT_MAY_COME = {
    ("firewall.watchers", "role", "national_coordinator"),
    ("firewall.care", "section", "health"),
    ("firewall.care", "section", "support"),
}


# Of no case: what an organisation does. What was released or published, all its readers hand on.
OF_THE_WORK = ("programme", "roster", "intervention", "periodic_report")
HANDED_ON = (("publication", "export"), ("periodic_report", "export"))


def some(words: list[str]) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(words), max_size=3)


def wrong(policy: Policy) -> list[str]:
    return [sentence for sentence, asked, expected in SENTENCES if decide(policy, asked).allowed is not expected]


KIND = st.sampled_from(sorted(POLICY.agency_kinds))
PURPOSE = st.sampled_from(sorted(POLICY.purposes))
CONSENT = st.builds(
    Consent,
    st.sampled_from(sorted(POLICY.scopes)),
    st.sampled_from([str(US), str(OTHERS), "police", "support_provider", "competent_authority"]),
    PURPOSE,
)
ASKED = st.builds(
    AccessRequest,
    some(sorted(POLICY.roles)),
    st.just(US),
    KIND,
    some(sorted(POLICY.relations)),
    st.sampled_from(sorted(POLICY.sections)),
    st.builds(Holder, st.sampled_from([US, OTHERS, None]), KIND),
    st.sampled_from(sorted(POLICY.modes)),
    st.none() | PURPOSE,
    st.frozensets(CONSENT, max_size=3),
    st.sampled_from(sorted(POLICY.streams)),
    st.booleans(),
)


# --- what the prose says -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("asked", "expected"), [row[1:] for row in SENTENCES], ids=[row[0] for row in SENTENCES])
def test_the_policy_says_what_the_prose_says(asked: AccessRequest, expected: bool) -> None:
    assert decide(POLICY, asked).allowed is expected


def test_no_question_is_asked_twice() -> None:
    questions = [asked for _, asked, _ in SENTENCES]
    assert len(set(questions)) == len(questions)


@pytest.mark.parametrize("words", ["roles", "relations", "sections", "agency_kinds", "scopes", "purposes", "modes", "streams"])
def test_each_word_of_the_page_stands_in_the_prose(words: str) -> None:
    told = set(re.findall(r"`([a-z_]+)`", PROSE.read_text(encoding="utf-8")))
    assert set(getattr(POLICY, words)) - told == set()


def test_each_word_of_the_page_has_a_sentence() -> None:
    sentences = [str(says) for words in POLICY.page.words.values() for says in words.values()]
    sentences += [str(kind.says) for kind in POLICY.agency_kinds.values()] + [str(row.because) for row in POLICY.rows]
    assert [text for text in sentences if not text.endswith(".")] == []


def test_the_mechanism_gives_the_roles_that_count() -> None:
    assert set(KINDS) == set(POLICY.agency_kinds)
    assert {kind: roles_of(kind) for kind in KINDS} == {kind: row.roles for kind, row in POLICY.agency_kinds.items()}


# --- the answer --------------------------------------------------------------------------------------------------------


def test_an_answer_names_its_row_its_source_and_its_reason() -> None:
    answer = decide(POLICY, asks("police: investigator", "investigator", "support", "support_provider"))
    row = next(row for row in POLICY.rows if row.id == "firewall.confidants")
    assert (answer.allowed, answer.rule, answer.source, answer.says) == (False, row.id, row.source, str(row.because))
    assert "CETS 197" in answer.source


def test_what_no_row_opens_is_closed_by_default() -> None:
    answer = decide(POLICY, asks("hotline: first_responder", "", "coarse"))
    assert (answer.allowed, answer.rule) == (False, "default")
    assert answer.says


def test_a_reason_is_told_in_the_readers_language_where_there_is_one() -> None:
    told = {"en": "Nothing opens it.", "ro": "Nimic nu o deschide."}
    policy = mutants.policy_of({**SHIPPED, "otherwise": {**SHIPPED["otherwise"], "because": told}})
    closed = decide(policy, asks("hotline: first_responder", "", "coarse"))
    assert (closed.says, policy.because(closed, "ro"), policy.because(closed, "ka")) == (told["en"], told["ro"], told["en"])
    opened = decide(policy, asks("guardian_office: guardian", "guardian", "health"))
    assert policy.because(opened, "ka") == opened.says != policy.because(opened, "ro")


def test_equal_questions_are_one_key() -> None:
    one, other = (asks("police: investigator first_responder", "referrer investigator", "account", purpose="investigation") for _ in "ab")
    assert {one: 1}[other] == 1


@pytest.mark.parametrize(
    "unknown",
    [
        {"section": "gossip"},
        {"mode": "delete"},
        {"stream_kind": "diary"},
        {"agency_kind": "militia"},
        {"purpose": "curiosity"},
        {"purpose": ""},
        {"holder": Holder(OTHERS, "militia")},
        {"holder": Holder(US, "")},
        {"role": frozenset({"superuser"})},
        {"relations": frozenset({"friend"})},
    ],
    ids=str,
)
def test_a_word_that_the_page_does_not_know_opens_nothing(unknown: dict[str, object]) -> None:
    known = asks("guardian_office: guardian", "guardian", "health", "support_provider")
    assert decide(POLICY, known).allowed
    assert not decide(POLICY, replace(known, **unknown)).allowed


def test_what_nobody_recorded_is_nobodys_own() -> None:
    orphan = replace(
        asks("support_provider: case_worker", "support_provider", "support", mode="write"), holder=Holder(None, "support_provider")
    )
    assert not decide(POLICY, orphan).allowed


def test_the_policy_is_read_once() -> None:
    assert load_policy() is load_policy()


def test_a_policy_can_be_read_from_a_file(tmp_path: Path) -> None:
    copy = tmp_path / "policy.yaml"
    copy.write_text(mutants.SHIPPED.read_text(encoding="utf-8"), encoding="utf-8")
    assert load_policy(copy).edition == POLICY.edition


def test_the_edition_follows_what_is_said_and_not_how() -> None:
    same = mutants.policy_of(dict(reversed(SHIPPED.items())))
    changed = mutants.policy_of({**SHIPPED, "otherwise": {**SHIPPED["otherwise"], "source": "elsewhere"}})
    assert same.edition == POLICY.edition
    assert changed.edition != POLICY.edition
    assert re.fullmatch(r"[0-9a-f]{64}", POLICY.edition)


# --- what closes wins --------------------------------------------------------------------------------------------------


def test_a_row_that_closes_wins_in_every_order() -> None:
    grant = {"role": ["investigator"], "relation": "not_needed", "section": "any", "holder": "any", "mode": ["read"]}
    said = {"because": {"en": "So."}, "source": "here"}
    rows = [
        {"allow": "first", **grant, **said},
        {"deny": "wall", "agency": ["police"], "holder": ["health"], **said},
        {"allow": "second", **grant, **said},
        {"allow": "third", **grant, "holder": ["health"], **said},
    ]
    walled, free = (asks("police: investigator", "", "health", held) for held in ("health", "hotline"))
    for order in permutations(rows):
        policy = mutants.policy_of({**SHIPPED, "rows": list(order)})
        assert decide(policy, walled).rule == "wall"
        assert decide(policy, free).allowed


@given(order=st.permutations(range(len(SHIPPED["rows"]))))
@settings(max_examples=examples(25), deadline=None)
def test_the_order_of_the_rows_decides_nothing(order: list[int]) -> None:
    assert wrong(mutants.policy_of({**SHIPPED, "rows": [SHIPPED["rows"][place] for place in order]})) == []


@pytest.mark.security("MORE-02")
@given(asked=ASKED, roles=some(sorted(POLICY.roles)), ties=some(sorted(POLICY.relations)))
def test_a_second_role_or_tie_opens_nothing_behind_a_firewall(asked: AccessRequest, roles: frozenset[str], ties: frozenset[str]) -> None:
    behind = replace(asked, agency_kind="police", holder=Holder(OTHERS, "support_provider"), consents=frozenset())
    more = replace(behind, role=behind.role | roles, relations=behind.relations | ties, break_glass=True)
    assert not decide(POLICY, more).allowed


@pytest.mark.security("MORE-02")
@given(asked=ASKED, watcher=st.sampled_from(["monitor", "national_coordinator"]))
def test_who_watches_sees_nothing_beside_another_role(asked: AccessRequest, watcher: str) -> None:
    kind = {"monitor": "international_organisation", "national_coordinator": "national_coordinator"}[watcher]
    seen = decide(POLICY, replace(asked, agency_kind=kind, role=asked.role | {watcher})).allowed
    assert not seen or (asked.stream_kind, asked.section) == ("publication", "coarse") or asked.stream_kind in OF_THE_WORK


# --- consent -----------------------------------------------------------------------------------------------------------


@given(asked=ASKED)
def test_withdrawing_a_consent_never_opens(asked: AccessRequest) -> None:
    if not decide(POLICY, asked).allowed:
        fewer = (replace(asked, consents=asked.consents - {one}) for one in asked.consents)
        assert not any(decide(POLICY, less).allowed for less in fewer)


def test_withdrawing_the_consent_closes_at_the_next_question() -> None:
    open_ = asks("support_provider: case_worker", "support_provider", "support", consents=("support>us>assistance",))
    assert decide(POLICY, open_).allowed
    assert not decide(POLICY, replace(open_, consents=open_.consents - agreed("support>us>assistance"))).allowed


@given(asked=ASKED)
def test_a_consent_to_others_changes_nothing(asked: AccessRequest) -> None:
    ours = frozenset(one for one in asked.consents if one.recipient in (str(US), asked.agency_kind))
    assert decide(POLICY, asked) == decide(POLICY, replace(asked, consents=ours))


def test_no_word_asks_whether_the_person_cooperates() -> None:
    words = chain(*POLICY.page.words.values(), *(vars_of(row) for row in SHIPPED["rows"]))
    assert [word for word in words if re.search("cooperat|testif|witness", word)] == []


def vars_of(row: dict[str, object]) -> Iterator[str]:
    return (str(part) for item in row.items() for part in item if part is not row.get("because"))


# --- break-glass, export, writing --------------------------------------------------------------------------------------


@given(asked=ASKED)
def test_broken_glass_opens_who_it_is_and_where_to_read(asked: AccessRequest) -> None:
    whole, broken = (decide(POLICY, replace(asked, break_glass=glass)) for glass in (False, True))
    if broken.allowed != whole.allowed:
        assert broken.rule == "break_glass"
        assert (asked.mode, asked.stream_kind) == ("read", "case")
        assert asked.section in ("identity", "contact_and_location")


@given(asked=ASKED)
def test_nobody_writes_or_takes_away_what_another_recorded(asked: AccessRequest) -> None:
    if asked.mode != "read" and asked.holder.agency != US and (asked.stream_kind, asked.mode) not in HANDED_ON:
        assert not decide(POLICY, asked).allowed


@given(asked=ASKED)
def test_only_what_does_not_point_to_the_person_is_taken_away(asked: AccessRequest) -> None:
    if asked.mode == "export" and asked.section != "coarse":
        assert not decide(POLICY, asked).allowed


# --- a test that cannot fail is a defect --------------------------------------------------------------------------------


@pytest.mark.parametrize("change", [mutants.flipped, mutants.dropped, mutants.loosened])
def test_a_changed_row_is_noticed_by_a_sentence(change: object) -> None:
    unnoticed = {name for name, data in change(SHIPPED) if not wrong(mutants.policy_of(data))}  # type: ignore[operator]
    assert unnoticed <= SAYS_NO_MORE


def test_no_word_of_a_row_is_idle() -> None:
    rows = {row.id: row for row in POLICY.rows}
    idle = {
        (name, about, word)
        for name, about, word, data in mutants.without_a_word(SHIPPED)
        if not witnesses.differ(POLICY, mutants.policy_of(data), _asked_of(rows[name], about, word))
    }
    assert idle == STANDS_AGAINST_WHAT_MAY_COME


def test_no_member_of_a_group_is_idle() -> None:
    idle = [
        (group, kind)
        for group, kind, data in mutants.without_a_member(SHIPPED)
        if not witnesses.differ(POLICY, mutants.policy_of(data), _asked_of_group(kind, "agency" if group == "enforcement" else "holder"))
    ]
    assert idle == []


def _asked_of(row: Row, about: str, word: str) -> Iterator[AccessRequest]:
    """The questions on which this word of this row could make a difference."""
    if row.allows:
        return witnesses.questions(POLICY, witnesses.only(POLICY, row, about, word))
    if about == "role":
        return (replace(asked, role=asked.role | {word}) for asked in _opened())
    narrowed = _narrowed(about, POLICY.page.groups.get(word, frozenset({word})))
    return (replace(asked, role=asked.role | (row.roles or frozenset())) for asked in narrowed)


def _asked_of_group(kind: str, about: str) -> Iterator[AccessRequest]:
    return _narrowed(about, frozenset({kind}))


def _narrowed(about: str, words: frozenset[str]) -> Iterator[AccessRequest]:
    field = witnesses.FIELDS[about]
    for row in POLICY.rows:
        left = getattr(row, field) & words
        if row.allows and left:
            yield from witnesses.questions(POLICY, replace(row, **{field: left}))


def _opened() -> Iterator[AccessRequest]:
    return chain.from_iterable(witnesses.questions(POLICY, row) for row in POLICY.rows if row.allows and not row.consent)
