"""Tables in and out: a thousand rows with fifty bad ones, the same file again, formulas, archives that grow without end."""

import io
import re
import zipfile
from collections import Counter
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook
from tests.once import once

from opennrm.programme import typed
from opennrm.programme.activities import files, imports, reads, sheets
from opennrm.programme.activities.tests.programme import AIM, BODIES, HIDDEN, SECRET, TRAINING, Programme, a_programme, at, recorded
from opennrm.ui.spreadsheets import csv_text

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
ACTIVITIES = files.SHAPES["activities"]
WHOLE = typed.Activity(
    key="whole-1",
    kind="research",
    title="=1+1 is no formula",
    subject="-who- picks apples",
    when="2026-03/..",
    state="under_way",
    every_months=6,
    places=(typed.Place(country="XD", region="Aldmoor"), typed.Place(area="western_europe", about=True)),
    parts=(typed.Part(role="organiser", body="centre"), typed.Part(role="participant", people="police", country="XD", number=12)),
    asked=typed.Asked(body="shelter", when="2025-10", answered="2025-11-02"),
    money=(typed.Money(body="centre", amount=500, currency="EUR", pays_for="fieldwork"),),
    aims=("aim-1",),
    taskings=("OAP-IV-8.1",),
    topics=("labour_exploitation", "migration"),
    groups=("labour",),
    clauses=("COE-12.1",),
    materials=("handbook",),
    method="talks",
    sample="220 workers",
    findings=(typed.Finding(key="f-1", subject="@work unseen", countries=("XD",), topics=("identification",)),),
    outcomes=(
        typed.Outcome(
            key="o-1", kind="law_changed", subject="+a new law", body="shelter", country="XD", when="2026-09", clauses=("COE-13.1",)
        ),
        typed.Outcome(key="o-2", kind="trust_grew", evidence="Minutes", sources=("minutes:1-2",)),
    ),
    links=(typed.Link(kind="follows", to="training-1"),),
    sources=("letter-17",),
)


def the_programme() -> Programme:
    made = a_programme()
    recorded(made.officer, *BODIES, AIM, TRAINING, WHOLE, HIDDEN)
    return made


@pytest.fixture
def programme(db: None) -> Programme:
    return once(the_programme)


def csv_of(*rows: dict[str, str]) -> bytes:
    """A table with the columns of the template."""
    return csv_text([ACTIVITIES.columns, *([row.get(name, "") for name in ACTIVITIES.columns] for row in rows)]).encode("utf-8-sig")


def sent(programme: Programme, content: bytes, name: str = "rows.csv", shape: str = "activities") -> Any:
    return at(programme.officer).post(reverse("programme:import"), {"shape": shape, "file": SimpleUploadedFile(name, content)})


BAD = (
    ({"kind": "festival"}, "kind", "Write one of:"),
    ({"when": "last spring"}, "when", "This is no time"),
    ({"subject": "one two three four five six seven eight nine"}, "subject", "At most 8 words"),
    ({"part_body": "Nobody knows"}, "part_body", "Nothing is recorded under this name"),
    ({"place_country": "Atlantis"}, "place_country", "There is no such country"),
    ({"taskings": "OAP-IX-1"}, "taskings", "No clause has this number"),
    ({"key": ""}, "key", "This is needed"),
    ({"link_to": "nowhere", "link_kind": "follows"}, "link_to", "No activity is recorded under this reference"),
    ({"part_role": "organiser", "part_number": "many"}, "part_number", "Enter a whole number"),
    ({"aims": "aim-9"}, "aims", "No aim is recorded under aim-9"),
)


