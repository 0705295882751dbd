"""A row of the rights ledger as markup. A case page holds some forty, so this is written in Python and not as a template."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.safestring import SafeString

from opennrm.ui.components.markup import escaped
from opennrm.ui.lane import Axis, lane
from opennrm.ui.status import Mark, mark, status

__all__ = ["right"]

DAYS = ("opened", "due", "happened", "expected")


def right(row: Mapping[str, Any], on: Axis | None = None, says: object = "", follows: object = "") -> SafeString:
    """One right: what · when · status · what would meet it.

    `row`: id · title · code, words, own_choice (status) · clause ("COE Art 12(1); Act s 18") · law (its paraphrase, on demand) ·
    opened, due, happened, expected (of the lane) · says (the sentence of dates), next (what would meet it), unless given apart.
    """
    code, shown = row.get("code", "open"), mark(row.get("code", "open"), bool(row.get("own_choice")))
    drawn = lane(on, shown.shape, *(row.get(day) or None for day in DAYS)) if on else ""
    meets = follows or row.get("next") or ""
    return SafeString(
        f'<li class="{_look(shown)}" id="{escaped(row.get("id"))}"><div class="nrm-right__what"><h4>{escaped(row.get("title"))}</h4>'
        f'{_clause(row)}</div><div class="nrm-right__when">{drawn}<p>{escaped(says or row.get("says"))}</p></div>'
        f'<div class="nrm-right__status">{status(code, row.get("words"), bool(row.get("own_choice")))}</div>'
        f'<div class="nrm-right__next">{f"<p>{escaped(meets)}</p>" if meets else ""}</div></li>'
    )


def _look(shown: Mark) -> str:
    return f"nrm-right nrm-right--{shown.shape}" + (" nrm-right--quiet" if shown.quiet else "")


def _clause(row: Mapping[str, Any]) -> str:
    if not row.get("clause"):
        return ""
    if row.get("law"):
        return f'<details class="nrm-clause"><summary>{escaped(row["clause"])}</summary><p>{escaped(row["law"])}</p></details>'
    return f'<p class="nrm-small nrm-muted">{escaped(row["clause"])}</p>'
