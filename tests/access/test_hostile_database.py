"""The second lock: with the filter of every door taken away, PostgreSQL itself keeps other agencies' cases from a page."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, models, router, transaction
from django.test import Client
from tests.access.addresses import OF_A_CASE, Route, rest_of, reverse
from tests.access.world import World, rolled_back

from opennrm.access import doors, row_policies, second_lock
from opennrm.access.actor import Actor
from opennrm.access.doors import CaseAccess, CaseDoor
from opennrm.access.policy import load_policy
from opennrm.cases.contact.models import FirstContact
from opennrm.cases.notification.models import Notification, SealedContact
from opennrm.cases.spine import door
from opennrm.cases.spine.models import Case
from opennrm.portal.commands.vault import health
from opennrm.programme.interventions.models import Intervention
from opennrm.statistics.carried.models import Carried
from opennrm.vault.models import DocumentRow, IndexRow

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
only_postgresql = pytest.mark.postgresql
GUARDED = row_policies.guarded()
OF_CASES = [model for model in GUARDED if model not in row_policies.of_an_agency()]
# Of no agency, and never asked by a page: the doors leave the role to search; the past of a letter is for its agency's operator; figures
# that are carried on hold small numbers, which pages are never told.
CLOSED = {IndexRow, DocumentRow, Intervention.history.model, Carried}
NAMES_A_CASE = {"case", "case_id", "contact", "contact_id", "stream", "stream_id", "subject", "subject_id"}


def asked(statement: str, *values: object) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


def column_of(model: type[models.Model]) -> str:
    return model.stream_field  # type: ignore[attr-defined]


def rows(model: type[models.Model], stream: UUID) -> int:
    """How many rows of a stream lie in a table, by a statement that asks no door."""
    return asked(f"select count(*) from {model._meta.db_table} where {column_of(model)} = %s", stream)[0][0]


@contextmanager
def reading_as(actor: Actor | None) -> Iterator[None]:
    """What a page's statements see; errors in it are undone."""
    with transaction.atomic(), second_lock.taken(actor.agency if actor else None):
        yield


# --- which tables ----------------------------------------------------------------------------------------------------------


def test_every_table_has_its_place() -> None:
    """A new table is guarded, open, or closed; the one that names a case is never open."""
    tables = {m for m in apps.get_models(include_auto_created=True) if router.db_for_read(m) == "default"}
    opened = {model for model in row_policies.rights() if model not in GUARDED}
    unread = {m for m in tables if m._meta.app_label in ("auth", "contenttypes")}
    assert tables == set(GUARDED) | opened | CLOSED | unread
    # In the work of the programme, which is of no case, a contact is whom to ask, and a subject what something is about (decision 0022).
    of_cases = [model for model in opened if not model._meta.app_label.startswith("programme_")]
    assert [m for m in of_cases if NAMES_A_CASE & {field.column for field in m._meta.concrete_fields}] == []


@only_postgresql
@pytest.mark.security("OPS-03")
def test_all_of_it_stands_in_the_database() -> None:
    assert row_policies.faults() == ()
    without = asked("select relname from pg_class where relkind = 'r' and relrowsecurity and relname = any(%s)", _tables(GUARDED))
    assert {name for (name,) in without} == set(_tables(GUARDED))
    seen_as_owner = asked(
        "select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace where nspname = 'public' and relkind in ('v', 'm')"
    )
    assert seen_as_owner == []  # a view reads as its owner, a materialised one holds rows of everybody


def _tables(found: Any) -> list[str]:
    return [model._meta.db_table for model in found]


# --- which rows ------------------------------------------------------------------------------------------------------------


@only_postgresql
@pytest.mark.security("OPS-03")
@pytest.mark.parametrize("model", OF_CASES, ids=lambda m: m._meta.db_table)
def test_another_agency_s_case_is_not_there(world: World, model: type[models.Model]) -> None:
    alone = {FirstContact: world.contact, Notification: world.notification, SealedContact: world.sealed_contact}
    if model in alone:  # a stream of its own, which the responder's agency holds
        hidden, own, theirs = alone[model], alone[model], world.ours.responder
    else:
        hidden, own, theirs = world.hidden, world.hers, world.ours.decider
    assert rows(model, hidden) > 0
    with reading_as(world.strangers.decider if model in alone else theirs):
        assert rows(model, hidden) == 0
    with reading_as(theirs):
        assert rows(model, own) == _all(model, own) > 0


