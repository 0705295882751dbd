"""What a country's own form asked, as it is sealed: one text for each section, question by question, with the edition that asked. Pure.

The text is JSON: `{"edition": …, "said": [[code, answer], …]}`; an answer is a text, a list of codes, or for a repeated group a list of
maps. The edition leads to the questions as they were worded on that day. A section that nothing was said of has no text, and the bytes of
events from before there were such forms are what they were.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel

from opennrm.countries.form import Answer, ReferralForm
from opennrm.journal.event import Sealed

__all__ = ["CODES", "SealedForm", "Unsealed", "packed", "unpacked"]

Text = str | None


class SealedForm(BaseModel):
    """The fields of an event that carries such a form: one for each section of the policy in which words may be sealed."""

    form_identity: Annotated[Text, Sealed("identity", "form.identity")] = None
    form_contact_and_location: Annotated[Text, Sealed("contact_and_location", "form.contact_and_location")] = None
    form_account: Annotated[Text, Sealed("account", "form.account")] = None
    form_health: Annotated[Text, Sealed("health", "form.health")] = None
    form_risk_and_safety: Annotated[Text, Sealed("risk_and_safety", "form.risk_and_safety")] = None
    form_support: Annotated[Text, Sealed("support", "form.support")] = None
    form_legal_status: Annotated[Text, Sealed("legal_status", "form.legal_status")] = None
    form_proceedings: Annotated[Text, Sealed("proceedings", "form.proceedings")] = None
    form_return: Annotated[Text, Sealed("return", "form.return")] = None
    form_decisions: Annotated[Text, Sealed("decisions", "form.decisions")] = None


CODES = {name.removeprefix("form_"): f"form.{name.removeprefix('form_')}" for name in SealedForm.model_fields}


@dataclass(frozen=True, slots=True)
class Unsealed:
    """A text that was opened: which edition asked, and what was answered, in the order of the form."""

    edition: str
    said: tuple[tuple[str, Answer], ...]


def packed(form: ReferralForm, said: Mapping[str, Answer], edition: str) -> dict[str, str]:
    """What was said, by the field of the event in which it is sealed. Source: access/policy.yaml, sections; domain 1.7.2."""
    by_section: dict[str, list[tuple[str, Answer]]] = {}
    for question in form.questions():
        if question.section is not None and said.get(question.code):
            by_section.setdefault(question.section, []).append((question.code, said[question.code]))
    return {
        f"form_{section}": json.dumps({"edition": edition, "said": answers}, ensure_ascii=False, separators=(",", ":"))
        for section, answers in by_section.items()
    }


def unpacked(text: str) -> Unsealed:
    """Read back what `packed` wrote. Source: domain 1.7.2."""
    given = json.loads(text)
    return Unsealed(given["edition"], tuple((code, answer if isinstance(answer, str) else tuple(answer)) for code, answer in given["said"]))
