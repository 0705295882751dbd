"""`opennrm country compare`: a day, a clause, and a profile that is refused."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from opennrm.portal.commands import main


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["country", "compare", *words])


def test_a_clause_is_shown_side_by_side_on_the_day_that_was_asked() -> None:
    now, before = run("reflection.period", "--on", "2026-11-17"), run("reflection.period", "--on", "2022-06-01")
    assert now.exit_code == before.exit_code == 0
    assert "| United Kingdom (GB, published) | region England or Wales | yes | at least 30 calendar days |" in now.output
    assert "| United Kingdom (GB, published) | region England or Wales | yes | at least 45 calendar days |" in before.output


def test_without_a_day_it_is_today() -> None:
    assert "# CETS 197 Art 26 (COE-26)" in run("COE-26").output


def test_what_nobody_knows_ends_with_a_message() -> None:
    result = run("COE-99")
    assert result.exit_code == 1
    assert "no clause and no right is called COE-99" in result.output


def test_a_profile_that_is_refused_is_left_out_and_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "XA.yaml").write_text("country: XA\n", encoding="utf-8")
    monkeypatch.setenv("OPENNRM_PROFILES", str(tmp_path))
    result = run("COE-13.1", "--on", "2026-11-17")
    assert result.exit_code == 0
    assert "XA is left out: " in result.output
    assert "(GB, published)" in result.output
