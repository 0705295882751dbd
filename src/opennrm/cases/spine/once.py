"""What is made of a profile, made once for each: a process serves one country, tests and comparisons some dozens."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from opennrm.countries.profile import Profile

__all__ = ["once_a_profile"]

Made = TypeVar("Made")
_KEPT = 64


def once_a_profile(make: Callable[[Profile], Made]) -> Callable[[Profile], Made]:
    """Keep what a function makes of each profile object; the profile is kept with it, so that no other comes to have its identity."""
    made: dict[int, tuple[Profile, Made]] = {}

    @wraps(make)
    def kept(profile: Profile) -> Made:
        found = made.get(id(profile))
        if found is None:
            if len(made) >= _KEPT:
                made.clear()
            found = made[id(profile)] = (profile, make(profile))
        return found[1]

    return kept
