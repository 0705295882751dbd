"""What a page costs that does nothing but its duty: one indexed query, one template, one durable insert."""

from collections.abc import Callable
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.template import Context, Template
from django.test import Client, override_settings
from django.test.client import ClientHandler

from opennrm.cases.spine.models import Case

PAGE = Template(
    "<!doctype html><title>{{ case.reference }}</title>"
    "<ul>{% for key, value in case.about.items %}<li>{{ key }} {{ value }}</li>{% endfor %}</ul>"
)


def make_table() -> None:
    """The table that the bare view writes to."""
    with connection.cursor() as cursor:
        cursor.execute("create table if not exists bench_look (at varchar(40), actor varchar(40), subject varchar(40))")


def bare(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The view: reads one case by its key, records that it was read, shows it."""
    case = Case.objects.get(case_id=case_id)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("insert into bench_look (at, actor, subject) values (%s, %s, %s)", ["now", str(request.user.pk), str(case_id)])
    return HttpResponse(PAGE.render(Context({"case": case})))


def address(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """A middleware by which a request meets the bare view's address alone."""

    def answer(request: HttpRequest) -> HttpResponse:
        request.urlconf = "tests.bench.urls"  # type: ignore[attr-defined]
        return get_response(request)

    return answer


def beside(client: Client) -> Client:
    """A browser of the same person that meets Django's own middleware and the bare view.

    Its chain is made once: settings that were changed for each request would count against it, and empty the caches of the page after it.
    """
    made, middleware = Client(headers={"host": "localhost"}), [m for m in settings.MIDDLEWARE if m.startswith(("django.", "whitenoise"))]
    made.cookies, made.handler = client.cookies, ClientHandler(enforce_csrf_checks=False)
    with override_settings(MIDDLEWARE=["tests.bench.bare.address", *middleware]):
        made.handler.load_middleware()
    return made
