"""Settings of the tests: stricter than life, and a database of their own. OPENNRM_TEST_DATABASE_URL names a PostgreSQL."""

import os
import tempfile

_home = tempfile.mkdtemp(prefix="opennrm-test-")
os.environ["OPENNRM_HOME"] = f"{_home}/home"
os.environ["OPENNRM_KEYS"] = f"{_home}/keys"
os.environ["OPENNRM_INSECURE_HTTP"] = "1"
os.environ["OPENNRM_DATABASE_URL"] = os.environ.get("OPENNRM_TEST_DATABASE_URL", "")

from opennrm.portal.settings import *  # noqa: E402, F403
from opennrm.portal.settings import DATABASES, HOME, SQLITE, TEMPLATES  # noqa: E402

HOME.mkdir(parents=True, exist_ok=True)
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ALLOWED_HOSTS = ["*"]
DATABASES["keys"] = {**SQLITE, "NAME": f"{_home}/keys/keys.sqlite3", "TEST": {"NAME": f"{_home}/keys/keys-test.sqlite3"}}
if not os.environ["OPENNRM_DATABASE_URL"]:
    # A file, as in life: WAL, locks between threads and kill -9 cannot be tried in memory.
    DATABASES["default"] = {**SQLITE, "NAME": f"{_home}/home/db.sqlite3", "TEST": {"NAME": f"{_home}/home/db-test.sqlite3"}}
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = ""
