"""From what was typed to what is coded: signs, episodes, and the signs that each paragraph of the account shows."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.http import QueryDict

from opennrm.cases.contact import signs
from opennrm.cases.spine import codes, drafting
from opennrm.cases.spine.drafting import Filling

MOST_EPISODES = 6
SIGNS = "signs"


def episode_key(number: int) -> str:
    """The step of an episode."""
    return "what" if number == 1 else f"what-{number}"


def coded(filling: Filling) -> tuple[dict[str, str], list[Mapping[str, Any]]]:
    """What of the draft is right and can be coded: the signs, and what happened each time."""
    return _observations(filling), list(_episodes(filling))


def _observations(filling: Filling) -> dict[str, str]:
    form = drafting.form_of(filling, SIGNS, filling.paper.typed(SIGNS) or QueryDict())
    form.is_valid()
    found: dict[str, str] = form.observations()
    return found


def _episodes(filling: Filling) -> Iterator[Mapping[str, Any]]:
    for number in range(1, MOST_EPISODES + 1):
        form = drafting.read(filling, episode_key(number))
        if form.is_bound and form.is_valid() and form.says_something():
            yield form.coded()


def seen(filling: Filling) -> dict[str, str]:
    """The signs that were observed or reported, in words: those that a paragraph can show."""
    found = [code for code, answer in _observations(filling).items() if answer in ("observed", "reported")]
    return {code: signs.label_of(code, codes.reads_in()) for code in found}


def paragraphs(filling: Filling) -> list[tuple[str, str]]:
    """The paragraphs of the account as it was typed, each with a mark that holds as long as its words do."""
    lines = [line.strip() for line in filling.paper.one("account", "account").splitlines()]
    return [(hashlib.sha256(line.encode()).hexdigest()[:12], line) for line in lines if line]


def marked(filling: Filling) -> list[str]:
    """The signs marked so far, each after the mark of its paragraph; those of a paragraph that was changed are gone."""
    marks = {mark for mark, _ in paragraphs(filling)}
    return [one for one in filling.paper.steps.get(SIGNS, {}).get("coded", ()) if one.partition(":")[0] in marks]


def marking(filling: Filling, posted: QueryDict) -> list[str]:
    """The marks after a button was pressed: "Mark" beside a paragraph, or a sign that is taken away."""
    marks, known = [mark for mark, _ in paragraphs(filling)], seen(filling)
    found = set(marked(filling))
    for name, change in (("mark", found.add), ("drop", found.discard)):
        number, _, code = posted.get(name, "").partition(":")
        code = code or posted.get(f"add-{number}", "")
        if _place(number, marks) and code in known:
            change(f"{marks[int(number) - 1]}:{code}")
    return sorted(found)


def _place(number: str, marks: Sequence[str]) -> bool:
    return number.isascii() and number.isdecimal() and len(number) < 5 and 1 <= int(number) <= len(marks)


def margins(filling: Filling) -> list[dict[str, Any]]:
    """The paragraphs with the signs that each shows."""
    known = seen(filling)
    pairs = [(mark, code) for mark, _, code in (one.partition(":") for one in marked(filling))]
    return [
        {
            "number": number,
            "text": text,
            "codes": [{"code": code, "label": known[code]} for place, code in pairs if place == mark and code in known],
        }
        for number, (mark, text) in enumerate(paragraphs(filling), start=1)
    ]
