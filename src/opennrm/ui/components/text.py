"""Words on a page: labels, hints, messages, panels, notices."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from opennrm.ui.components.buttons import button
from opennrm.ui.components.markup import Options, classes, content, element, has_content, joined, part


def label(options: Options) -> SafeString:
    """html | text · for · classes · isPageHeading · attributes. Nothing without words."""
    if not has_content(options):
        return SafeString("")
    own = {"class": classes("govuk-label", options.get("classes")), "for": options.get("for") or None}
    inner = element("label", own, content(options), extra=options.get("attributes"))
    return element("h1", {"class": "govuk-label-wrapper"}, inner) if options.get("isPageHeading") else inner


def hint(options: Options) -> SafeString:
    """html | text · id · classes · attributes."""
    own = {"id": options.get("id") or None, "class": classes("govuk-hint", options.get("classes"))}
    return element("div", own, content(options), extra=options.get("attributes"))


def error_message(options: Options) -> SafeString:
    """html | text · id · classes · visuallyHiddenText (the word before, "Error"; empty leaves it out) · attributes."""
    before = options.get("visuallyHiddenText", _("Error"))
    own = {"id": options.get("id") or None, "class": classes("govuk-error-message", options.get("classes"))}
    hidden = joined(element("span", {"class": "govuk-visually-hidden"}, before, ":"), " ") if before else ""
    return element("p", own, hidden, content(options), extra=options.get("attributes"))


def fieldset(options: Options) -> SafeString:
    """html · legend (html | text, classes, isPageHeading) · describedBy · role · classes · attributes."""
    own = {
        "class": classes("govuk-fieldset", options.get("classes")),
        "role": options.get("role") or None,
        "aria-describedby": options.get("describedBy") or None,
    }
    inside = SafeString(options.get("html") or "")
    return element("fieldset", own, _legend(part(options, "legend")), inside, extra=options.get("attributes"))


def _legend(options: Options) -> SafeString:
    if not has_content(options):
        return SafeString("")
    words = content(options)
    if options.get("isPageHeading"):
        words = element("h1", {"class": "govuk-fieldset__heading"}, words)
    return element("legend", {"class": classes("govuk-fieldset__legend", options.get("classes"))}, words)


def tag(options: Options) -> SafeString:
    """html | text · classes · attributes."""
    return element("strong", {"class": classes("govuk-tag", options.get("classes"))}, content(options), extra=options.get("attributes"))


def inset_text(options: Options) -> SafeString:
    """html | text · id · classes · attributes."""
    own = {"id": options.get("id") or None, "class": classes("govuk-inset-text", options.get("classes"))}
    return element("div", own, content(options), extra=options.get("attributes"))


def details(options: Options) -> SafeString:
    """summaryHtml | summaryText · html | text · id · open · classes · attributes."""
    own = {"id": options.get("id") or None, "class": classes("govuk-details", options.get("classes"))}
    words = element("span", {"class": "govuk-details__summary-text"}, content(options, "summaryHtml", "summaryText"))
    return element(
        "details",
        own | {"open": bool(options.get("open"))},
        element("summary", {"class": "govuk-details__summary"}, words),
        element("div", {"class": "govuk-details__text"}, content(options)),
        extra=options.get("attributes"),
    )


def warning_text(options: Options) -> SafeString:
    """html | text · iconFallbackText ("Warning") · classes · attributes."""
    fallback = element("span", {"class": "govuk-visually-hidden"}, options.get("iconFallbackText") or _("Warning"))
    return element(
        "div",
        {"class": classes("govuk-warning-text", options.get("classes"))},
        element("span", {"class": "govuk-warning-text__icon", "aria-hidden": "true"}, "!"),
        element("strong", {"class": "govuk-warning-text__text"}, fallback, content(options)),
        extra=options.get("attributes"),
    )


def phase_banner(options: Options) -> SafeString:
    """html | text · tag (html | text, classes) · classes · attributes."""
    mark = part(options, "tag")
    named = tag({**mark, "classes": classes("govuk-phase-banner__content__tag", mark.get("classes")), "attributes": None})
    words = element("span", {"class": "govuk-phase-banner__text"}, content(options))
    own = {"class": classes("govuk-phase-banner govuk-width-container", options.get("classes"))}
    return element("div", own, element("p", {"class": "govuk-phase-banner__content"}, named, words), extra=options.get("attributes"))


def panel(options: Options) -> SafeString:
    """titleHtml | titleText · html | text · headingLevel (1) · actions (interruptions only) · classes · attributes."""
    interrupts = "govuk-panel--interruption" in (options.get("classes") or "")
    own = {"class": classes("govuk-panel", not interrupts and "govuk-panel--confirmation", options.get("classes"))}
    title = element(f"h{options.get('headingLevel') or 1}", {"class": "govuk-panel__title"}, content(options, "titleHtml", "titleText"))
    body = element("div", {"class": "govuk-panel__body"}, content(options)) if has_content(options) else ""
    actions = _panel_actions(options["actions"]) if interrupts and options.get("actions") else ""
    return element("div", own, title, body, actions, extra=options.get("attributes"))


def _panel_actions(actions: Options) -> SafeString:
    items = [_panel_action(item) for item in actions.get("items") or ()]
    group = element("div", {"class": "govuk-button-group"}, *items) if items else ""
    return element("div", {"class": classes("govuk-panel__actions", actions.get("classes"))}, group, extra=actions.get("attributes"))


def _panel_action(action: Options) -> SafeString:
    if action.get("href") and action.get("type") != "button":
        own = {"class": classes("govuk-link govuk-link--inverse", action.get("classes")), "href": action["href"]}
        return element("a", own, action.get("text"), extra=action.get("attributes"))
    shown: dict[str, Any] = {key: action.get(key) for key in ("text", "href", "attributes")}
    look = classes("govuk-button--inverse", action.get("classes"))
    return button({**shown, "type": action.get("type") or "button", "classes": look})


def notification_banner(options: Options) -> SafeString:
    """html | text · type ("success" or none) · titleHtml | titleText · titleId · titleHeadingLevel · role · disableAutoFocus · classes."""
    success = options.get("type") == "success"
    title_id = options.get("titleId") or "govuk-notification-banner-title"
    own = {
        "class": classes("govuk-notification-banner", success and "govuk-notification-banner--success", options.get("classes")),
        "role": options.get("role") or ("alert" if success else "region"),
        "aria-labelledby": title_id,
        "data-module": "govuk-notification-banner",
    }
    focus = {"data-disable-auto-focus": options["disableAutoFocus"]} if options.get("disableAutoFocus") is not None else None
    title = element(
        f"h{options.get('titleHeadingLevel') or 2}",
        {"class": "govuk-notification-banner__title", "id": title_id},
        content({"text": _("Success") if success else _("Important"), **_given(options, "titleHtml", "titleText")}, "titleHtml", "text"),
    )
    head = element("div", {"class": "govuk-notification-banner__header"}, title)
    return element("div", own, head, _banner_words(options), extra=joined_extra(focus, options.get("attributes")))


def _given(options: Options, html: str, text: str) -> dict[str, Any]:
    found = {"titleHtml": options[html]} if options.get(html) else {}
    return found | ({"text": options[text]} if options.get(text) else {})


def _banner_words(options: Options) -> SafeString:
    words: object = ""
    if options.get("html"):
        words = content(options)
    elif options.get("text"):
        words = element("p", {"class": "govuk-notification-banner__heading"}, content(options))
    return element("div", {"class": "govuk-notification-banner__content"}, words)


def joined_extra(*groups: Mapping[str, Any] | None) -> dict[str, Any]:
    """Several groups of attributes as one, the later ones after the earlier."""
    return {key: value for group in groups if group for key, value in group.items()}
