"""The editions of the profile under which events were recorded: each is kept whole, so that a past decision keeps its law.

Which one is in force is a row, not a file. The first use of a profile puts it in force; from then on another text comes into force by being
published, so that an edited file or a new release never moves the dates of a real person unseen. A demonstration follows its file.
"""

from datetime import datetime
from functools import lru_cache

from django.db import IntegrityError

from opennrm.access import second_lock
from opennrm.cases.spine.models import Edition
from opennrm.countries.load import load_profile, profile_from_text, profile_text
from opennrm.countries.profile import Profile
from opennrm.journal import clock, side_by_side
from opennrm.journal.models import Installation

__all__ = ["NoCountry", "at", "forget", "in_force", "profile", "put_in_force", "today"]


class NoCountry(Exception):
    """This installation runs no mechanism: it holds no cases."""


_standing: dict[str, tuple[Profile, str]] = {}  # what is in force here, with its text, as this process has read it
_known: set[str] = set()


@lru_cache(maxsize=64)
def profile(edition: str) -> Profile:
    """The profile of an edition: the one in force, today's file, or the text that was kept. Raises KeyError when none has that hash."""
    for country in _countries():
        for current in (*(one for one, _ in _standing.values()), load_profile(country)):
            if current.edition == edition:
                return current
    kept = Edition.objects.filter(edition=edition).first()
    if kept is None:
        raise KeyError(f"no edition {edition} of a profile is kept")
    return profile_from_text(kept.country, kept.text, edition=edition)


@side_by_side.beforehand
def read() -> None:
    """Read what every event of this installation asks for."""
    for country in _countries():
        load_profile(country)


def _countries() -> tuple[str, ...]:
    installation = Installation.current()
    return (installation.country,) if installation and installation.country else ()


def today() -> Profile:
    """The profile in force in this installation, its text kept from its first use on. Raises NoCountry in an observer's.

    A text that was published by another process is followed from the next start of this one.
    """
    installation = _operating()
    if installation.kind == "demo":
        current = load_profile(installation.country)
        _keep(current, profile_text(current.country) if current.edition not in _known else "", None)
        return current
    if installation.country not in _standing:
        current, text = in_force()
        _keep(current, text, clock.real())
        _standing[installation.country] = current, text
    return _standing[installation.country][0]


def _operating() -> Installation:
    installation = Installation.current()
    if installation is None or not installation.country:
        raise NoCountry
    return installation


def in_force() -> tuple[Profile, str]:
    """The profile in force in this installation with its text; the file, where nothing is in force yet. Writes nothing."""
    installation = _operating()
    country, text = installation.country, profile_text(installation.country)
    rows = Edition.objects.filter(country=country, in_force_at__isnull=False)
    kept = rows.order_by("-in_force_at", "edition").first() if installation.kind != "demo" else None
    if kept is None or kept.text == text:
        return load_profile(country), text
    return profile_from_text(country, kept.text), kept.text


def at(instant: datetime) -> Profile:
    """The profile that was in force at an instant, the first one before that; of a demonstration what its file says now."""
    installation = _operating()
    if installation.kind == "demo":
        return today()
    rows = Edition.objects.filter(country=installation.country, in_force_at__isnull=False).order_by("in_force_at", "edition")
    found = rows.filter(in_force_at__lte=instant).last() or rows.first()
    return today() if found is None else profile(found.edition)


def put_in_force(new: Profile, text: str, at: datetime) -> None:
    """Keep an edition and follow it from now on; what was recorded before stays as it was recorded."""
    Edition.objects.update_or_create(edition=new.edition, defaults={"country": new.country, "text": text, "in_force_at": at})
    forget()


def _keep(current: Profile, text: str, at: datetime | None) -> None:
    if current.edition in _known:
        return
    if not Edition.objects.filter(edition=current.edition).exists():
        try:
            with second_lock.writing("the law of the day is kept, of no case"):
                Edition.objects.create(edition=current.edition, country=current.country, text=text, in_force_at=at)
        except IntegrityError:
            pass  # another process kept the same edition in the same moment
    _known.add(current.edition)


def forget() -> None:
    """Forget what was read: for tests, which change databases under one process, and where another edition came into force."""
    Installation.forget()
    profile.cache_clear()
    _known.clear()
    _standing.clear()
