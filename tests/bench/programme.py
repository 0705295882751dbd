"""The work of a programme with twenty thousand activities: `python -m tests.bench.programme` measures its pages beside the bare view.

The activities are written as rows, not by actions: what is measured here is reading. What lists follow is then filed by the command that
makes it again.
"""

import os
import random
import sys
import tempfile
from datetime import date, timedelta

ACTIVITIES, ROUNDS = 20_000, 10


def main(activities: int = ACTIVITIES) -> None:
    with tempfile.TemporaryDirectory(prefix="opennrm-bench-") as folder:
        own = {"OPENNRM_HOME": f"{folder}/home", "OPENNRM_KEYS": f"{folder}/keys", "OPENNRM_INSECURE_HTTP": "1", "OPENNRM_DATABASE_URL": ""}
        os.environ |= {**own, "DJANGO_SETTINGS_MODULE": "opennrm.portal.settings"}
        import django  # noqa: PLC0415  settings stand in the environment by now

        django.setup()
        for name, said in measured(activities).items():
            print(f"| {name} | {said} |")


def measured(activities: int) -> dict[str, str]:
    """Each page with so many activities: its times, beside the bare view, and its queries."""
    from tests.bench import pages  # noqa: PLC0415
    from tests.bench.bare import beside, make_table  # noqa: PLC0415

    from opennrm.access.models import CaseAccess  # noqa: PLC0415
    from opennrm.portal.commands import init  # noqa: PLC0415
    from opennrm.portal.demo import build  # noqa: PLC0415
    from opennrm.programme.activities import models  # noqa: PLC0415

    init.prepare("XD", "demo")
    made = build.build("XD", 30)
    officer = made.who("Nela Brandt")
    filled(officer.agency, activities)
    make_table()
    client, worker = pages.signed_in(officer.id), made.who("Ilva Marden")
    case = CaseAccess.objects.filter(agency=worker.agency, open=True).values_list("case_id", flat=True)[0]
    plain = beside(pages.signed_in(worker.id))
    later = models.Activity.objects.filter(agency=officer.agency, since__lt=date(2020, 1, 1)).order_by("-since", "id")[0]
    urls = {
        "list of activities": "/programme/",
        "list of activities, far back": f"/programme/?after={later.since}_{later.pk}",
        "list of activities, by country and topic": "/programme/?country=MD&topic=identification&period=2020",
        "one activity": f"/programme/activities/{later.pk}/",
        "its form": f"/programme/activities/{later.pk}/change/",
        "calendar of a month": "/programme/calendar/?month=2020-05",
        "a year": "/programme/timeline/?year=2020",
        "by country, with the map": "/programme/countries/",
        "one country": "/programme/countries/MD/",
        "aims and taskings": "/programme/aims/",
    }
    found: dict[str, pages.Found] = {}
    jobs = {name: (lambda url=url: pages.got(client, url)) for name, url in urls.items()}
    pages._measure(found, ROUNDS, {"bare view": lambda: pages.got(plain, f"/bare/{case}/"), **jobs})
    return {name: one.told for name, one in found.items()}


def filled(agency: object, activities: int) -> None:
    """So many activities over sixteen years, each with two places, topics and an aim, every third with an outcome."""
    from opennrm.journal import clock  # noqa: PLC0415
    from opennrm.programme.activities import filed, models  # noqa: PLC0415

    draw, at = random.Random(2), clock.now()
    kinds, topics = ("training", "round_table", "meeting", "visit", "research"), ("identification", "compensation", "children", "roma")
    rows = []
    for n in range(activities):
        on = date(2010, 1, 1) + timedelta(days=draw.randrange(16 * 365))
        said = {"said": on.isoformat(), "since": on, "until": on, "state": "done", "sources": []}
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
    filed.rebuild()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ACTIVITIES)
