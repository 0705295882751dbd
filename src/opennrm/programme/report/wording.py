"""How what is recorded is named in a report: bodies, people, places, titles and phrases, each in the language of its record. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from opennrm.programme import typed
from opennrm.programme.codes import told
from opennrm.programme.report.frames import Frames
from opennrm.programme.report.ground import Ground
from opennrm.programme.report.text import EMPTY, Text, fill, join, said
from opennrm.programme.spans import Span

__all__ = ["Wording"]

TO_A_TITLE = (" of", " for", " on", " to")  # after which a title takes an article
SHORT = 4  # letters of a word that tells no kind of event


class Wording:
    """The words of one report: its language, its records, and which names were already written out in the part at hand."""

    def __init__(self, frames: Frames, ground: Ground) -> None:
        self.frames, self.ground = frames, ground
        self._mentioned: set[str] = set()

    def begin(self) -> None:
        """A new part: names are written out again. Source: issue 13, point 7."""
        self._mentioned.clear()

    def phrase(self, text: str, language: str) -> Text:
        """A phrase of a record; one in another language keeps it and stands in marks. Source: issue 13, point 7 (languages)."""
        if not text:
            return EMPTY
        return said(text) if language == self.frames.language else self.frames.quoted(said(text, language))

    def title(self, text: str, language: str) -> Text:
        """A title in marks. Source: issue 13, point 7."""
        return self.frames.quoted(said(text, None if language == self.frames.language else language))

    def titled(self, kind: Mapping[str, Any], activity: typed.Activity) -> Text:
        """The seminar ‘Rights at Sea’; but the ‘Seminar on Rights at Sea’. Source: issue 13, point 7."""
        raw, title, words = self.frames.raw, self.title(activity.title, activity.language), activity.title.lower()
        plainly, the = join([said(kind["the"]), title], " "), fill(raw["the"], {"x": title})
        if not raw["named_by_titles"] or not kind["the"] or words.partition(" ")[0] in raw["articles"]:
            return plainly
        if words.startswith(kind["the"].partition(" ")[0]):
            return the
        if not kind["the"].startswith("the ") or kind["the"].endswith(TO_A_TITLE):
            return join([said(kind["the"]), the], " ")
        return the if any(word in words for word in kind["one"].lower().split() if len(word) > SHORT) else plainly

    def event(self, activity: typed.Activity) -> Text:
        """The title of an event of others, with an article where it says what event it is. Source: issue 13, point 7."""
        raw, title = self.frames.raw, self.title(activity.title, activity.language)
        words = [word.strip(".,:").lower() for word in activity.title.split()]
        named = bool(set(words) & set(raw["events_named"])) and words[0] not in raw["articles"]
        return fill(raw["the"], {"x": title}) if named else title

    def when(self, when: str, form: str = "in") -> Text:
        """A time as it was written. Source: issue 13, point 2."""
        return self.frames.when(Span.parse(when), form)

    def topics(self, codes: Iterable[str]) -> Text:
        """Topics by their labels. Source: issue 13, point 2."""
        return self.frames.list(said(told("topics", code, self.frames.language)) for code in codes)

    def countries(self, codes: Iterable[str]) -> Text:
        """Countries by name, as a dictionary orders them. Source: babel, CLDR."""
        return self.frames.list(said(name) for name in sorted(self.frames.country_within(code) for code in dict.fromkeys(codes)))

    def body(self, key: str | None, *, brief: bool = False) -> Text:
        """A body by its name, the short one added; after that, or where it is to be brief, by the short one. Source: issue 13, point 2."""
        found = self.ground.dossier.bodies.get(key or "")
        if found is None:
            return EMPTY
        if found.key == self.ground.scope.us:
            return said(self.frames.raw["us"])
        if found.short and (brief or key in self._mentioned):
            return self._with_article(found, found.short)
        self._mentioned.add(found.key)
        name = self._with_article(found, found.name)
        return name if not found.short or found.name.startswith(found.short) else (*name, *said(f" ({found.short})"))

    def _with_article(self, body: typed.Body, name: str) -> Text:
        own = None if body.language == self.frames.language else body.language
        raw = self.frames.raw
        one_word = " " not in body.name or name in raw["without"]  # UNICEF, but the OSCE
        has_article = name.partition(" ")[0].lower() in raw["articles"]
        a_kind_of = body.kind in raw["the_bodies"] or bool(set(body.name.split()) & set(raw["the_words"]))
        takes = a_kind_of and not has_article and not one_word
        return fill(self.frames.raw["the"], {"x": said(name, own)}) if takes else said(name, own)

    def people(self, code: str, countries: Sequence[str], number: int | None) -> Text:
        """A kind of people, from where, and how many. Source: issue 13, point 2."""
        people = said(told("people", code, self.frames.language))
        if number and number > 1 and code not in self.frames.raw["uncounted"]:
            return self.frames.fill("people_many", n=said(self.frames.number(number)), x=people, details=self.countries(countries))
        persons = fill(self.frames.plural(self.frames.raw["persons"], number), {"n": said(str(number))}) if number else EMPTY
        return self.frames.fill("people_told", x=people, details=join([persons, self.countries(countries)], ", "))

    def takers(self, parts: Iterable[typed.Part], here: str | None, *, brief: bool = False) -> Text:
        """Those who take part as one thing: bodies by name, people by kind with all their countries. Source: issue 13, point 7."""
        texts: list[Text] = []
        kinds: dict[tuple[str, int | None], list[str]] = {}
        for part in parts:
            if part.body:
                texts.append(self.body(part.body, brief=brief))
            elif part.people:
                countries = kinds.setdefault((part.people, part.number), [])
                countries += [part.country] if part.country and part.country != here else []
        texts += [self.people(code, countries, number) for (code, number), countries in kinds.items()]
        return self.frames.list(dict.fromkeys(texts))

    def towns(self, activity: typed.Activity, here: str | None) -> Text:
        """Where it was, as far down as is known: towns with their country, where that is not the one of the heading."""
        return self._places([one for one in activity.places if not one.about], here)

    def looked_at(self, activity: typed.Activity, here: str | None) -> Text:
        """The countries and regions that it is about without having been there. Source: issue 13, point 2."""
        return self._places([one for one in activity.places if one.about], here)

    def _places(self, places: Iterable[typed.Place], here: str | None) -> Text:
        of: dict[str, dict[str, None]] = {}
        for one in places:
            local = ", ".join(name for name in (one.town, one.region) if name)
            of.setdefault(self._wide(one, here), {})[local] = None
        texts = [join([self.frames.list(map(said, local)), said(wide)], ", ") for wide, local in of.items()]
        return self.frames.list(texts)

    def _wide(self, place: typed.Place, here: str | None) -> str:
        """Its area or country, where that is not the one of the heading."""
        if place.area:
            return told("areas", place.area, self.frames.language)
        return self.frames.country_within(place.country or "") if place.country != here else ""

    def material(self, material: typed.Material, *, details: bool = True) -> Text:
        """A text by its title, with the languages in which it stands and its date. Source: issue 13, point 6."""
        names = self.frames.list(said(self.frames.language_name(one.language)) for one in material.versions if one.state == "published")
        more = [self.frames.fill("version_in", language=names) if names else EMPTY, self.when(material.when, "bare")]
        slots = {"title": self.title(material.title, material.language), "details": join(more, ", ") if details else EMPTY}
        return self.frames.fill("material", **slots)
