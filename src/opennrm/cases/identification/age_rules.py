"""Whether an age may be settled: a doubt is, and a child is one no longer from the eighteenth birthday on. Pure."""

from collections.abc import Iterator
from datetime import date

from opennrm.cases.identification import sources
from opennrm.cases.spine import majority
from opennrm.cases.spine.days import has_come
from opennrm.cases.spine.state import CaseState
from opennrm.countries.profile import Profile
from opennrm.standards.refusal import Refusal, gettext_noop

NO_DOUBT = gettext_noop("The person's age is not in doubt")
NO_BIRTHDAY = gettext_noop("No date of birth that you may read says when the person turns 18")
STILL_A_CHILD = gettext_noop("By the date of birth the person is a child until %(day)s")


def may_settle_age(profile: Profile, state: CaseState, age: str, on: date, today: date) -> Iterator[Refusal]:
    """A doubt is settled; a child is one no longer from the eighteenth birthday on. Source: CETS 197 Art 10(3); Palermo Art 3(d)."""
    yield from has_come(on, today)
    if state.about.age != "unknown" and not (age == "adult" and may_be_of_age(state, today)):
        yield Refusal("age.no-doubt", NO_DOUBT, sources.of_age(profile, "CETS 197 Art 10(3)"))


def may_be_of_age(state: CaseState, today: date) -> bool:
    """Whether a known child may have come of age, as far as what stands in clear tells: the month of the birthday has begun.

    Source: decision 0015.
    """
    asked = majority.month(state) if state.about.age == "child" else None
    return asked is not None and majority.ends(asked) < today


def is_of_age(profile: Profile, birthday: date | None, on: date) -> Iterator[Refusal]:
    """Not before the eighteenth birthday, which a date of birth tells that is no estimate. Source: Palermo Protocol Art 3(d)."""
    source = sources.of_age(profile, "Palermo Protocol Art 3(d)")
    if birthday is None:
        yield Refusal("age.no-birthday", NO_BIRTHDAY, source)
    elif on < birthday:
        yield Refusal("age.still-a-child", STILL_A_CHILD, source, field="on", day=birthday)
