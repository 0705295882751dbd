"""Which words of a short text could lead to a person, and why: patterns, lists of words, capitals. Pure; it forgets what it reads.

It marks and explains; the writer changes the text, or says for each place why it leads to nobody. Alphabets without capitals are looked
at by lists and patterns alone, and the page says so.
"""

import hashlib
import itertools
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from opennrm.cases.notification.word_lists import Lists, folded
from opennrm.standards.refusal import gettext_noop

LONGEST = 400  # characters of the text: what is longer tells a story, and a story is somebody's

# Why a place was marked, and what could stand there in its stead.
WHY: Mapping[str, str] = MappingProxyType(
    {
        "email": gettext_noop("An e-mail address belongs to one person. Leave it out."),
        "link": gettext_noop("A page can show who it is about. Leave it out."),
        "handle": gettext_noop("A name in a network leads to one account. Leave it out."),
        "phone": gettext_noop("A telephone number leads to one person or one house. Leave it out."),
        "coordinates": gettext_noop("Coordinates are an address. Say the region."),
        "plate": gettext_noop("A number plate or the number of a paper leads to one person. Leave it out."),
        "date": gettext_noop("An exact day can be looked up. Say the season or the year."),
        "time": gettext_noop("An exact hour, with a place, is one event. Leave it out."),
        "age": gettext_noop("An exact age or year of birth narrows it to few. Say “adult”."),
        "number": gettext_noop("A number can be that of a house, a room, a paper. Leave it out or say “some”."),
        "address": gettext_noop("A street or a house is where somebody lives. Say the region."),
        "place": gettext_noop("A town or a village is smaller than a region. Say the region."),
        "name": gettext_noop("It is a name that people bear. Leave it out."),
        "capital": gettext_noop("A word with a capital letter inside a sentence may be a name. Write it otherwise or leave it out."),
        "origin": gettext_noop("Where somebody is from, with the region and the form of exploitation, may fit one person. Leave it out."),
        "family": gettext_noop("Relatives are known to those who look for the person. Leave them out."),
        "work": gettext_noop("A kind of work together with a place can be one workplace. Name the branch, or leave the place out."),
        "mark": gettext_noop("Something seen on few people identifies them. Leave it out."),
        "unique": gettext_noop("What is said to be the only one is one person. Say it of many, or leave it out."),
    }
)

# What leads to one person or one house by itself: no reason clears it, it is taken out.
NEVER = frozenset({"email", "handle", "phone", "coordinates"})

_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("email", re.compile(r"[^\s@]{1,64}@[^\s@]{1,64}\.[^\s@]{2,24}")),
    ("email", re.compile(r"[\w.+-]{1,64} ?[\[(] ?at ?[\])] ?[\w.-]{1,64}", re.IGNORECASE)),
    ("link", re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)),
    ("link", re.compile(r"\b[\w-]{2,40}\.(?:com|org|net|info|eu|uk|md|ro|ru|ua|me|io|[a-z]{2}/\S*)\b(?:/\S*)?", re.IGNORECASE)),
    ("handle", re.compile(r"(?<!\w)@\w[\w.]{1,40}")),
    ("phone", re.compile(r"\+ ?\(?\d(?:[ ().\-/]{0,3}\d){6,14}(?!\d)")),
    ("plate", re.compile(r"\b[^\W\d_]{1,3}[ -]?\d{5,}\b")),
    ("coordinates", re.compile(r"\d{1,3}[.,]\d{3,} ?[,;/ ] ?-?\d{1,3}[.,]\d{3,}")),
    ("date", re.compile(r"(?<!\d)(?:\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2} ?[-./] ?\d{1,2} ?[-./] ?(?:\d{4}|\d{2}))(?!\d)")),
    ("time", re.compile(r"(?<!\d)\d{1,2}:\d\d(?!\d)|(?<!\d)\d{1,2} ?(?:am|pm|a\.m\.|p\.m\.)(?!\w)", re.IGNORECASE)),
    ("date", re.compile(r"(?<!\d)\d{1,2}[./]\d{1,2}(?!\d)")),
    ("phone", re.compile(r"\(?\d(?:[ ().\-/]{0,3}\d){6,14}(?!\d)")),
    ("plate", re.compile(r"\b[^\W\d_]{1,3}[ -]?\d{2,4}[ -]?[^\W\d_]{1,3}\b")),
    ("number", re.compile(r"\d{3,}")),
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670"
_WORD = re.compile(rf"[^\W\d_](?:[^\W\d_]|[{_MARKS}]|[’'‘ʼ-](?=[^\W\d_]))*")
_ENDS = ".!?…:;؟۔\n"
_MONTHS, _DAYS = 12, 31
_SPELT = 4  # so many numbers in words, one after the other, are a number


