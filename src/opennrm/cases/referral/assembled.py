"""From the steps of a draft to what is sent: read once all of them are right."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from opennrm.cases.referral.country_forms import answers_of
from opennrm.cases.referral.sending import Asked, Sending
from opennrm.cases.spine import drafting
from opennrm.cases.spine.drafting import Filling
from opennrm.cases.spine.particulars import CHANNELS
from opennrm.standards.load import law


def sending_of(filling: Filling) -> Sending:
    """What the draft says, ready to go. For a draft in which nothing is wanting."""
    safe, account, details = (_said(filling, key) for key in ("safe", "account", "details"))
    signs = _form(filling, "signs")
    told_by = signs.told_by() if signs else {}
    return Sending(
        **_answers(filling),
        **_reached(safe),
        **_who(filling, details),
        account=account.get("account", ""),
        **_pressing(account),
        danger=account.get("danger", ""),
        others=account.get("others", ""),
        passages=signs.passages() if signs else (),
        told_by="\n".join(f"{code}: {who}" for code, who in told_by.items()),
        when="; ".join(_when(filling)),
        places="\n".join(one["where"] for one in _episodes(filling) if one.get("where")),
        age_reasons=_said(filling, "who").get("age_words", ""),
        form=answers_of(filling) if filling.profile.referral_form.steps else None,
    )


def _form(filling: Filling, key: str) -> Any:
    if filling.paper.typed(key) is None:
        return None
    form = drafting.read(filling, key)
    form.is_valid()
    return form


def _said(filling: Filling, key: str) -> dict[str, Any]:
    form = _form(filling, key)
    return dict(form.cleaned_data) if form else {}


def _episodes(filling: Filling) -> Iterator[dict[str, Any]]:
    for one in drafting.steps(filling):
        if one.key == "what" or one.key.startswith("what-"):
            yield _said(filling, one.key)


def _when(filling: Filling) -> Iterator[str]:
    for said in _episodes(filling):
        began, ended = said.get("began"), said.get("ended")
        if began or ended:
            yield f"{began.iso if began else '?'} – {ended.iso if ended else ''}".strip()


def _pressing(account: dict[str, Any]) -> dict[str, Any]:
    """How urgent it is, and what is needed at once: a danger is a need of its own."""
    danger, words = account.get("urgency") == "danger_now", account.get("needs_now", "")
    ticked = account.get("needs") or ()
    urgency = "danger_now" if danger else "needs_now" if ticked or words else account.get("urgency", "")
    needs = (code for code in law().needs if code in ticked or (danger and code == "safety"))
    return {"urgency": urgency, "needs": tuple(needs), "needs_now": words}


def _reached(safe: dict[str, Any]) -> dict[str, Any]:
    names = (*CHANNELS, "when_safe", "never", "stays")
    spoken = tuple(dict.fromkeys(filter(None, (safe.get("language"), safe.get("other_language")))))
    interpreter = safe.get("interpreter") or ""
    found = {name: safe.get(name) or "" for name in names}
    return {
        **found,
        "no_safe_way": bool(safe.get("no_safe_way")),
        "languages": spoken,
        "interpreter": "" if interpreter == "no" else interpreter,
    }


def _who(filling: Filling, details: dict[str, Any]) -> dict[str, Any]:
    one, second = details.get("citizenship") or "", details.get("second_citizenship") or ""
    special = one if one in ("stateless", "not_known") else ""
    birth = details.get("birth")
    return {
        "given_names": details.get("given_names") or "",
        "family_names": details.get("family_names") or "",
        "aliases": tuple(line.strip() for line in (details.get("aliases") or "").splitlines() if line.strip()),
        "birth": birth.iso if birth else "",
        "birth_known_by": details.get("birth_known_by") or "not_known",
        "citizenships": tuple(dict.fromkeys(code for code in (one, second) if code and code != special)),
        "stateless": special,
        "own_reference": details.get("own_reference") or "",
        "ask_back": details.get("ask_back") or "",
        "more": {name.removeprefix("more_"): text for name, text in details.items() if name.startswith("more_") and text},
    }


def _answers(filling: Filling) -> dict[str, Any]:
    """What the person answered; of a child nothing was asked."""
    form = _form(filling, "answer") if filling.treated_as == "adult" else None
    if form is None or not form.is_valid():
        return {}
    support = _said(filling, "support")
    asked = [Asked(scope="referral", answer="yes" if form.cleaned_data["answer"] == "yes" else "no")]
    for name, scope, agency in (("support", "support", "provider"), ("police", "police_contact", "police_agency")):
        asked += _asked(scope, support.get(name) or "", support.get(agency) or "")
    wanted = {"yes": "wanted", "no": "not_wanted"}.get(support.get("support") or "", "not_asked")
    return {"talk": form.talk(), "asked": tuple(asked), "support": wanted}


def _asked(scope: str, answer: str, agency: str) -> Iterator[Asked]:
    if answer == "yes" and agency:
        yield Asked(scope=scope, answer="yes", recipient=UUID(agency))
    elif answer == "no":
        yield Asked(scope=scope, answer="no")
