"""What the screens of signs and of their result show."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext

from opennrm.cases.contact import reads, signs
from opennrm.cases.contact.coding import SIGNS, coded
from opennrm.cases.contact.forms import age_of, name_of
from opennrm.cases.contact.signs import Part
from opennrm.cases.spine import codes, drafting, step_pages
from opennrm.cases.spine.drafting import Filling
from opennrm.cases.spine.step_sheet import StepSheet
from opennrm.standards.elements import elements
from opennrm.standards.indicator import Finding
from opennrm.standards.load import law


def part_named(filling: Filling, key: str) -> Part:
    """The screen of signs with this key; one that is not for this person is not found."""
    found = next((one for one in signs.parts(age_of(filling)) if one.key == key), None)
    if found is None:
        raise Http404
    return found


def names_of(filling: Filling, key: str) -> set[str]:
    """The fields of one screen of signs."""
    return {name_of(sign.code) for sign in part_named(filling, key).signs}


def part_context(filling: Filling, form: StepSheet, key: str) -> dict[str, Any]:
    """One screen of signs, and the others beside it."""
    language, part = codes.reads_in(), part_named(filling, key)
    head = part.set.head
    return {
        "lines": [form[name_of(sign.code)] for sign in part.signs],
        "part_label": part.label(language),
        "set_title": head.title.told(language),
        "set_says": head.says.told(language),
        "set_version": head.version,
        "parts": [_line(filling, one, key) for one in signs.parts(age_of(filling))],
        "passages": reverse("contact:passages", args=[filling.contact.stream]),
    }


def _line(filling: Filling, part: Part, current: str) -> dict[str, Any]:
    typed = filling.paper.steps.get(SIGNS, {})
    answers = [(typed.get(name_of(sign.code)) or ["not_assessed"])[-1] for sign in part.signs]
    answered = sum(1 for answer in answers if answer != "not_assessed")
    said = gettext("%(n)s of %(all)s") % {"n": answered, "all": len(part.signs)}
    return {
        "label": part.label(codes.reads_in()),
        "href": reverse("contact:signs", args=[filling.contact.stream, part.key]),
        "state": said,
        "current": part.key == current,
        "first": part.first,
    }


def part_after(filling: Filling, key: str) -> str:
    """Where one goes from a screen of signs: to the next of its set, then to the account."""
    there = signs.parts(age_of(filling))
    place = next(number for number, one in enumerate(there) if one.key == key)
    following = there[place + 1 : place + 2]
    if following and following[0].set is there[place].set:
        return reverse("contact:signs", args=[filling.contact.stream, following[0].key])
    return reverse("contact:passages", args=[filling.contact.stream])


def result_context(filling: Filling) -> dict[str, Any]:
    """What the signs come to, set by set, and how the definition stands for each time."""
    observations, episodes = coded(filling)
    found = signs.findings(observations, age_of(filling), act=any(one.get("acts") for one in episodes))
    best = signs.main(found)
    contact = filling.contact
    told = [_finding(one) for one in found if one.seen or one.absent]
    place = [one.key for one in drafting.steps(filling)].index("result") + 1
    return {
        "today": filling.today,
        "place": place,
        "places": len(drafting.steps(filling)),
        "several": len(told) > 1,
        "says": gettext(best.says),
        "way": best.way,
        "findings": told,
        "episodes": [_episode(one, number) for number, one in enumerate(episodes, start=1)],
        "steps": step_pages.listed(filling, "result"),
        "expires_at": filling.paper.ends,
        "back": step_pages.url_of(drafting.before(filling, "result"), contact.stream),
        "help": reads.help_for("labour_rights", contact.about.region, filling.today) if "labour" in best.way else [],
        "general_signs": reverse("contact:signs", args=[contact.stream, "g1"]),
        "labour_signs": reverse("contact:signs", args=[contact.stream, "d41"]),
    }


def _finding(one: Finding) -> dict[str, Any]:
    language, head = codes.reads_in(), law().indicator_sets[one.set].head
    return {
        "title": head.title.told(language),
        "version": one.version,
        "scored": one.scored,
        "seen": [f"{code} {signs.label_of(code, language)}" for code in one.seen],
        "absent": len(one.absent),
        "says": gettext(one.says),
    }


def _episode(one: Mapping[str, Any], number: int) -> dict[str, Any]:
    stands = elements(one["acts"], one["means"], one["purposes"], one["age_then"])
    names = {"act": gettext("an act"), "means": gettext("a means"), "purpose": gettext("a purpose")}
    missing = ", ".join(names[name] for name in stands.missing)
    return {"number": number, "says": gettext(stands.says) % {"missing": missing}, "forms": codes.words("forms", one["forms"])}