@dataclass(frozen=True, slots=True)
class Finding:
    """A place of the text that could identify: the rule that marked it and the words as they stand."""

    kind: str
    start: int
    end: int
    words: str

    @property
    def key(self) -> str:
        """The same for the same words, however often they stand in the text; no way back to them. Source: security 10."""
        return f"{self.kind}_{hashlib.sha256(folded(self.words).encode()).hexdigest()[:10]}"


@dataclass(frozen=True, slots=True)
class _Token:
    words: str
    start: int
    end: int
    begins: bool  # it is the first of a sentence
    forms: frozenset[str]


def tidy(text: str) -> str:
    """The text in one form, without signs that nobody sees: what is looked at is what is sent. Source: security 10; hostile INJ-06."""
    shown = "".join(sign for sign in unicodedata.normalize("NFKC", text) if sign in "\n" or unicodedata.category(sign)[0] != "C")
    return "\n".join(" ".join(line.split()) for line in shown.splitlines()).strip()


def findings(text: str, lists: Lists, regions: Sequence[str] = ()) -> tuple[Finding, ...]:
    """Every place of a tidy text that could identify, in order, each word once. `regions`: the names that may be said.

    Source: MSA 2015 s52(3), alone or together with other information; security 10.
    """
    found: list[Finding] = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if not _covered(found, match.start(), match.end()) and _counts(kind, match[0]):
                found.append(_finding(kind, text, match.start(), match.end()))
    tokens = _tokens(text, lists)
    for rule in (_dated, _aged, _spelt, _addresses, _listed, _placed, _named):
        for one in rule(text, tokens, lists, regions):
            if not _covered(found, one.start, one.end):
                found.append(one)
    told = _with_work(text, tokens, lists, found)
    return tuple(sorted({one.key: one for one in sorted(told, key=lambda one: -one.start)}.values(), key=lambda one: one.start))


def _finding(kind: str, text: str, start: int, end: int) -> Finding:
    return Finding(kind, start, end, text[start:end].strip())


def _covered(found: Sequence[Finding], start: int, end: int) -> bool:
    return any(one.start < end and start < one.end for one in found)


def _counts(kind: str, words: str) -> bool:
    if kind == "date" and (parts := [int(part) for part in re.findall(r"\d+", words) if len(part) < 3]):
        return sorted(parts)[0] <= _MONTHS and max(parts[:2]) <= _DAYS
    if kind == "plate":
        return words.upper() == words and not _YEAR.fullmatch(words.strip())
    return kind != "number" or not _YEAR.fullmatch(words)


def _tokens(text: str, lists: Lists) -> list[_Token]:
    tokens: list[_Token] = []
    for match in _WORD.finditer(text):
        between = text[tokens[-1].end : match.start()] if tokens else "\n"
        begins = any(sign in _ENDS for sign in between)
        tokens.append(_Token(match[0], match.start(), match.end(), begins, lists.forms(match[0])))
    return tokens


Tokens = Sequence[_Token]


def _dated(text: str, tokens: Tokens, lists: Lists, regions: Sequence[str]) -> Iterator[Finding]:
    """A month with a day before or after it. Source: security 10, dates."""
    for one in tokens:
        if lists.has("month", one.forms):
            before = re.search(r"\d{1,2}(?:st|nd|rd|th|-го|-lea|-a)?\.?\s(?:(?:of|de|din)\s)?$", text[: one.start][-16:])
            after = re.match(r"\s\d{1,2}(?!\d)", text[one.end :])
            if before or after:
                start = one.start - (len(before[0]) if before else 0)
                yield _finding("date", text, start, one.end + (len(after[0]) if after else 0))


