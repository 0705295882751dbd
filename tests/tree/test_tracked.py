"""No file tells where it was made, and what is installed is what was locked."""

import json
import re

from tests.tree.sources import ROOT, of_others, short, text_files

# Where packages come from is the business of who installs them; a path of one machine is nobody's.
PLACES = re.compile(
    r"(--(extra-)?index-url|registry\s*=\s*[\"{h]|\"resolved\":\s*\"http|files\.python|registry\.npm|/packages/[0-9a-f]{2}/[0-9a-f]{2}/)"
    r"|(?<![\w.}])/(home|root|Users|work|mnt)/\w",
)
THIS = "tests/tree/test_tracked.py"
LOCKS = ("requirements/base.txt", "requirements/build.txt", "requirements/test.txt")


def test_no_index_host_and_no_path_of_a_machine() -> None:
    found = [
        f"{short(path)}:{number}: {line.strip()[:80]}"
        for path in text_files()
        if short(path) != THIS and not of_others(path)
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if PLACES.search(line)
    ]
    assert found == []


def test_every_locked_package_has_a_hash() -> None:
    for lock in LOCKS:
        entries = re.split(r"\n(?=\S)", (ROOT / lock).read_text())
        packages = [entry for entry in entries if "==" in entry.splitlines()[0]]
        assert packages
        assert [entry.splitlines()[0] for entry in packages if "--hash=sha256:" not in entry] == [], lock


def test_the_locks_agree_on_versions() -> None:
    """One environment holds all three."""
    versions: dict[str, set[str]] = {}
    for lock in LOCKS:
        for name, version in re.findall(r"^([\w.-]+)(?:\[[\w,]+\])?==(\S+)", (ROOT / lock).read_text(), re.MULTILINE):
            versions.setdefault(name, set()).add(version)
    assert {name: found for name, found in versions.items() if len(found) > 1} == {}


def test_the_lock_of_the_style_names_no_host_and_has_hashes() -> None:
    lock = ROOT / "package-lock.json"
    packages = json.loads(lock.read_text())["packages"] if lock.exists() else {}
    assert [name for name, entry in packages.items() if "resolved" in entry] == []
    assert [name for name, entry in packages.items() if name and "integrity" not in entry and not entry.get("link")] == []


def test_nothing_is_left_open() -> None:
    left = re.compile(r"\b(TODO|FIXME|XXX)\b|mark\.(skip|xfail)|assert True\b")
    code = [path for path in text_files(".py", ".html", ".sh", ".mjs") if short(path) != THIS and not of_others(path)]
    found = [f"{short(path)}:{n}" for path in code for n, line in enumerate(path.read_text().splitlines(), 1) if left.search(line)]
    assert found == []


def test_tests_stand_beside_the_graph_of_imports_not_in_it() -> None:
    """A test folder without `__init__.py` is no package: the contracts bind the program, a test may look anywhere."""
    assert [short(path) for path in text_files(".py") if path.name == "__init__.py" and "tests" in path.parts and "src" in path.parts] == []
