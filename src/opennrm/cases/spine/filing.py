"""Files on their way into a draft and into a case: sealed inside the act that puts them in, so that both stand or neither."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from uuid import UUID

from opennrm.access.actor import Actor
from opennrm.access.receiving import Received
from opennrm.cases.spine import drafting
from opennrm.cases.spine.door import Act
from opennrm.cases.spine.drafting import Paper
from opennrm.cases.spine.file_events import ADDED
from opennrm.vault import cleaning, files
from opennrm.vault.cleaning import Clean, Refuse
from opennrm.vault.held import Held

__all__ = ["FORMATS", "Looked", "add", "hand_over", "looked_through", "put_in", "take_out"]

FORMATS = tuple(cleaning.KINDS)
MEGABYTE = 1024 * 1024


class Looked:
    """Files that came in, looked through: those that may be sealed, and why others are not, each under its name."""

    def __init__(self) -> None:
        self.clean: list[tuple[str, Clean]] = []
        self.refused: list[tuple[str, str]] = []


def looked_through(received: Sequence[Received], formats: tuple[str, ...], megabytes: int, free: int) -> Looked:
    """Open every file by the parser of its kind; `free`: so many more are taken. Outside of any transaction: it takes its time."""
    found = Looked()
    for one in received:
        try:
            if len(found.clean) >= free:
                raise Refuse("too_many")
            if one.size > megabytes * MEGABYTE:
                raise Refuse("too_large")
            if one.content is None:
                raise Refuse("at_once")
            found.clean.append((one.name, cleaning.clean(one.name, one.content, formats)))
        except Refuse as refused:
            found.refused.append((one.name, refused.code))
    return found


def put_in(actor: Actor, draft: UUID, code: str, looked: Looked) -> Paper:
    """Seal files into a draft, under the question that asks for them. Raises DraftGone."""
    held = tuple(files.hold(draft, actor.agency, name, clean) for name, clean in looked.clean)
    return drafting.change(actor, draft, lambda paper: _with(paper, code, (*paper.files.get(code, ()), *held)))


def take_out(actor: Actor, draft: UUID, code: str, ids: Collection[str]) -> Paper:
    """Take files out of a draft; one that is not in it is left in silence. Raises DraftGone."""

    def without(paper: Paper) -> Paper:
        there = paper.files.get(code, ())
        for one in there:
            if one.id in ids:
                files.drop(draft, one)
        return _with(paper, code, tuple(one for one in there if one.id not in ids))

    return drafting.change(actor, draft, without)


def _with(paper: Paper, code: str, held: tuple[Held, ...]) -> Paper:
    return replace(paper, files={**paper.files, code: held})


def add(act: Act, section: str, looked: Looked) -> None:
    """Seal files into a case and record each in the section that it belongs to."""
    for name, clean in looked.clean:
        _record(act, section, files.keep(act.id, name, clean))


def hand_over(act: Act, draft: UUID, section: str, held: Sequence[Held]) -> None:
    """What a draft held goes to the case that was made of it, as it lies."""
    for one in held:
        files.hand_over(draft, act.id, one)
        _record(act, section, one)


def _record(act: Act, section: str, held: Held) -> None:
    act.record(ADDED[section](on=act.on, format=held.kind, held=held.text()))
