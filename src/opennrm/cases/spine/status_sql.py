"""How a right stands on a day, asked of the database: the twin of `status.status`, one CASE over the stored row. Written by hand, read
beside it: the same names in the same order. A property holds the two together on both databases.

It answers for a day, as figures ask; an instant is asked of one case alone. `owed` is an alias of a table that has the `columns` of the
stored row, each read from it once, `%(day)s` the day as text.
"""

from django.db import connection

__all__ = ["columns", "late_case", "status_case", "told"]

DAY = "%(day)s"
TEXTS = (
    *("kind", "silence", "opened_on", "ends_on", "void_on", "replaced_on", "clock", "clock_silent"),
    *("counts_from", "due_on", "due_at", "awaits_decision"),
)
LISTS = ("acts", "doubts")
_WAYS = {"last": "desc", "first": "asc"}


def columns() -> str:
    """What the CASE asks of the stored row (`body`), as the list of a SELECT; null where the row says nothing. Source: row.LedgerRow."""
    lists = (f"body -> '{name}' as {name}" if _postgresql() else f"{told(name)} as {name}" for name in LISTS)
    return ", ".join([*(f"{told(name)} as {name}" for name in TEXTS), *lists])


def told(name: str) -> str:
    """What the stored row says under one name, as text; null where it says nothing. Source: row.LedgerRow."""
    return f"(body ->> '{name}')" if _postgresql() else f"json_extract(body, '$.{name}')"


def status_case() -> str:
    """The CASE that gives the status code of `owed` at the end of `%(day)s`, for the database in use. Source: design 6; law-as-data 3."""
    return f"""case
      when {_is("silence", "not_known_to_us")} then 'unknown'
      when {_at("opened_on")} > {DAY} then 'not_yet_open'
      when {_is("silence", "not_provided")} then 'not_provided'
      when {_come("void_on")} then 'not_applicable'
      when {_doubted()} then case when {_come("ends_on")} then 'unknown' else 'open' end
      when {_is("kind", "deliver_by")} then {_deliver()}
      when {_is("kind", "provide_while")} then {_provide()}
      when {_is("kind", "refrain")} then {_refrain()}
      else {_minimum()}
    end"""


def late_case() -> str:
    """Whether what was given was first given after its day: `Status.late` where the status is met or kept. Source: law-as-data 3."""
    first_late = "coalesce({}, false)".format
    return f"""case
      when {_at("due_on")} is null then false
      when {_is("kind", "deliver_by")} then {first_late(_of("first", "given met", _after_due()))}
      when {_is("kind", "provide_while")} then {first_late(_of("first", "given", _after_due()))}
      else false
    end"""


def _postgresql() -> bool:
    return connection.vendor == "postgresql"


def _at(name: str) -> str:
    return f"owed.{name}"


def _is(name: str, value: str) -> str:
    return f"{_at(name)} = '{value}'"


def _come(name: str) -> str:
    """Whether a day of the row has come; never null."""
    return f"coalesce({_at(name)} <= {DAY}, false)"


def _listed(name: str, alias: str, fields: tuple[str, ...]) -> str:
    """A list of the row as rows of a table; `n` is the place in it."""
    if _postgresql():
        told = ", ".join(f"value ->> {place} as {field}" for place, field in enumerate(fields))
        items = f"jsonb_array_elements(owed.{name}) with ordinality listed(value, n)"
        return f"(select n, {told} from {items}) {alias}"
    told = ", ".join(f"json_extract(value, '$[{place}]') as {field}" for place, field in enumerate(fields))
    return f"(select key as n, {told} from json_each(owed.{name})) {alias}"


def _acts(what: str, alias: str = "act") -> str:
    """The acts of these kinds that had happened by the day, as the end of a FROM and a WHERE."""
    listed = _listed("acts", alias, ("what", "done", "moment", "until", "ground", "lawful", "seq"))
    kinds = ", ".join(f"'{one}'" for one in what.split())
    return f"from {listed} where {alias}.what in ({kinds}) and {alias}.done <= {DAY}"


def _some(what: str, which: str = "true") -> str:
    return f"exists (select 1 {_acts(what)} and {which})"


def _of(end: str, what: str, asked: str, which: str = "true") -> str:
    """Something of the first or the last of these acts, null where there is none."""
    return f"(select {asked} {_acts(what)} and {which} order by act.n {_WAYS[end]} limit 1)"


def _later(alias: str, than: str) -> str:
    """Whether an act comes after the last of the acts `than`, by day and number; true where there is none."""
    order = f"(select {_order('other')} {_acts(than, 'other')} order by other.n desc limit 1)"
    return f"coalesce({_order(alias)} > {order}, true)"


