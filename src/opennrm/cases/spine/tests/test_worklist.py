"""The worklist against its definition, said in plain Python over the same lines: parts, order, counts, and what somebody is not told."""

import random
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from opennrm.access.actor import Actor
from opennrm.cases.spine import worklist
from opennrm.cases.spine.models import FAR, Case, WorklistLine
from opennrm.cases.spine.worklist import Due, Wanted
from opennrm.journal import rows

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

ON = date(2026, 11, 17)
AGENCY, ANOTHER = UUID(int=7), UUID(int=8)
# Relations by which each role reads a case, and those by which it hears what the person asks for; from docs/access-in-words.md.
READS = {
    ("police", "investigator"): {"investigator", "prosecutor", "migration_authority", "labour_inspectorate", "consulted"},
    ("support_provider", "case_worker"): {"recipient", "support_provider", "child_office"},
    ("competent_authority", "decision_maker"): {"recipient", "competent_authority"},
    ("competent_authority", "second_reviewer"): {"recipient", "competent_authority"},
}
LANES = {"decision_maker": {"need", "ours", "month"}, "second_reviewer": {"review"}}
MONTH = date(2026, 11, 30)  # the last day of this month


def an_actor(kind: str, role: str) -> Actor:
    return Actor(uuid4(), "Somebody", AGENCY, "An agency", kind, frozenset({role}), 1, "en")


def a_line(draw: random.Random, case: Case, ties: str) -> WorklistLine:
    lane = draw.choice(("need", "ours", "review", "month", "others"))
    step = lane in ("need", "review", "month") or draw.random() < 0.4
    key = (
        f"need.n{draw.randrange(99)}" if lane == "need" or (lane == "others" and step and draw.random() < 0.5) else f"k{draw.randrange(99)}"
    )
    dated = lane == "need" or (lane == "others" and not step) or draw.random() < 0.7
    due = ON + timedelta(days=draw.randrange(-9, 12)) if dated else FAR
    if lane == "month":
        due = draw.choice((date(2026, 10, 31), ON, MONTH, date(2026, 12, 31)))
    return WorklistLine(
        case_id=case.case_id,
        agency=AGENCY if draw.random() < 0.9 else ANOTHER,
        key=key,
        opening=0 if step else draw.randrange(1, 4),
        lane=lane,
        relation=draw.choice(("support_provider", "competent_authority")),
        due=due,
        since=ON - timedelta(days=draw.randrange(30)),
        own_words=key.startswith("need.") or draw.random() < 0.2,
        child=case.about["age"] != "adult",
        ties=ties,
        changed_on=ON - timedelta(days=draw.randrange(4)),
        open=draw.random() < 0.9,
    )


def some_lines(draw: random.Random, cases: int) -> Iterator[Case | WorklistLine]:
    for n in range(cases):
        about = {"age": draw.choice(("adult", "child", "unknown"))}
        case = Case(
            case_id=UUID(int=draw.getrandbits(128)),
            kind="case",
            reference=f"R{n:04}",
            state="s",
            about=about,
            edition="",
            seq=1,
            position=n,
        )
        ties = " ".join(sorted(draw.sample(("investigator", "support_provider", "competent_authority", "recipient", "referrer"), 2)))
        yield case
        yield from (a_line(draw, case, ties) for _ in range(draw.randrange(6)))


def written(draw: random.Random, cases: int) -> list[WorklistLine]:
    """Lines in the table, each key once."""
    made = list(some_lines(draw, cases))
    kept = {line.pk: line for line in made if isinstance(line, WorklistLine)}
    rows.write([*(case for case in made if isinstance(case, Case)), *kept.values()])
    return list(kept.values())


def is_told(line: WorklistLine, kind: str, role: str) -> bool:
    ties = set(line.ties.split()) & READS[kind, role]
    return line.agency == AGENCY and line.open and bool(ties) and (line.lane != "others" or not line.own_words or kind != "police")


def part_of(line: WorklistLine, role: str) -> str:
    if line.lane not in LANES.get(role, {"need", "ours", "month"}):
        return "never" if line.lane == "month" else "others"
    if line.lane == "month" and line.due > ON:
        return "month" if line.due == MONTH else "never"
    if line.due == FAR:
        return "at_once"
    days = (line.due - ON).days
    return "overdue" if days < 0 else "today" if days == 0 else "week" if days <= 7 else "later"


