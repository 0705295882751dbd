"""A published report as it stands for ever: one text of JSON, whole and in one order, and the hash that anybody can count again. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from opennrm.programme.report.text import Assembled, Bar, Chapter, Chart, Note, Paragraph, Piece, Reference, Section, Sentence, Text, Unused

__all__ = ["FORMAT", "Frozen", "freeze", "hash_of", "thaw"]

FORMAT = "opennrm-report/1"


@dataclass(frozen=True, slots=True)
class Frozen:
    """What is published: the text with its references, who gives it, by which template, for what, and when it was approved."""

    report: Assembled
    organisation: str
    template: str
    since: date
    until: date
    countries: tuple[str, ...]
    approved_on: date


def freeze(frozen: Frozen) -> str:
    """As JSON: the same report gives the same text. Source: issue 13, point 7 (published, immutable)."""
    whole = {"format": FORMAT, **asdict(frozen)}
    return json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=date.isoformat)


def hash_of(text: str) -> str:
    """SHA-256 of the frozen text, in hexadecimal. Source: issue 13, point 7."""
    return sha256(text.encode()).hexdigest()


def thaw(text: str) -> Frozen:
    """From the JSON again. Raises ValueError for another format. Source: issue 13, point 7."""
    raw = json.loads(text)
    if raw.pop("format", None) != FORMAT:
        raise ValueError(f"no report of the format {FORMAT}")
    since, until, approved_on = (date.fromisoformat(raw[name]) for name in ("since", "until", "approved_on"))
    return Frozen(_report(raw["report"]), raw["organisation"], raw["template"], since, until, tuple(raw["countries"]), approved_on)


def _report(raw: Mapping[str, Any]) -> Assembled:
    chapters = tuple(Chapter(**{**one, "sections": tuple(_section(part) for part in one["sections"])}) for one in raw["chapters"])
    unused = tuple(Unused(Reference(**one["reference"]), one["title"], one["why"]) for one in raw["unused"])
    return Assembled(raw["title"], raw["period"], raw["language"], chapters, unused)


def _section(raw: Mapping[str, Any]) -> Section:
    paragraphs = tuple(Paragraph(tuple(_sentence(one) for one in paragraph["sentences"])) for paragraph in raw["paragraphs"])
    return Section(**{**raw, "paragraphs": paragraphs, "charts": tuple(_chart(one) for one in raw["charts"])})


def _chart(raw: Mapping[str, Any]) -> Chart:
    bars = tuple(Bar(one["name"], tuple(one["counts"])) for one in raw["bars"])
    return Chart(**{**raw, "parts": tuple(raw["parts"]), "bars": bars, "references": tuple(Reference(**one) for one in raw["references"])})


def _sentence(raw: Mapping[str, Any]) -> Sentence:
    return Sentence(
        raw["key"],
        _text(raw["text"]),
        tuple(Reference(**one) for one in raw["references"]),
        tuple(Note(one["key"], _text(one["text"])) for one in raw["notes"]),
        raw["figure"],
    )


def _text(raw: list[dict[str, Any]]) -> Text:
    return tuple(Piece(**one) for one in raw)
