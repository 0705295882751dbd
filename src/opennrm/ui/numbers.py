"""Numbers as the language writes them."""

from decimal import Decimal

from django.utils.formats import number_format

__all__ = ["number"]


def number(n: int | Decimal | str) -> str:
    """A number, its thousands set apart as the language does it."""
    return str(number_format(n, force_grouping=True))
