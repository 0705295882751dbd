"""Whose turn it is: the profile and the entitlements name who acts, the case knows agencies by relation. Pure."""

FORCE = "force"  # the police force that was told, so that it records the crime: no owner of a right, for none hangs on it

RELATIONS: dict[str, str] = {
    "first_responder": "referrer",
    "competent_authority": "competent_authority",
    "second_reviewer": "competent_authority",
    "support_provider": "support_provider",
    "police": "investigator",
    "prosecutor": "prosecutor",
    "migration_authority": "migration_authority",
    "child_office": "child_office",
    "guardian_office": "guardian",
    "legal_aid": "lawyer",
}


def relation_of(owner: str) -> str:
    """The relation through which whoever `owner` names is tied to the case; the word itself where none is listed.

    Source: house-style 3.4, `owner` says whose turn it is.
    """
    return RELATIONS.get(owner, owner)
