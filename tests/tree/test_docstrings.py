"""Every public function of the pure packages says what it does, and which clause or design page it rests on."""

import ast
import re
from pathlib import Path

import pytest
from tests.tree.sources import python_files, short, syntax

PURE = re.compile(
    r"src/opennrm/((standards|countries)/.+|cases/\w+/(rules|(\w+_)?events)|cases/spine/(facts|ledger)|access/policy|journal/event)\.py"
)


def pure_files() -> list[Path]:
    return [path for path in python_files() if PURE.fullmatch(short(path))]


def public_functions(path: Path) -> list[ast.FunctionDef]:
    """Functions of the module and methods of its public classes, except private and special ones and what pydantic calls."""
    tree = syntax(path)
    holders = [tree, *(node for node in tree.body if isinstance(node, ast.ClassDef) and not node.name.startswith("_"))]
    held = [node for holder in holders for node in holder.body if isinstance(node, ast.FunctionDef)]
    return [node for node in held if not node.name.startswith(("_", "model_"))]


def test_there_are_pure_files() -> None:
    assert len(pure_files()) > 5


@pytest.mark.parametrize("path", pure_files(), ids=short)
def test_public_functions_name_their_source(path: Path) -> None:
    assert [f"{f.lineno} {f.name}" for f in public_functions(path) if "Source:" not in (ast.get_docstring(f) or "")] == []


@pytest.mark.parametrize("path", pure_files(), ids=short)
def test_pure_code_never_asks_for_the_time(path: Path) -> None:
    asked = [
        f"{node.lineno} {ast.unparse(node)}"
        for node in ast.walk(syntax(path))
        if isinstance(node, ast.Attribute) and node.attr in ("now", "today", "utcnow", "localdate")
    ]
    assert asked == []
