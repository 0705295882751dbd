"""The policy with one thing changed: a test that does not notice is no test."""

from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

from opennrm.access import policy as asked
from opennrm.standards.reading import Document

Data = dict[str, Any]
SHIPPED = Path(asked.__file__).with_name("policy.yaml")
WHATEVER = {"relation": "not_needed", "section": "any", "holder": "any"}
LISTS = ("stream", "role", "agency", "relation", "section", "holder", "mode", "purpose")


def shipped() -> Data:
    data = Document.read("policy.yaml", SHIPPED.read_text(encoding="utf-8")).data
    assert isinstance(data, dict)
    return data


def policy_of(data: Data) -> asked.Policy:
    return asked.policy_of(Document("mutant.yaml", "", data))


def effect(row: Data) -> str:
    return "allow" if "allow" in row else "deny"


def flipped(data: Data) -> Iterator[tuple[str, Data]]:
    """Each row turned round: what opened closes, what closed opens."""
    for place, row in enumerate(data["rows"]):
        was = effect(row)
        now = {"allow": "deny", "deny": "allow"}[was]
        turned = {key: value for key, value in row.items() if key not in (was, "consent", "unless_consent", "break_glass")}
        if turned.get("relation") == "not_needed":
            del turned["relation"]
        if now == "allow":
            everything = {"stream": list(data["streams"]), "role": list(data["roles"]), "mode": list(data["modes"])}
            turned = {**everything, **WHATEVER, **turned}
        yield row[was], _with(data, place, {now: row[was], **turned})


def dropped(data: Data) -> Iterator[tuple[str, Data]]:
    """Each row left out."""
    for place, row in enumerate(data["rows"]):
        yield row[effect(row)], _with(data, place, None)


def loosened(data: Data) -> Iterator[tuple[str, Data]]:
    """Each condition that is not a list of words taken away: consent, purpose, own, broken glass, all but."""
    for place, row in enumerate(data["rows"]):
        name = row[effect(row)]
        for key in ("consent", "unless_consent", "purpose", "break_glass", "agency"):
            if key in row:
                yield f"{name} without {key}", _with(data, place, {k: v for k, v in row.items() if k != key})
        if row.get("holder", "any") != "any":
            yield f"{name} for any holder", _with(data, place, {**row, "holder": "any"})
        if effect(row) == "allow" and row["section"] != "any":
            yield f"{name} for any section", _with(data, place, {**row, "section": "any"})


def without_a_word(data: Data) -> Iterator[tuple[str, str, str, Data]]:
    """Each word of each list left out: the row's name, what the list is about, the word, the mutant."""
    for place, row in enumerate(data["rows"]):
        for key in LISTS:
            for word, rest in _shorter(row.get(key)):
                yield row[effect(row)], key, word, _with(data, place, {**row, key: rest})


def without_a_member(data: Data) -> Iterator[tuple[str, str, Data]]:
    """Each kind left out of each group: the group, the kind, the mutant."""
    for group, kinds in data["groups"].items():
        for word, rest in _shorter(kinds):
            yield group, word, {**data, "groups": {**data["groups"], group: rest}}


def _shorter(listed: object) -> Iterator[tuple[str, Any]]:
    if isinstance(listed, dict):
        yield from ((word, {"all_but": rest}) for word, rest in _shorter(listed["all_but"]))
    elif isinstance(listed, list) and len(listed) > 1:
        yield from ((word, [other for other in listed if other != word]) for word in listed)


def _with(data: Data, place: int, row: Data | None) -> Data:
    rows = deepcopy(data["rows"])
    rows[place : place + 1] = [] if row is None else [row]
    return {**data, "rows": rows}
