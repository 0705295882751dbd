"""What the screen of the result shows: set by set which signs were seen, what the set's rule says of them, and what it does not say."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from opennrm.cases.contact import reads, signs
from opennrm.cases.contact.coding import coded
from opennrm.cases.contact.forms import age_of
from opennrm.cases.spine import codes, drafting, step_pages
from opennrm.cases.spine.drafting import Filling
from opennrm.standards.elements import elements
from opennrm.standards.indicator import DimensionFound, Finding, IndicatorSet
from opennrm.standards.load import law
from opennrm.standards.scoring import Score


def result_context(filling: Filling) -> dict[str, Any]:
    """What the signs come to, set by set, and how the definition stands for each time."""
    observations, episodes = coded(filling)
    found = signs.findings(observations, age_of(filling), act=any(one.get("acts") for one in episodes))
    best = signs.main(found)
    contact = filling.contact
    place = [one.key for one in drafting.steps(filling)].index("result") + 1
    return {
        "today": filling.today,
        "place": place,
        "places": len(drafting.steps(filling)),
        "named": law().indicator_sets[best.set].head.title.told(codes.reads_in()),
        "says": gettext(best.says),
        "way": best.way,
        "findings": [_finding(one) for one in found if one.seen or one.absent or one.shown],
        "episodes": [_episode(one, number) for number, one in enumerate(episodes, start=1)],
        "steps": step_pages.listed(filling, "result"),
        "expires_at": filling.paper.ends,
        "back": step_pages.url_of(drafting.before(filling, "result"), contact.stream),
        "help": reads.help_for("labour_rights", contact.about.region, filling.today) if "labour" in best.way else [],
        "general_signs": reverse("contact:signs", args=[contact.stream, "g1"]),
        "sets": reverse("contact:sets", args=[contact.stream]),
    }


def _finding(one: Finding) -> dict[str, Any]:
    language, set = codes.reads_in(), law().indicator_sets[one.set]
    return {
        "title": set.head.title.told(language),
        "version": one.version,
        "says": gettext(one.says),
        "seen": [f"{code} {signs.label_of(code, language)}" for code in one.seen],
        "shown": [_shown(code, by, code in one.absent) for code, by in one.shown.items()],
        "rule": list(_rule(one, set)),
        "asks": [asked.told(language) for asked in one.score.asks] if one.score else [],
        "rest": _rest(one),
    }


def _shown(code: str, by: tuple[str, ...], absent: bool) -> str:
    language = codes.reads_in()
    told = {
        "sign": f"{code} {signs.label_of(code, language)}",
        "by": "; ".join(f"{one} {signs.label_of(one, language)}" for one in by),
    }
    said = gettext("%(sign)s, shown by: %(by)s") % told
    return f"{said}. {gettext('You noted it as absent: look at both again')}" if absent else said


def _rule(one: Finding, set: IndicatorSet) -> Iterator[str]:
    """What the rule of the set says: of each group with a sign, or of the points. Nothing where there is no rule."""
    if one.score is not None:
        yield from _points(one.score)
        return
    for found in one.dimensions:
        if found.positive is not None and found.seen:
            yield _group(found, next(group.label.told(codes.reads_in()) for group in set.dimensions if group.code == found.code))


def _group(found: DimensionFound, label: str) -> str:
    counts = {
        gettext("%(n)s strong") % {"n": found.strong}: found.strong,
        gettext("%(n)s medium") % {"n": found.medium}: found.medium,
        gettext("%(n)s weak") % {"n": found.weak}: found.weak,
    }
    told = {"group": label, "counts": ", ".join(words for words, count in counts.items() if count)}
    if found.positive:
        return gettext("%(group)s: enough by the set's rule (%(counts)s)") % told
    return gettext("%(group)s: signs, too few for the set's rule so far (%(counts)s)") % told


def _points(score: Score) -> Iterator[str]:
    language = codes.reads_in()
    told = {"n": score.points, "category": score.level.label.told(language)}
    yield ngettext("%(n)s point at least: %(category)s", "%(n)s points at least: %(category)s", score.points) % told
    if score.level.at_least == 0:
        yield gettext("The lowest category disproves nothing: it may be all that could be seen")
    if score.most > score.points:
        most = {"n": score.most, "category": score.highest.label.told(language)}
        said = gettext("If all that was not assessed were so: %(n)s points, %(category)s. Not assessed is not absent.")
        yield said % most


def _rest(one: Finding) -> str:
    absent, open = len(one.absent), len(one.not_assessed)
    return ", ".join(
        (
            ngettext("%(n)s looked for and absent", "%(n)s looked for and absent", absent) % {"n": absent},
            ngettext("%(n)s not assessed", "%(n)s not assessed", open) % {"n": open},
        )
    )


def _episode(one: Mapping[str, Any], number: int) -> dict[str, Any]:
    stands = elements(one["acts"], one["means"], one["purposes"], one["age_then"])
    names = {"act": gettext("an act"), "means": gettext("a means"), "purpose": gettext("a purpose")}
    missing = ", ".join(names[name] for name in stands.missing)
    return {"number": number, "says": gettext(stands.says) % {"missing": missing}, "forms": codes.words("forms", one["forms"])}
