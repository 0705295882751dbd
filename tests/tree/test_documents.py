"""What can happen, be typed, be set or be meant is written down where a reader looks for it."""

import re
from pathlib import Path

import pytest
from tests.tree.sources import ROOT, SOURCE, short, text_files

from opennrm.cases.spine.meaning import meanings_of
from opennrm.journal import registry
from opennrm.portal import made

VARIABLE = re.compile(r"\bOPENNRM_[A-Z]+(?:_[A-Z]+)*\b")
EVENTS = registry.all_events()


def read(*names: str) -> str:
    return "\n".join((ROOT / name).read_text() for name in names if (ROOT / name).exists())


def test_there_are_events() -> None:
    assert len(EVENTS) > 10


@pytest.mark.parametrize("name", EVENTS)
def test_an_event_has_consequences(name: str) -> None:
    """A fact, a note of its stage or rows of its own follow from it; the rows of the spine follow from every event of a case."""
    assert registry.folds_of(name) or meanings_of(name) or registry.applies_of(name)


@pytest.mark.parametrize("name", EVENTS)
def test_an_event_has_its_line(name: str) -> None:
    assert re.search(rf"^\| `{re.escape(name)}` \|", read("docs/made/events.md"), re.MULTILINE)


@pytest.mark.parametrize("name", EVENTS)
def test_an_event_says_in_its_docstring_what_happened(name: str) -> None:
    assert (EVENTS[name].__doc__ or "").strip()


def test_every_verb_of_the_command_is_explained() -> None:
    from opennrm.portal.commands import main  # noqa: PLC0415  a click group, heavy only here

    text = read("README.md", "docs/commands.md")
    assert [verb for verb in verbs(main) if f"opennrm {verb}" not in text] == []


def verbs(group: object, before: str = "") -> list[str]:
    """`init`, `journal verify`, …: what can be typed after `opennrm`."""
    found = []
    for name, command in sorted(getattr(group, "commands", {}).items()):
        inner = verbs(command, f"{before}{name} ")
        found += inner or [f"{before}{name}"]
    return found


def test_every_environment_variable_is_in_the_readme() -> None:
    used = {name for path in text_files(".py", ".sh") if "tests" not in path.parts for name in VARIABLE.findall(path.read_text())}
    used |= set(VARIABLE.findall(read("Makefile")))
    assert used
    assert sorted(used - set(VARIABLE.findall(read("README.md")))) == []


def test_the_readme_names_no_variable_that_nothing_reads() -> None:
    used = {name for path in text_files(".py", ".sh", "") for name in VARIABLE.findall(path.read_text()) if path.name != "README.md"}
    assert sorted(set(VARIABLE.findall(read("README.md"))) - used) == []


def test_what_is_made_from_the_code_is_fresh() -> None:
    assert made.stale() == []


def test_the_diagram_is_made_from_the_code() -> None:
    from scripts import diagram  # noqa: PLC0415  reads the whole tree

    assert diagram.stale() == []


def test_every_decision_is_in_the_index() -> None:
    decisions = sorted(path.name for path in (ROOT / "docs/decisions").glob("[0-9]*.md") if not path.name.startswith("0000"))
    assert [name for name in decisions if name not in read("docs/decisions/0000-index.md")] == []


def test_paths_named_in_the_documents_are_there() -> None:
    """A recipe with a file name that is gone sends people into the woods."""
    documents = ["README.md", "CONTRIBUTING.md", "SECURITY.md", "docs/architecture.md", "docs/threat-model.md"]
    pattern = re.compile(r"`((?:src|tests|docs|scripts|requirements)/[\w./-]+)`")
    named = {path for document in documents for path in pattern.findall(read(document)) if "XX" not in path}
    assert named
    assert sorted(path for path in named if not (ROOT / path).exists()) == []


@pytest.mark.parametrize("target", re.findall(r"^([a-z-]+):.*##", read("Makefile"), re.MULTILINE))
def test_a_target_of_the_makefile_is_known_to_a_reader(target: str) -> None:
    assert f"make {target}" in read("README.md", "CONTRIBUTING.md")


def test_every_template_is_used() -> None:
    """Named in code or in another template, or, for a component, used as its tag."""
    templates = [path for path in text_files(".html") if "templates" in path.parts]
    text = "\n".join(path.read_text() for path in text_files(".py", ".html"))
    assert [short(path) for path in templates if not _used(path, text)] == []


def _used(path: Path, text: str) -> bool:
    name = path.as_posix().split("/templates/")[-1]
    if name.startswith(("account/", "mfa/", "usersessions/", "allauth/", "django/")) or re.fullmatch(r"\d{3}\.html", name):
        return True  # a library or Django asks for it by this name
    if name.startswith("cotton/"):
        component = name.removeprefix("cotton/").removesuffix(".html").removesuffix("/index").replace("/", ".").replace("_", "-")
        return f"<c-{component}" in text or f'"{component}"' in text
    return f'"{name}"' in text or f"'{name}'" in text


def test_the_tree_of_the_readme_names_every_package() -> None:
    packages = [path.parent.name for path in SOURCE.glob("*/__init__.py")]
    assert [name for name in packages if f"{name}/" not in read("README.md")] == []
