"""A margins file from its text, checked whole: every mistake with line, column and what would be right. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from opennrm.countries.load import UnknownCountry, load_profile
from opennrm.standards.reading import Document
from opennrm.standards.shape import one_row, refuse
from opennrm.statistics.margins.fates import fates
from opennrm.statistics.margins.impossible import Impossible
from opennrm.statistics.margins.procedure import procedure_of
from opennrm.statistics.margins.rows import Margins
from opennrm.statistics.margins.sound import unsound
from opennrm.statistics.margins.traits import matching, unnamed

__all__ = ["published", "read", "shipped"]

FOLDER = "data/margins"


def read(file: str, text: str) -> Margins:
    """Margins from a text. Raises Misread with every mistake at its place, numbers that cannot hold together among them.

    Source: issue 12, point 1.
    """
    doc = Document.read(file, text)
    if doc.data is None:
        refuse([doc.problem((), "the file is empty", "give country, period and referrals: `opennrm statistics schema` says all")])
    margins = one_row(doc, Margins, doc.data, ())
    try:
        wrong = list(_impossible(margins))
    except UnknownCountry as unknown:
        refuse([doc.problem(("country",), str(unknown), "write the code of one of these, or a profile of its own first")])
    refuse(doc.problem(one.path, one.says, one.right) for one in wrong)
    return margins


def _impossible(margins: Margins) -> Iterator[Impossible]:
    """What cannot be by the numbers alone; where there is nothing of it, what no cases of this country can fulfil."""
    profile = load_profile(margins.country)
    found = [*unsound(margins, profile), *unnamed(margins, profile)]
    yield from found
    if not found:
        try:
            fates(margins, procedure_of(profile), matching(margins))
        except Impossible as impossible:
            yield impossible


def shipped() -> tuple[str, ...]:
    """The names of the margins that ship with OpenNRM, in order. Source: issue 12, point 2."""
    names = (one.name for one in (files("opennrm.statistics") / FOLDER).iterdir())
    return tuple(sorted(name.removesuffix(".yaml") for name in names if name.endswith(".yaml")))


@cache
def published(name: str) -> Margins:
    """Margins that ship, by name, as `GB-2021`: figures that were published, with their sources. Source: issue 12, point 2."""
    return read(f"statistics/{FOLDER}/{name}.yaml", (files("opennrm.statistics") / FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
