"""What the log may hold: when, where in the code, which kind of thing. Never a path, a value, a form, a name (security §4)."""

import json
import logging
import re
import secrets
import traceback
from datetime import UTC, datetime

from django.http import HttpRequest

# Messages of these loggers carry the path that was asked for, and their records the whole request.
TELLTALE = ("django.request", "django.security", "django.server", "django.db")
# The server's own: its arbiter tells of processes, everything else may quote what a browser sent.
SERVER, OF_PROCESSES = "gunicorn", "arbiter"
ID = "opennrm.request_id"
OURS_OR_THEIRS = "/opennrm/|/site-packages/|/python3[^/]*/"


def request_id(request: HttpRequest) -> str:
    """By which a failed answer and its line in the log are found together: made up when something fails, it tells nothing."""
    found: str = request.META.setdefault(ID, secrets.token_hex(4))
    return found


class NothingOfThePerson(logging.Filter):
    """Takes the request, its path and all arguments out of a record before anything writes it; leaves the id of the request."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = record.__dict__.pop("request", None)
        if isinstance(request, HttpRequest):
            record.request_id = request_id(request)
        if record.name.startswith(TELLTALE):
            record.msg, record.args = f"status {getattr(record, 'status_code', 'none')}", ()
        elif record.name.startswith(SERVER) and record.module != OF_PROCESSES:
            record.msg, record.args = f"{record.module}.{record.funcName}", ()
        return True


class Line(logging.Formatter):
    """One line of JSON. An exception is told by its kind and by where it was raised: its text may name a value."""

    def format(self, record: logging.LogRecord) -> str:
        said: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "says": record.getMessage(),
        }
        if (request := getattr(record, "request_id", None)) is not None:
            said["request"] = request
        if record.exc_info and record.exc_info[0]:
            said["raised"] = record.exc_info[0].__name__
            said["where"] = _where(traceback.extract_tb(record.exc_info[2]))
        return json.dumps(said, ensure_ascii=True)


def _where(frames: traceback.StackSummary) -> list[str]:
    """The last places of ours that it came through, and the one that raised it; no directory of the machine."""
    ours = [frame for frame in frames[:-1] if "/opennrm/" in frame.filename and "site-packages" not in frame.filename]
    return [f"{re.split(OURS_OR_THEIRS, frame.filename)[-1]}:{frame.lineno}" for frame in (*ours[-5:], *frames[-1:])]
