"""Charts of a report: what is counted, in which parts, and the title that says what was found; outputs draw them. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from opennrm.programme import typed
from opennrm.programme.codes import told
from opennrm.programme.report.ground import countries_of, reference
from opennrm.programme.report.telling import Telling
from opennrm.programme.report.text import Bar, Chart, fill, plain, said, sentence_text

__all__ = ["CHARTS"]

COUNTRIES_NAMED = 12
LEAST = 5  # activities, in two countries at least; promises, two of them: fewer are a sentence
# What activities of a kind are, as far as a chart tells them apart.
FAMILIES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "studies": ("assessment", "research", "survey", "review", "stock_taking"),
        "events": (
            "round_table", "training", "seminar", "workshop", "conference", "side_event", "panel", "presentation", "participation",
            "meeting", "focal_point_meeting", "visit", "exchange",
        ),
        "advice": (
            "legislative_comment", "manual_comment", "training_material_comment", "plan_comment", "agreement_negotiation",
            "technical_advice", "parliamentary_evidence", "questionnaire_answer", "strategy_contribution", "country_briefing",
            "ratification_support",
        ),
    }
)  # fmt: skip
OTHER = "projects"  # and texts, help, work for prevention: everything else


def _activities(telling: Telling, key: str) -> Chart | None:
    """Activities by country, each bar in its kinds. Source: issue 13, point 7; README-monitoring 2 (headings say what was found)."""
    activities = [one for one in telling.ground.activities if countries_of(one)]
    by_country: dict[str, list[typed.Activity]] = {}
    for one in activities:
        for country in countries_of(one):
            by_country.setdefault(country, []).append(one)
    if len(by_country) < 2 or len(activities) < LEAST:
        return None
    frames = telling.frames
    order = sorted(by_country, key=lambda code: (-len(by_country[code]), frames.country(code)))
    named = order[:COUNTRIES_NAMED] if len(order) > COUNTRIES_NAMED + 1 else order
    bars = [_bar(frames.country(code), by_country[code]) for code in named]
    rest = [one for code in order[len(named) :] for one in by_country[code]]
    words = frames.raw["charts"]["activities"]
    if rest:
        others = fill(frames.plural(words["others"], len(order) - len(named)), {"n": said(frames.number(len(order) - len(named)))})
        bars.append(_bar(plain(others), rest))
    most = [code for code in order if len(by_country[code]) == len(by_country[order[0]])]
    slots = {"countries": telling.wording.countries(most), "n": len(by_country[order[0]]), "all": len(activities)}
    title = _filled(telling, words["one" if len(most) == 1 else "several"], slots)
    refs = tuple(reference(one) for one in activities)
    return Chart(key, title, words["note"], words["head"], _names(telling, (*FAMILIES, OTHER)), tuple(bars), refs)


def _bar(name: str, some: Iterable[typed.Activity]) -> Bar:
    of = {kind: family for family, kinds in FAMILIES.items() for kind in kinds}
    found = Counter(of.get(one.kind, OTHER) for one in some)
    return Bar(name, tuple(found[family] for family in (*FAMILIES, OTHER)))


def _names(telling: Telling, families: Iterable[str]) -> tuple[str, ...]:
    return tuple(telling.frames.raw["charts"]["families"][one] for one in families)


def _promises(telling: Telling, key: str) -> Chart | None:
    """What became of what was promised for the period. Source: issue 13, points 1 and 7."""
    promises = telling.ground.promises(due=True)
    if len(promises) < 2:
        return None
    frames, words = telling.frames, telling.frames.raw["charts"]["promises"]
    states = Counter(one.state for one in promises)
    done = states["done"]
    slots = {"n": said(frames.number(done)), "all": said(frames.number(len(promises)))}
    title = _filled(telling, frames.plural(words["some"], done) if done else words["none"], slots)
    language = frames.language
    bars = tuple(Bar(told("promises", state, language), (states[state],)) for state in frames.raw["promised"] if states[state])
    refs = tuple(reference(one) for one in promises)
    return Chart(key, title, words["note"], words["head"], (words["column"],), bars, refs)


def _filled(telling: Telling, frame: str, slots: Mapping[str, object]) -> str:
    texts = {name: said(str(slot)) if isinstance(slot, int) else slot for name, slot in slots.items()}
    return plain(sentence_text(fill(frame, texts))).rstrip(".")  # type: ignore[arg-type]


CHARTS: Mapping[str, Callable[[Telling, str], Chart | None]] = MappingProxyType(
    {"chart_activities": _activities, "chart_promises": _promises}
)
