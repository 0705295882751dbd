"""How a command names a case."""

from uuid import UUID

import click

from opennrm.cases.spine import reads


def case_named(text: str) -> UUID:
    """The case with this reference or id. Ends the command with a message when there is none."""
    found = reads.case_named(text)
    if found is None:
        raise click.ClickException(f"no case is called {text!r}: give the spoken reference (7KQ-42M-8RX) or the id")
    return found
