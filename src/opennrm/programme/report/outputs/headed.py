"""The first cell of each row of a table as the head of its row. Typst would tag it so by `pdf.header-cell`, which is behind a feature
(`a11y-extras`) that its package for Python, 0.15.2, cannot switch on: what it would write is written into its file here.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

__all__ = ["with_row_heads"]


def with_row_heads(made: bytes) -> bytes:
    """The file with a head in each row of the body of its tables, which the other cells of the row name. Source: PDF/UA-1, 7.5."""
    import pikepdf  # noqa: PLC0415  large, and needed by files alone

    with pikepdf.open(BytesIO(made)) as file:
        tree = file.Root.StructTreeRoot
        rows = [row for body in _within(tree, "/TBody") for row in _within(body, "/TR")]
        if not rows:
            return made
        for number, row in enumerate(rows):
            head, *cells = _kids(row)
            name = pikepdf.String(f"R{number}")
            head.S, head.ID = pikepdf.Name.TH, name
            _of_table(head).Scope = pikepdf.Name.Row
            for cell in cells:
                _of_table(cell).Headers.append(name)
            pikepdf.NameTree(tree.IDTree)[str(name)] = head
        told = BytesIO()
        file.save(told, deterministic_id=True)
        return told.getvalue()


def _within(element: Any, kind: str) -> Iterator[Any]:
    """The elements of a kind below an element, in the order of reading."""
    for kid in _kids(element):
        if str(kid.get("/S")) == kind:
            yield kid
        else:
            yield from _within(kid, kind)


def _kids(element: Any) -> list[Any]:
    """The elements right below; what is no element, as a piece of a page, is none of them."""
    import pikepdf  # noqa: PLC0415  as above

    kids = element.get("/K", [])
    listed = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    return [kid for kid in listed if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]


def _of_table(cell: Any) -> Any:
    """What a cell says of its place in the table."""
    return next(one for one in cell.A if str(one.O) == "/Table")
