"""A case that counts no more though it stays on record: its referral was none, or it is the second of one person. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal
from uuid import UUID

from opennrm.cases.spine.state import CaseState, noting
from opennrm.standards.refusal import Refusal, gettext_noop

ASIDE = gettext_noop("This referral is set aside since %(day)s and counts nowhere. Nothing is recorded on it before that is undone")
_NOTE = "case.aside"


@dataclass(frozen=True, slots=True)
class Aside:
    """Why a case is set aside and since when; `into`: the case that goes on where two were of one person."""

    why: Literal["voided", "merged"]
    on: date
    into: UUID | None = None


def aside_of(state: CaseState) -> Aside | None:
    """How a case is set aside; None of one that stands. Source: design 3, ReferralVoided, ReferralsMerged."""
    found: Aside | None = state.note(_NOTE)
    return found


def set_aside(state: CaseState, how: Aside | None) -> CaseState:
    """The state set aside, or standing again: what is owed and whose turn it is end and come back with it. Source: design 3."""
    return replace(noting(state, _NOTE, how), closed=how is not None)


def barred(state: CaseState) -> Iterator[Refusal]:
    """What bars every act but the undoing. Source: design 3, as at."""
    if (how := aside_of(state)) is not None:
        yield Refusal("case.set-aside", ASIDE, "design 3, ReferralVoided", day=how.on)
