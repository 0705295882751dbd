"""How many statements a page asks of the database; what begins and ends a transaction is not counted."""

import re
from collections.abc import Callable

from django.db import connection
from django.test.utils import CaptureQueriesContext

MOST = 15  # of a page: issue 12, point 7
# Within the transaction of a test the role of pages is given back by a statement; elsewhere the end of a transaction does it.
NOT_COUNTED = re.compile(r"BEGIN|COMMIT|SAVEPOINT|RELEASE|select set_config\('role', '(?!none')[^']*', true\)$")


def statements(job: Callable[[], object]) -> int:
    """What it asks of the database with cases."""
    with CaptureQueriesContext(connection) as asked:
        job()
    return sum(not NOT_COUNTED.match(one["sql"]) for one in asked)
