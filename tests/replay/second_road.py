"""The figures of a year by a second road: the raw bytes of the journal, read one event after another in memory. Imports nothing of what it
checks.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

Cells = dict[tuple[str, ...], int]
Raw = tuple[int, str, str, bytes]  # position, stream, type, payload
DECIDES = {
    "identification.grounds_found": ("rg", "positive"),
    "identification.negative_confirmed": ("rg", "negative"),
    "identification.person_identified": ("cg", "positive"),
    "identification.identification_refused": ("cg", "negative"),
}
ASIDE = {
    "correction.referral_voided": True,
    "correction.referral_restored": False,
    "correction.referrals_merged": True,
    "correction.merge_undone": False,
}
NAMED = {
    "sex": ("sex", ("male", "female")),
    "place_of_exploitation": ("place", ("in_country", "abroad")),
    "age_at_exploitation": ("age_at_exploitation", ("adult", "child")),
    "age": ("age", ("adult", "child")),
    "nationality": ("nationality", ("national", "foreign", "stateless")),
}


@dataclass
class Case:
    """What the journal says of one case, as far as figures ask."""

    about: dict[str, Any] = field(default_factory=dict)
    referred: str = ""
    body: str = ""
    aside: bool = False
    decisions: list[tuple[str, str, str]] = field(default_factory=list)

    def take(self, type: str, said: dict[str, Any]) -> None:
        if type == "case.opened":
            self.about = dict(said["about"])
        elif type == "referral.submitted":
            self.referred, self.body = said["on"], said.get("recipient_body", "")
        elif type == "referral.sent_again":
            self.body = said.get("recipient_body", "")
        elif type in DECIDES:
            self.decisions.append((*DECIDES[type], said["on"]))
        elif type in ASIDE and not said.get("goes_on"):
            self.aside = ASIDE[type]
        elif type.startswith("correction."):
            for name, codes in _put_right(said).items():
                self.about[name] = codes if name in ("forms", "citizenships") else "".join(codes)

    def counts(self, year: str) -> bool:
        return self.referred.startswith(year) and not self.aside

    def identified(self, year: str) -> bool:
        found = any(one[:2] == ("cg", "positive") and one[2].startswith(year) for one in self.decisions)
        return found and bool(self.referred) and not self.aside


def _put_right(said: dict[str, Any]) -> dict[str, list[str]]:
    """The coarse facts that a correction says anew."""
    now: dict[str, list[str]] = {said["field"]: said["right"]} if "field" in said else said.get("right", {})
    return now


def walk(events: Iterable[Raw], at: set[int], year: str) -> Iterator[tuple[int, Cells]]:
    """The cells of a year as they stood at each of these positions."""
    cases: dict[str, Case] = {}
    for position, stream, type, payload in events:
        cases.setdefault(stream, Case()).take(type, json.loads(payload))
        if position in at:
            yield position, _cells(cases.values(), year)


def _cells(cases: Iterable[Case], year: str) -> Cells:
    standing = list(cases)
    counted = [case for case in standing if case.counts(year)]
    cells: Counter[tuple[str, ...]] = Counter({("referrals", "total"): len(counted)})
    for name, (key, parts) in NAMED.items():
        for case in counted:
            part = case.about.get(key, "unknown")
            cells["referrals", name, part if part in parts else "other_or_not_known"] += 1
    for case in counted:
        age, forms = case.about["age_at_exploitation"], "+".join(sorted(case.about["forms"]))
        if age in ("adult", "child") and forms not in ("", "other", "unknown"):
            cells["referrals", "form_of_exploitation", age, forms] += 1
    for stage, value, on in (one for case in standing if case.referred and not case.aside for one in case.decisions):
        measure = {"rg": "reasonable_grounds", "cg": "conclusive_grounds"}[stage]
        if on.startswith(year):
            cells[measure, "total"] += 1
            cells[measure, "positive"] += value == "positive"
    return dict(cells + _whole_codes(counted) + _identified([case for case in standing if case.identified(year)]))


def _whole_codes(counted: list[Case]) -> Counter[tuple[str, ...]]:
    """Codes that are listed as they occur; several citizenships of one person are one part."""
    cells: Counter[tuple[str, ...]] = Counter()
    for case in counted:
        referrer = "self" if case.about.get("self_referred") else case.about.get("referrer_kind", "")
        codes = {
            "referrer": referrer,
            "competent_authority": case.body,
            "citizenship": "+".join(sorted(case.about.get("citizenships", ()))),
        }
        cells.update(("referrals", name, code) for name, code in codes.items() if code)
    return cells


def _identified(found: list[Case]) -> Counter[tuple[str, ...]]:
    """Who was identified in a year, each once."""
    cells: Counter[tuple[str, ...]] = Counter({("identified", "total"): len(found)})
    for case in found:
        for name in ("sex", "age", "nationality"):
            part = case.about.get(name, "unknown")
            cells["identified", name, part if part in NAMED[name][1] else "other_or_not_known"] += 1
        if (forms := "+".join(sorted(case.about["forms"]))) not in ("", "other", "unknown"):
            cells["identified", "form_of_identified", "several" if "+" in forms else forms] += 1
    return cells
