"""What is read: pages, each between requests of the bare view, with its queries."""

import random
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.cache import cache
from django.test import Client
from tests.bench.bare import beside as beside_bare
from tests.bench.bare import make_table
from tests.bench.timing import Found, Job, beside, timed
from tests.statements import statements

from opennrm.access.actor import Actor
from opennrm.access.models import CaseAccess
from opennrm.cases.spine import door, editions
from opennrm.portal.demo import names
from opennrm.portal.morning.figures import known_until, of_years
from opennrm.statistics.carried.models import Carried

ROUNDS = 200
SEARCHES = 24  # below what an hour allows one reader
MORNINGS = 5
WHAT = ": p50 / p95 · p95 against the bare view · queries"


@dataclass(frozen=True, slots=True)
class Readers:
    """Who opens the pages: somebody of a support provider, somebody of the authority, and who coordinates."""

    worker: Actor
    decider: Actor
    coordinator: Actor

    def cases(self) -> list[Any]:
        """The cases that are open to the support provider."""
        found = CaseAccess.objects.filter(agency=self.worker.agency, open=True).order_by("case_id")
        return list(found.values_list("case_id", flat=True))


def shown(readers: Readers, found: dict[str, Found]) -> Job:
    """Measure the pages; gives the bare view, for what is measured after them."""
    make_table()
    draw, cases = random.Random(1), readers.cases()
    client, authority, coordinator = (signed_in(one.id) for one in (readers.worker, readers.decider, readers.coordinator))

    plain = beside_bare(client)

    def bare() -> None:
        got(plain, f"/bare/{draw.choice(cases)}/")

    _measure(
        found,
        ROUNDS,
        {
            "bare view": bare,
            "worklist of a support provider": lambda: got(client, "/today/"),
            "worklist of the authority": lambda: got(authority, "/today/"),
            "case page": lambda: got(client, f"/cases/{draw.choice(cases)}/"),
            "list of cases": lambda: got(client, "/cases/"),
            "the coordinator's figures": lambda: got(coordinator, "/figures/"),
            "where the mechanism has holes": lambda: got(coordinator, "/gaps/"),
        },
    )
    _measure(found, SEARCHES, {"bare view": bare, "search by name": lambda: _search(authority, draw.choice(_names()))})
    _measure(found, MORNINGS, {"bare view": bare, "the coordinator's figures, first reader of a day": _first(coordinator)})
    _measure(found, MORNINGS, {"bare view": bare, "the coordinator's figures, nothing counted before": _first(coordinator, kept=False)})
    return bare


def _names() -> list[str]:
    """Names that persons of the background bear."""
    origins = names.read()["origins"]
    return sorted({f"{given} {family}" for one in origins for given in one["female"] for family in one["family"]})


def _measure(found: dict[str, Found], rounds: int, jobs: dict[str, Job]) -> None:
    """Round by round each job once, so that what else the machine does meets all alike."""
    for job in jobs.values():
        _ready(job)()
    times: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(rounds):
        for name, job in jobs.items():
            times[name].append(timed(_ready(job)))
    for name in [name for name in jobs if f"{name}{WHAT}" not in found]:
        found[f"{name}{WHAT}"] = beside(times[name], times["bare view"], f" · {statements(_ready(jobs[name]))}")


def _ready(job: Job) -> Job:
    if isinstance(job, Prepared):
        job.before()
    return job


def signed_in(person: Any) -> Client:
    """A browser of somebody, walked in by the door of the demonstration."""
    client = Client(headers={"host": "localhost"})
    answer = client.post("/demo/enter/", {"person": str(person)})
    assert answer.status_code == 302, answer.status_code
    return client


def got(client: Client, url: str) -> None:
    answer = client.get(url)
    assert answer.status_code == 200, (url, answer.status_code)


def _search(client: Client, name: str) -> None:
    answer = client.post("/search/", {"name": name})
    assert answer.status_code == 200, answer.status_code


def _first(client: Client, *, kept: bool = True) -> "Prepared":
    """The first reader of a day: of the day before the figures were counted; or of no day."""
    today = door.today() - timedelta(days=1)
    latest = known_until(today).year
    Carried.objects.all().delete()
    of_years(editions.today(), {latest, latest - 1}, today)
    rows = list(Carried.objects.all()) if kept else []

    def as_it_stood() -> None:
        cache.clear()
        Carried.objects.all().delete()
        Carried.objects.bulk_create(rows)

    return Prepared(as_it_stood, lambda: got(client, "/figures/"))


@dataclass(frozen=True, slots=True)
class Prepared:
    """A job, and what is done before each time and not measured."""

    before: Job
    job: Job

    def __call__(self) -> None:
        self.job()


def between(bare: Job, rounds: int, job: Job) -> tuple[list[float], list[float]]:
    """The times of a job, and of the bare view between."""
    job()
    pairs = [(timed(job), timed(bare)) for _ in range(rounds)]
    return [one for one, _ in pairs], [other for _, other in pairs]
