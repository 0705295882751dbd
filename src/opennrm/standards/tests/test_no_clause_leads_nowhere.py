"""Clause → right → fact: every row of the legal pages is there, and each ends in a right or in a written reason why it gives none."""

import re

import pytest

from opennrm.standards.clause import Clause
from opennrm.standards.load import document, law, read_entitlements
from opennrm.standards.references import leads_nowhere
from opennrm.standards.tables import facts_behind, ledger_table, treaty_table

# The first column of each table of the legal pages, as it is printed there; "–" is a range, a bare article all its paragraphs.
PRINTED = {
    "Council of Europe convention": "COE-2 COE-3 COE-4e COE-10.1 COE-10.2 COE-10.3 COE-10.4 COE-11.1 COE-11.2 COE-11.3 COE-12.1 COE-12.2 "
    "COE-12.3 COE-12.4 COE-12.5 COE-12.6 COE-12.7 COE-13.1 COE-13.2 COE-13.3 COE-14.1 COE-14.2 COE-14.3–5 COE-15.1 COE-15.2 COE-15.3 "
    "COE-15.4 COE-16.1 COE-16.2 COE-16.3–4 COE-16.5 COE-16.6 COE-16.7 COE-17 COE-19 COE-23 COE-26 COE-27 COE-28.1 COE-28.2 COE-28.3–5 "
    "COE-29 COE-30 COE-32 COE-33 COE-34.4 COE-40.3 COE-40.4 COE-45",
    "its lettered paragraphs": "COE-10.4a–c COE-12.1a–f COE-28.1a–d",
    "Palermo Protocol": "PAL-3a–d PAL-4 PAL-5 PAL-6.1 PAL-6.2 PAL-6.3 PAL-6.4 PAL-6.5 PAL-6.6 PAL-7 PAL-8.1 PAL-8.2 PAL-8.3–4 PAL-8.5–6 "
    "PAL-14",
    "OSCE commitments": "OAP-III-1.5 OAP-III-1.8 OAP-III-4.1 OAP-III-4.5 OAP-III-4.6 OAP-III-9.1 OAP-III-10.4 OAP-III-12.1 OAP-IV-8.1 "
    "OAP-IV-8.2 OAP-V OAP-V-3.2 OAP-V-7.1 OAP-V-8 OAP-V-10.5 OAP-V-11.1 OAP-V-14.2 OAP-VI-7 OAP-VI-9 PORTO-2002 MC.DEC/2/03 MC.DEC/13/05 "
    "MC.DEC/15/05 PC.DEC/685 PC.DEC/1107",
    "European Union law": "EU-rec EU-2 EU-4 EU-5 EU-7 EU-8 EU-9 EU-11.1 EU-11.2–3 EU-11.4 EU-11.5–7 EU-12 EU-13 EU-14 EU-15 EU-16 EU-17 "
    "EU-18 EU-18a EU-19 EU-19a–b EU-04/81-6 EU-04/81-8 EU-RRP EU-COMP",
    "non-refoulement": "NR-1 NR-2 NR-3 NR-4",
}
RANGE = re.compile(r"(?P<stem>.*?)(?P<first>\d|[a-z])–(?P<last>\d|[a-z])")


def ids(printed: str) -> list[str]:
    """The ids behind what is printed in one cell."""
    if found := RANGE.fullmatch(printed):
        return [found["stem"] + chr(code) for code in range(ord(found["first"]), ord(found["last"]) + 1)]
    return [printed] if printed in law().clauses else [id for id in law().clauses if id.startswith(f"{printed}.")]


ALL = [(table, printed) for table, row in PRINTED.items() for printed in row.split()]
ENTITLEMENTS = list(law().entitlements.values())
BEHIND = {clause.id: [one for one in ENTITLEMENTS if clause.id in one.clauses] for clause in law().clauses.values()}


@pytest.mark.parametrize(("table", "printed"), ALL, ids=[printed for _, printed in ALL])
def test_each_row_of_the_legal_pages_is_a_clause_and_stands_on_the_page(table: str, printed: str) -> None:
    found = ids(printed)
    assert found, table
    assert all(id in law().clauses and f"(`{id}`) |" in ledger_table() for id in found)


def test_no_clause_is_there_that_no_legal_page_knows() -> None:
    assert set(law().clauses) == {id for _, printed in ALL for id in ids(printed)}


