"""The JSON schema of a margins file, for editors: made from the rows, so that it cannot fall behind. Pure."""

from __future__ import annotations

from typing import Any

from opennrm.statistics.margins.rows import Margins

__all__ = ["margins_schema"]


def margins_schema() -> dict[str, Any]:
    """The shape of a margins file as JSON schema; what cannot hold together is not in it. Source: issue 12, point 1."""
    return Margins.model_json_schema()
