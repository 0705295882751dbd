"""Who leaves the role of pages, and why: a list to be read by whoever reviews a new line of it. Source: decision 0006."""

import ast

from tests.tree.sources import SOURCE, functions, python_files, short, syntax

LEAVING = ("second_lock.writing", "second_lock.lifted")
LEAVES = {
    # acts and what is kept of them
    "cases/spine/door.py batch": "events, their rows and their keys are written together",
    "statistics/publication/door.py act": "an edition of figures and its row are written together",
    "cases/spine/editions.py _keep": "the law of the day is kept, of no case",
    "access/readlog.py looked": "a look is appended to the chain of all looks of its day",
    "portal/demo_door.py _move": "the clock of a demonstration is moved on",
    "programme/interventions/actions.py record": "a letter for a person is written with its past",
    "programme/interventions/actions.py _changed": "a letter for a person is changed with its past",
    "programme/interventions/actions.py _unsealed": "what was sealed of a letter goes",
    "programme/sealed.py _destroy": "the key of somebody erased goes, and the vault notes it",
    # reads that are rightly over all cases
    "access/doors.py find_by_name": "the index of names knows neither agency nor case",
    "access/readlog.py latest": "the coordinator reviews the looks of every agency",
    "access/readlog.py tied": "whoever reviews looks is told whether one was at a case",
    "access/readlog.py who_looked": "whoever speaks with the person may say which agencies have read",
    "cases/spine/reads.py how_many_cases": "a demonstration says at its door how many cases were invented",
    "portal/gaps.py standing": "what is not to be had is counted over all cases, and names none",
    "portal/morning/figures.py _position": "OVER_ALL",
    "portal/morning/figures.py _made": "OVER_ALL",
    "cases/referral/reads.py unanswered": "the coordinator's figures count referrals over all authorities, and name no case",
    "cases/notification/reads.py _combinations": "how many notifications tell the same, over all agencies; no row is shown",
    "statistics/publication/reads.py last": "how far the journal has come says nothing of a case",
    "statistics/publication/series.py last_month_end": "how far the journal had come says nothing of a case",
    "statistics/publication/series.py years": "how far the journal had come says nothing of a case",
    "portal/tables/kept.py of_period": "OVER_ALL",
    "portal/publications/since.py moving": "what moved a released figure is counted over all cases, by kind of event",
    "portal/publications/views.py publish": "what would be published is counted over all cases, and shown as it would be released",
    "cases/spine/reads.py references": "REVIEWS",
    "cases/spine/reads.py case_reviewed": "REVIEWS",
}


def test_who_leaves_the_role_of_pages_is_listed_with_the_reason() -> None:
    found = {}
    for path in (one for one in python_files() if "second_lock" in one.read_text()):
        for function in functions(syntax(path)):
            for call in ast.walk(function):
                if isinstance(call, ast.Call) and ast.unparse(call.func) in LEAVING:
                    found[f"{path.relative_to(SOURCE)} {function.name}"] = getattr(call.args[0], "value", ast.unparse(call.args[0]))
    assert found == LEAVES


def test_nobody_leaves_it_by_another_name() -> None:
    """`from … import lifted` or a statement of one's own would not be found above."""
    own = {SOURCE / "access" / "second_lock.py", SOURCE / "access" / "row_policies.py"}
    names = ("second_lock import", "set role", "reset role", "'role'", "opennrm.agency", "session authorization")
    assert [(short(path), name) for path in python_files() if path not in own for name in names if name in path.read_text().lower()] == []
