"""The law that ships: whole, consistent, honest about what was read, and in words of ours."""

import re
from collections.abc import Callable
from importlib.resources import files

import pytest

from opennrm.standards.clause import Clause
from opennrm.standards.entitlement import Entitlement, Kind
from opennrm.standards.load import document, law, read_clauses, read_code_lists, read_entitlements, read_languages, read_needs
from opennrm.standards.reading import Document, Misread
from opennrm.standards.references import wrong_fact
from opennrm.standards.tables import facts_behind, ledger_table

CLAUSES, ENTITLEMENTS = list(law().clauses.values()), list(law().entitlements.values())
DATA = files("opennrm.standards") / "data"

LONGEST_QUOTE = 14  # words; longer is no paraphrase

# The ids of the specification's tables, ranges written out.
ASKED_FOR = {
    "COE": "2 3 4e 10.1 10.2 10.3 10.4 10.4a 10.4b 10.4c 11.1 11.2 11.3 12.1 12.1a 12.1b 12.1c 12.1d 12.1e 12.1f 12.2 12.3 12.4 12.5 12.6 "
    "12.7 13.1 13.2 13.3 14.1 14.2 14.3 14.4 14.5 15.1 15.2 15.3 15.4 16.1 16.2 16.3 16.4 16.5 16.6 16.7 17 19 23 26 27.1 27.2 27.3 "
    "28.1 28.1a 28.1b 28.1c 28.1d 28.2 28.3 28.4 28.5 29 30 32 33 34.4 40.3 40.4 45",
    "PAL": "3a 3b 3c 3d 4 5 6.1 6.2 6.3 6.4 6.5 6.6 7 8.1 8.2 8.3 8.4 8.5 8.6 14",
    "OAP": "III-1.5 III-1.8 III-4.1 III-4.5 III-4.6 III-9.1 III-10.4 III-12.1 IV-8.1 IV-8.2 V V-3.2 V-7.1 V-8 V-10.5 V-11.1 V-14.2 "
    "VI-7 VI-9",
    "NR": "1 2 3 4",
    "EU": "rec 2 4 5 7 8 9 11.1 11.2 11.3 11.4 11.5 11.6 11.7 12 13 14 15 16 17 18 18a 19 19a 19b 04/81-6 04/81-8 RRP COMP",
}
DECISIONS = "PORTO-2002 MC.DEC/2/03 MC.DEC/13/05 MC.DEC/15/05 PC.DEC/685 PC.DEC/1107"


def test_every_clause_that_was_asked_for_is_there_and_no_other() -> None:
    asked = {f"{instrument}-{clause}" for instrument, clauses in ASKED_FOR.items() for clause in clauses.split()}
    assert {clause.id for clause in CLAUSES} == asked | set(DECISIONS.split())


@pytest.mark.parametrize("clause", CLAUSES, ids=lambda clause: clause.id)
def test_a_clause_is_cited_by_its_article_and_has_wording_only_where_it_was_read(clause: Clause) -> None:
    assert clause.cite
    assert clause.recalled == (clause.tag == "R") == (clause.says is None) == (clause.source == "MEMORY")
    assert clause.id.startswith(clause.instrument.id) or clause.cite_as


@pytest.mark.parametrize(
    ("id", "cite"),
    [
        ("COE-12.1a", "CETS 197 Art 12(1)(a)"),
        ("PAL-6.3", "Palermo Protocol Art 6(3)"),
        ("OAP-III-1.8", "OSCE Action Plan III 1.8"),
        ("EU-11.5", "Directive 2011/36 Art 11(5)"),
        ("EU-04/81-6", "Directive 2004/81 Art 6"),
        ("MC.DEC/13/05", "OSCE MC.DEC/13/05"),
        ("NR-1", "1951 Convention Art 33(1)"),
    ],
)
def test_a_clause_is_cited_as_a_lawyer_does(id: str, cite: str) -> None:
    assert law().clauses[id].cite == cite


@pytest.mark.parametrize(
    ("id", "strength"),
    [
        ("COE-10.2", "must"),
        ("COE-13.3", "may"),
        ("COE-19", "consider"),
        ("PAL-6.3", "consider"),
        ("PAL-6.5", "endeavour"),
        ("OAP-V-8", "should"),
    ],
)
def test_the_strength_is_that_of_the_text(id: str, strength: str) -> None:
    assert law().clauses[id].strength == strength


def test_no_text_is_quoted_at_length() -> None:
    quotes = [found for file in _texts() for found in re.findall(r"[“”]([^“”]+)[“”]", file)]
    assert [quote for quote in quotes if len(quote.split()) > LONGEST_QUOTE] == []


