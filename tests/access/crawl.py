"""Walking through everything that somebody can reach: every link, every button with the form as it stands. What is done is undone."""

from collections import deque
from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from io import BytesIO
from typing import Any
from urllib.parse import urljoin, urlsplit
from zipfile import ZipFile

from django.test import Client
from tests.access.world import rolled_back

# Leaving, and walking in as somebody else, would end the walk.
NOT_PRESSED = ("/sign-in/out/", "/demo/")
FURTHEST = 900


@dataclass
class Form:
    """A form of a page: where it goes, what it would send, its buttons."""

    action: str
    method: str
    data: list[tuple[str, str]] = field(default_factory=list)
    buttons: list[tuple[str, str]] = field(default_factory=list)


class Page(HTMLParser):
    """The links and forms of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.forms: list[Form] = []
        self._select, self._area = "", ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        elif tag == "form":
            self.forms.append(Form(given.get("action", ""), given.get("method", "get").lower()))
        elif self.forms:
            self._in_form(tag, given)

    def _in_form(self, tag: str, given: dict[str, str]) -> None:
        form, name, value = self.forms[-1], given.get("name", ""), given.get("value", "")
        if tag == "button" or (tag == "input" and given.get("type") in ("submit", "image")):
            form.buttons.append((name, value))
        elif tag == "input" and (given.get("type") not in ("radio", "checkbox") or "checked" in given):
            form.data.append((name, value))
        elif tag == "textarea":
            self._area = name
        elif tag == "select":
            self._select = name
        elif tag == "option" and "selected" in given:
            form.data.append((self._select, value))

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = ""

    def handle_data(self, data: str) -> None:
        if self._area and self.forms:
            self.forms[-1].data.append((self._area, data.lstrip("\n")))


@dataclass(frozen=True)
class Sent:
    """What a button sent: where to, what."""

    action: str
    data: tuple[tuple[str, str], ...]

    def alike(self) -> tuple[object, ...]:
        """What makes it another press than others: not what differs at each showing of one page."""
        return self.action, tuple(one for one in self.data if one[0] not in ("csrfmiddlewaretoken", "_names", "seen"))


@dataclass(frozen=True)
class Answer:
    """What came back: how it was asked for, the status, the headers, the page."""

    asked: str
    status: int
    headers: dict[str, str]
    text: str
    sent: Sent | None = None

    @classmethod
    def of(cls, asked: str, response: Any, sent: Sent | None = None) -> "Answer":
        return cls(asked, response.status_code, dict(response.headers), _text(response.content), sent)

    @property
    def is_page(self) -> bool:
        return self.headers.get("Content-Type", "").startswith("text/html")

    @cached_property
    def page(self) -> Page:
        """Its links and forms; none where it is no page."""
        return Page(self.text if self.is_page else "")


def _text(content: bytes) -> str:
    """An answer as text; of a workbook all that stands in it, of a picture whatever can be read as text."""
    if not content.startswith(b"PK"):
        return content.decode(errors="replace")
    with ZipFile(BytesIO(content)) as workbook:
        return "\n".join(workbook.read(name).decode() for name in workbook.namelist())


def pressed_again(client: Client, presses: Iterable[Sent]) -> list[Answer]:
    """What comes back to somebody who sends what another person's buttons sent."""
    return [answer for press in presses for answer in _send(client, press, "post")]


def crawl(client: Client, *starts: str, but: tuple[str, ...] = ()) -> list[Answer]:
    """Every answer that can be got from these addresses on by links and by buttons; no link is followed below `but`."""
    ahead, seen, pressed, answers = deque(starts), set(starts), set[tuple[str, ...]](), []
    while ahead:
        address = ahead.popleft()
        answers.append(answer := _got(client, address))
        for found in (answer, *_pressed(client, address, answer, pressed)):
            answers += [found] if found is not answer else []
            for link in _onward(address, found):
                if link not in seen and not link.startswith(but):
                    seen.add(link)
                    ahead.append(link)
        assert len(seen) < FURTHEST, "the walk does not end"
    return answers


def _got(client: Client, address: str) -> Answer:
    return Answer.of(f"GET {address}", client.get(address))


def _onward(address: str, answer: Answer) -> list[str]:
    links = [*answer.page.links, *([answer.headers["Location"]] if "Location" in answer.headers else [])]
    return [_plain(urljoin(address, link)) for link in links if _is_ours(urljoin(address, link))]


def _plain(link: str) -> str:
    return link.partition("#")[0]


def _is_ours(link: str) -> bool:
    there = urlsplit(link)
    return not there.scheme and not there.netloc and not there.path.startswith((*NOT_PRESSED, "/static/"))


def _pressed(client: Client, address: str, answer: Answer, pressed: set[tuple[str, ...]]) -> list[Answer]:
    """Each button of each form, with the form as it stands; where it leads on, one step further."""
    found: list[Answer] = []
    for form in answer.page.forms:
        action = _plain(urljoin(address, form.action))
        for button in form.buttons or [("", "")]:
            key = (action, form.method, *button, *sorted(name for name, _ in form.data))
            if key not in pressed and _is_ours(action):
                pressed.add(key)
                found += _sent(client, action, form, button)
    return found


def _sent(client: Client, action: str, form: Form, button: tuple[str, str]) -> list[Answer]:
    return _send(client, Sent(action, (*form.data, button)), form.method)


def _send(client: Client, press: Sent, method: str) -> list[Answer]:
    data: dict[str, list[str]] = {}
    for name, value in press.data:
        if name:
            data.setdefault(name, []).append(value)
    cookies = deepcopy(client.cookies)
    with rolled_back():
        asked = f"{method.upper()} {press.action} [{'='.join(press.data[-1])}]"
        answers = [Answer.of(asked, getattr(client, method)(press.action, data), press if method == "post" else None)]
        if onward := answers[0].headers.get("Location"):
            answers.append(Answer.of(f"{asked} → {onward}", client.get(_plain(urljoin(press.action, onward)))))
    client.cookies = cookies
    return answers
