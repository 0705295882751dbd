"""`opennrm synth`: a database of invented cases with the margins of published figures, each case through the real actions."""

import fcntl
import hashlib
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from django.conf import settings

from opennrm.journal import places
from opennrm.portal.commands import init
from opennrm.portal.synth import parts, run
from opennrm.standards.reading import Misread
from opennrm.statistics.margins.allotted import plan
from opennrm.statistics.margins.impossible import Impossible
from opennrm.statistics.margins.plan import Plan
from opennrm.statistics.margins.reading import read


@click.command("synth")
@click.argument("margins", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--seed", default=1, show_default=True, help="what everything is drawn from that the margins leave open")
def command(margins: Path, seed: int) -> None:
    """Invent the cases of MARGINS, a YAML file of totals and parts, in a database that is synthetic for ever.

    The tables of the period then show just these numbers. What was broken off goes on where it was, with the same file and seed.
    """
    text = margins.read_text(encoding="utf-8")
    wanted = _plan(margins, text, seed)
    init.prepare(wanted.country, "synth")
    with _alone():
        try:
            run.begin(wanted, hashlib.sha256(text.encode()).hexdigest())
        except run.OtherInvention as other:
            raise click.ClickException(f"this database is made of {other}, for ever; use another OPENNRM_HOME") from None
        except parts.NoSuchPart as nobody:
            raise click.ClickException(str(nobody)) from None
        _invent(wanted)
    _say(wanted)


@contextmanager
def _alone() -> Iterator[None]:
    """Of two who went on at once, each would do again what the other did. The lock goes with the process, however that ends.

    Raises ClickException where somebody invents already.
    """
    with (settings.HOME / "synth.lock").open("w") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise click.ClickException("cases are being invented here at this moment; wait until that is done") from None
        yield


def _plan(margins: Path, text: str, seed: int) -> Plan:
    try:
        return plan(read(str(margins), text), seed)
    except Misread as wrong:
        raise click.ClickException("\n".join(map(str, wrong.problems))) from None
    except Impossible as impossible:
        raise click.ClickException(f"{margins}: {'.'.join(map(str, impossible.path))}: {impossible}") from None


def _invent(wanted: Plan) -> None:
    """Do what is still to be done, with a bar on a terminal and a line now and then elsewhere."""
    pace = _Pace(len(wanted.cases) + len(wanted.notifications))
    with click.progressbar(  # type: ignore[var-annotated]  # it runs over nothing: it is told
        length=pace.all,
        label=f"{wanted.country} {wanted.period.name}",
        show_pos=True,
        item_show_func=lambda _: pace.says,
        file=sys.stderr,
        hidden=not sys.stderr.isatty(),
    ) as bar:

        def progress(begun: int) -> None:
            pace.step(begun)
            bar.update(begun)
            if not sys.stderr.isatty():
                click.echo(f"{pace.done:,} of {pace.all:,}, {pace.says}", err=True)

        run.go_on(wanted, progress)


class _Pace:
    """How many cases and notifications have begun, of how many, and how fast; the first count is of those that were there."""

    def __init__(self, all: int) -> None:
        self.all, self.done = all, 0
        self.before: int | None = None
        self.began = time.monotonic()

    def step(self, begun: int) -> None:
        """So many more have begun."""
        self.done += begun
        if self.before is None:
            self.before, self.began = self.done, time.monotonic()

    @property
    def says(self) -> str:
        """The rate, as it is shown."""
        return f"{(self.done - (self.before or 0)) / max(time.monotonic() - self.began, 0.001):.0f} a second"


def _say(wanted: Plan) -> None:
    earlier = sum(case.referred_on < wanted.period.start for case in wanted.cases)
    click.echo(
        f"{len(wanted.cases) - earlier:,} referrals of {wanted.period.name}, {earlier:,} of before, "
        f"{len(wanted.notifications):,} notifications; the journal ends at position {places.last():,}"
    )
    for path, count in wanted.chosen.items():
        click.echo(f"left open by the margins, and chosen: {path} {count:,}")
    click.echo(f"see opennrm statistics table {wanted.country} --period {wanted.period.name}")
