"""Why something may not be done, as a value: a stable code, a sentence to act on, the source, the field, the facts missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

__all__ = ["Refusal", "Refused", "gettext_noop"]


def gettext_noop(message: str) -> str:
    """Mark a sentence for translation and give it back unchanged; the edge translates it. Source: docs/architecture.md, Refusals."""
    return message


class Refusal:
    """One reason against an act, frozen and hashable.

    `code` is stable and never shown; `says` is an English msgid with %(named)s places filled from `values`; `source` is the clause or
    the line of the profile that asks it; `field` is the form field it belongs to; `needs` names the facts that would lift it.
    Source: docs/architecture.md, Refusals; house-style 3.5.
    """

    __slots__ = ("code", "field", "needs", "says", "source", "values")

    code: str
    says: str
    source: str
    field: str | None
    needs: tuple[str, ...]
    values: Mapping[str, object]

    def __init__(self, code: str, says: str, source: str, field: str | None = None, needs: Iterable[str] = (), **values: object) -> None:
        put = object.__setattr__
        put(self, "code", code)
        put(self, "says", says)
        put(self, "source", source)
        put(self, "field", field)
        put(self, "needs", (needs,) if isinstance(needs, str) else tuple(needs))
        put(self, "values", MappingProxyType(dict(sorted(values.items()))))

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a refusal is frozen: {name}")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"a refusal is frozen: {name}")

    def _key(self) -> tuple[object, ...]:
        return (self.code, self.says, self.source, self.field, self.needs, tuple(self.values.items()))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Refusal) and self._key() == other._key()

    def __hash__(self) -> int:
        return hash(self._key())

    def __repr__(self) -> str:
        return f"Refusal({self.code!r}, {str(self)!r}, {self.source!r}, field={self.field!r}, needs={self.needs!r})"

    def __reduce__(self) -> tuple[object, ...]:
        return (_again, (self.code, self.says, self.source, self.field, self.needs, dict(self.values)))

    def __str__(self) -> str:
        """The sentence in English with its values in place."""
        return self.says % self.values if self.values else self.says

    def at(self, field: str) -> Refusal:
        """The same refusal beside another form field. Source: docs/architecture.md, One act."""
        return Refusal(self.code, self.says, self.source, field, self.needs, **self.values)


def _again(code: str, says: str, source: str, field: str | None, needs: tuple[str, ...], values: dict[str, object]) -> Refusal:
    return Refusal(code, says, source, field, needs, **values)


class Refused(Exception):
    """An act was not done; carries every refusal at once, so that the user mends the form in one go. Source: house-style 3.5."""

    refusals: tuple[Refusal, ...]

    def __init__(self, refusals: Iterable[Refusal] | Refusal) -> None:
        self.refusals = (refusals,) if isinstance(refusals, Refusal) else tuple(refusals)
        super().__init__("; ".join(str(refusal) for refusal in self.refusals))
