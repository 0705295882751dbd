"""`opennrm country compare`: one clause, or one right, in all countries."""

from datetime import datetime

import click

from opennrm.countries.compare import NoSuchClause, compare
from opennrm.countries.load import ProfileErrors, countries, load_profile
from opennrm.countries.profile import Profile
from opennrm.journal import clock


@click.command("compare")
@click.argument("clause")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="the day; default today")
def command(clause: str, on: datetime | None) -> None:
    """Side by side: who is bound by CLAUSE (COE-13.1) or by those of a right (reflection.period), and what each law gives."""
    try:
        click.echo(compare(clause, _profiles(), on.date() if on else clock.real().date()), nl=False)
    except NoSuchClause as unknown:
        raise click.ClickException(str(unknown)) from None


def _profiles() -> list[Profile]:
    found = []
    for country in countries():
        try:
            found.append(load_profile(country))
        except ProfileErrors as wrong:
            click.echo(f"{country} is left out: {len(wrong.problems)} to mend, see opennrm country check {country}", err=True)
    return found
