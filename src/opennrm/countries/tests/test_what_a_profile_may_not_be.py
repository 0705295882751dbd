"""A profile that is written well and still cannot be law is refused at its line: gaps, dead clocks, lost states, help that is tied."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

import pytest

from opennrm.countries.check import check, report
from opennrm.countries.explain import explain
from opennrm.countries.load import ProfileErrors, profile_from_text, profile_text
from opennrm.countries.tests.told import changed

ACT_2 = 'source: "Act s 2(7)'
YEAR = '{year: 2026, free: [2026-12-24], worked: [2026-12-19], source: "Decision 812 of 2025"}'
OLD_TEXT = 'kind: minimum, begins: by_law, counts_first_day: false}, until: 2026-02-28, source: "Act s 14(1), text of 2012"}'
PRESUME = '[referred], event: presume, to: presumed, source: "Act s 12(1): as soon as the evidence is enough"'
TOLD = "[identified], event: notify_outcome, to: identified, guards: [{guard: minimum_over, args: {clock: reflection}"
ASK = "[not_presumed], event: ask_reconsideration, to: reconsider_presumption, guards: [{guard: within, args: {clock: reconsideration}"
NEEDS = "  - {id: needs.assessed, clock: needs,"
NEEDS_ROW = '  - {id: needs.assessed, clock: needs, source: "Act s 18(2)"}'
OWN_ROW = '  - {id: documents.returned, clock: documents, source: "Act s 21(2)"}\n'
CHILD_CONSENT = '      - {value: not_required, when: {age: child}, source: "Act s 9(3)"}\n'
CLOSED = "  - {id: closed, label: {en: Closed}, status: unknown, owner: nobody, end: true}"
IDENTIFIED = ', records: "decision:cg=positive"'
LAWYER = 'label: {en: First meeting with a lawyer}\n    governed_by: start\n    starts_on: ["decision:rg=positive"]'


@dataclass(frozen=True)
class Unsound:
    """The changes that make the profile unsound; what is said; where, as the first words of the line in the changed text."""

    changes: tuple[tuple[str, str], ...]
    says: str
    line: str


def once(old: str, right: str, wrong: str, says: str, line: str) -> Unsound:
    return Unsound(((old, old.replace(right, wrong, 1)),), says, line)


def yearly(*decisions: str) -> str:
    return f'yearly: {{source: "Act s 2(8)", decisions: [{", ".join(decisions)}]}}, {ACT_2}'


UNSOUND = {
    "gap between two dates": once(OLD_TEXT, "02-28", "02-20", "no value answers from 2026-02-21 to 2026-02-28", "  reflection:"),
    "nothing before the first value": once(
        OLD_TEXT, "until", "since: 2012-01-01, until", "no value answers from the beginning to 2011-12-31", "  reflection:"
    ),
    "two values on one day": once(
        OLD_TEXT, "2026-02-28", "2026-03-02", "2 values answer from 2026-03-01 to 2026-03-02", "      - {value: {n: 45, unit"
    ),
    "persons nobody thought of": Unsound(
        ((CHILD_CONSENT, ""),),
        "no value answers from the beginning to today and on for age child",
        "  referral:",
    ),
    "persons thought of twice": once(CHILD_CONSENT, "child}", "[child, adult]}", "2 values answer", CHILD_CONSENT[:30]),
    "year decided twice": once(ACT_2, ACT_2, yearly(YEAR, YEAR), "the year 2026 stands twice", "holidays:"),
    "day of another year": once(ACT_2, ACT_2, yearly(YEAR.replace("-24", "-24, 2027-01-01")), "2027-01-01 lies not in 2026", "holidays:"),
    "day moved both ways": once(ACT_2, ACT_2, yearly(YEAR.replace("19", "24")), "2026-12-24 is free and worked", "holidays:"),
    "state nobody reaches": once(
        CLOSED,
        CLOSED,
        CLOSED.replace("closed, label: {en: Closed}", "lost, label: {en: Lost}") + "\n" + CLOSED,
        "nothing leads to lost",
        "  - {id: lost",
    ),
    "state nobody leaves": once(CLOSED, ", end: true", "", "nothing leads out of closed", "  - {id: closed"),
    "end that goes on": once(
        "status: unknown, owner: person}",
        "person}",
        "person, end: true}",
        "withdrawn is an end, and a transition leads out",
        "  - {id: withdrawn",
    ),
    "step with two ways": once(
        PRESUME,
        "[referred]",
        "[referred, negative_proposed]",
        "presume leads out of negative_proposed twice",
        "  - {from: [negative_proposed], event: presume",
    ),
    "clock nothing starts": Unsound(
        ((IDENTIFIED, ""), (LAWYER, LAWYER.replace("rg=", "cg="))),
        "lawyer never starts: nothing in the procedure records decision:cg=positive",
        '    starts_on: ["decision:cg=positive"]',
    ),
    "notice of a decision nobody takes": Unsound(
        (
            (IDENTIFIED, ""),
            (', records: "decision:cg=negative"', ""),
            ('starts_on: ["notified:rg", "notified:cg"]', 'starts_on: ["notified:cg"]'),
        ),
        "reconsideration never starts",
        '    starts_on: ["notified:cg"]',
    ),
    "minimum guarded as a limit": once(
        ASK,
        "reconsideration}",
        "reflection}",
        "within asks for a clock that is a maximum or target",
        "  - {from: [not_presumed]",
    ),
    "limit guarded as a minimum": once(
        TOLD,
        "reflection",
        "doctor",
        "minimum_over asks for a clock that is a minimum",
        "  - {from: [identified], event: notify",
    ),
    "right told twice": once(NEEDS, NEEDS, '  - {id: safety, source: "Act s 18(3)"}\n' + NEEDS, "safety stands twice", "  - {id: safety"),
    "right told twice for some days": once(
        NEEDS,
        NEEDS,
        '  - {id: safety, until: 2026-02-28, source: "Act s 18(3)"}\n' + NEEDS,
        "safety stands twice for the same persons from the beginning to 2026-02-28",
        "  - {id: safety",
    ),
    "right of which nobody speaks for some days": once(
        NEEDS_ROW,
        NEEDS_ROW,
        '  - {id: needs.assessed, until: 2026-02-20, source: "Act s 18(2)"}\n' + NEEDS_ROW.replace("clock", "since: 2026-03-01, clock"),
        "no row answers for needs.assessed from 2026-02-21 to 2026-02-28",
        "  - {id: needs.assessed, until",
    ),
    "right of which nobody speaks at first": once(
        NEEDS_ROW,
        "clock",
        "since: 2026-03-01, clock",
        "no row answers for needs.assessed from the beginning to 2026-02-28",
        NEEDS.partition(" clock")[0],
    ),
    "right of which nobody speaks in the end, for some": once(
        NEEDS_ROW,
        NEEDS_ROW,
        '  - {id: needs.assessed, until: 2026-02-28, when: {age: child}, source: "Act s 18(2)"}\n'
        + NEEDS_ROW.replace("clock", "when: {age: adult}, clock"),
        "no row answers for needs.assessed from 2026-03-01 to today and on for age child",
        "  - {id: needs.assessed, until",
    ),
    "right of its own that no row tells how to have": once(
        OWN_ROW,
        OWN_ROW,
        "",
        "entitlements say nothing of documents.returned",
        "  - id: documents.returned",
    ),
    "right of its own under a name of the standards": Unsound(
        (("  - id: documents.returned\n", "  - id: subsistence\n"), (OWN_ROW, "")),
        "subsistence is an entitlement of the standards",
        "  - id: subsistence",
    ),
    "two events for one step": once(
        "does: reconsider.accept",
        "reconsider.accept",
        "reconsider.refuse",
        "both do reconsider.refuse out of reconsider_presumption",
        "  refuse_reconsideration:",
    ),
    "published without knowing who may refer": Unsound(
        (
            (
                'value: [police, border_guard, labour_inspectorate, social_services, health, listed_ngo, hotline], source: "Act s 9(1)"',
                'not_known_to_us: "who may refer, the Act was read", source: "Act s 9(1)"',
            ),
        ),
        "published, but referrers is not known",
        "status: published",
    ),
}
COOPERATES = 'guards: [{guard: happened, args: {facts: ["cooperation=yes"]}, source: "a test"}], '
EITHER = 'guards: [{guard: happened_any, args: {facts: ["cooperation=yes", ties.broken]}, source: "a test"}], '
SHELTER = '  - {id: [accommodation, subsistence, psychological, safety], source: "Act s 18(1)'
REVIEWED = "{from: [negative_proposed], event: presume, to: presumed, source"
ACCEPT = "event: accept, to: presumed, source"
AGAIN = "event: presume, to: presumed, source: "
CHOICE = 'all_of: ["ground:own_choice"], source'
DOCTOR = 'starts_on: ["need:medical"]'
OWN_OPENS = '    opens_on: ["asked_for:documents"]\n    thing'

# Each hangs a right on cooperation at another place.
TIED = {
    "a period that ends when one cooperates": once(
        CHOICE,
        '["ground:own_choice"]',
        '["ground:own_choice", "cooperation=yes"]',
        "“Time to recover and decide” depends on whether the person cooperates",
        "  - {period: reflection, reason: own",
    ),
    "a period that ends when one does not": once(
        CHOICE,
        '["ground:own_choice"]',
        '["cooperation=no"]',
        "“Time to recover and decide” depends on whether the person cooperates",
        "  - {period: reflection, reason: own",
    ),
    "a clock that only cooperation starts": once(
        DOCTOR,
        '"need:medical"',
        '"cooperation=yes"',
        "the time “Seen by a doctor” depends on whether the person cooperates",
        "  doctor:",
    ),
    "a clock that lasts until one cooperates": once(
        'extends_until: ["decision:cg"]',
        '"decision:cg"',
        '"decision:cg", ties.broken',
        "the time “Time to recover and decide” depends on",
        "  reflection:",
    ),
    "a clock that stands while one does not": once(
        "suspended_by: [suspended]",
        "[suspended]",
        "[suspended, cooperation]",
        "the time “Decision on reasonable grounds” depends on",
        "  presumption:\n    label",
    ),
    "a step that asks for cooperation": once(
        PRESUME,
        "source",
        COOPERATES + "source",
        "the step “Find reasonable grounds” depends on whether the person cooperates",
        "  - {from: [referred], event: presume",
    ),
    "a step that asks for one of two kinds of it": once(
        PRESUME,
        "source",
        EITHER + "source",
        "the step “Find reasonable grounds” depends on whether the person cooperates",
        "  - {from: [referred], event: presume",
    ),
    "a right that opens on it": once(
        SHELTER,
        "source",
        "opens_on: [ties.broken], source",
        "“A safe place to live; Means to live on; Someone to talk to: psychological support; Kept safe” depends on",
        "  - {id: [accommodation",
    ),
    "a right that ends on it": once(
        SHELTER, "source", 'ends_on: ["cooperation=no"], source', "“A safe place to live; Means", "  - {id: [accommodation"
    ),
    "a right of the country that opens on it": once(
        OWN_OPENS,
        '"asked_for:documents"',
        "presence.stated",
        "“One's own passport and papers back” depends on whether the person cooperates",
        "  - id: documents.returned",
    ),
    "a status that only it opens": Unsound(
        (
            (PRESUME, PRESUME.replace("source", COOPERATES + "source", 1)),
            (REVIEWED, REVIEWED.replace("source", COOPERATES + "source")),
            (ACCEPT, ACCEPT.replace("source", COOPERATES + "source")),
        ),
        "the rights of a person who is presumed depend on whether the person cooperates",
        "  - {id: presumed",
    ),
}


def refused(changes: tuple[tuple[str, str], ...]) -> ProfileErrors:
    with pytest.raises(ProfileErrors) as found:
        profile_from_text("XD", changed("XD", *changes))
    return found.value


def line_of(text: str, words: str) -> int:
    assert words in text, words
    return text[: text.index(words)].count("\n") + 1


@pytest.mark.parametrize("what", UNSOUND)
def test_an_unsound_profile_is_refused_at_its_line(what: str) -> None:
    case = UNSOUND[what]
    found = [problem for problem in refused(case.changes).problems if case.says in problem.says]
    assert len(found) == 1, [str(problem) for problem in refused(case.changes).problems]
    assert found[0].line == line_of(changed("XD", *case.changes), case.line)
    assert len(found[0].right.split()) >= 4


@pytest.mark.parametrize("what", TIED)
def test_help_tied_to_cooperation_is_refused_wherever_it_is_written(what: str) -> None:
    case = TIED[what]
    found = [problem for problem in refused(case.changes).problems if case.says in problem.says]
    assert len(found) == 1, [str(problem) for problem in refused(case.changes).problems]
    assert found[0].line == line_of(changed("XD", *case.changes), case.line)
    assert "never tied to cooperation" in found[0].right


def test_where_the_law_itself_asks_for_cooperation_that_is_a_finding() -> None:
    by_law = CHOICE.replace('["ground:own_choice"]', '["cooperation=no"], conditional_by_law: "Act s 14(4), as amended"')
    tied = COOPERATES.rstrip(", ") + ', conditional_by_law: "Act s 12, as amended", '
    text = changed("XD", (CHOICE, by_law), *((old, old.replace("source", tied + "source", 1)) for old in (PRESUME, REVIEWED, ACCEPT)))
    found = [finding for finding in report(profile_from_text("XD", text)).findings if finding.code == "depends_on_cooperation"]
    assert {finding.source for finding in found} == {"Act s 14(4), as amended", "Act s 12, as amended"}
    assert any("the rights of a person who is presumed" in finding.says for finding in found)
    assert all(finding.line > 0 for finding in found)


def test_a_free_way_beside_one_that_asks_for_cooperation_ties_nothing() -> None:
    either = DOCTOR.replace("]", ', "cooperation=yes"]')
    any_of = PRESUME.replace("source", EITHER.replace("ties.broken", "indicators.seen") + "source", 1)
    profile = profile_from_text("XD", changed("XD", (DOCTOR, either), (PRESUME, any_of)))
    assert not [finding for finding in report(profile).findings if finding.code == "depends_on_cooperation"]


def test_an_unknown_guard_and_an_unsound_date_are_told_by_check_and_not_raised() -> None:
    told = check("XD", changed("XD", ("start: contact\n", "start: contct\n")))
    assert [problem.path for problem in told.problems] == ["start"]
    assert str(told).endswith("XD: refused, 1 to mend")
    assert "XD.yaml:" in str(told)


def test_a_profile_that_knows_no_time_limit_for_the_person_stays_a_draft() -> None:
    """Every length of the Demo Republic made unknown: refused as published, taken as a draft."""
    text = re.sub(r"\{value: \{n: [^}]*\}", '{not_known_to_us: "how long, the Act and its note were read"', profile_text("XD"))
    with pytest.raises(ProfileErrors, match="published, but no right has a sourced clock"):
        profile_from_text("XD", text)
    assert profile_from_text("XD", text.replace("status: published", "status: draft")).status == "draft"


def test_a_row_that_ends_as_the_clause_does_is_no_finding() -> None:
    row = "{id: identification.decision, clock: presumption,"
    profile = profile_from_text("XD", changed("XD", (row, row + " ends_on: [withdrawal.written],")))
    assert not [finding for finding in report(profile).findings if finding.code == "ends_early"]


def test_a_profile_without_grounds_for_ending_early_has_none_to_explain() -> None:
    ends = changed("XD")[changed("XD").index("early_ends:\n") : changed("XD").index("permit_grounds:\n")]
    profile = profile_from_text("XD", changed("XD", (ends, "early_ends: []\n")))
    assert "What may end a period early" not in explain(profile, date(2026, 11, 17))
