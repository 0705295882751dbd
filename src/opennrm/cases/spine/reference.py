"""The spoken reference of a case: random, with a check digit; it opens nothing and says nothing. Pure but for its randomness."""

import secrets

# Crockford's alphabet: no I, L, O, U, so that it can be read over a bad telephone line.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 8


def new_reference() -> str:
    """A reference of eight random characters and one that checks them, in threes: 7KQ-42M-8RX. Source: design 9, Identifiers."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return spaced(body + check(body))


def spaced(text: str) -> str:
    """In groups of three, as it is spoken. Source: design 9."""
    return "-".join(text[i : i + 3] for i in range(0, len(text), 3))


def check(body: str) -> str:
    """The check character (Luhn, modulo 32): finds every single wrong character and most swapped pairs. Source: ISO/IEC 7812-1 Annex B."""
    total = 0
    for place, character in enumerate(reversed(body)):
        value = ALPHABET.index(character) * (2 if place % 2 == 0 else 1)
        total += value // len(ALPHABET) + value % len(ALPHABET)
    return ALPHABET[-total % len(ALPHABET)]


def read_reference(text: str) -> str | None:
    """The reference that somebody typed or said, whatever the case and the hyphens; None when the check fails. Source: design 9."""
    body = text.upper().translate(str.maketrans("ILO", "110", " -–")).strip()
    if len(body) != LENGTH + 1 or any(c not in ALPHABET for c in body) or check(body[:-1]) != body[-1]:
        return None
    return spaced(body)
