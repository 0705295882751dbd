"""A PostgreSQL compiles nothing of what it is asked, and what its address sets holds."""

import pytest
from django.db import connection

from opennrm.portal.postgresql import database


@pytest.mark.parametrize(
    ("address", "options"),
    [
        ("postgres://one@host/name", "-c jit=off"),
        ("postgres://one@host/name?options=-c%20statement_timeout%3D9s", "-c jit=off -c statement_timeout=9s"),
    ],
)
def test_nothing_is_compiled_and_what_the_address_sets_holds(address: str, options: str) -> None:
    assert database(address)["OPTIONS"]["options"] == options


def test_the_rest_of_an_address_stays() -> None:
    assert database("postgres://one@host/name?sslmode=require")["OPTIONS"]["sslmode"] == "require"


@pytest.mark.postgresql
@pytest.mark.django_db
def test_the_server_is_told_so() -> None:
    with connection.cursor() as cursor:
        cursor.execute("show jit")
        assert cursor.fetchall() == [("off",)]
