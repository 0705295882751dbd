"""Files that fit a head, functions that fit a screen, names that say something."""

import ast

from tests.tree.sources import ROOT, files, functions, of_others, python_files, short, syntax

LINES_OF_A_FILE = 400
LINES_OF_A_FUNCTION = 50
# A longer file needs its reason here. Data, scenarios, locks and documents are exempt.
LONGER: dict[str, str] = {}
VAGUE = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "core",
    "lib",
    "libraries",
    "misc",
    "managers",
    "service",
    "services",
    "base",
    "tools",
}
CODE = (".py", ".html", ".mjs", ".js", ".scss", ".sh")


def test_no_file_is_longer_than_a_head_holds() -> None:
    code = [f for f in files() if f.suffix in CODE and not of_others(f) and short(f) not in LONGER]
    assert [f"{short(f)}: {n} lines" for f in code if (n := len(f.read_text().splitlines())) > LINES_OF_A_FILE] == []


def test_a_file_on_the_list_of_longer_ones_is_there_and_longer() -> None:
    assert [name for name in LONGER if len((ROOT / name).read_text().splitlines()) <= LINES_OF_A_FILE] == []


def test_no_function_is_longer_than_a_screen() -> None:
    code = [f for f in files() if f.suffix == ".py" and "migrations" not in f.parts]
    long = [
        f"{short(f)}:{function.lineno} {function.name}"
        for f in code
        for function in functions(syntax(f))
        if function.end_lineno and function.end_lineno - function.lineno >= LINES_OF_A_FUNCTION
    ]
    assert long == []


def test_functions_stay_short_on_the_whole() -> None:
    """Goals of the house: median at most nine lines, nine of ten at most thirty."""
    lengths = sorted(f.end_lineno - f.lineno + 1 for file in python_files() for f in functions(syntax(file)) if f.end_lineno)
    assert lengths[len(lengths) // 2] <= 9
    assert lengths[int(len(lengths) * 0.9)] <= 30


def test_no_module_has_a_name_that_says_nothing() -> None:
    named = [f for f in files() if f.suffix in (".py", ".html")]
    assert [short(f) for f in named if VAGUE & {f.stem, f.parent.name} and f.name != "base.html"] == []


def test_every_package_says_which_question_it_answers() -> None:
    packages = [f for f in python_files() if f.name == "__init__.py" and f.parent.name != "templatetags"]
    assert [short(f) for f in packages if not ast.get_docstring(syntax(f))] == []
