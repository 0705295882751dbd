"""Whether the person may be referred so, and whether a referral may be answered so. Pure."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date

from opennrm.access.policy import Consent, enforces
from opennrm.cases.referral.consent_events import ConsentGiven, ConsentRefused, ConsentWithdrawn, consent_of
from opennrm.cases.referral.sent import Sent
from opennrm.cases.spine import majority
from opennrm.cases.spine.days import has_come
from opennrm.cases.spine.state import CaseState
from opennrm.countries.clocks import due_from
from opennrm.countries.dated import Given, fits
from opennrm.countries.facts import Entry
from opennrm.countries.form import Answers, wanting
from opennrm.countries.profile import FormField, Profile
from opennrm.standards.refusal import Refusal, gettext_noop

NOT_LISTED = gettext_noop("Your agency is of a kind that may not refer in this country. Pass what you know to one that may: %(kinds)s")
NOT_DESIGNATED = gettext_noop("Your agency is not designated as first responder today. Ask the national coordinator")
NO_RECIPIENT = gettext_noop("There is no authority to which this referral could go today. Ask the national coordinator")
RECIPIENT = gettext_noop("Choose the authority that decides")
MISSING = gettext_noop("Before it can be sent: %(what)s")
CLOSED = gettext_noop("This contact is closed. If the person comes back, begin a new one")
SIGNS_FIRST = gettext_noop("Look at the signs first: what was seen is kept, whatever the answer")
ADULT_ALONE = gettext_noop("An adult answers for themselves")
TELL_WHAT = gettext_noop("Say what more is wanted")
NOBODY_REFERRED = gettext_noop("Nobody referred this case")
NOT_A_CHILD = gettext_noop("An adult is asked; only a child, or a person whose age is in doubt, is referred without the question")
CHILD = gettext_noop("A child is not asked for consent to the referral. Inform child protection first, and tell the child")
UNKNOWN_SCOPE = gettext_noop("This country does not know this consent")
LANGUAGE = gettext_noop("Say in which language it was explained")
WRONG_RECIPIENT = gettext_noop("Choose a recipient of the right kind: %(kind)s")
STANDS = gettext_noop("This consent stands already")
STANDS_BUT_NO = gettext_noop("This consent stands. Record under “Consents” that it is taken back")
HEARD_BY_ANOTHER = gettext_noop(
    "A yes that opens something to the police or to another authority of this kind is heard by somebody else: by the authority that "
    "decides, by those who support the person, by a lawyer or by the guardian. Tell them what the person said"
)
CLOSED_BY_ANOTHER = gettext_noop(
    "Your agency takes back only what opens something to it or its like, and its own referral while nobody has taken it up. Tell the "
    "authority that decides, or those who support the person, what the person said"
)
NOT_GIVEN = gettext_noop("This consent does not stand: there is nothing to take back")
PURPOSE = gettext_noop(
    "This consent is asked for one recipient and one purpose: the labour inspectorate, to pursue what the person is owed"
)
NOT_SAID = gettext_noop("No source of this country that we read says how this consent is asked, so it is not")
ANSWERED = gettext_noop("This referral was answered already")
NOT_REFUSED = gettext_noop("It can be sent again only after it came back")
WHAT_WOULD_BE_RIGHT = gettext_noop("Say what would be right, so that the referrer can act on it")

MEASURE = "Bulgarian national mechanism, measure 1.4"
CONSENT = "CETS 197 Art 12(7)"
ENFORCEMENT = "CETS 197 Art 12(6), 12(7); decision 0005"
REFERRER, PERSON, BY_SELF = "referrer", "person", "came_by_self"
REFERRAL, SUPPORT, DISCLOSURE = "referral", "support", "disclosure"
# Whom a consent to disclosure may name after the referral, and for what.
DISCLOSED = {"labour_inspectorate": "labour_claim"}


def may_refer_at_all(profile: Profile, agency_kind: str, designated: bool, on: date) -> Iterator[Refusal]:
    """Only an agency of a kind that the law names, and designated today, refers. Source: domain 0.1; profile, referrers."""
    answer = profile.value(profile.referrers, on=on)
    if isinstance(answer, Given):
        parties = [profile.parties[one] for one in answer.value]
        if agency_kind not in {party.kind for party in parties}:
            yield Refusal("refer.kind", NOT_LISTED, answer.source, kinds=", ".join(str(party.label) for party in parties))
    if not designated:
        yield Refusal("refer.designated", NOT_DESIGNATED, answer.source)


def is_own_referral(contact: CaseState, profile: Profile, on: date) -> bool:
    """Whether the person is counted as who referred: they came by themselves, and the law names the person among those who refer.

    Who wrote it down stays who may see it. Source: profile, referrers; TIP 2020, Serbia: persons who identified themselves.
    """
    answer = profile.value(profile.referrers, on=on)
    return contact.note("contact.channel") == BY_SELF and isinstance(answer, Given) and PERSON in answer.value


def may_send_to(recipient: object, possible: Collection[object], source: str) -> Iterator[Refusal]:
    """One queue of an agency that decides. Source: frozen.md, A referral."""
    if not possible:
        yield Refusal("refer.nobody", NO_RECIPIENT, source, field="recipient")
    elif recipient not in possible:
        yield Refusal("refer.recipient", RECIPIENT, source, field="recipient")


def required(profile: Profile, treated_as: str) -> Iterator[FormField]:
    """The fields of the short form that this person's referral cannot go without. Source: domain 1.7; profile, referral_form."""
    yield from (field for field in profile.referral_form.fields if treated_as in field.required_for)


