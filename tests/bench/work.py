"""The figures of a programme on one database, as JSON: run in a process of its own by `python -m tests.bench.programme`."""

import json
import random
import resource
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import django

django.setup()

from django.db import connection  # noqa: E402
from tests.bench import pages  # noqa: E402
from tests.bench.bare import beside, make_table  # noqa: E402
from tests.bench.timing import Found  # noqa: E402

from opennrm.access.models import CaseAccess  # noqa: E402
from opennrm.journal import clock  # noqa: E402
from opennrm.portal.commands import init  # noqa: E402
from opennrm.portal.demo import build  # noqa: E402
from opennrm.programme.activities import filed, models  # noqa: E402
from opennrm.programme.report import reads  # noqa: E402
from opennrm.programme.report.assemble import assemble  # noqa: E402
from opennrm.programme.report.models import Report  # noqa: E402
from opennrm.programme.report.template import template  # noqa: E402

CASES, ROUNDS = 30, 40
FIRST, YEARS = date(2010, 1, 1), 16
TEMPLATE = "permanent-council"
PERIODS = {"eighteen months": (date(2024, 7, 1), date(2025, 12, 31)), "sixteen years": (FIRST, date(2025, 12, 31))}


def main(activities: int, said: Path) -> None:
    init.prepare("XD", "demo")
    made = build.build("XD", CASES)
    officer, worker = made.who("Nela Brandt"), made.who("Ilva Marden")
    filled(officer.agency, activities)
    known()
    make_table()
    found: dict[str, Found] = {}
    client, plain = pages.signed_in(officer.id), beside(pages.signed_in(worker.id))
    case = CaseAccess.objects.filter(agency=worker.agency, open=True).values_list("case_id", flat=True)[0]
    jobs = {name: (lambda url=url: pages.got(client, url)) for name, url in urls(officer.agency).items()}
    pages._measure(found, ROUNDS, {"bare view": lambda: pages.got(plain, f"/bare/{case}/"), **jobs})
    weighed(client, urls(officer.agency), found)
    reported(officer.agency, found)
    taken_along(client, found)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    found["memory of the process that did all this, at most"] = Found(f"{most:.0f} MB")
    said.write_text(json.dumps({name: one.as_json() for name, one in found.items()}))


def urls(agency: Any) -> dict[str, str]:
    """The pages that are measured, by name."""
    rows = models.Activity.objects.filter(agency=agency)
    later = rows.filter(since__lt=date(2020, 1, 1)).order_by("-since", "id")[0]
    whole = rows.get(key="with-many-parts")
    return {
        "list of activities": "/programme/",
        "list of activities, far back": f"/programme/?after={later.since}_{later.pk}",
        "list of activities, by country and topic": "/programme/?country=MD&topic=identification&period=2020",
        "one activity": f"/programme/activities/{later.pk}/",
        "its form": f"/programme/activities/{later.pk}/change/",
        "the form of one with ten bodies, five places, five outcomes": f"/programme/activities/{whole.pk}/change/",
        "calendar of a month": "/programme/calendar/?month=2020-05",
        "a year": "/programme/timeline/?year=2020",
        "by country, with the map": "/programme/countries/",
        "one country": "/programme/countries/MD/",
        "aims and taskings": "/programme/aims/",
    }


def weighed(client: Any, addresses: dict[str, str], found: dict[str, Found]) -> None:
    """The heaviest of these pages, beside the style sheet that all share."""
    name, weight = max(((name, len(client.get(url).content)) for name, url in addresses.items()), key=lambda one: one[1])
    found["the heaviest of these pages"] = Found(f"{weight / 1000:.0f} kB ({name})")