def _order(alias: str) -> str:
    """Day and number as one text, so that the later one is the greater: all days are written alike."""
    number = f"lpad({alias}.seq, 10, '0')" if _postgresql() else f"printf('%%010d', {alias}.seq)"
    return f"({alias}.done || {number})"


def _doubted() -> str:
    doubts = _listed("doubts", "doubt", ("what", "since", "until"))
    return f"exists (select 1 from {doubts} where doubt.since <= {DAY} and (doubt.until is null or doubt.until > {DAY}))"


def _deliver() -> str:
    return f"""case
        when {_some("given met")} then case when {_of("first", "given met", _after_due())} then 'met_late' else 'met_in_time' end
        else coalesce({_stopped()}, {_unmet()})
      end"""


def _provide() -> str:
    own = "coalesce(act.ground = 'own_choice', false)"
    interrupted = f"case when {_of('last', 'given', own)} then 'declined' else 'interrupted' end"
    return f"""case
        when {_come("ends_on")} and {_some("given", _reached())} then 'met_in_time'
        when not {_come("ends_on")} and {_some("given", _runs())} then 'kept'
        else coalesce({_stopped(_later("act", "given"))}, case when {_some("given")} then {interrupted} else {_unmet()} end)
      end"""


def _refrain() -> str:
    return f"""case
        when {_some("breach", f"not {_lawful()}")} then 'breached'
        when {_come("ends_on")} then 'met_in_time' else 'kept'
      end"""


def _minimum() -> str:
    silent = _at("clock_silent")
    return f"""case
        when {_come("counts_from")} and {silent} = 'not_known_to_us' then 'unknown'
        when {_come("counts_from")} and {silent} = 'not_provided' then 'not_provided'
        when coalesce({_of("last", "refused", _later("act", "period"))}, false) then 'withheld'
        when not {_some("period")} then case when {_come("ends_on")} then {_gone()} else 'open' end
        when {_some("period", f"not {_runs()} and {_ended_span()} = 'breached'")} then 'breached'
        else {_of("last", "period", f"case when {_runs()} then 'kept' else {_ended_span()} end")}
      end"""


def _ended_span() -> str:
    decided = f"exists (select 1 {_acts('decided', 'other')} and other.done <= act.until)"
    awaits = f"coalesce({_at('awaits_decision')}{_true()}, false)"
    return f"""case
          when {_at("due_on")} is null or not {_come("counts_from")} then case when {_lawful()} then 'ended_early' else 'unknown' end
          when act.until >= {_at("due_on")} and (not {awaits} or {decided}) then 'met_in_time'
          when {_lawful()} then 'ended_early' else 'breached'
        end"""


def _stopped(which: str = "true") -> str:
    """The last of declined, unavailable, withheld; null where there is none, or where the person asked again after declining."""
    asked_again = f"exists (select 1 {_acts('asked', 'other')} and {_order('other')} > {_order('act')})"
    told = f"case when act.what = 'declined' and {asked_again} then null else act.what end"
    return _of("last", "declined unavailable withheld", told, which)


def _unmet() -> str:
    past_due = f"coalesce({DAY} > {_at('due_on')}, false) and {_come('counts_from')}"
    return f"case when {_come('ends_on')} then {_gone()} when {past_due} then 'overdue' else 'open' end"


def _gone() -> str:
    replaced = f"{_come('replaced_on')} and coalesce({_at('replaced_on')} <= {_at('due_on')}, false)"
    within_a_day = f"{_at('ends_on')} = {_at('opened_on')} and coalesce({_at('due_on')} >= {_at('opened_on')}, true)"
    return f"case when {replaced} then 'superseded' when {within_a_day} then 'ended_early' else 'not_met' end"


def _after_due() -> str:
    """By the instant where both sides have one, else by the day."""
    by_instant = f"act.moment is not null and {_at('due_at')} is not null"
    late = f"case when {by_instant} then {_instant('act.moment')} > {_instant(_at('due_at'))} else act.done > {_at('due_on')} end"
    return f"({_at('due_on')} is not null and {_come('counts_from')} and {late})"


def _instant(text: str) -> str:
    return f"({text})::timestamptz" if _postgresql() else f"julianday({text})"


def _runs() -> str:
    return f"(act.until is null or act.until > {DAY})"


def _reached() -> str:
    return f"act.done <= {_at('ends_on')} and (act.until is null or act.until >= {_at('ends_on')})"


def _lawful() -> str:
    return f"coalesce(act.lawful{_true()}, false)"


def _true() -> str:
    return " = 'true'" if _postgresql() else " = 1"