def may_send(profile: Profile, treated_as: str, said: Mapping[str, bool]) -> Iterator[Refusal]:
    """Everything that the short form wants and that is not said; a field that the form does not know of is not asked here.

    Source: domain 1.7; profile, referral_form.
    """
    for field in required(profile, treated_as):
        if not said.get(field.code, False):
            yield Refusal(f"form.{field.code}", MISSING, profile.referral_form.source, needs=(field.code,), what=field.label)


def may_send_form(profile: Profile, treated_as: str, said: Answers | None, shared: Answers) -> Iterator[Refusal]:
    """Everything that the country's own form wants, as far as it is asked of this person; nothing where the short form alone was filled in.

    Source: domain 1.7.2, R and c.
    """
    if said is not None:
        for question in wanting(profile.referral_form, said, shared, treated_as):
            source = question.source or profile.referral_form.source
            yield Refusal(f"form.{question.code}", MISSING, source, needs=(question.code,), what=question.label)


def may_go_on(state: CaseState) -> Iterator[Refusal]:
    """A contact that became a case, or whose person said no, is not changed any more. Source: design 4, drafts."""
    if state.closed:
        yield Refusal("contact.closed", CLOSED, "design 4, drafts")


def told_first(profile: Profile, on: date) -> tuple[str, ...]:
    """The parties that have to know before a child is referred, by the country's procedure. Source: domain 1.3; profile, transitions."""
    child = {"age": "child"}
    ways = [row for row in profile.transitions if profile.events[row.event].does == "refer" and row.holds_on(on) and fits(row.when, child)]
    facts = [fact for row in ways for guard in row.guards for fact in guard.args.get("facts", ())]
    return tuple(dict.fromkeys(fact.removeprefix("asked:") for fact in facts if fact.startswith("asked:")))


def may_inform(state: CaseState, on: date, today: date) -> Iterator[Refusal]:
    """A party is told first, on a day that has come. Source: domain 1.3, local authority contact mandatory."""
    yield from may_go_on(state)
    yield from has_come(on, today, field="informed_on")


def may_tell(state: CaseState, treated_as: str, language: str, on: date, today: date) -> Iterator[Refusal]:
    """A child, or a person whose age is in doubt, is told in place of being asked. Source: CETS 197 Art 12(7); SG 5.45."""
    yield from may_go_on(state)
    if treated_as == "adult":
        yield Refusal("consent.adult", NOT_A_CHILD, CONSENT)
    if not language:
        yield Refusal("consent.language", LANGUAGE, "SG 5.45", field="language")
    yield from has_come(on, today)


def may_answer_no(state: CaseState, treated_as: str, language: str, profile: Profile) -> Iterator[Refusal]:
    """An adult was asked after the signs were looked at, so that what is kept is all that was coded. Source: frozen.md, Draft."""
    yield from may_go_on(state)
    if treated_as != "adult":
        yield Refusal("consent.child", CHILD, profile.age_unknown_as.source)
    if state.note("contact.screened") is None:
        yield Refusal("consent.before-signs", SIGNS_FIRST, "domain 1.3, screened")
    if not language:
        yield Refusal("consent.language", LANGUAGE, CONSENT, field="language")


def may_speak(by: str, treated_as: str) -> Iterator[Refusal]:
    """For an adult nobody else consents; for a child its guardian does. Source: CETS 197 Art 10(4), 12(7)."""
    if by == "guardian" and treated_as == "adult":
        yield Refusal("consent.by", ADULT_ALONE, CONSENT, field="by")