def reported(agency: Any, found: dict[str, Found]) -> None:
    """What assembling a report takes of one core: reading what it is made from, and putting it together."""
    for name, (since, until) in PERIODS.items():
        asked = Report(agency=agency, template=TEMPLATE, since=since, until=until, language="en")
        ground, read = _worked(lambda asked=asked: reads.ground(asked))
        _, put_together = _worked(lambda ground=ground: assemble(template(TEMPLATE), ground, "en"))
        told = f"{read:.1f} · {put_together:.1f} ({len(ground.dossier.activities):,} activities)"
        found[f"report of {name}: seconds of one core to read, to put together"] = Found(told)


def taken_along(client: Any, found: dict[str, Found]) -> None:
    """All activities as a table."""
    for form in ("csv", "xlsx"):
        _, took = _worked(lambda form=form: b"".join(client.get(f"/programme/export/activities.{form}")))
        found[f"all activities as {form.upper()}: seconds of one core"] = Found(f"{took:.1f}")


def _worked(job: Callable[[], Any]) -> tuple[Any, float]:
    """What a job gives, and the seconds that a core worked for it."""
    began = time.process_time()
    return job(), time.process_time() - began


def filled(agency: Any, activities: int) -> None:
    """So many activities over sixteen years, each with two places, topics and an aim, every third with an outcome; one with many parts."""
    draw, at = random.Random(2), clock.now()
    kinds, topics = ("training", "round_table", "meeting", "visit", "research"), ("identification", "compensation", "children", "roma")
    rows = []
    for n in range(activities):
        said = _on(FIRST + timedelta(days=draw.randrange(YEARS * 365))) | {"state": "done", "sources": []}
        rows.append(models.Activity(agency=agency, key=f"many-{n}", kind=draw.choice(kinds), title=f"Activity {n}", recorded_at=at, **said))
    models.Activity.objects.bulk_create(rows, 500)
    countries = ("MD", "AM", "GE", "UA", "KZ", "AL", "TR", "XD")
    places = [models.Place(activity=row, order=n, country=code) for row in rows for n, code in enumerate(draw.sample(countries, 2))]
    models.Place.objects.bulk_create(places, 1000)
    marks = [models.Mark(activity=row, kind="topic", code=code) for row in rows for code in draw.sample(topics, 2)]
    marks += [models.Mark(activity=row, kind="aim", code="aim-identify") for row in rows]
    models.Mark.objects.bulk_create(marks, 1000)
    came = []
    for row in rows[::3]:
        when = {name: getattr(row, name) for name in ("said", "since", "until")}
        came.append(models.Outcome(agency=agency, key=f"led-{row.key}", activity=row, kind="trust_grew", recorded_at=at, **when))
    models.Outcome.objects.bulk_create(came, 1000)
    _with_many_parts(agency)
    filed.rebuild()


def known() -> None:
    """What PostgreSQL does by itself within a minute of so many new rows: it looks at them. The one of a bench may be told not to."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("vacuum analyze")


def _with_many_parts(agency: Any) -> None:
    """One activity of which much is recorded: ten bodies, five places, five outcomes."""
    kept: dict[str, Any] = {"agency": agency, "recorded_at": clock.now()}
    row = models.Activity.objects.create(key="with-many-parts", kind="training", title="Of many", state="done", **kept, **_on(FIRST))
    for n in range(10):
        body = models.Body.objects.create(key=f"body-{n}", name=f"Office of the Plenipotentiary, Directorate {n}", kind="office", **kept)
        models.Part.objects.create(activity=row, order=n, role="partner", body=body, country="MD")
    for n, code in enumerate(("MD", "AM", "GE", "UA", "KZ")):
        models.Place.objects.create(activity=row, order=n, country=code, region="The South", town="Lower Town")
        words = {"subject": "asked for two more days", "evidence": f"Minutes of the working group, page {n}", "country": code}
        models.Outcome.objects.create(activity=row, key=f"of-many-{n}", kind="trust_grew", **words, **kept, **_on(date(2011, 1, 1 + n)))


def _on(day: date) -> dict[str, Any]:
    return {"said": day.isoformat(), "since": day, "until": day}


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
