"""What every answer carries: it is stored nowhere, and it is served from nobody's cache."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class NothingStored:
    """Pages are made for one person at one moment: no browser, proxy or back button may keep them (security §4)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store, private")
        return response
