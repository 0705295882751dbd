"""What the log may hold: when, where in the code, which kind of thing. Never a path, a value, a form, a name (security §4)."""

import json
import logging
import traceback
from datetime import UTC, datetime

# Messages of these loggers carry the path that was asked for, and their records the whole request.
TELLTALE = ("django.request", "django.security", "django.server", "django.db", "gunicorn.access")


class NothingOfThePerson(logging.Filter):
    """Takes the request, its path and all arguments out of a record before anything writes it."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.__dict__.pop("request", None)
        if record.name.startswith(TELLTALE):
            record.msg, record.args = f"status {getattr(record, 'status_code', 'none')}", ()
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
        if record.exc_info and record.exc_info[0]:
            said["raised"] = record.exc_info[0].__name__
            said["where"] = [f"{f.filename.rpartition('/opennrm/')[2]}:{f.lineno}" for f in traceback.extract_tb(record.exc_info[2])][-6:]
        return json.dumps(said, ensure_ascii=True)
