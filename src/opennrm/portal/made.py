"""The documents that are made from code and data: events, access, rights, signs, countries, clauses, coverage. Written by `opennrm docs`.

They are committed, so that a reader needs no program; a test says which are stale.
"""

import ast
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain
from pathlib import Path

from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import translation

from opennrm.access.policy import load_policy
from opennrm.access.policy_page import Consented, Row
from opennrm.access.through import Declared
from opennrm.countries import folders
from opennrm.countries.explain import explain
from opennrm.countries.load import countries, load_profile, profile_text
from opennrm.journal import registry
from opennrm.journal.event import Event
from opennrm.portal.made_coverage import coverage_page
from opennrm.portal.made_indicators import indicators_page
from opennrm.portal.made_ledger import ledger_page
from opennrm.portal.markdown import NOTE, codes, page, table

PROJECT = Path(__file__).resolve().parents[3]
MADE = PROJECT / "docs/made"
DOCUMENT = "odihr-2005-2006"  # the report of which ours has to be the equal
MARKS = (
    "R reads, W writes, E exports, in a case that the agency is tied to; a small letter: only what the own agency recorded; "
    "°: only with the person's consent. Rows that close come on top."
)
SINCE = re.compile(r"\bsince: (\d{4}-\d{2}-\d{2})")


def write() -> list[str]:
    """Write every page again, remove those that nothing makes any more; returns the paths that changed."""
    changed = stale()
    for name, text in pages().items():
        path = MADE / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    for path in _left_over(pages()):
        path.unlink()
    return changed


def stale() -> list[str]:
    """The paths of pages that do not say what the code says, that are missing, or that nothing makes."""
    wanted = pages()
    differing = [name for name, text in wanted.items() if not (MADE / name).exists() or (MADE / name).read_text() != text]
    return sorted([f"docs/made/{name}" for name in differing] + [path.relative_to(PROJECT).as_posix() for path in _left_over(wanted)])


def _left_over(wanted: Iterable[str]) -> list[Path]:
    return sorted(path for path in MADE.rglob("*.md") if path.relative_to(MADE).as_posix() not in set(wanted))


def pages() -> dict[str, str]:
    """Each page by its name under docs/made, in English; of the countries that ship, whatever folder an installation adds."""
    with translation.override("en"), folders.using(None):
        made = {"events.md": events_page(), "access.md": access_page(), "ledger.md": ledger_page(), "spec.md": spec_page()}
        made["indicators.md"] = indicators_page()
        made["report-coverage.md"] = coverage_page(DOCUMENT)
        return made | {f"countries/{code}.md": country_page(code) for code in countries()}


# --- what can happen


def events_page() -> str:
    """Every event by the package that owns it: what it says, in which section, which fields stand in clear and which are sealed."""
    owned: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for name, cls in registry.all_events().items():
        owned[cls.__module__.removeprefix("opennrm.").rpartition(".")[0]].append(_event_row(name, cls))
    head = ("Event", "What happened", "Stream", "Section", "In clear", "Sealed", "Version")
    parts = [[f"## {package}", "", *table(head, sorted(owned[package]))] for package in sorted(owned)]
    return page("What can happen", "Nothing else changes a case. Sealed fields never stand in clear in any table.", *parts)


def _event_row(name: str, cls: type[Event]) -> tuple[str, ...]:
    clear = [field for field in cls.model_fields if field not in cls.sealed_fields]
    says = " ".join((cls.__doc__ or "").split("\n\n")[0].split())
    return (f"`{name}`", says, cls.kind, cls.section, codes(clear), codes(cls.sealed_fields), str(cls.v))


# --- who may see what


def access_page() -> str:
    """The policy row by row, what it comes to for each role, and the door of every page."""
    policy = load_policy()
    closing = [row for row in policy.page.rows if not row.allows]
    opening = [row for row in policy.page.rows if row.allows]
    says = (
        "Printed from `src/opennrm/access/policy.yaml`, which decides, and from the declarations of the pages. "
        f"What no row opens is closed: {policy.otherwise.says}"
    )
    head = ("Row", "Who", "What", "Because", "Source")
    return page(
        "Who may see what",
        says,
        ["## At most, by role and section", "", MARKS, "", *_most(opening, list(policy.roles), list(policy.sections))],
        ["## Rows that close, and beat every row that opens", "", *table(head, map(_policy_row, closing))],
        ["## Rows that open", "", *table(head, map(_policy_row, opening))],
        ["## The door of each page", "", *table(("Address", "Door"), sorted(_doors()))],
    )


