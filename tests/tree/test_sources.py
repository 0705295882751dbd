"""What data cites can be found by whoever reads it: an instrument, an article, a page; never a paper of ours that no reader has."""

import re
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src/opennrm"
PAPERS = re.compile(r"legal-facts|law-as-data|house-style|\bdomain (?:§ ?)?[0-9]|\bdesign (?:§ ?)?[0-9]|project's papers")
UNREAD = {"statistics/data/tables.yaml"}  # a file of figures whose sources are being put into words
FILES = sorted(str(path.relative_to(SOURCE)) for path in SOURCE.rglob("*.yaml"))


def cited(text: str) -> list[str]:
    """Each line that cites a paper which no reader has."""
    return [f"{n}: {line.strip()[:120]}" for n, line in enumerate(text.splitlines(), 1) if PAPERS.search(line)]


@pytest.mark.parametrize("file", FILES)
def test_no_data_cites_a_paper_that_its_reader_does_not_have(file: str) -> None:
    if file not in UNREAD:
        assert cited((SOURCE / file).read_text()) == []


@pytest.mark.parametrize("line", ['source: "legal-facts 6.4"', 'x: "told in domain 1.5"', "# law-as-data 4", 'source: "domain §2"'])
def test_such_a_line_is_found(line: str) -> None:
    assert cited(line)


@pytest.mark.parametrize("line", ['source: "SG 14.34"', 'says: {en: "public domain"}', "# CETS 197 Art 13"])
def test_other_lines_pass(line: str) -> None:
    assert cited(line) == []
