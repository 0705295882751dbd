"""Daitch–Mokotoff sounds: six digits for how a name sounds, whatever the language that spelled it. Pure.

Source: the coding chart of Randy Daitch and Gary Mokotoff (1985), without the letters that never reach it here (ą, ę, ţ).
"""

LENGTH = 6
AT_MOST = 8  # codes of one name: some spellings branch at every second letter
VOWELS = frozenset("aeiou")
# A code for each position: at the start, before a vowel, elsewhere. "" is not coded; "5|4" is tried both ways.
Codes = tuple[str, str, str]


def _rows() -> dict[str, Codes]:
    chart: dict[str, Codes] = {}
    for codes, spellings in CHART:
        for spelling in spellings.split():
            chart[spelling] = codes
    return chart


CHART: tuple[tuple[Codes, str], ...] = (
    (("0", "1", ""), "ai aj ay ei ej ey oi oj oy ui uj uy"),
    (("0", "7", ""), "au"),
    (("1", "1", ""), "eu"),
    (("0", "", ""), "a e i o u ue"),
    (("1", "", ""), "ia ie io iu y"),
    (("7", "7", "7"), "b f fb p pf ph v w"),
    (("5", "54", "54"), "chs ks x"),
    (("5|4", "5|4", "5|4"), "c ch"),
    (("5|45", "5|45", "5|45"), "ck"),
    (("4", "4", "4"), "cz cs csz czs drz drs ds dsh dsz dz dzh dzs s sch sh sz"),
    (("4", "4", "4"), "tc tch ttch ttsch trz trs tsch tsh ts tts ttsz tz ttz tzs tsz z zh zs zsch zsh"),
    (("3", "3", "3"), "d dt t th"),
    (("5", "5", "5"), "g k kh q"),
    (("5", "5", ""), "h"),
    (("1|4", "|4", "|4"), "j"),
    (("8", "8", "8"), "l"),
    (("66", "66", "66"), "mn nm"),
    (("6", "6", "6"), "m n"),
    (("94|4", "94|4", "94|4"), "rs rz"),
    (("9", "9", "9"), "r"),
    (("2", "4", "4"), "schtsch schtsh schtch shtch shch shtsh stch stsch sc strz strs stsh szcz szcs zdz zdzh zhdzh"),
    (("2", "43", "43"), "sht scht schd st szt shd szd sd zd zhd"),
)
SOUNDS = _rows()
LONGEST = max(map(len, SOUNDS))


def codes(name: str) -> frozenset[str]:
    """The codes of a name in small Latin letters; none for a name without letters. Other signs are passed over."""
    letters = "".join(letter for letter in name if "a" <= letter <= "z")
    branches = {("", "")}
    at = 0
    while at < len(letters):
        spelling = _spelling(letters, at)
        choices = _choices(letters, at, spelling)
        branches = {_append(branch, code) for branch in branches for code in choices}
        branches = set(sorted(branches)[:AT_MOST])
        at += len(spelling)
    return frozenset(code.ljust(LENGTH, "0")[:LENGTH] for code, _ in branches) if letters else frozenset()


def _spelling(letters: str, at: int) -> str:
    return next(part for n in range(LONGEST, 0, -1) if (part := letters[at : at + n]) in SOUNDS)


def _choices(letters: str, at: int, spelling: str) -> list[str]:
    start, before_vowel, elsewhere = SOUNDS[spelling]
    following = letters[at + len(spelling) : at + len(spelling) + 1]
    if at == 0:
        return start.split("|")
    return (before_vowel if following in VOWELS and following else elsewhere).split("|")


def _append(branch: tuple[str, str], code: str) -> tuple[str, str]:
    """A sound that repeats the one before is one sound, unless something that is not coded stood between them."""
    written, last = branch
    return (written, code) if last.endswith(code) else (written + code, code)
