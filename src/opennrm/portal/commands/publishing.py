"""What `opennrm country publish` does: compares, tells, and only when it was said so keeps the new edition and follows it."""

from collections.abc import Iterator
from pathlib import Path

import click

from opennrm.cases.spine import editions
from opennrm.cases.spine.publishing import Moves, ScenarioMoved, moves
from opennrm.countries import folders
from opennrm.countries.load import ProfileErrors, profile_from_text, profile_text
from opennrm.countries.profile import Profile
from opennrm.countries.scenario import Scenario, scenarios, scenarios_from_text
from opennrm.journal import clock
from opennrm.journal.models import Installation

ENDINGS = (".yaml", ".scenarios.yaml", ".sheets.yaml")


def publish(country: str, file: Path | None, *, yes: bool, first: int) -> None:
    """Tell what moves; with `yes` put the new text in force. Ends with a message where the text may not be published here."""
    installation = Installation.current()
    if installation is None or installation.country != country:
        runs = installation.country if installation and installation.country else "no mechanism"
        raise click.ClickException(f"this installation runs {runs}: {country} is not in force here")
    read = folders.folder_of(country) / f"{country}.yaml"
    file = (file or read).absolute()
    text = file.read_text(encoding="utf-8")
    old, standing = editions.in_force()
    new = _profile(country, file, text)
    if text == standing:
        click.echo(f"{file}\nsays what is in force: edition {old.edition[:12]}. Nothing to publish.")
        return
    found = moves(old, new, _scenarios(country, file, new), clock.now().astimezone(new.time_zone).date(), first)
    for line in _told(old, new, found):
        click.echo(line)
    _refuse(installation, new, found)
    if not yes:
        click.echo("Nothing was changed. With --yes this edition comes into force.")
        return
    _lay_down(file, read)
    editions.put_in_force(new, text, clock.real())
    click.echo(f"Edition {new.edition[:12]} is in force, {old.edition[:12]} is kept. Start serve and worker again, so that they follow it.")


def _profile(country: str, file: Path, text: str) -> Profile:
    try:
        return profile_from_text(country, text, file=str(file))
    except ProfileErrors as wrong:
        raise click.ClickException("\n".join(map(str, wrong.problems))) from None


def _scenarios(country: str, file: Path, new: Profile) -> tuple[Scenario, ...]:
    """Those that lie beside the new text, else those of the text that is read."""
    beside = file.with_suffix(".scenarios.yaml")
    if not beside.is_file():
        return scenarios(country)
    return scenarios_from_text(country, beside.read_text(encoding="utf-8"), zone=new.zone)


def _told(old: Profile, new: Profile, found: Moves) -> Iterator[str]:
    yield f"{new.name}: edition {old.edition[:12]} is in force, {new.edition[:12]} would be ({new.status})."
    yield ""
    yield f"Scenarios that come out otherwise: {len(found.scenarios)}"
    for scenario in found.scenarios:
        yield from _scenario_told(scenario)
    yield ""
    yield f"Open cases whose dates or statuses move: {found.moved} of {found.open}"
    for case in found.listed:
        yield f"  {case.reference}"
        yield from (f"    {change}" for change in case.changes)
    if found.moved > len(found.listed):
        yield f"  and {found.moved - len(found.listed)} more"
    yield "  What was decided stays decided. Each takes up the new text with the next thing that is recorded in it."
    yield ""


def _scenario_told(scenario: ScenarioMoved) -> Iterator[str]:
    yield f"  line {scenario.scenario.line}: {scenario.scenario.says}"
    yield from (f"    {change}" for change in scenario.changes)
    yield from (f"    FAILS {fail}" for fail in scenario.fails)


def _refuse(installation: Installation, new: Profile, found: Moves) -> None:
    """A draft opens no real case, and no case may be left in a state that the law in force does not know."""
    if new.status == "draft" and not installation.synthetic:
        raise click.ClickException(
            "a draft is never in force where persons are real: status: published, once somebody who practises has read it"
        )
    if found.stranded:
        cases = ", ".join(found.stranded[:20])
        raise click.ClickException(
            f"{len(found.stranded)} open cases stand in a state that this text does not have, and would be stuck: {cases}"
        )


def _lay_down(file: Path, read: Path) -> None:
    """Put a text from elsewhere, with what lies beside it, into the folder of this installation: what is in force is also what is read."""
    if file == read.absolute():
        return
    folder = folders.own()
    if folder is None:
        raise click.ClickException("this file is not the one that is read: name a folder in OPENNRM_PROFILES, into which it is written")
    folder.mkdir(parents=True, exist_ok=True)
    for ending in ENDINGS:
        if (given := file.with_suffix(ending)).is_file():
            (folder / read.with_suffix(ending).name).write_text(given.read_text(encoding="utf-8"), encoding="utf-8")


def say_unpublished() -> None:
    """A profile whose file says something else than the law in force here: whoever edited it should not wait for it in vain."""
    try:
        in_force, standing = editions.in_force()
    except editions.NoCountry:
        return
    if profile_text(in_force.country) != standing:
        words = (
            f"The profile of {in_force.country} that is read is not the edition in force here: opennrm country publish {in_force.country}"
        )
        click.secho(words, err=True, bold=True)
