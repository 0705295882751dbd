"""Markdown as the made documents write it: a page with its note, a table, codes."""

from collections.abc import Iterable

__all__ = ["NOTE", "codes", "page", "table"]

NOTE = "<!-- Made by `opennrm docs`. Change the code or the data, not this page. -->"


def page(title: str, says: str, *parts: Iterable[str]) -> str:
    """A page under its note: a title, what it says, and its parts, each of lines."""
    body = "\n\n".join("\n".join(part) for part in parts)
    return f"{NOTE}\n\n# {title}\n\n{says}\n\n{body}\n"


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> list[str]:
    """The lines of a table."""
    lines = [head, ("---",) * len(head), *rows]
    return ["| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in line) + " |" for line in lines]


def codes(names: Iterable[str]) -> str:
    """Names as code, with commas between."""
    return ", ".join(f"`{name}`" for name in names)
