"""What lists and counts follow stays what the records say: after random changes, for both kinds of readers, and when it is made again."""

import itertools
import random
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from click.testing import CliRunner
from django.db import connection
from tests.breadth import assured_but

from opennrm.portal.commands import programme as command
from opennrm.programme import typed
from opennrm.programme.activities import actions, filed, lists, models, reads, seen
from opennrm.programme.door import Keeper
from opennrm.programme.spans import Span

pytestmark = pytest.mark.django_db
OURS, THEIRS, AT = UUID(int=7), UUID(int=8), datetime(2026, 11, 1, tzinfo=UTC)
KEEPERS = {agency: Keeper(None, agency, "tester") for agency in (OURS, THEIRS)}
COUNTRIES, TOPICS, STEPS = ("MD", "AM", "XD"), ("identification", "compensation", "children"), 60
# Among them one of a quarter of a year to the day, one of a day more, and some that last for years or without an end.
TIMES = ("", "2025", "2026-02-03", "2026-05/..", "2024-early", "2026-02", "2024/2026", "2025-06-01/2025-09-01", "2025-06-01/2025-09-02")
Standing = dict[tuple[UUID, str], typed.Activity]


def an_activity(draw: random.Random, key: str) -> typed.Activity:
    return typed.Activity(
        key=key,
        kind=draw.choice(("training", "visit")),
        when=draw.choice(TIMES),
        state=draw.choice(("done", "planned")),
        confidence=draw.choice(("open", "open", "own")),
        places=tuple(typed.Place(country=code) for code in draw.choices(COUNTRIES, k=draw.randrange(4))),
        aims=tuple(draw.sample(("aim-1", "aim-2"), draw.randrange(3))),
        topics=tuple(draw.sample(TOPICS, draw.randrange(3))),
        taskings=tuple(draw.sample(("OAP-III-9.1", "OAP-IV-8.2"), draw.randrange(2))),
        outcomes=tuple(typed.Outcome(key=f"o-{n}", kind="trust_grew") for n in draw.sample(range(6), draw.randrange(3))),
    )


def changed(draw: random.Random) -> Standing:
    """Records and what they say after some steps: recorded, put right, taken out, an outcome added, moved or taken out."""
    stands: Standing = {}
    for _ in range(STEPS):
        agency, key = draw.choice((OURS, OURS, THEIRS)), f"a-{draw.randrange(12)}"
        keeper, now = KEEPERS[agency], stands.get((agency, key))
        does = draw.choice(("record", "record", "record", "remove", "add", "drop"))
        if does == "record":
            said = an_activity(draw, key)
            without(stands, agency, [one.key for one in said.outcomes])
            stands[agency, key] = said
            actions.record(keeper, said, AT)
        elif now is None:
            continue
        elif does == "remove":
            actions.remove(keeper, the(agency, key), AT)
            del stands[agency, key]
        elif does == "add":
            outcome = typed.Outcome(key=f"o-{draw.randrange(6)}", kind="law_changed")
            without(stands, agency, [outcome.key])
            now = stands[agency, key]
            stands[agency, key] = now.model_copy(update={"outcomes": (*now.outcomes, outcome)})
            actions.add_outcome(keeper, the(agency, key), outcome, AT)
        elif now.outcomes:
            actions.remove(keeper, models.Outcome.objects.get(agency=agency, key=now.outcomes[0].key), AT)
            stands[agency, key] = now.model_copy(update={"outcomes": now.outcomes[1:]})
    return stands


def without(stands: Standing, agency: UUID, outcomes: Iterable[str]) -> None:
    """An outcome that is told of another activity leaves the former."""
    for (of, key), one in stands.items():
        if of == agency:
            stands[of, key] = one.model_copy(update={"outcomes": tuple(led for led in one.outcomes if led.key not in set(outcomes))})


def the(agency: UUID, key: str) -> models.Activity:
    return models.Activity.objects.get(agency=agency, key=key)


def facets(one: typed.Activity) -> dict[str, set[str]]:
    """By hand, what an activity is found under."""
    return {
        "kind": {one.kind},
        "state": {one.state},
        "country": {place.country for place in one.places if place.country},
        "topic": set(one.topics),
        "aim": set(one.aims),
        "tasking": set(one.taskings),
    }


@pytest.mark.parametrize("seed", assured_but((0, 1), range(20)))
def test_after_random_changes_every_count_is_what_the_records_say(seed: int) -> None:
    stands = changed(random.Random(seed))
    assert filed.differences() == (0, 0)
    for agency in (OURS, THEIRS):
        for confidence in (agency, None):
            seen_here = [one for (of, _), one in stands.items() if of == agency and (confidence or one.confidence == "open")]
            assert lists.many(agency, confidence, lists.Narrowed()) == len(seen_here)
            for facet in facets(an_activity(random.Random(0), "none")):
                counted = Counter(code for one in seen_here for code in facets(one)[facet])
                led_to = Counter({code: sum(len(one.outcomes) for one in seen_here if code in facets(one)[facet]) for code in counted})
                assert reads.tallies(agency, confidence, facet) == {code: (n, led_to[code]) for code, n in counted.items()}, facet


