"""Fields of the decision: what may explain a contradiction, by kind; and places of a page whose content other pages record."""

from typing import Any

from django.forms import Field
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from opennrm.standards.load import law
from opennrm.ui import components
from opennrm.ui.components.inputs import grouped, notes
from opennrm.ui.components.markup import element, joined
from opennrm.ui.fields import Asked, Line
from opennrm.ui.forms import CheckboxesField

# How a page groups the list; what the list has besides stands under a kind of its own, so that nothing of it is lost.
KINDS = (
    (gettext_noop("What was done to the person"), ("trauma", "fear", "dependence", "coached")),
    (gettext_noop("Who the person is"), ("shame", "gender", "culture", "age", "health")),
    (gettext_noop("How it was told"), ("language", "time")),
)
ELSE = gettext_noop("Other")


def listed(name: str) -> list[tuple[str, str]]:
    """The codes of a list with their labels in the reader's language."""
    language = get_language() or "en"
    return [(code, one.label.told(language)) for code, one in law().code_lists[name].items()]


class MitigationsField(CheckboxesField):
    """What may explain a doubt or a contradiction: folded by kind, each fold naming what lies in it; one with a tick stands open."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, "size": "m", "small": True, "choices": listed_mitigations, **kwargs})

    def present(self, line: Line) -> SafeString:
        options = self.grouped(line)
        said, described = notes(options, line.ident, "")
        ticked = {str(value) for value in line.value() or ()}
        folds = [_fold(line, words, items, ticked, first=not n) for n, (words, items) in enumerate(by_kind(listed_mitigations()))]
        return grouped(options, described, joined(said, *folds))


def listed_mitigations() -> list[tuple[str, str]]:
    """The list in the reader's language; asked anew for each page."""
    return listed("mitigations")


def by_kind(choices: list[tuple[str, str]]) -> list[tuple[str, list[tuple[str, str]]]]:
    """The choices, kind by kind."""
    known = {code for _kind, codes in KINDS for code in codes}
    kinds = [*KINDS, (ELSE, tuple(code for code, _label in choices if code not in known))]
    found = [(kind, [one for one in choices if one[0] in codes]) for kind, codes in kinds]
    return [(_(kind), items) for kind, items in found if items]


def _fold(line: Line, words: str, items: list[tuple[str, str]], ticked: set[str], *, first: bool) -> SafeString:
    boxes = components.render(
        "checkboxes",
        {
            "name": line.alias,
            "idPrefix": line.ident if first else f"{line.ident}-{items[0][0]}",
            "values": sorted(ticked),
            "items": [{"value": code, "text": label} for code, label in items],
            "classes": "govuk-checkboxes--small",
        },
    )
    inside = element("span", {"class": "nrm-small nrm-muted"}, ": ", ", ".join(label for _code, label in items))
    head = element("summary", {"class": "govuk-details__summary"}, element("span", {"class": "govuk-details__summary-text"}, words), inside)
    own = {"class": "govuk-details", "open": bool(line.errors or ticked & {code for code, _label in items})}
    return element("details", own, head, element("div", {"class": "govuk-details__text"}, boxes))


class Place(Asked, Field):
    """A part of the page that other pages fill: nothing is typed here, and what is refused about it is said here."""

    def __init__(self) -> None:
        super().__init__(required=False)

    def present(self, line: Line) -> SafeString:
        if not line.errors:
            return element("span", {"id": line.ident})
        told = [components.render("error-message", {"text": str(error)}) for error in line.errors]
        return element("div", {"id": line.ident, "tabindex": "-1"}, *told)
