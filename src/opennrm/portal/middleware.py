"""What every answer carries: it is stored nowhere, and it is served from nobody's cache."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from opennrm.countries.load import load_profile
from opennrm.journal import clock
from opennrm.journal.models import Installation


class NothingStored:
    """Pages are made for one person at one moment: no browser, proxy or back button may keep them (security §4)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store, private")
        return response


class CountryTime:
    """Instants are shown in the zone of the operating country, whatever the server's; over invented data a request has one instant."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        installation = Installation.current()
        if installation is None or not installation.country:
            return self.get_response(request)
        with clock.steady(), timezone.override(load_profile(installation.country).time_zone):
            return self.get_response(request)