@pytest.mark.parametrize("clause", law().clauses.values(), ids=lambda clause: clause.id)
def test_a_clause_ends_in_a_right_or_in_a_written_reason(clause: Clause) -> None:
    rights = BEHIND[clause.id] + [one for id in clause.given_by for one in BEHIND[id]]
    assert bool(rights) != bool(clause.gives_none)
    assert all(facts_behind(one) for one in rights)
    if clause.gives_none is not None:
        assert len(str(clause.gives_none).split()) >= 5
        assert str(clause.gives_none).endswith(".")


def test_a_clause_of_which_nobody_learns_what_it_gives_is_found() -> None:
    clauses = law().clauses
    bare = clauses["COE-2"].model_copy(update={"gives_none": None})
    both = clauses["COE-3"].model_copy(update={"gives_none": clauses["COE-2"].gives_none})
    astray = clauses["COE-13.2"].model_copy(update={"given_by": ("COE-12.1a", "COE-2")})
    found = {clause.id: says for clause, says in leads_nowhere([bare, both, astray], ENTITLEMENTS)}
    assert found == {
        "COE-2": "no right rests on it, and it does not say why",
        "COE-3": "gives_none says that it gives nothing, and a right rests on it",
        "COE-13.2": "given_by names COE-2, on which no right rests",
    }


def test_without_its_right_a_clause_would_not_load() -> None:
    doc = document("entitlements.yaml")
    fewer = [one for one in read_entitlements(doc, law()).values() if one.id != "medical.further"]
    assert [clause.id for clause, _ in leads_nowhere(law().clauses.values(), fewer)] == ["COE-12.3"]


def test_the_page_says_what_gives_a_promise_made_as_a_whole() -> None:
    line = next(line for line in ledger_table().splitlines() if "(`COE-13.2`) |" in line)
    assert "is given by CETS 197 Art 12(1)(a) (`COE-12.1a`)" in line


def test_the_page_says_why_a_clause_gives_nothing_and_how_it_is_known() -> None:
    line = next(line for line in ledger_table().splitlines() if "(`COE-45`) |" in line)
    assert "none of its own: It binds states when they join" in line
    assert "read: Netherlands official treaty collection" in line


def test_the_page_gives_no_wording_of_what_was_only_recalled() -> None:
    for clause in law().clauses.values():
        if clause.recalled:
            line = next(line for line in ledger_table().splitlines() if f"(`{clause.id}`) |" in line)
            assert "(heading alone: not read again)" in line
            assert "recalled: Recalled, not read again" in line


def test_a_right_that_no_case_shows_yet_still_says_what_would_open_it() -> None:
    told = facts_behind(law().entitlements["permit.kept"])
    assert told.startswith("not seen in a case: No stage records")
    assert told.endswith("(opens `permit.decided`)")


def test_the_table_of_treaties_has_each_state_once_for_each_instrument_and_says_what_is_open() -> None:
    lines = [line for line in treaty_table().splitlines() if line.startswith("| ")][2:]
    assert len(lines) == len(law().treaties.treaties)
    serbia = next(line for line in lines if line.startswith("| Serbia | COE |"))
    assert "2009-08-01 (read: Council of Europe" in serbia
    germany = next(line for line in lines if line.startswith("| Germany | COE |"))
    assert "2013-04-01 (read: Germany, Federal Ministry" in germany
    assert "not known to us (1)" in germany
    assert "2007-03-14 (recalled: " in next(line for line in lines if line.startswith("| Georgia | COE |"))
    assert "- (1) not known to us: day of signature; pages of the Council of Europe" in treaty_table()


@pytest.mark.parametrize(
    "clause", [clause for clause in law().clauses.values() if clause.from_status == "any"], ids=lambda clause: clause.id
)
def test_what_is_owed_to_everybody_has_a_right_that_waits_for_no_decision(clause: Clause) -> None:
    """But for the best interests of a child in its protection, which are looked at with the protection."""
    rights = BEHIND[clause.id]
    assert not rights or any(not one.who for one in rights) or clause.id == "COE-28.3"


@pytest.mark.parametrize(
    "clause", [clause for clause in law().clauses.values() if clause.from_status == "presumed"], ids=lambda clause: clause.id
)
def test_what_is_owed_from_presumption_on_does_not_wait_for_the_final_decision(clause: Clause) -> None:
    assert [one.id for one in BEHIND[clause.id] if one.who == ("formally_identified",)] == []
