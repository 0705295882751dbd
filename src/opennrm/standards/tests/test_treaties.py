"""Who is bound since when: the table of treaty status against the rules of the treaties, and what it refuses."""

from datetime import date, timedelta

import pytest

from opennrm.standards.load import document, law, read_treaties
from opennrm.standards.reading import Document, Misread
from opennrm.standards.treaty import Stated, TreatyStatus

SEVENTEEN = ("GB", "AL", "AM", "BG", "GE", "MD", "RS", "CH", "UA", "FR", "NO", "TR", "BY", "DE", "KZ", "KG", "RU")
ROWS = law().treaties.treaties


@pytest.mark.parametrize("state", SEVENTEEN)
def test_each_of_the_seventeen_states_has_a_row_for_each_of_the_three_instruments(state: str) -> None:
    assert all(law().treaties.of(state, instrument) for instrument in ("COE", "PAL", "EU"))


def test_three_of_the_seventeen_are_no_party_to_the_convention_and_all_are_to_the_protocol() -> None:
    outside = {row.state for row in ROWS if row.instrument == "COE" and not row.party}
    assert outside == {"KZ", "KG", "RU"}
    assert {row.state for row in ROWS if row.instrument == "PAL" and row.party} == set(SEVENTEEN)
    assert {row.state for row in ROWS if row.instrument == "EU" and row.party} == {"BG", "FR", "DE", "IT"}


def three_months_on(day: date) -> date:
    """The first day of the month after three months from a deposit. Source: CETS 197 Art 42(4), 43(2)."""
    month = day.year * 12 + day.month - 1 + 4
    return date(month // 12, month % 12 + 1, 1)


def in_force(row: TreatyStatus, deposit: date) -> date:
    rule = three_months_on(deposit) if row.instrument == "COE" else deposit + timedelta(30)
    return max(rule, law().instruments[row.instrument].in_force)


DEPOSITED = [row for row in ROWS if row.ratified or row.acceded]


@pytest.mark.parametrize("row", DEPOSITED, ids=lambda row: f"{row.state}-{row.instrument}")
def test_the_day_in_force_is_the_one_that_the_treaty_counts(row: TreatyStatus) -> None:
    deposit = row.ratified or row.acceded
    assert deposit is not None
    assert deposit.on is not None
    assert row.in_force is not None
    assert row.in_force.on == in_force(row, deposit.on)


def test_a_day_that_was_only_recalled_says_so() -> None:
    recalled = {(row.state, row.instrument, name) for row in ROWS for name, stated in row.steps() if stated.tag == "R"}
    assert recalled == {("GE", "COE", "ratified"), ("FR", "COE", "ratified")}
    assert not any(stated.certain for row in ROWS for _, stated in row.steps() if stated.tag == "R")
    assert all((stated.tag == "R") == (stated.source == "MEMORY") for row in ROWS for _, stated in row.steps())


def test_what_was_not_found_says_what_was_read() -> None:
    unknown = [stated.not_known_to_us for row in ROWS for _, stated in row.steps() if stated.not_known_to_us]
    assert unknown
    assert all(" read" in says and len(says.split()) > 8 for says in unknown)


def test_only_one_signature_is_known_never_to_have_been_given() -> None:
    assert [(row.state, name) for row in ROWS for name, stated in row.steps() if stated.never] == [("RU", "signed")]


TABLE = """\
states: {AA: {en: A state}}
treaties:
- {state: AA, instrument: COE, party: true, tag: V, source: NLT, signed: {on: 2005-05-16, tag: V, source: NLT},
   ratified: {on: 2006-01-01, tag: V, source: NLT}, in_force: {on: 2008-02-01, tag: V, source: NLT}}
"""


def test_the_table_of_these_tests_is_right() -> None:
    assert read_treaties(Document.read("t.yaml", TABLE), law()).of("AA", "COE") is not None


@pytest.mark.parametrize(
    ("instead", "by", "says"),
    [
        ("state: AA", "state: BB", "no state BB"),
        ("instrument: COE", "instrument: XYZ", "no instrument XYZ"),
        ("tag: V, source: NLT, signed", "tag: V, source: HEARSAY, signed", "no source HEARSAY"),
        ("in_force: {on: 2008-02-01, tag: V, source: NLT}", "in_force: {on: 2008-02-01, tag: V, source: HEARSAY}", "no source HEARSAY"),
        ("signed: {on: 2005-05-16, tag: V, source: NLT}", "signed: {on: 2005-05-16}", "has a tag and a source|have a tag and a source"),
        ("signed: {on: 2005-05-16, tag: V, source: NLT}", "signed: {tag: V, source: NLT}", "exactly one of"),
        ("on: 2006-01-01", "on: 2004-01-01", "not in order"),
        ("ratified:", "acceded:", "had not signed"),
        (", in_force: {on: 2008-02-01, tag: V, source: NLT}", "", "since some day"),
        ("treaties:\n", "treaties:\n- {state: AA, instrument: COE, party: false, tag: V, source: NLT}\n", "there twice"),
    ],
)
def test_a_row_that_is_not_sound_is_refused(instead: str, by: str, says: str) -> None:
    assert instead in TABLE
    with pytest.raises(Misread, match=says):
        read_treaties(Document.read("t.yaml", TABLE.replace(instead, by, 1)), law())


def test_a_state_does_not_both_ratify_and_accede() -> None:
    told = {"on": date(2006, 1, 1), "tag": "V", "source": "NLT"}
    with pytest.raises(ValueError, match="ratified and acceded"):
        TreatyStatus(
            state="AA",
            instrument="COE",
            party=True,
            tag="V",
            source="NLT",
            ratified=Stated(**told),
            acceded=Stated(**told),
            in_force=Stated(**told),
        )


def test_the_table_is_read_from_the_package() -> None:
    assert document("treaty_status.yaml").file == "standards/data/treaty_status.yaml"
