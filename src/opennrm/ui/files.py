"""A field into which files are put: what is in it already, and the way to put more in or to take one out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from opennrm.ui import components
from opennrm.ui.components.markup import element, joined
from opennrm.ui.fields import Asked, Line

__all__ = ["TAKE_OUT", "Chosen", "FilesField", "InIt"]

TAKE_OUT = "take_out"


@dataclass(frozen=True, slots=True)
class InIt:
    """A file that is in: its id, its name, how large it is, and what its writer has to know of it."""

    id: str
    name: str
    size: str
    told: tuple[str, ...] = ()


class Chosen(forms.Widget):
    """The files travel beside what was typed: the view takes them, so that one that is refused costs nothing else."""

    needs_multipart_form = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> None:
        return None


class FilesField(Asked, forms.Field):
    """Files of these endings, each of so many megabytes, so many in all. `in_it`: those that are in, each with a tick to take it out."""

    widget = Chosen

    def __init__(self, *, endings: tuple[str, ...], megabytes: int, up_to: int, in_it: tuple[InIt, ...] = (), **kwargs: Any) -> None:
        super().__init__(**{**kwargs, "required": False})
        self.endings, self.megabytes, self.up_to, self.in_it = endings, megabytes, up_to, in_it

    def present(self, line: Line) -> SafeString:
        accepts = {"accept": ",".join(f".{ending}" for ending in self.endings)}
        options = {**self.single(line), "hint": {"html": self._hint(line)}, "multiple": True, "attributes": accepts}
        options["formGroup"] = {"beforeInput": {"html": self._listed()}}
        return components.render("file-upload", {key: value for key, value in options.items() if key not in ("autocomplete", "spellcheck")})

    def _hint(self, line: Line) -> SafeString:
        formats = ", ".join(ending.upper() for ending in self.endings)
        bounds = ngettext(
            "%(formats)s, up to %(size)s MB each, %(count)s file at most.",
            "%(formats)s, up to %(size)s MB each, %(count)s files at most.",
            self.up_to,
        ) % {"formats": formats, "size": self.megabytes, "count": self.up_to}
        cleaned = _("Where and when a picture was taken, and who wrote a document, is taken out of the file.")
        said = [line.help_text, bounds, cleaned]
        return joined(*(element("span", {"class": "nrm-files__said"}, one) for one in said if one))

    def _listed(self) -> SafeString:
        return element("ul", {"class": "nrm-files"}, *map(_row, self.in_it)) if self.in_it else SafeString("")


def _row(one: InIt) -> SafeString:
    # A tick and no button: Enter in a field would press the first button of the page.
    words = joined(_("Take out"), element("span", {"class": "govuk-visually-hidden"}, f" {one.name}"))
    tick = {"name": TAKE_OUT, "idPrefix": f"{TAKE_OUT}-{one.id}", "items": [{"value": one.id, "html": words}]}
    out = components.render("checkboxes", {**tick, "classes": "govuk-checkboxes--small"})
    told = [element("span", {"class": "nrm-files__told"}, text) for text in one.told]
    name = element("b", {}, element("bdi", {}, one.name))
    return element("li", {}, element("span", {}, name, " ", element("span", {"class": "nrm-muted"}, one.size), *told), out)
