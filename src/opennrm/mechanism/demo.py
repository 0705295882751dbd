"""The door of the demonstration: walk in as any invented person. In every other installation there is no such page."""

from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from opennrm.access.through import public
from opennrm.mechanism.actions.sign_in import enter_demo, is_demonstration
from opennrm.standards.refusal import Refused


@public
def enter(request: HttpRequest) -> HttpResponse:
    """POST `person`, the id of an invented person, and where to go `next`."""
    if not is_demonstration():
        raise Http404
    return _enter(request)


@require_POST
def _enter(request: HttpRequest) -> HttpResponse:
    try:
        enter_demo(request, UUID(request.POST.get("person", "")))
    except (ValueError, Refused):
        raise Http404 from None
    onward = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(onward, {request.get_host()}, require_https=request.is_secure())
    return redirect(onward if safe and onward.startswith("/") else settings.LOGIN_REDIRECT_URL)
