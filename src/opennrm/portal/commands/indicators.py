"""`opennrm indicators`: the sets of signs that responders look for, and how each is read."""

import click

from opennrm.standards.load import law
from opennrm.standards.sets_in_words import how_many, read_by, remarks, weight, whom

RULES = {"ilo": "published weights", "points": "points and categories", "none": "no published score"}


@click.group("indicators")
def command() -> None:
    """Sets of signs: list, explain."""


@command.command("list")
def list_command() -> None:
    """Every set with its number of signs, how it is read and whom it is for."""
    for id, one in law().indicator_sets.items():
        click.echo(f"{id:16} {len(one.indicators):3}  {RULES[one.head.rule]:22} {one.head.title}")
        click.echo(f"{'':22}{whom(one)}")


@command.command("explain")
@click.argument("name", metavar="SET")
def explain_command(name: str) -> None:
    """A set in words: its source, whom it is for, its rule, each sign, and which signs of other sets show it or are shown by it."""
    sets = law().indicator_sets
    if name not in sets:
        raise click.BadParameter(f"no set {name}; there are {', '.join(sets)}", param_hint="SET")
    one = sets[name]
    click.echo(f"{one.head.title}, {one.head.version}\n{law().sources[one.head.source].title}. The words are ours.\n\n{one.head.says}\n")
    click.echo(f"For: {whom(one)}\nSigns: {how_many(one)}\n\nHow it is read")
    for line in read_by(one):
        click.echo(f"  {line}")
    said = remarks(one)
    for group in one.dimensions:
        click.echo(f"\n{group.label} ({group.code})")
        for sign in one.of(group.code):
            weighs = f" [{weight(sign)}]" if weight(sign) else ""
            remark = f" ({said[sign.code]})" if said[sign.code] else ""
            click.echo(f"  {sign.code:6} {sign.label}{weighs}{remark}")
