"""How a right stands on a day, kind by kind: each row of a table differs from the one before in one thing, and a word says which."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from opennrm.cases.spine.ledger import Act, Doubt, LedgerRow, Status, StatusCode, status
from opennrm.cases.spine.status import WORDS
from opennrm.standards.entitlement import Kind

DUE = date(2026, 11, 12)
BEFORE, LATER = date(2026, 11, 10), date(2026, 11, 20)
END = date(2026, 12, 1)
AFTER = date(2026, 12, 10)


def row(kind: Kind, *acts: Act, **changes: object) -> LedgerRow:
    """A right that opened on 1 November and has to be met by the 12th, where nothing else is said."""
    made = LedgerRow(
        entitlement="needs.assessed",
        opening=1,
        kind=kind,
        clauses=("COE-12.7",),
        section="support",
        responsible="support_provider",
        opened_on=date(2026, 11, 1),
        opened_by="status:presumed",
        clock="needs",
        counts_from=date(2026, 11, 1),
        due_on=DUE,
        due_kind="maximum",
        acts=acts,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def act(what: str, day: int, **said: object) -> Act:
    return Act(what, date(2026, 11, day), seq=day)._replace(**said)


DELIVERED = [
    ("nothing was done and the day is not past", row(Kind.DELIVER_BY), BEFORE, "open"),
    ("the day is the last in time", row(Kind.DELIVER_BY), DUE, "open"),
    ("the day is past", row(Kind.DELIVER_BY), LATER, "overdue"),
    ("the clock stands still", row(Kind.DELIVER_BY, due_on=None, held_since=BEFORE), LATER, "open"),
    ("the law sets no time", row(Kind.DELIVER_BY, due_on=None, clock_silent="not_provided"), LATER, "open"),
    ("its clock has not begun to count", row(Kind.DELIVER_BY, counts_from=date(2027, 1, 1)), LATER, "open"),
    ("the law gives none of it", row(Kind.DELIVER_BY, silence="not_provided"), LATER, "not provided by law"),
    ("the law gives none, and it is not open", row(Kind.DELIVER_BY, silence="not_provided"), date(2026, 10, 1), "not yet open"),
    ("we do not know", row(Kind.DELIVER_BY, silence="not_known_to_us"), date(2026, 10, 1), "unknown"),
    ("given on the last day", row(Kind.DELIVER_BY, act("given", 12)), LATER, "met in time"),
    ("given a day later", row(Kind.DELIVER_BY, act("given", 13)), LATER, "met late"),
    ("given before it was owed", row(Kind.DELIVER_BY, act("given", 1, on=date(2026, 9, 1))), LATER, "met in time"),
    ("given after that day, looked at before", row(Kind.DELIVER_BY, act("given", 13)), BEFORE, "open"),
    ("she said no", row(Kind.DELIVER_BY, act("declined", 5)), LATER, "declined by the person"),
    ("and asked again", row(Kind.DELIVER_BY, act("declined", 5), act("asked", 7)), LATER, "overdue"),
    ("asked before she said no", row(Kind.DELIVER_BY, act("asked", 3), act("declined", 5)), LATER, "declined by the person"),
    ("it is not to be had", row(Kind.DELIVER_BY, act("unavailable", 5)), LATER, "unavailable"),
    ("asking does not make it to be had", row(Kind.DELIVER_BY, act("unavailable", 5), act("asked", 7)), LATER, "unavailable"),
    ("the last of several counts", row(Kind.DELIVER_BY, act("declined", 5), act("withheld", 6)), LATER, "withheld by an authority"),
    ("given in spite of all", row(Kind.DELIVER_BY, act("withheld", 6), act("given", 8)), LATER, "met in time"),
    ("it ended unmet", row(Kind.DELIVER_BY, ends_on=END), AFTER, "not met"),
    ("it has not ended yet", row(Kind.DELIVER_BY, ends_on=END), BEFORE, "open"),
    ("ended, and another took its place too late", row(Kind.DELIVER_BY, ends_on=BEFORE, replaced_on=LATER), AFTER, "not met"),
    ("ended, and another took its place in time", row(Kind.DELIVER_BY, ends_on=BEFORE, replaced_on=DUE), AFTER, "superseded"),
    ("looked at before the other came", row(Kind.DELIVER_BY, ends_on=BEFORE, replaced_on=DUE), BEFORE, "not met"),
    ("replaced where no day was set", row(Kind.DELIVER_BY, ends_on=BEFORE, replaced_on=DUE, due_on=None), AFTER, "not met"),
]

PROVIDED = [
    ("never given", row(Kind.PROVIDE_WHILE), BEFORE, "open"),
    ("never given and past the day", row(Kind.PROVIDE_WHILE), LATER, "overdue"),
    ("given now", row(Kind.PROVIDE_WHILE, act("given", 5)), LATER, "kept"),
    ("stopped", row(Kind.PROVIDE_WHILE, act("given", 5, until=BEFORE)), LATER, "interrupted"),
    ("stopped later, looked at before", row(Kind.PROVIDE_WHILE, act("given", 5, until=LATER)), BEFORE, "kept"),
    (
        "stopped, as she wanted it",
        row(Kind.PROVIDE_WHILE, act("given", 5, until=BEFORE, ground="own_choice")),
        LATER,
        "declined by the person",
    ),
    (
        "she says no afterwards",
        row(Kind.PROVIDE_WHILE, act("given", 5, until=BEFORE), act("declined", 11)),
        LATER,
        "declined by the person",
    ),
    (
        "she had said no before it was given",
        row(Kind.PROVIDE_WHILE, act("declined", 3), act("given", 5, until=BEFORE)),
        LATER,
        "interrupted",
    ),
    ("taken up again", row(Kind.PROVIDE_WHILE, act("given", 5, until=BEFORE), act("given", 15)), LATER, "kept"),
    ("given to the end", row(Kind.PROVIDE_WHILE, act("given", 5), ends_on=END), AFTER, "met in time"),
    ("given to the very end", row(Kind.PROVIDE_WHILE, act("given", 5, until=END), ends_on=END), AFTER, "met in time"),
    ("stopped before the end", row(Kind.PROVIDE_WHILE, act("given", 5, until=LATER), ends_on=END), AFTER, "interrupted"),
    ("ended, and never given", row(Kind.PROVIDE_WHILE, ends_on=END), AFTER, "not met"),
]

REFRAINED = [
    ("nothing was done", row(Kind.REFRAIN), LATER, "kept"),
    ("it has ended", row(Kind.REFRAIN, ends_on=END), AFTER, "met in time"),
    ("it was broken", row(Kind.REFRAIN, act("breach", 5, lawful=False)), LATER, "breached"),
    ("broken, and then it ended", row(Kind.REFRAIN, act("breach", 5, lawful=False), ends_on=END), AFTER, "breached"),
    ("on a ground that the clause knows", row(Kind.REFRAIN, act("breach", 5, lawful=True)), LATER, "kept"),
    ("broken later, looked at before", row(Kind.REFRAIN, act("breach", 15, lawful=False)), BEFORE, "kept"),
]

MINIMUM = {"due_kind": "minimum"}
RESTED = [
    ("not begun, and nothing makes it late", row(Kind.MINIMUM_PERIOD, **MINIMUM), LATER, "open"),
    ("refused", row(Kind.MINIMUM_PERIOD, act("refused", 2, lawful=True), **MINIMUM), LATER, "withheld by an authority"),
    ("begun after all", row(Kind.MINIMUM_PERIOD, act("refused", 2, lawful=True), act("period", 4), **MINIMUM), LATER, "kept"),
    ("it runs past its minimum", row(Kind.MINIMUM_PERIOD, act("period", 1), **MINIMUM), AFTER, "kept"),
    ("ended on its earliest end", row(Kind.MINIMUM_PERIOD, act("period", 1, until=DUE), **MINIMUM), LATER, "met in time"),
    ("ended a day before", row(Kind.MINIMUM_PERIOD, act("period", 1, until=date(2026, 11, 11)), **MINIMUM), LATER, "breached"),
    (
        "on a ground",
        row(Kind.MINIMUM_PERIOD, act("period", 1, until=BEFORE, ground="public_order", lawful=True), **MINIMUM),
        LATER,
        "ended early",
    ),
    ("begun anew", row(Kind.MINIMUM_PERIOD, act("period", 1, until=BEFORE), act("period", 15), **MINIMUM), LATER, "breached"),
    (
        "ended in time, no decision yet",
        row(Kind.MINIMUM_PERIOD, act("period", 1, until=DUE), awaits_decision=True, **MINIMUM),
        LATER,
        "breached",
    ),
    (
        "decided before it ended",
        row(Kind.MINIMUM_PERIOD, act("period", 1, until=DUE), act("decided", 11), awaits_decision=True, **MINIMUM),
        LATER,
        "met in time",
    ),
    (
        "decided only after it ended",
        row(Kind.MINIMUM_PERIOD, act("period", 1, until=DUE), act("decided", 15), awaits_decision=True, **MINIMUM),
        LATER,
        "breached",
    ),
    ("we do not know how long", row(Kind.MINIMUM_PERIOD, act("period", 1), due_on=None, clock_silent="not_known_to_us"), LATER, "unknown"),
    (
        "the law gives no length",
        row(Kind.MINIMUM_PERIOD, act("period", 1), due_on=None, clock_silent="not_provided"),
        LATER,
        "not provided by law",
    ),
    ("the case ended and it never began", row(Kind.MINIMUM_PERIOD, ends_on=END, **MINIMUM), AFTER, "not met"),
    ("the case ended while it runs", row(Kind.MINIMUM_PERIOD, act("period", 1), ends_on=BEFORE, **MINIMUM), LATER, "kept"),
    ("its length depends on what nobody recorded", row(Kind.MINIMUM_PERIOD, act("period", 1, until=DUE), due_on=None), LATER, "unknown"),
]


@pytest.mark.parametrize(("_says", "given", "on", "words"), [*DELIVERED, *PROVIDED, *REFRAINED, *RESTED])
def test_a_right_stands_as_the_page_says(_says: str, given: LedgerRow, on: date, words: str) -> None:
    assert status(given, on).words == words


def test_every_status_is_reached_by_some_row_and_every_status_has_words_and_a_mark() -> None:
    reached = {status(given, on).code for _, given, on, _ in [*DELIVERED, *PROVIDED, *REFRAINED, *RESTED]}
    assert reached | {StatusCode.NOT_APPLICABLE} == set(StatusCode) == set(WORDS)
    assert {Status(code).mark for code in StatusCode} >= {
        "met",
        "late",
        "open",
        "overdue",
        "breached",
        "declined",
        "withheld",
        "gap",
        "later",
    }


def test_a_missed_target_is_flagged_apart_as_no_right_is_late_by_it() -> None:
    target, limit = row(Kind.DELIVER_BY, due_kind="target"), row(Kind.DELIVER_BY)
    assert (status(target, LATER).missed_target, status(limit, LATER).missed_target) == (True, False)
    assert status(row(Kind.DELIVER_BY, act("given", 13), due_kind="target"), LATER).missed_target


def test_late_is_an_attribute_of_what_is_provided() -> None:
    late, in_time = row(Kind.PROVIDE_WHILE, act("given", 13)), row(Kind.PROVIDE_WHILE, act("given", 12))
    assert (status(late, LATER).late, status(in_time, LATER).late) == (True, False)


AT_NINE = datetime(2026, 11, 12, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (datetime(2026, 11, 12, 9, 0, tzinfo=UTC), "open"),
        (datetime(2026, 11, 12, 9, 1, tzinfo=UTC), "overdue"),
        (date(2026, 11, 12), "open"),
        (date(2026, 11, 13), "overdue"),
    ],
)
def test_a_limit_of_hours_is_missed_at_its_instant_and_by_a_bare_day_only_when_the_day_is_over(on: date | datetime, words: str) -> None:
    assert status(row(Kind.DELIVER_BY, due_at=AT_NINE), on).words == words


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (datetime(2026, 11, 12, 8, 59, tzinfo=UTC), "met in time"),
        (datetime(2026, 11, 12, 9, 1, tzinfo=UTC), "met late"),
        (None, "met in time"),
    ],
)
def test_what_was_given_on_the_day_is_late_only_where_its_hour_is_known(at: datetime | None, words: str) -> None:
    assert status(row(Kind.DELIVER_BY, act("given", 12, at=at), due_at=AT_NINE), LATER).words == words


def test_an_act_of_this_afternoon_is_not_known_this_morning() -> None:
    given = row(Kind.DELIVER_BY, act("given", 12, at=datetime(2026, 11, 12, 15, 0, tzinfo=UTC)))
    assert [status(given, datetime(2026, 11, 12, hour, tzinfo=UTC)).words for hour in (9, 15)] == ["open", "met in time"]


def test_in_doubt_it_is_open_says_what_is_missing_and_how_it_would_stand() -> None:
    given = row(Kind.REFRAIN, act("breach", 5, lawful=False), doubts=(Doubt("nationality", date(2026, 11, 1), LATER),))
    doubtful = status(given, BEFORE)
    assert (doubtful.code, doubtful.not_recorded, doubtful.otherwise) == (StatusCode.OPEN, ("nationality",), StatusCode.BREACHED)
    assert status(given, LATER).code is StatusCode.BREACHED


def test_when_it_turns_out_never_to_have_applied_it_is_not_applicable_from_that_day() -> None:
    given = row(Kind.REFRAIN, doubts=(Doubt("nationality", date(2026, 11, 1), LATER),), void_on=LATER, ends_on=LATER)
    assert [status(given, on).words for on in (BEFORE, LATER)] == ["open", "not applicable"]


def test_ended_while_in_doubt_it_is_unknown_how_it_stood() -> None:
    given = row(Kind.DELIVER_BY, doubts=(Doubt("nationality", date(2026, 11, 1)),), ends_on=END)
    assert status(given, AFTER) == Status(StatusCode.UNKNOWN, not_recorded=("nationality",), otherwise=StatusCode.NOT_MET)


def test_national_law_was_followed_and_the_instrument_asks_more() -> None:
    floor = {"due_kind": "minimum", "floor_on": LATER}
    ended = act("period", 1, until=DUE)
    assert status(row(Kind.MINIMUM_PERIOD, ended, **floor), AFTER).short_of_floor
    assert not status(row(Kind.MINIMUM_PERIOD, ended._replace(until=LATER), **floor), AFTER).short_of_floor
    own = ended._replace(ground="own_choice", lawful=True, until=BEFORE)
    assert not status(row(Kind.MINIMUM_PERIOD, own, **floor), AFTER).short_of_floor


@pytest.mark.parametrize(("ground", "mark"), [("own_choice", "declined"), ("public_order", "withheld")])
def test_what_ended_early_bears_the_mark_of_who_wanted_it(ground: str, mark: str) -> None:
    given = row(Kind.MINIMUM_PERIOD, act("period", 1, until=BEFORE, ground=ground, lawful=True), due_kind="minimum")
    assert status(given, LATER).mark == mark


@pytest.mark.parametrize(
    ("given", "wants", "due"),
    [
        (row(Kind.DELIVER_BY), True, DUE),
        (row(Kind.DELIVER_BY, due_on=None), True, None),
        (row(Kind.DELIVER_BY, act("given", 5)), False, None),
        (row(Kind.DELIVER_BY, act("declined", 5)), False, None),
        (row(Kind.DELIVER_BY, act("unavailable", 5)), False, None),
        (row(Kind.DELIVER_BY, act("withheld", 5, lawful=False)), True, DUE),
        (row(Kind.DELIVER_BY, act("withheld", 5, lawful=True)), False, None),
        (row(Kind.DELIVER_BY, ends_on=END), False, None),
        (row(Kind.PROVIDE_WHILE, act("given", 5, until=BEFORE)), True, DUE),
        (row(Kind.REFRAIN), False, None),
        (row(Kind.MINIMUM_PERIOD, due_kind="minimum"), True, None),
        (row(Kind.MINIMUM_PERIOD, act("period", 1), due_kind="minimum"), False, None),
        (row(Kind.DELIVER_BY, silence="not_provided"), False, None),
    ],
)
def test_the_flat_row_says_whether_an_act_is_wanted_by_when_and_from_whom(given: LedgerRow, wants: bool, due: date | None) -> None:
    flat = given.flat()
    assert (flat["wants"], flat["due"], flat["responsible"]) == (wants, due, "support_provider")


def test_on_a_day_the_flat_row_wants_what_was_wanted_then() -> None:
    given = row(Kind.DELIVER_BY, act("given", 15))
    assert (given.flat(BEFORE)["wants"], given.flat(LATER)["wants"]) == (True, False)
