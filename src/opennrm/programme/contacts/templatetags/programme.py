"""What the navigation of the programme asks: whether a room is open to whoever reads the page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template

from opennrm.programme import door

register = template.Library()


@register.simple_tag(takes_context=True)
def opens(context: Mapping[str, Any], record: str, section: str = "coarse") -> bool:
    """{% opens "roster" "identity" as roster %}: whether the policy lets the reader of this page read it."""
    actor = getattr(context.get("request"), "actor", None)
    return actor is not None and door.may(actor, record, section).allowed
