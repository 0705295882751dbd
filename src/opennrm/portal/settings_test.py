"""Settings of the tests: stricter than life, and a database of their own. OPENNRM_TEST_DATABASE_URL names a PostgreSQL."""

import os
import sys
import tempfile
from pathlib import Path
from types import FrameType
from typing import Any, cast

_home = tempfile.mkdtemp(prefix="opennrm-test-")
os.environ["OPENNRM_HOME"] = f"{_home}/home"
os.environ["OPENNRM_KEYS"] = f"{_home}/keys"
os.environ["OPENNRM_ANCHORS"] = f"{_home}/home/anchors"
os.environ["OPENNRM_INSECURE_HTTP"] = "1"
os.environ["OPENNRM_DATABASE_URL"] = os.environ.get("OPENNRM_TEST_DATABASE_URL", "")

from opennrm.portal import postgresql  # noqa: E402
from opennrm.portal.settings import *  # noqa: E402, F403
from opennrm.portal.settings import DATABASES, SOURCE, SQLITE, STATIC_ROOT, TEMPLATES  # noqa: E402


class UndefinedInTemplate(AssertionError):
    """A template of ours uses a name that nobody gave it."""


class Undefined(str):
    """What stands for an undefined variable: an error in our templates; in those that came with a library nothing, as in life.

    Django asks whether `string_if_invalid` is true, and if so formats it with the variable's name where it holds "%s". The engine
    tells neither template nor line, so the node being rendered is looked up on the stack.
    """

    __slots__ = ()

    def __bool__(self) -> bool:
        return _template_being_rendered().is_relative_to(SOURCE)

    def __contains__(self, part: object) -> bool:
        return part == "%s"

    def __mod__(self, variable: object) -> str:
        raise UndefinedInTemplate(f"{variable} is not defined in {_template_being_rendered().relative_to(SOURCE)}")


def _template_being_rendered() -> Path:
    frame: FrameType | None = sys._getframe(1)
    while frame := frame and frame.f_back:
        name = getattr(getattr(frame.f_locals.get("self"), "origin", None), "name", None)
        if isinstance(name, str):
            return Path(name)
    return Path()


STATIC_ROOT.mkdir(parents=True, exist_ok=True)
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ALLOWED_HOSTS = ["*"]
# Nobody pulls the plug on a test, so it waits for no disk. What is killed is a process with the settings of life: tests/replay.
_options: Any = SQLITE["OPTIONS"]
SQLITE = {**SQLITE, "OPTIONS": {**_options, "init_command": _options["init_command"].replace("synchronous=FULL", "synchronous=OFF")}}
DATABASES["keys"] = {**SQLITE, "NAME": f"{_home}/keys/keys.sqlite3", "TEST": {"NAME": f"{_home}/keys/keys-test.sqlite3"}}
if os.environ["OPENNRM_DATABASE_URL"]:
    DATABASES["default"] = postgresql.with_setting(DATABASES["default"], "synchronous_commit=off")
else:
    # A file, as in life: WAL and locks between threads cannot be tried in memory.
    DATABASES["default"] = {**SQLITE, "NAME": f"{_home}/home/db.sqlite3", "TEST": {"NAME": f"{_home}/home/db-test.sqlite3"}}
cast(dict[str, Any], TEMPLATES[0]["OPTIONS"])["string_if_invalid"] = Undefined()
