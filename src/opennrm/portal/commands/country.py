"""`opennrm country`: the law as data, in words, checked, tried."""

import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import click

from opennrm.cases.spine.trial import trial
from opennrm.countries import check as checking
from opennrm.countries import folders, skeleton
from opennrm.countries.explain import explain
from opennrm.countries.form_words import form_words
from opennrm.countries.load import ProfileErrors, countries, load_profile
from opennrm.countries.scenario import scenarios
from opennrm.countries.sheets import sheets_of, unsound_sheets
from opennrm.journal import clock
from opennrm.portal.commands import publishing
from opennrm.standards.reading import Misread


@click.group("country")
def command() -> None:
    """Profiles of countries: begin, list, check, explain, form, try, publish."""


@command.command("list")
def list_command() -> None:
    """The countries with a profile, and the folder from which each is read: one of your own beats the one that ships."""
    for country in countries():
        click.echo(f"{country}  {_listed(country)}")


def _listed(country: str) -> str:
    file = folders.folder_of(country) / f"{country}.yaml"
    try:
        profile = load_profile(country)
    except ProfileErrors as wrong:
        return f"{'refused':24} {len(wrong.problems)} to mend: opennrm country check {country}  {file}"
    return f"{profile.name!s:24} {profile.status:10} edition {profile.edition[:12]}  {file}"


@command.command()
@click.argument("country")
def check(country: str) -> None:
    """Everything wrong with a profile, what it leaves open, and where the law gives less than the clause."""
    report = checking.check(country)
    click.echo(f"{folders.folder_of(country) / f'{country}.yaml'}{_replaces(country)}")
    click.echo(str(report))
    faults = [] if report.problems else list(_beside(country))
    for fault in faults:
        click.echo(fault)
    sys.exit(1 if report.problems or faults else 0)


def _beside(country: str) -> Iterator[str]:
    """What is wrong with the scenarios and the information sheets that lie beside a sound profile."""
    try:
        scenarios(country)
        sheets = sheets_of(country)
    except Misread as wrong:
        yield from map(str, wrong.problems)
        return
    yield from unsound_sheets(sheets, load_profile(country)) if sheets else ()


def _replaces(country: str) -> str:
    shipped = folders.SHIPPED / f"{country}.yaml"
    return ", instead of the one that ships" if folders.folder_of(country) != folders.SHIPPED and shipped.is_file() else ""


@command.command("new")
@click.argument("country")
@click.option("--to", "to", type=click.Path(file_okay=False, path_type=Path), help="the folder; default OPENNRM_PROFILES")
def new_command(country: str, to: Path | None) -> None:
    """Begin the profile of COUNTRY: a commented skeleton, valid at once as a draft. Overwrites nothing."""
    folder = to or folders.own()
    if folder is None:
        raise click.UsageError("say --to FOLDER, or name the folder of your profiles in OPENNRM_PROFILES")
    try:
        written = skeleton.begin(country, folder)
    except (ValueError, skeleton.Stands) as wrong:
        raise click.ClickException(str(wrong)) from None
    for path in written:
        click.echo(path)
    if folders.own() != folder.absolute():
        click.echo(f"It is read when OPENNRM_PROFILES names the folder: export OPENNRM_PROFILES={folder.absolute()}")
    click.echo(f"Next: opennrm country check {country}")


@command.command("publish")
@click.argument("country")
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--yes", is_flag=True, help="put it in force; without it nothing is changed")
@click.option("--first", default=20, show_default=True, help="how many of the cases that move are listed")
def publish_command(country: str, file: Path | None, yes: bool, first: int) -> None:
    """Show what another text of COUNTRY would move, and with --yes put it in force in this installation.

    FILE, by default the profile that is read, against the edition in force: scenarios that come out otherwise, open cases whose dates or
    statuses change, by reference alone. Nothing that was recorded changes: a decision keeps the edition of its day, and a case takes up the
    new text with the next thing that is recorded in it. A change of law is a new value with its day, not another value in the old place.
    """
    publishing.publish(country, file, yes=yes, first=first)


@command.command("explain")
@click.argument("country")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="the day; default today")
def explain_command(country: str, on: datetime | None) -> None:
    """The procedure on a day in words: stages, whose turn, tests, clocks, consent, rights, and a diagram."""
    click.echo(explain(load_profile(country), on.date() if on else clock.real().date()))


@command.command("form")
@click.argument("country")
def form_command(country: str) -> None:
    """The form by which a person is referred: each page and question, its condition, of whom it is required, where it is kept."""
    click.echo(form_words(load_profile(country)))


@command.command("try")
@click.argument("country")
def try_command(country: str) -> None:
    """Run the country's scenarios and say which hold."""
    failed = 0
    for tried in trial(country):
        failed += not tried.ok
        click.echo(f"{'holds' if tried.ok else 'FAILS'}  {tried.says}: {tried.on} {tried.expectation} is {tried.got}")
    sys.exit(1 if failed else 0)
