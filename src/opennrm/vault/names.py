"""Names across scripts: folded to small Latin letters, cut into parts, each part under a few keys that other spellings share. Pure.

Two kinds of key find more than either: how a part sounds (Daitch–Mokotoff), and how it is written once spelling habits are levelled.
"""

import re
import unicodedata
from itertools import pairwise

from anyascii import anyascii

from opennrm.vault import daitch_mokotoff

SOUND, SPELLING = "d", "f"
# Left aside in a search when a proper part stands beside them: some write them, some do not.
PARTICLES = frozenset(
    [
        *("al", "el", "ul", "bin", "ben", "bn", "ibn", "bint", "abu", "ould", "de", "del", "della", "der", "den"),
        *("di", "do", "dos", "da", "du", "la", "le", "van", "von", "ten", "zu"),
    ]
)
# Written apart or together with what follows (Ben Ali, Benali; Gebre Selassie): both are kept and asked.
JOINING = PARTICLES | {"abd", "abdel", "abdul", "bou", "gebre", "haile", "mac", "mc", "nur", "tekle", "wolde"}
# What transliteration drops, or writes in a way that no romanisation uses. Folding case has made և the two letters եւ.
READINGS = tuple(
    (re.compile(written), sound)
    for written, sound in (("ու", "u"), ("եւ", "ev"), (r"\bال(?=\w{3})", ""), ("[أإآا]|\\bع", "a"), (r"(?<=\w)و", "u"))
)
# In this order. Capitals stand for one sound each, so that later rules leave them alone.
HABITS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"off$", "ov"),
        (r"schtsch|shtch|stsch|szcz|shch", "S"),
        (r"sch|sh|sz", "S"),
        (r"tsch|tch|cz|ch", "C"),
        (r"dzh|dsch|dj", "J"),
        (r"zh", "Z"),
        (r"tz|ts", "T"),
        (r"ph", "f"),
        (r"th", "t"),
        (r"kh", "h"),
        (r"gh", "g"),
        (r"ck|q", "k"),
        (r"x", "ks"),
        (r"w", "v"),
        (r"c(?=[eiy])", "s"),
        (r"c", "k"),
        (r"(?<=[aeou])j(?=[aeou])", "J"),
        (r"(?<!^)j|y", "i"),
        (r"(.)\1+", r"\1"),
        (r"(?<=.)[hi]+$", ""),
    )
)
LATER_VOWELS = re.compile(r"(?<!^)[aeiou]")
SILENT = re.compile(r"h(?=[aeiou])")
FIRST_VOWELS = re.compile(r"^[aeiou]+")


def latin(text: str) -> str:
    """The text in small Latin letters without accents; marks that do not show (zero width, direction) are taken out."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    shown = "".join(sign for sign in folded if unicodedata.category(sign) != "Cf")
    for written, sound in READINGS:
        shown = written.sub(sound, shown)
    return anyascii(shown).lower()


def parts(text: str) -> tuple[str, ...]:
    """The parts of a name, each once, in order. An apostrophe joins (O'Brien, Sa'id), every other sign parts; initials go.

    A name of nothing but initials keeps them.
    """
    cut = re.sub(r"[^a-z]+", " ", re.sub(r"['`’]", "", latin(text))).split()
    return tuple(dict.fromkeys([part for part in cut if len(part) > 1] or cut))


def spellings(part: str) -> frozenset[str]:
    """The part with spelling habits levelled: first vowels alike, later vowels gone.

    A first J is read both ways (Jelena, Jafar), a first H may be silent (Helena).
    """
    readings = [part]
    if part[:1] == "j":
        readings += ["i" + part[1:], "dj" + part[1:]]
    elif SILENT.match(part):
        readings.append(part[1:])
    return frozenset(map(_levelled, readings))


def keys(part: str) -> frozenset[str]:
    """Every key of one part: `d:` and six digits for its sound, `f:` and letters for its spelling."""
    sounds = {f"{SOUND}:{code}" for code in daitch_mokotoff.codes(part)}
    return frozenset(sounds | {f"{SPELLING}:{spelling}" for spelling in spellings(part)})


def kept(name: str) -> frozenset[str]:
    """The keys under which a name is found."""
    cut = parts(name)
    return frozenset[str]().union(*map(keys, cut), *(keys(one + two) for one, two in pairwise(cut) if one in JOINING))


def asked(text: str) -> tuple[frozenset[str], ...]:
    """What a search has to find: one of each set of keys. Particles are left aside, unless there is nothing else."""
    cut = parts(text)
    proper = [part for part in cut if part not in PARTICLES] or list(cut)
    joined = [(one, two, one + two) for one, two in pairwise(cut) if one in JOINING]
    return tuple(keys(part).union(*(keys(both) for one, two, both in joined if part in (one, two))) for part in proper)


def number(text: str) -> str:
    """A document number as it is compared: letters and digits only, capitals, any script's digits as 0–9."""
    return re.sub(r"[^A-Z0-9]", "", latin(text).upper())


def _levelled(part: str) -> str:
    for habit, sound in HABITS:
        part = habit.sub(sound, part)
    return LATER_VOWELS.sub("", FIRST_VOWELS.sub("a", part))
