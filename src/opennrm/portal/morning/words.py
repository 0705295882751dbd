"""What the page calls outcomes and stages, and the colour of each: those of the ledger, so that one mark means one thing."""

from django.utils.translation import gettext as _

from opennrm.standards.refusal import gettext_noop

__all__ = ["COLOURS", "NOT_TOLD", "OUTCOME", "STAGE", "outcome_words", "stage_words"]

NOT_TOLD = "not_told"
OUTCOME = {
    "in_time": gettext_noop("met in time"),
    "late": gettext_noop("met late"),
    "not_met": gettext_noop("not met by its day"),
    "breached": gettext_noop("breached"),
    "unavailable": gettext_noop("not to be had"),
    "withheld": gettext_noop("withheld by an authority"),
    "declined": gettext_noop("declined by the person"),
    "open": gettext_noop("still open"),
    "unknown": gettext_noop("not known"),
    # what became of people at a stage
    "further": gettext_noop("came further"),
    "no": gettext_noop("said no, or not now"),
    "not_referred": gettext_noop("looked at, not referred"),
    "nothing": gettext_noop("nothing recorded"),
    "waits": gettext_noop("a decision is open"),
    "rests": gettext_noop("the procedure rests"),
    "negative": gettext_noop("a negative decision"),
    "withdrew": gettext_noop("withdrew"),
    "closed": gettext_noop("closed"),
    "identified": gettext_noop("identified"),
    "given": gettext_noop("something was given"),
    "not_to_be_had": gettext_noop("asked for, not to be had"),
    NOT_TOLD: gettext_noop("not told"),
}
STAGE = {
    "encountered": gettext_noop("Met or referred"),
    "referred": gettext_noop("Referred"),
    "presumed": gettext_noop("Presumed trafficked"),
    "identified": gettext_noop("Formally identified"),
    "assisted": gettext_noop("Helped, of those presumed"),
}
_GREEN, _BRAND, _BLUE, _OLIVE, _RED = "#1f6b45", "#12454f", "#3d5a73", "#5f5e17", "#a8231c"
_VIOLET, _BROWN, _AMBER, _GREY, _PALE = "#5d4a86", "#6b4a2b", "#8a4b10", "#76858a", "#c9d2d1"
COLOURS = {
    "in_time": _GREEN,
    "late": _OLIVE,
    "not_met": _RED,
    "breached": "#861a14",
    "unavailable": _BROWN,
    "withheld": _AMBER,
    "declined": _VIOLET,
    "open": _BLUE,
    "unknown": "#4a5659",
    "further": _BRAND,
    "identified": _BRAND,
    "given": _GREEN,
    "no": _VIOLET,
    "withdrew": _VIOLET,
    "waits": _BLUE,
    "rests": _BLUE,
    "negative": _GREY,
    "not_referred": _GREY,
    "closed": _GREY,
    "not_to_be_had": _BROWN,
    "nothing": _PALE,
    NOT_TOLD: _PALE,
}


def outcome_words(code: str) -> str:
    """What became of a right or a person."""
    return _(OUTCOME[code])


def stage_words(code: str) -> str:
    """How far somebody came."""
    return _(STAGE[code])
