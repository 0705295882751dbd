"""The secret that signs cookies and forms: made once, kept beside the wrapped keys, readable by the owner alone."""

import os
import secrets
from pathlib import Path


def instance_secret(keys: Path) -> str:
    """The installation's signing secret; OPENNRM_SECRET wins, else a file of mode 0600 in the key directory, made at first use."""
    if given := os.environ.get("OPENNRM_SECRET"):
        return given
    keys.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = keys / "signing-secret"
    if not path.exists():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text()
