"""How a PostgreSQL is spoken to."""

from typing import Any

import dj_database_url

__all__ = ["database", "with_setting"]


def database(url: str) -> dict[str, Any]:
    """The database of an address, as Django's settings have it, without compiling what is asked.

    How a right stands is one expression of two hundred parts: the server would compile it for seconds, and answers it in a tenth of one.
    """
    return with_setting({**dj_database_url.parse(url, conn_max_age=60)}, "jit=off")


def with_setting(given: dict[str, Any], setting: str) -> dict[str, Any]:
    """The same database, each connection of it with a setting more; what its address sets comes after, and holds."""
    options = given.get("OPTIONS", {})
    return {**given, "OPTIONS": {**options, "options": f"-c {setting} {options.get('options', '')}".rstrip()}}
