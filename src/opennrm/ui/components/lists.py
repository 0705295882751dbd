"""Rows: error summary, summary list, table, task list, breadcrumbs, pagination."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from opennrm.ui.components.markup import Options, classes, content, element, escaped, has_content, joined, part
from opennrm.ui.components.text import tag

HIDDEN = {"class": "govuk-visually-hidden"}


def error_summary(options: Options) -> SafeString:
    """titleHtml | titleText · descriptionHtml | descriptionText · errorList (text | html, href) · disableAutoFocus · classes."""
    described = content(options, "descriptionHtml", "descriptionText")
    items = [_error(item) for item in options.get("errorList") or ()]
    body = joined(
        element("p", {}, described) if described else "",
        element("ul", {"class": "govuk-list govuk-error-summary__list"}, *items) if items else "",
    )
    title = element("h2", {"class": "govuk-error-summary__title"}, content(options, "titleHtml", "titleText"))
    own = {
        "class": classes("govuk-error-summary", options.get("classes")),
        "data-disable-auto-focus": escaped(options["disableAutoFocus"]) if options.get("disableAutoFocus") is not None else None,
        "data-module": "govuk-error-summary",
    }
    alert = element("div", {"role": "alert"}, title, element("div", {"class": "govuk-error-summary__body"}, body))
    return element("div", own, alert, extra=options.get("attributes"))


def _error(item: Options) -> SafeString:
    words = content(item)
    return element("li", {}, element("a", {"href": item["href"]}, words, extra=item.get("attributes")) if item.get("href") else words)


def summary_list(options: Options) -> SafeString:
    """rows (key, value, actions.items, classes) · card (title, actions, classes, attributes) · classes · attributes."""
    rows = [row for row in options.get("rows") or () if row]
    acts = any(part(row, "actions").get("items") for row in rows)
    title = part(options, "card").get("title") if options.get("card") else None
    shown = [_summary_row(row, acts, title) for row in rows]
    listed = element("dl", {"class": classes("govuk-summary-list", options.get("classes"))}, *shown, extra=options.get("attributes"))
    return _card(options["card"], listed) if options.get("card") else listed


def _summary_row(row: Options, any_acts: bool, card_title: Options | None) -> SafeString:
    key, value, actions = part(row, "key"), part(row, "value"), part(row, "actions")
    bare = any_acts and not actions.get("items")
    own = {"class": classes("govuk-summary-list__row", bare and "govuk-summary-list__row--no-actions", row.get("classes"))}
    return element(
        "div",
        own,
        element("dt", {"class": classes("govuk-summary-list__key", key.get("classes"))}, content(key)),
        element("dd", {"class": classes("govuk-summary-list__value", value.get("classes"))}, content(value)),
        _row_actions(actions, card_title) if actions.get("items") else "",
    )


def _row_actions(actions: Options, card_title: Options | None) -> SafeString:
    links = [_action(item, card_title) for item in actions["items"]]
    shown: SafeString = links[0]
    if len(links) > 1:
        shown = element(
            "ul",
            {"class": "govuk-summary-list__actions-list"},
            *(element("li", {"class": "govuk-summary-list__actions-list-item"}, link) for link in links),
        )
    return element("dd", {"class": classes("govuk-summary-list__actions", actions.get("classes"))}, shown)


def _action(action: Options, card_title: Options | None) -> SafeString:
    hidden = joined(
        joined(" ", action["visuallyHiddenText"]) if action.get("visuallyHiddenText") else "",
        joined(" (", content(card_title), ")") if card_title else "",
    )
    own = {"class": classes("govuk-link", action.get("classes")), "href": escaped(action.get("href"))}
    return element("a", own, content(action), element("span", HIDDEN, hidden) if hidden else "", extra=action.get("attributes"))


def _card(card: Options, listed: SafeString) -> SafeString:
    title = part(card, "title")
    heading = SafeString("")
    if card.get("title"):
        own = {"class": classes("govuk-summary-card__title", title.get("classes"))}
        heading = element(f"h{title.get('headingLevel') or 2}", own, content(title))
    top = element("div", {"class": "govuk-summary-card__title-wrapper"}, heading, _card_actions(part(card, "actions"), card.get("title")))
    inside = element("div", {"class": "govuk-summary-card__content"}, listed)
    return element("div", {"class": classes("govuk-summary-card", card.get("classes"))}, top, inside, extra=card.get("attributes"))


def _card_actions(actions: Options, card_title: Options | None) -> SafeString:
    links = [_action(item, card_title) for item in actions.get("items") or ()]
    own = {"class": classes("govuk-summary-card__actions", actions.get("classes"))}
    if not links:
        return SafeString("")
    if len(links) == 1:
        return element("div", own, links[0])
    return element("ul", own, *(element("li", {"class": "govuk-summary-card__action"}, link) for link in links))


def table(options: Options) -> SafeString:
    """head · rows (cells: text | html, format, colspan, rowspan, classes) · caption · captionClasses · firstCellIsHeader · classes."""
    rows = [_table_row(row, bool(options.get("firstCellIsHeader"))) for row in options.get("rows") or () if row]
    caption = SafeString("")
    if options.get("caption"):
        caption = element("caption", {"class": classes("govuk-table__caption", options.get("captionClasses"))}, options["caption"])
    own = {"class": classes("govuk-table", options.get("classes"))}
    body = element("tbody", {"class": "govuk-table__body"}, *rows)
    return element("table", own, caption, _table_head(options.get("head") or ()), body, extra=options.get("attributes"))


def _table_head(cells: Sequence[Options]) -> SafeString:
    if not cells:
        return SafeString("")
    shown = [_cell("th", "govuk-table__header", cell, scope="col") for cell in cells]
    return element("thead", {"class": "govuk-table__head"}, element("tr", {"class": "govuk-table__row"}, *shown))


def _table_row(cells: Sequence[Options], headed: bool) -> SafeString:
    shown = []
    for number, cell in enumerate(cells):
        if number == 0 and headed:
            shown.append(_cell("th", "govuk-table__header", {**cell, "format": None}, scope="row"))
        else:
            shown.append(_cell("td", "govuk-table__cell", cell))
    return element("tr", {"class": "govuk-table__row"}, *shown)


def _cell(name: str, base: str, cell: Options, scope: str | None = None) -> SafeString:
    own = {
        "scope": scope,
        "class": classes(base, cell.get("format") and f"{base}--{cell['format']}", cell.get("classes")),
        "colspan": cell.get("colspan") or None,
        "rowspan": cell.get("rowspan") or None,
    }
    return element(name, own, content(cell), extra=cell.get("attributes"))


def task_list(options: Options) -> SafeString:
    """items (title, href, hint, status: text | html | tag, classes) · idPrefix ("task-list") · classes · attributes."""
    prefix = options.get("idPrefix") or "task-list"
    items = [_task(item, f"{prefix}-{number}") for number, item in enumerate(options.get("items") or (), 1) if item]
    return element("ul", {"class": classes("govuk-task-list", options.get("classes"))}, *items, extra=options.get("attributes"))


def _task(item: Options, ident: str) -> SafeString:
    status, about = part(item, "status"), part(item, "hint")
    own = {"class": classes("govuk-task-list__item", item.get("href") and "govuk-task-list__item--with-link", item.get("classes"))}
    note = element("div", {"id": f"{ident}-hint", "class": "govuk-task-list__hint"}, content(about)) if item.get("hint") else ""
    shown = tag(status["tag"]) if status.get("tag") else content(status)
    return element(
        "li",
        own,
        element("div", {"class": "govuk-task-list__name-and-hint"}, _task_name(item, ident), note),
        element("div", {"class": classes("govuk-task-list__status", status.get("classes")), "id": f"{ident}-status"}, shown),
    )


def _task_name(item: Options, ident: str) -> SafeString:
    title = part(item, "title")
    if not item.get("href"):
        return element("div", {"class": title.get("classes") or None}, content(title))
    own = {
        "class": classes("govuk-link govuk-task-list__link", title.get("classes")),
        "href": item["href"],
        "aria-describedby": classes(item.get("hint") and f"{ident}-hint", f"{ident}-status"),
    }
    return element("a", own, content(title))


def breadcrumbs(options: Options) -> SafeString:
    """items (text | html, href) · labelText ("Breadcrumb") · collapseOnMobile · classes · attributes."""
    folded = options.get("collapseOnMobile") and "govuk-breadcrumbs--collapse-on-mobile"
    own = {"class": classes("govuk-breadcrumbs", options.get("classes"), folded), "aria-label": options.get("labelText", _("Breadcrumb"))}
    items = [_crumb(item) for item in options.get("items") or ()]
    return element("nav", own, element("ol", {"class": "govuk-breadcrumbs__list"}, *items), extra=options.get("attributes"))


def _crumb(item: Options) -> SafeString:
    if not item.get("href"):
        return element("li", {"class": "govuk-breadcrumbs__list-item", "aria-current": "page"}, content(item))
    link = element("a", {"class": "govuk-breadcrumbs__link", "href": item["href"]}, content(item), extra=item.get("attributes"))
    return element("li", {"class": "govuk-breadcrumbs__list-item"}, link)


def _arrow(kind: str, path: str) -> SafeString:
    return SafeString(
        f'<svg class="govuk-pagination__icon govuk-pagination__icon--{kind}" xmlns="http://www.w3.org/2000/svg" height="13" width="15" '
        f'aria-hidden="true" focusable="false" viewBox="0 0 15 13"><path d="{path}"></path></svg>'
    )


ARROWS = {
    "prev": _arrow(
        "prev", "m6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984l4.2931-4.293-1.414-1.414z"
    ),
    "next": _arrow(
        "next", "m8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 6.7441-6.4062-6.7246-6.7266z"
    ),
}


def pagination(options: Options) -> SafeString:
    """previous, next (href, text | html, labelText) · items (number, href, current, ellipsis) · landmarkLabel · classes · attributes."""
    back, on, items = part(options, "previous"), part(options, "next"), options.get("items")
    block = not items and bool(back or on)
    own = {
        "class": classes("govuk-pagination", block and "govuk-pagination--block", options.get("classes")),
        "aria-label": options.get("landmarkLabel") or _("Pagination"),
    }
    pages = element("ul", {"class": "govuk-pagination__list"}, *(_page(item) for item in items if item)) if items else ""
    before = _arrow_link("prev", back, block, joined(_("Previous"), element("span", HIDDEN, " ", _("page"))))
    after = _arrow_link("next", on, block, joined(_("Next"), element("span", HIDDEN, " ", _("page"))))
    return element("nav", own, before, pages, after, extra=options.get("attributes"))


def _arrow_link(kind: str, link: Options, block: bool, standing: SafeString) -> SafeString:
    if not link.get("href"):
        return SafeString("")
    named = block and link.get("labelText")
    bold = block and not named and "govuk-pagination__link-title--decorated"
    title = element("span", {"class": classes("govuk-pagination__link-title", bold)}, content(link) if has_content(link) else standing)
    told = (
        joined(element("span", HIDDEN, ":"), element("span", {"class": "govuk-pagination__link-label"}, link["labelText"])) if named else ""
    )
    first, last = (ARROWS[kind], "") if block or kind == "prev" else ("", ARROWS[kind])
    own = {"class": "govuk-link govuk-pagination__link", "href": link["href"], "rel": kind}
    anchor = element("a", own, first, title, told, last, extra=link.get("attributes"))
    return element("div", {"class": f"govuk-pagination__{kind}"}, anchor)


def _page(item: Options) -> SafeString:
    if item.get("ellipsis"):
        return element("li", {"class": "govuk-pagination__item govuk-pagination__item--ellipsis"}, "⋯")
    own = {
        "class": "govuk-link govuk-pagination__link",
        "href": escaped(item.get("href")),
        "aria-label": item.get("visuallyHiddenText", _("Page %(number)s") % {"number": item.get("number")}),
        "aria-current": "page" if item.get("current") else None,
    }
    look = classes("govuk-pagination__item", item.get("current") and "govuk-pagination__item--current")
    return element("li", {"class": look}, element("a", own, item.get("number"), extra=item.get("attributes")))
