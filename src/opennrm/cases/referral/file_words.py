"""Files in words: of which kind and how large one is, what its writer has to know of it, and why another was not taken."""

from collections.abc import Iterable

from django.utils.formats import number_format
from django.utils.translation import gettext, gettext_noop

from opennrm.ui.files import InIt
from opennrm.vault.held import Held

__all__ = ["in_it", "refusals", "size_words", "told"]

TOLD = {
    "attachments": gettext_noop("Files were attached to it: they are left out. Put each in by itself if it is wanted."),
    "comments": gettext_noop("Comments or changes stand in it, with the names of those who made them: whoever opens it can read them."),
    "old": gettext_noop("Earlier versions of the text may still be in a .doc. Put it in as PDF or .docx if that must not be read."),
}
REFUSED = {
    "kind": gettext_noop("“%(name)s” is of a kind that is not taken. Save it as one of those that are, for example as PDF."),
    "other": gettext_noop("“%(name)s” is not what its name says. Open it, save it anew, and put that in."),
    "empty": gettext_noop("“%(name)s” is empty. Choose it once more."),
    "too_large": gettext_noop("“%(name)s” is too large. Save it smaller, or in parts."),
    "at_once": gettext_noop("“%(name)s” was more than can be taken at once, with the files beside it. Put it in by itself."),
    "too_many": gettext_noop("“%(name)s” is one file too many. Take another out first."),
    "damaged": gettext_noop("“%(name)s” cannot be opened. Open it yourself, save it anew, and put that in."),
    "locked": gettext_noop("“%(name)s” is locked with a password. Save it without one."),
    "inside": gettext_noop("“%(name)s” holds a program or another file that we cannot look through. Save it as PDF."),
    "too_much": gettext_noop("“%(name)s” is far larger once it is opened. Save it anew, or as a picture of fewer points."),
    "too_long": gettext_noop("“%(name)s” has too many pages. Put it in in parts."),
}
KILO = 1000


def size_words(size: int) -> str:
    """How large a file is, as people say it."""
    if size < KILO * KILO:
        return gettext("%(size)s kB") % {"size": number_format(max(round(size / KILO), 1))}
    return gettext("%(size)s MB") % {"size": number_format(size / KILO / KILO, 1)}


def told(held: Held) -> tuple[str, ...]:
    """What whoever put a file in has to know of it."""
    return tuple(gettext(TOLD[code]) for code in held.left)


def in_it(held: Iterable[Held]) -> tuple[InIt, ...]:
    """The files that a field shows as being in."""
    return tuple(InIt(one.id, one.name, f"{one.kind.upper()}, {size_words(one.size)}", told(one)) for one in held)


def refusals(refused: Iterable[tuple[str, str]]) -> list[str]:
    """Why files were not taken, a sentence for each."""
    return [gettext(REFUSED[code]) % {"name": name} for name, code in refused]
