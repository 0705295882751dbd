"""What was told, on the pages that weigh it: the account by paragraphs with the signs that were coded in each; what else is known.

The signs stand in codes. The words are opened by a button of the page, through the door, and each look is recorded.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language, gettext

from opennrm.access.doors import CaseDoor
from opennrm.cases.spine import told as spine
from opennrm.cases.spine.state import CaseState
from opennrm.cases.spine.told import Told
from opennrm.standards.load import law
from opennrm.standards.refusal import gettext_noop

ACCOUNT = "referral.account"
SHOWS = {"account": "account", "danger": "risk_and_safety"}  # what a button shows, and the section that it opens


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of what was told that may be weighed by itself: `key` names it in an address, `title` in words."""

    key: str
    title: str
    text: str
    signs: tuple[tuple[str, str], ...] = ()
    number: int = 0


def sign_words(code: str) -> str:
    """A sign in words; the code itself where no set has it."""
    found = next((one.by_code[code] for one in law().indicator_sets.values() if code in one.by_code), None)
    return found.label.told(get_language() or "en") if found else code


FOUND = {"observed": gettext_noop("observed"), "reported": gettext_noop("reported"), "absent": gettext_noop("looked for, and not there")}


def coded(state: CaseState) -> list[dict[str, Any]]:
    """The signs that whoever referred found, those that are there first, each with how it was found and the paragraphs of the account
    that show it: codes, no words of the account.
    """
    places: dict[str, list[int]] = {}
    for number, signs in enumerate(_marked(state), start=1):
        for code in signs:
            places.setdefault(code, []).append(number)
    found: dict[str, str] = state.note("referral.signs") or {}
    known = sorted({*places, *found}, key=lambda code: (found.get(code) == "absent", code))
    return [_coded(code, found.get(code, ""), places.get(code, [])) for code in known]


def _coded(code: str, found: str, numbers: list[int]) -> dict[str, Any]:
    return {"code": code, "label": sign_words(code), "found": gettext(FOUND[found]) if found else "", "in": ", ".join(map(str, numbers))}


def _marked(state: CaseState) -> tuple[tuple[str, ...], ...]:
    return state.note("referral.passages") or ()


def shown(request: HttpRequest, state: CaseState, page: str) -> dict[str, Any]:
    """What stands on the page: the coded signs always, the words where a button asked for them. By POST alone."""
    asked = request.POST.get("does", "").removeprefix("show.") if request.method == "POST" else ""
    return {"signs": coded(state), "opened": {asked: passages(request.case, state, asked, page)} if asked in SHOWS else {}}


def passages(case: CaseDoor, state: CaseState, what: str, page: str) -> list[Passage]:
    """What was told, piece by piece: the account by its paragraphs, everything else as it was written. The look is recorded."""
    found = spine.opened(case, SHOWS[what], page)
    return [piece for number, one in enumerate(found, start=1) for piece in _pieces(one, f"{what}-{number}", state)]


def passage(case: CaseDoor, state: CaseState, key: str, page: str) -> Passage | None:
    """One piece, by the name that it has in an address; None for one that is not there. The look is recorded."""
    what = key.partition("-")[0]
    return next((one for one in passages(case, state, what, page) if one.key == key), None) if what in SHOWS else None


def _pieces(one: Told, key: str, state: CaseState) -> Iterator[Passage]:
    if one.code != ACCOUNT:
        yield Passage(key, gettext("%(label)s (%(by)s)") % {"label": one.label, "by": one.by}, one.text)
        return
    marked = _marked(state)
    for number, text in enumerate(filter(None, map(str.strip, one.text.splitlines())), start=1):
        signs = tuple((code, sign_words(code)) for code in marked[number - 1]) if number <= len(marked) else ()
        yield Passage(f"{key}-{number}", gettext("The account, paragraph %(n)s") % {"n": number}, text, signs, number)
