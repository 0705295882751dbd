"""The page of an error of ours: it gives the id under which the log tells of it, and nothing else that this request knew."""

from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.template import loader

from opennrm.portal.logs import request_id


def failed(request: HttpRequest) -> HttpResponse:
    """Rendered without the request: neither a person nor the database that may have failed can come into it."""
    return HttpResponseServerError(loader.get_template("500.html").render({"request_id": request_id(request)}))
