"""What is typed between a first contact and sending: one draft for each contact, every step as it was typed, right or wrong.

The draft lies sealed in the vault under a key of its own and never in the journal. Stages register their steps with the form that reads
them; the steps know one another only through what was typed.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import QueryDict

from opennrm.access.actor import Actor
from opennrm.access.doors import CaseDoor
from opennrm.cases.spine import editions, fold
from opennrm.cases.spine.door import glance, today
from opennrm.cases.spine.state import CaseState
from opennrm.countries.profile import Profile
from opennrm.journal import clock
from opennrm.ui.forms import Sheet
from opennrm.vault import drafts
from opennrm.vault.drafts import Mine
from opennrm.vault.errors import DraftGone, DraftMoved
from opennrm.vault.held import Held

KIND = "referral"
Typed = Mapping[str, Sequence[str]]


class Moved(Exception):
    """The step was saved elsewhere in the meantime: in another tab, on another device. Nothing was written; `paper` is what stands."""

    def __init__(self, paper: "Paper") -> None:
        self.paper = paper
        super().__init__("the step was saved elsewhere in the meantime")


@dataclass(frozen=True)
class Paper:
    """A draft as it stands: what was typed in each step, how often each was saved, and the files that were put in, by question."""

    id: UUID
    version: int
    expires_at: datetime
    steps: Mapping[str, Typed] = field(default_factory=dict)
    saved: Mapping[str, int] = field(default_factory=dict)
    saved_at: datetime | None = None
    files: Mapping[str, tuple[Held, ...]] = field(default_factory=dict)

    @property
    def ends(self) -> datetime:
        """When it is destroyed, as a page says it."""
        return clock.in_its_own_time(self.expires_at)

    @property
    def saved_last(self) -> datetime | None:
        """When it was saved last, as a page says it."""
        return clock.in_its_own_time(self.saved_at) if self.saved_at else None

    def typed(self, step: str) -> QueryDict | None:
        """What was typed in a step, as a form reads it; None where nothing was."""
        if step not in self.steps:
            return None
        data = QueryDict(mutable=True)
        for name, values in self.steps[step].items():
            data.setlist(name, list(values))
        return data

    def one(self, step: str, name: str) -> str:
        """One text that was typed, as it was typed; empty where nothing was."""
        values = self.steps.get(step, {}).get(name, ())
        return values[-1] if values else ""


@dataclass(frozen=True)
class Filling:
    """A draft being filled in: whose contact it is about, under which profile, on which day."""

    contact: CaseState
    paper: Paper
    profile: Profile
    today: date

    @property
    def treated_as(self) -> str:
        """Adult or child: an age in doubt counts as the profile says."""
        return self.profile.read("age", self.contact.about.age, self.today) or "child"


Makes = Callable[[Filling, QueryDict | None], Any]


@dataclass(frozen=True)
class Step:
    """One screen of the form: its place, its name, its page, what reads what was typed, whether it is asked of this person.

    `last`: it sends, and asks nothing itself.
    """

    key: str
    order: float
    title: Any
    url: str
    makes: Makes
    asked: Callable[[Filling], bool] = lambda filling: True
    args: tuple[Any, ...] = ()
    last: bool = False


_steps: dict[str, Step] = {}
Further = Callable[[Filling], Iterable[Step]]
_further: list[Further] = []
Holds = Callable[[CaseState, Profile], list[tuple[str, str]]]
_holds: list[Holds] = []


def holds(function: Holds) -> Holds:
    """Register what a contact holds when its draft is gone, in words: the stage that records it knows."""
    _holds.append(function)
    return function


def held(filling: Filling) -> list[tuple[str, str]]:
    """Everything that stays of a contact when nothing that was typed does."""
    return [line for function in _holds for line in function(filling.contact, filling.profile)]


def step(one: Step) -> Step:
    """Register a step of the form; the stage that owns it says where it stands."""
    _steps[one.key] = one
    return one


def further(function: Further) -> Further:
    """Register steps that the profile names and no stage does: what a country's own form asks, page by page."""
    _further.append(function)
    return function


def _all(filling: Filling) -> list[Step]:
    return [*_steps.values(), *(one for function in _further for one in function(filling))]


def steps(filling: Filling) -> list[Step]:
    """The steps that are asked of this person, in order."""
    return [one for one in sorted(_all(filling), key=lambda one: one.order) if one.asked(filling)]


def form_of(filling: Filling, key: str, data: QueryDict | None) -> Any:
    """The form of a step over what was typed."""
    return next(one for one in _all(filling) if one.key == key).makes(filling, data)


def read(filling: Filling, key: str) -> Any:
    """The form of a step, bound to what was typed; unbound where nothing was."""
    return form_of(filling, key, filling.paper.typed(key))


def with_paper(filling: Filling, paper: Paper) -> Filling:
    """The same with the draft as it stands now."""
    return replace(filling, paper=paper)


def after(filling: Filling, key: str) -> Step:
    """The step that follows; the last one where none does."""
    there = steps(filling)
    place = next((number for number, one in enumerate(there) if one.key == key), -1)
    return there[min(place + 1, len(there) - 1)]


def before(filling: Filling, key: str) -> Step:
    """The step that comes before; the first one where none does."""
    there = steps(filling)
    place = next((number for number, one in enumerate(there) if one.key == key), 0)
    return there[max(place - 1, 0)]


