"""Reading a page as tests do: that it is there and light enough for an old phone, its text without its markup, a day as a form has it."""

import re
from datetime import date
from html import unescape
from typing import Any

from django.test import Client

HEAVIEST = 60_000  # bytes of a page beside the shared style sheet and script


def text(response: Any) -> str:
    """The page of a response, which is never too heavy for an old phone."""
    page = str(response.content.decode())
    assert len(response.content) <= HEAVIEST, (response.request["PATH_INFO"], len(response.content))
    return page


def page_of(client: Client, url: str) -> str:
    """A page that is there."""
    response = client.get(url)
    assert response.status_code == 200, (url, response.status_code, response.headers.get("Location"))
    return text(response)


def words(page: str) -> str:
    """The text of a page, without its markup."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", page)).split())


def day(on: date, name: str = "on") -> dict[str, str]:
    """A day in the three fields of a form."""
    return {f"{name}-day": str(on.day), f"{name}-month": str(on.month), f"{name}-year": str(on.year)}
