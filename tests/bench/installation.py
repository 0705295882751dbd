"""The installations that are measured: each on a database of its own, made for it and thrown away."""

import os
import subprocess
from pathlib import Path

POSTGRESQL = "postgres://postgres@127.0.0.1:5432"


def environment(folder: Path, database: str, name: str = "opennrm_bench") -> dict[str, str]:
    """What a process needs to make and measure an installation in this folder; on PostgreSQL the database of this name, emptied."""
    return {
        **os.environ,
        "OPENNRM_HOME": f"{folder}/home",
        "OPENNRM_KEYS": f"{folder}/keys",
        "OPENNRM_INSECURE_HTTP": "1",
        "DJANGO_SETTINGS_MODULE": "opennrm.portal.settings",
        "OPENNRM_DATABASE_URL": _emptied(name) if database == "postgresql" else "",
    }


def _emptied(name: str) -> str:
    """A database on the PostgreSQL of this machine with nothing in it."""
    subprocess.run(["dropdb", "-h", "127.0.0.1", "-U", "postgres", "--if-exists", name], check=True)
    subprocess.run(["createdb", "-h", "127.0.0.1", "-U", "postgres", name], check=True)
    return f"{POSTGRESQL}/{name}"
