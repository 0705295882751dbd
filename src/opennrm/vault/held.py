"""What leads to a file: its id and key, and what it is called. Sealed wherever it stands, in a draft as in an event. Pure."""

import json
from dataclasses import asdict, dataclass, field

__all__ = ["Held"]


@dataclass(frozen=True, slots=True)
class Held:
    """A file that was sealed: its id, its own key in base64, name, kind, size in bytes, and what its writer was told of it."""

    id: str
    key: str = field(repr=False)
    name: str = field(repr=False)
    kind: str = ""
    size: int = 0
    left: tuple[str, ...] = ()

    def text(self) -> str:
        """As it is sealed. Source: docs/decisions/0023-files.md."""
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def read(cls, text: str) -> "Held":
        """Read back what `text` wrote. Source: docs/decisions/0023-files.md."""
        given = json.loads(text)
        return cls(**{**given, "left": tuple(given["left"])})