def _most(opening: list[Row], roles: list[str], sections: list[str]) -> list[str]:
    of_cases = [row for row in opening if "case" in row.streams and not row.break_glass]

    def cell(role: str, section: str) -> str:
        fitting = [row for row in of_cases if section in row.sections and role in (row.roles or {role})]
        return " ".join(filter(None, (_mark(mode, [row for row in fitting if mode in row.modes]) for mode in ("read", "write", "export"))))

    return table(("Role", *sections), ((role, *(cell(role, section) for section in sections)) for role in roles))


def _mark(mode: str, rows: list[Row]) -> str:
    if not rows:
        return ""
    return (mode[0] if all(row.own for row in rows) else mode[0].upper()) + ("°" if all(row.consent for row in rows) else "")


def _policy_row(row: Row) -> tuple[str, ...]:
    who = [f"{name}: {', '.join(sorted(found))}" for name, found in (("role", row.roles), ("relation", row.relations)) if found]
    who += [f"agency: {_some(row.agencies)}"]
    held = "own" if row.own else _some(row.holders)
    what = [f"{', '.join(sorted(row.modes))} of {_some(row.sections)}", f"held by {held}", f"stream: {', '.join(sorted(row.streams))}"]
    if row.purposes is not None:
        what.append(f"purpose: {', '.join(sorted(row.purposes))}")
    if row.consent:
        what.append(f"{'with' if row.allows else 'unless with'} {_consent(row.consent)}")
    if row.break_glass:
        what.append("only while the glass is broken")
    return (f"`{row.id}`", "; ".join(who), "; ".join(what), str(row.because), row.source)


def _some(names: frozenset[str]) -> str:
    """A list, or what is left out of it where that is shorter."""
    page = load_policy().page
    for known in (frozenset(page.kinds), frozenset(page.words["sections"])):
        if names == known:
            return "any"
        if names < known and len(known - names) < len(names):
            return f"all but {', '.join(sorted(known - names))}"
    return ", ".join(sorted(names))


def _consent(consent: Consented) -> str:
    to = "this agency or its kind" if consent.own_kind else "this agency"
    purpose = "the stated purpose" if consent.purposes is None else " or ".join(sorted(consent.purposes))
    return f"consent ({' or '.join(sorted(consent.scopes))}) to {to} for {purpose}"


def _doors() -> Iterator[tuple[str, ...]]:
    for path, declared in _declared(get_resolver().url_patterns, ""):
        if declared.public:
            yield (f"`/{path}`", "open to everybody")
        elif declared.section:
            yield (f"`/{path}`", f"{declared.mode} {declared.section}")
        else:
            yield (f"`/{path}`", ", ".join(sorted(declared.roles)) or "everybody signed in")


def _declared(patterns: Iterable[URLPattern | URLResolver], before: str) -> Iterator[tuple[str, Declared]]:
    for pattern in patterns:
        path = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _declared(pattern.url_patterns, path)
        elif declared := getattr(pattern.callback, "declared", None):
            yield path, declared


# --- how it is done in each country


def country_page(code: str) -> str:
    """The explanation of a profile on the day of its latest change, which does not depend on today."""
    latest = max(map(date.fromisoformat, SINCE.findall(profile_text(code))))
    return f"{NOTE}\n\n{explain(load_profile(code), latest)}\n"


# --- the clauses as tests


def spec_page() -> str:
    """Each article that has a test in tests/spec: its title, what it says, and what is tried."""
    instruments: dict[str, list[list[str]]] = defaultdict(list)
    for path in sorted((PROJECT / "tests/spec").glob("*/test_*.py")):
        instruments[path.parent.name].append(_article(path))
    parts = [[f"## {name.replace('_', ' ')}", "", *chain.from_iterable(instruments[name])] for name in sorted(instruments)]
    return page("The clauses as tests", "Each article of which a case can show something, as `tests/spec/` tries it.", *parts)


def _article(path: Path) -> list[str]:
    tree = ast.parse(path.read_text())
    said = {
        node.targets[0].id: ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id in ("title", "text")
    }
    tests = [node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")]
    sentences = [f"- {name.removeprefix('test_').replace('_', ' ')}" for name in tests]
    return [f"### {said.get('title', path.stem)}", "", " ".join(str(said.get("text", "")).split()), "", *sentences, ""]
