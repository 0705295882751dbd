"""Links that open something once: invitations, and the reset of a password that dies with any change of rights."""

import hashlib
import secrets
from typing import Any

from django.contrib.auth.tokens import PasswordResetTokenGenerator


def new_token() -> str:
    """A random token of 256 bits for a link."""
    return secrets.token_urlsafe(32)


def hashed(token: str) -> str:
    """What is kept of a token. It is random and long: a plain hash says nothing of it, and is looked up without comparing text."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


class ResetToken(PasswordResetTokenGenerator):
    """A reset link also dies when roles change, an agency is suspended or a factor is reset, not only with the password."""

    def _make_hash_value(self, user: Any, timestamp: int) -> str:
        return f"{super()._make_hash_value(user, timestamp)}|{user.rights_version}"
