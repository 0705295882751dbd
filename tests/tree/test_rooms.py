"""Whoever knows one stage knows all: the same rooms, each with what belongs there."""

import ast
import re

import pytest
from tests.tree.sources import SOURCE, STAGES, functions, python_files, short, syntax

ROOMS = tuple(f"{room}.py" for room in ("events", "rules", "actions", "models", "applies", "reads", "forms", "views", "urls"))
FOLDERS = ("templates", "tests")
WRITES = {"save", "delete", "create", "update", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}
LABEL = re.compile(r"cases_\w+")


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_has_every_room(stage: str) -> None:
    assert [room for room in ROOMS + FOLDERS if not (SOURCE / "cases" / stage / room).exists()] == []


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_is_an_application_of_its_own(stage: str) -> None:
    assert f'"cases_{stage}"' in (SOURCE / "cases" / stage / "apps.py").read_text()


def test_what_a_view_or_form_does_is_not_writing() -> None:
    shown = [f for f in python_files() if f.stem in ("views", "forms") or f.parent.name in ("views", "forms")]
    writes = [
        f"{short(f)}:{call.lineno} {ast.unparse(call.func)}"
        for f in shown
        for call in ast.walk(syntax(f))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr in WRITES
        if not ast.unparse(call.func.value).startswith(("super()", "self.fields", "context", "request.session"))
    ]
    assert writes == []


def test_nothing_is_done_behind_the_back() -> None:
    """No signals, no saving with side effects, no logic in a manager's `create`: what an act does stands in its action."""
    found = []
    for path in python_files():
        for node in ast.walk(syntax(path)):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(("django.db.models.signals", "django.dispatch")):
                found.append(f"{short(path)}:{node.lineno} signals")
            if isinstance(node, ast.ClassDef) and any("Model" in ast.unparse(b) or "Manager" in ast.unparse(b) for b in node.bases):
                found += [f"{short(path)}:{f.lineno} {node.name}.{f.name}" for f in functions(node) if f.name in ("save", "create")]
    assert [line for line in found if not _refuses(line)] == []


def _refuses(line: str) -> bool:
    """A `save` or `create` that only raises (the journal's rows, projections) is the opposite of an effect."""
    place, name = line.split(" ", 1)
    path, number = place.split(":")
    for function in functions(syntax(SOURCE.parents[1] / path)):
        if function.lineno == int(number) and name.endswith(function.name):
            body = [node for node in function.body if not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))]
            return all(isinstance(node, ast.Raise) for node in body)
    return False


def test_a_row_is_locked_alone() -> None:
    """`select_for_update` without `of` locks what it joins, too: other people's rows, in an order nobody chose."""
    calls = [
        (short(f), call)
        for f in python_files()
        for call in ast.walk(syntax(f))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "select_for_update"
    ]
    assert [f"{path}:{call.lineno}" for path, call in calls if "of" not in {k.arg for k in call.keywords}] == []


def test_no_key_crosses_from_stage_to_stage() -> None:
    apps = pytest.importorskip("django.apps").apps
    crossing = [
        f"{model._meta.label}.{field.name} → {field.related_model._meta.label}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.concrete and field.is_relation and LABEL.fullmatch(model._meta.app_label)
        if LABEL.fullmatch(field.related_model._meta.app_label) and field.related_model._meta.app_label != model._meta.app_label
    ]
    assert crossing == []
