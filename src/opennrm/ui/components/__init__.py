"""Components as pure functions, options → markup: GOV.UK Frontend's, checked against the fixtures which its package ships, and our own."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.safestring import SafeString

from opennrm.ui.components.buttons import back_link, button, exit_this_page, skip_link
from opennrm.ui.components.choices import checkboxes, radios
from opennrm.ui.components.files import file_upload
from opennrm.ui.components.inputs import character_count, date_input, password_input, select, text_input, textarea
from opennrm.ui.components.lists import breadcrumbs, error_summary, pagination, summary_list, table, task_list
from opennrm.ui.components.markup import Options
from opennrm.ui.components.own import blocked, choice, observe, weight
from opennrm.ui.components.text import (
    details,
    error_message,
    fieldset,
    hint,
    inset_text,
    label,
    notification_banner,
    panel,
    phase_banner,
    tag,
    warning_text,
)

__all__ = ["COMPONENTS", "OWN", "Options", "render"]

COMPONENTS: dict[str, Callable[[Options], SafeString]] = {
    "back-link": back_link,
    "breadcrumbs": breadcrumbs,
    "button": button,
    "character-count": character_count,
    "checkboxes": checkboxes,
    "date-input": date_input,
    "details": details,
    "error-message": error_message,
    "error-summary": error_summary,
    "exit-this-page": exit_this_page,
    "fieldset": fieldset,
    "file-upload": file_upload,
    "hint": hint,
    "input": text_input,
    "inset-text": inset_text,
    "label": label,
    "notification-banner": notification_banner,
    "pagination": pagination,
    "panel": panel,
    "password-input": password_input,
    "phase-banner": phase_banner,
    "radios": radios,
    "select": select,
    "skip-link": skip_link,
    "summary-list": summary_list,
    "table": table,
    "tag": tag,
    "task-list": task_list,
    "textarea": textarea,
    "warning-text": warning_text,
}


OWN: dict[str, Callable[[Options], SafeString]] = {"blocked": blocked, "choice": choice, "observe": observe, "weight": weight}


def render(name: str, options: Options) -> SafeString:
    """One component by its name; a name that is not there raises KeyError."""
    return (COMPONENTS.get(name) or OWN[name])(options)
