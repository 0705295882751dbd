"""Our own controls, which GOV.UK Frontend does not have: a sign with four answers, a choice of equal weight, a weight, a blocked act."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from zlib import crc32

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opennrm.ui.components.inputs import form_group, notes, text_input
from opennrm.ui.components.markup import Options, classes, element, joined, part
from opennrm.ui.components.text import error_message, fieldset, label

ANSWERS = (
    ("observed", gettext_lazy("Observed")),
    ("reported", gettext_lazy("Reported")),
    ("absent", gettext_lazy("Absent")),
    ("not_assessed", gettext_lazy("Not assessed")),
)
REPORTED = "reported"


def _radio(name: object, ident: str, value: str, words: object, checked: bool, described: str | None = None) -> SafeString:
    own = {"class": "govuk-radios__input", "type": "radio", "id": ident, "name": name, "value": value, "checked": checked}
    beside = label({"text": words, "classes": "govuk-radios__label", "for": ident})
    return element("div", {"class": "govuk-radios__item"}, element("input", own | {"aria-describedby": described}), beside)


def _numbered(ident: object, number: int) -> str:
    return f"{ident}-{number + 1}" if number else f"{ident}"


def observe(options: Options) -> SafeString:
    """name · idPrefix · code · text (the sign) · value ("not_assessed") · toldBy · errorMessage.

    One sign as a fieldset with four answers. Who told it is asked as soon as "reported" is chosen, by the style sheet alone.
    """
    name, ident, value = options.get("name"), options.get("idPrefix") or options.get("name"), options.get("value") or "not_assessed"
    wrong = bool(options.get("errorMessage"))
    code = joined(element("code", {}, options["code"]), " ") if options.get("code") else ""
    legend = element("legend", {}, code, options.get("text"))
    radios = [_radio(name, _numbered(ident, number), answer, words, answer == value) for number, (answer, words) in enumerate(ANSWERS)]
    own = {"class": classes("nrm-observe", wrong and "nrm-observe--error"), "aria-describedby": f"{ident}-error" if wrong else None}
    answers = element("div", {"class": "nrm-observe__set govuk-radios--small"}, *radios)
    return element("fieldset", own, legend, answers, _who(options, name, ident, wrong))


def _who(options: Options, name: object, ident: object, wrong: bool) -> SafeString:
    message = error_message({**part(options, "errorMessage"), "id": f"{ident}-error"}) if wrong else ""
    box = text_input(
        {
            "label": {"text": _("Who told you about %(sign)s?") % {"sign": options.get("code") or options.get("text")}},
            "id": f"{ident}-who",
            "name": f"{name}-who",
            "value": options.get("toldBy") or None,
            "classes": classes("govuk-input--width-20", wrong and "govuk-input--error"),
            "describedBy": f"{ident}-error" if wrong else "",
            "autocomplete": "off",
            "spellcheck": False,
        }
    )
    return element("div", {"class": "nrm-observe__more"}, message, box)


def choice(options: Options) -> SafeString:
    """name · idPrefix · items (value, text, what: list of consequences) · value · fieldset · hint · errorMessage.

    Answers of one size with what follows from each. None is chosen before, none is coloured before.
    """
    ident = options.get("idPrefix") or options.get("name")
    shown, described = notes(options, ident, "")
    boxes = [_box(options, _numbered(ident, number), item) for number, item in enumerate(options.get("items") or ())]
    inner = joined(shown, element("div", {"class": "govuk-radios", "data-module": "govuk-radios"}, *boxes))
    return form_group(options, fieldset({**part(options, "fieldset"), "describedBy": described, "html": inner}))


def _box(options: Options, ident: str, item: Mapping[str, Any]) -> SafeString:
    what: Sequence[object] = item.get("what") or ()
    checked = bool(options.get("value")) and item["value"] == options["value"]
    radio = _radio(options.get("name"), ident, item["value"], item["text"], checked, f"{ident}-what" if what else None)
    listed = element("ul", {"id": f"{ident}-what"}, *(element("li", {}, line) for line in what)) if what else ""
    return element("div", {"class": "nrm-choice"}, radio, listed)


def weight(options: Options) -> SafeString:
    """level (0 to 3) · text. Three boxes for the eye, the words for everybody."""
    level = int(options.get("level") or 0)
    words = (_("no weight"), _("little weight"), _("some weight"), _("much weight"))[level]
    boxes = [element("i", {"class": "on" if number < level else None}) for number in range(3)]
    told = joined(words, ": ", options["text"]) if options.get("text") else words
    return joined(element("span", {"class": "nrm-weight", "aria-hidden": "true"}, *boxes), element("span", {"class": "nrm-small"}, told))


def blocked(options: Options) -> SafeString:
    """text (what the button would do) · id · reasons (one text, or a list of texts).

    The act stays in sight, cannot be pressed, and says why beside it.
    """
    reasons = options.get("reasons") or ""
    ident = options.get("id") or f"why-not-{crc32(repr((str(options.get('text')), reasons)).encode()):08x}"
    own = {
        "class": "govuk-button govuk-button--secondary",
        "type": "button",
        "aria-disabled": "true",
        "aria-describedby": ident,
    }
    listed = [reasons] if isinstance(reasons, (str, Promise)) else list(reasons)
    if len(listed) == 1:
        why = element("p", {"id": ident}, listed[0])
    else:
        why = element("ul", {"id": ident}, *(element("li", {}, reason) for reason in listed))
    return element("div", {"class": "nrm-blocked"}, element("button", own, options.get("text")), why)
