"""What the screens of signs show, and the choice of the sets that one goes through."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from opennrm.cases.contact import signs
from opennrm.cases.contact.coding import MOST_EPISODES, SIGNS, episode_key
from opennrm.cases.contact.forms import age_of, name_of
from opennrm.cases.contact.signs import Part
from opennrm.cases.spine import codes
from opennrm.cases.spine.drafting import Filling
from opennrm.cases.spine.step_sheet import StepSheet
from opennrm.standards.indicator import IndicatorSet
from opennrm.standards.load import law
from opennrm.standards.refusal import gettext_noop


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
    """One screen of signs, and beside it the others of the sets that one goes through."""
    language, part = codes.reads_in(), part_named(filling, key)
    head, answers = part.set.head, _answers(filling)
    return {
        "lines": [form[name_of(sign.code)] for sign in part.signs],
        "part_label": part.label(language),
        "set_title": head.title.told(language),
        "set_says": head.says.told(language),
        "set_version": head.version,
        "set_source": law().sources[head.source].title.told(language),
        "set_rule": gettext(RULES[head.rule]),
        "groups": [_group(filling, one, key, answers) for one in _beside(filling, part)],
        "sets": reverse("contact:sets", args=[filling.contact.stream]),
        "passages": reverse("contact:passages", args=[filling.contact.stream]),
    }


RULES: Mapping[str, str] = {
    "none": gettext_noop("One sign is enough to refer. This set has no published score: read the signs."),
    "ilo": gettext_noop("One sign is enough to refer. This set weighs signs by a published rule, which does not decide for you."),
    "points": gettext_noop("This set adds points to a category, which does not decide for you."),
}


def chosen_sets(filling: Filling) -> tuple[IndicatorSet, ...]:
    """The sets that this person's signs are looked through with, the general one first."""
    typed = filling.paper.steps.get(SIGNS, {})
    answered = [code for code, answer in _answers(filling).items() if answer != "not_assessed"]
    return signs.chosen(age_of(filling), typed.get("sets", ()), answered)


def _answers(filling: Filling) -> dict[str, str]:
    typed = filling.paper.steps.get(SIGNS, {})
    every = (sign.code for part in signs.parts(age_of(filling)) for sign in part.signs)
    return {code: (typed.get(name_of(code)) or ["not_assessed"])[-1] for code in every}


def _beside(filling: Filling, part: Part) -> list[IndicatorSet]:
    there = chosen_sets(filling)
    return [*there, *([part.set] if part.set not in there else [])]


def _group(filling: Filling, one: IndicatorSet, current: str, answers: Mapping[str, str]) -> dict[str, Any]:
    lines = [_line(filling, part, current, answers) for part in signs.parts_of(one, age_of(filling)) if part.signs]
    return {"title": one.head.title.told(codes.reads_in()), "lines": lines}


def _line(filling: Filling, part: Part, current: str, answers: Mapping[str, str]) -> dict[str, Any]:
    answered = sum(1 for sign in part.signs if answers[sign.code] != "not_assessed")
    return {
        "label": part.label(codes.reads_in()),
        "href": reverse("contact:signs", args=[filling.contact.stream, part.key]),
        "state": gettext("%(n)s of %(all)s") % {"n": answered, "all": len(part.signs)},
        "current": part.key == current,
    }


def part_after(filling: Filling, key: str) -> str:
    """Where one goes from a screen of signs: to the next of its set; then from the general one to the choice of others, from another to
    the next that was chosen; at the end to the account.
    """
    part, age = part_named(filling, key), age_of(filling)
    keys = [one.key for one in signs.parts_of(part.set, age)]
    following = keys[keys.index(key) + 1 :]
    if following:
        return reverse("contact:signs", args=[filling.contact.stream, following[0]])
    if part.set.head.id == signs.GENERAL:
        return reverse("contact:sets", args=[filling.contact.stream])
    return set_after(filling, part.set)


def set_after(filling: Filling, one: IndicatorSet) -> str:
    """The first screen of the chosen set that follows this one; the account where none does."""
    ids = [other.head.id for other in signs.sets_for(age_of(filling))]
    later = [other for other in chosen_sets(filling) if ids.index(other.head.id) > ids.index(one.head.id)]
    if not later:
        return reverse("contact:passages", args=[filling.contact.stream])
    return reverse("contact:signs", args=[filling.contact.stream, next(signs.parts_of(later[0], age_of(filling))).key])


def sets_listed(filling: Filling) -> tuple[list[tuple[str, str, str]], list[str]]:
    """The sets to choose from as code, title and hint, those first that fit what was told; and which of them are chosen."""
    age, about = age_of(filling), filling.contact.about
    told = {form for key in map(episode_key, range(1, MOST_EPISODES + 1)) for form in filling.paper.steps.get(key, {}).get("forms", ())}
    there = [one for one in signs.sets_for(age) if one.head.id != signs.GENERAL]
    fits = {one.head.id: signs.suggested(one.head, age, about.age_band, told) for one in there}
    ordered = sorted(there, key=lambda one: not fits[one.head.id])
    answers = _answers(filling)
    begun = {one.head.id: sum(answers[code] != "not_assessed" for code in one.by_code) for one in there}
    listed = [(one.head.id, one.head.title.told(codes.reads_in()), _hint(one, fits[one.head.id], begun[one.head.id])) for one in ordered]
    return listed, [one.head.id for one in chosen_sets(filling) if one.head.id != signs.GENERAL]


KINDS: Mapping[str, str] = {
    "none": gettext_noop("no published score"),
    "ilo": gettext_noop("published weights"),
    "points": gettext_noop("points and categories"),
}


def _hint(one: IndicatorSet, fits: bool, begun: int) -> str:
    count = len(one.indicators)
    said = [
        gettext("Fits what was told") if fits else "",
        one.head.suits.told(codes.reads_in()) if one.head.suits else "",
        ngettext("%(n)s sign", "%(n)s signs", count) % {"n": count} + ", " + gettext(KINDS[one.head.rule]),
        gettext("%(n)s answered; the answers stay") % {"n": begun} if begun else "",
    ]
    return ". ".join(filter(None, said))


def reading(filling: Filling) -> list[dict[str, Any]]:
    """The sets that are for reading: their signs in words, nothing to answer."""
    language = codes.reads_in()
    return [
        {
            "summary": gettext("To read: %(set)s") % {"set": one.head.title.told(language)},
            "says": one.head.says.told(language),
            "signs": [sign.label.told(language) for sign in one.indicators],
        }
        for one in signs.to_read(age_of(filling))
    ]
