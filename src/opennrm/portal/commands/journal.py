"""`opennrm journal`: does what is recorded still hold, and what did it say on a day?"""

import os
import sys
from datetime import datetime

import click
from django.db import transaction

from opennrm.journal import anchors, clock, replay
from opennrm.portal.commands.asking import case_named
from opennrm.portal.commands.showing import say_case


@click.group("journal")
def command() -> None:
    """Verify the chains, rebuild the tables, look at a past day."""


def _progress(done: int) -> None:
    click.echo(f"\r{done} streams", nl=False, err=True)


at_once = click.option("--at-once", default=os.cpu_count() or 1, help="by how many processes; default one for each core")


@command.command()
@at_once
def verify(at_once: int) -> None:
    """Check every chain, every anchor, and that the tables say what a replay of the events says."""
    faults = [*replay.verify(_progress, at_once), *anchors.faults()]
    click.echo(err=True)
    for fault in faults:
        click.echo(f"{fault.stream or 'journal'} {fault.seq or ''}: {fault.says}")
    click.echo(f"{replay.size()} events, {len(anchors.checkpoints())} checkpoints, {len(faults)} faults")
    sys.exit(1 if faults else 0)


@command.command()
@at_once
def rebuild(at_once: int) -> None:
    """Drop every table that is computed from events and make it again; until it is done nothing can be recorded."""
    done = replay.rebuild(_progress, at_once)
    click.echo(f"\n{done} streams folded again")


@command.command("as-at")
@click.argument("case")
@click.argument("instant", type=click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S%z"]))
def as_at(case: str, instant: datetime) -> None:
    """What was recorded of CASE (reference or id) by INSTANT (a date means the end of that day, UTC)."""
    at = _end_of(instant)
    with transaction.atomic():
        position = replay.position_at(at)
    say_case(case_named(case), until=position, on=at)


@command.command()
def anchor() -> None:
    """Write a signed checkpoint over all chains to the anchor directory; copy it out of the application's reach."""
    click.echo(f"{anchors.write(clock.real())}")


def _end_of(instant: datetime) -> datetime:
    if instant.tzinfo is None:
        instant = instant.replace(tzinfo=clock.real().tzinfo)
    bare = (instant.hour, instant.minute, instant.second) == (0, 0, 0)
    return instant.replace(hour=23, minute=59, second=59, microsecond=999_999) if bare else instant
