"""From what was typed in a form to a record: the shape judges, and each mistake is said beside its field."""

from __future__ import annotations

from collections.abc import Mapping
from secrets import token_hex
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from pydantic import ValidationError as Misshapen

from opennrm.programme.mistakes import Mistake, mistakes
from opennrm.standards.shape import Row
from opennrm.ui.forms import Sheet

__all__ = ["beside", "new_key", "shaped"]

Shape = TypeVar("Shape", bound=Row)


def new_key(begins: str) -> str:
    """A key for what is typed in a form: a word to know it by, and a chance part that no other has and that tells nothing."""
    return f"{slugify(begins)[:50].strip('-_').replace('_', '-') or 'record'}-{token_hex(6)}"


def shaped(form: Sheet, shape: type[Shape], said: Mapping[str, Any], stands: Row | None = None) -> Shape | None:
    """The record that was said, over what stands; with mistakes None, and they stand in the form. An empty text says nothing."""
    before = stands.model_dump() if stands else {}
    given = {name: value for name, value in said.items() if value not in ("", None)}
    try:
        return shape.model_validate({**{name: value for name, value in before.items() if name not in said}, **given})
    except Misshapen as wrong:
        for one in mistakes(wrong):
            beside(form, one)
    return None


def beside(form: Sheet, mistake: Mistake, at: tuple[int | str, ...] | None = None) -> None:
    """Say it beside the field that its path names; a list from which nothing was chosen needs an answer, whatever codes it has."""
    path = mistake.at if at is None else at
    field = next((name for name in ("_".join(map(str, path)), *map(str, path)) if name in form.fields), None)
    nothing = field is not None and hasattr(form.fields[field], "list_name") and not form.cleaned_data.get(field)
    says = form.fields[field].error_messages["required"] if nothing and field else mistake.says
    form.add_error(field, ValidationError(says, code="shape"))
