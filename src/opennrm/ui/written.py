"""A day by a pattern, cased as the language writes it."""

from __future__ import annotations

from datetime import date

from django.utils.dateformat import format as formatted
from django.utils.translation import get_language

__all__ = ["written"]

CAPITALS = frozenset({"de", "en"})  # languages that write weekdays or months with a capital; most do not


def written(day: date, pattern: str) -> str:
    """A day by a pattern of date letters, in the reader's language: "Tue 17 November", « mar 17 novembre »."""
    words = formatted(day, pattern)
    return words if (get_language() or "en").partition("-")[0] in CAPITALS else words.lower()
