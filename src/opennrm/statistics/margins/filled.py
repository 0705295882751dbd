"""What margins leave open of a person: drawn, so that every case has all that a referral says. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from opennrm.statistics.margins.persons import NOT_KNOWN, Ages, Origin, Person
from opennrm.statistics.margins.sound import SEVERAL

__all__ = ["Filling"]

# Drawn where margins say nothing: no figure of any country.
SEXES = ("female", "female", "male", "male")
PLACES = ("in_country", "in_country", "abroad", "both", "unknown")
FORMS = ("labour", "sexual", "domestic", "criminal", "begging")
FROM = ("AL", "VN", "RO", "MD", "NG", "UA", "GE")


@dataclass(frozen=True, slots=True)
class Filling:
    """Draws what is missing for one country."""

    country: str
    referrers: Sequence[str]
    draw: Random

    def whole(self, person: Person) -> Person:
        """The person with nothing left open but the authority and the region. Source: issue 12, point 1."""
        return replace(
            person,
            ages=self._ages(person.ages),
            origin=self._origin(person.origin),
            sex=self._one_of(person.sex, SEXES, ("other", NOT_KNOWN, NOT_KNOWN)),
            place=self._one_of(person.place, PLACES, ("both", NOT_KNOWN)),
            referrer=person.referrer if person.referrer is not None else self.draw.choice(self.referrers or ("",)),
        )

    def _one_of(self, said: str | None, any_of: Sequence[str], not_known: Sequence[str]) -> str:
        """What is other or not known is drawn among the codes that count as that."""
        if said is None:
            return self.draw.choice(any_of)
        return self.draw.choice(not_known) if said == NOT_KNOWN else said

    def _ages(self, said: Ages) -> Ages:
        now = said.now or self._now(said.then)
        return Ages(said.then or self._then(now), now, self._forms(said.forms))

    def _now(self, then: str | None) -> str:
        """Of those who were children then, some are adults now; an age that nothing speaks of is known."""
        if then == "child":
            return self.draw.choice(("child", "child", "child", "adult"))
        return "adult" if then in ("adult", NOT_KNOWN) else self.draw.choice(("adult", "adult", "child"))

    def _then(self, now: str) -> str:
        return self.draw.choice(("adult", "adult", "adult", "child")) if now == "adult" else now

    def _forms(self, said: tuple[str, ...] | None) -> tuple[str, ...]:
        if said is None:
            return (self.draw.choice(FORMS),)
        if said == (SEVERAL,):
            return tuple(sorted(self.draw.sample(FORMS, 2)))
        return said or (self.draw.choice(("other", NOT_KNOWN)),)

    def _origin(self, said: Origin) -> Origin:
        free = ("national", "foreign", "foreign") if said.citizenships is None else (NOT_KNOWN,)
        nationality = said.nationality or self.draw.choice(free)
        if said.citizenships is not None:
            return Origin(nationality, said.citizenships)
        if nationality == "national":
            return Origin(nationality, (self.country,))
        others = [code for code in FROM if code != self.country]
        return Origin(nationality, (self.draw.choice(others),) if nationality == "foreign" else ())
