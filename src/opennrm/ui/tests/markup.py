"""HTML as a list of tokens, so that two texts can be compared without their indentation and the order of attributes."""

from __future__ import annotations

import re
from html.parser import HTMLParser

Token = tuple[object, ...]

# A run of white space that holds a line break is the indentation of a template; a blank within a line is part of the words.
EDGE = re.compile(r"^\s*\n\s*|\s*\n\s*$")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tokens: list[Token] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = sorted((name, " ".join((value or "").split())) for name, value in attrs)
        self.tokens.append(("open", tag, *found))

    def handle_endtag(self, tag: str) -> None:
        self.tokens.append(("close", tag))

    def handle_data(self, data: str) -> None:
        words = re.sub(r"\s+", " ", EDGE.sub("", data))
        if words.strip():
            self.tokens.append(("words", words))


def tokens(html: str) -> list[Token]:
    reader = _Reader()
    reader.feed(html.strip())
    reader.close()
    return [token for token in reader.tokens if token != ("close", "path")]