def _aged(text: str, tokens: Tokens, lists: Lists, regions: Sequence[str]) -> Iterator[Finding]:
    """A number beside a word of age, a year beside a word of birth. Source: security 10."""
    for one in tokens:
        if lists.has("age", one.forms):
            before = re.search(r"\d{1,2}(?:[\s-]+(?:de\s)?)$", text[: one.start][-8:])
            after = re.match(r"[\s:]+(?:[^\W\d_]{1,4}\s)?\d{1,4}(?!\d)", text[one.end :])
            if before or after:
                start = one.start - (len(before[0]) if before else 0)
                yield _finding("age", text, start, one.end + (len(after[0]) if after else 0))


def _spelt(text: str, tokens: Tokens, lists: Lists, regions: Sequence[str]) -> Iterator[Finding]:
    """Digits in words, one after the other. Source: security 10, telephone numbers."""
    run: list[_Token] = []
    for one in [*tokens, None]:
        if one is not None and lists.has("digit", one.forms):
            run.append(one)
            continue
        if len(run) >= _SPELT:
            yield _finding("phone", text, run[0].start, run[-1].end)
        run = []


def _addresses(text: str, tokens: Tokens, lists: Lists, regions: Sequence[str]) -> Iterator[Finding]:
    """A word for a street with a number or a name beside it; in an alphabet without capitals the word alone. Source: security 10."""
    for place, one in enumerate(tokens):
        if lists.has("street", one.forms):
            before, after = text[: one.start].rstrip(), text[one.end :].lstrip(" .,№#")
            near = [tokens[at] for at in (place - 1, place + 1) if 0 <= at < len(tokens)]
            named = any(_capital(each) and not each.begins for each in near) or (_capital(one) and place + 1 < len(tokens))
            if before[-1:].isdigit() or after[:1].isdigit() or named or not _has_capitals(one.words):
                yield _finding("address", text, one.start, near[-1].end if near and near[-1].start > one.start else one.end)


LISTED = ("name", "origin", "family", "mark", "unique", "network")
_KIND = {"network": "handle"}


def _listed(text: str, tokens: Tokens, lists: Lists, regions: Sequence[str]) -> Iterator[Finding]:
    """Words that stand in a list, alone or several together. Source: security 10, name lists, kinship words, "the only …"."""
    for place, one in enumerate(tokens):
        for list in LISTED:
            if list == "name" and lists.has("capital", one.forms):
                continue
            if (count := lists.length(list, [each.forms for each in tokens[place : place + lists.longest]])) and not _of(one, regions):
                yield _finding(_KIND.get(list, list), text, one.start, tokens[place + count - 1].end)
                break


def _placed(text: str, tokens: Tokens, lists: Lists, regions: Sequence[str]) -> Iterator[Finding]:
    """A name after "in", "near", "the village of", unless it is that of a region. Source: domain 5.1; security 10, gazetteer."""
    for before, one in itertools.pairwise(tokens):
        settled = lists.has("settlement", before.forms)
        if not (settled or lists.has("at", before.forms)) or _of(one, regions) or "\n" in text[before.end : one.start]:
            continue
        if (_capital(one) and not one.begins) or (settled and not _has_capitals(one.words)):
            yield _finding("place", text, one.start, one.end)


def _named(text: str, tokens: Tokens, lists: Lists, regions: Sequence[str]) -> Iterator[Finding]:
    """A capital letter that begins no sentence; what follows a title, however it is written. Source: security 10."""
    for place, one in enumerate(tokens):
        titled = place > 0 and lists.has("title", tokens[place - 1].forms)
        plain = lists.has("capital", one.forms) or _of(one, regions)
        if titled and not plain:
            yield _finding("name", text, one.start, one.end)
        elif _capital(one) and not one.begins and not plain and len(one.words) > 1:
            yield _finding("capital", text, one.start, one.end)


def _with_work(text: str, tokens: Tokens, lists: Lists, found: list[Finding]) -> list[Finding]:
    """A kind of work is marked where the text names a place, an origin or an address besides. Source: domain 5.1, in combination."""
    if not any(one.kind in ("place", "address", "origin", "capital") for one in found):
        return found
    works = [_finding("work", text, one.start, one.end) for one in tokens if lists.has("work", one.forms)]
    return found + [one for one in works if not _covered(found, one.start, one.end)]


def _capital(one: _Token) -> bool:
    return one.words[0].isupper() or one.words[0].istitle()


def _has_capitals(words: str) -> bool:
    return words.upper() != words.lower()


def _of(one: _Token, regions: Sequence[str]) -> bool:
    return any(form in region for form in one.forms for region in regions)
