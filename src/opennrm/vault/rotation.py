"""A new key-encryption key: every living key is wrapped again, then the old one is destroyed, and all copies wrapped by it with it.

It can be killed anywhere and taken up again: both epochs stay open until a count shows that no key is left under the old one.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from opennrm.vault.errors import KeyDamaged
from opennrm.vault.models import DraftKey, IndexKey, SubjectKey, WrappedKey
from opennrm.vault.watch import raise_alarm
from opennrm.vault.wrapping import STORE, keks, locked_state, truncate_log, unwrap, wrap

BATCH = 500
WRAPPED: tuple[type[WrappedKey], ...] = (SubjectKey, DraftKey, IndexKey)
Progress = Callable[[str, int], None]


@dataclass(frozen=True, slots=True)
class Rotated:
    """What a rotation did. `left`: keys that do not open and stay under their old epoch. `remain`: old epochs that were not destroyed,

    because keys are left under them or because the operator has to take them out of the environment.
    """

    epoch: int
    rewrapped: int
    left: int
    remain: tuple[int, ...]


def silent(stage: str, done: int) -> None:
    """Progress for nobody."""


def rotate(progress: Progress = silent) -> Rotated:
    """Begin a new epoch, or finish the one that was begun. Progress hears each stage and how many keys are done.

    Raises KeyUnavailable when a key-encryption key is missing; what is not wrapped again then opens as before.
    """
    epoch = _begin(progress)
    done = 0
    for model in WRAPPED:
        for batch in _rewrapped(model):
            done += batch
            progress("rewrapped", done)
    left = _count_older()
    progress("counted", left)
    truncate_log()
    if not left:
        _destroy_older(progress)
    return Rotated(epoch, done, left, tuple(one for one in keks().list() if one < epoch))


def keys_by_epoch() -> dict[int, int]:
    """How many wrapped keys stand under each epoch."""
    found: dict[int, int] = {}
    for model in WRAPPED:
        for epoch in _living(model).values_list("epoch", flat=True).distinct():
            found[epoch] = found.get(epoch, 0) + _living(model).filter(epoch=epoch).count()
    return dict(sorted(found.items()))


def unfinished() -> bool:
    """Whether keys of an earlier epoch wait to be wrapped again, or an earlier key to be destroyed."""
    with transaction.atomic(using=STORE):
        return _waiting(locked_state().epoch)


def _begin(progress: Progress) -> int:
    """The epoch on record moves under the store's lock, so that of two rotations at once the second joins the first."""
    with transaction.atomic(using=STORE):
        state = locked_state()
        if _waiting(state.epoch):
            return state.epoch
        state.epoch = keks().rotate(after=state.epoch)
        progress("key-made", 0)
        state.save(update_fields=["epoch"])
    progress("epoch-recorded", 0)
    return state.epoch


def _waiting(epoch: int) -> bool:
    epochs = keks().list()
    destroying = keks().makes_keys and bool(epochs) and min(epochs) < epoch == max(epochs)
    return destroying or any(_living(model).filter(epoch__lt=epoch).exists() for model in WRAPPED)


def _rewrapped(model: type[WrappedKey]) -> Iterator[int]:
    """Batch after batch in the order of ids; a key that does not open is passed over and stays to be counted."""
    after = UUID(int=0)
    while True:
        with transaction.atomic(using=STORE):
            epoch = locked_state().epoch
            rows = list(_living(model).filter(epoch__lt=epoch, id__gt=after).order_by("id")[:BATCH])
            opened = [row for row in rows if _rewrap(row, epoch)]
            model._default_manager.bulk_update(opened, ["epoch", "wrapped"], batch_size=BATCH)
        if not rows:
            return
        after = rows[-1].id
        yield len(opened)


def _rewrap(row: WrappedKey, epoch: int) -> bool:
    try:
        wrap(row, unwrap(row), epoch)
    except KeyDamaged:
        raise_alarm("damaged-key")
        return False
    return True


def _count_older() -> int:
    """Counted under the lock: whoever wraps a key from now on reads the new epoch first."""
    with transaction.atomic(using=STORE):
        epoch = locked_state().epoch
        return sum(_living(model).filter(epoch__lt=epoch).count() for model in WRAPPED)


def _destroy_older(progress: Progress) -> None:
    with transaction.atomic(using=STORE):
        epoch = locked_state().epoch
    for older in [one for one in keks().list() if one < epoch]:
        keks().destroy(older)
        progress("destroyed", older)


def _living(model: type[WrappedKey]) -> QuerySet[WrappedKey]:
    """Rows that hold a key: an erased subject's row holds none."""
    return model._default_manager.exclude(epoch=0)