def _texts() -> list[str]:
    folders = (DATA, DATA / "clauses", DATA / "indicators")
    return [file.read_text(encoding="utf-8") for folder in folders for file in folder.iterdir() if file.is_file()]


FORBIDDEN = re.compile(r"\b(alleged|claims that|non-compliant|illegal (person|migrant|immigrant)|victims?)\b")
CODES = re.compile(r"from_status: victim|\(victim:|proceeding:victim|code: victim")


def test_no_word_is_used_that_hurts_or_prejudges() -> None:
    """Commitments speak of victims; our words do not, but in codes."""
    assert [found[0] for text in _texts() if (found := FORBIDDEN.search(CODES.sub("", text)))] == []


@pytest.mark.parametrize("one", ENTITLEMENTS, ids=lambda one: one.id)
def test_a_right_can_be_met_or_broken_by_something_that_is_recorded(one: Entitlement) -> None:
    shows = one.thing or one.met_by or one.breached_by or one.period
    assert bool(shows) != bool(one.unseen)
    assert str(one.title)[0].isupper()
    assert str(one.met_by_words).partition(" ")[0] in {"Met", "Broken", "Runs", "Asked", "Seen"}


def test_what_is_given_has_a_name_of_its_own() -> None:
    things = [one.asked_as for one in ENTITLEMENTS]
    assert len(things) == len(set(things))


def test_the_public_order_exception_belongs_to_the_period_and_not_to_the_bar_on_removal() -> None:
    assert law().entitlements["reflection.period"].withheld_on == ("public_order", "improper_claim")
    assert law().entitlements["removal.bar"].withheld_on == ()


def test_what_is_only_for_lawful_residents_asks_for_identification_too() -> None:
    for id in ("medical.further", "work.access"):
        one = law().entitlements[id]
        assert (one.who, one.when["residence"]) == (("formally_identified",), ("lawful",))


def test_every_kind_of_right_is_there() -> None:
    assert {one.kind for one in ENTITLEMENTS} == set(Kind)


ENTITLEMENT = """\
- id: papers
  kind: deliver_by
  clauses: [COE-12.1a, COE-12.1b]
  section: support
  group: health
  responsible: support_provider
  opens_on: ["need:medical", contact.opened]
  thing: papers
  title: {en: Papers}
  met_by_words: {en: Met when given}
"""


@pytest.mark.parametrize(
    ("instead", "by", "line", "column", "says"),
    [
        ("COE-12.1b", "COE-12.9", 3, 24, "no clause COE-12.9"),
        ("contact.opened", "contact.open", 7, 30, "no fact contact.open"),
        ('"need:medical"', "contact.opened=yes:x", 7, 14, "no fact"),
        ('"need:medical"', '"charged:x"', 7, 14, "takes no qualifier"),
        ("section: support", "section: supports", 4, 3, "is not among the words allowed"),
        ("responsible: support_provider", "responsible: nobody", 6, 3, "no responsible nobody"),
        ("thing: papers", "withheld_on: [bad_mood]", 1, 3, "needs `thing` or `met_by`"),
        ("thing: papers", "thing: papers\n  withheld_on: [bad_mood]", 9, 17, "no ground bad_mood"),
        ("thing: papers", "thing: papers\n  when: {age: old}", 9, 10, "age is never old"),
        ("kind: deliver_by", "kind: refrain", 1, 3, "needs `breached_by`"),
        ("kind: deliver_by", "kind: minimum_period", 1, 3, "needs `period`"),
        ("id: papers", "id: Papers", 1, 3, "should match pattern"),
    ],
)
def test_an_entitlement_that_hangs_in_the_air_is_refused(instead: str, by: str, line: int, column: int, says: str) -> None:
    with pytest.raises(Misread) as wrong:
        read_entitlements(Document.read("e.yaml", ENTITLEMENT.replace(instead, by, 1)), law())
    told = next(one for one in wrong.value.problems if says in one.says)
    assert (told.line, told.column) == (line, column)


def test_the_entitlement_of_these_tests_is_right() -> None:
    assert list(read_entitlements(Document.read("e.yaml", ENTITLEMENT), law())) == ["papers"]


def test_an_entitlement_that_stands_twice_is_refused() -> None:
    with pytest.raises(Misread, match="there twice"):
        read_entitlements(Document.read("e.yaml", ENTITLEMENT + ENTITLEMENT), law())


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("decision", None),
        ("decision:rg=positive", None),
        ("age=unknown", None),
        ("age=old", "one of"),
        ("decision:rg=maybe", "one of"),
        ("age:x", "qualifier"),
        ("nothing", "no fact"),
        ("decision:=x", "no fact"),
    ],
)
def test_a_fact_is_asked_for_as_it_can_be_recorded(text: str, says: str | None) -> None:
    found = wrong_fact(law().facts, text)
    assert found is None if says is None else says in (found or "")


