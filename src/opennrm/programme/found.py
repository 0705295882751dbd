"""What a form names of the record without knowing its reference: the latest are offered by name, all others found by words of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy

from opennrm.programme.pointers import Sought, sought
from opennrm.programme.repeated import AGAIN
from opennrm.ui import components
from opennrm.ui.components.markup import element, joined
from opennrm.ui.fields import Line, TextField

__all__ = ["Found", "FoundField"]

SHOWN = 10  # of what has the words


@dataclass(frozen=True)
class Found:
    """The records of a kind that the reader may name; `standing`: those named already, by key, with their names as far as known."""

    kind: str
    agency: UUID
    confidence: UUID | None
    standing: Mapping[str, str] = field(default_factory=dict)

    def _sought(self, **wanted: Any) -> Mapping[str, str]:
        return sought(self.kind, self.agency, self.confidence, Sought(**wanted))

    @cached_property
    def latest(self) -> Mapping[str, str]:
        """The names that are offered while one types."""
        return self._sought()

    @cached_property
    def _standing(self) -> Mapping[str, str]:
        """What is named already keeps its reference, though nobody recorded it or nobody may see it."""
        unnamed = [key for key, name in self.standing.items() if not name]
        found = self._sought(keys=unnamed)
        return {key: name or found.get(key, key) for key, name in self.standing.items()}

    def name(self, key: str) -> str:
        """The name behind a key; nothing where there is none."""
        return self._standing.get(key) or self._sought(keys=[key]).get(key, "")

    def key(self, text: str) -> str:
        """The key that was meant, by a key or a whole name; nothing where that is not clear."""
        named = {**self.latest, **self._standing}
        found = [key for key, name in named.items() if name.casefold() == text.casefold()]
        return found[0] if len(found) == 1 else text if self.name(text) else ""

    def like(self, text: str) -> Mapping[str, str]:
        """The first of those that have all these words in their names."""
        return self._sought(words=tuple(text.split())[:8], most=SHOWN) if text.strip() else {}


class FoundWidget(forms.TextInput):
    """The words, or what was chosen of what they found, unless other words were typed since."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        typed, chosen = data.get(name), data.get(f"{name}-found")
        return chosen if chosen and typed == data.get(f"{name}-for") else typed


class FoundField(TextField):
    """A record by its name or by words of it; what has these words is shown to choose from. Gives its key. `of` is set by the form."""

    widget = FoundWidget

    def __init__(self, *, kind: str, none_such: Any, **kwargs: Any) -> None:
        help_text = gettext_lazy("Its name, or some words of it")
        super().__init__(**{"required": False, "autocomplete": "off", "help_text": help_text, **kwargs})
        self.kind, self.none_such = kind, none_such
        self.of = Found(kind, UUID(int=0), None)

    def prepare_value(self, value: Any) -> Any:
        return (value and self.of.name(str(value))) or value

    def to_python(self, value: Any) -> str:
        typed = str(super().to_python(value) or "")
        if not typed or (key := self.of.key(typed)):
            return typed and key
        if self.of.like(typed):
            raise ValidationError(gettext("Choose which one you mean"), code="which")
        raise ValidationError(self.none_such, code="none_such")

    def present(self, line: Line) -> SafeString:
        text = str(line.value() or "")
        asked = components.render("input", {**self.single(line), "value": text, "attributes": {"list": self.kind}})
        return element("div", {}, joined(asked, self._which(line, text)))

    def _which(self, line: Line, text: str) -> SafeString:
        """What has these words, to choose from, where it is not clear which one is meant."""
        find = {"class": "nrm-link-button", "type": "submit", "name": AGAIN, "value": "find", "formaction": f"#{line.ident}"}
        button = element("button", find, gettext("Find it"))
        found = self.of.like(text) if text and not self.of.key(text) else {}
        if not found:
            return button
        return joined(
            button,
            element("input", {"type": "hidden", "name": f"{line.alias}-for", "value": text}),
            components.render(
                "radios",
                {
                    "name": f"{line.alias}-found",
                    "idPrefix": f"{line.ident}-found",
                    "classes": "govuk-radios--small",
                    "fieldset": {"legend": {"text": gettext("Which of these?")}},
                    "items": [{"value": key, "text": name, "checked": len(found) == 1} for key, name in found.items()],
                },
            ),
        )
