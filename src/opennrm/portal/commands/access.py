"""`opennrm access`: who may see what, and why."""

from uuid import UUID

import click

from opennrm.access.explain import explain
from opennrm.access.policy import AccessRequest, Consent, Holder, load_policy


@click.group("access")
def command() -> None:
    """Ask the policy table."""


@command.command("explain")
@click.option("--role", "roles", multiple=True, required=True)
@click.option("--agency-kind", required=True)
@click.option("--relation", "relations", multiple=True)
@click.option("--section", required=True)
@click.option("--holder", help="kind of the agency that recorded it; default the own agency")
@click.option("--mode", default="read", show_default=True)
@click.option("--purpose")
@click.option("--stream", default="case", show_default=True)
@click.option(
    "--consent", "consents", multiple=True, metavar="SCOPE:PURPOSE", help="a live consent that names the own agency; may be repeated"
)
@click.option("--break-glass", is_flag=True, help="as while the glass is broken")
def explain_command(  # noqa: PLR0913 — one option for each part of the question
    roles: tuple[str, ...],
    agency_kind: str,
    relations: tuple[str, ...],
    section: str,
    holder: str | None,
    mode: str,
    purpose: str | None,
    stream: str,
    consents: tuple[str, ...],
    break_glass: bool,
) -> None:
    """Say whether somebody with this ROLE in an agency of this kind may, by which row, on which source."""
    own = UUID(int=1)
    request = AccessRequest(
        role=frozenset(roles),
        agency=own,
        agency_kind=agency_kind,
        relations=frozenset(relations),
        section=section,
        holder=Holder(UUID(int=2), holder) if holder else Holder(own, agency_kind),
        mode=mode,
        purpose=purpose,
        consents=frozenset(Consent(scope, str(own), purpose) for scope, _, purpose in (one.partition(":") for one in consents)),
        stream_kind=stream,
        break_glass=break_glass,
    )
    click.echo(explain(load_policy(), request))
