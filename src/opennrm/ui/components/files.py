"""What files are chosen with."""

from __future__ import annotations

from django.utils.safestring import SafeString

from opennrm.ui.components.inputs import around, form_group, notes
from opennrm.ui.components.markup import Options, classes, element, escaped, part
from opennrm.ui.components.text import label


def file_upload(options: Options) -> SafeString:
    """name · id · label · hint · errorMessage · multiple · disabled · formGroup · classes · …"""
    ident = options.get("id") or options.get("name")
    shown, described = notes(options, ident, options.get("describedBy") or "")
    own = {
        "class": classes("govuk-file-upload", options.get("classes"), options.get("errorMessage") and "govuk-file-upload--error"),
        "id": escaped(ident),
        "name": escaped(options.get("name")),
        "type": "file",
        "disabled": bool(options.get("disabled")),
        "multiple": bool(options.get("multiple")),
        "aria-describedby": described or None,
    }
    control = element("input", own, extra=options.get("attributes"))
    before, after = around(options, "beforeInput"), around(options, "afterInput")
    return form_group(options, label({**part(options, "label"), "for": ident}), shown, before, control, after)