def a_thousand() -> tuple[list[dict[str, str]], dict[int, tuple[str, str]]]:
    """Rows, every twentieth with one mistake; and where each mistake stands, with the words that say what would be right."""
    rows, wrong = [], {}
    for n in range(1000):
        row = {
            "key": f"row-{n}",
            "kind": "training",
            "when": "2026-05" if n % 2 else "May 2026",
            "place_country": "XD",
            "part_role": "organiser",
            "part_body": "the centre",
        }
        if n % 20 == 7:
            change, column, words = BAD[(n // 20) % len(BAD)]
            row |= change
            wrong[n + 2] = (column, words)
        rows.append(row)
    return rows, wrong


def test_a_thousand_rows_with_fifty_bad_ones(programme: Programme) -> None:
    rows, wrong = a_thousand()
    found = imports.judge(csv_of(*rows), ACTIVITIES, programme.officer.agency)
    assert len(found.good) == 950
    assert {one.row for one in found.wrong} == set(wrong)
    assert len(wrong) == 50
    for one in found.wrong:
        assert (one.row, one.column, wrong[one.row][1] in one.says) == (one.row, wrong[one.row][0], True), one


def test_a_file_is_taken_over_in_parts_and_goes_on_where_it_was(programme: Programme, monkeypatch: pytest.MonkeyPatch) -> None:
    rows, _ = a_thousand()
    before = Counter(one.kind for one in reads.activities(reads.readable(programme.officer.agency, None)))
    answer = sent(programme, csv_of(*rows[:60]))
    page = at(programme.officer).get(answer["Location"]).content.decode()
    assert "57 records are right" in page
    assert "3 rows are refused" in page
    assert Counter(one.kind for one in reads.activities(reads.readable(programme.officer.agency, None))) == before
    job = imports.of_person(programme.officer.id).get()
    from opennrm.programme import door  # noqa: PLC0415
    from opennrm.programme.activities import actions  # noqa: PLC0415

    keeper = door.keeping(programme.officer, door.PROGRAMME)
    from opennrm.journal import clock  # noqa: PLC0415

    assert actions.go_on(keeper, job, clock.now(), most=20).done == 20
    with monkeypatch.context() as broken:
        broken.setattr(actions, "record", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            actions.go_on(keeper, job, clock.now(), most=20)
    assert imports.of_person(programme.officer.id).get().done == 20
    assert at(programme.officer).post(answer["Location"], {"do": "take"}).status_code == 302
    done = imports.of_person(programme.officer.id).get()
    assert (done.done, done.counts) == (57, {"new": 57, "changed": 0, "same": 0, "refused": 0})


def test_the_same_file_again_changes_nothing(programme: Programme) -> None:
    rows, _ = a_thousand()
    for counts in ({"new": 6, "same": 0}, {"new": 0, "same": 6}):
        answer = sent(programme, csv_of(*rows[:6]))
        at(programme.officer).post(answer["Location"], {"do": "take"})
        job = imports.of_person(programme.officer.id).get(pk=answer["Location"].split("/")[-2])
        assert {name: job.counts[name] for name in counts} == counts
    row = reads.readable(programme.officer.agency, None).get(key="row-1")
    assert row.history.count() == 1


@pytest.mark.security("INJ-01")
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_what_is_taken_along_comes_back_as_it_was(programme: Programme, form: str) -> None:
    content = at(programme.officer).get(reverse("programme:export", args=["activities", form])).content
    found = imports.judge(content, ACTIVITIES, programme.officer.agency)
    assert found.wrong == ()
    stands = reads.activities(reads.readable(programme.officer.agency, None))
    assert {one.key: one for one in found.good} == {one.key: one for one in stands}
    assert {one.key: one.parts for one in stands} == {"training-1": TRAINING.parts, "whole-1": WHOLE.parts}
    if form == "xlsx":
        page = load_workbook(io.BytesIO(content)).worksheets[0]
        assert {cell.data_type for row in page.iter_rows() for cell in row if cell.value is not None} == {"s"}
    else:
        assert not re.search(r"(?m)(^|,)\"?[=+@-]", content.decode("utf-8-sig"))


@pytest.mark.security("ACC-01")
def test_nothing_confidential_is_taken_along(programme: Programme) -> None:
    for actor in (programme.officer, programme.editor, programme.director):
        assert SECRET not in at(actor).get(reverse("programme:export", args=["activities", "csv"])).content.decode()
    assert at(programme.coordinator).get(reverse("programme:export", args=["activities", "csv"])).status_code == 404
    assert "training-1" not in at(programme.focal_point).get(reverse("programme:export", args=["activities", "csv"])).content.decode()


@pytest.mark.security("ACC-01")
def test_a_link_to_what_is_in_confidence_is_not_taken_along(programme: Programme) -> None:
    link = typed.Link(kind="follows", to="hidden-1")
    recorded(programme.officer, TRAINING.model_copy(update={"links": (link,)}))
    stands = reads.dossier(programme.officer.agency, programme.officer.agency).activities
    assert link in next(one.links for one in stands if one.key == "training-1")
    assert "hidden-1" not in at(programme.officer).get(reverse("programme:export", args=["activities", "csv"])).content.decode()


def test_many_records_are_read_some_at_a_time_and_are_the_same(programme: Programme, monkeypatch: pytest.MonkeyPatch) -> None:
    every = reads.activities(reads.readable(programme.officer.agency, None))
    monkeypatch.setattr(reads, "TOGETHER", 1)
    assert tuple(reads.each(reads.readable(programme.officer.agency, None))) == every
    assert len(every) > 1


def test_the_template_is_read_as_an_empty_table(programme: Programme) -> None:
    for shape in files.SHAPES:
        for form in ("csv", "xlsx"):
            content = at(programme.officer).get(reverse("programme:template", args=[shape, form])).content
            found = imports.judge(content, files.SHAPES[shape], programme.officer.agency)
            assert (found.good, found.wrong) == ((), ())


def test_organisations_come_in_by_the_same_way(programme: Programme) -> None:
    content = csv_text(
        [["key", "name", "kind", "within"], ["bar", "Bar of Port", "law_firm", "rooms"], ["rooms", "The Rooms", "court", ""]]
    ).encode()
    answer = sent(programme, content, shape="bodies")
    at(programme.officer).post(answer["Location"], {"do": "take"})
    assert reads.bodies(programme.officer.agency).get(key="bar").within.key == "rooms"


def workbook_with(cell: Any) -> bytes:
    book, kept = Workbook(), io.BytesIO()
    book.active.append(["key", "kind", "title", "when"])
    book.active.append(["k-1", "training", cell, "2026-05"])
    book.save(kept)
    return kept.getvalue()


@pytest.mark.security("INJ-01")
def test_a_formula_is_refused_and_never_computed(programme: Programme) -> None:
    found = imports.judge(workbook_with('=HYPERLINK("http://x.invalid","a")'), ACTIVITIES, programme.officer.agency)
    assert [(one.row, one.column) for one in found.wrong] == [(2, "title")]
    assert "formula" in found.wrong[0].says
    assert found.good == ()


def bomb(size: int) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * size)
    return kept.getvalue()


def with_entities() -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        archive.writestr("xl/workbook.xml", '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bb">]><a>&b;</a>')
    return kept.getvalue()


def with_entries(number: int) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        for n in range(number):
            archive.writestr(f"{n}.xml", "x")
    return kept.getvalue()


HOSTILE = {
    "bomb": bomb(60_000_000),
    "ratio": bomb(1_000_000),
    "entities": with_entities(),
    "entries": with_entries(1_001),
    "no workbook": with_entries(2),
    "cut": workbook_with("x")[:-200],
    "binary": b"\x00\x01\x02" * 100,
    "latin": "clé,genre\n".encode("latin-1"),
    "no key": b"kind,title\ntraining,x\n",
    "empty": b" ",
    "too large": b"key\n" + b"x\n" * 1_000_001,
    "too many": b"key\n" + b"x\n" * 5_001,
    "quotes": b'key\n"' + b"x" * 200_000,
}


@pytest.mark.security("FIL-03")
@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_that_is_no_table_is_refused_with_what_would_be_right(programme: Programme, name: str) -> None:
    with pytest.raises(sheets.NotRead):
        sheets.read(HOSTILE[name], ACTIVITIES)
    if len(HOSTILE[name]) < 2_000_000:
        page = sent(programme, HOSTILE[name], "file.xlsx")
        assert page.status_code == 200
        assert "id_file-error" in page.content.decode()


@pytest.mark.security("INJ-07")
def test_markup_in_a_file_is_text_on_the_page(programme: Programme) -> None:
    answer = sent(programme, csv_of({"key": "m-1", "kind": "<img onerror=x>", "title": "<script>"}), '"><img>.csv')
    page = at(programme.officer).get(answer["Location"]).content.decode()
    assert "<img onerror" not in page
    assert "<img>" not in page
    assert "&lt;img" in page


def test_a_file_is_seen_by_whoever_sent_it_alone_and_thrown_away(programme: Programme) -> None:
    where = sent(programme, csv_of({"key": "k-1", "kind": "training"}))["Location"]
    for actor in (programme.stranger, programme.editor, programme.coordinator):
        assert at(actor).get(where).status_code == 404
    assert at(programme.officer).post(where, {"do": "drop"}).status_code == 302
    assert at(programme.officer).get(where).status_code == 404
