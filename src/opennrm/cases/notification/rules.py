"""Whether an authority may be told of somebody who said no, and whether the person may be asked or reached after it. Pure."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from opennrm.cases.notification.events import REACHED_BY
from opennrm.cases.notification.identifying import LONGEST, NEVER, Finding
from opennrm.cases.notification.telling import ALWAYS, Rare, Telling, asks_nationality, may_be_told
from opennrm.cases.spine.days import has_come
from opennrm.cases.spine.state import CaseState
from opennrm.countries.dated import Given, NotProvided
from opennrm.countries.profile import Profile
from opennrm.standards.load import law
from opennrm.standards.refusal import Refusal, gettext_noop

NO_TRACK = gettext_noop("The law of this country gives no notification without a name on this day: %(reason)s")
NOT_KNOWN = gettext_noop(
    "It is not known to us whether the law allows a notification without a name here, so none is sent. Searched: %(reason)s"
)
NOT_NO = gettext_noop("Only after an adult said no to a referral is anybody notified without a name")
NOT_ADULT = gettext_noop("A child, or a person whose age is in doubt, is never told of in this way: child protection is informed")
SENT = gettext_noop("An authority was notified of this contact already; it is done once")
NOT_LISTED = gettext_noop("Your agency is of a kind that notifies nobody in this country: %(kinds)s do")
NOT_DESIGNATED = gettext_noop("Your agency is not designated as first responder today. Ask the national coordinator")
NOBODY = gettext_noop("There is no authority today that could be told. Ask the national coordinator")
RECIPIENT = gettext_noop("Choose the authority that is told")
REASON = gettext_noop("Say why the person does not want to be referred, or that nobody asked")
ONE_FIELD = gettext_noop("Tell at least the age group: without it nobody could see that it is no child")
NOT_OF_FORM = gettext_noop("The form of this country tells no such thing without a name: %(what)s")
NO_TEXT = gettext_noop("The form of this country has no text for a notification. Tell it in codes alone")
TOO_LONG = gettext_noop("Use %(most)s characters or fewer")
SAY_WHY = gettext_noop("Change “%(words)s”, or say why it leads to nobody")
TAKE_OUT = gettext_noop("Take “%(words)s” out: no reason makes it safe to send")
RARE = gettext_noop("Fewer than %(number)s notifications tell the same. Tell less, or say why it leads to nobody")
NOT_NOTIFIED = gettext_noop("This way is for somebody who said no and of whom an authority was notified")
OPEN = gettext_noop("Somebody speaks with this person already: go on there")
PRESENT = gettext_noop("Only the person can come back: be with them, or speak with them, when you begin")
HEARD_BY_ANOTHER = gettext_noop(
    "A yes that opens something to the police or to another authority of this kind is heard by somebody else, who helps the person"
)
NOT_POLICE = gettext_noop("Choose a police office or a prosecutor whom the person allows")
NO_SCOPE = gettext_noop("No source of this country that we read says how consent to be contacted is asked, so it is not")
LANGUAGE = gettext_noop("Say in which language it was explained")
BEFORE = gettext_noop("The person said no on %(day)s: what is allowed now was said then or later")
NO_WAY = gettext_noop("Say at least one way to reach the person")
NOT_HELD = gettext_noop("This was taken back already")

MSA = "MSA 2015 s52(3); domain 5.1"
CONSENT = "CETS 197 Art 12(7)"
ENFORCEMENT = "CETS 197 Art 12(6), 12(7); decision 0005"


@dataclass(frozen=True, slots=True)
class Marked:
    """All that was marked in what would be sent: places of the text, and the combination of what is told."""

    places: tuple[Finding, ...]
    rare: Rare | None

    @property
    def keys(self) -> dict[str, str]:
        """What has to be changed or cleared, each with the rule that marked it. Source: security 10."""
        found = {one.key: one.kind for one in self.places}
        return found | ({self.rare.key: "rare"} if self.rare else {})


def is_open_here(profile: Profile, on: date) -> Iterator[Refusal]:
    """Only where the law of the day gives the track: what is not known opens nothing. Source: profile, anonymous_track."""
    answer = profile.value(profile.anonymous_track, on=on)
    if isinstance(answer, Given) and answer.value:
        return
    if isinstance(answer, Given | NotProvided):
        yield Refusal("notify.no-track", NO_TRACK, answer.source, reason=getattr(answer, "reason", "no"))
    else:
        yield Refusal("notify.not-known", NOT_KNOWN, answer.source, reason=answer.searched)


def may_begin(contact: CaseState, profile: Profile, on: date) -> Iterator[Refusal]:
    """An adult who said no to a referral, once, on a day on which the law gives it. Source: domain 1.3; SG 5.39-5.41."""
    yield from is_open_here(profile, on)
    if profile.read("age", contact.about.age, on) != "adult" or contact.about.age != "adult":
        yield Refusal("notify.child", NOT_ADULT, "domain 1.7.1; CETS 197 Art 10(3)")
    if contact.note("notification.on") is not None:
        yield Refusal("notify.sent", SENT, "SG 5.40")
    elif contact.note("referral.outcome") != "no":
        yield Refusal("notify.not-no", NOT_NO, CONSENT)


def may_notify_at_all(profile: Profile, agency_kind: str, designated: bool, on: date) -> Iterator[Refusal]:
    """Only an agency of a kind that the law names as referrer, designated today. Source: domain 1.2; profile, referrers."""
    answer = profile.value(profile.referrers, on=on)
    if isinstance(answer, Given):
        parties = [profile.parties[one] for one in answer.value]
        if agency_kind not in {party.kind for party in parties}:
            kinds = ", ".join(str(party.label) for party in parties)
            yield Refusal("notify.kind", NOT_LISTED, answer.source, kinds=kinds)
    if not designated:
        yield Refusal("notify.designated", NOT_DESIGNATED, answer.source)


def may_tell(telling: Telling, profile: Profile, recipients: Collection[UUID], longest: int) -> Iterator[Refusal]:
    """Codes that the country's form tells without a name, to an authority that decides. Source: profile, referral_form; MSA 2015 s52(3)."""
    if not recipients:
        yield Refusal("notify.nobody", NOBODY, MSA, field="recipient")
    elif telling.recipient not in recipients:
        yield Refusal("notify.recipient", RECIPIENT, MSA, field="recipient")
    if telling.because not in law().code_lists["refusal_reasons"]:
        yield Refusal("notify.reason", REASON, "domain 1.7.2, row 16a", field="because")
    if ALWAYS not in telling.fields:
        yield Refusal("notify.age", ONE_FIELD, "domain 1.7.1", field="fields")
    if kept := sorted(set(telling.fields) - set(may_be_told(profile))):
        yield Refusal("notify.field", NOT_OF_FORM, profile.referral_form.source, field="fields", what=", ".join(kept))
    if telling.citizenship and not asks_nationality(profile):
        yield Refusal("notify.nationality", NOT_OF_FORM, profile.referral_form.source, field="citizenship", what="citizenship")
    yield from _may_write(telling, profile, longest)