CLAUSE = """\
instrument: {id: COE, short: C, cite: C Art, binding: treaty, adopted: 2005-05-16, in_force: 2008-02-01, title: {en: C}}
clauses:
- {id: COE-1, article: "1", strength: must, addressee: state, from_status: any, tag: V, source: NLT, title: {en: T}, says: {en: S}}
"""


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda text: text.replace("tag: V", "tag: R"), "tagged R"),
        (lambda text: text.replace(", says: {en: S}", ""), "tagged R"),
        (lambda text: text.replace("source: NLT", "source: HEARSAY"), "no source HEARSAY"),
        (lambda text: text.replace("strength: must", "strength: shall"), "is not among the words allowed"),
        (lambda text: text + text.splitlines()[2], "there twice"),
        (lambda text: "[]", "no instrument"),
    ],
)
def test_a_clause_that_is_not_sound_is_refused(change: Callable[[str], str], says: str) -> None:
    assert list(read_clauses([Document.read("c.yaml", CLAUSE)], law().sources)) == ["COE-1"]
    with pytest.raises(Misread, match=says):
        read_clauses([Document.read("c.yaml", change(CLAUSE))], law().sources)


LISTS = {
    "acts": {"recruitment", "transport", "transfer", "harbouring", "receipt"},
    "means": {"threat", "force", "coercion", "abduction", "fraud", "deception", "abuse_of_power", "abuse_of_vulnerability", "payments"},
    "age_groups": {"adult", "child", "unknown"},
    "places": {"in_country", "abroad", "both", "unknown"},
    "observations": {"observed", "reported", "absent", "not_assessed"},
}


@pytest.mark.parametrize(("name", "codes"), LISTS.items(), ids=LISTS)
def test_the_lists_of_the_law_are_whole(name: str, codes: set[str]) -> None:
    assert set(law().code_lists[name]) == codes


def test_every_code_says_when_to_choose_it() -> None:
    for codes in law().code_lists.values():
        assert codes
        assert all(str(one.says).endswith(".") and one.told("en") for one in codes.values())


def test_a_code_that_stands_twice_and_a_list_that_is_none_are_refused() -> None:
    row = "- {code: x, label: {en: X}, says: {en: X.}}\n"
    for text, says in ((f"a:\n{row}{row}", "there twice"), ("a: {code: x}", "no list"), ("- x", "no lists")):
        with pytest.raises(Misread, match=says):
            read_code_lists(Document.read("l.yaml", text))


@pytest.mark.parametrize(("text", "says"), [("[en, en]", "there twice"), ("[english]", "no language code"), ("[1]", "no language code")])
def test_languages_are_codes_each_once(text: str, says: str) -> None:
    assert read_languages(Document.read("l.yaml", "[en, ro]")) == ("en", "ro")
    with pytest.raises(Misread, match=says):
        read_languages(Document.read("l.yaml", text))


def test_the_languages_that_ship_are_in_order() -> None:
    assert list(law().languages) == sorted(law().languages)


def test_the_page_leads_from_clause_to_right_to_fact() -> None:
    page = ledger_table()
    line = next(line for line in page.splitlines() if "`non_punishment`" in line and "`COE-26`" in line)
    assert "opens `charged`, `indicators.seen`; broken `punished`" in line
    assert all(f"(`{clause.id}`)" in page for clause in CLAUSES)
    assert all(f"(`{one.id}`)" in page for one in ENTITLEMENTS)


def test_what_no_case_can_show_says_why_on_the_page() -> None:
    assert facts_behind(law().entitlements["equal"]).startswith("not seen in a case: ")


def test_a_heading_that_was_not_read_again_says_so_on_the_page() -> None:
    assert "Sanctions and confiscation (heading alone: not read again)" in ledger_table()


def test_the_files_are_read_from_the_package() -> None:
    assert document("facts.yaml").file == "standards/data/facts.yaml"


def test_each_need_is_answered_by_a_thing_that_some_right_gives_and_each_right_that_a_need_opens_is_listed() -> None:
    things = {one.thing for one in ENTITLEMENTS if one.thing}
    opened = {fact.removeprefix("need:") for one in ENTITLEMENTS for fact in one.opens_on if fact.startswith("need:")}
    assert opened <= set(law().needs)
    assert all(things & set(need.answered_by) and str(need.says).endswith(".") for need in law().needs.values())


def test_a_need_that_stands_twice_is_refused() -> None:
    row = "- {code: bed, label: {en: X}, says: {en: X.}, answered_by: [x], source: x}\n"
    with pytest.raises(Misread, match="there twice"):
        read_needs(Document.read("n.yaml", row + row))
