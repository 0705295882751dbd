"""What a decision maker has typed and not yet recorded: sealed, the writer's own, destroyed once it is recorded."""

from typing import Any
from uuid import UUID

from opennrm.access.actor import Actor
from opennrm.journal import clock
from opennrm.vault import drafts
from opennrm.vault.drafts import Mine
from opennrm.vault.errors import DraftGone, DraftMoved


def _kind(case_id: UUID, stage: str) -> str:
    return f"{stage}:{case_id.hex}"


def load(actor: Actor, case_id: UUID, stage: str) -> dict[str, Any]:
    """What this person had typed on this case for the decision of a stage; nothing where there is nothing."""
    mine = Mine(actor.id, actor.agency)
    for draft_id, _ in drafts.mine_of(mine, _kind(case_id, stage), clock.real()):
        try:
            return dict(drafts.load(mine, draft_id, clock.real()).content)
        except DraftGone:
            continue
    return {}


def keep(actor: Actor, case_id: UUID, stage: str, typed: dict[str, Any]) -> None:
    """Keep what was typed, right or wrong. The later of two tabs wins: both are the same person's."""
    mine, at = Mine(actor.id, actor.agency), clock.real()
    for draft_id, _ in drafts.mine_of(mine, _kind(case_id, stage), at):
        try:
            drafts.save_again(mine, draft_id, drafts.load(mine, draft_id, at).version, typed, at)
        except (DraftGone, DraftMoved):
            continue
        return
    drafts.save(mine, _kind(case_id, stage), typed, at)


def drop(actor: Actor, case_id: UUID, stage: str) -> None:
    """Destroy it: what was typed is recorded now."""
    mine = Mine(actor.id, actor.agency)
    for draft_id, _ in drafts.mine_of(mine, _kind(case_id, stage), clock.real()):
        drafts.destroy(mine, draft_id)
