"""What the vault can answer instead of a value. None of these carries a name, a text or a key."""


class VaultError(Exception):
    """Anything the vault refuses."""


class KeyUnavailable(VaultError):
    """The key-encryption key is missing, readable by others, malformed, or not the one that wrapped. For the operator."""


class KeyDamaged(KeyUnavailable):
    """One wrapped key does not open although the key-encryption key is at hand: it was changed, or put where it does not belong."""


class Unreadable(VaultError):
    """A sealed value does not open. Deliberately without a reason: the page shows a gap and stands."""

    def __init__(self) -> None:
        super().__init__()


class Unsealable(VaultError):
    """A text that has no UTF-8 form (a lone surrogate) cannot be sealed."""

    def __init__(self) -> None:
        super().__init__()


class NoKey(VaultError):
    """The subject has no key yet: mint it first."""


class Erased(VaultError):
    """The subject was erased. It never gets a key again."""


class KeyConflict(VaultError):
    """Another transaction has just made a key for the same subject; the caller's transaction has to be tried again."""


class VaultClosed(VaultError):
    """Erasures that are on record have not been applied to this database, or their record is missing. For the operator."""


class IndexOutdated(VaultError):
    """The index was made with another table of name frequencies: it has to be made again. For the operator."""


class DraftGone(VaultError):
    """No such draft for this person: expired, destroyed, another's, or never there."""


class DraftMoved(VaultError):
    """The draft was saved elsewhere since it was read. `version` is the one that stands."""

    def __init__(self, version: int) -> None:
        super().__init__()
        self.version = version
