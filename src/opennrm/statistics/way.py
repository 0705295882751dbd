"""How far each person came and what became of them there, told by what is counted of a case and recorded of a contact. Pure."""

from __future__ import annotations

from collections.abc import Collection

from opennrm.countries.profile import Profile

__all__ = ["ANSWERED", "FOLLOWED", "PRESUMED", "REFERRED", "SCREENED", "STAGES", "of_case", "of_contact"]

STAGES = ("encountered", "referred", "presumed", "identified")
REFERRED, ANSWERED, SCREENED = "referral.contact_referred", "referral.answer_recorded", "contact.screened"
FOLLOWED = (REFERRED, ANSWERED, SCREENED)
PRESUMED = {"presumed": "presumed", "formally_identified": "identified"}
_STOPS = {"withdrawn": "withdrew", "closed": "closed"}


def of_contact(held: Collection[str]) -> tuple[str, str] | None:
    """Where a contact stands by the types of what was recorded of it; None where it became a case, which is counted as one.

    Who said no, or not now, made a choice. Source: issue 12, point 5.
    """
    if REFERRED in held:
        return None
    if ANSWERED in held:
        return "encountered", "no"
    return "encountered", "not_referred" if SCREENED in held else "nothing"


def of_case(profile: Profile, state: str, *, presumed: bool, identified: bool) -> tuple[str, str]:
    """The last stage that a referred person reached, and what became of them there.

    `presumed`, `identified`: whether there ever was such a decision. A state that the profile does not know is "nothing known".
    Source: issue 12, point 5.
    """
    known = next((one for one in profile.states if one.id == state), None)
    now = PRESUMED.get(known.status, "") if known is not None else ""
    stage = "identified" if identified or now == "identified" else "presumed" if presumed or now == "presumed" else "referred"
    if known is None:
        return stage, "nothing"
    if state in _STOPS:
        return stage, _STOPS[state]
    if known.status == "not_identified":
        return stage, "negative"
    if state.startswith("suspended"):
        return stage, "rests"
    return stage, "identified" if now == "identified" else "waits"
