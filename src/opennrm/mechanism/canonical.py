"""One spelling for what people type: addresses to sign in with, and names that a screen can show safely. Pure."""

import unicodedata

# Joiners that Persian and Indic scripts need inside a word; every other invisible character only hides something.
_JOINERS = {"\u200c", "\u200d"}
_HIDDEN = {"Cc", "Cf", "Cs", "Co"}


def canonical_email(text: str) -> str | None:
    """The one spelling of an address: compatibility-folded, lower case, an international domain in its ASCII form; None if it has none.

    A local part outside ASCII has none: look-alike letters would make a second account that reads like the first.
    Source: security §12, INJ-06.
    """
    local, at, domain = unicodedata.normalize("NFKC", text).strip().rpartition("@")
    if not (local and at and domain and local.isascii() and local.isprintable()) or any(c.isspace() for c in local + domain):
        return None
    try:
        return f"{local}@{domain.encode('idna').decode('ascii')}".lower()
    except UnicodeError:
        return None


def readable(text: str, lines: bool = False) -> str | None:
    """The text composed (NFC) and trimmed; None if it holds control, direction or other invisible characters.

    With `lines`, line breaks and tabs may stand. Source: security §12, INJ-05 and INJ-06.
    """
    kept = unicodedata.normalize("NFC", text.replace("\r\n", "\n") if lines else text).strip()
    seen = kept.replace("\n", "").replace("\t", "") if lines else kept
    hidden = any(unicodedata.category(c) in _HIDDEN and c not in _JOINERS for c in seen) or "\u2028" in seen or "\u2029" in seen
    return None if hidden else kept
