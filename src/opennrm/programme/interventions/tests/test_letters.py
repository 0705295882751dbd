"""A letter for a person: its clock, who reads it, what a report may tell, that who it was for can be erased."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from tests import people

from opennrm.access.actor import Actor
from opennrm.access.models import Look
from opennrm.programme import door, sealed, typed
from opennrm.programme.interventions import actions, reads, rules
from opennrm.programme.interventions.models import Intervention, LetterText
from opennrm.programme.interventions.typed import Letter
from opennrm.standards.refusal import Refused

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
AT, TODAY = datetime(2026, 11, 2, 9, tzinfo=UTC), date(2026, 11, 2)
SENT = typed.Intervention(
    key="letter-1",
    when="2026-10-05",
    country="GB",
    concern="detention",
    asked_by=typed.Asked(body="small-house", people="lawyers"),
    reply_due="2026-11-05",
    reply="waiting",
    clauses=("OAP-III-4.5",),
)
LETTER = Letter(for_whom="Zqanna Zqwho", happened="Zqheld since June", letter="Zqdear minister")


@pytest.fixture
def staff() -> dict[str, Actor]:
    people.an_installation()
    ours, theirs = people.an_agency("international_organisation"), people.an_agency("international_organisation")
    roles = ("programme_officer", "programme_editor", "programme_director", "focal_point", "monitor", "data_protection_officer")
    found = {role: people.a_person(ours, role) for role in roles}
    return {**found, "stranger": people.a_person(theirs, "programme_officer"), "coordinator": people.the_coordinator()}


def written(staff: dict[str, Actor], **changes: Any) -> Intervention:
    keeper = door.keeping(staff["programme_officer"], door.INTERVENTION)
    return actions.record(keeper, SENT.model_copy(update=changes), AT, LETTER)


def test_who_writes_and_who_answers_for_it_read_the_letter_and_each_look_is_kept(staff: dict[str, Actor]) -> None:
    row = written(staff)
    for role in ("programme_officer", "programme_director"):
        assert [one for one, _standing in reads.letters(staff[role], TODAY)] == [row]
        assert reads.opened(staff[role], row, "letter") == {code: words for code, words in LETTER.model_dump().items() if words}
    assert Look.objects.filter(case_id=row.id).count() == 2
    assert sorted(who for _at, who in reads.looks(row)) == sorted(staff[role].name for role in ("programme_officer", "programme_director"))


@pytest.mark.security("ACC-01")
@pytest.mark.parametrize("who", ["programme_editor", "focal_point", "monitor", "coordinator", "stranger"])
def test_to_nobody_else_is_there_a_letter(staff: dict[str, Actor], who: str) -> None:
    row = written(staff)
    assert reads.letters(staff[who], TODAY) == []
    assert reads.opened(staff[who], row, "letter") == {}
    assert not Look.objects.filter(case_id=row.id).exists()


@pytest.mark.parametrize("who", ["programme_editor", "focal_point", "monitor", "coordinator"])
def test_nobody_else_writes_one(staff: dict[str, Actor], who: str) -> None:
    with pytest.raises(Refused):
        door.keeping(staff[who], door.INTERVENTION)


def test_nothing_in_clear_says_for_whom(staff: dict[str, Actor]) -> None:
    row = written(staff)
    clear = [*Intervention.objects.filter(pk=row.pk).values(), *Intervention.history.values()]
    assert "Zq" not in str(clear)
    sealed = b"".join(bytes(text.envelope) for text in LetterText.objects.all())
    assert not [word for word in (b"Zqanna", b"Zqheld", b"Zqdear") if word in sealed], "whole words: two letters stand there by chance"


@pytest.mark.parametrize(
    ("reply", "due", "stands"),
    [
        ("waiting", date(2026, 11, 20), "waiting"),
        ("waiting", date(2026, 11, 9), "near"),
        ("waiting", date(2026, 11, 2), "near"),
        ("waiting", date(2026, 11, 1), "over"),
        ("waiting", None, "waiting"),
        ("replied", date(2026, 11, 1), "replied"),
        ("no_reply", date(2026, 11, 1), "no_reply"),
    ],
)
def test_the_clock_of_a_reply_says_where_it_stands(reply: str, due: date | None, stands: str) -> None:
    assert rules.standing(reply, due, TODAY) == stands


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"replied": "2026-09-01", "reply": "replied"}, "intervention.replied-first"),
        ({"reply_due": "2026-10-01"}, "intervention.due-first"),
        ({"reply": "replied"}, "intervention.when-replied"),
        ({"replied": "2026-10-20"}, "intervention.no-reply"),
    ],
)
def test_a_letter_that_cannot_be_so_is_refused(staff: dict[str, Actor], changes: dict[str, str], code: str) -> None:
    with pytest.raises(Refused) as refused:
        written(staff, **changes)
    assert [one.code for one in refused.value.refusals] == [code]
    assert not Intervention.objects.exists()


def test_the_letters_whose_time_is_over_or_near_stand_first(staff: dict[str, Actor]) -> None:
    for key, due, reply in (("later", "2026-12-20", "waiting"), ("near", "2026-11-05", "waiting"), ("over", "2026-10-30", "waiting")):
        written(staff, key=key, reply_due=due, reply=reply)
    written(staff, key="done", reply="replied", replied="2026-10-20")
    assert [row.key for row, _ in reads.letters(staff["programme_officer"], TODAY)] == ["over", "near", "later", "done"]
    assert reads.pressing(staff["programme_officer"], TODAY) == 2


def test_a_report_may_tell_the_open_part_of_the_letters_that_were_opened_to_it_and_of_no_other(staff: dict[str, Actor]) -> None:
    agency = staff["programme_editor"].agency
    written(staff)
    assert reads.told(agency, agency) == ()
    written(staff, told=True)
    (one,) = reads.told(agency, door.confidence(staff["programme_editor"]))
    assert (one.country, one.concern, one.reply) == ("GB", "detention", "waiting")
    assert one.asked_by == typed.Asked(people="lawyers")
    assert reads.told(agency, None) == reads.told(agency, staff["stranger"].agency) == ()


def test_who_it_was_for_is_erased_and_that_there_was_a_letter_stays(
    staff: dict[str, Actor], django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    row, officer = written(staff, told=True), staff["programme_officer"]
    kept = list(LetterText.objects.all())
    with django_capture_on_commit_callbacks(using="default", execute=True):
        actions.erase(door.keeping(officer, door.INTERVENTION), "letter-1", AT)
    assert reads.opened(officer, row, "letter") == {}
    assert not LetterText.objects.exists()
    LetterText.objects.bulk_create(kept)  # as a thief's copy or a backup would bring them back
    assert reads.opened(officer, row, "letter") == {}
    assert len(reads.told(officer.agency, officer.agency)) == len(reads.letters(officer, TODAY)) == 1
    with pytest.raises(Refused):
        written(staff)


def test_a_key_under_which_a_letter_is_sealed_is_not_swept_away(staff: dict[str, Actor]) -> None:
    row = written(staff)
    assert sealed.in_use([row.id]) == {row.id}


@pytest.mark.security("ACC-01")
def test_that_a_letter_was_opened_is_reviewed_in_the_own_agency_and_told_to_no_coordinator(staff: dict[str, Actor]) -> None:
    row = written(staff)
    reads.opened(staff["programme_officer"], row, "letter")
    reviewed, everywhere = (
        people.signed_in(staff[who]).get("/looks/").content.decode() for who in ("data_protection_officer", "coordinator")
    )
    assert "A sealed record of the programme" in reviewed
    assert staff["programme_officer"].name in reviewed
    assert "Nobody has opened a case yet." in everywhere
    assert staff["programme_officer"].name not in everywhere


def test_what_was_answered_is_sealed_with_the_letter_and_takes_the_place_of_nothing_else(staff: dict[str, Actor]) -> None:
    row, reader = written(staff), people.signed_in(staff["programme_director"])
    said = {"reply": "replied", "replied": "2026-10-30", "outcome": "taken up again", "answered": "Zqwe know of him"}
    assert reader.post(f"/programme/interventions/{row.id}/reply/", said).status_code == 302
    assert reads.opened(staff["programme_officer"], row, "letter")["answered"] == "Zqwe know of him"
    assert reads.opened(staff["programme_officer"], row, "letter")["letter"] == LETTER.letter
    assert "Zq" not in str([*Intervention.objects.values(), *Intervention.history.values()])
    page = reader.get(f"/programme/interventions/{row.id}/").content.decode()
    assert staff["programme_officer"].name in page
    assert "Zq" not in page


def test_whether_a_report_may_tell_of_a_letter_is_chosen_and_never_silent(staff: dict[str, Actor]) -> None:
    reader, said = people.signed_in(staff["programme_officer"]), {"country": "Austria", "concern": "detention"}
    page = reader.post("/programme/interventions/new/", said).content.decode()
    assert "Choose whether reports may tell of it" in page
    for told in ("yes", "no"):
        assert reader.post("/programme/interventions/new/", {**said, "told": told}).status_code == 302
    assert sorted(Intervention.objects.values_list("told", flat=True)) == [False, True]


def test_the_clauses_that_a_letter_rests_on_are_chosen_by_name(staff: dict[str, Actor]) -> None:
    reader = people.signed_in(staff["programme_officer"])
    said = {"country": "Austria", "concern": "detention", "told": "no", "letter": "We ask you"}
    page = reader.post("/programme/interventions/new/", {**said, "clauses": ["psychological", "identify"]}).content.decode()
    assert page.count('<datalist id="clauses">') == 1
    assert "More than one clause fits “identify”" in page
    assert 'value="psychological"' in page
    assert "We ask you" in page
    assert reader.post("/programme/interventions/new/", {**said, "clauses": ["psychological", "COE-2"]}).status_code == 302
    assert Intervention.objects.get().clauses == ["COE-12.1a", "COE-2"]


def test_a_letter_that_is_taken_out_leaves_nothing_sealed_behind(
    staff: dict[str, Actor], django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    row, officer = written(staff, told=True), staff["programme_officer"]
    with django_capture_on_commit_callbacks(using="default", execute=True):
        assert people.signed_in(officer).post(f"/programme/interventions/{row.id}/remove/").status_code == 302
    assert reads.letters(officer, TODAY) == []
    assert reads.told(officer.agency, officer.agency) == ()
    assert not LetterText.objects.exists()
    assert people.signed_in(officer).get(f"/programme/interventions/{row.id}/").status_code == 404
