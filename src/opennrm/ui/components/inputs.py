"""What one types into: input, textarea, select, password, date, character count."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from opennrm.ui.components.buttons import button
from opennrm.ui.components.markup import Options, attributes, classes, content, element, escaped, has_content, joined, part
from opennrm.ui.components.text import error_message, fieldset, hint, label

PLAIN = {"value", "text"}


def form_group(options: Options, *children: object) -> SafeString:
    """The group around a field: the red edge when it has an error, and what the caller adds by `formGroup`."""
    group = part(options, "formGroup")
    own = {"class": classes("govuk-form-group", options.get("errorMessage") and "govuk-form-group--error", group.get("classes"))}
    return element("div", own, *children, extra=group.get("attributes"))


def notes(options: Options, ident: object, described_by: str) -> tuple[SafeString, str]:
    """Hint and error of a field, and the ids by which the field is described."""
    shown = []
    if options.get("hint"):
        shown.append(hint({**part(options, "hint"), "id": f"{ident}-hint"}))
        described_by = classes(described_by, f"{ident}-hint")
    if options.get("errorMessage"):
        shown.append(error_message({**part(options, "errorMessage"), "id": f"{ident}-error"}))
        described_by = classes(described_by, f"{ident}-error")
    return joined(*shown), described_by


def around(options: Options, name: str) -> SafeString:
    """What a caller puts before or after the control."""
    return content(part(part(options, "formGroup"), name))


def _ident(options: Options) -> Any:
    return options.get("id") or options.get("name")


def _label(options: Options, ident: object) -> SafeString:
    return label({**part(options, "label"), "for": ident})


def _spellcheck(options: Options) -> str | None:
    wanted = options.get("spellcheck")
    return str(wanted).lower() if isinstance(wanted, bool) else None


def text_input(options: Options) -> SafeString:
    """name · id · label · hint · errorMessage · value · type · inputmode · autocomplete · spellcheck · prefix · suffix · formGroup · …"""
    ident = _ident(options)
    shown, described = notes(options, ident, options.get("describedBy") or "")
    control = _input_element(options, ident, described)
    if options.get("prefix") or options.get("suffix") or options.get("formGroup"):
        control = _wrapped(options, control)
    return form_group(options, _label(options, ident), shown, control)


def _wrapped(options: Options, control: SafeString) -> SafeString:
    """The control with what stands before and after it in its line, if anything does."""
    before = [around(options, "beforeInput"), _affix(options, "prefix")]
    after = [_affix(options, "suffix"), around(options, "afterInput")]
    if not any((*before, *after)):
        return control
    wrapper = part(options, "inputWrapper")
    own = {"class": classes("govuk-input__wrapper", wrapper.get("classes"))}
    return element("div", own, *before, control, *after, extra=wrapper.get("attributes"))


def _input_element(options: Options, ident: object, described: str) -> SafeString:
    look = classes("govuk-input", options.get("classes"), options.get("errorMessage") and "govuk-input--error")
    own: dict[str, object] = {
        "class": look,
        "id": escaped(ident),
        "name": escaped(options.get("name")),
        "type": options.get("type") or "text",
        "spellcheck": _spellcheck(options),
        "aria-describedby": described or None,
    }
    own |= {key: options.get(key) for key in ("value", "disabled", "autocomplete", "autocapitalize", "pattern", "inputmode")}
    return element("input", own, extra=options.get("attributes"))


def _affix(options: Options, kind: str) -> SafeString:
    affix = part(options, kind)
    if not has_content(affix):
        return SafeString("")
    own = {"class": classes(f"govuk-input__{kind}", affix.get("classes")), "aria-hidden": "true"}
    return element("div", own, content(affix), extra=affix.get("attributes"))


def textarea(options: Options) -> SafeString:
    """name · id · label · hint · errorMessage · value · rows (5) · spellcheck · autocomplete · disabled · formGroup · classes · …"""
    ident = _ident(options)
    shown, described = notes(options, ident, options.get("describedBy") or "")
    own = {
        "class": classes("govuk-textarea", options.get("errorMessage") and "govuk-textarea--error", options.get("classes")),
        "id": escaped(ident),
        "name": escaped(options.get("name")),
        "rows": options.get("rows") or 5,
        "spellcheck": _spellcheck(options),
        "disabled": bool(options.get("disabled")),
        "aria-describedby": described or None,
        "autocomplete": options.get("autocomplete") or None,
    }
    control = element("textarea", own, options.get("value"), extra=options.get("attributes"))
    before, after = around(options, "beforeInput"), around(options, "afterInput")
    return form_group(options, _label(options, ident), shown, before, control, after)


def select(options: Options) -> SafeString:
    """name · id · label · hint · errorMessage · value · items (text, value, selected, disabled, attributes) · formGroup · …"""
    ident = _ident(options)
    shown, described = notes(options, ident, options.get("describedBy") or "")
    own = {
        "class": classes("govuk-select", options.get("classes"), options.get("errorMessage") and "govuk-select--error"),
        "id": escaped(ident),
        "name": escaped(options.get("name")),
        "disabled": bool(options.get("disabled")),
        "aria-describedby": described or None,
    }
    rows = [_option(item, options.get("value")) for item in options.get("items") or () if item]
    control = element("select", own, *rows, extra=options.get("attributes"))
    before, after = around(options, "beforeInput"), around(options, "afterInput")
    return form_group(options, _label(options, ident), shown, before, control, after)


def _option(item: Options, chosen: object) -> SafeString:
    if item.keys() == PLAIN:  # what most are, as one text: a form has them by the hundred
        selected = " selected" if chosen and item["value"] == chosen else ""
        return SafeString(f'<option value="{escaped(item["value"])}"{selected}>{escaped(item["text"])}</option>')
    value = item.get("value", item.get("text"))
    own = {
        "value": escaped(item["value"]) if "value" in item else None,
        "selected": chosen_by(item, "selected", bool(chosen) and value == chosen),
        "disabled": bool(item.get("disabled")),
    }
    return element("option", own, item.get("text"), extra=item.get("attributes"))


def chosen_by(item: Options, key: str, by_value: bool) -> bool:
    """Whether an item is chosen: by its own word, else by the value of the whole field."""
    return bool(item.get(key)) or (by_value and item.get(key) is not False)


def i18n(key: str, words: object) -> dict[str, object]:
    """Words for the script as data attributes: one, or one for each plural form."""
    if isinstance(words, Mapping):
        return {f"data-i18n.{key}.{rule}": text for rule, text in words.items()}
    return {f"data-i18n.{key}": words} if words else {}


COUNTED = {
    "characters-under-limit": "charactersUnderLimitText",
    "characters-at-limit": "charactersAtLimitText",
    "characters-over-limit": "charactersOverLimitText",
    "words-under-limit": "wordsUnderLimitText",
    "words-at-limit": "wordsAtLimitText",
    "words-over-limit": "wordsOverLimitText",
}


def character_count(options: Options) -> SafeString:
    """As textarea, with maxlength | maxwords · threshold · countType · textareaDescriptionText · countMessage · words for the script."""
    ident = _ident(options)
    group = part(options, "formGroup")
    counting = _counting(options)
    message = hint(
        {
            "text": _limit_words(options),
            "id": f"{ident}-info",
            "classes": classes("govuk-character-count__message", part(options, "countMessage").get("classes")),
        }
    )
    around_it = {
        "classes": classes("govuk-character-count", group.get("classes")),
        "attributes": joined(attributes(counting), attributes(group.get("attributes"))),
        "beforeInput": group.get("beforeInput"),
        "afterInput": {"html": joined(message, around(options, "afterInput"))},
    }
    kept = ("name", "rows", "spellcheck", "value", "label", "hint", "errorMessage", "attributes", "autocomplete")
    return textarea(
        {
            **{key: options[key] for key in kept if key in options},
            "id": ident,
            "describedBy": f"{ident}-info",
            "classes": classes("govuk-js-character-count", options.get("classes")),
            "formGroup": around_it,
        }
    )


def _unlimited(options: Options) -> bool:
    return not (options.get("maxwords") or options.get("maxlength"))


def _counting(options: Options) -> dict[str, object]:
    kind = options.get("countType") or ("words" if options.get("maxwords") else None)
    limits = {"data-maxlength": options.get("maxlength"), "data-maxwords": options.get("maxwords")}
    limits |= {"data-threshold": options.get("threshold"), "data-count-type": kind}
    found: dict[str, object] = {"data-module": "govuk-character-count"}
    found |= {key: value for key, value in limits.items() if value is not None and value is not False}
    if _unlimited(options) and options.get("textareaDescriptionText"):
        found |= i18n("textarea-description", {"other": options["textareaDescriptionText"]})
    for key, name in COUNTED.items():
        found |= i18n(key, options.get(name))
    return found


def _limit_words(options: Options) -> str:
    if _unlimited(options):
        return ""
    words = options.get("countType") == "words" or (not options.get("countType") and options.get("maxwords"))
    standing = _("You can enter up to %(place)s words") if words else _("You can enter up to %(place)s characters")
    said: str = options.get("textareaDescriptionText") or standing % {"place": "%{count}"}
    return said.replace("%{count}", str(options.get("maxwords") or options.get("maxlength")))


SPOKEN = {
    "show-password": "showPasswordText",
    "hide-password": "hidePasswordText",
    "show-password-aria-label": "showPasswordAriaLabelText",
    "hide-password-aria-label": "hidePasswordAriaLabelText",
    "password-shown-announcement": "passwordShownAnnouncementText",
    "password-hidden-announcement": "passwordHiddenAnnouncementText",
}


def password_input(options: Options) -> SafeString:
    """name · id · label · hint · errorMessage · autocomplete ("current-password") · words for the script · formGroup · classes · …"""
    group = part(options, "formGroup")
    spoken: dict[str, object] = {"data-module": "govuk-password-input"}
    for key, name in SPOKEN.items():
        spoken |= i18n(key, options.get(name))
    around_it = {
        "classes": classes("govuk-password-input", group.get("classes")),
        "attributes": joined(attributes(spoken), attributes(group.get("attributes"))),
        "beforeInput": group.get("beforeInput"),
        "afterInput": {"html": joined(_toggle(options), around(options, "afterInput"))},
    }
    kept = ("label", "hint", "errorMessage", "name", "value", "disabled", "describedBy", "attributes")
    fixed = {
        "type": "password",
        "spellcheck": False,
        "autocapitalize": "none",
        "inputWrapper": {"classes": "govuk-password-input__wrapper"},
    }
    return text_input(
        {
            **{key: options[key] for key in kept if key in options},
            **fixed,
            "id": _ident(options),
            "autocomplete": options.get("autocomplete") or "current-password",
            "classes": classes("govuk-password-input__input govuk-js-password-input-input", options.get("classes")),
            "formGroup": around_it,
        }
    )


def _toggle(options: Options) -> SafeString:
    look = "govuk-button--secondary govuk-password-input__toggle govuk-js-password-input-toggle"
    return button(
        {
            "type": "button",
            "classes": classes(look, part(options, "button").get("classes")),
            "text": options.get("showPasswordText", _("Show")),
            "attributes": {
                "aria-controls": _ident(options),
                "aria-label": options.get("showPasswordAriaLabelText", _("Show password")),
                "hidden": {"value": True, "optional": True},
            },
        }
    )


def grouped(options: Options, described: str, inner: SafeString, role: str | None = None) -> SafeString:
    """A set of controls in its form group, within a fieldset where the caller gives one."""
    around_it = options.get("fieldset")
    if around_it is not None and around_it is not False:
        kept = {key: around_it.get(key) for key in ("classes", "attributes", "legend")}
        inner = fieldset({**kept, "describedBy": described, "role": role, "html": inner})
    return form_group(options, inner)


def date_input(options: Options) -> SafeString:
    """id · namePrefix · items | day, month, year (name, value, label, error, id, …) · values · fieldset · hint · errorMessage · …"""
    ident = options.get("id")
    shown, described = notes(options, ident, part(options, "fieldset").get("describedBy") or "")
    parts = _date_parts(options)
    marked = any(_marked(item) for item in parts)
    boxes = [_date_part(options, item, marked) for item in parts]
    inner = element(
        "div",
        {"class": classes("govuk-date-input", options.get("classes")), "id": ident or None},
        around(options, "beforeInputs"),
        *boxes,
        around(options, "afterInputs"),
        extra=options.get("attributes"),
    )
    return grouped(options, described, joined(shown, inner), role="group")


WIDTHS = {"day": 2, "month": 2, "year": 4}


def _date_parts(options: Options) -> list[Options]:
    if options.get("items"):
        return [_of_a_kind(options, item) for item in options["items"] if item]
    given = (options.get(kind, {"name": kind, "classes": f"govuk-input--width-{width}"}) for kind, width in WIDTHS.items())
    return [_of_a_kind(options, {"name": kind, **item}) for kind, item in zip(WIDTHS, given, strict=True) if item]


def _of_a_kind(options: Options, item: Options) -> Options:
    """A box with its width and its value filled in, where it is the day, the month or the year."""
    name = item.get("name")
    kind = next((kind for kind in WIDTHS if name and name in (kind, part(options, kind).get("name"))), None)
    whole = part(options, kind).get("value", part(options, "values").get(kind)) if kind else None
    return {"width": WIDTHS.get(kind or "", 2), **item, "value": item.get("value", whole)}


def _marked(item: Options) -> bool:
    return bool(item.get("error")) or "govuk-input--error" in (item.get("classes") or "")


def _date_part(options: Options, item: Options, any_marked: bool) -> SafeString:
    name = str(item.get("name") or "")
    prefix = f"{options['namePrefix']}-" if options.get("namePrefix") else ""
    kept = {key: item.get(key) for key in ("autocomplete", "pattern", "attributes")}
    box = text_input(
        {
            **kept,
            "label": {"text": item.get("label") or _part_words(name), "classes": "govuk-date-input__label"},
            "id": item.get("id") or f"{options.get('id')}-{name}",
            "classes": classes("govuk-date-input__input", *_date_classes(options, item, any_marked)),
            "name": prefix + name,
            "value": item["value"] if item.get("value") is not None else part(options, "values").get(prefix + name),
            "inputmode": item.get("inputmode") or "numeric",
        }
    )
    return element("div", {"class": "govuk-date-input__item"}, box)


def _part_words(name: str) -> str:
    known = {"day": _("Day"), "month": _("Month"), "year": _("Year")}
    return known.get(name, name[:1].upper() + name[1:].lower())


def _date_classes(options: Options, item: Options, any_marked: bool) -> Iterable[str]:
    given = item.get("classes") or ""
    by_the_whole = item.get("error") is not False and options.get("errorMessage") and not any_marked
    if "govuk-input--error" not in given and (_marked(item) or by_the_whole):
        yield "govuk-input--error"
    if "govuk-input--width-" not in given:
        yield f"govuk-input--width-{item['width']}"
    if given:
        yield given