def may_consent(state: CaseState, event: ConsentGiven | ConsentRefused, profile: Profile, today: date) -> Iterator[Refusal]:
    """A scope that the country knows, in a language, to a recipient of its kind, not twice. Source: CETS 197 Art 12(7); domain 5.1."""
    scope = profile.consent.get(event.scope)
    if scope is None:
        yield Refusal("consent.scope", UNKNOWN_SCOPE, CONSENT, field="scope")
        return
    if not event.language:
        yield Refusal("consent.language", LANGUAGE, CONSENT, field="language")
    yield from has_come(event.on, today)
    named = profile.parties[scope.recipient] if scope.recipient else None
    if event.recipient and named and named.kind and event.recipient_kind not in kinds_for(event.scope, named.kind):
        yield Refusal("consent.recipient", WRONG_RECIPIENT, CONSENT, field="recipient", kind=named.label)
    if event.scope == DISCLOSURE:
        yield from may_disclose(event, profile, today)
    if consent_of(event) in state.consents and not _answers_anew(state, event, profile):
        says = STANDS if isinstance(event, ConsentGiven) else STANDS_BUT_NO
        yield Refusal("consent.stands", says, CONSENT, field="scope")


def may_disclose(event: ConsentGiven | ConsentRefused, profile: Profile, today: date) -> Iterator[Refusal]:
    """One recipient and one purpose that go together, in a country whose law says how it is asked. Source: CETS 197 Art 11(1), 12(7)."""
    if not disclosed_to(profile, today):
        yield Refusal("consent.not-said", NOT_SAID, CONSENT, field="recipient")
    elif DISCLOSED.get(event.recipient_kind) != event.purpose:
        yield Refusal("consent.purpose", PURPOSE, CONSENT, field="recipient")


def disclosed_to(profile: Profile, on: date) -> tuple[str, ...]:
    """The kinds of agency to which disclosure may be asked for here; none where nobody says how. Source: profile, consent."""
    scope = profile.consent.get(DISCLOSURE)
    return tuple(DISCLOSED) if scope and isinstance(profile.value(scope, on=on), Given) else ()


def kinds_for(scope: str, kind: str) -> tuple[str, ...]:
    """The kinds of agency that a consent of this scope may name: police or prosecutor, as the policy says; else the profile's own.

    Source: access/policy.yaml, scopes.
    """
    return (kind, "prosecutor") if scope == "police_contact" else (kind,)


def may_hear(event: ConsentGiven | ConsentRefused, by_enforcement: bool, to_enforcement: bool) -> Iterator[Refusal]:
    """Who can detain or remove does not attest a yes that opens something to such an authority; a no it may record.

    Source: CETS 197 Art 12(6), 12(7); decision 0005.
    """
    if by_enforcement and to_enforcement and isinstance(event, ConsentGiven):
        yield Refusal("consent.heard-by-another", HEARD_BY_ANOTHER, ENFORCEMENT, field="answer")


def may_ask_later(scope: str, by_enforcement: bool) -> Iterator[Refusal]:
    """After a referral, who can detain or remove records answers about itself alone: a question about a shelter would tell which it is.

    Source: CETS 197 Art 12(7); decision 0005.
    """
    if by_enforcement and scope != "police_contact":
        yield Refusal("consent.asked-by-another", HEARD_BY_ANOTHER, ENFORCEMENT, field="recipient")


def may_close(state: CaseState, consent: Consent, by_enforcement: bool, to_enforcement: bool, in_writing: bool) -> Iterator[Refusal]:
    """Who can detain or remove does not attest that the person gives up help, or the procedure; it may close what opens to itself.

    Source: CETS 197 Art 12(6), 12(7); decision 0005.
    """
    sent: Sent | None = state.note("referral.sent")
    recalls = consent.scope == "referral" and sent is not None and not sent.answer and not in_writing
    if by_enforcement and not to_enforcement and not recalls:
        yield Refusal("consent.closed-by-another", CLOSED_BY_ANOTHER, ENFORCEMENT)


def may_withdraw(state: CaseState, event: ConsentWithdrawn, today: date) -> Iterator[Refusal]:
    """What stands can be taken back, at any time and without a reason. Source: CETS 197 Art 12(7)."""
    if consent_of(event) not in state.consents:
        yield Refusal("consent.not-given", NOT_GIVEN, CONSENT)
    yield from has_come(event.on, today)


def may_answer(state: CaseState) -> Iterator[Refusal]:
    """A referral is answered once. Source: house-style 3.8; domain 1.3, acknowledged."""
    sent = state.note("referral.sent")
    if sent is None or sent.answer:
        yield Refusal("referral.answered", ANSWERED, MEASURE)


def may_refuse(state: CaseState, words: str) -> Iterator[Refusal]:
    """A referral comes back with what would be right. Source: Bulgarian national mechanism, measure 1.4."""
    yield from may_answer(state)
    if not words.strip():
        yield Refusal("referral.words", WHAT_WOULD_BE_RIGHT, MEASURE, field="words")


