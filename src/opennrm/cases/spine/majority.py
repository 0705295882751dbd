"""When a person comes of age, as the date of birth tells it: the day is sealed, the month in which to ask stands in clear. Pure.

From the eighteenth birthday on nobody answers for the person any more. The month lies before it, so that there is time: it is the one
before the month of the earliest day that may be the birthday. A day told by an estimate would be a guess that reads like a fact: there is
none. A date of which nobody said how it is known counts: to ask too early harms nobody, to forget it does.
"""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from opennrm.access.policy import enforces
from opennrm.cases.spine.particulars import NO_LONGER
from opennrm.cases.spine.state import CaseState, noting
from opennrm.journal.event import Envelope

ADULT = 18
BIRTH = "identity.birth"
COMES_OF_AGE = "identity.comes_of_age"  # sealed: as exact as the date of birth
ESTIMATE = "estimate"
_NOTE = "person.comes_of_age"


@dataclass(frozen=True, slots=True)
class Foreseen:
    """The first day on which the person surely is an adult, and the month in which to ask, as "2027-03"."""

    day: date
    act_in: str


def eighteenth(born: date) -> date:
    """The eighteenth birthday; of who was born on 29 February, 1 March in a common year. Source: Palermo Protocol Art 3(d)."""
    year = born.year + ADULT
    return born.replace(year=year) if born.day <= monthrange(year, born.month)[1] else date(year, born.month + 1, 1)


def foreseen(earliest: date | None, latest: date | None, known_by: str, today: date) -> Foreseen | None:
    """What a date of birth recorded on `today` tells, between the first and the last day that it may be; None where it is not known, an
    estimate or still to come, and where it says an adult already. A month that is over is no month to act in: then it is this one.

    Source: design 4, a clock that needs the exact birthday; domain 1.5, UK-AGE18.
    """
    if earliest is None or latest is None or earliest > today or known_by == ESTIMATE:
        return None
    day = eighteenth(latest)
    if day <= today:
        return None
    before = eighteenth(earliest).replace(day=1) - timedelta(1)
    return Foreseen(day, f"{max(before, today):%Y-%m}")


def as_recorded(earliest: date | None, latest: date | None, known_by: str, state: CaseState, today: date) -> dict[str, str]:
    """The fields of an event that carries this date of birth: day and month, or that the day which stood stands no longer; nothing where no
    date of birth is given. Source: design 4.
    """
    seen = foreseen(earliest, latest, known_by, today)
    if seen is not None:
        return {"act_in": seen.act_in, "comes_of_age": seen.day.isoformat()}
    return {"comes_of_age": NO_LONGER} if earliest is not None and month(state) is not None else {}


def with_birth(state: CaseState, envelope: Envelope, act_in: str) -> CaseState:
    """The state after an event that may carry a date of birth: one that does takes the place of what its side said before, also where it
    gives no month. The word of those who help and that of enforcement stand side by side. Source: decision 0007.
    """
    if BIRTH not in envelope.sealed:
        return state
    side = "enforcement" if enforces(envelope.agency_kind) else "help"
    told = {**_told(state), side: act_in}
    return noting(state, _NOTE, told if any(told.values()) else None)


def month(state: CaseState) -> date | None:
    """The first day of the month in which the person is to be asked: of two words the earlier, since nobody takes away the time that
    another leaves. None where no day is foreseen. Source: design 4; decision 0007.
    """
    told = sorted(filter(None, _told(state).values()))
    return date.fromisoformat(f"{told[0]}-01") if told else None


def ends(month: date) -> date:
    """The last day of a month. Source: design 4, in clear stands only the month."""
    return month.replace(day=monthrange(month.year, month.month)[1])


def _told(state: CaseState) -> Mapping[str, str]:
    return state.note(_NOTE) or {}
