"""Which steps wait for whom, beside the rights: each stage says what waits in a state. Pure."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from opennrm.cases.spine.state import CaseState, Line
from opennrm.countries.profile import Profile

Says = Callable[[CaseState, Profile], Iterable[Line]]
Function = TypeVar("Function", bound=Says)
_says: list[Says] = []


def waits(function: Function) -> Function:
    """Register what a stage's steps wait for: `(state, profile) -> lines`. Source: docs/architecture.md."""
    _says.append(function)
    return function


def lines(state: CaseState, profile: Profile) -> Iterator[Line]:
    """Every step that waits in this state. Source: domain 1.2, whose turn."""
    for says in _says:
        yield from says(state, profile)
