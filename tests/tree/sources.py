"""What the tests of the tree read: the files that belong to the project, its modules, their syntax."""

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "opennrm"
STAGES = tuple(sorted(p.parent.name for p in (SOURCE / "cases").glob("*/__init__.py") if p.parent.name != "spine"))
LEFT_OUT = {".git", ".venv", "node_modules", "__pycache__", "var", ".mypy_cache", ".ruff_cache", ".hypothesis"}


@cache
def files() -> tuple[Path, ...]:
    """Every file of the project: what git would commit, or, outside a checkout, all that lies here."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode == 0:
        found = [ROOT / name for name in listed.stdout.split("\0") if name]
    else:
        found = [path for path in ROOT.rglob("*") if not LEFT_OUT & set(path.relative_to(ROOT).parts)]
    return tuple(sorted(path for path in found if path.is_file()))


@cache
def python_files() -> tuple[Path, ...]:
    """The program: every module under src, without tests and migrations, which follow rules of their own."""
    return tuple(
        path for path in files() if path.suffix == ".py" and path.is_relative_to(SOURCE) and not {"tests", "migrations"} & set(path.parts)
    )


@cache
def python_modules() -> tuple[str, ...]:
    """The same as dotted names."""
    return tuple(module_name(path) for path in python_files())


def module_name(path: Path) -> str:
    """`src/opennrm/ui/forms.py` → `opennrm.ui.forms`."""
    parts = path.relative_to(SOURCE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def syntax(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(path.read_text(), filename=str(path))


def functions(tree: ast.AST) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method of a tree, nested ones too."""
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def short(path: Path) -> str:
    """A path as a reader of the project writes it."""
    return path.relative_to(ROOT).as_posix()


def of_others(path: Path) -> bool:
    """Compiled or taken over whole, with its licence: not ours to write."""
    return "static/ui" in short(path) or path.name.endswith(".min.js")


def text_files(*suffixes: str) -> list[Path]:
    """The project's files with one of these endings; all that read as text when none is given."""
    return [path for path in files() if (not suffixes or path.suffix in suffixes) and _reads_as_text(path)]


def _reads_as_text(path: Path) -> bool:
    try:
        path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return False
    return True
