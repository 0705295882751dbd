"""The words of `docs/access-in-words.md`, by hand, and what a question of access consists of. Imports nothing of the software."""

from collections.abc import Iterable
from dataclasses import dataclass

# --- the words ---------------------------------------------------------------------------------------------------------


def words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


SECTIONS = words("identity contact_and_location account health risk_and_safety support legal_status proceedings return decisions coarse")
MODES = words("read write export")
RECORDS = words("case contact notification sealed_contact publication programme roster intervention periodic_report")
OF_THE_WORK = words("programme roster intervention periodic_report")
PURPOSES = words(
    "referral answer_referral answer_question crime_reference identification second_review assistance protection"
    " investigation prosecution legal_help residence labour_claim return"
)
SCOPES = words("referral research support disclosure police_contact legal_help")
RELATIONS = words(
    "holder referrer recipient competent_authority support_provider investigator prosecutor"
    " guardian lawyer child_office migration_authority labour_inspectorate consulted force monitor"
)
IN_THE_PROGRAMME = set(words("programme_officer programme_editor programme_director focal_point"))
EVERYBODY = {"agency_administrator", "data_protection_officer"}
ROLES_OF = {
    "police": {"first_responder", "investigator"},
    "border_guard": {"first_responder", "investigator", "migration_officer"},
    "labour_inspectorate": {"first_responder", "labour_inspector"},
    "social_services": {"first_responder", "case_worker"},
    "local_authority": {"first_responder", "case_worker"},
    "health": {"first_responder", "case_worker"},
    "trade_union": {"first_responder", "case_worker"},
    "support_provider": {"first_responder", "case_worker"},
    "child_office": {"first_responder", "case_worker", "guardian"},
    "listed_ngo": {"first_responder", "case_worker", "lawyer", "programme_officer", "focal_point"},
    "education": {"first_responder"},
    "other_government": {"first_responder"},
    "hotline": {"first_responder"},
    "prison_service": {"first_responder"},
    "consulate": {"first_responder"},
    "competent_authority": {"decision_maker", "second_reviewer"},
    "prosecutor": {"prosecutor"},
    "court": set(),
    "guardian_office": {"guardian"},
    "legal_aid": {"lawyer"},
    "migration_authority": {"first_responder", "migration_officer"},
    "asylum_authority": {"first_responder", "migration_officer"},
    "national_coordinator": {"national_coordinator", "monitor"} | IN_THE_PROGRAMME,
    "monitor": {"monitor"} | IN_THE_PROGRAMME,
    "international_organisation": {"first_responder", "case_worker", "monitor"} | IN_THE_PROGRAMME,
}
ENFORCEMENT = words("police border_guard migration_authority asylum_authority prosecutor prison_service consulate")
CONFIDANTS = words("support_provider health legal_aid guardian_office")
CARERS = words("social_services local_authority child_office education listed_ngo trade_union hotline international_organisation")


# --- the question ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Agreed:
    """A live consent: to what, to whom (an agency, or a kind of agency), for what."""

    scope: str
    recipient: str
    purpose: str


@dataclass(frozen=True, slots=True)
class Question:
    """Somebody asks to do one thing with one recorded item."""

    roles: frozenset[str]
    agency: str
    kind: str
    relations: frozenset[str]
    section: str
    held_by: str | None
    held_as: str
    mode: str = "read"
    purpose: str | None = None
    consents: frozenset[Agreed] = frozenset()
    record: str = "case"
    glass_broken: bool = False

    def own(self) -> bool:
        return self.held_by == self.agency

    def reads(self, *sections: str) -> bool:
        return self.mode == "read" and self.section in sections

    def reads_all_but(self, *sections: str) -> bool:
        return self.mode == "read" and self.section not in sections

    def writes(self, *sections: str) -> bool:
        return self.mode == "write" and self.section in sections and self.own()

    def stated(self, *purposes: str) -> bool:
        return self.purpose in purposes

    def has(self, roles: Iterable[str], relations: Iterable[str]) -> bool:
        """One of the roles, counted only where the agency's kind may have it, and one of the relations."""
        return bool(set(roles) & working_roles(self)) and bool(set(relations) & self.relations)


def working_roles(q: Question) -> set[str]:
    return set(q.roles) & (ROLES_OF[q.kind] | EVERYBODY)
