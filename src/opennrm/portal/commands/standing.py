"""Whether the tables of this installation are those that this edition of the software reads; where they are not, what to do about it."""

from collections.abc import Sequence

import click
from django.db import DatabaseError, connections
from django.db.migrations.loader import MigrationLoader

from opennrm.journal.models import Installation

FIRST = "Make one by `opennrm init --country XX`, or say where it is: OPENNRM_HOME, OPENNRM_KEYS, OPENNRM_DATABASE_URL."
TOLD = 5  # of the missing changes, by name: the rest as a number


def require() -> None:
    """Let nobody serve or work on tables of another edition.

    Raises ClickException, which says by which command they are brought up to date.
    """
    try:
        # A change is recorded in both databases, whichever of them has the tables.
        missing = list(dict.fromkeys(name for database in ("default", "keys") for name in _missing(database)))
    except DatabaseError as closed:
        raise click.ClickException(f"the database cannot be opened: {closed}\nIs there none yet? {FIRST}") from None
    if missing or _standing() is None:
        raise click.ClickException(_told(missing))


def _missing(database: str) -> list[str]:
    """The changes of tables that this edition brings and this database does not have."""
    loader = MigrationLoader(connections[database])
    # Not by a plan towards the latest changes: where the latest stands, a plan looks at none before it.
    return [".".join(change) for change in sorted(loader.graph.nodes) if change not in loader.applied_migrations]


def _told(missing: Sequence[str]) -> str:
    standing = _standing()
    if standing is None:
        return f"there is no installation here. {FIRST}"
    many = "one change of them is" if len(missing) == 1 else f"{len(missing)} changes of them are"
    listed = [*missing[:TOLD], *([f"and {len(missing) - TOLD} more"] if len(missing) > TOLD else [])]
    return "\n".join(
        (
            f"the tables of this installation are of an earlier edition of the software: {many} missing",
            *(f"  {one}" for one in listed),
            "Nothing is served until that is made good. Stop every server and worker, copy database and keys to a safe place, then",
            f"  {_command(*standing)}",
            "brings the tables up to date; it changes no record. Then start again.",
        )
    )


def _standing() -> tuple[str, str] | None:
    """Country and kind of the installation; none where there never was one."""
    try:
        return Installation.objects.values_list("country", "kind").first()
    except DatabaseError:
        return None


def _command(country: str, kind: str) -> str:
    if kind == "demo":
        return "opennrm demo --build-only"
    return f"opennrm init {f'--country {country}' if country else '--observer'} --kind {kind}"
