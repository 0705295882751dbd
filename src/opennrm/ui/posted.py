"""What the page of a form was sent, and whether that is right."""

from __future__ import annotations

from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest

__all__ = ["acted", "posted"]


def posted(request: HttpRequest) -> Any:
    """What was sent, or nothing where the page is only opened. An act that asks nothing is sent empty."""
    return request.POST if request.method == "POST" else None


def acted(request: HttpRequest, form: BaseForm) -> bool:
    """Whether a form was sent and is right."""
    return request.method == "POST" and form.is_valid()
