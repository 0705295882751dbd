"""The contracts of `.importlinter` hold in the tree, let a tree of legal imports pass, and catch each illegal import on its own."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from importlinter.application.use_cases import _register_built_in_contract_types, create_report, read_user_options
from importlinter.configuration import configure
from tests.tree.sources import ROOT, SOURCE, STAGES, python_files, python_modules, short

# What is legal and lies close to what is not: downwards, into the spine, through the doors.
LEGAL = [
    ("portal.case_page", "cases.contact.reads"),
    ("portal.case_page", "cases.identification.reads"),
    ("portal.commands", "statistics.reads"),
    ("statistics.reads", "cases.spine.models"),
    ("cases.contact.views", "cases.contact.actions"),
    ("cases.contact.views", "cases.contact.reads"),
    ("cases.contact.actions", "cases.contact.events"),
    ("cases.contact.actions", "cases.spine.door"),
    ("cases.contact.actions", "vault.drafts"),
    ("cases.contact.applies", "cases.contact.models"),
    ("cases.contact.events", "cases.spine.facts"),
    ("cases.contact.events", "journal.registry"),
    ("cases.contact.rules", "countries.profile"),
    ("cases.contact.models", "django.db"),
    ("cases.contact.models", "journal.models"),
    ("cases.spine.door", "journal.store"),
    ("cases.spine.door", "vault.seal"),
    ("cases.spine.door", "vault.index"),
    ("access.readlog", "journal.store"),
    ("statistics.publication.door", "journal.store"),
    ("statistics.publication.actions", "statistics.publication.door"),
    ("access.doors", "vault.reveal"),
    ("access.doors", "access.models"),
    ("access.doors", "vault.index"),
    ("programme.record.loading", "programme.activities.actions"),
    ("mechanism.actions", "access.policy"),
    ("programme.sealed", "vault.seal"),
    ("programme.sealed", "vault.reveal"),
    ("programme.report.reads", "programme.activities.reads"),
    ("programme.record.load", "programme.contacts.actions"),
    ("programme.record.load", "programme.report.reads"),
    ("programme.activities.offered", "programme.pointers"),
    ("vault.seal", "vault.keys"),
    ("countries.profile", "standards.load"),
    ("ui.forms", "django.forms"),
]
# contract, who imports, what it may not
ILLEGAL = [
    ("tree", "standards.load", "countries.profile"),
    ("tree", "countries.profile", "ui.forms"),
    ("tree", "ui.forms", "journal.registry"),
    ("tree", "journal.registry", "cases.contact.events"),
    ("tree", "vault.seal", "access.policy"),
    ("tree", "access.doors", "mechanism.reads"),
    ("tree", "mechanism.actions", "cases.spine.door"),
    ("tree", "cases.spine.worklist", "portal.case_page"),
    ("tree", "cases.spine.worklist", "statistics.tables"),
    ("stages", "cases.contact.actions", "cases.referral.actions"),
    ("stages", "cases.identification.rules", "cases.referral.events"),
    ("stages", "cases.support.views", "cases.protection.reads"),
    ("stages", "cases.spine.door", "cases.contact.events"),
    ("programme", "programme.activities.actions", "programme.record.reading"),
    ("programme", "programme.activities.views", "programme.report.reads"),
    ("programme", "programme.activities.reads", "programme.materials.reads"),
    ("programme", "programme.contacts.views", "programme.activities.reads"),
    ("programme", "programme.interventions.actions", "programme.activities.models"),
    ("programme", "programme.materials.reads", "programme.report.reads"),
    ("programme", "programme.report.reads", "programme.record.load"),
    ("pure", "programme.contacts.fit", "programme.contacts.models"),
    ("pure", "standards.load", "django.conf"),
    ("pure", "countries.profile", "django.utils.timezone"),
    ("pure", "statistics.release.protect", "django.db"),
    ("pure", "statistics.release.protect", "statistics.reads"),
    ("pure", "statistics.publication.rules", "statistics.publication.reads"),
    ("pure", "journal.event", "django.db"),
    ("pure", "access.policy", "access.models"),
    ("pure", "cases.spine.facts", "journal.store"),
    ("pure", "cases.spine.ledger", "cases.spine.models"),
    ("pure", "cases.contact.rules", "cases.contact.reads"),
    ("pure", "cases.contact.events", "vault.seal"),
    ("pure", "cases.protection.rules", "socket"),
    ("pure", "cases.protection.rules", "random"),
    ("pure-figures", "statistics.margins.days", "django.db"),
    ("pure-figures", "statistics.tables", "cases.spine.models"),
    ("thin-views", "cases.contact.views", "cases.contact.models"),
    ("thin-views", "cases.contact.views", "cases.contact.events"),
    ("thin-views", "cases.referral.forms", "cases.referral.applies"),
    ("thin-views", "cases.referral.forms", "vault.drafts"),
    ("thin-views", "mechanism.views", "mechanism.models"),
    ("one-door", "cases.contact.actions", "journal.store"),
    ("one-door", "cases.contact.actions", "journal.rows"),
    ("one-door", "portal.case_page", "journal.store"),
    ("access-tables", "cases.contact.reads", "access.models"),
    ("keys", "cases.spine.door", "vault.keys"),
    ("keys", "access.doors", "vault.erase"),
    ("seal", "cases.contact.actions", "vault.seal"),
    ("seal", "mechanism.actions", "vault.seal"),
    ("index", "mechanism.actions", "vault.index"),
    ("index", "cases.identification.reads", "vault.index"),
    ("reveal", "cases.contact.reads", "vault.reveal"),
    ("reveal", "cases.spine.door", "vault.reveal"),
    ("seal", "programme.contacts.actions", "vault.seal"),
    ("reveal", "programme.contacts.reads", "vault.reveal"),
    ("files", "cases.contact.actions", "vault.files"),
    ("files", "cases.spine.door", "vault.files"),
]
PURE = [
    module
    for module in python_modules()
    if re.fullmatch(
        r"opennrm\.(standards|countries)(\..+)?|opennrm\.journal\.event|opennrm\.access\.policy"
        r"|opennrm\.cases\.spine\.(facts|ledger)|opennrm\.cases\.\w+\.(rules|events)",
        module,
    )
]


CONTRACTS = (ROOT / ".importlinter").read_text()
OUTSIDE = ("django", "socket", "random")
ROOMS = ("events", "rules", "actions", "models", "applies", "reads", "forms", "views")


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Iterator["Tree"]:
    """A small tree of legal imports, with our names under our contracts."""
    place = tmp_path_factory.mktemp("seeded")
    configure()
    _register_built_in_contract_types()
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(place)
        yield Tree(place, legal_imports())


def legal_imports() -> dict[str, list[str]]:
    """Every module that a contract or a seed names, with the legal imports it makes."""
    named = set(re.findall(r"^    opennrm\.([\w.]+)$", CONTRACTS, re.MULTILINE))
    named |= {f"cases.{stage}.{room}" for stage in STAGES for room in ROOMS}
    named |= {module for _, importer, imported in ILLEGAL for module in (importer, imported)}
    named |= {module for pair in LEGAL for module in pair}
    imports: dict[str, list[str]] = {module: [] for module in sorted(named) if module.split(".")[0] not in OUTSIDE}
    for module in imports:
        if module.endswith((".models", ".reads")):
            imports[module].append("django.db")
    for importer, imported in LEGAL:
        imports[importer].append(imported)
    return imports


class Tree:
    """Our contracts over a package of another name, so that the one being tested is not in the way."""

    def __init__(self, place: Path, imports: dict[str, list[str]]) -> None:
        self.package = place / "seeded_tree"
        self.config = place / ".importlinter"
        self.imports = imports
        self.config.write_text(re.sub(r"\bopennrm\b", self.package.name, CONTRACTS))
        for module in imports:
            self.write(module)

    def write(self, module: str, *more: str) -> None:
        """Write one module with its imports, and any further ones."""
        path = self.package.joinpath(*module.split("."))
        is_package = any(other.startswith(f"{module}.") for other in self.imports)
        path = path / "__init__.py" if is_package else path.with_suffix(".py")
        path.parent.mkdir(parents=True, exist_ok=True)
        for folder in (path.parent, *path.parent.parents[: len(path.relative_to(self.package).parts) - 1]):
            (folder / "__init__.py").touch()
        names = [
            name if name.split(".")[0] in OUTSIDE else f"{self.package.name}.{name}" for name in [*self.imports.get(module, []), *more]
        ]
        path.write_text("".join(f"import {name}\n" for name in names))

    def broken(self) -> set[str]:
        """The contracts that do not hold, by their ids."""
        report = create_report(read_user_options(str(self.config)), cache_dir=None)
        return {str(contract.contract_options["id"]) for contract, check in report.get_contracts_and_checks() if not check.kept}

    def broken_by(self, importer: str, imported: str) -> set[str]:
        """The contracts that one more import breaks."""
        self.write(importer, imported)
        try:
            return self.broken()
        finally:
            self.write(importer)


def test_the_tree_keeps_its_contracts() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()", "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_legal_imports_pass(seeded: Tree) -> None:
    assert seeded.broken() == set()


@pytest.mark.parametrize(("contract", "importer", "imported"), ILLEGAL)
def test_an_illegal_import_is_caught(seeded: Tree, contract: str, importer: str, imported: str) -> None:
    assert contract in seeded.broken_by(importer, imported)


def test_every_contract_is_tried_with_a_seed() -> None:
    assert set(re.findall(r"contract:([\w-]+)\]", CONTRACTS)) == {contract for contract, _, _ in ILLEGAL}


def test_an_undeclared_package_is_caught(seeded: Tree) -> None:
    extra = seeded.package / "extras"
    extra.mkdir()
    (extra / "__init__.py").touch()
    try:
        assert seeded.broken() == {"tree"}
    finally:
        shutil.rmtree(extra)


def test_no_view_or_form_escapes_its_contract() -> None:
    """The contract names modules; one called `case_views` is a view all the same."""
    named = [m for m in python_modules() if re.fullmatch(r"opennrm\.(cases\.\w+|mechanism)\.\w*(views|forms)", m)]
    plain = [m for m in named if re.fullmatch(r"opennrm\.cases\.\w+\.(views|forms)", m)]
    assert plain
    assert [m for m in named if m not in plain and f"    {m}\n" not in CONTRACTS] == []


def test_only_the_journal_names_its_table_of_events() -> None:
    outside = [path for path in python_files() if SOURCE / "journal" not in path.parents]
    assert [short(path) for path in outside if "JournalEvent" in path.read_text()] == []


def test_what_carries_the_law_imports_without_django() -> None:
    script = (
        "import sys\n"
        "class Blocked:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name.split('.')[0] in ('django', 'psycopg', 'sqlite3'):\n"
        "            raise ImportError(f'{name} is blocked here')\n"
        "sys.meta_path.insert(0, Blocked())\n"
        "import importlib\n"
        f"for name in {PURE!r}:\n"
        "    importlib.import_module(name)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_command_that_loads_no_page_knows_every_event() -> None:
    """A rebuild has to read what any page ever recorded."""
    asked = "import django; django.setup(); from opennrm.journal import registry; {said}; get_resolver().url_patterns; {said}"
    said = "print(*sorted(registry.all_events()))"
    program = f"from django.urls import get_resolver; {asked.format(said=said)}"
    before, after = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.splitlines()
    assert before == after
