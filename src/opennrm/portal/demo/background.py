"""Some thousand invented cases behind the twelve ways: drawn from a seed, so that every demonstration has the same ones. Pure."""

import random
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

Row = Mapping[str, Any]


def rows(seed: int, count: int, since: date, until: date, names: Mapping[str, Any], people: Mapping[str, list[str]]) -> Iterator[Row]:
    """`count` rows in the shape that `walk.Walk` reads, with steps from `since` to before `until`. `people`: who acts, by part."""
    draw = random.Random(seed)  # noqa: S311 — invented people, not keys
    span = (until - since).days
    for number in range(count):
        begins = datetime.combine(since + timedelta(days=int(span * draw.random() ** 0.7)), datetime.min.time())
        yield _row(draw, number, begins, until, names, people)


def _row(draw: random.Random, number: int, begins: datetime, until: date, names: Mapping[str, Any], people: Mapping[str, list[str]]) -> Row:
    origin = draw.choice(names["origins"])
    child = draw.random() < 0.18
    sex = draw.choice(["female", "male"])
    house = draw.choice(people["houses"]).split("/")
    steps = [step for step in _steps(draw, begins, people, house, child) if datetime.fromisoformat(step["at"]).date() < until]
    return {
        "id": f"background-{number}",
        "person": {
            "given": draw.choice(origin[sex]),
            "family": draw.choice(origin["family"]),
            "birth": str(draw.randint(2009, 2012) if child else draw.randint(1975, 2005)),
            "birth_known_by": "person",
            "phone": f"+000 555 {number:04d}",
        },
        "about": {
            "age": "child" if child else "adult",
            "sex": sex,
            "age_band": "9_17" if child else draw.choice(["18_20", "21_23", "27_29", "30_38", "39_47"]),
            "citizenships": [origin["citizenship"]],
            "nationality": "foreign",
            "residence": draw.choice(["none", "none", "lawful"]),
            "languages": [origin["language"]],
            "interpreter": "yes",
            "region": draw.choice(["VEL", "ALD", "NOR"]),
        },
        "account": draw.choice(names["accounts"]),
        "signs": dict.fromkeys(draw.sample(["G2", "G3", "G13", "G21", "G25", "G27", "G29"], 3), "reported"),
        "episodes": [_episode(draw, begins)],
        "steps": steps,
    }


def _episode(draw: random.Random, begins: datetime) -> Row:
    purpose, form = draw.choice(
        [("forced_labour", "labour"), ("sexual_exploitation", "sexual"), ("servitude", "domestic"), ("begging", "begging")]
    )
    return {
        "acts": ["recruitment"],
        "means": [draw.choice(["deception", "threat", "coercion", "abuse_of_vulnerability"])],
        "purposes": [purpose],
        "forms": [form],
        "place": "in_country",
        "region": draw.choice(["VEL", "ALD", "NOR"]),
        "began": (begins - timedelta(days=draw.randint(60, 700))).strftime("%Y-%m"),
        "age_then": "unknown",
    }


def _steps(draw: random.Random, begins: datetime, people: Mapping[str, list[str]], house: list[str], child: bool) -> Iterator[Row]:
    responder, decider = draw.choice(people["responders"]), draw.choice(people["deciders"])
    clock = _Clock(draw, begins)
    yield {"at": clock.later(0, 0), "do": "contact", "by": responder, "channel": "outreach"}
    if child:
        yield {"at": clock.later(0, 0), "do": "inform", "by": responder, "party": "child_office", "agency": people["child_office"][0]}
    elif draw.random() < 0.08:
        yield {"at": clock.later(0, 0), "do": "say_no", "by": responder}
        return
    yield {
        "at": clock.later(0, 0),
        "do": "refer",
        "by": responder,
        "to": people["authority"][0],
        **({} if child else {"support": house[1]}),
    }
    yield {"at": clock.later(0, 2), "do": "accept", "by": decider}
    if draw.random() < 0.12:
        yield from _negative(clock, decider, people, child)
        return
    yield {"at": clock.later(2, 9), "do": "grounds", "by": decider}
    yield {"at": clock.later(0, 1), "do": "reflection", "by": decider}
    yield {"at": clock.later(0, 1), "do": "give", "by": decider, "right": "reflection.informed"}
    if not child:
        yield from _support(draw, clock, house[0])


def _negative(clock: "_Clock", decider: str, people: Mapping[str, list[str]], child: bool) -> Iterator[Row]:
    yield {"at": clock.later(1, 3), "do": "consult", "by": decider}
    heard = dict.fromkeys(("first_responder", "support_provider", "person"), "Nothing that was not written.")
    weighed = {"for": "The person's own account", "against": "Free to come and go throughout"}
    said = {"answers": heard, "evidence": weighed, "minute": "The means are not made out on what is available."}
    yield {"at": clock.later(1, 3), "do": "propose_no", "by": decider, **said}
    yield {"at": clock.later(1, 4), "do": "confirm_no", "by": people["reviewers"][0]}


def _support(draw: random.Random, clock: "_Clock", worker: str) -> Iterator[Row]:
    for right in ("rights.informed", "accommodation", "subsistence", "compensation.informed", "needs.assessed", "legal.aid"):
        chance = draw.random()
        do = "give" if chance < 0.9 else "decline" if chance < 0.94 else "miss" if chance < 0.96 else ""
        if do:
            yield {"at": clock.later(0, 2), "do": do, "by": worker, "right": right}


class _Clock:
    """The time of one person's steps: each some days after the one before, within office hours."""

    def __init__(self, draw: random.Random, begins: datetime) -> None:
        self.draw, self.day, self.minute = draw, begins, 8 * 60

    def later(self, least: int, most: int) -> str:
        days = self.draw.randint(least, most)
        self.minute = min(self.minute + self.draw.randint(1, 40), 17 * 60) if days == 0 else 8 * 60 + self.draw.randint(0, 480)
        self.day += timedelta(days=days)
        return (self.day + timedelta(minutes=self.minute)).isoformat(timespec="minutes")
