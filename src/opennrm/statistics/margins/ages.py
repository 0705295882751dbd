"""Ages and forms of exploitation: the forms exact within the age group when exploited, nobody younger now than then. Pure.

Where margins speak of the age then, the age now and the forms at once, which of them meet in one person is drawn and not searched for: of
the referrals that could be those of who was identified, some may then not be found.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from random import Random

from opennrm.statistics.margins.flow import flow
from opennrm.statistics.margins.persons import NOT_KNOWN, Ages, Parts, Said, Split
from opennrm.statistics.margins.rows import Identified, Referrals
from opennrm.statistics.margins.sound import SEVERAL, forms_of

__all__ = ["ages_of", "met_ages"]

ANY = "*"
FROM, TO = "from", "to"


def ages_of(row: Referrals, draw: Random) -> list[Ages]:
    """The ages and forms of every referral, each margin exact. Source: issue 12, point 1."""
    made: list[Ages] = []
    for then, n in _groups(row.age_at_exploitation, row.total):
        forms = row.form_of_exploitation.get("adult" if then == "adult" else "child") if then in ("adult", "child") else None
        told = [(None, n)] if forms is None else [(forms_of(code), m) for code, m in forms.items()] + [((), n - sum(forms.values()))]
        made += [Ages(then, None, known) for known, m in told for _ in range(m)]
    draw.shuffle(made)
    return _now(made, row, draw) if row.age else made


def _groups(parts: Parts, total: int) -> list[tuple[Said, int]]:
    if not parts:
        return [(None, total)]
    return [*parts.items(), (NOT_KNOWN, total - sum(parts.values()))]


def _now(made: list[Ages], row: Referrals, draw: Random) -> list[Ages]:
    """Children now are those who were not adults then, children first; adults now are the adults of then first."""
    order = {"child": 0, None: 1, NOT_KNOWN: 1, "adult": 2}
    ordered = sorted(made, key=lambda one: order[one.then])
    children, adults = row.age.get("child", 0), row.age.get("adult", 0)
    nows = ["child"] * children + [NOT_KNOWN] * (row.total - children - adults) + ["adult"] * adults
    found = [Ages(one.then, now, one.forms) for one, now in zip(ordered, nows, strict=True)]
    draw.shuffle(found)
    return found


def met_ages(made: list[Ages], said: Identified | None, both: int) -> Split[Ages]:
    """Which of the referrals of the period are `both` identified, by as many as fit, and the ages and forms of those who came before.

    Source: issue 12, point 1.
    """
    if said is None:
        settled = sorted(made, key=lambda one: one.now == NOT_KNOWN)
        return Split(settled[:both], settled[both:], ())
    nows, forms = _told(said.age, said.total), _told(said.form_of_exploitation, said.total)
    pool = Counter(made)
    runs = flow(_net(pool, nows, forms), FROM, TO, both)
    found: list[Ages] = []
    for one in pool:
        here = [now for now in nows for _ in range(runs.get((("now", now), ("in", one)), 0))]
        known = [form for form in forms for _ in range(runs.get((("out", one), ("form", form)), 0))]
        found += [_as_identified(one, now, form) for now, form in zip(here, known, strict=True)]
        pool[one] -= len(here)
    left_now = [now for now, n in nows.items() for _ in range(n - runs.get((FROM, ("now", now)), 0))]
    left_forms = [form for form, n in forms.items() for _ in range(n - runs.get((("form", form), TO), 0))]
    before = [_as_identified(Ages(), now, form) for now, form in zip(left_now, left_forms, strict=True)]
    return Split(found, list(pool.elements()), before)


def _told(parts: Parts, total: int) -> dict[str, int]:
    return {**parts, NOT_KNOWN: total - sum(parts.values())} if parts else {ANY: total}


def _net(pool: Counter[Ages], nows: Parts, forms: Parts) -> dict[tuple[object, object], int]:
    """From the age now through each kind of person that there is to the forms: as many as there are on each side."""
    net: dict[tuple[object, object], int] = {(FROM, ("now", now)): n for now, n in nows.items()}
    net |= {(("form", form), TO): n for form, n in forms.items()}
    for one, n in pool.items():
        net[("in", one), ("out", one)] = n
        net |= {(("now", now), ("in", one)): n for now in nows if _fits_now(one, now)}
        net |= {(("out", one), ("form", form)): n for form in forms if form in (ANY, *_forms(one, forms))}
    return net


def _fits_now(one: Ages, now: str) -> bool:
    if now == ANY or one.now == now:
        return True
    return one.now is None and not (now == "child" and one.then == "adult")


def _forms(one: Ages, all_forms: Parts) -> Iterator[str]:
    """The parts of a breakdown by form in which these forms stand."""
    if one.forms is None:
        yield from all_forms
    else:
        yield NOT_KNOWN if not one.forms else one.forms[0] if len(one.forms) == 1 else SEVERAL


def _as_identified(one: Ages, now: str, form: str) -> Ages:
    forms = one.forms
    if forms is None and form != ANY:
        forms = () if form == NOT_KNOWN else (form,)
    return Ages(one.then, one.now if one.now is not None or now == ANY else now, forms)
