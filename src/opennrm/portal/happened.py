"""What an event says of itself beyond its standing line: which right, which party, which consent, in the words of the law here."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext

from opennrm.access.policy import load_policy
from opennrm.cases.correction import shown as correction
from opennrm.cases.spine import codes
from opennrm.cases.spine.plan import plan_of
from opennrm.countries.profile import Profile
from opennrm.standards.load import law

Says = Callable[[Any, Profile, str], str]


def _right(event: Any, profile: Profile, language: str) -> str:
    one = plan_of(profile).entitlements.get(event.entitlement)
    return one.title.told(language) if one else ""


def _party(event: Any, profile: Profile, language: str) -> str:
    return profile.parties[event.party].label.told(language) if event.party in profile.parties else ""


def _scope(event: Any, profile: Profile, language: str) -> str:
    scope = profile.consent.get(event.scope)
    if scope is not None:
        return scope.label.told(language)
    words = load_policy().scopes.get(event.scope)
    return words.told(language) if words else ""


def _test(event: Any, profile: Profile, language: str) -> str:
    return gettext("By the test: “%(test)s” (%(source)s)") % {"test": event.test, "source": event.test_source} if event.test else ""


def _listed(name: str, attribute: str) -> Says:
    def say(event: Any, profile: Profile, language: str) -> str:
        code = law().code_lists[name].get(getattr(event, attribute))
        return code.label.told(language) if code else ""

    return say


def _need(event: Any, profile: Profile, language: str) -> str:
    need = law().needs.get(event.need)
    return need.told(language) if need else ""


def _field(event: Any, profile: Profile, language: str) -> str:
    return gettext(correction.FIELDS[event.field])


def _recoded(event: Any, profile: Profile, language: str) -> str:
    return "; ".join(
        gettext("%(field)s %(before)s; now: %(now)s")
        % {
            "field": gettext(correction.FIELDS[field]),
            "before": correction.said(field, event.was.get(field, ()), profile),
            "now": correction.said(field, now, profile),
        }
        for field, now in event.right.items()
    )


def put_right(type: str, event: Any, profile: Profile) -> dict[str, str]:
    """Of a fact that was put right what stood, what stands, and how it became known."""
    if type != "correction.fact_corrected":
        return {}
    was, now = (correction.said(event.field, side, profile) for side in (event.was, event.right))
    return {"was": was, "is": now, "reason": codes.word("correction_reasons", event.reason)}


SAYS: dict[str, Says] = {
    "support.need_noted": _need,
    "support.given": _right,
    "support.stopped": _right,
    "support.declined": _right,
    "support.unavailable": _right,
    "support.withheld": _right,
    "identification.party_asked": _party,
    "identification.party_answered": _party,
    "identification.grounds_found": _test,
    "identification.person_identified": _test,
    "identification.identification_refused": _listed("negative_reasons", "reason"),
    "identification.negative_proposed": _listed("negative_reasons", "reason"),
    "identification.negative_confirmed": _listed("negative_reasons", "reason"),
    "procedure.suspended": _listed("suspension_reasons", "reason"),
    "procedure.reconsideration_accepted": _test,
    "procedure.disqualification_proposed": _listed("withholding_grounds", "ground"),
    "procedure.disqualified": _listed("withholding_grounds", "ground"),
    "correction.referral_voided": _listed("void_reasons", "reason"),
    "correction.referral_recategorised": _recoded,
    "correction.fact_corrected": _field,
    "referral.consent_given": _scope,
    "referral.consent_refused": _scope,
    "referral.consent_withdrawn": _scope,
}


def told(type: str, event: Any, profile: Profile, language: str) -> str:
    """The words for an event of this type; nothing where its standing line says it all."""
    say = SAYS.get(type)
    return say(event, profile, language) if say else ""
