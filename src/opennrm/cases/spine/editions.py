"""The editions of the profile under which events were recorded: each is kept whole, so that a past decision keeps its law."""

from functools import lru_cache

from django.db import IntegrityError

from opennrm.access import second_lock
from opennrm.cases.spine.models import Edition
from opennrm.countries.load import load_profile, profile_from_text, profile_text
from opennrm.countries.profile import Profile
from opennrm.journal.models import Installation


class NoCountry(Exception):
    """This installation runs no mechanism: it holds no cases."""


@lru_cache(maxsize=64)
def profile(edition: str) -> Profile:
    """The profile of an edition: today's file, or the text that was kept. Raises KeyError when neither has that hash."""
    for country in _countries():
        if (current := load_profile(country)).edition == edition:
            return current
    kept = Edition.objects.filter(edition=edition).first()
    if kept is None:
        raise KeyError(f"no edition {edition} of a profile is kept")
    return profile_from_text(kept.country, kept.text)


def _countries() -> tuple[str, ...]:
    installation = Installation.current()
    return (installation.country,) if installation and installation.country else ()


def today() -> Profile:
    """The profile in force in this installation, its text kept from its first use on. Raises NoCountry in an observer's."""
    installation = Installation.current()
    if installation is None or not installation.country:
        raise NoCountry
    current = load_profile(installation.country)
    _keep(current)
    return current


_known: set[str] = set()


def _keep(current: Profile) -> None:
    if current.edition in _known:
        return
    if not Edition.objects.filter(edition=current.edition).exists():
        try:
            with second_lock.writing("the law of the day is kept, of no case"):
                Edition.objects.create(edition=current.edition, country=current.country, text=profile_text(current.country))
        except IntegrityError:
            pass  # another process kept the same edition in the same moment
    _known.add(current.edition)


def forget() -> None:
    """Forget what was read: for tests, which change databases under one process."""
    Installation.forget()
    profile.cache_clear()
    _known.clear()
