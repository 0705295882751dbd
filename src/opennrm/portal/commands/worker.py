"""`opennrm worker`: what has to happen without anybody asking."""

import time

import click

from opennrm.cases.spine import door, editions
from opennrm.journal import anchors, clock
from opennrm.journal.models import Installation
from opennrm.mechanism import actions, cache, limits
from opennrm.portal import gaps
from opennrm.portal.commands import standing
from opennrm.portal.morning.figures import known_until, of_years
from opennrm.portal.tables.kept import of_period
from opennrm.statistics.period import Period
from opennrm.vault import sweep


@click.command("worker")
@click.option("--once", is_flag=True, help="do what is due and stop")
@click.option("--every", default=60, show_default=True, help="seconds between two rounds")
def command(once: bool, every: int) -> None:
    """Destroy expired drafts, sweep orphaned keys, write the daily checkpoint, count the figures of the morning.

    Rounds may overlap: each is idempotent.
    """
    standing.require()
    while True:
        said = round_of_duties()
        click.echo(said)
        if once:
            return
        time.sleep(every)


def round_of_duties() -> str:
    """Everything that is due now, and a line that says how much it was. Sessions, drafts and keys follow real time."""
    at = clock.real()
    swept = sweep.sweep(at)
    limits.sweep(at)
    cache.sweep(at)
    actions.finish_factor_resets(clock.now())
    anchored = ""
    if not any(path.stat().st_mtime > at.timestamp() - 86_400 for path in anchors.checkpoints()):
        anchored = f", checkpoint {anchors.write(at).name}"
    _count_the_morning()
    return f"{swept.drafts} drafts destroyed, {swept.subject_keys + swept.draft_keys} orphaned keys swept{anchored}"


def _count_the_morning() -> None:
    """The figures stand from midnight on, the tables from the first of a month: counted here, nobody waits for them at half past seven."""
    here = Installation.current()
    if here is not None and here.country:
        today = door.today()
        latest = known_until(today).year
        years = (latest, latest - 1)
        of_years(editions.today(), years, today)
        gaps.standing(editions.today(), today)
        for year in years:
            of_period(Period.year(year), today)
