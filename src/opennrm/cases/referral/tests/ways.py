"""Walking the screens as a person with a browser does: what stands in the page is what is sent back."""

import re
from html.parser import HTMLParser
from typing import Any
from uuid import UUID

from django.test import Client
from tests.pages import page_of


class Fields(HTMLParser):
    """The fields of the forms of a page with what stands in them."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, list[str]] = {}
        self.labels: dict[str, str] = {}
        self._area = ""
        self._select = ""
        self._label = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "label":
            self._label = given.get("for", "")
        if tag == "input" and (given.get("type") not in ("radio", "checkbox") or "checked" in given):
            self.found.setdefault(given.get("name", ""), []).append(given.get("value", ""))
        if tag in ("input", "textarea", "select"):
            self.labels[given.get("id", "")] = given.get("name", "")
        if tag == "textarea":
            self._area = given.get("name", "")
            self.found.setdefault(self._area, []).append("")
        if tag == "select":
            self._select = given.get("name", "")
        if tag == "option" and "selected" in given:
            self.found.setdefault(self._select, []).append(given.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self.found[self._area][-1] += data.lstrip("\n")


def fields(page: str) -> dict[str, list[str]]:
    """What would be sent back if nothing were changed."""
    parser = Fields()
    parser.feed(page)
    return {name: values for name, values in parser.found.items() if name and name != "csrfmiddlewaretoken"}


def named(page: str, name: str) -> str:
    """The name of a field on this page, also of one whose name is drawn by lot: found by its label."""
    return name if f'name="{name}' in page else _by_label(page, LABELS[name])


LABELS = {
    "given_names": "Given names",
    "family_names": "Family names",
    "aliases": "Other names in use",
    "phone": "Call",
    "message": "Write a message",
    "never": "What must never be done?",
    "stays": "Where does the person stay now?",
}


def _by_label(page: str, label: str) -> str:
    found = re.search(rf'<label[^>]*for="([^"]+)"[^>]*>\s*{re.escape(label)}\s*</label>', page)
    assert found, label
    name = re.search(rf'<(?:input|textarea|select)[^>]*id="{re.escape(found[1])}"[^>]*>', page)
    assert name, label
    given = re.search(r'name="([^"]+)"', name[0])
    assert given, label
    return given[1]


def fill(client: Client, url: str, **said: Any) -> Any:
    """Open a page, change some fields, press the button."""
    page = page_of(client, url)
    data: dict[str, Any] = dict(fields(page))
    for name, value in said.items():
        key = name.replace("__", "-")
        data[named(page, key) if key in LABELS else key] = value
    return client.post(url, data)


WHO = {"age": "adult", "sex": "female", "nationality": "foreign", "residence": "none", "region": "VEL", "channel": "outreach"}
SAFE = {
    "message": "+373 CANARY-PHONE",
    "never": "never call CANARY-NEVER",
    "stays": "CANARY-STAYS lane 3",
    "language": "ro",
    "interpreter": "woman",
}
ACCOUNT = {
    "account": "She came in August, CANARY-ACCOUNT.\nThe man at the farm took her passport.",
    "urgency": "none",
    "needs": ["medical", "bed"],
    "needs_now": "A hand that hurts, CANARY-NEED",
    "others": "CANARY-OTHERS",
}
WHAT = {
    "forms": ["labour"],
    "acts": ["recruitment", "harbouring"],
    "means": ["deception", "coercion"],
    "place": "in_country",
    "region": "VEL",
    "began-month": "8",
    "began-year": "2025",
    "age_then": "adult",
    "where": "CANARY-FARM near the mill",
}
DETAILS = {
    "given_names": "Илеана",
    "family_names": "CANARY-Văsarin",
    "aliases": "CANARY-Lena\nMaria",
    "citizenship": "MD",
    "birth_known_by": "person",
    "ask_back": "CANARY-ASK, night desk",
}


def begun(client: Client, **who: Any) -> UUID:
    """A contact begun on the first screen."""
    answer = fill(client, "/contacts/new/", **{**WHO, **who})
    assert answer.status_code == 302, errors(answer)
    found = re.search(r"/contacts/([0-9a-f-]{36})/", answer.url)
    assert found, answer.url
    return UUID(found[1])


def errors(response: Any) -> Any:
    """What a page says is wrong."""
    return response.context["form"].errors if response.context else None


def seen(client: Client, contact: UUID, **more: Any) -> None:
    """Everything up to the result: how to reach the person, the account, signs, what was done, the way towards a referral."""
    done = [
        fill(client, f"/contacts/{contact}/safe/", **SAFE),
        fill(client, f"/contacts/{contact}/account/", **ACCOUNT),
        fill(client, f"/contacts/{contact}/signs/g1/", sign_G2="observed", sign_G13="reported", sign_G13__who="CANARY-TOLD she did"),
        fill(client, f"/contacts/{contact}/signs/g2/", sign_G25="reported", sign_G25__who="she did"),
        fill(client, f"/contacts/{contact}/what/1/", **{**WHAT, **more}),
        fill(client, f"/contacts/{contact}/result/", way="refer"),
    ]
    assert [answer.status_code for answer in done] == [302] * len(done), [errors(answer) for answer in done]


def agreed(client: Client, contact: UUID, provider: str = "", **support: Any) -> None:
    """An adult's yes, support by a provider, nothing asked of police."""
    talk = {"language": "ro", "interpreter": "present"}
    answers = {"support": "yes", "provider": provider, "police": "not_asked", **support}
    done = [fill(client, f"/contacts/{contact}/answer/", answer="yes", **talk), fill(client, f"/contacts/{contact}/support/", **answers)]
    assert [answer.status_code for answer in done] == [302, 302], [errors(answer) for answer in done]


def sent(client: Client, contact: UUID) -> UUID:
    """The details, then the sending: the case."""
    assert fill(client, f"/contacts/{contact}/details/", **DETAILS).status_code == 302
    answer = fill(client, f"/contacts/{contact}/check/")
    assert answer.status_code == 302, (answer.context["wanting"], errors(answer))
    found = re.fullmatch(r"/referrals/([0-9a-f-]{36})/sent/", answer.url)
    assert found, answer.url
    return UUID(found[1])
