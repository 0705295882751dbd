"""A file that somebody sends, as rows of text: CSV or XLSX, with nothing in it run, fetched or unpacked without bound."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext

from opennrm.programme.activities.files import Refused, Shape

__all__ = ["LARGEST", "NotRead", "read"]

LARGEST = 2_000_000  # bytes of a file
ROWS = 5_000
LONGEST = 2_000  # letters of a cell
# Of a workbook, which is an archive: entries, bytes when unpacked, and how much smaller than that it may be.
ENTRIES, UNPACKED, RATIO = 1_000, 50_000_000, 100
COMPUTES = ("=", "+", "-", "@", "\t", "\r")
Rows = list[tuple[int, Mapping[str, str]]]


class NotRead(Exception):
    """The file as a whole cannot be read; says why, and what would be right."""


def read(content: bytes, shape: Shape) -> tuple[Rows, list[Refused]]:
    """The rows of a file with their numbers, and what is wrong with single cells of it. Raises NotRead."""
    if len(content) > LARGEST:
        raise NotRead(gettext("The file is larger than 2 MB. Send it in parts: what was taken over already is recognised."))
    lines = _of_workbook(content) if content[:4] == b"PK\x03\x04" else _of_text(content)
    head = [_name(cell) for cell in next(lines, [])]
    known = [name for name in head if name in shape.columns]
    if "key" not in known:
        raise NotRead(gettext("The first row has to name the columns, “key” among them, as the template does."))
    unknown = gettext("There is no such column; it is left out")
    wrong = [Refused(1, name, unknown) for name in head if name and name not in shape.columns]
    rows: Rows = []
    formula = gettext("This is a formula. Write the value itself.")
    for number, line in enumerate(lines, 2):
        if number > ROWS + 1:
            raise NotRead(gettext("The file has more than %(most)s rows. Send it in parts.") % {"most": ROWS})
        if any(line):
            rows.append((number, dict(_cells(head, line, shape))))
            wrong += [Refused(number, name, formula) for name, cell in zip(head, line, strict=False) if cell is None]
    return rows, wrong


def _cells(head: Sequence[str], line: Sequence[str | None], shape: Shape) -> Iterator[tuple[str, str]]:
    for name, cell in zip(head, line, strict=False):
        if name in shape.columns and cell:
            yield name, cell


def _name(cell: str | None) -> str:
    return (cell or "").strip().casefold()


def _clean(text: str) -> str:
    """A cell as it was meant: without what cannot be seen, and without the mark that keeps a spreadsheet from computing our own export."""
    seen = "".join(letter for letter in text[:LONGEST] if letter.isprintable() or letter in "\t\r").strip(" \ufeff\u00a0")
    return seen[1:].strip() if seen.startswith("'") and seen[1:].startswith(COMPUTES) else seen.strip()


def _of_text(content: bytes) -> Iterator[list[str | None]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NotRead(gettext("This is neither a workbook nor text in UTF-8. Save it as CSV (UTF-8) or as XLSX.")) from None
    if "\x00" in text:
        raise NotRead(gettext("This is neither a workbook nor text in UTF-8. Save it as CSV (UTF-8) or as XLSX."))
    first = text.partition("\n")[0]
    between = max((";", ",", "\t"), key=first.count)
    try:
        for line in csv.reader(io.StringIO(text, newline=""), delimiter=between):
            yield [_clean(cell) for cell in line]
    except csv.Error:
        raise NotRead(gettext("This is no table of text. Save it as CSV (UTF-8) or as XLSX.")) from None


def _of_workbook(content: bytes) -> Iterator[list[str | None]]:
    """The first sheet of a workbook; a formula is None."""
    from openpyxl import load_workbook  # noqa: PLC0415  loaded with the first file that is sent

    _bounded(content)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
        for row in book.worksheets[0].iter_rows(max_row=ROWS + 2, max_col=200):
            yield [_cell(cell) for cell in row]
    except (KeyError, ValueError, TypeError, IndexError, AttributeError, BadZipFile, SyntaxError):
        raise NotRead(gettext("This workbook cannot be read. Save it again as XLSX, or as CSV (UTF-8).")) from None


def _cell(cell: Any) -> str | None:
    if cell.data_type == "f":
        return None
    value = cell.value
    if isinstance(value, datetime | date):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else _clean(str(value))


def _bounded(content: bytes) -> None:
    """Refuse an archive that grows beyond measure when unpacked: counted, whatever it declares; and one that declares entities."""
    too_much = NotRead(gettext("This workbook unpacks to more than it may. Save only the sheet with the rows, or send CSV."))
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            if len(entries) > ENTRIES or sum(one.file_size for one in entries) > UNPACKED:
                raise too_much
            total = 0
            for one in entries:
                with archive.open(one) as piece:
                    total += _counted(piece, min(UNPACKED - total, max(one.compress_size, 1_000) * RATIO), too_much)
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError):
        raise NotRead(gettext("This workbook cannot be read. Save it again as XLSX, or as CSV (UTF-8).")) from None


def _counted(piece: Any, most: int, too_much: NotRead) -> int:
    size = 0
    while chunk := piece.read(65_536):
        size += len(chunk)
        if size > most or (size == len(chunk) and b"<!DOCTYPE" in chunk):
            raise too_much
    return size