def may_send_again(state: CaseState) -> Iterator[Refusal]:
    """After it came back. Source: domain 1.1, rule for when referral is impossible."""
    sent = state.note("referral.sent")
    if sent is None or sent.answer != "refused":
        yield Refusal("referral.not-back", NOT_REFUSED, MEASURE)


def may_tell_referrer(state: CaseState, outcome: str, words: str) -> Iterator[Refusal]:
    """Whoever referred hears of it; who wants more says what. Source: Bulgarian national mechanism, measure 1.4."""
    if state.note("referral.sent") is None:
        yield Refusal("feedback.nobody", NOBODY_REFERRED, MEASURE)
    if outcome == "more_wanted" and not words.strip():
        yield Refusal("feedback.words", TELL_WHAT, MEASURE, field="words")


def answer_due(state: CaseState, profile: Profile) -> date | None:
    """The day by which the recipient should answer, counted from when it was sent to it. Source: profile, clock `referral_answer`."""
    sent: Sent | None = state.note("referral.sent")
    if sent is None or "referral_answer" not in profile.clocks:
        return None
    return due_from(profile, "referral_answer", Entry(sent.on, at=sent.at), state.facts, sent.on).due_on


def answer_for_child(state: CaseState, profile: Profile) -> bool:
    """Whether the guardian has to say who may support the child: nobody does, nobody was asked. Source: CETS 197 Art 10(4)(a), 12(7)."""
    wanted = "support" in profile.consent and not state.agency_by("support_provider") and not state.facts.entries("consent:support")
    return state.about.age != "adult" and wanted and state.agency_by("guardian") is not None and not profile.is_end(state.state)


# About what whoever comes of age is asked anew, whoever answered before: whether to stay in the procedure, and to be supported.
ANEW = (REFERRAL, SUPPORT)
# Who asks, by their relation; the one that an agency is told as stands last.
ASK_ANEW = (REFERRER, "competent_authority", "child_office", "guardian", "support_provider")


def to_ask_anew(state: CaseState, profile: Profile) -> tuple[str, ...]:
    """About which consents the person is still to be asked before the 18th birthday: stay and support, until the person has answered since
    the month for it began, and each to which a guardian said yes, until the person's own answer takes its place. None where no birthday is
    foreseen, of an adult, and where the procedure is over; not by the day: what lies in a later month waits for it.

    Source: domain 1.5, UK-AGE18; domain 8 (4); CETS 197 Art 12(7).
    """
    begins, sent = majority.month(state), state.note("referral.sent")
    over = sent is None or sent.answer == "taken_back" or profile.is_end(state.state)
    if begins is None or over or state.about.age == "adult":
        return ()
    answers = list((state.note("referral.consents") or {}).values())
    own = {one.asked.scope for one in answers if one.own_since(begins)}
    for_the_child = {one.asked.scope for one in answers if one.stands and one.asked.by == "guardian"}
    return tuple(
        scope
        for scope in profile.consent
        if scope in for_the_child or (scope in ANEW and scope not in own and _asked_of(profile, scope, begins))
    )


def to_ask_now(state: CaseState, profile: Profile, on: date) -> tuple[str, ...]:
    """What whoever comes of age is still asked on this day: nothing before the month for it. Source: design 4."""
    begins = majority.month(state)
    return to_ask_anew(state, profile) if begins is not None and begins <= on else ()


def _asked_of(profile: Profile, scope: str, on: date) -> bool:
    """Whether an adult is asked for this consent here: unless the law says that nobody is."""
    answer = profile.value(profile.consent[scope], on=on, attributes={"age": "adult"})
    return not (isinstance(answer, Given) and answer.value == "not_required")


def ask_anew(state: CaseState) -> tuple[str, ...]:
    """By which relations agencies ask whoever comes of age: those that support, answer for the child or decide, and whoever referred; never
    one that can detain or remove, to which the month tells when a child's protection ends. Source: CETS 197 Art 10(4), 11(1), 12(2).
    """
    sent: Sent | None = state.note("referral.sent")
    by_enforcement = sent is not None and enforces(sent.referrer_kind)
    return tuple(one for one in ASK_ANEW if one != REFERRER or not by_enforcement)


def _answers_anew(state: CaseState, event: ConsentGiven | ConsentRefused, profile: Profile) -> bool:
    """Whether the person says yes, in the month for it or later, to what stands by an earlier answer. Source: CETS 197 Art 12(7)."""
    own = isinstance(event, ConsentGiven) and event.by == "person"
    return own and event.scope in to_ask_now(state, profile, event.on)


def source_of_asking_anew(profile: Profile, on: date) -> str:
    """What the law of the day says of whoever comes of age, then the clause that holds everywhere. Source: profile, majority."""
    answer = profile.value(profile.majority, on=on) if profile.majority is not None else None
    return f"{answer.source}; {CONSENT}" if isinstance(answer, Given) else CONSENT
