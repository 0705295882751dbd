"""Some thousand invented cases behind the twelve ways: drawn from a seed, so that every demonstration has the same ones. Pure."""

import random
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from opennrm.cases.contact.rules import purposes_of
from opennrm.portal.demo.courses import Course, before
from opennrm.portal.demo.names import accounts, age_band

Row = Mapping[str, Any]
# Who acts in the background, by part: `person/agency` where both are named.
PARTS = (
    *("responders", "deciders", "reviewers", "authority", "child_office", "houses"),
    *("guardians", "lawyers", "migration", "police", "labour", "forces"),
)
# Of those who were taken up: of how many the police force of the place was told at once, and how many crimes it has recorded.
TOLD, RECORDED = 0.96, 0.98
# The law of the Demo Republic on police forces: where one was told before this day, a crime is recorded after the final decision,
# wherever it was done; from then on after the first, where it was done here.
RECORDED_EARLY = date(2026, 3, 1)
YEARS = {"child": (10, 16), "adult": (19, 52)}
FORMS = {
    "adult": {"labour": 40, "sexual": 30, "domestic": 14, "begging": 8, "criminal": 8},
    "child": {"criminal": 38, "sexual": 26, "begging": 20, "labour": 16},
}
PLACES = {"in_country": 76, "abroad": 16, "both": 8}
OWN_COUNTRY = "XD"
ABROAD = "All that is known was done in other countries."


def rows(seed: int, count: int, since: date, until: date, names: Mapping[str, Any], people: Mapping[str, Any]) -> Iterator[Row]:
    """`count` rows in the shape that `walk.Walk` reads, with steps from `since` to before `until`. `people`: who acts, by part."""
    draw = random.Random(seed)  # noqa: S311 — invented people, not keys
    span = (until - since).days
    for number in range(count):
        begins = datetime.combine(since + timedelta(days=int(span * draw.random() ** 0.5)), datetime.min.time())
        yield _row(draw, number, begins, until, names, people)


def _row(draw: random.Random, number: int, begins: datetime, until: date, names: Mapping[str, Any], people: Mapping[str, Any]) -> Row:
    origin = draw.choice(names["origins"])
    age = "child" if draw.random() < 0.18 else "adult"
    sex = draw.choice(["female", "male"])
    years = draw.randint(*YEARS[age])
    episode = _episode(draw, begins, age, years)
    about = _about(draw, origin, sex, age, years)
    course = Course(draw, begins, people, about, episode["purposes"][0])
    return {
        "id": f"background-{number}",
        "person": {
            "given": draw.choice(origin[sex]),
            "family": draw.choice(origin["family"]),
            "birth": str(begins.year - years),
            "birth_known_by": "person",
            "phone": f"+000 555 {number:04d}",
        },
        "about": about,
        "account": draw.choice(accounts(names, episode["forms"][0])),
        "signs": dict.fromkeys(draw.sample(["G2", "G3", "G13", "G21", "G25", "G27", "G29"], 3), "reported"),
        "episodes": [episode],
        "steps": list(
            before(
                _with_force(number, course.steps, episode, episode.get("region", about["region"]), people),
                datetime.combine(until, datetime.min.time()),
            )
        ),
    }


def _with_force(number: int, steps: list[dict[str, Any]], episode: Row, region: str, people: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The steps with those about the police force of the place, drawn apart so that they move no other."""
    draw = random.Random(f"force:{number}")  # noqa: S311 — invented people, not keys
    taken_up = next((step for step in steps if step["do"] == "accept"), None)
    if taken_up is None:
        return steps
    late = timedelta(days=draw.randint(6, 30)) if draw.random() > TOLD else timedelta()
    told = datetime.fromisoformat(taken_up["at"]) + timedelta(minutes=draw.randint(3, 40)) + late
    abroad = episode["place"] == "abroad"
    by_place = {"place": "encounter", "why": ABROAD} if abroad else {"place": "exploitation"}
    found = [_step(told, "force", taken_up["by"], agency=people["forces"][region], **by_place)]
    decided = _recorded_after(steps, told, abroad=abroad)
    if decided is not None and draw.random() < RECORDED:
        days = timedelta(days=draw.randint(2, 12), minutes=draw.randint(0, 360))
        on = max(datetime.fromisoformat(decided["at"]).replace(hour=10), told) + days
        found.append(_step(on, "crime", decided["by"], reference=f"{region}/{on.year}/{number:04d}"))
    return sorted([*steps, *found], key=lambda step: str(step["at"]))


def _recorded_after(steps: list[dict[str, Any]], told: datetime, *, abroad: bool) -> dict[str, Any] | None:
    """The decision after which the force records the crime, by the law of the day on which it was told; None where it records none."""
    early = told.date() < RECORDED_EARLY
    after = "identify" if early else "" if abroad else "grounds"
    return next((step for step in steps if step["do"] == after), None)


def _step(at: datetime, do: str, by: str, **more: str) -> dict[str, Any]:
    return {"at": at.isoformat(timespec="minutes"), "do": do, "by": by, **more}


def _about(draw: random.Random, origin: Mapping[str, Any], sex: str, age: str, years: int) -> dict[str, Any]:
    alone = {"unaccompanied": True} if age == "child" and draw.random() < 0.6 else {}
    own = origin["citizenship"] == OWN_COUNTRY
    return {
        "age": age,
        "sex": sex,
        "age_band": age_band(years),
        "citizenships": [origin["citizenship"]],
        "nationality": "national" if own else "foreign",
        "residence": "lawful" if own else draw.choice(["none", "none", "lawful"]),
        "languages": [origin["language"]],
        "interpreter": "" if own else "yes",
        "region": draw.choice(["VEL", "ALD", "NOR"]),
        **alone,
    }


def _episode(draw: random.Random, begins: datetime, age: str, years: int) -> dict[str, Any]:
    form = _drawn(draw, FORMS[age])
    began = begins - timedelta(days=draw.randint(60, 700))
    place = _drawn(draw, PLACES)
    child_then = age == "child" or began.year - (begins.year - years) < 18
    return {
        "acts": draw.choice([["recruitment"], ["recruitment", "harbouring"], ["transport", "harbouring"]]),
        "means": [draw.choice(["deception", "threat", "coercion", "abuse_of_vulnerability"])],
        "purposes": list(purposes_of([form])),
        "forms": [form],
        "place": place,
        **({} if place == "abroad" else {"region": draw.choice(["VEL", "ALD", "NOR"])}),
        "began": began.strftime("%Y-%m"),
        "age_then": "unknown" if draw.random() < 0.1 else "child" if child_then else "adult",
    }


def _drawn(draw: random.Random, weights: Mapping[str, int]) -> str:
    return draw.choices(list(weights), list(weights.values()))[0]
