"""The figures of one database, as JSON: run in a process of its own by `python -m tests.bench`."""

import json
import random
import statistics
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client, override_settings  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from tests.bench.bare import make_table  # noqa: E402

from opennrm.access.models import CaseAccess  # noqa: E402
from opennrm.cases.spine import door  # noqa: E402
from opennrm.cases.spine.reads import rights_of  # noqa: E402
from opennrm.cases.spine.status import status  # noqa: E402
from opennrm.countries.load import countries, profile_from_text, profile_text  # noqa: E402
from opennrm.journal import clock  # noqa: E402
from opennrm.journal.models import JournalEvent  # noqa: E402
from opennrm.portal.commands import init  # noqa: E402
from opennrm.portal.demo import background, build, mechanism, names, walk  # noqa: E402

BARE = [m for m in settings.MIDDLEWARE if m.startswith(("django.", "whitenoise"))]
ROUNDS = 200
ROWS = 1000


def main(cases: int, said: Path) -> None:
    init.prepare("XD", "demo")
    found: dict[str, Any] = {}
    made = _built(cases, found)
    _referrals(made, found)
    _pages(made, found)
    _law(found)
    said.write_text(json.dumps(found))


def _built(cases: int, found: dict[str, Any]) -> mechanism.Mechanism:
    began = time.perf_counter()
    made = build.build("XD", cases, _progress)
    took, events = time.perf_counter() - began, JournalEvent.objects.exclude(kind="reading").count()
    found["events of the whole ways, in bulk, a second"] = f"{events / took:.0f} ({events:,} in {took:.0f} s)"
    return made


def _progress(done: int, all: int) -> None:
    print(f"\r{done} of {all} acts", end="", file=sys.stderr)


def _referrals(made: mechanism.Mechanism, found: dict[str, Any]) -> None:
    """Contact, signs, consent and referral through the real actions: in bulk, and one at a time."""
    given = mechanism.read("XD")["background"]
    people = {part: given[part] for part in background.PARTS}
    today = clock.now().date()
    rows = list(background.rows(7, 1300, today, today + timedelta(days=2), names.read(), people))
    walks = [walk.Walk(made, row) for row in rows if any(step["do"] == "refer" for step in row["steps"])]
    bulk, single = walks[:1000], walks[1000:1100]
    began = time.perf_counter()
    for first in range(0, len(bulk), 250):
        with clock.held(clock.now()), door.batch():
            for one in bulk[first : first + 250]:
                _refer(one)
    found["referrals in bulk, a second (contact, signs, consents, referral: 9 events each)"] = (
        f"{len(bulk) / (time.perf_counter() - began):.0f}"
    )
    times = [_timed(lambda one=one: _refer(one)) for one in single]
    found["a referral alone, p50 / p95 (four transactions)"] = _percentiles(times)


def _refer(one: walk.Walk) -> None:
    for step in one.row["steps"]:
        if step["do"] in ("contact", "inform", "refer"):
            walk.DOES[step["do"]](one, one.mechanism.who(step["by"]), step, clock.now().date())


def _pages(made: mechanism.Mechanism, found: dict[str, Any]) -> None:
    make_table()
    worker, decider = made.who("Ilva Marden"), made.who("Oda Brissen")
    draw = random.Random(1)
    cases = list(CaseAccess.objects.filter(agency=worker.agency, open=True).order_by("case_id").values_list("case_id", flat=True))
    client, authority = _signed_in(worker.id), _signed_in(decider.id)
    jobs: dict[str, Callable[[], None]] = {
        "bare view": lambda: _bare(client, draw.choice(cases)),
        "worklist of a support provider": lambda: _get(client, "/today/"),
        "worklist of the authority": lambda: _get(authority, "/today/"),
        "case page": lambda: _get(client, f"/cases/{draw.choice(cases)}/"),
        "list of cases": lambda: _get(client, "/cases/"),
    }
    for job in jobs.values():
        job()
        job()
    times: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(ROUNDS):
        for name, job in jobs.items():
            times[name].append(_timed(job))
    bare = sorted(times["bare view"])
    for name in jobs:
        ratio = _at(sorted(times[name]), 0.95) / _at(bare, 0.95)
        with CaptureQueriesContext(connection) as asked:
            jobs[name]()
        queries = sum(not one["sql"].startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")) for one in asked)
        found[f"{name}: p50 / p95 · p95 against the bare view · queries"] = f"{_percentiles(times[name])} · {ratio:.1f} × · {queries}"


def _law(found: dict[str, Any]) -> None:
    """All profiles read anew, and how a thousand rights stand today: rows that were stored, no facts read."""
    began = time.perf_counter()
    read = [profile_from_text(country, profile_text(country)) for country in countries()]
    found["all profiles, read from their files"] = f"{(time.perf_counter() - began) * 1000:.0f} ms ({len(read)})"
    rows: list[Any] = []
    for case in CaseAccess.objects.order_by("case_id").values_list("case_id", flat=True).distinct().iterator():
        rows += rights_of(case)
        if len(rows) >= ROWS:
            break
    on, asked = clock.now().date(), rows[:ROWS]
    times = [_timed(lambda: [status(row, on) for row in asked]) for _ in range(200)]
    found["status of 1,000 stored rights, p50 / p95"] = _percentiles(times)


def _signed_in(person: Any) -> Client:
    client = Client(headers={"host": "localhost"})
    answer = client.post("/demo/enter/", {"person": str(person)})
    assert answer.status_code == 302, answer.status_code
    return client


def _get(client: Client, url: str) -> None:
    answer = client.get(url)
    assert answer.status_code == 200, (url, answer.status_code)


def _bare(client: Client, case_id: Any) -> None:
    with override_settings(ROOT_URLCONF="tests.bench.urls", MIDDLEWARE=BARE):
        plain = Client(headers={"host": "localhost"})
        plain.cookies = client.cookies
        answer = plain.get(f"/bare/{case_id}/")
        assert answer.status_code == 200, answer.status_code


def _timed(job: Callable[[], None]) -> float:
    began = time.perf_counter()
    job()
    return (time.perf_counter() - began) * 1000


def _at(times: list[float], share: float) -> float:
    return times[min(int(len(times) * share), len(times) - 1)]


def _percentiles(times: list[float]) -> str:
    return f"{statistics.median(times):.1f} / {_at(sorted(times), 0.95):.1f}"


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