def _all(model: type[models.Model], stream: UUID) -> int:
    with second_lock.lifted("the test counts"):
        return rows(model, stream)


@only_postgresql
@pytest.mark.security("OPS-03")
@pytest.mark.parametrize("model", GUARDED, ids=lambda m: m._meta.db_table)
def test_who_is_nobody_sees_no_row(world: World, model: type[models.Model]) -> None:
    with reading_as(None):
        assert asked(f"select count(*) from {model._meta.db_table}") == [(0,)]
        connection.cursor().execute("reset opennrm.agency")
        assert asked(f"select count(*) from {model._meta.db_table}") == [(0,)]


@only_postgresql
@pytest.mark.security("OPS-03")
def test_what_was_taken_back_is_closed_here_too(world: World) -> None:
    ended = [row for row in CaseAccess.objects.filter(case_id=world.withdrawn) if not row.relations]
    assert world.ours.agency("police").pk in {row.agency for row in ended}
    for row in ended:
        with transaction.atomic(), second_lock.taken(row.agency):
            assert [model for model in OF_CASES if rows(model, world.withdrawn)] == []


@only_postgresql
@pytest.mark.security("OPS-03")
def test_ties_looks_and_drafts_are_those_of_the_agency(world: World) -> None:
    world.browser(world.strangers.decider).get(reverse("portal:case", args=[world.hidden]))
    for actor in (world.ours.responder, world.ours.decider, world.strangers.decider):
        with reading_as(actor):
            for model, column in row_policies.of_an_agency().items():
                seen = {agency for (agency,) in asked(f"select distinct {column} from {model._meta.db_table}")}
                assert seen <= {actor.agency}, model
            assert asked("select count(*) from access_case")[0][0] > 0


# --- pages whose door is broken --------------------------------------------------------------------------------------------


