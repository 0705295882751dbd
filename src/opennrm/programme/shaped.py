"""From a short form to a record: the shape judges, and each mistake is said beside its field."""

from __future__ import annotations

from collections.abc import Mapping
from secrets import token_hex
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from pydantic import ValidationError as Misshapen

from opennrm.programme.mistakes import mistakes
from opennrm.standards.shape import Row
from opennrm.ui.forms import Sheet

__all__ = ["new_key", "shaped"]

Shape = TypeVar("Shape", bound=Row)


def new_key(begins: str) -> str:
    """A key for what is typed in a form: what it is, and a chance part that no other has and that tells nothing."""
    return f"{begins}-{token_hex(6)}"


def shaped(form: Sheet, shape: type[Shape], said: Mapping[str, Any], stands: Row | None = None) -> Shape | None:
    """The record that was said, over what stands; with mistakes None, and they stand in the form. An empty text says nothing."""
    before = stands.model_dump() if stands else {}
    given = {name: value for name, value in said.items() if value not in ("", None)}
    emptied = {name: shape.model_fields[name].get_default(call_default_factory=True) for name in said if name not in given}
    try:
        return shape.model_validate({**before, **emptied, **given})
    except Misshapen as wrong:
        for one in mistakes(wrong):
            field = next((str(step) for step in one.at if step in form.fields), None)
            form.add_error(field, ValidationError(one.says, code="shape"))
    return None
