"""The diagram of docs/architecture.md, drawn from the imports of the code: `diagram.py` writes it, `diagram.py --check` only says."""

import sys
from pathlib import Path

import grimp

PAGE = Path(__file__).resolve().parents[1] / "docs/architecture.md"
BEGIN, END = "<!-- made:diagram -->", "<!-- /made:diagram -->"
PACKAGE = "opennrm"


def drawn() -> str:
    """Packages and the stages of a case, an arrow from each to those it imports; what follows from other arrows is left out."""
    graph = grimp.build_graph(PACKAGE, cache_dir=None)
    for module in [module for module in graph.modules if "tests" in module.split(".")]:
        graph.remove_module(module)
    nodes = sorted(_nodes(graph))
    arrows = {(a, b) for a in nodes for b in nodes if a != b and _imports(graph, a, b)}
    plain = sorted(arrow for arrow in arrows if not _follows(arrow, arrows))
    lines = ["```mermaid", "flowchart TD", *(f"    {_id(node)}[{_label(node)}]" for node in nodes)]
    lines += [f"    {_id(a)} --> {_id(b)}" for a, b in plain]
    return "\n".join([*lines, "```"])


def _nodes(graph: grimp.ImportGraph) -> set[str]:
    packages = graph.find_children(PACKAGE) - {f"{PACKAGE}.cases"}
    return packages | graph.find_children(f"{PACKAGE}.cases")


def _imports(graph: grimp.ImportGraph, importer: str, imported: str) -> bool:
    return graph.direct_import_exists(importer=importer, imported=imported, as_packages=True)


def _follows(arrow: tuple[str, str], arrows: set[tuple[str, str]]) -> bool:
    """Is there another way from tail to head? Then the arrow says nothing new: the layers are transitive."""
    start, goal = arrow
    reached, waiting = set(), [b for a, b in arrows if a == start and b != goal]
    while waiting:
        node = waiting.pop()
        reached.add(node)
        waiting += [b for a, b in arrows if a == node and b not in reached]
    return goal in reached


def _id(node: str) -> str:
    return node.removeprefix(f"{PACKAGE}.").replace(".", "_")


def _label(node: str) -> str:
    return node.removeprefix(f"{PACKAGE}.").replace("cases.", "cases/")


def page_with(text: str) -> str:
    """The page with the diagram between its marks. Raises ValueError when a mark is missing."""
    page = PAGE.read_text()
    before, _, rest = page.partition(BEGIN)
    _, mark, after = rest.partition(END)
    if not mark:
        raise ValueError(f"{PAGE.name} lacks {BEGIN} … {END}")
    return f"{before}{BEGIN}\n{text}\n{END}{after}"


def stale() -> list[str]:
    """The pages whose diagram is not what the code says."""
    return [] if page_with(drawn()) == PAGE.read_text() else [f"docs/{PAGE.name}"]


def main() -> int:
    """Write the diagram, or with `--check` say whether it is fresh; the exit code counts what is stale."""
    if "--check" in sys.argv:
        for name in stale():
            print(f"{name}: the diagram is not what the code says; `make fix` draws it")
        return len(stale())
    PAGE.write_text(page_with(drawn()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
