"""The past of an activity with what belongs to it, and of a promise: which of their columns and parts are told, and in which words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_noop

from opennrm.programme import past, typed, words
from opennrm.programme.activities import models, reads, shown
from opennrm.programme.past import COLUMNS, Change, Step, Table
from opennrm.programme.pointers import pointed

__all__ = ["PARTS", "PROMISED", "past_of", "past_of_promise"]

# What stands in rows of its own and is laid down with the record, in the order of the page.
PARTS: Mapping[str, str] = {
    "places": gettext_noop("Where"),
    "parts": gettext_noop("Who took part"),
    "aims": gettext_noop("Aims that it serves"),
    "taskings": gettext_noop("Taskings that it answers"),
    "topics": gettext_noop("Topics"),
    "groups": gettext_noop("Whom it concerns"),
    "clauses": gettext_noop("Clauses"),
    "materials": gettext_noop("Materials"),
    "links": gettext_noop("Other activities"),
}
PROMISED: Mapping[str, str] = {
    "countries": gettext_noop("Countries"),
    "aims": PARTS["aims"],
    "topics": PARTS["topics"],
    "groups": PARTS["groups"],
    "answered_by": gettext_noop("Activities that answer it"),
}
ACTIVITY = Table(
    gettext_noop("The activity"),
    columns={
        "kind": gettext_noop("Kind"),
        "title": gettext_noop("Title"),
        "subject": gettext_noop("What it is about"),
        "said": COLUMNS["said"],
        "every_months": gettext_noop("Held again every"),
        "state": gettext_noop("Where it stands"),
        "held_up_by": gettext_noop("If it is held up: by what"),
        "confidential": gettext_noop("Who may read it"),
        "method": gettext_noop("Of research: the method"),
        "sample": gettext_noop("Of research: who was asked, how many"),
        "asked": gettext_noop("Who asked for it"),
        "money": gettext_noop("Money"),
        **COLUMNS,
    },
    told={
        "title": str,
        "subject": str,
        "state": lambda code: words.word("states", code),
        "held_up_by": str,
        "method": str,
        "sample": str,
    },
    parts=PARTS,
)
OUTCOME = Table(
    gettext_noop("An outcome"),
    columns={
        "kind": ACTIVITY.columns["kind"],
        "subject": ACTIVITY.columns["subject"],
        "evidence": gettext_noop("By what evidence"),
        "country": gettext_noop("Country"),
        "body_id": gettext_noop("Organisation"),
        **COLUMNS,
    },
    told={"subject": str, "evidence": str},
    parts={name: PARTS[name] for name in ("clauses", "topics", "materials")},
    laid=lambda state: state.marks,
)
FINDING = Table(
    gettext_noop("A finding"),
    columns={"subject": ACTIVITY.columns["subject"], "sources": COLUMNS["sources"], "language": COLUMNS["language"]},
    told={"subject": str},
    parts={"countries": PROMISED["countries"], **{name: PARTS[name] for name in ("topics", "groups", "clauses")}},
    laid=lambda state: {**state.marks, "countries": state.countries},
)
PROMISE = Table(
    gettext_noop("The promise"),
    columns={
        "subject": gettext_noop("What will be done"),
        "said": gettext_noop("By when"),
        "state": gettext_noop("What became of it"),
        "why": gettext_noop("Why, if it was not done or only partly"),
        "sources": COLUMNS["sources"],
        "language": COLUMNS["language"],
    },
    told={"subject": str, "state": lambda code: words.word("promises", code), "why": str},
    parts=PROMISED,
)


def past_of(row: models.Activity, confidence: UUID | None) -> list[Change]:
    """The past of an activity and of what belongs to it, the latest first. Of a time in which it was in confidence it tells nothing to
    whoever does not read what that agency keeps so: for them it begins when it was opened.
    """
    found = [
        *past.steps(ACTIVITY, models.Activity, id=row.pk),
        *past.steps(OUTCOME, models.Outcome, activity_id=row.pk),
        *past.steps(FINDING, models.Finding, activity_id=row.pk),
    ]
    if confidence != row.agency:
        found = past.since_it_is_open(found, ACTIVITY)
    return past.changes(found, _Named.by(row.agency, confidence, found).tell)


def past_of_promise(row: models.Promise, confidence: UUID | None) -> list[Change]:
    """The past of a promise, the latest first; of what answers it, only what the reader may see."""
    found = list(past.steps(PROMISE, models.Promise, id=row.pk))
    return past.changes(found, _Named.by(row.agency, confidence, found).tell)


@dataclass(frozen=True, slots=True)
class _Named:
    """What stands behind the keys of one agency, as far as the reader may see it: what is not here is not told of."""

    bodies: Mapping[str, str]
    aims: Mapping[str, str]
    materials: Mapping[str, str]
    activities: Mapping[str, str]

    @classmethod
    def by(cls, agency: UUID, confidence: UUID | None, found: Iterable[Step]) -> _Named:
        """The names for these states."""
        known = list(found)
        materials = past.named_in(known, "materials")
        activities = past.named_in(known, "links", "to") | past.named_in(known, "answered_by")
        return cls(
            bodies=reads.body_names(agency),
            aims={one.key: one.subject for one in reads.aims(agency)},
            materials={key: one.words for key, one in pointed("material", agency, confidence, materials).items()},
            activities={key: one.words for key, one in pointed("activity", agency, confidence, activities).items()},
        )

    def tell(self, part: str, item: Any) -> str:
        """One thing that stood in a part."""
        return TELLS[part](item, self)


def _part(one: Mapping[str, Any], named: _Named) -> str:
    said = typed.Part(**one)
    name = named.bodies.get(said.body or "", said.body or "")
    return f"{words.word('parts', said.role)}: {shown.who_words(name, said.people or '', said.number, said.country or '')}"


def _link(one: Mapping[str, Any], named: _Named) -> str:
    name = named.activities.get(one["to"], "")
    return f"{words.word('links', one['kind'])}: {name}" if name else ""


TELLS: Mapping[str, Callable[[Any, _Named], str]] = {
    **past.TELLS,
    "places": lambda one, named: shown.places_words([typed.Place(**one)]),
    "parts": _part,
    "aims": lambda one, named: named.aims.get(one, one),
    "taskings": past.TELLS["clauses"],
    "groups": lambda one, named: words.word("groups", one),
    "materials": lambda one, named: named.materials.get(one, ""),
    "links": _link,
    "answered_by": lambda one, named: named.activities.get(one, ""),
}
