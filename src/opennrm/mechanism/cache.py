"""The shared cache holds counts of attempts and codes that were used; its keys say nothing of whom."""

from django.utils.crypto import salted_hmac


def hidden(key: str, prefix: str, version: int) -> str:
    """The key under which an entry stands: a keyed hash."""
    return salted_hmac("opennrm.mechanism.cache", f"{prefix}:{version}:{key}", algorithm="sha256").hexdigest()
