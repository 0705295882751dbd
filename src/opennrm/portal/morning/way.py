"""What became of them? Each stage splits its own people: who came further, and what became of the others; nobody drops out of sight."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from opennrm.portal.morning.bars import Bar, picture
from opennrm.portal.morning.figure import Figure, Value, period_words, told
from opennrm.portal.morning.figures import Cells, Figures
from opennrm.portal.morning.words import NOT_TOLD, outcome_words, stage_words
from opennrm.statistics.definition import of_the_morning
from opennrm.statistics.funnel import Bar as Stage
from opennrm.statistics.funnel import funnel, reached
from opennrm.statistics.period import Period
from opennrm.ui.numbers import number

__all__ = ["figure"]


def figure(figures: Figures, before: Figures, period: Period, language: str) -> Figure:
    """How far people came, and how far those of a year before."""
    cells, then = figures.way.get(period.name, {}), before.way.get(period.a_year_before.name, {})
    then = then if then.get("total") else {}
    helped_then = _helped(before.help.get(period.a_year_before.name, {}), reached(then))
    stages = funnel(cells)
    came = {one.stage: one.reached for one in stages}
    helped = _helped(figures.help.get(period.name, {}), came)
    title, measures = _title(came, period), of_the_morning().measures
    return Figure(
        id="way",
        title=title,
        lead=_("Each bar splits the people that it belongs to. What a person chose is no failure of anybody."),
        heads=[_("Stage"), _("What became of them"), _("People"), *([str(before.year)] if then else [])],
        rows=[*_rows(stages, then), *_help_rows(helped, helped_then, wide=bool(then))],
        notes=[
            _("%(n)s people of %(period)s, followed until now") % {"n": told(cells.get("total")), "period": period_words(period)},
            _unknown(cells),
        ],
        definition=" ".join(measures[id].says.told(language) for id in ("way", "help")),
        source="; ".join(dict.fromkeys(measures[id].source for id in ("way", "help"))),
        picture=picture(
            list(_bars(stages, helped)), title, _("One bar for each stage, all on one scale; the table says each number."), whole=False
        ),
    )


def _helped(cells: Cells, came: dict[str, int | None]) -> Cells:
    """Who was helped is told where the stages say how many were presumed: else it would say it for them."""
    return cells if came["presumed"] else {}


def _title(came: dict[str, int | None], period: Period) -> str:
    values = {stage: number(n) for stage, n in came.items() if n is not None} | {"period": period_words(period)}
    if came["encountered"] is None:
        return _("How far people came in %(period)s: too few to be told") % values
    if came["presumed"] is not None and came["identified"]:
        return _("Of %(encountered)s people met or referred, %(presumed)s were presumed trafficked and %(identified)s identified") % values
    if came["presumed"] is not None:
        return _("Of %(encountered)s people met or referred, %(presumed)s were presumed trafficked") % values
    return _("%(encountered)s people were met or referred in %(period)s") % values


def _bars(stages: Sequence[Stage], helped: Cells) -> Iterator[Bar]:
    for stage in stages:
        if stage.reached:
            known = [(code, n) for code, n in stage.ended.items() if n]
            pieces = [("further", stage.further or 0), *known, (NOT_TOLD, stage.rest)]
            yield Bar(stage_words(stage.stage), _("%(n)s people") % {"n": number(stage.reached)}, pieces)
    if total := helped.get("total"):
        pieces = [(code, n) for code, n in _outcomes(helped) if n]
        rest = total - sum(n for _code, n in pieces)
        yield Bar(stage_words("assisted"), _("%(n)s people") % {"n": number(total)}, [*pieces, (NOT_TOLD, rest)])


def _outcomes(helped: Cells) -> list[tuple[str, int | None]]:
    return [(path.removeprefix("help/"), n) for path, n in helped.items() if path.startswith("help/") and not path.endswith("not_known")]


def _rows(stages: Sequence[Stage], then: Cells) -> Iterator[list[Value]]:
    """What can become of people at each stage: 0 stands there too, so that what is missing is never taken for none."""
    told = reached(then) if then else {}
    for stage in stages:
        yield [stage_words(stage.stage), _("all"), stage.reached, *([told[stage.stage]] if then else [])]
        for code, n in stage.ended.items():
            if code in _possible(stage.stage):
                before = then.get(f"ended/{stage.stage}/{code}")
                yield [stage_words(stage.stage), outcome_words(code), n, *([before] if then else [])]


def _possible(stage: str) -> tuple[str, ...]:
    """What can become of people at a stage: a withheld cell of something that cannot happen is no row."""
    if stage == "encountered":
        return "no", "not_referred", "nothing"
    return "waits", "rests", "negative", "withdrew", "closed", "nothing", *(("identified",) if stage == "identified" else ())


def _help_rows(helped: Cells, then: Cells, *, wide: bool) -> Iterator[list[Value]]:
    if helped:
        yield [stage_words("assisted"), _("all"), helped.get("total"), *([then.get("total")] if wide else [])]
        for code, n in _outcomes(helped):
            yield [stage_words("assisted"), outcome_words(code), n, *([then.get(f"help/{code}")] if wide else [])]


def _unknown(cells: Cells) -> str:
    nothing = [n for path, n in cells.items() if path.startswith("ended/") and path.endswith("/nothing")]
    known = [n for n in nothing if n is not None]
    return _("nothing recorded of what followed: %(n)s") % {"n": number(sum(known)) if len(known) == len(nothing) else _("not told")}
