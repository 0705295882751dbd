"""Two stores. In `keys`: wrapped keys and nothing else. In `default`: sealed values, index rows, drafts. Neither opens anybody alone."""

from typing import ClassVar
from uuid import UUID, uuid4

from django.db import models

# --- the key store (database `keys`, see router.py) ---------------------------------------------------------------------------------


class WrappedKey(models.Model):
    """A random key, wrapped by the key-encryption key of an epoch together with its owner's id, so that swapped keys do not open."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    epoch = models.PositiveIntegerField()
    wrapped = models.BinaryField()

    class Meta:
        abstract = True

    @property
    def owner(self) -> UUID:
        """Whose key this is: bound into the wrapping."""
        raise NotImplementedError


class SubjectKey(WrappedKey):
    """The key of a person, a shelter, another named person. Its id is random and stands in each envelope. Erased: no key, for ever."""

    subject = models.UUIDField(unique=True)
    minted_at = models.DateTimeField()
    settled = models.BooleanField(default=False)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["epoch"], name="subject_key_epoch"),
            models.Index(fields=["minted_at"], name="subject_key_unsettled", condition=models.Q(settled=False, erased_at=None)),
        ]

    @property
    def owner(self) -> UUID:
        """The subject."""
        return self.subject


class DraftKey(WrappedKey):
    """The key of one draft, under the draft's id."""

    minted_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["epoch"], name="draft_key_epoch")]

    @property
    def owner(self) -> UUID:
        """The draft."""
        return self.id


class IndexKey(WrappedKey):
    """A key of the blind index: one per kind and version. A version is made for a number of persons and a table of frequencies."""

    kind = models.CharField(max_length=16)
    version = models.PositiveIntegerField()
    population = models.PositiveBigIntegerField()
    table = models.CharField(max_length=64)
    idle_since = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["kind", "version"], name="one_index_key_per_kind_and_version")]

    @property
    def owner(self) -> UUID:
        """The index key itself."""
        return self.id


class KeyStoreState(models.Model):
    """One row: the epoch that wraps new keys, and the last erasure this store has seen. Whoever wraps locks it."""

    epoch = models.PositiveIntegerField()
    erasures = models.PositiveBigIntegerField(default=0)


# --- the default database -----------------------------------------------------------------------------------------------------------


class SealedValue(models.Model):
    """A sealed value for reading: written by the doors together with the event. A later one of the same field supersedes; both stay."""

    stream_field: ClassVar[str] = "stream"

    id = models.UUIDField(primary_key=True, default=uuid4)
    stream = models.UUIDField()
    subject = models.UUIDField()
    section = models.CharField(max_length=40)
    code = models.CharField(max_length=80)
    holder = models.UUIDField()
    holder_kind = models.CharField(max_length=40)
    event_id = models.UUIDField()
    envelope = models.BinaryField()
    position = models.BigIntegerField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["stream", "section"], name="sealed_value_stream"),
            models.Index(fields=["subject"], name="sealed_value_subject"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["event_id", "subject", "section", "code"], name="one_sealed_value_per_event_and_field")
        ]


class IndexEntry(models.Model):
    """A token and a sealed pointer to the subject. No person, no time, no order: the id comes from the subject's key, and on SQLite
    the table has no rowid that would put a person's tokens side by side."""

    id = models.UUIDField(primary_key=True)
    version = models.PositiveIntegerField()
    pointer = models.BinaryField()
    sealed = models.BinaryField()

    class Meta:
        abstract = True


class IndexRow(IndexEntry):
    """A token of a name part: cut short, so that a hit is never proof."""

    token = models.BigIntegerField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["token"], name="index_row_token")]


class DocumentRow(IndexEntry):
    """A token of a document number: the full HMAC under a key of its own."""

    token = models.BinaryField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["token"], name="document_row_token")]


class Draft(models.Model):
    """What somebody has typed and not yet sent. Expires; its key lies apart."""

    agency_field: ClassVar[str] = "agency"

    id = models.UUIDField(primary_key=True, default=uuid4)
    owner = models.UUIDField()
    agency = models.UUIDField()
    kind = models.CharField(max_length=40)
    expires_at = models.DateTimeField(db_index=True)
    version = models.PositiveIntegerField(default=1)
    ciphertext = models.BinaryField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["owner", "kind"], name="draft_owner")]


class Piece(models.Model):
    """A sealed piece of a file. Its name, kind and key lie elsewhere, sealed too."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    file = models.UUIDField()
    number = models.PositiveIntegerField()
    sealed = models.BinaryField()

    class Meta:
        abstract = True


class DraftPiece(Piece):
    """A piece of a file that was not sent yet: it goes with its draft."""

    agency_field: ClassVar[str] = "agency"

    draft = models.UUIDField()
    agency = models.UUIDField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["draft", "file", "number"], name="draft_piece_of_file")]


class FilePiece(Piece):
    """A piece of a file of a case: it goes with the person."""

    stream_field: ClassVar[str] = "stream"

    stream = models.UUIDField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["stream", "file", "number"], name="file_piece_of_file")]


class VaultState(models.Model):
    """One row: the last erasure that this database has seen."""

    erasures = models.PositiveBigIntegerField(default=0)
