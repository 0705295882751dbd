"""Elements and attributes as escaped strings; the few rules of Nunjucks that the fixtures of GOV.UK Frontend presume."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from django.utils.safestring import SafeString

Options = Mapping[str, Any]

# What has no content: of HTML, and of SVG, where an unclosed element would swallow its neighbours.
EMPTY = {"input": ">", "line": "/>", "circle": "/>", "path": "/>", "rect": "/>", "use": "/>"}


def said(value: object) -> str:
    """A value as the templates of GOV.UK Frontend print it: nothing for None, true and false in lower case."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def escaped(value: object) -> SafeString:
    """Text with its special characters replaced; what is markup already stays. A page calls this some thousand times."""
    if type(value) is SafeString:
        return value
    if type(value) is str:
        return SafeString(escape(value))
    if isinstance(value, SafeString):
        return value
    if hasattr(value, "__html__"):
        return SafeString(value.__html__())
    return SafeString(escape(said(value)))


def joined(*parts: object) -> SafeString:
    """Parts in a row, each escaped unless it is already markup."""
    return SafeString("".join([part if type(part) is SafeString else escaped(part) for part in parts]))


def classes(*names: object) -> str:
    return " ".join(str(name) for name in names if name)


def attributes(given: Mapping[str, Any] | str | None) -> SafeString:
    """Attributes handed in by the caller: each printed with its value; `{value, optional}` leaves out what is empty."""
    if not given:
        return SafeString("")
    if isinstance(given, str):
        return SafeString(given)
    return SafeString("".join(_attribute(name, item) for name, item in given.items()))


def _attribute(name: str, item: object) -> str:
    if isinstance(item, Mapping):
        if item.get("optional") is True:
            return _present(escaped(name), item.get("value"))
        item = item.get("value")
    return f' {escaped(name)}="{escaped(item)}"'


def _present(name: str, value: object) -> str:
    if value is None or value is False:
        return ""
    return f" {name}" if value is True else f' {name}="{escaped(value)}"'


def element(name: str, own: Options, *children: object, extra: Mapping[str, Any] | str | None = None) -> SafeString:
    """One element. Own attributes that are None or False are left out, True stands without a value; `extra` follows as given.

    The names of own attributes are ours and stand as they are; those of `extra` are a caller's.
    """
    inside = "".join([_present(key, value) for key, value in own.items() if value is not None and value is not False])
    more = attributes(extra) if extra else ""
    if name in EMPTY:
        return SafeString(f"<{name}{inside}{more}{EMPTY[name]}")
    return SafeString(f"<{name}{inside}{more}>{joined(*children)}</{name}>")


def content(options: Options, html: str = "html", text: str = "text") -> SafeString:
    """The markup a caller gave, else the text, escaped."""
    if options.get(html):
        return SafeString(str(options[html]).strip())
    return escaped(options.get(text))


def has_content(options: Options | None) -> bool:
    return bool(options and (options.get("html") or options.get("text")))


def part(options: Options, name: str) -> Options:
    """A nested group of options; an absent one is empty, a bare string is its text."""
    found = options.get(name)
    if isinstance(found, Mapping):
        return found
    return {"text": found} if found else {}
