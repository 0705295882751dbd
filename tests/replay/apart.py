"""An installation in a database and directories of its own, used by processes of their own."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

POSTGRESQL = os.environ.get("OPENNRM_TEST_DATABASE_URL", "")


@contextmanager
def installation(place: Path, database: str) -> Iterator[dict[str, str]]:
    """The environment of its processes; on PostgreSQL a database of this name is made and dropped."""
    url = POSTGRESQL.rsplit("/", 1)[0] + f"/{database}" if POSTGRESQL else ""
    if url:
        _psql(f"drop database if exists {database}", f"create database {database}")
    yield {
        **os.environ,
        "OPENNRM_HOME": str(place / "home"),
        "OPENNRM_KEYS": str(place / "keys"),
        "OPENNRM_DATABASE_URL": url,
        "OPENNRM_INSECURE_HTTP": "1",
        "DJANGO_SETTINGS_MODULE": "opennrm.portal.settings",
    }
    if url:
        _psql(f"drop database if exists {database}")


def _psql(*statements: str) -> None:
    import psycopg  # noqa: PLC0415 — only where there is a PostgreSQL

    with psycopg.connect(POSTGRESQL.rsplit("/", 1)[0] + "/postgres", autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)
