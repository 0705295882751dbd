"""What the operator does with the vault: the functions behind `opennrm vault …` and the worker's rounds."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from secrets import randbelow

from django.conf import settings
from django.utils.translation import gettext as _

from opennrm.vault import frequencies, gate, index_keys, rotation
from opennrm.vault.attack import Attack, attack, drawn, public_list
from opennrm.vault.erase import apply_newer, erase, newer_tombstones
from opennrm.vault.errors import KeyUnavailable, Unreadable, VaultClosed
from opennrm.vault.index import content, point
from opennrm.vault.index_keys import DOCUMENT, NAME, POINTER, Version
from opennrm.vault.keys import load
from opennrm.vault.models import Draft, IndexRow, SubjectKey
from opennrm.vault.reindexing import reindex, scatter
from opennrm.vault.rotation import Rotated, keys_by_epoch, unfinished
from opennrm.vault.sweep import Swept, sweep
from opennrm.vault.wrapping import fresh, keks

__all__ = [
    "Attack",
    "Health",
    "Rotated",
    "Swept",
    "apply_newer",
    "attack_index",
    "attack_stored",
    "erase",
    "make_name_table",
    "newer_tombstones",
    "reindex",
    "rotate",
    "scatter",
    "sweep",
    "vault_health",
]


@dataclass(frozen=True, slots=True)
class Health:
    """The state of the vault: what is wrong, in sentences; then counts."""

    problems: tuple[str, ...]
    epochs: tuple[int, ...]
    keys_by_epoch: dict[int, int]
    subjects: int
    drafts: int
    index_versions: tuple[int, ...]
    index_population: int

    @property
    def well(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems

    def __str__(self) -> str:
        counts = _("%(subjects)d subjects, %(drafts)d drafts; keys by epoch: %(epochs)s; index made for %(population)d persons.") % {
            "subjects": self.subjects,
            "drafts": self.drafts,
            "epochs": ", ".join(f"{epoch}: {count}" for epoch, count in self.keys_by_epoch.items()) or "-",
            "population": self.index_population,
        }
        return "\n".join((*self.problems, counts))


def vault_health() -> Health:
    """Look at everything that has to be right before anybody is opened, without opening anybody."""
    epochs, by_epoch = keks().list(), keys_by_epoch()
    versions = index_keys.versions() if set(by_epoch) <= set(epochs) else ()
    return Health(
        problems=tuple(_problems(epochs, by_epoch)),
        epochs=epochs,
        keys_by_epoch=by_epoch,
        subjects=SubjectKey.objects.filter(erased_at=None).count(),
        drafts=Draft.objects.count(),
        index_versions=tuple(version.number for version in versions),
        index_population=versions[-1].population if versions else 0,
    )


def rotate(progress: Callable[[int], None] = lambda done: None) -> Rotated:
    """Begin a new epoch of the key-encryption key, or finish one that was begun; `progress` hears how many keys are done.

    Raises KeyUnavailable.
    """
    return rotation.rotate(lambda stage, done: progress(done) if stage == "rewrapped" else None)


def attack_index(population: int = 10_000, seed: int = 1, table: frequencies.Table | None = None) -> Attack:
    """Simulate the theft of an index of as many persons, whose surnames the thief knows from a public list.

    Source: security §6.
    """
    shares = table or frequencies.table()
    version = Version(0, population, shares.digest, {NAME: fresh(), DOCUMENT: fresh(), POINTER: fresh()})
    public = public_list(shares, seed)
    names = drawn(public, population, seed)
    rows = [(version.token(name, randbelow(shares.splits(name, population))), name) for name in names]
    return attack(rows, shares, population, public)


def attack_stored() -> Attack:
    """Attack the rows that are really there. Every subject's key is opened for it: an operator's command, counted as such."""
    shares, known = frequencies.table(), index_keys.versions()
    rows = [(row.token, name) for row, name in _opened(IndexRow.objects.order_by("id").iterator(chunk_size=2000))]
    return attack(rows, shares, known[-1].population if known else index_keys.FIRST_POPULATION)


def make_name_table(lists: Iterable[Iterable[tuple[str, float]]], about: str, path: Path | None = None, unknown: float = 0.002) -> Path:
    """Make the installation's own table from lists of names with weights; then the index has to be made again.

    The shipped shares stay where they are greater: who is identified here was often named elsewhere.
    """
    target = path or settings.HOME / "name_frequencies.yaml"
    shares = frequencies.estimate(lists)
    for key, share in frequencies.read(frequencies.SHIPPED).shares.items():
        shares[key] = max(share, shares.get(key, 0))
    frequencies.write(target, shares, unknown, about)
    return target


def _problems(epochs: tuple[int, ...], by_epoch: dict[int, int]) -> Iterator[str]:
    yield from keks().health()
    for epoch in sorted(set(by_epoch) - set(epochs)):
        yield _("%(count)d keys are wrapped by the key-encryption key of epoch %(epoch)d, which is missing.") % {
            "count": by_epoch[epoch],
            "epoch": epoch,
        }
    if epochs and unfinished():
        yield _("A rotation of the key-encryption key is not finished: run `opennrm vault rotate` again.")
    yield from _wrong_places()
    yield from _erasures_waiting()
    if set(by_epoch) <= set(epochs) and index_keys.outgrown():
        yield _("The index was made for fewer persons, or with another table of names: run `opennrm vault reindex`.")


def _wrong_places() -> Iterator[str]:
    if settings.KEYS.is_relative_to(settings.HOME):
        yield _("OPENNRM_KEYS lies inside OPENNRM_HOME: one theft, one backup takes both.")
    if settings.KEYS.exists() and settings.KEYS.stat().st_mode & 0o077:
        yield _("The key directory may be entered by others: set its mode to 0700.")
    for path in settings.KEYS.glob("*.sqlite3*"):
        if path.stat().st_mode & 0o077:
            yield _("%s may be read by others: set its mode to 0600.") % path.name


def _erasures_waiting() -> Iterator[str]:
    try:
        if waiting := newer_tombstones():
            yield _("%d erasures wait to be applied: run `opennrm vault open`.") % len(waiting)
        elif gate.record().last() < max(gate.seen()):
            yield _("The record of erasures is older than the database: bring back the newest one.")
    except (VaultClosed, KeyUnavailable) as error:
        yield str(error)


def _opened(rows: Iterable[IndexRow]) -> Iterator[tuple[IndexRow, str]]:
    for row in rows:
        subject = point(row)
        key = load([subject]).get(subject) if subject else None
        if key is not None:
            with suppress(Unreadable):
                yield row, content(key, row)
