"""Who may see what, answered a second time: by hand, from `docs/access-in-words.md` alone, without the policy or anything of the software.

Each function is a paragraph of that page and stands in its order. Nothing here is made to be fast, short or general: it is made to be
compared with, sentence by sentence.
"""

from collections.abc import Callable

from tests.access.oracle_of_the_work import a_letter_for_somebody, a_periodic_report, the_open_work, the_work_in_confidence, whom_to_ask
from tests.access.oracle_words import (
    CARERS,
    CONFIDANTS,
    ENFORCEMENT,
    MODES,
    OF_THE_WORK,
    PURPOSES,
    RECORDS,
    ROLES_OF,
    SECTIONS,
    Question,
    words,
    working_roles,
)

# --- consent -----------------------------------------------------------------------------------------------------------


def consent_for_a_fixed_purpose(q: Question, scope: str, recipients: set[str], *purposes: str) -> bool:
    """The consent is for such a purpose, and the question states none or that same one."""
    return any(
        one.scope == scope and one.recipient in recipients and one.purpose in purposes and q.purpose in (None, one.purpose)
        for one in q.consents
    )


def consent_for_the_stated_purpose(q: Question, scope: str, recipients: set[str]) -> bool:
    """A purpose is stated, and the consent is for it."""
    return q.purpose is not None and any(
        one.scope == scope and one.recipient in recipients and one.purpose == q.purpose for one in q.consents
    )


def to_this_agency(q: Question) -> set[str]:
    return {q.agency}


def to_agency_or_kind(q: Question) -> set[str]:
    return {q.agency, q.kind}


# --- what closes -------------------------------------------------------------------------------------------------------


def an_unknown_word_closes(q: Question) -> bool:
    return (
        q.section not in SECTIONS
        or q.mode not in MODES
        or q.record not in RECORDS
        or q.kind not in ROLES_OF
        or q.held_as not in ROLES_OF
        or (q.purpose is not None and q.purpose not in PURPOSES)
    )


def firewall_around_those_who_are_trusted(q: Question) -> bool:
    if q.kind in ENFORCEMENT and q.held_as in CONFIDANTS:
        return not consent_for_the_stated_purpose(q, "disclosure", to_agency_or_kind(q))
    return False


def firewall_around_those_who_care(q: Question) -> bool:
    behind = q.section in ("contact_and_location", "health", "risk_and_safety", "support")
    if q.kind in ENFORCEMENT and q.held_as in CARERS and behind:
        lifted = consent_for_the_stated_purpose(q, "disclosure", to_agency_or_kind(q))
        lifted = lifted or consent_for_the_stated_purpose(q, "police_contact", to_agency_or_kind(q))
        return not lifted
    return False


def who_watches_sees_no_case(q: Question) -> bool:
    return q.record not in ("publication", *OF_THE_WORK) and bool(working_roles(q) & {"national_coordinator", "monitor"})


# --- before a referral -------------------------------------------------------------------------------------------------


def a_contact(q: Question) -> bool:
    if not (q.has(["first_responder"], ["holder"]) and q.own()):
        return False
    if q.mode == "export":
        return q.section == "coarse"
    return q.mode in ("read", "write")


def a_notification(q: Question) -> bool:
    if q.section != "coarse" or q.mode == "export":
        return False
    if q.has(["first_responder"], ["holder"]) and q.own():
        return True
    return q.mode == "read" and q.has(["decision_maker", "second_reviewer"], ["competent_authority"])


def a_sealed_contact(q: Question) -> bool:
    seals = q.writes("identity", "contact_and_location") and q.kind not in ENFORCEMENT
    heard = q.has(["first_responder"], ["holder"]) and q.own() and (seals or (q.section == "coarse" and q.mode != "export"))
    named = q.reads("identity", "contact_and_location", "coarse") and q.has(["investigator", "prosecutor"], ["investigator", "prosecutor"])
    return heard or (named and consent_for_a_fixed_purpose(q, "police_contact", to_this_agency(q), "investigation", "prosecution"))


def a_publication(q: Question) -> bool:
    if q.section != "coarse":
        return False
    if q.mode == "write":
        return "national_coordinator" in working_roles(q) and q.own()
    return bool(working_roles(q) & {"national_coordinator", "monitor"})


