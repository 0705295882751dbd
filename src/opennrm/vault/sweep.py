"""Removing what was left over: keys whose transaction failed after they were committed, drafts that have expired."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from opennrm.vault import drafts
from opennrm.vault.keys import memory
from opennrm.vault.models import Draft, DraftKey, SealedValue, SubjectKey
from opennrm.vault.wrapping import STORE, truncate_log

GRACE = timedelta(hours=24)
BATCH = 500
InUse = Callable[[Collection[UUID]], Collection[UUID]]
_users: list[InUse] = []


@dataclass(frozen=True, slots=True)
class Swept:
    """What a sweep removed."""

    subject_keys: int
    draft_keys: int
    drafts: int


def keeps_envelopes(in_use: InUse) -> InUse:
    """Decorator: a package that keeps envelopes outside SealedValue says which of some subjects it still needs, else their keys go."""
    _users.append(in_use)
    return in_use


def sweep(at: datetime, grace: timedelta = GRACE) -> Swept:
    """Remove keys older than the grace that nothing was ever sealed under, and expired drafts.

    A key once found in use is settled and never looked at again, so that a database restored from an older day does not cost the
    keys of those who came since.
    """
    expired = drafts.sweep(at)
    swept = Swept(_subject_keys(at - grace), _draft_keys(at - grace), expired)
    truncate_log()
    return swept


def _subject_keys(before: datetime) -> int:
    removed = 0
    while page := list(_unsettled(before)):
        used = _in_use([subject for _id, subject in page])
        orphans = [id for id, subject in page if subject not in used]
        with transaction.atomic(using=STORE):
            SubjectKey.objects.filter(id__in=orphans, settled=False).delete()
            SubjectKey.objects.filter(id__in=[id for id, _subject in page]).update(settled=True)
        for _id, subject in page:
            memory.forget(subject)
        removed += len(orphans)
    return removed


def _unsettled(before: datetime) -> Collection[tuple[UUID, UUID]]:
    rows = SubjectKey.objects.filter(settled=False, erased_at=None, minted_at__lt=before)
    return rows.order_by("minted_at").values_list("id", "subject")[:BATCH]


def _in_use(subjects: Collection[UUID]) -> set[UUID]:
    used = set(SealedValue.objects.filter(subject__in=subjects).values_list("subject", flat=True))
    return used.union(*(in_use(subjects) for in_use in _users))


def _draft_keys(before: datetime) -> int:
    removed, after = 0, UUID(int=0)
    while page := list(DraftKey.objects.filter(minted_at__lt=before, id__gt=after).order_by("id").values_list("id", flat=True)[:BATCH]):
        living = set(Draft.objects.filter(id__in=page).values_list("id", flat=True))
        removed += DraftKey.objects.filter(id__in=set(page) - living).delete()[0]
        after = page[-1]
    return removed