@pytest.mark.parametrize("seed", assured_but((2,), range(20)))
def test_lists_by_several_things_and_a_period_show_and_count_the_same(seed: int) -> None:
    draw = random.Random(seed)
    stands = changed(draw)
    for _ in range(20):
        asked = lists.Narrowed(
            kind=draw.choice(("", "training")), country=draw.choice(("", *COUNTRIES)), topic=draw.choice(("", *TOPICS)),
            aim=draw.choice(("", "aim-1")), period=draw.choice(("", "2026", "2025-06", "2025-09", "2030")),
        )  # fmt: skip
        confidence = draw.choice((OURS, None))
        wanted = {key for (of, key), one in stands.items() if of == OURS and (confidence or one.confidence == "open") and meant(one, asked)}
        assert lists.many(OURS, confidence, asked) == len(wanted)
        assert {one.id for one in lists.page(OURS, confidence, asked).rows} == {the(OURS, key).pk for key in wanted}
        assert set(lists.matching(OURS, confidence, asked).values_list("key", flat=True)) == wanted
        open_to_them = [one for (of, _), one in stands.items() if of == OURS and (confidence or one.confidence == "open")]
        there = Counter(place for one in open_to_them for place in countries_in(one, asked))
        by_country = seen.by_country(OURS, confidence, lists.Narrowed(period=asked.period))
        assert {one.country: one.activities for one in by_country} == dict(there)


@pytest.mark.parametrize("seed", assured_but((3,), range(20)))
def test_pages_of_a_period_follow_one_another_and_leave_nothing_out(seed: int) -> None:
    changed(random.Random(seed))
    for period, confidence in itertools.product(("2025-06", "2026", "2025-09"), (OURS, None)):
        asked, after, shown = lists.Narrowed(period=period), "", list[lists.Row]()
        while page := lists.page(OURS, confidence, asked, after, size=2):
            shown += page.rows
            if not (after := page.after):
                break
        in_order = reads.touching(reads.readable(OURS, confidence), *(asked.days or ())).order_by("-since", "id")
        assert [one.id for one in shown] == list(in_order.values_list("pk", flat=True))


@pytest.mark.parametrize("seed", assured_but((4,), range(20)))
def test_a_month_and_a_year_show_what_touches_them_however_long_it_lasts(seed: int) -> None:
    changed(random.Random(seed))
    for confidence in (OURS, None):
        rows = reads.readable(OURS, confidence)
        for first, last in ((date(2025, 9, 1), date(2025, 9, 30)), (date(2026, 2, 1), date(2026, 2, 28))):
            weeks, loose = seen.month(OURS, confidence, first)
            held = {row.id for week in weeks for day in week if day.within for row in day.rows} | {row.id for row in loose}
            assert held == set(reads.touching(rows, first, last).values_list("pk", flat=True))
        shown, after = list[UUID](), ""
        while bars := seen.bars(OURS, confidence, 2025, after, size=2):
            shown += [bar.row.id for bar in bars[0]]
            if not (after := bars[1]):
                break
        in_order = reads.touching(rows, date(2025, 1, 1), date(2025, 12, 31)).order_by("since", "id")
        assert shown == list(in_order.values_list("pk", flat=True))


def meant(one: typed.Activity, asked: lists.Narrowed) -> bool:
    found = facets(one)
    return all(not code or code in found[facet] for facet, code in ((name, getattr(asked, name)) for name in found)) and in_time(one, asked)


def in_time(one: typed.Activity, asked: lists.Narrowed) -> bool:
    span = Span.parse(asked.period)
    return span.earliest is None or Span.parse(one.when).touches(span.earliest, span.latest or date.max)


def countries_in(one: typed.Activity, asked: lists.Narrowed) -> set[str]:
    return facets(one)["country"] if in_time(one, asked) else set()


def test_what_is_emptied_is_made_again_the_same() -> None:
    changed(random.Random(5))
    before = what_stands()
    models.Filed.objects.all().delete()
    models.Tally.objects.all().delete()
    broken = CliRunner().invoke(command.command, ["check"])
    assert broken.exit_code == 1
    assert CliRunner().invoke(command.command, ["rebuild"]).exit_code == 0
    assert what_stands() == before
    assert CliRunner().invoke(command.command, ["check"]).output == "0 filed otherwise than recorded, 0 counts that differ\n"


def what_stands() -> tuple[set[object], set[object]]:
    names = ("agency", "facet", "code", "confidential")
    under = models.Filed.objects.values_list("activity", *names, "since", "until", "led_to")
    return set(under), set(models.Tally.objects.exclude(activities=0).values_list(*names, "activities", "led_to"))


def test_a_count_that_was_written_over_is_found() -> None:
    actions.record(KEEPERS[OURS], an_activity(random.Random(1), "a-1"), AT)
    models.Tally.objects.filter(facet="all", activities__gt=0).update(activities=3)
    assert filed.differences() == (0, 1)
    with connection.cursor() as cursor:
        cursor.execute(f'update "{models.Filed._meta.db_table}" set code = %s where facet = %s', ["visited", "kind"])
    assert filed.differences()[0] == 2