@pytest.fixture
def no_first_lock(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Doors that open every case to everybody by every tie: the mistake that the second lock is for."""

    def open_wide(actor: Actor, case_id: UUID) -> CaseDoor:
        kind = "contact" if case_id == world.contact else "case"
        return CaseDoor(actor, case_id, kind, frozenset(load_policy().relations), frozenset())

    monkeypatch.setattr(doors, "case", open_wide)
    monkeypatch.setattr(doors, "_as_it_stands", lambda door: door)
    monkeypatch.setattr(doors, "visible_to", lambda actor, kind="case": CaseAccess.objects.filter(open=True, stream_kind=kind))


def page(client: Client, address: str) -> str:
    """What a page shows; nothing if it breaks, having found nothing to show."""
    client.raise_request_exception = False
    with rolled_back():
        return client.get(address, follow=True).content.decode(errors="replace")


@only_postgresql
@pytest.mark.security("OPS-03")
@pytest.mark.parametrize("route", [r for r in OF_A_CASE if not r.written.startswith("contacts/")], ids=lambda r: r.name)
def test_no_page_of_a_case_shows_another_agency_s(world: World, no_first_lock: None, route: Route) -> None:
    client = world.browser(world.ours.decider)
    shown = page(client, reverse(route.name, kwargs={"case_id": world.hidden, **rest_of(world, route)}))
    assert "Zqhidden" not in shown
    assert reference(world.hidden) not in shown


@only_postgresql
@pytest.mark.security("OPS-03")
def test_without_the_second_lock_the_same_pages_would_show_it(world: World, no_first_lock: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The test above can fail."""
    monkeypatch.setattr(second_lock, "_stands", lambda vendor, name: False)
    client = world.browser(world.ours.decider)
    assert reference(world.hidden) in page(client, reverse("portal:case", args=[world.hidden]))
    assert "Zqhidden" in page(client, reverse("referral:referral", args=[world.hidden]))
    assert str(world.hidden) in page(client, reverse("portal:cases"))


@only_postgresql
@pytest.mark.security("OPS-03")
@pytest.mark.parametrize("name", ["portal:today", "portal:cases", "referral:list", "contact:list"])
def test_no_list_shows_another_agency_s_case(world: World, no_first_lock: None, name: str) -> None:
    for actor in (world.ours.decider, world.ours.responder):
        shown = page(world.browser(actor), reverse(name))
        assert str(world.hidden) not in shown
        assert reference(world.hidden) not in shown


@only_postgresql
@pytest.mark.security("CRY-05")
def test_a_search_that_forgot_its_agency_finds_nobody_else_s_person(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    decider = world.ours.decider
    everybody = lambda actor, cases: {r.case_id: doors.of(actor, r) for r in CaseAccess.objects.filter(case_id__in=cases)}  # noqa: E731
    monkeypatch.setattr(doors, "_identity_open", everybody)
    name = "Zqhidden" + "Zqfamilynames" + "Zq"
    assert doors.find_by_name(decider, name) != []
    with reading_as(decider):
        assert doors.find_by_name(decider, name) == []


def reference(case_id: UUID) -> str:
    return Case.objects.get(case_id=case_id).reference


# --- statements that no page has ------------------------------------------------------------------------------------------

REFUSED = {
    "change a case": "update cases_case set state = 'x'",
    "delete a right": "delete from cases_right",
    "tie oneself to a case": "insert into access_case (agency, case_id) values (%(mine)s, %(hidden)s)",
    "tie oneself if it is free": "insert into access_case (agency, case_id) values (%(mine)s, %(hidden)s) on conflict do nothing",
    "widen one's own tie": "update access_case set relations = 'competent_authority'",
    "give one's own row away": "update access_case set agency = %(other)s where agency = %(mine)s",
    "write an event": "insert into journal_event select * from journal_event",
    "change the journal": "update journal_event set type = 'x'",
    "delete from the journal": "delete from journal_event",
    "empty the journal": "truncate journal_event",
    "lift its triggers": "alter table journal_event disable trigger user",
    "make it another installation": "update journal_installation set kind = 'demo'",
    "draw a place in the journal": "select nextval('journal_position')",
    "replace a sealed value": "update vault_sealedvalue set envelope = ''",
    "read the index of names": "select token from vault_indexrow",
    "take the policy away": "drop policy opennrm_pages on cases_case",
    "see without row security": "alter table cases_case disable row level security",
    "read without row security": "set local row_security = off; select count(*) from cases_case",
    "copy without row security": "set local row_security = off; copy cases_case to stdout",
    "copy to a program": "copy cases_case to program 'cat'",
    "make a table": "create table cases_copy as select * from cases_case",
    "make a view": "create view cases_view as select * from cases_case",
    "make a function": "create function f() returns int language sql security definer as 'select 1'",
    "make a role": "create role another superuser",
    "give oneself rights": "grant select on vault_indexrow to current_user",
    "bypass": "alter role current_user bypassrls",
}


@only_postgresql
@pytest.mark.security("OPS-03")
@pytest.mark.parametrize("statement", REFUSED.values(), ids=REFUSED)
def test_the_role_of_pages_may_not(world: World, statement: str) -> None:
    ids = {"mine": world.ours.decider.agency, "other": world.strangers.decider.agency, "hidden": world.hidden}
    says = "permission denied|must be owner|row-level security|must be superuser|must have admin|no privileges"
    with pytest.raises(DatabaseError, match=says), reading_as(world.ours.decider), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, ids)


@only_postgresql
@pytest.mark.security("OPS-03")
@pytest.mark.parametrize("statement", ["copy cases_case (case_id) to stdout", "copy (select stream from journal_event) to stdout"])
def test_a_copy_holds_the_agency_s_own_rows(world: World, statement: str) -> None:
    with reading_as(world.ours.decider), connection.connection.cursor() as cursor, cursor.copy(statement) as copied:
        found = {bytes(line).decode().strip() for line in copied}
    assert str(world.hers) in found
    assert str(world.hidden) not in found


@only_postgresql
@pytest.mark.security("OPS-03")
def test_a_lock_on_another_agency_s_row_finds_none(world: World) -> None:
    with reading_as(world.ours.decider):
        assert list(CaseAccess.objects.select_for_update(of=("self",)).filter(case_id=world.hidden)) == []
        assert len(CaseAccess.objects.select_for_update(of=("self",)).filter(case_id=world.hers)) == 1


@only_postgresql
@pytest.mark.security("OPS-03")
def test_a_hidden_id_and_an_absent_one_are_answered_alike(world: World) -> None:
    with reading_as(world.ours.decider):
        for model in OF_CASES:
            assert rows(model, world.hidden) == rows(model, uuid4()) == 0
        assert door.state_of(world.hidden) is None


# --- the connection that requests share -----------------------------------------------------------------------------------


def who_reads() -> tuple[str, str]:
    return asked("select current_user, coalesce(current_setting('opennrm.agency', true), '')")[0]  # type: ignore[return-value]


@only_postgresql
@pytest.mark.security("OPS-03")
def test_two_agencies_on_one_connection_see_each_their_own(world: World) -> None:
    before = who_reads()
    for actor, own, other in ((world.ours.decider, world.hers, world.hidden), (world.strangers.decider, world.hidden, world.hers)) * 2:
        client = world.browser(actor)
        assert client.get(reverse("portal:case", args=[own])).status_code == 200
        assert client.get(reverse("portal:case", args=[other])).status_code == 404
        assert who_reads() == before


@only_postgresql
@pytest.mark.security("OPS-03")
def test_what_the_last_request_left_does_not_open_the_next(world: World, no_first_lock: None) -> None:
    """A connection given back as the strangers', by a server that was killed between two statements."""
    asked(
        "select set_config('role', %s, false), set_config('opennrm.agency', %s, false)",
        row_policies.role(),
        str(world.strangers.decider.agency),
    )
    try:
        assert str(world.hidden) not in page(world.browser(world.ours.decider), reverse("portal:cases"))
    finally:
        asked("select set_config('role', 'none', false), set_config('opennrm.agency', '', false)")


@only_postgresql
@pytest.mark.security("OPS-03")
def test_an_error_gives_the_role_back(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    before, inside = who_reads(), []

    def fails(*args: object) -> None:
        inside.append(who_reads())
        raise RuntimeError

    monkeypatch.setattr(doors, "case", fails)
    with pytest.raises(RuntimeError):
        world.browser(world.ours.decider).get(reverse("portal:case", args=[world.hers]))
    assert inside == [(row_policies.role(), str(world.ours.decider.agency))]
    assert who_reads() == before


@only_postgresql
@pytest.mark.security("OPS-03")
@pytest.mark.parametrize("leaving", [second_lock.writing, second_lock.lifted], ids=lambda f: f.__name__)
def test_the_role_is_left_for_a_transaction_and_taken_again(world: World, leaving: Any) -> None:
    actor = world.ours.decider
    with second_lock.taken(actor.agency):
        within, own = (row_policies.role(), str(actor.agency)), connection.settings_dict["USER"]
        for error in (None, RuntimeError, DatabaseError):
            with suppress(RuntimeError, DatabaseError), leaving("the test looks"):
                assert who_reads()[0] == own
                with leaving("again"):
                    assert who_reads()[0] == own
                assert who_reads()[0] == own
                if error is DatabaseError:
                    asked("select 1/0")
                if error:
                    raise error
            assert who_reads() == within


# --- a lock that is off says so -------------------------------------------------------------------------------------------

BROKEN = {
    "no policy": ("drop policy opennrm_pages on cases_right", "cases_right"),
    "no row security": ("alter table vault_sealedvalue disable row level security", "vault_sealedvalue"),
    "more rights": ('grant delete on journal_event to "{role}"', "journal_event"),
    "fewer rights": ('revoke select on cases_case from "{role}"', "cases_case"),
    "a role that bypasses": ('alter role "{role}" bypassrls', "weak"),
    "a role that may sign in": ('alter role "{role}" login', "weak"),
}


@only_postgresql
@pytest.mark.security("OPS-03")
@pytest.mark.parametrize(("statement", "named"), BROKEN.values(), ids=BROKEN)
def test_a_lock_that_was_weakened_is_told_and_mended(statement: str, named: str) -> None:
    connection.cursor().execute(statement.format(role=row_policies.role()))
    assert [named in fault for fault in row_policies.faults()] == [True]
    left = row_policies.install()
    assert left == () or named == "weak"


@only_postgresql
@pytest.mark.security("OPS-03")
def test_a_lock_that_is_off_is_never_silent(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(row_policies, "role", lambda: "nobody_made_this")
    assert len(row_policies.faults()) == 1
    with pytest.raises(SystemExit) as ended:
        health.callback()  # type: ignore[misc]
    assert ended.value.code == 1
    said = capsys.readouterr().err
    assert "second lock is OFF" in said
    assert "nobody_made_this" in said


@pytest.mark.sqlite
def test_on_sqlite_nothing_is_asked_and_nothing_promised(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0), second_lock.taken(uuid4()), second_lock.lifted("nothing to lift"):
        assert (row_policies.faults(), row_policies.install()) == ((), ())
