"""The key that signs packages: in the key directory, never beside what it signs. Made at first use, readable by its owner alone."""

import base64
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.utils.translation import gettext as _

from opennrm.vault.errors import KeyUnavailable
from opennrm.vault.private_files import require_private, write_private

__all__ = ["key"]

NAME = "publication-key"


def key() -> Ed25519PrivateKey:
    """The signing key of this installation. Raises KeyUnavailable where it is malformed or others may read it."""
    path = Path(settings.KEYS) / NAME
    if not path.exists():
        write_private(path, base64.b64encode(Ed25519PrivateKey.generate().private_bytes_raw()) + b"\n")
    require_private(path, path.parent)
    try:
        return Ed25519PrivateKey.from_private_bytes(base64.b64decode(path.read_bytes()))
    except ValueError:
        raise KeyUnavailable(_("The key file %s is malformed.") % path.name) from None
