"""How a report is worded in a language: frames, lists, numbers, times and names, read from `data/frames`. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal

from opennrm.countries import folders
from opennrm.countries.load import load_profile
from opennrm.programme.report.text import EMPTY, Text, fill, join, plain, said
from opennrm.programme.spans import Span, Written
from opennrm.standards.reading import Document

__all__ = ["LANGUAGES", "Frames", "frames"]

LANGUAGES = ("en", "fr", "ru")


@cache
def frames(language: str) -> Frames:
    """The wording of one of LANGUAGES. Raises FileNotFoundError for another. Source: issue 13, point 7 (English, French, Russian)."""
    file = f"data/frames/{language}.yaml"
    text = (files("opennrm.programme.report") / file).read_text(encoding="utf-8")
    raw: Any = Document.read(f"programme/report/{file}", text).data
    return Frames(language, raw)


class Frames:
    """The words of one language. `raw` is the file as it stands; each method makes a piece of text from it."""

    def __init__(self, language: str, raw: Mapping[str, Any]) -> None:
        self.language, self.raw, self.locale = language, raw, Locale.parse(raw["locale"])

    def naming(self, names: Mapping[str, str]) -> Frames:
        """The same words, with these names of countries: as a time had them of which a report tells. Source: issue 13, point 8."""
        return Frames(self.language, {**self.raw, "no_more": {**self.raw["no_more"], **names}}) if names else self

    def fill(self, name: str, **slots: Text) -> Text:
        """A frame of the file by its name, filled. Source: issue 13, point 7."""
        return fill(self.raw[name], slots)

    def list(self, texts: Iterable[Text]) -> Text:
        """A, B and C, as the language writes it. Source: issue 13, point 7 (grammatical lists)."""
        found = [text for text in texts if text]
        if not found:
            return EMPTY
        marks = [f"\0{n}\1" for n in range(len(found))]
        pieces: list[Text] = []
        rest = format_list(marks, locale=self.locale)
        for mark, text in zip(marks, found, strict=True):
            before, _, rest = rest.partition(mark)
            pieces += [said(before), text]
        return join([*pieces, said(rest)], "")

    def rows(self, texts: Sequence[Text]) -> Text:
        """Long things one after another, with a mark between them that their own commas do not blur. Source: issue 13, point 7."""
        if len(texts) < 2:
            return join(texts, "")
        return join([join(texts[:-1], self.raw["item_separator"]), texts[-1]], self.raw["item_last"])

    def number(self, n: int) -> str:
        """In words up to ten, as reports write it, then in figures. Source: issue 13, point 7."""
        words = self.raw["numbers"]
        return words[n - 1] if 0 < n <= len(words) else self.figure(n)

    def figure(self, n: int) -> str:
        """In figures, as the language groups them. Source: babel, CLDR."""
        return str(format_decimal(n, locale=self.locale))

    def plural(self, forms: Mapping[str, str], n: int) -> str:
        """The form that goes with the number, by the language's own rule. Source: issue 13, point 7 (plural forms)."""
        return forms.get(self.locale.plural_form(n), forms["other"])

    def counted(self, kind: str, n: int) -> Text:
        """Three training courses; one of them with its article. Source: issue 13, point 7."""
        if n == 1:
            return said(self.raw["kinds"][kind]["one"])
        return said(f"{self.number(n)} {self.plural(self.raw['kinds'][kind]['many'], n)}")

    def quoted(self, title: Text) -> Text:
        """A title in the language's own marks. Source: issue 13, point 7."""
        return fill(self.raw["quote"], {"x": title}) if title else EMPTY

    def country(self, code: str) -> str:
        """The name of a country as a heading has it; of an invented one, as its profile says it. Source: babel, CLDR."""
        named = self.raw["no_more"].get(code) or self.locale.territories.get(code)
        if named is None and code in folders.codes():
            return load_profile(code).name.told(self.language)
        return str(named or code)

    def country_within(self, code: str) -> str:
        """The name within a sentence: the United Kingdom. Source: babel, CLDR."""
        name = self.country(code)
        takes = code in self.raw["with_the"] or name.endswith(tuple(self.raw["with_the_ends"]))
        return plain(fill(self.raw["the"], {"x": said(name)})) if takes else name

    def money(self, amount: int | None, currency: str | None) -> Text:
        """An amount with its currency, or nothing where none is known. Source: issue 13, point 2 (funding)."""
        if amount is None:
            return EMPTY
        return said(f"{currency} {format_decimal(amount, locale=self.locale)}" if currency else format_decimal(amount, locale=self.locale))

    def language_name(self, code: str) -> str:
        """The name of a language. Source: babel, CLDR."""
        return str(self.locale.languages.get(code, code))

    def when(self, span: Span, form: str = "in") -> Text:
        """A time within a sentence ("in") or by itself ("bare"); nothing without a date. Source: issue 13, point 2 (fuzzy dates)."""
        ends = span.ends
        if not ends:
            return EMPTY
        if span.open_ended:
            return self._framed("open", form, {"from": self._end(ends[0], "bare")})
        if len(ends) == 1 or ends[0] == ends[-1]:
            return self._end(ends[0], form)
        first, last = ends[0], ends[-1]
        if first.day and last.day and (first.year, first.month) == (last.year, last.month):
            return self._framed(
                "pair" if last.day == first.day + 1 else "days",
                form,
                {"from": said(self._day_of_month(first.day)), "until": self._end(last, "day")},
            )
        return self._framed("range", form, {"from": self._begun(first, last), "until": self._end(last, "bare")})

    def _begun(self, first: Written, last: Written) -> Text:
        """The beginning of a time; of months of one year without the year, which its end has."""
        months = all(one.month and not (one.day or one.part) for one in (first, last))
        return said(self._stand_alone(first.month or 0)) if months and first.year == last.year else self._end(first, "bare")

    def day(self, day: date) -> str:
        """14 September 2005; in French le 1er. Source: babel, CLDR."""
        long = format_date(day, "long", locale=self.locale)
        return long if day.day > 1 else long.replace("1", self.raw["day_first"], 1)

    def period(self, since: date, until: date, frame: str = "period") -> str:
        """January 2005 to July 2006: what a report covers, in whole months where it does. Source: issue 13, point 7."""
        whole = since.day == 1 and (until.toordinal() + 1 == _first_after(until).toordinal())
        ends = [self._month(day.year, day.month) if whole else self.day(day) for day in (since, until)]
        if ends[0] == ends[1]:
            return ends[0]
        wanted = self.raw[frame] if whole else self.raw.get(f"{frame}_days", self.raw[frame])
        return self._elided(plain(fill(wanted, {"since": said(ends[0]), "until": said(ends[1])})))

    def _end(self, end: Written, form: str) -> Text:
        if end.day and end.month:
            return self._framed("day", "bare" if form == "day" else form, {"day": said(self.day(date(end.year, end.month, end.day)))})
        if end.part:
            of = f"{self.locale.months['format']['wide'][end.month]} {end.year}" if end.month else str(end.year)
            return self._framed(end.part, form, {"of": said(of)})
        if end.month:
            months = self.raw["months_in"]
            month = months[end.month - 1] if form == "in" and months else self._stand_alone(end.month)
            return self._framed("month", form, {"month": said(month), "year": said(str(end.year))})
        return self._framed("year", form, {"year": said(str(end.year))})

    def _framed(self, name: str, form: str, slots: Mapping[str, Text]) -> Text:
        return said(self._elided(plain(fill(self.raw["spans"][name][form], slots))))

    def _elided(self, words: str) -> str:
        """A time as it is said where one word gives way to the next: fin d’avril."""
        for whole, elided in self.raw["elides"]:
            words = words.replace(whole, elided)
        return words

    def _day_of_month(self, day: int) -> str:
        return self.raw["day_first"] if day == 1 else str(day)

    def _month(self, year: int, month: int) -> str:
        bare = self.raw["spans"]["month"]["bare"]
        return plain(fill(bare, {"month": said(self._stand_alone(month)), "year": said(str(year))}))

    @property
    def months(self) -> tuple[str, ...]:
        """The names of the months. Source: babel, CLDR."""
        return tuple(self._stand_alone(month) for month in range(1, 13))

    def _stand_alone(self, month: int) -> str:
        return str(self.locale.months["stand-alone"]["wide"][month])


def _first_after(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)