def _may_write(telling: Telling, profile: Profile, longest: int) -> Iterator[Refusal]:
    if telling.text and not longest:
        yield Refusal("notify.no-text", NO_TEXT, profile.referral_form.source, field="text")
    elif len(telling.text) > min(longest, LONGEST):
        yield Refusal("notify.long", TOO_LONG, MSA, field="text", most=min(longest, LONGEST))


def may_send(marked: Marked, cleared: Mapping[str, str]) -> Iterator[Refusal]:
    """Everything that was marked is changed or cleared, each by a code of its own; nothing goes before. A telephone number is taken out.

    Source: MSA 2015 s52(3).
    """
    reasons = law().code_lists["cannot_identify"]
    for one in marked.places:
        if one.kind in NEVER:
            yield Refusal(f"marked.{one.kind}", TAKE_OUT, MSA, field="text", words=one.words)
        elif cleared.get(one.key) not in reasons:
            yield Refusal(f"marked.{one.kind}", SAY_WHY, MSA, field=one.key, words=one.words)
    if marked.rare is not None and cleared.get(marked.rare.key) not in reasons:
        yield Refusal("marked.rare", RARE, "MSA 2015 s52(3)(b); frozen, Small numbers", field=marked.rare.key, number=marked.rare.threshold)


def may_come_back(contact: CaseState, present: bool) -> Iterator[Refusal]:
    """The person alone makes a referral of what was a notification: somebody speaks with the person now. Source: domain 1.3, 6(3)."""
    if contact.note("notification.on") is None:
        yield Refusal("back.not-notified", NOT_NOTIFIED, "domain 1.3")
    elif not contact.closed:
        yield Refusal("back.open", OPEN, "domain 1.3")
    if not present:
        yield Refusal("back.present", PRESENT, CONSENT, field="present")


def may_allow(contact: CaseState, profile: Profile, to: str, enforces: bool) -> Iterator[Refusal]:
    """Who may be named, and by whom it is heard: an adult of whom somebody was notified names one office of police or prosecutor.

    Source: domain 1.7.2, row 16a; decision 0005.
    """
    if contact.note("notification.on") is None:
        yield Refusal("reach.not-notified", NOT_NOTIFIED, "domain 1.7.2, row 16a")
    if "police_contact" not in profile.consent:
        yield Refusal("reach.scope", NO_SCOPE, f"{profile.country} profile, consent")
    if enforces:
        yield Refusal("reach.heard-by-another", HEARD_BY_ANOTHER, ENFORCEMENT)
    if to not in REACHED_BY:
        yield Refusal("reach.recipient", NOT_POLICE, CONSENT, field="recipient")


def may_explain(said_no: date | None, on: date, today: date, language: str) -> Iterator[Refusal]:
    """In a language that the person understands, on a day that has come and not before the no. Source: CETS 197 Art 12(7)."""
    if not language:
        yield Refusal("reach.language", LANGUAGE, CONSENT, field="language")
    yield from has_come(on, today)
    if said_no is not None and on < said_no:
        yield Refusal("reach.before", BEFORE, CONSENT, field="on", day=said_no)


def may_seal(ways: Sequence[str]) -> Iterator[Refusal]:
    """A sealed contact without a way to reach the person is of no use and a danger all the same. Source: CETS 197 Art 11(1)."""
    if not any(ways):
        yield Refusal("reach.way", NO_WAY, "CETS 197 Art 11(1)", field="way")


def may_take_back(reach: CaseState, on: date, today: date) -> Iterator[Refusal]:
    """At any time, without a reason. Source: CETS 197 Art 12(7)."""
    if reach.closed:
        yield Refusal("reach.gone", NOT_HELD, CONSENT)
    yield from has_come(on, today)