def is_asked(line: WorklistLine, wanted: Wanted, part: str) -> bool:
    when = "at_once" if line.due == FAR else "month" if part == "month" else part_of_day((line.due - ON).days)
    kind = "right" if line.opening else "need" if line.key.startswith("need.") else "step"
    return (
        wanted.due in ("", when)
        and wanted.turn in ("", "others" if part == "others" else "mine")
        and wanted.kind in ("", kind)
        and (line.child or not wanted.children)
        and (wanted.since is None or line.changed_on >= wanted.since)
    )


def part_of_day(days: int) -> str:
    return "overdue" if days < 0 else "today" if days == 0 else "week" if days <= 7 else "later"


def some_wanted(draw: random.Random) -> Wanted:
    return Wanted(
        due=draw.choice(("", "", "overdue", "today", "week", "at_once")),
        turn=draw.choice(("", "", "mine", "others")),
        kind=draw.choice(("", "", "need", "step", "right")),
        children=draw.random() < 0.2,
        since=ON - timedelta(days=1) if draw.random() < 0.2 else None,
    )


@pytest.mark.parametrize(("kind", "role"), list(READS))
@pytest.mark.parametrize("seed", range(3))
def test_every_part_is_what_its_definition_says(kind: str, role: str, seed: int) -> None:
    draw = random.Random(seed)
    lines, actor = written(draw, 40), an_actor(kind, role)
    assert any(is_told(line, kind, role) for line in lines)
    for wanted in (Wanted(), *(some_wanted(draw) for _ in range(30))):
        found = worklist.read(actor, ON, limit=500, wanted=wanted)
        for part in worklist.PARTS:
            told = [one for one in lines if is_told(one, kind, role) and part_of(one, role) == part and is_asked(one, wanted, part)]
            assert Counter(map(place, found[part].lines)) == Counter((one.case_id, one.key, one.opening) for one in told)
            assert (found[part].total, found[part].cases) == (len(told), len({one.case_id for one in told}))


def place(line: Due) -> tuple[UUID, str, int]:
    return line.case, line.key, line.opening


@pytest.mark.parametrize("seed", range(3))
def test_what_is_needed_at_once_comes_first_then_day_by_day(seed: int) -> None:
    written(random.Random(seed), 40)
    actor = an_actor("support_provider", "case_worker")
    whole, first = (worklist.read(actor, ON, limit=limit) for limit in (500, 5))
    for part in ("overdue", "today", "week"):
        lines = whole[part].lines
        assert [line.kind != "need" for line in lines] == sorted(line.kind != "need" for line in lines)
        for needs in (True, False):
            days = [line.due for line in lines if (line.kind == "need") is needs]
            assert days == sorted(days, key=lambda day: day or FAR)
        assert first[part].lines == lines[:5]
        assert worklist.read(actor, ON, limit=5, only=part, skip=5)[part].lines == lines[5:10]
        assert first[part].total == len(lines)
    since = [line.since for line in whole["at_once"].lines]
    assert since == sorted(since, key=lambda day: day or FAR)


@pytest.mark.parametrize(("counted", "skip", "total", "more"), [(200, 0, 200, True), (200, 60, 260, False), (1_000, 0, 260, False)])
def test_however_much_is_overdue_today_is_told_whole(
    counted: int, skip: int, total: int, more: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worklist, "COUNTED", counted)
    cases = [
        Case(case_id=UUID(int=n), kind="case", reference=f"R{n:04}", state="s", about={}, edition="", seq=1, position=n) for n in range(260)
    ]
    ours = {"agency": AGENCY, "lane": "ours", "relation": "support_provider", "ties": "support_provider", "open": True, "opening": 1}
    late = [WorklistLine(case_id=case.case_id, key="safety", due=ON - timedelta(days=9), **ours) for case in cases]
    due = [WorklistLine(case_id=case.case_id, key="health", due=ON, **ours) for case in cases[-3:]]
    rows.write([*cases, *late, *due])
    found = worklist.read(an_actor("support_provider", "case_worker"), ON, limit=12, skip=skip)
    assert (found["today"].total, found["today"].cases) == (3, 3)
    assert len(found["overdue"].lines) == 12
    assert (found["overdue"].total, found["overdue"].more) == (total, more)
    assert found["overdue"].cases == min(skip + counted + 1, 260)
