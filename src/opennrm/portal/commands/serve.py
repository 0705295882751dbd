"""`opennrm serve`: the web server."""

import os
import sys

import click
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connections
from gunicorn.app.base import BaseApplication

from opennrm.access import row_policies
from opennrm.portal.commands import init, publishing, standing


class Server(BaseApplication):  # type: ignore[misc]
    """Gunicorn with our settings: no access log, since its default writes paths and referers (security §4)."""

    def __init__(self, bind: str, workers: int) -> None:
        self.given = {
            "bind": bind,
            "workers": workers,
            # A browser opens connections ahead of need: a process that waits on one would answer nobody else until it is killed.
            "worker_class": "gthread",
            "threads": 16,
            "accesslog": None,
            "loglevel": "warning",
            "preload_app": True,
            "worker_tmp_dir": _memory(),
        }
        super().__init__()

    def load_config(self) -> None:
        for key, value in self.given.items():
            self.cfg.set(key, value)

    def load(self) -> object:
        return get_wsgi_application()


def _memory() -> str | None:
    return "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108 — a worker's heartbeat file, no content


@click.command("serve")
@click.option("--port", default=8000, show_default=True)
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--workers", default=2, show_default=True)
def command(port: int, host: str, workers: int) -> None:
    """Serve the application. Put a TLS proxy before it; cookies are `__Host-` and secure unless OPENNRM_INSECURE_HTTP=1."""
    run(host, port, workers)


def run(host: str, port: int, workers: int) -> None:
    """Serve until interrupted; not at all on tables of another edition of the software."""
    standing.require()
    init.say_second_lock(row_policies.faults())
    publishing.say_unpublished()
    settings.STATIC_ROOT.mkdir(exist_ok=True)  # files come from the packages; where it is missing every start complains
    connections.close_all()  # a connection does not survive the fork of the workers
    sys.argv = sys.argv[:1]
    Server(f"{host}:{port}", workers).run()
