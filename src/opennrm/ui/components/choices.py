"""What one chooses: radios and checkboxes."""

from __future__ import annotations

from django.utils.safestring import SafeString

from opennrm.ui.components.inputs import around, chosen_by, grouped, notes
from opennrm.ui.components.markup import Options, classes, content, element, escaped, has_content, joined, part
from opennrm.ui.components.text import hint, label

PLAIN = {"value", "text"}


def radios(options: Options) -> SafeString:
    """name · idPrefix · items (value, text | html, hint, conditional, divider, checked, disabled, …) · value · fieldset · hint · …

    `inside` on an item is our own: markup that the style sheet shows when the item is chosen, without a script and without the
    aria-expanded that GOV.UK's script puts on a radio, where ARIA does not allow it.
    """
    return _choices("radios", options, part(options, "fieldset").get("describedBy") or "")


def checkboxes(options: Options) -> SafeString:
    """As radios, with values (a list) and, on an item, name and behaviour ("exclusive")."""
    return _choices("checkboxes", options, part(options, "fieldset").get("describedBy") or options.get("describedBy") or "")


def _choices(kind: str, options: Options, described_by: str) -> SafeString:
    prefix = options.get("idPrefix") or options.get("name")
    shown, described = notes(options, prefix, described_by)
    inherited = described if kind == "checkboxes" and not options.get("fieldset") else ""
    items = [
        _item(kind, options, item, f"{prefix}-{number}" if number > 1 else f"{prefix}", inherited) for number, item in _numbered(options)
    ]
    inner = element(
        "div",
        {"class": classes(f"govuk-{kind}", options.get("classes")), "data-module": f"govuk-{kind}"},
        around(options, "beforeInputs"),
        *items,
        around(options, "afterInputs"),
        extra=options.get("attributes"),
    )
    return grouped({**options, "fieldset": options.get("fieldset") or None}, described, joined(shown, inner))


def _numbered(options: Options) -> list[tuple[int, Options]]:
    return [(number, item) for number, item in enumerate(options.get("items") or (), 1) if item]


def _item(kind: str, options: Options, item: Options, standing_id: str, inherited: str) -> SafeString:
    if item.keys() <= PLAIN:
        return _plain(kind, options, item, standing_id, inherited)
    if item.get("divider"):
        return element("div", {"class": f"govuk-{kind}__divider"}, item["divider"])
    ident = item.get("id") or standing_id
    checked = chosen_by(item, "checked", _by_value(kind, options, item))
    noted = has_content(part(item, "hint"))
    control = _control(kind, options, item, ident, checked, classes(inherited, noted and f"{ident}-item-hint"))
    named = part(item, "label")
    words = {"html": item.get("html"), "text": item.get("text"), "attributes": named.get("attributes"), "for": ident}
    beside = label({**words, "classes": classes(f"govuk-{kind}__label", named.get("classes"))})
    note = _item_hint(kind, part(item, "hint"), f"{ident}-item-hint") if noted else ""
    return joined(element("div", {"class": f"govuk-{kind}__item"}, control, beside, note), _conditional(kind, item, ident, checked))


def _plain(kind: str, options: Options, item: Options, ident: str, described: str) -> SafeString:
    """What most answers are, a value with its words, as one text: a page has them by the hundred."""
    kinds = "radio" if kind == "radios" else "checkbox"
    more = (" checked" if _by_value(kind, options, item) else "") + (f' aria-describedby="{escaped(described)}"' if described else "")
    name, for_it = escaped(options.get("name")), escaped(ident)
    return SafeString(
        f'<div class="govuk-{kind}__item"><input class="govuk-{kind}__input" id="{for_it}" name="{name}" type="{kinds}" '
        f'value="{escaped(item["value"])}"{more}>'
        f'<label class="govuk-label govuk-{kind}__label" for="{for_it}">{escaped(item["text"])}</label></div>'
    )


def _by_value(kind: str, options: Options, item: Options) -> bool:
    if kind == "radios":
        return bool(options.get("value")) and item.get("value") == options["value"]
    return item.get("value") in (options.get("values") or ())


def _control(kind: str, options: Options, item: Options, ident: str, checked: bool, described: str) -> SafeString:
    own = {
        "class": f"govuk-{kind}__input",
        "id": ident,
        "name": escaped((kind == "checkboxes" and item.get("name")) or options.get("name")),
        "type": "radio" if kind == "radios" else "checkbox",
        "value": escaped(item.get("value")),
        "checked": checked,
        "disabled": bool(item.get("disabled")),
        "data-aria-controls": f"conditional-{ident}" if part(item, "conditional").get("html") else None,
        "data-behaviour": (kind == "checkboxes" and item.get("behaviour")) or None,
        "aria-describedby": described or None,
    }
    return element("input", own, extra=item.get("attributes"))


def _item_hint(kind: str, options: Options, ident: str) -> SafeString:
    return hint({**options, "id": ident, "classes": classes(f"govuk-{kind}__hint", options.get("classes"))})


def _conditional(kind: str, item: Options, ident: str, checked: bool) -> SafeString:
    if item.get("inside"):
        return element("div", {"class": f"govuk-{kind}__conditional nrm-inside"}, item["inside"])
    inside = part(item, "conditional")
    if not inside.get("html"):
        return SafeString("")
    look = classes(f"govuk-{kind}__conditional", not checked and f"govuk-{kind}__conditional--hidden")
    return element("div", {"class": look, "id": f"conditional-{ident}"}, content(inside))
