"""Questions of access in few words, for the tests: who asks, tied how, for what, recorded by whom."""

from uuid import UUID

from opennrm.access.policy import AccessRequest, Consent, Holder

US, OTHERS = UUID(int=0xA11CE), UUID(int=0xB0B)


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def agreed(*consents: str) -> frozenset[Consent]:
    """`disclosure>police>investigation`: scope, recipient (a kind, or `us` for the very agency that asks, `them` for another), purpose."""
    whom = {"us": str(US), "them": str(OTHERS)}
    parts = [text.split(">") for text in consents]
    return frozenset(Consent(scope, whom.get(recipient, recipient), purpose) for scope, recipient, purpose in parts)


def asks(
    who: str,
    tie: str,
    section: str,
    holder: str = "own",
    mode: str = "read",
    purpose: str | None = None,
    consents: tuple[str, ...] = (),
    stream: str = "case",
    broken: bool = False,
) -> AccessRequest:
    """`who` is `kind: role role`; `holder` is `own`, or the kind of another agency that recorded the item."""
    kind, _, roles = who.partition(":")
    held = Holder(US, kind) if holder == "own" else Holder(OTHERS, holder)
    return AccessRequest(words(roles), US, kind, words(tie), section, held, mode, purpose, agreed(*consents), stream, broken)
