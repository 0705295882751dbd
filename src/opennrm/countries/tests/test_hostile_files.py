"""Profile files made to harm are refused with a line, at once, and without eating memory. Source: hostile-tests INJ-03."""

from __future__ import annotations

import time
import tracemalloc

import pytest

from opennrm.countries.load import ProfileErrors, profile_from_text
from opennrm.countries.sheet import LONGEST, Sheet
from opennrm.countries.tests.told import SLOWER
from opennrm.standards.reading import Misread

BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(f"{chr(98 + i)}: &{chr(98 + i)} [{', '.join(['*' + chr(97 + i)] * 9)}]\n" for i in range(9))

HOSTILE = {
    "anchor bomb": (BOMB, 1, "an anchor"),
    "python object": ("country: !!python/object/apply:os.system ['true']\n", 1, "a tag"),
    "merge key": ("a: {b: c}\nd:\n  <<: {e: f}\n", 3, "a merge key"),
    "doubled key": ("a: one\nb: two\na: three\n", 3, "second time"),
    "brackets 10,000 deep": ("a: " + "[" * 10_000, 1, "nesting depth"),
    "braces 5,000 deep": ("a: " + "{" * 5_000 + "}" * 5_000, 1, "nesting depth"),
    "dashes 10,000 deep": ("- " * 10_000, 1, "nested more than"),
    "question marks 10,000 deep": ("? " * 10_000, 1, "nested more than"),
    "keys 400 deep": ("\n".join(" " * i + f"k{i}:" for i in range(400)), 17, "nested more than"),
    "10 MB": ("country: XD\n" * 850_000, 8_001, "characters"),
    "no": ("country: XD\nstatus: no\n", 2, "true or false"),
    "No": ("status: No\n", 1, "true or false"),
    "off": ("status: off\n", 1, "true or false"),
    "True": ("end: True\n", 1, "not in small letters"),
    "012": ("n: 012\n", 1, "readers take differently"),
    "0x1f": ("n: 0x1f\n", 1, "readers take differently"),
    "1_000": ("n: 1_000\n", 1, "readers take differently"),
    "12:30": ("n: 12:30\n", 1, "readers take differently"),
    "1e5": ("n: 1e5\n", 1, "readers take differently"),
    ".inf": ("n: .inf\n", 1, "readers take differently"),
    "key no": ("no: x\n", 1, "true or false"),
    "control character": ("a: b\nc: \x07\n", 2, "does not allow"),
    "half a character": ("a: b\nc: é\ud800\n", 2, "does not allow"),
    "half a character, escaped": ('a: "\\ud800"\n', 1, "no YAML"),
    "two documents": ("a: b\n---\nc: d\n", 2, "second document"),
    "directive": ("%YAML 1.1\n---\na: b\n", 1, "directive"),
    "key that is a list": ("? [a, b]\n: c\n", 1, "no plain word"),
    "never closed": ("a: [b, c\nd: e\n", 2, "no YAML"),
    "quote never closed": ("a: 'b\n", 2, "no YAML"),
    "colon too many": ("a: b: c\n", 1, "no YAML"),
    "no such day": ("a: 2026-02-30\n", 1, "is no day"),
    "no such hour": ("a: 2026-02-20T25:00\n", 1, "is no day"),
}


@pytest.mark.parametrize("attack", HOSTILE)
def test_a_hostile_file_is_refused_with_its_line_within_a_second(attack: str) -> None:
    text, line, says = HOSTILE[attack]
    began = time.process_time()
    with pytest.raises(ProfileErrors) as refused:
        profile_from_text("XD", text)
    assert time.process_time() - began < SLOWER
    assert any(problem.line == line and says in problem.says for problem in refused.value.problems), str(refused.value)


@pytest.mark.parametrize("attack", ["anchor bomb", "brackets 10,000 deep", "10 MB", "keys 400 deep"])
def test_refusing_costs_little_memory(attack: str) -> None:
    tracemalloc.start()
    with pytest.raises(ProfileErrors):
        profile_from_text("XD", HOSTILE[attack][0])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 100_000_000


def test_the_longest_file_allowed_is_read_within_a_second() -> None:
    line = "- {id: abcdef, a: {b: c}, d: [e, f]}\n"
    text = line * (LONGEST // len(line))
    began = time.process_time()
    assert len(Sheet.read("long.yaml", text).data) == LONGEST // len(line)
    assert time.process_time() - began < SLOWER


def test_plain_scalars_have_one_meaning_each() -> None:
    text = 'a: no way\nb: "no"\nc: 12\nd: -3\ne: "012"\nf: true\ng: ~\nh:\ni: 2026-03-01\nj: 1.2.3\nk: 2026-11-12T09:30\nl: n\nm: 0\n'
    data = Sheet.read("plain.yaml", text).data
    assert [data[key] for key in "abcdefg"] == ["no way", "no", 12, -3, "012", True, None]
    assert (str(data["i"]), data["j"], str(data["k"]), data["l"], data["m"], data["h"]) == (
        "2026-03-01",
        "1.2.3",
        "2026-11-12 09:30:00",
        "n",
        0,
        None,
    )


def test_where_nothing_stands_the_place_is_that_of_the_nearest_thing_above() -> None:
    sheet = Sheet.read("f.yaml", "a:\n  b: [c, d]\n")
    assert sheet.position(("a", "b", 1)) == (2, 10)
    assert sheet.position(("a", "b"), key=True) == (2, 3)
    assert sheet.position(("a", "b", 7, "x")) == (2, 6)
    assert sheet.position(("z",)) == (1, 1)


def test_mistakes_of_one_file_come_together() -> None:
    with pytest.raises(Misread) as wrong:
        Sheet.read("f.yaml", "a: no\nb: 012\nc: &x y\nc: z\n")
    assert [problem.line for problem in wrong.value.problems] == [1, 2, 3, 4]
