"""One way to read a YAML file: fast when it is right, and with file, line, column and what would be right when it is not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError

__all__ = ["Document", "Misread", "Path", "Problem"]


Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake in a data file: `line` and `column` count from 1, `path` is dotted, `right` what would be right. Source: design 6."""

    file: str
    line: int
    column: int
    path: str
    says: str
    right: str

    def __str__(self) -> str:
        """As compilers write it: file:line:column, so that an editor jumps there."""
        return f"{self.file}:{self.line}:{self.column}: {self.path}: {self.says}; {self.right}"


class Misread(Exception):
    """A data file is wrong; carries every problem at once, in the order of the file. Source: design 6."""

    problems: tuple[Problem, ...]

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


@dataclass(frozen=True)
class Document:
    """A YAML text and what it says; positions are looked up only when something is wrong. Source: law-as-data 6."""

    file: str
    text: str = field(repr=False)
    data: object = field(repr=False)

    @classmethod
    def read(cls, file: str, text: str) -> Document:
        """Read `text` (YAML 1.2); raises Misread for what is no YAML or says a key twice. Source: design 6."""
        try:
            return cls(file, text, YAML(typ="safe").load(text))
        except MarkedYAMLError as wrong:
            raise Misread([_no_yaml(file, wrong)]) from wrong

    def position(self, path: Path) -> tuple[int, int]:
        """Line and column, from 1, of what stands at `path`; of the nearest thing above it that exists. Source: design 6."""
        line, column = 1, 1
        node = self._marked
        for step in path:
            mark = _mark(node, step)
            if mark is None:
                break
            line, column, node = mark
        return line, column

    def problem(self, path: Path, says: str, right: str) -> Problem:
        """A mistake at `path`, with its position. Source: design 6."""
        line, column = self.position(path)
        return Problem(self.file, line, column, dotted(path), says, right)

    @cached_property
    def _marked(self) -> object:
        return YAML().load(self.text)


def dotted(path: Path) -> str:
    """`clocks.reflection.values[0]`: a path as people write it. Source: design 6."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else str(step)
    return text or "the whole file"


def _mark(node: object, step: str | int) -> tuple[int, int, object] | None:
    if isinstance(node, dict) and step in node:
        line, column = node.lc.key(step)  # type: ignore[attr-defined]
    elif isinstance(node, list) and isinstance(step, int) and -len(node) <= step < len(node):
        line, column = node.lc.item(step)  # type: ignore[attr-defined]
    else:
        return None
    return line + 1, column + 1, node[step]  # type: ignore[index]


def _no_yaml(file: str, wrong: MarkedYAMLError) -> Problem:
    mark = wrong.problem_mark or wrong.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)
    return Problem(file, line, column, "the whole file", str(wrong.problem or wrong), "write YAML 1.2, each key once")
