"""Some thousand invented cases behind the twelve ways: drawn from a seed, so that every demonstration has the same ones. Pure."""

import random
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from opennrm.portal.demo.courses import Course, before

Row = Mapping[str, Any]
# Who acts in the background, by part: `person/agency` where both are named.
PARTS = (
    *("responders", "deciders", "reviewers", "authority", "child_office", "houses"),
    *("guardians", "lawyers", "migration", "police", "labour", "forces"),
)
# Of those who were taken up: of how many the police force of the place was told, and how many crimes it has recorded.
TOLD, RECORDED = 0.96, 0.96


def rows(seed: int, count: int, since: date, until: date, names: Mapping[str, Any], people: Mapping[str, Any]) -> Iterator[Row]:
    """`count` rows in the shape that `walk.Walk` reads, with steps from `since` to before `until`. `people`: who acts, by part."""
    draw = random.Random(seed)  # noqa: S311 — invented people, not keys
    span = (until - since).days
    for number in range(count):
        begins = datetime.combine(since + timedelta(days=int(span * draw.random() ** 0.5)), datetime.min.time())
        yield _row(draw, number, begins, until, names, people)


def _row(draw: random.Random, number: int, begins: datetime, until: date, names: Mapping[str, Any], people: Mapping[str, Any]) -> Row:
    origin = draw.choice(names["origins"])
    child = draw.random() < 0.18
    sex = draw.choice(["female", "male"])
    episode = _episode(draw, begins)
    about = _about(draw, origin, sex, child=child)
    course = Course(draw, begins, people, about, episode["purposes"][0])
    return {
        "id": f"background-{number}",
        "person": {
            "given": draw.choice(origin[sex]),
            "family": draw.choice(origin["family"]),
            "birth": str(draw.randint(2009, 2012) if child else draw.randint(1975, 2005)),
            "birth_known_by": "person",
            "phone": f"+000 555 {number:04d}",
        },
        "about": about,
        "account": draw.choice(names["accounts"]),
        "signs": dict.fromkeys(draw.sample(["G2", "G3", "G13", "G21", "G25", "G27", "G29"], 3), "reported"),
        "episodes": [episode],
        "steps": list(before(_with_force(number, course.steps, episode, people), datetime.combine(until, datetime.min.time()))),
    }


def _with_force(number: int, steps: list[dict[str, Any]], episode: Row, people: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The steps with those about the police force of the place, drawn apart so that they move no other."""
    draw = random.Random(f"force:{number}")  # noqa: S311 — invented people, not keys
    taken_up = next((step for step in steps if step["do"] == "accept"), None)
    if taken_up is None or draw.random() > TOLD:
        return steps
    told = datetime.fromisoformat(taken_up["at"]) + timedelta(minutes=draw.randint(3, 40))
    said = {"agency": people["forces"][episode["region"]], "place": "exploitation"}
    found = [_step(told, "force", taken_up["by"], **said)]
    decided = next((step for step in steps if step["do"] == "grounds"), None)
    if decided is not None and draw.random() < RECORDED:
        on = datetime.fromisoformat(decided["at"]).replace(hour=10) + timedelta(days=draw.randint(2, 12), minutes=draw.randint(0, 360))
        found.append(_step(on, "crime", decided["by"], reference=f"{episode['region']}/{on.year}/{number:04d}"))
    return sorted([*steps, *found], key=lambda step: str(step["at"]))


def _step(at: datetime, do: str, by: str, **more: str) -> dict[str, Any]:
    return {"at": at.isoformat(timespec="minutes"), "do": do, "by": by, **more}


def _about(draw: random.Random, origin: Mapping[str, Any], sex: str, *, child: bool) -> dict[str, Any]:
    alone = {"unaccompanied": True} if child and draw.random() < 0.6 else {}
    return {
        "age": "child" if child else "adult",
        "sex": sex,
        "age_band": "9_17" if child else draw.choice(["18_20", "21_23", "27_29", "30_38", "39_47"]),
        "citizenships": [origin["citizenship"]],
        "nationality": "foreign",
        "residence": draw.choice(["none", "none", "lawful"]),
        "languages": [origin["language"]],
        "interpreter": "yes",
        "region": draw.choice(["VEL", "ALD", "NOR"]),
        **alone,
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
