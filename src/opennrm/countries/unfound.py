"""What a profile still owes its readers: values that nobody could find out, and sources that nobody has looked for yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from opennrm.countries.coverage import all_series
from opennrm.countries.profile import Profile
from opennrm.standards.reading import Path

__all__ = ["TO_FIND", "to_find", "unknown"]

TO_FIND = "to be found"  # how the source begins that a skeleton leaves open


def unknown(profile: Profile) -> Iterator[tuple[Path, str]]:
    """Every value that is not known to us: where it stands and what was searched. Source: design 6, three kinds of silence."""
    for name, values in profile.instruments.items():
        yield from ((("instruments", name), value.not_known_to_us) for value in values if value.not_known_to_us)
    if profile.age_unknown_as.not_known_to_us:
        yield ("age_unknown_as",), profile.age_unknown_as.not_known_to_us
    for path, series in all_series(profile):
        for place, value in enumerate(series.values):
            if value.not_known_to_us:
                yield (*path, "values", place), value.not_known_to_us
    for place, row in enumerate(profile.entitlements):
        if row.not_known_to_us:
            yield ("entitlements", place), row.not_known_to_us


def to_find(profile: Profile) -> Iterator[tuple[Path, str]]:
    """Every source that is still to be found: where it stands, and what is looked for. Source: CONTRIBUTING, a country."""
    yield from _open_sources(profile.model_dump(), ())


def _open_sources(node: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(node, Mapping):
        inside: Iterator[tuple[Any, Any]] = iter(node.items())
    elif isinstance(node, list | tuple):
        inside = iter(enumerate(node))
    else:
        return
    for key, value in inside:
        at = (*path, key)
        if key == "source" and isinstance(value, str) and value.startswith(TO_FIND):
            yield at, value.removeprefix(TO_FIND).lstrip(": ")
        else:
            yield from _open_sources(value, at)