# --- a case ------------------------------------------------------------------------------------------------------------


def who_referred(q: Question) -> bool:
    if not q.has(["first_responder"], ["referrer"]):
        return False
    reads_own = q.own() and q.reads_all_but("contact_and_location")
    reads_own_place = q.own() and q.reads("contact_and_location") and q.kind not in ENFORCEMENT
    told = q.reads("decisions", "coarse")
    writes = q.writes("identity", "contact_and_location", "account", "health", "risk_and_safety", "support", "coarse")
    refers = q.writes("decisions") and q.stated("referral")
    return reads_own or reads_own_place or told or writes or refers


def to_whom_a_referral_is_addressed(q: Question) -> bool:
    but_the_reviewer = ["first_responder", "decision_maker", "case_worker", "guardian", "lawyer", "labour_inspector"]
    if q.has([*but_the_reviewer, "second_reviewer"], ["recipient"]) and q.reads("decisions", "coarse"):
        return True
    return q.has(but_the_reviewer, ["recipient"]) and q.writes("decisions") and q.stated("answer_referral")


def who_decides(q: Question) -> bool:
    return _the_authority_reads(q) or _the_decision_maker_writes(q) or _the_second_reviewer_writes(q)


def _the_authority_reads(q: Question) -> bool:
    if not q.has(["decision_maker", "second_reviewer"], ["competent_authority"]):
        return False
    all_of = q.reads("identity", "account", "legal_status", "decisions", "coarse")
    own = q.mode == "read" and q.own()
    place = q.reads("contact_and_location") and q.held_as != "support_provider"
    risk = q.reads("risk_and_safety") and q.held_as not in CONFIDANTS
    return all_of or own or place or risk


def _the_decision_maker_writes(q: Question) -> bool:
    what = q.writes("identity", "contact_and_location", "account", "legal_status", "return", "decisions", "coarse")
    why = q.purpose is None or q.stated("identification", "answer_referral")
    return q.has(["decision_maker"], ["competent_authority"]) and what and why


def _the_second_reviewer_writes(q: Question) -> bool:
    return q.has(["second_reviewer"], ["competent_authority"]) and q.writes("decisions") and q.stated("second_review")


def who_supports(q: Question) -> bool:
    if not q.has(["case_worker"], ["support_provider"]):
        return False
    if q.writes("identity", "contact_and_location", "health", "risk_and_safety", "support", "return", "coarse"):
        return True
    if q.reads("coarse"):
        return True
    if not consent_for_a_fixed_purpose(q, "support", to_this_agency(q), "assistance"):
        return False
    all_of = q.reads("identity", "risk_and_safety", "legal_status", "decisions")
    place = q.reads("contact_and_location") and q.held_as != "support_provider"
    own = q.mode == "read" and q.own()
    return all_of or place or own


def police_and_prosecutor(q: Question) -> bool:
    if not q.has(["investigator", "prosecutor"], ["investigator", "prosecutor"]):
        return False
    of_their_like = q.held_as in ("police", "border_guard", "prosecutor", "labour_inspectorate")
    shared = q.reads("identity", "account", "proceedings") and of_their_like
    by_consent = q.reads("identity", "contact_and_location", "account", "risk_and_safety") and consent_for_a_fixed_purpose(
        q, "police_contact", to_agency_or_kind(q), "investigation", "prosecution"
    )
    return shared or by_consent


def migration_and_asylum(q: Question) -> bool:
    if not q.has(["migration_officer"], ["migration_authority"]):
        return False
    of_the_state = q.held_as in ("competent_authority", "border_guard", "migration_authority", "asylum_authority")
    return q.reads("legal_status") or (q.reads("identity") and of_the_state)


def the_four_roles_with_the_four_relations(q: Question) -> bool:
    four = ["investigator", "prosecutor", "migration_officer", "labour_inspector"]
    if not q.has(four, ["investigator", "prosecutor", "migration_authority", "labour_inspectorate"]):
        return False
    own = q.own() and q.reads_all_but("contact_and_location")
    return q.reads("decisions", "coarse") or own or q.writes("proceedings")


