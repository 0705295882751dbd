"""What no case can fulfil, with the reason and what would be right; found at a path of the margins file. Pure."""

from __future__ import annotations

from opennrm.standards.reading import Path

__all__ = ["Impossible"]


class Impossible(ValueError):
    """Numbers that cannot hold, or cannot hold together. Source: issue 12, point 1."""

    def __init__(self, path: Path, says: str, right: str) -> None:
        super().__init__(f"{says}; {right}")
        self.path, self.says, self.right = path, says, right
