"""In which language pages speak: chosen at their foot, kept in the browser until it is closed, and in the account of who is signed in."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import check_for_language, get_language, gettext
from django.views.i18n import set_language

from opennrm.access.through import public
from opennrm.journal import clock
from opennrm.mechanism.actions.people import change_profile
from opennrm.standards import languages

__all__ = ["Language", "choose", "offered", "unreviewed"]


@dataclass(frozen=True, slots=True)
class Language:
    """A language as the foot of a page offers it, by the name that its own speakers give it."""

    code: str
    name: str
    current: bool


def offered() -> Iterator[Language]:
    """The languages in which pages can be read. Source: issue 11, point 10."""
    now = get_language()
    yield from (Language(code, name, code == now) for code, name in settings.LANGUAGES)


def unreviewed() -> str:
    """What a page says of its own words, where nobody who knows law and language has read them yet. Source: design 9, Languages."""
    if languages.reviewed(get_language() or "en"):
        return ""
    return gettext("These words were translated and not yet reviewed by a specialist. Where a word matters, the English one holds.")


@public
def choose(request: HttpRequest) -> HttpResponse:
    """POST `language`: the browser keeps it in a cookie, the account of who is signed in for the next day; back to where it was asked."""
    language = request.POST.get("language", "")
    if request.user.is_authenticated and check_for_language(language):
        change_profile(request.user, name=request.user.name, language=language, at=clock.now())
    return set_language(request)
