"""`opennrm country`: the law as data, in words, checked, tried."""

import sys
from datetime import datetime

import click

from opennrm.cases.spine.trial import trial
from opennrm.countries import check as checking
from opennrm.countries.explain import explain
from opennrm.countries.load import countries, load_profile
from opennrm.journal import clock


@click.group("country")
def command() -> None:
    """Profiles of countries: list, check, explain, try."""


@command.command("list")
def list_command() -> None:
    """The countries with a profile."""
    for country in countries():
        profile = load_profile(country)
        click.echo(f"{country}  {profile.name!s:24} {profile.status:10} edition {profile.edition[:12]}")


@command.command()
@click.argument("country")
def check(country: str) -> None:
    """Everything wrong with a profile, what it leaves open, and where the law gives less than the clause."""
    report = checking.check(country)
    click.echo(str(report))
    sys.exit(1 if report.problems else 0)


@command.command("explain")
@click.argument("country")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="the day; default today")
def explain_command(country: str, on: datetime | None) -> None:
    """The procedure on a day in words: stages, whose turn, tests, clocks, consent, rights, and a diagram."""
    click.echo(explain(load_profile(country), on.date() if on else clock.real().date()))


@command.command("try")
@click.argument("country")
def try_command(country: str) -> None:
    """Run the country's scenarios and say which hold."""
    failed = 0
    for tried in trial(country):
        failed += not tried.ok
        click.echo(f"{'holds' if tried.ok else 'FAILS'}  {tried.says}: {tried.on} {tried.expectation} is {tried.got}")
    sys.exit(1 if failed else 0)
