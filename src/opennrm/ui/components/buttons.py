"""What one presses or follows: buttons, back links, skip links, the exit."""

from __future__ import annotations

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from opennrm.ui.components.markup import Options, classes, content, element, joined

START_ICON = SafeString(
    '<svg class="govuk-button__start-icon" xmlns="http://www.w3.org/2000/svg" width="17.5" height="19" viewBox="0 0 33 40" '
    'aria-hidden="true" focusable="false"><path fill="currentColor" d="M0 0h13l20 20-20 20H0l20-20z"/></svg>'
)


def button(options: Options) -> SafeString:
    """html | text · href · type · name · value · disabled · preventDoubleClick · isStartButton · id · classes · attributes."""
    start = bool(options.get("isStartButton"))
    look = {
        "class": classes("govuk-button", options.get("classes"), start and "govuk-button--start"),
        "data-module": "govuk-button",
        "id": options.get("id") or None,
    }
    words = content(options)
    if start and options.get("html"):
        words = element("span", {}, words)
    inside = joined(words, START_ICON if start else "")
    if options.get("href"):
        own = {"href": options["href"], "role": "button", "draggable": "false", **look}
        return element("a", own, inside, extra=options.get("attributes"))
    return element("button", {**_pressed(options), **look}, inside, extra=options.get("attributes"))


def _pressed(options: Options) -> dict[str, object]:
    disabled = bool(options.get("disabled"))
    once = str(options["preventDoubleClick"]).lower() if options.get("preventDoubleClick") is not None else None
    return {
        "type": options.get("type") or "submit",
        "value": options.get("value") or None,
        "name": options.get("name") or None,
        "disabled": disabled,
        "aria-disabled": "true" if disabled else None,
        "data-prevent-double-click": once,
    }


def back_link(options: Options) -> SafeString:
    """html | text ("Back") · href · classes · attributes."""
    own = {"href": options.get("href") or "#", "class": classes("govuk-back-link", options.get("classes"))}
    return element(
        "a", own, content({"text": options.get("text") or _("Back"), "html": options.get("html")}), extra=options.get("attributes")
    )


def skip_link(options: Options) -> SafeString:
    """html | text · href ("#content") · classes · attributes."""
    own = {"href": options.get("href") or "#content", "class": classes("govuk-skip-link", options.get("classes"))}
    return element("a", {**own, "data-module": "govuk-skip-link"}, content(options), extra=options.get("attributes"))


def exit_this_page(options: Options) -> SafeString:
    """redirectUrl · html | text · id · classes · activatedText, timedOutText, pressTwoMoreTimesText, pressOneMoreTimeText · attributes."""
    spoken = {
        "activated": "activatedText",
        "timed-out": "timedOutText",
        "press-two-more-times": "pressTwoMoreTimesText",
        "press-one-more-time": "pressOneMoreTimeText",
    }
    own = {
        "id": options.get("id") or None,
        "class": classes("govuk-exit-this-page", options.get("classes")),
        "data-module": "govuk-exit-this-page",
        **{f"data-i18n.{key}": options.get(name) or None for key, name in spoken.items()},
    }
    press = button(
        {
            "html": content(options) or _exit_words(),
            "classes": "govuk-button--warning govuk-exit-this-page__button govuk-js-exit-this-page-button",
            "href": options.get("redirectUrl") or "https://www.bbc.co.uk/weather",
            "attributes": {"rel": "nofollow noreferrer"},
        }
    )
    return element("div", own, press, extra=options.get("attributes"))


def _exit_words() -> SafeString:
    return joined(element("span", {"class": "govuk-visually-hidden"}, _("Emergency")), " ", _("Exit this page"))
