"""What a page costs that does nothing but its duty: one indexed query, one template, one durable insert."""

from uuid import UUID

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.template import Context, Template

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
