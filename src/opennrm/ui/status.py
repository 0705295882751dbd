"""The marks of the rights ledger: icon, words and shape for each status, never colour alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opennrm.ui.components.markup import element, joined
from opennrm.ui.icons import icon

__all__ = ["MARKS", "Mark", "mark", "status", "tally"]


@dataclass(frozen=True)
class Mark:
    """A shape of the style sheet, an icon, and the words: alone, and after a count."""

    shape: str
    icon: str
    words: Promise
    counted: Promise

    @property
    def quiet(self) -> bool:
        """Nothing wants an act: the row may be folded and its lane left out on a phone."""
        return self.shape in {"met", "kept", "late", "open", "declined", "later", "na"}


# Several statuses share a mark and differ in their words, so that a reader learns twelve shapes and not eighteen.
MARKS: dict[str, Mark] = {
    "breached": Mark("breached", "breached", gettext_lazy("Breached"), gettext_lazy("breached")),
    "overdue": Mark("overdue", "overdue", gettext_lazy("Overdue"), gettext_lazy("overdue")),
    "interrupted": Mark("overdue", "overdue", gettext_lazy("Interrupted"), gettext_lazy("interrupted")),
    "not_met": Mark("overdue", "overdue", gettext_lazy("Not met"), gettext_lazy("not met")),
    "soon": Mark("soon", "soon", gettext_lazy("Due soon"), gettext_lazy("due soon")),
    "withheld": Mark("withheld", "withheld", gettext_lazy("Withheld by an authority"), gettext_lazy("withheld")),
    "unavailable": Mark("gap", "gap", gettext_lazy("Unavailable"), gettext_lazy("unavailable")),
    "not_provided": Mark("gap", "gap", gettext_lazy("Not provided by law"), gettext_lazy("not provided by law")),
    "unknown": Mark("unknown", "unknown", gettext_lazy("Unknown"), gettext_lazy("unknown")),
    "open": Mark("open", "open", gettext_lazy("Open"), gettext_lazy("open")),
    "kept": Mark("kept", "kept", gettext_lazy("Kept so far"), gettext_lazy("kept so far")),
    "met_late": Mark("late", "late", gettext_lazy("Met late"), gettext_lazy("met late")),
    "met_in_time": Mark("met", "met", gettext_lazy("Met in time"), gettext_lazy("met in time")),
    "declined": Mark("declined", "declined", gettext_lazy("Declined by the person"), gettext_lazy("declined by choice")),
    "ended_early": Mark("withheld", "withheld", gettext_lazy("Ended early by an authority"), gettext_lazy("ended early")),
    "ended": Mark("na", "na", gettext_lazy("Ended within its first day"), gettext_lazy("ended within their first day")),
    "not_yet_open": Mark("later", "later", gettext_lazy("Not yet open"), gettext_lazy("not yet open")),
    "not_applicable": Mark("na", "na", gettext_lazy("Does not apply"), gettext_lazy("that do not apply")),
    "superseded": Mark("na", "na", gettext_lazy("Replaced by a newer one"), gettext_lazy("replaced by newer ones")),
}
BY_OWN_CHOICE = Mark("declined", "declined", gettext_lazy("Ended early by own choice"), gettext_lazy("ended early by choice"))


def mark(code: object, own_choice: bool = False) -> Mark:
    """The mark of a status code, as text or as a member of an Enum; an unknown code raises KeyError."""
    key = str(code.value if isinstance(code, Enum) else code).replace(" ", "_")
    return BY_OWN_CHOICE if own_choice and key == "ended_early" else MARKS[key]


def status(code: object, words: object = "", own_choice: bool = False) -> SafeString:
    """Icon and words in the shape of the status; `words` says more than the standing ones ("5 days overdue")."""
    shown = mark(code, own_choice)
    return element("span", {"class": f"nrm-status nrm-status--{shown.shape}"}, icon(shown.icon), words or shown.words)


def tally(counts: Iterable[tuple[object, int, str]], label: str) -> SafeString:
    """Counts by status, each a link to its first row: (code, count, href); statuses without a row are left out."""
    links = [
        element(
            "li", {}, element("a", {"href": href}, status(code, _("%(count)s %(status)s") % {"count": count, "status": mark(code).counted}))
        )
        for code, count, href in counts
        if count
    ]
    return element("ul", {"class": "nrm-tally", "aria-label": label}, joined(*links))
