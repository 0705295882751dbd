"""How a right stands, said in words: a minimum counts up, a deadline down, no limit in law is said, blame is placed on no person."""

from datetime import date, timedelta
from functools import lru_cache

from django.utils.translation import get_language, gettext, ngettext, pgettext

from opennrm.cases.spine import codes
from opennrm.cases.spine.row import LedgerRow
from opennrm.cases.spine.status import Status, StatusCode
from opennrm.countries.profile import Profile
from opennrm.standards.entitlement import Kind
from opennrm.standards.load import law
from opennrm.standards.refusal import gettext_noop
from opennrm.ui.dates import distance
from opennrm.ui.written import written

SOON = timedelta(days=7)


def shown_code(row: LedgerRow, now: Status, on: date) -> str:
    """The status as a mark: an open deadline that is near is shown as due soon, what ended on the day on which it opened as ended; neither
    is a status of its own.
    """
    if now.ended_within_a_day:
        return "ended"
    due = row.due_on
    near = due is not None and row.kind is not Kind.MINIMUM_PERIOD and on <= due <= on + SOON
    return "soon" if now.code is StatusCode.OPEN and near else now.code.value


def words_shown(row: LedgerRow, now: Status, on: date) -> str:
    """The words beside the mark where they say more than the standing ones: how late, in how many days, in doubt."""
    code = shown_code(row, now, on)
    if code == "overdue" and row.due_on:
        days = (on - row.due_on).days
        return ngettext("%(n)s day overdue", "%(n)s days overdue", days) % {"n": days} if not now.missed_target else _missed(days)
    if code == "soon" and row.due_on:
        days = (row.due_on - on).days
        return gettext("Due today") if days == 0 else ngettext("Due in %(n)s day", "Due in %(n)s days", days) % {"n": days}
    return gettext("Open in doubt") if now.in_doubt else ""


def _missed(days: int) -> str:
    return ngettext("Target missed by %(n)s day", "Target missed by %(n)s days", days) % {"n": days}


def sentence(row: LedgerRow, now: Status, on: date, profile: Profile, language: str) -> str:
    """What the dates say, in words: a minimum counts up, a deadline down, and no limit in law is said."""
    if now.in_doubt:
        return gettext("Not recorded: %(what)s. In doubt the right stands.") % {"what": codes.unsaid(now.not_recorded)}
    if now.code in _TOLD:
        return _told(row, now, profile, language)
    if row.kind is Kind.MINIMUM_PERIOD and now.code is StatusCode.KEPT:
        return _counting_up(row, on)
    if row.due_on is not None:
        return _deadline(row, now, on)
    return _no_day(row)


_TOLD = {
    StatusCode.BREACHED: gettext_noop("Broken on %(day)s."),
    StatusCode.MET_IN_TIME: gettext_noop("Met on %(day)s."),
    StatusCode.MET_LATE: gettext_noop("Met on %(day)s; it was due on %(due)s."),
    StatusCode.DECLINED: gettext_noop("Declined on %(day)s: a choice, which can be changed."),
    StatusCode.WITHHELD: gettext_noop("Withheld since %(day)s. %(ground)s"),
    StatusCode.UNAVAILABLE: gettext_noop("Not to be had since %(day)s: a gap, counted as one."),
    StatusCode.INTERRUPTED: gettext_noop("Given until %(day)s, and still owed."),
    StatusCode.ENDED_EARLY: gettext_noop("Ended on %(day)s. %(ground)s"),
}
_WITH_GROUND = frozenset({StatusCode.WITHHELD, StatusCode.ENDED_EARLY})


def _told(row: LedgerRow, now: Status, profile: Profile, language: str) -> str:
    day = words_of(now.happened_on)
    if now.ended_within_a_day:
        return gettext("Opened and ended on %(day)s, before that day was over: neither met nor missed.") % {"day": day}
    ground = ground_words(now, profile, language) if now.code in _WITH_GROUND else ""
    return gettext(_TOLD[now.code]) % {"day": day, "due": words_of(row.due_on), "ground": ground}


def ground_words(now: Status, profile: Profile, language: str) -> str:
    """The ground that an authority gave, and whether the law knows it."""
    if not now.ground or now.ground == "none":
        return gettext("No lawful ground is given.")
    local = next((end.label.told(language) for end in profile.early_ends if end.reason == now.ground), "")
    listed = law().code_lists["withholding_grounds"].get(now.ground)
    name = local or (listed.label.told(language) if listed else now.ground)
    return (
        gettext("Ground: %(ground)s.") % {"ground": name} if now.lawful else gettext("%(ground)s is no lawful ground.") % {"ground": name}
    )


def _counting_up(row: LedgerRow, on: date) -> str:
    day = (on - (row.counts_from or row.opened_on)).days + 1
    if row.due_on is None:
        return gettext("Day %(day)s. The law sets no length.") % {"day": day}
    length = (row.due_on - (row.counts_from or row.opened_on)).days
    return gettext("Day %(day)s of at least %(length)s. Cannot end before %(due)s.") % {
        "day": day,
        "length": length,
        "due": words_of(row.due_on),
    }


def _deadline(row: LedgerRow, now: Status, on: date) -> str:
    due = row.due_on or on
    values = {"day": words_of(due), "distance": distance(due, on)}
    if row.kind is Kind.MINIMUM_PERIOD:
        return gettext("Not begun. Once begun it lasts until %(day)s at least.") % values
    if now.code is StatusCode.OVERDUE:
        return gettext("Was due %(day)s, %(distance)s.") % values
    return gettext("Due %(day)s, %(distance)s.") % values


def _no_day(row: LedgerRow) -> str:
    since = words_of(row.opened_on)
    if row.clock_silent == "not_provided":
        return gettext("Owed since %(since)s. The law sets no limit: a finding, not an error.") % {"since": since}
    if row.clock_silent == "not_known_to_us" or row.silence == "not_known_to_us":
        return gettext("Since %(since)s. Not set: no source that we read says by when.") % {"since": since}
    if row.clock_silent == "not_recorded":
        return gettext("Since %(since)s. How long it takes depends on what is not recorded.") % {"since": since}
    return gettext("Since %(since)s.") % {"since": since}


def words_of(day: date | None) -> str:
    """A day in words, without markup: "Thu 12 November 2026"."""
    return _said(day, get_language()) if day else ""


@lru_cache(maxsize=4096)
def _said(day: date, language: str | None) -> str:
    """A page says the same few days over and over; the language is part of the key because the words are in it."""
    return written(day, pgettext("weekday, day and year", "D j F Y"))