def the_guardian(q: Question) -> bool:
    if not q.has(["guardian"], ["guardian"]):
        return False
    return q.mode == "read" or q.writes("risk_and_safety", "coarse")


def the_lawyer(q: Question) -> bool:
    if not q.has(["lawyer"], ["lawyer"]):
        return False
    if q.reads("coarse") or q.writes("proceedings", "coarse"):
        return True
    mandate = consent_for_a_fixed_purpose(q, "legal_help", to_this_agency(q), "legal_help")
    return mandate and q.reads("identity", "account", "legal_status", "proceedings", "return", "decisions")


def the_child_office(q: Question) -> bool:
    if not q.has(["case_worker"], ["child_office"]):
        return False
    return q.reads_all_but("account", "proceedings") or q.writes("risk_and_safety", "return", "coarse")


def who_is_asked_before_a_negative(q: Question) -> bool:
    asked = ["first_responder", "case_worker", "investigator", "guardian", "lawyer", "migration_officer", "labour_inspector"]
    if not q.has(asked, ["consulted"]):
        return False
    return q.reads("coarse") or (q.writes("account", "decisions") and q.stated("answer_question"))


def the_police_force_that_is_told(q: Question) -> bool:
    if not q.has(["investigator"], ["force"]):
        return False
    if q.reads("coarse") or (q.own() and q.reads("decisions")):
        return True
    return q.writes("account", "decisions") and q.stated("crime_reference")


def disclosure_of_everything_but_where_she_is(q: Question) -> bool:
    roles = words(
        "first_responder decision_maker second_reviewer case_worker investigator prosecutor lawyer migration_officer labour_inspector"
    )
    relations = words(
        "referrer competent_authority support_provider investigator prosecutor lawyer child_office migration_authority labour_inspectorate"
    )
    agreed = consent_for_the_stated_purpose(q, "disclosure", to_agency_or_kind(q))
    return q.has(roles, relations) and q.reads_all_but("contact_and_location") and agreed


def disclosure_of_where_she_is(q: Question) -> bool:
    roles = ["decision_maker", "second_reviewer", "case_worker", "lawyer"]
    agreed = consent_for_the_stated_purpose(q, "disclosure", to_this_agency(q))
    return q.has(roles, ["competent_authority", "support_provider", "lawyer"]) and q.reads("contact_and_location") and agreed


def taking_away(q: Question) -> bool:
    roles = ["first_responder", "decision_maker", "case_worker"]
    relations = ["referrer", "competent_authority", "support_provider", "child_office"]
    return q.mode == "export" and q.section == "coarse" and q.own() and q.has(roles, relations)


def broken_glass(q: Question) -> bool:
    may = working_roles(q) & {"first_responder", "decision_maker", "case_worker"}
    return q.glass_broken and bool(may) and q.reads("identity", "contact_and_location")


# --- the answer --------------------------------------------------------------------------------------------------------

CLOSES: tuple[Callable[[Question], bool], ...] = (
    an_unknown_word_closes,
    firewall_around_those_who_are_trusted,
    firewall_around_those_who_care,
    who_watches_sees_no_case,
)
OPENS: dict[str, tuple[Callable[[Question], bool], ...]] = {
    "contact": (a_contact,),
    "notification": (a_notification,),
    "sealed_contact": (a_sealed_contact,),
    "publication": (a_publication,),
    "programme": (the_open_work, the_work_in_confidence),
    "roster": (whom_to_ask,),
    "intervention": (a_letter_for_somebody,),
    "periodic_report": (a_periodic_report,),
    "case": (
        who_referred,
        to_whom_a_referral_is_addressed,
        who_decides,
        who_supports,
        police_and_prosecutor,
        migration_and_asylum,
        the_four_roles_with_the_four_relations,
        the_guardian,
        the_lawyer,
        the_child_office,
        who_is_asked_before_a_negative,
        the_police_force_that_is_told,
        disclosure_of_everything_but_where_she_is,
        disclosure_of_where_she_is,
        taking_away,
        broken_glass,
    ),
}


def allowed(question: Question) -> bool:
    """What closes wins; whatever is not opened is closed."""
    if any(closes(question) for closes in CLOSES):
        return False
    return any(opens(question) for opens in OPENS[question.record])
