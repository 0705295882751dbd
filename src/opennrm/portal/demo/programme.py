"""The invented work of an invented organisation, recorded by its officer through the real actions."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

from ruamel.yaml import YAML

from opennrm.journal import clock
from opennrm.portal.demo.mechanism import Mechanism
from opennrm.programme import door, typed
from opennrm.programme.activities import actions
from opennrm.programme.spans import Span

# In this order, since activities name bodies and promises name activities.
SHAPES: tuple[tuple[str, type[typed.Typed]], ...] = (
    ("bodies", typed.Body),
    ("aims", typed.Aim),
    ("activities", typed.Activity),
    ("promises", typed.Promise),
)
RECORDED = timedelta(days=3)  # after it happened, at the earliest


def read(country: str) -> dict[str, Any]:
    """What the organisation did; nothing where a demonstration has none."""
    file = files("opennrm.portal.demo") / f"programme_{country}.yaml"
    return dict(YAML(typ="safe").load(file.read_text(encoding="utf-8"))) if file.is_file() else {}


def build(given: dict[str, Any], made: Mechanism, begins: datetime, stands: datetime) -> None:
    """All of it: each record some days after it happened, and never before the mechanism began."""
    if not given:
        return
    officer = made.who(given["officer"])
    for said in _records(given):
        at = _recorded(said, begins, stands)
        with clock.held(at):
            section = "account" if getattr(said, "confidence", "open") == "own" else "coarse"
            actions.record(door.keeping(officer, door.PROGRAMME, section), said, at)


def _records(given: dict[str, Any]) -> Iterator[typed.Typed]:
    for name, shape in SHAPES:
        rows = [shape.model_validate(row) for row in given[name]]
        yield from _after_what_they_name(rows) if shape is typed.Activity else rows  # type: ignore[arg-type]


def _after_what_they_name(rows: list[typed.Activity]) -> Iterator[typed.Activity]:
    """Activities so that each comes after those to which it is linked."""
    waiting, known = list(rows), set[str]()
    while waiting:
        ready = [one for one in waiting if {link.to for link in one.links} <= known]
        if not ready:
            raise ValueError(f"linked in a circle, or to nothing: {', '.join(one.key for one in waiting)}")
        yield from ready
        known |= {one.key for one in ready}
        waiting = [one for one in waiting if one.key not in known]


def _recorded(said: typed.Typed, begins: datetime, stands: datetime) -> datetime:
    span = Span.parse(getattr(said, "when", ""))
    happened = datetime.combine((span.latest or span.earliest or begins.date()), time(18), ZoneInfo("UTC")) + RECORDED
    return min(max(begins, happened), stands - timedelta(hours=12))
