"""The invented organisation's reports: its editor begins them and cites published figures, its director approves and publishes one."""

from __future__ import annotations

from datetime import date, datetime
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from ruamel.yaml import YAML

from opennrm.journal import clock
from opennrm.programme import door
from opennrm.programme.report import actions, reads
from opennrm.programme.report.citing import cited

if TYPE_CHECKING:
    from opennrm.portal.demo.mechanism import Mechanism
    from opennrm.programme.report.models import Report

__all__ = ["build", "read"]


def read(country: str) -> dict[str, Any]:
    """The reports of a demonstration; nothing where it has none."""
    file = files("opennrm.portal.demo") / f"reports_{country}.yaml"
    return dict(YAML(typ="safe").load(file.read_text(encoding="utf-8"))) if file.is_file() else {}


def build(given: dict[str, Any], made: Mechanism) -> None:
    """Each report: begun, with sentences of the editor's own, and where it says so checked, approved and published."""
    for said in given.get("reports", ()):
        row = _begun(said, made)
        if "published" in said:
            _published(said, row, made)


def _begun(said: dict[str, Any], made: Mechanism) -> Report:
    editor, at = made.who(said["editor"]), datetime.fromisoformat(said["at"])
    keeper = door.keeping(editor, door.REPORT, "account")
    days = date.fromisoformat(said["since"]), date.fromisoformat(said["until"])
    wanted = actions.Wanted(said["template"], *days, said["language"], said["organisation"], us=said["us"])
    with clock.held(at):
        row = actions.begin(keeper, wanted, at)
        for own in said.get("own", ()):
            if set(cited(own["text"])) <= set(reads.figures(row, [own["text"]])):  # of few cases a figure is withheld
                actions.add(keeper, row, own["after"], own["text"], own.get("references", ()), at)
    return row


def _published(said: dict[str, Any], row: Report, made: Mechanism) -> None:
    officer, director, at = made.who(said["officer"]), made.who(said["director"]), datetime.fromisoformat(said["published"])
    keeper = door.keeping(director, door.REPORT, "decisions")
    with clock.held(at):
        actions.check_law(door.keeping(officer, door.REPORT), row, at)
        actions.approve(keeper, row, at)
        actions.publish(keeper, row, at)