def wanting(filling: Filling) -> Iterator[tuple[Step, Mapping[str, Sequence[str]]]]:
    """Each step that is not ready to be sent, with what is wrong by field; a step that nobody has opened has what its empty form lacks."""
    for one in steps(filling):
        form = one.makes(filling, filling.paper.typed(one.key) or QueryDict(mutable=True))
        if not one.last and form.errors:
            yield one, {name: [str(error) for error in errors] for name, errors in form.errors.items()}


class Over(Exception):
    """Nothing more is to be typed here: the contact became a case, the person said no, or the draft was destroyed."""


def open_filling(door: CaseDoor) -> Filling:
    """The draft of a contact whose door was asked. Raises Over; so it is with another person's draft, which only that person sees."""
    contact = glance(door).state
    if contact.closed or contact.note("draft") is None:
        raise Over
    try:
        return Filling(contact, load(door.actor, contact.note("draft")), editions.today(), today())
    except DraftGone:
        raise Over from None


def unbegun() -> Filling:
    """What the first step is read with, before there is a contact."""
    return Filling(fold.empty("contact")(UUID(int=0)), Paper(UUID(int=0), 0, clock.real()), editions.today(), today())


def begin(actor: Actor, step: str, typed: Typed) -> Paper:
    """Begin a draft with its first step."""
    at = clock.real()
    paper = Paper(UUID(int=0), 0, at, {step: dict(typed)}, {step: 1}, at)
    kept = drafts.save(_mine(actor), KIND, _content(paper), at)
    return replace(paper, id=kept.id, version=kept.version, expires_at=kept.expires_at)


def load(actor: Actor, draft: UUID) -> Paper:
    """The draft as it stands. Raises DraftGone for one that was sent, destroyed, has expired, or is another person's."""
    found = drafts.load(_mine(actor), draft, clock.real())
    content = found.content
    saved_at = datetime.fromisoformat(content["saved_at"])
    files = {code: tuple(Held.read(text) for text in texts) for code, texts in content.get("files", {}).items()}
    return Paper(found.id, found.version, found.expires_at, content["steps"], content["saved"], saved_at, files)


def keep(actor: Actor, draft: UUID, step: str, typed: Typed, seen: int) -> Paper:
    """Save what was typed in a step, right or wrong. `seen` is how often the step had been saved when the page was made.

    Raises Moved where it was saved elsewhere since, DraftGone.
    """

    def with_step(paper: Paper) -> Paper:
        if paper.saved.get(step, 0) != seen and dict(paper.steps.get(step, {})) != dict(typed):
            raise Moved(paper)
        count = paper.saved.get(step, 0) + 1
        return replace(paper, steps={**paper.steps, step: dict(typed)}, saved={**paper.saved, step: count})

    return change(actor, draft, with_step)


def change(actor: Actor, draft: UUID, make: Callable[[Paper], Paper]) -> Paper:
    """Save a draft as `make` has it, which is asked again where another step was saved in the same moment: nothing of that is lost.

    Raises DraftGone, and whatever `make` raises.
    """
    while True:
        at = clock.real()
        paper = replace(make(load(actor, draft)), saved_at=at)
        try:
            kept = drafts.save_again(_mine(actor), draft, paper.version, _content(paper), at)
        except DraftMoved:
            continue
        return replace(paper, version=kept.version, expires_at=kept.expires_at)


def destroy(actor: Actor, draft: UUID) -> None:
    """Destroy a draft, its key first."""
    drafts.destroy(_mine(actor), draft)


def destroy_after_commit(actor: Actor, draft: UUID) -> None:
    """Destroy a draft once what was made of it is durable: a sending that fails loses nothing that was typed."""
    transaction.on_commit(lambda: destroy(actor, draft))


def mine(actor: Actor) -> list[tuple[UUID, datetime]]:
    """The drafts that the actor has, with the day on which each is destroyed, the one saved last first."""
    return drafts.mine_of(_mine(actor), KIND, clock.real())


def typed_of(form: Sheet) -> dict[str, list[str]]:
    """What was typed into the fields of a form, under their own names, as it was typed."""
    data = form.data
    own = {form.add_prefix(name) for name in form.fields}
    listed = data.getlist if isinstance(data, QueryDict) else lambda name: [data[name]]
    return {name: list(listed(name)) for name in data if name in own or name.partition("-")[0] in own or name.rpartition("-")[0] in own}


def _mine(actor: Actor) -> Mine:
    return Mine(actor.id, actor.agency)


def _content(paper: Paper) -> dict[str, Any]:
    steps = {key: {name: list(values) for name, values in typed.items()} for key, typed in paper.steps.items()}
    files = {code: [one.text() for one in held] for code, held in paper.files.items()}
    return {"steps": steps, "saved": dict(paper.saved), "saved_at": (paper.saved_at or paper.expires_at).isoformat(), "files": files}


__all__ = [
    "DraftGone",
    "Filling",
    "Moved",
    "Over",
    "Paper",
    "Step",
    "after",
    "before",
    "begin",
    "change",
    "destroy",
    "destroy_after_commit",
    "form_of",
    "further",
    "held",
    "holds",
    "keep",
    "load",
    "mine",
    "open_filling",
    "read",
    "step",
    "steps",
    "typed_of",
    "unbegun",
    "wanting",
    "with_paper",
]
