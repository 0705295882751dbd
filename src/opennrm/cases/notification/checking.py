"""What of a notification could lead to the person, found before it is sent: the text by the lists of the profile's languages, the codes
by how many notifications tell the same. Nothing of it is kept.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, Field
from ruamel.yaml import YAML

from opennrm.cases.notification import reads
from opennrm.cases.notification.identifying import findings, tidy
from opennrm.cases.notification.rules import Marked
from opennrm.cases.notification.telling import Telling, rare, told
from opennrm.cases.notification.word_lists import folded, lists_for, shipped
from opennrm.cases.spine.state import CaseState
from opennrm.countries.profile import Profile
from opennrm.standards.shape import Label
from opennrm.standards.words import Words


class _Text(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    label: Label
    hint: Label
    longest: int = Field(ge=40, le=400)
    source: str


@dataclass(frozen=True, slots=True)
class Asked:
    """The short text that a country's form of a notification has, if it has one; `longest` is 0 where it has none."""

    label: Words | None = None
    hint: Words | None = None
    longest: int = 0


@cache
def _texts() -> dict[str, _Text]:
    text = (files("opennrm.cases.notification") / "data" / "texts.yaml").read_text(encoding="utf-8")
    return {country: _Text.model_validate(row) for country, row in YAML(typ="safe", pure=True).load(text).items()}


def text_asked(profile: Profile) -> Asked:
    """Whether the form has a text, what it asks, how long it may be."""
    found = _texts().get(profile.country)
    return Asked(found.label, found.hint, found.longest) if found else Asked()


def unread(profile: Profile) -> tuple[str, ...]:
    """The languages of the country for which there are no lists: the page says that it does not see names in them."""
    return tuple(one for one in profile.languages if one not in shipped())


def with_tidy_text(telling: Telling) -> Telling:
    """What is looked at is what is sent."""
    return telling.model_copy(update={"text": tidy(telling.text)})


def marked(telling: Telling, contact: CaseState, profile: Profile) -> Marked:
    """Everything that has to be changed or cleared before this is sent."""
    places = findings(telling.text, lists_for(profile.languages), tuple(_regions(profile)))
    codes = told(contact, profile, telling.fields, telling.citizenship)
    on, threshold = contact.opened_on, profile.small_number_threshold.outside
    return Marked(places, rare(codes, on, telling.width, reads.combinations(on.year), threshold) if on else None)


def _regions(profile: Profile) -> Iterator[str]:
    for label in profile.regions.values():
        yield from (folded(label.told(language)) for language in profile.languages)
